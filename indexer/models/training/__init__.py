"""Makes the models in ``indexer/models/weights`` from a file of questions.

Nothing else imports this part; it needs the extra ``train`` (torch, onnx).
"""
