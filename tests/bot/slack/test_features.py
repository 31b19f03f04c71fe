"""What a councillor can do, as it goes: buttons, pages, the clerk, the command, Home."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.answers.answer import Answer, Claim, Question
from bot.digests.parts import DigestRow, Part
from bot.digests.ports import Outgoing
from bot.people.privacy import expire
from bot.slack.digest_poster import SlackPoster
from bot.slack.views.paper_tables import cited_rows
from indexer.council.packs import Item, PdfPage, PrintedPage, Recommendation
from indexer.council.problems import StorageError
from tests.bot.slack.town import (
    ADA,
    BEN,
    CLERK,
    CLERKS,
    GENERAL,
    PACK,
    SCRUTINY,
    TRACKED,
    URL,
    Shelf,
    Town,
    cite,
    make_pack,
    not_found,
    told,
    words,
)
from tests.slack_server.server import BOT_TOKEN
from tests.slack_server.workspace import BOT_USER, Fault


@pytest.fixture
def town(request: pytest.FixtureRequest, build: Callable[..., Town]) -> Town:
    return build(getattr(request, "param", "http"))


either = pytest.mark.parametrize("town", ["http", "socket"], indirect=True)
"""Of each kind of thing that people do, some in both modes."""


def ask(town: Town, text: str = "How many?") -> tuple[str, dict[str, Any]]:
    ts = town.people.say(ADA, GENERAL, f"<@{BOT_USER}> {text}")
    return ts, town.people.answers(GENERAL, ts)[0]


def whisper(town: Town, part: str) -> dict[str, Any]:
    return told(town, part, "whispers")


def response(town: Town, part: str) -> dict[str, Any]:
    return told(town, part, "responses")


# --- pages -------------------------------------------------------------------


def picture(message: dict[str, Any]) -> dict[str, Any]:
    return next(block for block in message["blocks"] if block["type"] == "image")


@either
def test_show_page_and_go_on(town: Town) -> None:
    ts, answer = ask(town)
    town.people.click(ADA, "show_page_", channel=GENERAL, message=answer)
    page = town.people.answers(GENERAL, ts, count=2)[1]
    file = town.space.files[picture(page)["slack_file"]["id"]]
    assert file["content"] == b"\x89PNG\r\n\x1a\n\x05"
    assert "helped was 50" in file["alt_txt"] == picture(page)["alt_text"]
    assert len(file["alt_txt"]) <= 1_000
    assert town.shelf.pictures == [(PACK, 5, ("helped was 50",))]
    assert "page 3 (PDF page 5)" in words(page)
    assert "number of <children> & families helped was 50." in words(page)
    assert f"{URL}#page=5" in json.dumps(page)

    town.people.click(ADA, "page_after", channel=GENERAL, message=page)
    page = town.people.answers(GENERAL, ts, count=3)[2]
    assert town.shelf.pictures[-1] == (PACK, 6, ("helped was 60",))
    town.people.click(ADA, "page_before", channel=GENERAL, message=page)
    town.people.answers(GENERAL, ts, count=4)
    assert town.shelf.pictures[-1] == (PACK, 5, ("helped was 50",))


def test_first_and_last_page_have_one_neighbour(town: Town) -> None:
    town.desk.script = lambda q: Answer(
        question=q,
        answered=True,
        claims=(Claim(text="x", citations=(cite("a", page=1), cite("b", page=12))),),
    )
    ts, answer = ask(town)
    for number, missing in ((0, "page_before"), (1, "page_after")):
        town.people.click(ADA, "show_page_", channel=GENERAL, message=answer, number=number)
        said = town.people.answers(GENERAL, ts, count=2 + number)
        assert missing not in json.dumps(said[-1])


def test_read_as_text(town: Town) -> None:
    ts, answer = ask(town)
    town.people.click(ADA, "show_page_", channel=GENERAL, message=answer)
    page = town.people.answers(GENERAL, ts, count=2)[1]
    town.people.click(ADA, "page_text", channel=GENERAL, message=page)
    view = town.people.wait(lambda: town.space.opened and town.space.opened[0])
    assert "number of <children> & families helped was 50" in words(view)
    assert "Quoted: \nhelped was 50" in words(view)


@pytest.mark.parametrize("refused", [True, False])
def test_a_picture_that_cannot_be_sent(town: Town, refused: bool) -> None:
    if refused:
        town.space.no_blocks.add("image")
    else:
        town.space.fail("upload", Fault(status=500), Fault(status=500))
    ts, answer = ask(town)
    town.people.click(ADA, "show_page_", channel=GENERAL, message=answer)
    page = town.people.answers(GENERAL, ts, count=2)[1]
    assert "picture could not be made" in words(page)
    assert "families helped was 50." in words(page)
    assert "page_text" in json.dumps(page)


def test_an_upload_is_tried_again(town: Town) -> None:
    town.space.fail("upload", Fault(status=503))
    ts, answer = ask(town)
    # Slack is not done with the file yet when the message comes.
    town.space.fail("chat.postMessage", Fault(error="invalid_blocks"))
    town.people.click(ADA, "show_page_", channel=GENERAL, message=answer)
    assert picture(town.people.answers(GENERAL, ts, count=2)[1])


def test_pages_are_printed_into_the_direct_messages(town: Town) -> None:
    place = town.space.direct(ADA)
    town.people.command(ADA, GENERAL, "print 3-4")
    response(town, "I have sent you pages 3–4 as a PDF in a direct message")
    (message,) = town.space.bot_messages(place)
    (file,) = message["files"]
    assert file["title"] == f"Agenda pack, {SCRUTINY}, pages 3–4"
    assert town.space.files[file["id"]]["content"] == f"%PDF-{PACK} 5,6".encode()
    town.people.command(ADA, GENERAL, "print 8-9")
    response(town, "without 1 exempt page")
    town.people.command(ADA, GENERAL, "pages 4")
    shown = response(town, "Print these pages")
    town.space.fail("files.completeUploadExternal", Fault(error="internal_error"))
    for said in ("would not take the pages", "as a PDF in a direct message"):
        town.space.responses.clear()
        town.people.click(
            ADA, "print_pages", channel=GENERAL, blocks=shown["blocks"], ephemeral=True
        )
        response(town, said)
    assert len(town.space.bot_messages(place)) == 3
    assert town.space.bot_messages(GENERAL) == []


# --- long answers ---------------------------------------------------------------


def long(question: Question) -> Answer:
    return Answer(
        question=question,
        answered=True,
        claims=tuple(
            Claim(
                text=f"Point {n}: " + f"word{n} " * 60,
                citations=(cite("families helped", page=3 + n % 10),),
            )
            for n in range(3, 33)
        ),
    )


def test_a_long_answer_is_folded_and_nothing_is_lost(town: Town) -> None:
    town.desk.script = long
    ts, message = ask(town)
    said = words(message)
    for count in range(2, 40):
        if "answer_more" not in json.dumps(message):
            break
        town.people.click(ADA, "answer_more", channel=GENERAL, message=message)
        message = town.people.answers(GENERAL, ts, count=count)[-1]
        said += words(message)
    for n in range(3, 33):
        assert said.count(f"Point {n}: ") == 1
        assert said.count(f"word{n} ") == 60
    total = len(town.space.bot_messages(GENERAL, ts))
    assert total > 2


def test_a_page_that_the_last_part_of_a_long_answer_cites_is_shown(town: Town) -> None:
    town.desk.script = lambda question: Answer(
        question=question,
        answered=True,
        claims=tuple(
            Claim(text="word " * 300, citations=(cite("families helped", page=page),))
            for page in range(1, 13)
        ),
    )
    ts, message = ask(town)
    while "answer_more" in json.dumps(message):
        count = len(town.space.bot_messages(GENERAL, ts)) + 1
        town.people.click(ADA, "answer_more", channel=GENERAL, message=message)
        message = town.people.answers(GENERAL, ts, count=count)[-1]
    town.people.click(ADA, "show_page_", channel=GENERAL, message=message, number=-1)
    town.people.wait(lambda: town.shelf.pictures)
    assert town.shelf.pictures[-1][:2] == (PACK, 12)


@either
def test_more_is_posted_once(town: Town) -> None:
    town.desk.script = long
    ts, message = ask(town)
    town.people.click(ADA, "answer_more", channel=GENERAL, message=message)
    town.people.answers(GENERAL, ts, count=2)
    town.people.click(BEN, "answer_more", channel=GENERAL, message=message)
    whisper(town, "in this thread already")
    assert len(town.space.bot_messages(GENERAL, ts)) == 2


def test_what_was_clicked_in_vain_can_be_clicked_again(town: Town) -> None:
    town.desk.script = long
    ts, message = ask(town)
    town.people.command(ADA, GENERAL, "ask How many families?")
    private = response(town, "Point 3")
    place = town.space.direct(ADA)
    for count, (action, clicked) in enumerate(
        [
            ("answer_more", {"message": message}),
            ("share_answer", {"blocks": private["blocks"], "ephemeral": True}),
        ],
        start=1,
    ):
        town.space.fail("chat.postMessage", Fault(error="restricted_action"))
        before = len(town.space.bot_messages(GENERAL))
        town.people.click(ADA, action, channel=GENERAL, **clicked)
        town.people.wait(lambda: len(town.space.bot_messages(place)) == count)  # noqa: B023
        town.people.click(ADA, action, channel=GENERAL, **clicked)
        town.people.wait(lambda: len(town.space.bot_messages(GENERAL)) == before + 1)  # noqa: B023
    assert len(town.space.bot_messages(GENERAL, ts)) == 2


def test_whatever_is_posted_is_posted_once(town: Town) -> None:
    """Slack took it, and its reply was lost: in a thread, a channel, a direct message."""
    lost = Fault(status=500, after=True)
    town.desk.script = not_found
    _, answer = ask(town)
    town.space.fail("chat.postMessage", lost)
    town.people.click(ADA, "ask_clerk", channel=GENERAL, message=answer)
    whisper(town, "passed your question on")
    assert len(town.space.bot_messages(CLERKS)) == 1

    town.desk.script = long
    ts, message = ask(town)
    town.space.fail("chat.postMessage", lost)
    town.people.click(ADA, "answer_more", channel=GENERAL, message=message)
    town.people.answers(GENERAL, ts, count=2)

    town.people.command(ADA, GENERAL, "item 6")
    shown = response(town, "Item 6")
    town.people.click(ADA, "ask_about", channel=GENERAL, blocks=shown["blocks"], ephemeral=True)
    view = town.people.wait(lambda: town.space.opened and town.space.opened[0])
    town.space.fail("chat.postMessage", lost)
    town.people.submit(ADA, view, {"question": "What does it cost?"})
    place = town.space.direct(ADA)
    parent = town.people.wait(lambda: town.space.bot_messages(place))[0]
    town.people.answers(place, parent["ts"])
    town.people.quiet()
    assert len(town.space.bot_messages(GENERAL, ts)) == 2
    assert len(town.space.bot_messages(place)) == 2


# --- feedback --------------------------------------------------------------------


def test_useful(town: Town) -> None:
    _, answer = ask(town)
    town.people.click(ADA, "feedback", channel=GENERAL, message=answer, pick="positive")
    whisper(town, "Thank you")
    (line,) = town.memory.feedback.lines()
    assert line.useful is True


@either
def test_not_useful_and_what_was_wrong(town: Town) -> None:
    _, answer = ask(town)
    town.people.click(ADA, "feedback", channel=GENERAL, message=answer, pick="negative")
    view = town.people.wait(lambda: town.space.opened and town.space.opened[0])
    town.people.submit(ADA, view, {"reason": "page", "comment": "=It says *60*."})
    (line,) = town.memory.feedback.wrong()
    assert (line.reason, line.comment, line.question) == ("page", "=It says *60*.", "How many?")
    assert line.cells[-1] == "'=It says *60*.", "no spreadsheet runs it"


# --- not found, and the clerk --------------------------------------------------------


@either
def test_not_found_goes_to_the_clerk_and_comes_back(town: Town) -> None:
    town.desk.script = not_found
    ts, answer = ask(town, "Who parks where?")
    assert "I can't find that in the papers." in words(answer)
    assert words(answer).count("Agenda pack, 10 March 2026, p.") == 3
    town.people.click(ADA, "ask_clerk", channel=GENERAL, message=answer)
    whisper(town, "passed your question on")
    (passed,) = town.people.wait(lambda: town.space.bot_messages(CLERKS))
    assert "Who parks where?" in words(passed)
    assert f"https://council.slack.com/archives/{GENERAL}/" in json.dumps(passed)
    assert json.dumps(passed).count(ADA) == 1

    town.people.click(BEN, "ask_clerk", channel=GENERAL, message=answer)
    whisper(town, "is with the clerk already")
    assert len(town.space.bot_messages(CLERKS)) == 1

    town.people.say(
        CLERK, CLERKS, "In the <!channel> yard & by *permit*.", thread_ts=passed["ts"], twice=True
    )
    reply = town.people.answers(GENERAL, ts, count=2)[1]
    assert "& by *permit*." in words(reply)
    assert "<!channel>" not in reply["text"]
    whisper(town, "passed your reply")
    assert len(town.space.bot_messages(GENERAL, ts)) == 2


def test_only_a_clerks_reply_is_brought_back(town: Town) -> None:
    town.desk.script = not_found
    ts, answer = ask(town)
    town.people.click(ADA, "ask_clerk", channel=GENERAL, message=answer)
    whisper(town, "passed your question on")
    (passed,) = town.space.bot_messages(CLERKS)
    town.people.say("UCLERK2", CLERKS, "just me", thread_ts=passed["ts"])
    assert whisper(town, "Only clerks can do that")["user_shown"] == "UCLERK2"
    town.people.quiet()
    assert len(town.space.bot_messages(GENERAL, ts)) == 1


def test_a_clerks_channel_that_cannot_be_reached(town: Town) -> None:
    town.desk.script = not_found
    _, answer = ask(town)
    town.space.channels[CLERKS].members.discard(BOT_USER)
    town.people.click(ADA, "ask_clerk", channel=GENERAL, message=answer)
    whisper(town, "could not reach the clerks")
    town.space.channels[CLERKS].members.add(BOT_USER)
    town.people.click(ADA, "ask_clerk", channel=GENERAL, message=answer)
    whisper(town, "passed your question on")


# --- the command -------------------------------------------------------------------


@either
def test_ask_privately_and_share(town: Town) -> None:
    said = town.people.command(ADA, GENERAL, "ask How many families?")
    assert "Searching 10 March" in words(said)
    answer = response(town, "50 families")
    assert answer["response_type"] == "ephemeral"
    assert town.space.bot_messages(GENERAL) == []
    town.people.click(ADA, "share_answer", channel=GENERAL, blocks=answer["blocks"], ephemeral=True)
    (shared,) = town.people.wait(lambda: town.space.bot_messages(GENERAL))
    assert "50 families" in words(shared)
    assert ADA in json.dumps(shared["blocks"])
    assert "share_answer" not in json.dumps(shared)
    town.people.click(ADA, "share_answer", channel=GENERAL, blocks=answer["blocks"], ephemeral=True)
    response(town, "shared it already")
    # The thread under a shared answer is a conversation.
    town.people.say(BEN, GENERAL, "and before?", thread_ts=shared["ts"])
    town.people.answers(GENERAL, shared["ts"])


def test_share_where_the_bot_is_not(town: Town) -> None:
    town.space.channels[GENERAL].members.discard(BOT_USER)
    town.people.command(ADA, GENERAL, "ask How many families?")
    answer = response(town, "50 families")
    town.people.click(ADA, "share_answer", channel=GENERAL, blocks=answer["blocks"], ephemeral=True)
    response(town, "invite me")


def test_a_private_answer_shows_its_page_in_the_direct_message(town: Town) -> None:
    town.people.command(ADA, GENERAL, "ask How many families?")
    answer = response(town, "50 families")
    town.people.click(ADA, "show_page_", channel=GENERAL, blocks=answer["blocks"], ephemeral=True)
    place = town.space.direct(ADA)
    (page,) = town.people.wait(lambda: town.space.bot_messages(place))
    assert picture(page)
    assert town.space.bot_messages(GENERAL) == []


@either
def test_a_workspace_without_tables_gets_the_rows_as_text(town: Town) -> None:
    town.space.no_blocks.add("data_table")
    town.people.command(ADA, GENERAL, "actions")
    shown = response(town, "Do thing 5.")
    assert "Do thing 6." not in words(shown)
    town.people.click(ADA, "actions_more", channel=GENERAL, blocks=shown["blocks"], ephemeral=True)
    response(town, "Do thing 7.")


def test_a_list_goes_on_in_a_pack_that_was_replaced(town: Town) -> None:
    town.people.command(ADA, GENERAL, "pages 1-10")
    shown = response(town, "Show 2 more pages")
    town.shelf.add(make_pack(PACK, count=8))
    town.people.click(ADA, "actions_more", channel=GENERAL, blocks=shown["blocks"], ephemeral=True)
    response(town, "I can't show that page here")


def test_what_a_click_meets_is_said_in_a_sentence(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.people.command(ADA, GENERAL, "pages 1-3")
    shown = response(town, "Print these pages")

    def away(_document: str) -> None:
        raise StorageError("The catalogue is locked: try again in a minute.")

    monkeypatch.setattr(town.shelf, "pack", away)
    town.people.click(ADA, "print_pages", channel=GENERAL, blocks=shown["blocks"], ephemeral=True)
    response(town, "The catalogue is locked: try again in a minute.")


def test_rows_that_an_answer_cites_are_shown_as_a_table(town: Town) -> None:
    rows = [Claim(text="Counted.", citations=(cite(one.quote, page=12),)) for one in TRACKED]
    town.desk.script = lambda q: Answer(question=q, answered=True, claims=tuple(rows))
    _, answer = ask(town)
    for refused in ((), ("data_table",)):
        town.space.no_blocks.update(refused)
        town.space.whispers.clear()
        town.people.click(ADA, "show_table", channel=GENERAL, message=answer)
        table = whisper(town, "As printed")
        assert ("data_table" in json.dumps(table["blocks"])) is not bool(refused)
        for part in ("In the year", "Children", "Families", "p. 10"):
            assert part in table["text"]
    town.desk.script = None
    _, answer = ask(town, "How many families?")
    assert "show_table" not in json.dumps(answer)


@pytest.mark.parametrize(
    ("quote", "row"), [("Repairs 5", "Minor repairs 57 60"), ("57", "57 60"), ("Repairs 57", "")]
)
def test_rows_that_only_look_cited_are_left_out(quote: str, row: str) -> None:
    shelf = Shelf()
    shelf.rows[PACK, 5] = [dataclasses.replace(TRACKED[0], quote=row), TRACKED[1]]
    claim = Claim(text="Counted.", citations=(cite(quote), cite(TRACKED[1].quote)))
    answer = Answer(question=Question(text="How many?"), answered=True, claims=(claim,))
    assert cited_rows(answer, shelf.rows_on) == []


def test_a_response_url_that_is_used_up(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = f"{town.server.address}/respond/gone"
    monkeypatch.setattr(town.people, "response_url", lambda: gone)
    town.people.command(ADA, GENERAL, "ask How many families?")
    place = town.space.direct(ADA)
    (answer,) = town.people.wait(lambda: town.space.bot_messages(place))
    assert "50 families" in words(answer)


def test_a_cancelled_meeting_is_no_next_one(town: Town) -> None:
    town.shelf.cancelled.add(PACK)
    town.people.command(ADA, GENERAL, f"catch-up {SCRUTINY}")
    assert "No papers for an upcoming meeting yet." in words(response(town, "last meetings"))


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("next", ["Next meeting", SCRUTINY, "10 March 2026", "Early help *strategy*", "pp. 3–9"]),
        ("next scrutiny", ["Next meeting", SCRUTINY]),
        ("next Planning", ["know no committee called “Planning”", SCRUTINY]),
        (
            "item 6",
            [
                "Item 6: Early help *strategy*",
                "To approve the strategy.",
                "p. 3",
                "families helped was 50.",
                "A. Officer",
            ],
        ),
        ("item 7", ["has no item 7", "1, 6"]),
        ("item six, please", ["Item 6: Early help *strategy*"]),
        ("item 1 and 6", ["Which of these items?", "6 Early help *strategy*"]),
        ("item", ["Which item?"]),
        ("catch-up scrutiny", ["the last meetings", "Next meeting", "10 March 2026"]),
        ("catch-up Planning", ["know no committee called “Planning”", SCRUTINY]),
        ("pages 3-4", ["page 3 (PDF page 5)", "page 4 (PDF page 6)", "Paragraph of page 5"]),
        ("pages 1-10", ["page 8 (PDF page 10)", "Show 2 more pages"]),
        ("pages 900", ["no page with that printed number"]),
        ("pages soon", ["Which pages?"]),
        ("print soon", ["Which pages?", "/packhorse print 93-96"]),
        ("print 1-10", ["at most 9 pages"]),
        ("actions", ["Do thing 1.", "Not yet due.", "Status", "Do thing 7."]),
        ("plan", ["lists no upcoming decisions"]),
        ("papers", [f"Agenda pack, {SCRUTINY}", "10 March 2026", "12"]),
        ("follow scrutiny", [f"You now follow {SCRUTINY}"]),
        ("follow s", ["know no committee called “s”"]),
        ("unfollow x", ["You don't follow that"]),
        ("unfollow", ["Which committee?"]),
        ("catch Up scrutiny", ["the last meetings"]),
        ("itme *6*", ["I don't know “itme”", "/packhorse item *6*"]),
        ("remoev x", ["I don't know “remoev x”", "/packhorse next"]),
        ("help", ["How to ask Packhorse", "/packhorse pages 93-96"]),
        ("", ["How to ask Packhorse"]),
        ("ask", ["How to ask Packhorse"]),
        ("frobnicate", ["I don't know “frobnicate”", "/packhorse next"]),
        ("committee none", ["Only clerks can do that"]),
        ("remove x", ["Only clerks can do that"]),
    ],
)
def test_command(town: Town, typed: str, parts: list[str]) -> None:
    town.people.command(ADA, GENERAL, typed)
    said = words(town.people.wait(lambda: town.space.responses and town.space.responses[0]))
    for part in parts:
        assert part in said


@pytest.mark.parametrize(
    "question",
    ["what are we asked to decide?", "Works on Hill Road?", "Following the fire, who met"],
)
def test_a_question_needs_no_word_before_it(town: Town, question: str) -> None:
    town.people.command(ADA, GENERAL, question)
    town.people.wait(lambda: town.desk.asked)
    assert town.desk.asked[0].text == question


def test_a_late_report_is_found_in_its_supplement(town: Town) -> None:
    late = dataclasses.replace(
        make_pack("scrutiny-late"),
        pages=make_pack().pages[:4],
        items=(
            Item(
                number="1",
                title="",
                first_page=PrintedPage(35),
                last_page=PrintedPage(36),
                first_pdf_page=PdfPage(3),
                last_pdf_page=PdfPage(4),
            ),
        ),
    )
    town.shelf.add(late)
    town.people.command(ADA, GENERAL, "item 1")
    said = words(response(town, "pp. 35–36"))
    assert "Item 1: Declarations of interest" in said
    town.people.command(ADA, GENERAL, "next")
    assert "pp. 35–36" in words(response(town, "Next meeting"))


def test_of_parts_of_an_item_each_keeps_its_own_title(town: Town) -> None:
    parts = (
        Item(number="8.1", title="Tree works"),
        Item(number="8.2", title="Hedge works", first_pdf_page=PdfPage(3)),
    )
    town.shelf.add(dataclasses.replace(make_pack("scrutiny-late"), items=parts))
    town.people.command(ADA, GENERAL, "item 8")
    assert "8.1 Tree works; 8.2 Hedge works" in words(response(town, "Which of these items?"))
    town.people.command(ADA, GENERAL, "item 8.2")
    response(town, "Item 8.2: Hedge works")
    again = Item(number="6", title="Of the exempt part, which counts anew")
    town.shelf.add(dataclasses.replace(make_pack(), items=(*make_pack().items, again)))
    town.people.command(ADA, GENERAL, "item 6")
    response(town, "Item 6: Early help *strategy*")


@either
def test_ask_about_an_item(town: Town) -> None:
    # What was asked of the item may stand in what came later.
    town.shelf.add(make_pack("supplement"))
    town.shelf.add(make_pack("another", committee="Planning Committee"))
    town.people.command(ADA, GENERAL, "item 6")
    shown = response(town, "Item 6")
    town.people.click(ADA, "ask_about", channel=GENERAL, blocks=shown["blocks"], ephemeral=True)
    view = town.people.wait(lambda: town.space.opened and town.space.opened[0])
    town.people.submit(ADA, view, {"question": "What does it cost?"})
    place = town.space.direct(ADA)
    parent = town.people.wait(lambda: town.space.bot_messages(place))[0]
    town.people.answers(place, parent["ts"])
    assert town.desk.asked[0].documents == (PACK, "supplement")
    assert town.desk.asked[0].text == "Item 6: What does it cost?"
    # The thread stays about that meeting's papers.
    town.people.say(ADA, place, "and who decides?", thread_ts=parent["ts"])
    town.people.answers(place, parent["ts"], count=2)
    assert town.desk.asked[1].documents == (PACK, "supplement")


@either
def test_ask_about_an_item_of_a_posted_digest(town: Town) -> None:
    """It is asked and answered there, for all to see."""
    poster = SlackPoster(token=BOT_TOKEN, api_url=town.server.api_url)
    digest = Outgoing(
        key="d1",
        parts=(
            Part(
                title="Item 6: Early help",
                rows=(DigestRow(text="To approve the strategy."),),
                about=(PACK, "6"),
            ),
        ),
    )
    _, ts = poster.post(GENERAL, digest, since=dt.datetime.fromtimestamp(0, dt.UTC))
    (message,) = town.space.bot_messages(GENERAL)
    town.people.click(ADA, "ask_about", channel=GENERAL, message=message)
    view = town.people.wait(lambda: town.space.opened and town.space.opened[0])
    assert "Item 6 of" in words(view)
    town.people.submit(ADA, view, {"question": "What does it cost?"})
    said, answer = town.people.answers(GENERAL, ts, count=2)
    assert "asks: Item 6: What does it cost?" in said["text"]
    assert ADA in json.dumps(said["blocks"])
    assert "50 families" in words(answer)
    assert town.desk.asked[0].documents == (PACK,)
    assert town.space.bot_messages(town.space.direct(ADA)) == []


# --- Home and prompts -----------------------------------------------------------------


@either
def test_home(town: Town) -> None:
    ask(town, "How many _families_?")
    town.people.open_home(ADA)
    home = words(town.people.wait(lambda: town.space.homes.get(ADA)))
    for part in (
        SCRUTINY,
        "10 March 2026",
        "Early help *strategy*",
        "How many _families_?",
        "families helped was 50.",
        "answered",
        "90 days",
    ):
        assert part in home
    assert "For clerks" not in home
    assert "#page=5" in json.dumps(town.space.homes[ADA]), "items are links"
    blocks = town.space.homes[ADA]["blocks"]
    town.people.click(ADA, "show_help", blocks=blocks)
    view = town.people.wait(lambda: town.space.opened and town.space.opened[0])
    assert "/packhorse next" in words(view)
    assert "What I can't do" in words(view)


def test_more_opens_and_asks_for_no_typing(town: Town) -> None:
    pack = town.shelf.packs[PACK]
    asked = Recommendation(text="To do one more thing.", pdf_page=PdfPage(5))
    many = [
        dataclasses.replace(pack.items[1], number=str(n), recommendations=(asked,) * 30)
        for n in range(2, 40)
    ]
    town.shelf.add(dataclasses.replace(pack, items=(*pack.items[:1], *many)), url=URL)
    for typed, more, part in (
        ("next", "show_items", "39 "),
        ("item 9", "show_recommendations", "To do one more thing."),
    ):
        town.space.responses.clear()
        town.space.opened.clear()
        town.people.command(ADA, GENERAL, typed)
        shown = town.people.wait(lambda: town.space.responses and town.space.responses[0])
        assert "/packhorse" not in words(shown)
        town.people.click(ADA, more, channel=GENERAL, blocks=shown["blocks"], ephemeral=True)
        view = town.people.wait(lambda: town.space.opened and town.space.opened[0])
        assert part in words(view)
    assert words(view).count("To do one more thing.") == 30
    town.people.command(ADA, GENERAL, "pages 1-10")
    shown = response(town, "Show 2 more pages")
    town.people.click(ADA, "actions_more", channel=GENERAL, blocks=shown["blocks"], ephemeral=True)
    response(town, "page 10 (PDF page 12)")


@either
def test_follow_in_home(town: Town) -> None:
    town.people.open_home(ADA)
    home = town.people.wait(lambda: town.space.homes.get(ADA))
    town.people.click(ADA, "follow", blocks=home["blocks"], pick="Scrutiny")
    after = town.people.wait(
        lambda: town.space.homes[ADA]["id"] != home["id"] and town.space.homes[ADA]
    )
    assert f"You follow: \n{SCRUTINY}" in words(after)
    assert town.memory.places.followed(ADA) == (SCRUTINY,)
    town.people.click(ADA, "unfollow", blocks=after["blocks"])
    town.people.wait(lambda: town.memory.places.followed(ADA) == ())


def test_a_clerks_home(town: Town) -> None:
    town.desk.script = not_found
    _, answer = ask(town, "Who parks where?")
    town.memory.feedback.mark(
        town.memory.questions.recent(ADA)[0].request_id, BEN, useful=False, reason="missing"
    )
    town.people.open_home(CLERK)
    home = town.people.wait(lambda: town.space.homes.get(CLERK))
    assert "For clerks" in words(home)
    town.people.click(CLERK, "show_clerk_lists", blocks=home["blocks"])
    view = words(town.people.wait(lambda: town.space.opened and town.space.opened[0]))
    assert view.count("Who parks where?") == 3  # lately asked, not found, not useful
    assert "Asked recently" in view
    assert "Asked, without a sure answer" in view
    # The button in a member's hands.
    town.space.opened.clear()
    town.people.click(ADA, "show_clerk_lists", blocks=home["blocks"])
    place = town.space.direct(ADA)
    town.people.wait(lambda: "Only clerks can do that" in words(town.space.bot_messages(place)))
    assert town.space.opened == []
    assert answer


@either
def test_suggested_prompts_come_from_the_next_pack(town: Town) -> None:
    town.people.open_home(ADA, "messages")
    prompts = town.people.wait(lambda: town.space.prompts.get(town.space.direct(ADA)))
    # Only those that the desk answers at once.
    assert prompts[0]["title"] == "What are we asked to decide?"
    assert all(one["message"].startswith(town.desk.known) for one in prompts)


# --- old messages ---------------------------------------------------------------------------


def test_buttons_under_an_answer_that_is_kept_no_more(town: Town) -> None:
    _, answer = ask(town)
    expire(town.memory.engine, days=-1, now=town.memory.clock())
    for action in ("show_page_", "feedback"):
        town.space.whispers.clear()
        town.people.click(ADA, action, channel=GENERAL, message=answer, pick="positive")
        whisper(town, "no longer kept")
