"""Makes the models in ``indexer/models/weights`` from a file of questions.

Nothing else imports this part; it needs
``requirements-train.txt`` (torch, onnx) beside what the program needs.
"""
