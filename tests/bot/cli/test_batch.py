"""Questions from a file, and answers as programs get them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.answers.answer import Answer, Citation, Claim, FoundPage, Question, Timings
from bot.cli.batch import answer_file, as_record, read_questions
from bot.cli.terminal import Terminal
from indexer.council.packs import PdfPage, PrintedPage
from indexer.council.problems import NoSuchPath, NotReadable, StorageError


def test_lines_become_questions(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(
        "\ufeff"
        + json.dumps({"id": 7, "question": "is it\u2028late?"}, ensure_ascii=False)
        + "\r\n\n"
        + json.dumps(
            {
                "id": "b",
                "question": "and then?",
                "history": ["is it late?"],
                "as_of": "2025-04-09",
                "documents": ["pack.pdf"],
                "committee": "Planning",
                "kind": "something else is not ours to judge",
            }
        ),
        "utf-8",
    )
    day = dt.date(2025, 1, 1)
    assert read_questions(path, as_of=day, committee="Homes") == [
        ("7", Question(text="is it\u2028late?", as_of=day, committee="Homes")),
        (
            "b",
            Question(
                text="and then?",
                history=("is it late?",),
                as_of=dt.date(2025, 4, 9),
                documents=("pack.pdf",),
                committee="Planning",
            ),
        ),
    ]


def test_a_lone_surrogate_can_be_answered_about(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "a", "question": "\\ud800 what?"}')
    ((_, question),) = read_questions(path, as_of=None, committee=None)
    assert question.text.encode("utf-8").endswith(b" what?")


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[1, 2]",
        "7",
        "null",
        "{}",
        '{"id": "a"}',
        '{"question": "what?"}',
        '{"id": "a", "question": ""}',
        '{"id": "a", "question": ["what?"]}',
        '{"id": "a", "question": "what?", "as_of": "9 April"}',
        '{"id": "a", "question": "what?", "as_of": 20250409}',
        '{"id": "a", "question": "what?", "history": "what?"}',
        '{"id": "a", "question": "what?", "documents": [7]}',
        '{"id": "a", "question": "what?", "committee": 5}',
    ],
)
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "first", "question": "fine?"}\n' + line)
    with pytest.raises(NotReadable, match="line 2"):
        read_questions(path, as_of=None, committee=None)


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPath, match=r"none\.jsonl does not exist: check the path\."):
        read_questions(tmp_path / "none.jsonl", as_of=None, committee=None)
    with pytest.raises(NotReadable, match=r"cannot be read \(Is a directory\)"):
        read_questions(tmp_path, as_of=None, committee=None)
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NotReadable, match=r"bytes\.jsonl"):
        read_questions(tmp_path / "bytes.jsonl", as_of=None, committee=None)


def answer_to(question: Question) -> Answer:
    citation = Citation(
        document="pack",
        title="Agenda pack",
        pdf_page=PdfPage(9),
        printed_page=PrintedPage(7),
        quote="nine working days",
        item="5",
        url="https://c.example/pack.pdf#page=9",
    )
    return Answer(
        question=question,
        answered=True,
        claims=(Claim(text="Nine working days.", citations=(citation,)),),
        pages=(
            FoundPage(
                document="pack",
                title="Agenda pack",
                pdf_page=PdfPage(9),
                printed_page=PrintedPage(7),
                item="5",
                score=1.5,
            ),
        ),
        timings=Timings(find=0.25, rerank=0.5),
    )


def test_the_record_of_an_answer() -> None:
    record = as_record(answer_to(Question(text="how long?")))
    assert record == {
        "answered": True,
        "answer": "Nine working days. (p. 7, item 5)",
        "citations": [
            {
                "document": "pack",
                "page": 7,
                "pdf_page": 9,
                "quote": "nine working days",
                "item": "5",
                "url": "https://c.example/pack.pdf#page=9",
                "also": [],
            }
        ],
        "passages": [{"document": "pack", "pdf_page": 9, "score": 1.5}],
        "written_by": "quotes",
        "calls": 0,
        "tokens": 0,
        "seconds": 0.75,
    }


class Desk:
    """Answers all but one question."""

    index = SimpleNamespace(
        documents=lambda **_options: [SimpleNamespace(document="pack")],
        wait_until_filled=lambda: None,
    )

    def warm_up(self) -> None:
        """Nothing to open."""

    def answer(self, question: Question) -> Answer:
        if "trouble" in question.text:
            raise StorageError("The catalogue is in use by another Packhorse.")
        return answer_to(question)


def test_one_that_fails_is_told_and_the_rest_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    path.write_text(
        "\n".join(
            [
                *(json.dumps({"id": name, "question": f"{name}?"}) for name in ("one", "trouble")),
                "no json",
                '{"id": "two"}',
                json.dumps({"id": "three", "question": "?", "documents": ["pack.pdf", "pakc.pdf"]}),
            ]
        )
    )
    failed = answer_file(
        Desk(),  # type: ignore[arg-type]
        path,
        out,
        as_of=None,
        committee=None,
        terminal=Terminal(),
    )
    assert failed == 3
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == ["one", "three"]
    said = capsys.readouterr().err
    for word in (
        "trouble: The catalogue is in use",
        "line 3 is not a question",
        "line 4 is not",
        "three: no document called pakc.pdf is indexed.",
    ):
        assert word in said
    assert "called pack.pdf" not in said


class Stopping(Desk):
    def answer(self, question: Question) -> Answer:
        if "trouble" in question.text:
            raise KeyboardInterrupt
        return answer_to(question)


def test_earlier_answers_stay_until_the_new_ones_are_complete(tmp_path: Path) -> None:
    path, out, link = tmp_path / "q.jsonl", tmp_path / "a.jsonl", tmp_path / "link.jsonl"
    link.symlink_to(out)
    out.write_text("earlier\n")
    path.write_text(
        "\n".join(json.dumps({"id": name, "question": f"{name}?"}) for name in ("one", "trouble"))
    )
    with pytest.raises(KeyboardInterrupt):
        answer_file(
            Stopping(),  # type: ignore[arg-type]
            path,
            link,
            as_of=None,
            committee=None,
            terminal=Terminal(),
        )
    assert out.read_text() == "earlier\n"
    path.write_text(json.dumps({"id": "one", "question": "one?"}))
    for _ in range(2):
        answer_file(
            Stopping(),  # type: ignore[arg-type]
            path,
            link,
            as_of=None,
            committee=None,
            terminal=Terminal(),
        )
        assert len(out.read_text().splitlines()) == 1
    assert link.is_symlink()
    assert sorted(tmp_path.iterdir()) == [out, link, path]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "a", "question": "what?"}')
    with pytest.raises(NotReadable, match="cannot be written"):
        answer_file(
            Desk(),  # type: ignore[arg-type]
            path,
            tmp_path / "no" / "a.jsonl",
            as_of=None,
            committee=None,
            terminal=Terminal(),
        )
