"""Embed the passages of the sample packs, for `tests.embedding`, and the examples of questions,
which ship:

python -m tests.samples.vectors
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from bot.answers.question_kinds import keep_vectors
from indexer.models.embed import LocalEmbeddings
from tests.conftest import sample_index_in
from tests.embedding import KEPT, Remembering, keep

if __name__ == "__main__":
    embeddings = Remembering(LocalEmbeddings(), kept=None)
    with tempfile.TemporaryDirectory() as home:
        sample_index_in(Path(home), embeddings).close()
    keep_vectors(LocalEmbeddings())
    keep(embeddings, KEPT)
