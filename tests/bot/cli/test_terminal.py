"""What is printed: as it is, and never obeyed."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Answer, Citation, Claim, FoundPage, Question
from bot.cli.terminal import Terminal, harmless, harmless_json
from indexer.council.packs import PdfPage, PrintedPage

ODD = "[bold]words[/bold] [/] \\[x] :smile: [link=http://x]y[/link]"


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    left = harmless(text)
    assert not any(ord(one) < 32 and one not in "\n\t" for one in left)
    assert not any(0x7F <= ord(one) <= 0x9F for one in left)
    assert not any(one in left for one in "\u202e\u2066\u200f")
    left.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["C"])))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_harmless_json_is_the_same_data(value: dict[str, object]) -> None:
    made = harmless_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(made) == value
    assert not any(0x7F <= ord(one) <= 0x9F for one in made)


def test_markup_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal()
    terminal.say(ODD)
    terminal.head(ODD)
    terminal.problem(ODD)
    caught = capsys.readouterr()
    assert caught.out == f"{ODD}\n{ODD}\n"
    assert caught.err == f"{ODD}\n"


def test_a_line_that_ends_in_a_backslash(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal().head("a path C:\\")
    assert capsys.readouterr().out == "a path C:\\\n"


def test_long_lines_are_not_cut(capsys: pytest.CaptureFixture[str]) -> None:
    line = "word " * 200 + "end"
    Terminal().say(line)
    assert capsys.readouterr().out == f"{line}\n"


def test_a_terminal_s_lines_break_between_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for indent in ("", "    "):
        Terminal().say(indent + "whichever " * 12)
        *lines, _ = capsys.readouterr().out.split("\n")
        assert len(lines) >= 3
        assert all(line.startswith(f"{indent}whichever") for line in lines)
        assert not any(line.endswith(" ") for line in lines)
        assert {word for line in lines for word in line.split()} == {"whichever"}
    address = "https://c.example/papers/Agenda%20pack%20of%20the%20Full%20Council.pdf#page=9"
    Terminal().say(f"  Agenda pack, 10 April, p. 9, {address}\n\nEnd")
    assert capsys.readouterr().out.split("\n")[1:] == [f"  {address}", "", "End", ""]
    Terminal().answer(
        Answer(
            question=Question(text="?"),
            answered=True,
            claims=(Claim(text="Nine days, and no more than that.", citations=(citation(),)),),
        )
    )
    assert max(len(line) for line in capsys.readouterr().out.split("\n")[:2]) <= 40


def test_a_file_gets_its_lines_whole_in_colour_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    Terminal().say("  " + "word " * 200 + "end")
    assert capsys.readouterr().out == "  " + "word " * 200 + "end\n"


def citation(**changes: object) -> Citation:
    given_ = {
        "document": "pack",
        "title": "Agenda pack, 10 April 2025",
        "pdf_page": PdfPage(9),
        "printed_page": PrintedPage(7),
        "quote": "nine working days",
        "item": "5",
        "url": "https://c.example/pack.pdf#page=9",
    }
    return Citation(**(given_ | changes))  # type: ignore[arg-type]


def test_an_answer_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    scanned = citation(
        printed_page=None,
        item=None,
        url=None,
        quote="read off a scan",
        earlier=True,
        ocr=True,
        superseded_by="supplement",
    )
    answer = Answer(
        question=Question(text="?"),
        answered=True,
        claims=(
            Claim(text="Nine working days.", citations=(citation(), citation(quote="again"))),
            Claim(text="On a scan.", citations=(scanned,)),
        ),
    )
    Terminal().answer(answer)
    assert capsys.readouterr().out.splitlines() == [
        "Nine working days. (p. 7, item 5)",
        f"On a scan. ({scanned.reference})",
        "",
        "Sources",
        "  Agenda pack, 10 April 2025, p. 7, PDF p. 9, item 5, https://c.example/pack.pdf#page=9",
        "  Agenda pack, 10 April 2025, PDF p. 9, from an earlier meeting, scanned page, "
        "superseded by supplement",
    ]


def test_nothing_found_names_the_nearest_pages(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(
        question=Question(text="?"),
        answered=False,
        lead="I can't find that in the papers.",
        pages=tuple(
            FoundPage(
                document="pack",
                title="Agenda pack",
                pdf_page=PdfPage(page),
                printed_page=PrintedPage(page) if page > 1 else None,
                item=None,
                score=1.0 / page,
            )
            for page in range(1, 12)
        ),
    )
    Terminal().answer(answer)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "I can't find that in the papers."
    assert lines[2:] == [
        "Nearest pages",
        "  Agenda pack, PDF p. 1",
        "  Agenda pack, p. 2, PDF p. 2",
        "  Agenda pack, p. 3, PDF p. 3",
    ]
