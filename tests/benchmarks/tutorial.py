"""The tutorial recipe, for comparison: a page loader, a character splitter, Chroma.

A loader that gives one document a page by pypdf, RecursiveCharacterTextSplitter(1000,
200), LangChain's Chroma with the same embedding model as ours; the answer is the first
chunk. Run as a program it indexes, so that its time and memory can be taken from outside:

    python -m tests.benchmarks.tutorial FOLDER PDF…
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

warnings.filterwarnings("ignore", category=DeprecationWarning)


def load(path: Path) -> list[Any]:
    """One LangChain document a page, as the tutorial's loader gives them."""
    from langchain_core.documents import Document
    from pypdf import PdfReader

    return [
        Document(page.extract_text(), metadata={"source": path.stem, "page": number})
        for number, page in enumerate(PdfReader(path).pages)
    ]


def open_store(folder: Path) -> Any:
    """LangChain's Chroma in a folder, with our embedding model."""
    from langchain_chroma import Chroma

    from indexer.models.embed import LocalEmbeddings
    from tests.embedding import Remembering

    return Chroma("tutorial", Remembering(LocalEmbeddings()), persist_directory=str(folder))


def index(folder: Path, files: Iterable[Path]) -> int:
    """Index files as the tutorial does; how many chunks that gave."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    store = open_store(folder)
    chunks = 0
    for file in files:
        documents = splitter.split_documents(load(file))
        for start in range(0, len(documents), 100):
            store.add_documents(documents[start : start + 100])
        chunks += len(documents)
    return chunks


def answer(folder: Path, questions: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Answers as the tutorial gives them, in the shape that `ask --batch` writes."""
    store = open_store(folder)
    answers = []
    for question in questions:
        started = time.monotonic()
        found = store.similarity_search(question["question"], k=30)
        pages = list(
            dict.fromkeys((one.metadata["source"], one.metadata["page"] + 1) for one in found)
        )
        answers.append(
            {
                "id": question["id"],
                "answered": True,
                "answer": found[0].page_content,
                "citations": [
                    {
                        "document": pages[0][0],
                        "page": None,
                        "pdf_page": pages[0][1],
                        "quote": found[0].page_content,
                    }
                ],
                "passages": [{"document": name, "pdf_page": number} for name, number in pages],
                "seconds": time.monotonic() - started,
            }
        )
    return answers


if __name__ == "__main__":
    print(json.dumps({"chunks": index(Path(sys.argv[1]), map(Path, sys.argv[2:]))}))
