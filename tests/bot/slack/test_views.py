"""Everything that can be shown is within Slack's limits, says the same without blocks,
and lets nothing of a paper become a mention, a link or formatting."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.answers.answer import Answer, Citation, Claim, FoundPage, Question
from bot.answers.question_kinds import is_example
from bot.digests.decisions import DigestRef, Preview, ScheduleLine
from bot.digests.parts import DigestRow, Part
from bot.digests.planning import Planned
from bot.digests.rules import read_when
from bot.digests.schedule_store import Rule, ScheduledMeeting
from bot.memory.clerks import Drop
from bot.memory.feedback_store import FeedbackLine
from bot.memory.questions import AskedQuestion
from bot.papers import Card
from bot.slack.manifest import manifest
from bot.slack.views.answer_blocks import (
    answer_message,
    part_count,
    shared_message,
    wrong_modal,
)
from bot.slack.views.digest_blocks import digest_messages
from bot.slack.views.folding import fold
from bot.slack.views.home_blocks import (
    clerk_blocks,
    clerk_lists_modal,
    home_view,
    meeting_blocks,
    prompts,
)
from bot.slack.views.link_blocks import LinkedPaper, link_entity, link_message
from bot.slack.views.message import Message, link, opened, paragraph, pieces, place
from bot.slack.views.message import Part as MessagePart
from bot.slack.views.pack_blocks import (
    agenda,
    agenda_modal,
    ask_modal,
    draft_message,
    item_message,
    next_message,
    recommendations_modal,
)
from bot.slack.views.page_blocks import alternative, page_message, page_modal, pages_message
from bot.slack.views.paper_tables import (
    actions_message,
    cited_message,
    papers_message,
    plan_message,
)
from bot.slack.views.phrases import (
    help_message,
    progress_message,
    relay_message,
    reply_message,
    sentence,
    trouble,
)
from bot.slack.views.schedule_blocks import (
    list_modal,
    note_modal,
    post_modal,
    preview_intro,
    rule_form,
)
from indexer.council.packs import (
    Action,
    Asked,
    BlockKind,
    DocumentKind,
    ExemptPage,
    ForwardPlanEntry,
    Item,
    Meeting,
    Pack,
    Page,
    PdfPage,
    Point,
    PrintedPage,
    Recommendation,
)
from indexer.evidence.passages import Unit
from tests.bot.slack.town import cite, not_found, parts_of, words
from tests.slack_server.limits import block_faults, view_faults

EVIL = "<!channel> <@U0123456> <https://evil.example|click> *bold* _it_ ~no~ `code` & :tada: "

texts = st.text(
    alphabet=st.one_of(
        st.characters(blacklist_categories=("Cs", "Cc")), st.sampled_from("<>&*_~`|@#! \n")
    ),
    min_size=1,
    max_size=80,
).filter(str.strip)
long_texts = st.builds(lambda text, times: (text + " ") * times, texts, st.integers(1, 40))
numbers = st.integers(1, 999)
urls = st.none() | st.just("https://council.example/a.pdf#page=3") | st.just("javascript:x")


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    page = draw(numbers)
    return Citation(
        document=draw(texts),
        title=draw(long_texts),
        pdf_page=PdfPage(page),
        printed_page=draw(st.none() | st.just(PrintedPage(page + 4))),
        quote=draw(long_texts),
        item=draw(st.none() | st.just("6")),
        url=draw(urls),
        meeting_date=draw(st.none() | st.just(dt.date(2026, 3, 10))),
        earlier=draw(st.booleans()),
        ocr=draw(st.booleans()),
        superseded_by=draw(st.none() | texts),
        also=tuple((w, PdfPage(3), None) for w in draw(st.lists(texts, max_size=9))),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    return Answer(
        question=Question(text=draw(texts)),
        answered=draw(st.booleans()),
        lead=draw(st.just("") | texts),
        claims=tuple(
            Claim(text=text, citations=tuple(cited))
            for text, cited in draw(
                st.lists(st.tuples(long_texts, st.lists(citations(), max_size=9)), max_size=9)
            )
        ),
        pages=tuple(
            FoundPage(
                document=name,
                title=title,
                pdf_page=PdfPage(page),
                printed_page=None,
                item=None,
                score=0.5,
            )
            for name, title, page in draw(
                st.lists(st.tuples(texts, long_texts, numbers), max_size=12)
            )
        ),
        notices=tuple(draw(st.lists(texts, max_size=3))),
    )


def check(message: Message) -> dict[str, Any]:
    """What every message must hold. Gives its payload."""
    for block in message.blocks:
        _validate(block)
    payload: dict[str, Any] = json.loads(json.dumps(message.payload()))
    assert block_faults(payload["blocks"]) == []
    assert "mrkdwn" not in json.dumps(payload["blocks"])
    text = payload["text"]
    assert 0 < len(text) <= 40_000
    # Nothing in the text can be a control sequence.
    assert "<" not in text
    assert ">" not in text
    assert not re.search(r"&(?!amp;|lt;|gt;)", text)
    said = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    for part in _shown(payload["blocks"]):
        assert part.strip() in said
    return payload


def _validate(thing: Any) -> None:
    """slack_sdk's own validators, on the block and on everything in it."""
    thing.validate_json()
    thing.to_dict()
    if hasattr(getattr(thing, "element", None), "validate_json"):
        _validate(thing.element)
    for name in ("elements", "options"):
        for inner in getattr(thing, name, None) or []:
            if hasattr(inner, "validate_json"):
                _validate(inner)


def _shown(blocks: list[dict[str, Any]]) -> list[str]:
    said = [one for one in blocks if one["type"] not in ("actions", "context_actions")]
    return words(said).split("\n")


def check_view(view: View) -> dict[str, Any]:
    for block in view.blocks:
        assert isinstance(block, Block)
        _validate(block)
    view.validate_json()
    payload: dict[str, Any] = json.loads(json.dumps(view.to_dict()))
    assert view_faults(payload) == []
    assert "mrkdwn" not in json.dumps(payload)
    return payload


def every_part(answer: Answer) -> list[Message]:
    """All parts of an answer, with all buttons that they can have."""
    return [
        answer_message(answer, request_id="abcdefgh", part=part, shareable=True, clerks=True)
        for part in range(part_count(answer))
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(answers())
def test_any_answer(answer: Answer) -> None:
    said = ""
    for message in every_part(answer):
        payload = check(message)
        said += "\n".join(_shown(payload["blocks"]))
    folded = " ".join(said.split())
    for claim in answer.claims:
        for word in claim.text.split():
            assert word[:2_000] in folded or len(word) > 2_000
    check(shared_message(answer, request_id="abcdefgh", user="U1"))


WHY = Question(text="why " * 490)


def test_the_longest_answer() -> None:
    """Everything as long as it can be, at once."""
    address = "https://council.example/" + "a" * 400
    more: dict[str, Any] = {"earlier": True, "ocr": True, "superseded_by": LONG}
    more["also"] = (("x", PdfPage(1), None),) * 20
    claims = []
    for n in range(2):
        cited = [
            cite(
                LONG,
                page=m,
                document=f"d{n}-{m}" + "d" * 200,
                title=f"{n}-{m} {LONG}",
                url=f"{address}#page={m}",
                **more,
            )
            for m in range(1, 30)
        ]
        claims.append(Claim(text=LONG, citations=tuple(cited)))
    pages = [dataclasses.replace(page, title=LONG, url=address) for page in not_found(WHY).pages]
    answer = Answer(
        question=WHY,
        answered=False,
        lead=EVIL * 5,
        claims=tuple(claims),
        pages=tuple(pages),
        notices=(EVIL,) * 3,
    )
    assert part_count(answer) > 6
    for message in every_part(answer):
        check(message)
    check(shared_message(answer, request_id="abcdefgh", user="U1"))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(long_texts, st.integers(0, 40)), max_size=30))
def test_folding_loses_nothing(claims: list[tuple[str, int]]) -> None:
    answer = Answer(
        question=Question(text="?"),
        answered=True,
        claims=tuple(
            Claim(
                text=text,
                citations=tuple(cite("q", page=n + 1) for n in range(count)),
            )
            for text, count in claims
        ),
    )
    parts = fold(answer)
    kept = "".join(
        "".join(c.text.split())
        for part in parts
        for c in part
        if not c.text.startswith("The same is said")
    )
    assert kept == "".join("".join(text.split()) for text, _ in claims)
    assert sum(len(c.citations) for part in parts for c in part) == sum(n for _, n in claims)


@given(st.text(max_size=500), st.integers(5, 60))
def test_pieces(text: str, limit: int) -> None:
    cut = pieces(text, limit)
    assert all(len(piece) <= limit for piece in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


def test_a_papers_words_stay_words() -> None:
    evil = cite(EVIL, page=1, document=EVIL, title=EVIL, item=EVIL, superseded_by=EVIL)
    answer = Answer(
        question=Question(text=EVIL),
        answered=True,
        lead=EVIL,
        claims=(Claim(text=EVIL, citations=(evil,)),),
        notices=(EVIL,),
    )
    payload = check(shared_message(answer, request_id="abcdefgh", user="U1"))
    for part in parts_of(payload["blocks"]):
        kind = part.get("type")
        assert kind not in ("emoji", "channel", "usergroup", "broadcast", "mrkdwn", "markdown")
        assert kind != "link" or part["url"].startswith("https://council.example/")
        assert kind != "user" or part["user_id"] == "U1"
        plain = (None, {"bold": True}, {"italic": True}, "primary", "bullet", "danger")
        assert part.get("style") in plain
        assert part.get("emoji") is not True


LONG = "word & <more> " * 600
CARD = Card(
    document="d" * 200,
    title=LONG,
    committee=LONG,
    date=dt.date(2026, 3, 10),
    time="6 pm",
    venue=LONG,
    pages=900,
    url="https://council.example/a.pdf",
)
PAGE = Page(pdf_page=PdfPage(5), printed_page=PrintedPage(3), item="6", text=LONG * 4)
PACK = Pack(
    document="d" * 200,
    sha256="x",
    kind=DocumentKind.PACK,
    title=LONG,
    meeting=Meeting(committee=LONG, date=dt.date(2026, 3, 10), venue=LONG),
    items=tuple(
        Item(
            number=str(n),
            title=LONG,
            purpose=LONG,
            first_page=PrintedPage(n),
            last_page=PrintedPage(n + 1),
            first_pdf_page=PdfPage(n),
            officers=(LONG,) * 5,
            exempt=True,
            late=True,
            recommendations=tuple(
                Recommendation(text=LONG, pdf_page=PdfPage(1)) for _ in range(60)
            ),
        )
        for n in range(1, 90)
    ),
    forward_plan=tuple(
        ForwardPlanEntry(matter=LONG, date=LONG, taker=EVIL, member="", pdf_page=PdfPage(n))
        for n in range(1, 60)
    ),
    actions=tuple(
        Action(
            number=str(n),
            recommendation=LONG,
            date=LONG,
            target=LONG,
            officer=LONG,
            update=LONG,
            status=LONG,
            pdf_pages=(PdfPage(1),) * 9,
            printed_pages=(None,) * 9,
        )
        for n in range(40)
    ),
    exempt_pages=tuple(
        ExemptPage(pdf_page=PdfPage(n), printed_page=None, why=LONG) for n in range(1, 300)
    ),
    warnings=(LONG,) * 40,
    pages=tuple(dataclasses.replace(PAGE, pdf_page=PdfPage(n), text=LONG) for n in range(1, 30)),
)
EMPTY = Pack(document="d", sha256="x", kind=DocumentKind.OTHER, title=None)
POINTS = [
    Claim(
        text=text,
        citations=(cite(LONG, title=LONG, url=f"https://council.example/{'a' * 200}.pdf#page=5"),)
        * 4,
    )
    for text in (LONG, EVIL, "Said.")
]
ASKED = AskedQuestion(
    origin="message", channel="C", message_ts="1", thread_ts="1", user="U1", text=LONG
)


def rule(
    number: int,
    *,
    committee: str = LONG,
    to: tuple[str, ...] = ("C1",),
    what: str = "full",
    paused: bool = False,
    when: str = "5 working days before at 09:00",
) -> Rule:
    return Rule(
        id=number,
        committee=committee,
        targets=to,
        when=read_when(when),
        what=what,
        approval=True,
        paused=paused,
        made_by="U1",
        changed_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    )


def line(one: Rule, *, pack: bool = True) -> ScheduleLine:
    at = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)
    meeting = dataclasses.replace(MEETING, published_at=at if pack else None)
    return one, Planned(key="k", rule=one, meeting=meeting, target="C1", due=at)


MEETING = ScheduledMeeting(
    id=1,
    committee=LONG,
    date=dt.date(2026, 3, 10),
    time=None,
    state="planned",
    moved_from=None,
    documents=(),
    published_at=None,
    changed_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
)
LINES = [
    *(line(rule(n, to=("C1", "U1", "followers") * 30), pack=bool(n % 2)) for n in range(1, 60)),
    (rule(60, committee=EVIL, what="late papers"), None),
    (rule(61, paused=True), None),
    (rule(62), None),
]
CITED = Claim(text=EVIL, citations=(cite("q", title="t"),))
DIGEST = (
    Part(
        title=LONG,
        rows=tuple(
            DigestRow(
                text=LONG, label=EVIL, bullet=n % 3 == 0, claim=CITED if n % 2 else None, more=EVIL
            )
            for n in range(30)
        ),
    ),
    Part(title=EVIL, rows=(), about=("d" * 200, "6")),
    Part(title="Nothing", rows=()),
)
KEY = "digest/1/2/C0123456789"
INTRO = Part(title="For your approval", rows=(DigestRow(text="To C0123456789. Nothing yet."),))

TODAY = dt.date(2026, 3, 2)


def cited_cells(count: int, *, columns: int, text: str) -> tuple[Unit, Citation]:
    unit = Unit(
        text=text,
        quote=f"{count} {text}",
        kind=BlockKind.ROW,
        cells=tuple((f"{text}{n}" if n else "", text if n % 2 else "") for n in range(columns)),
    )
    return unit, CITED.citations[0]


TABLES = [
    actions_message(CARD, PACK, today=TODAY),
    actions_message(CARD, PACK, today=TODAY, start=37),
    actions_message(CARD, EMPTY, today=TODAY),
    plan_message(CARD, PACK, today=TODAY),
    plan_message(CARD, EMPTY, today=TODAY),
    papers_message([CARD] * 300),
    papers_message([CARD] * 300, start=299),
    papers_message([dataclasses.replace(CARD, url=None, committee=None, date=None, pages=0)]),
    papers_message([]),
    *(
        cited_message([cited_cells(n, columns=30, text=text) for n in range(300)])
        for text in (LONG, EVIL)
    ),
]

DESK = clerk_blocks(
    [LONG] * 3,
    [Drop(file_id="F", name=LONG, url="u", channel="C", thread_ts="1", user="U1")] * 30,
    LINES,
)

CLERK_LISTS = clerk_lists_modal(
    latest=[ASKED] * 30,
    not_found=[ASKED] * 30,
    wrong=[
        FeedbackLine(
            asked=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
            request="r",
            user="U1",
            channel="C",
            question=LONG,
            answered=True,
            useful=False,
            reason="page",
            comment=LONG,
        )
    ]
    * 30,
    channels=[("C1", LONG)] * 50,
    restricted=frozenset({LONG}),
)


MESSAGES = [
    *digest_messages((INTRO, *DIGEST), proposes=KEY),
    *digest_messages(DIGEST[1:], decides=DigestRef(rule=1, meeting=2)),
    *digest_messages(DIGEST[2:]),
    Message(
        [
            paragraph(
                *preview_intro(
                    Preview(
                        kind="full",
                        targets=("C1", "followers", "U1"),
                        messages=(DIGEST,) * 2,
                    )
                )
            )
        ]
    ),
    *(
        help_message(clerk=clerk, unknown=unknown)
        for clerk in (True, False)
        for unknown in (None, EVIL)
    ),
    sentence(EVIL),
    trouble("abcdefgh"),
    trouble("abcdefgh", EVIL),
    relay_message(user="U1", question=LONG, permalink=None),
    relay_message(user="U1", question=EVIL, permalink="https://council.slack.com/archives/C/p1"),
    reply_message(user="U1", question=LONG, reply=LONG),
    progress_message(LONG, 0, 0),
    progress_message(EVIL, 3, 7),
    next_message(CARD, PACK, [(CARD, PACK)] * 9),
    next_message(CARD, PACK),
    next_message(CARD, None),
    next_message(CARD, EMPTY),
    item_message(CARD, PACK.items[0], POINTS),
    item_message(CARD, Item(number="1", title="T")),
    *TABLES,
    *(one.instead for one in TABLES if one.instead),
    draft_message(PACK, drop_id=1),
    draft_message(EMPTY, drop_id=1),
    pages_message(CARD, PACK, PACK.pages),
    page_message(
        dataclasses.replace(CARD, title=LONG, document="d" * 200),
        PACK,
        PACK.pages[1],
        words=LONG,
        request_id="abcdefgh",
        quotes=(LONG,),
        picture=("F1", LONG[:900]),
    ),
    page_message(
        dataclasses.replace(CARD, title=EVIL, url=None),
        EMPTY,
        PAGE,
        words=EVIL,
        request_id=None,
        quotes=(),
        picture=None,
    ),
]


ENTITY = link_entity(
    LinkedPaper(
        url="https://council.example/a.pdf#page=5", card=CARD, pack=PACK, item=PACK.items[0]
    )
)
MESSAGES += [
    link_message(LinkedPaper(url="https://council.example/a.pdf", card=CARD, pack=one, item=item))
    for one, item in ((PACK, PACK.items[0]), (PACK, None), (EMPTY, None))
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.text[:30])
def test_every_message(message: Message) -> None:
    check(message)


DIGESTS: list[tuple[list[tuple[Card, Pack | None]], list[MessagePart]]] = [
    (
        [(CARD, PACK), (CARD, None)],
        [link("Digest", "https://council.slack.com/archives/C/p1"), " in ", place("C1")],
    ),
    ([(CARD, EMPTY)] * 9, [EVIL]),
    ([], []),
]
"""Of the meetings in the Home tab: their other papers, and where their digests are."""

VIEWS = [
    wrong_modal("abcdefgh"),
    ask_modal(LONG, kept={"d": "d" * 255, "item": "6", "channel": "C1", "thread": "1.1"}),
    page_modal(LONG, PAGE, PAGE.text, (LONG,) * 3),
    page_modal(EVIL, dataclasses.replace(PAGE, ocr=True), EVIL, ()),
    page_modal("t", PAGE, "", ()),
    list_modal([]),
    list_modal(LINES, said=EVIL),
    list_modal(LINES[-4:], said="Saved."),
    rule_form([f"{LONG[:90]}{n}" for n in range(100)], kept={"v": "V1"}),
    rule_form([f"{LONG[:90]}{n}" for n in range(101)], kept={"v": ""}),
    rule_form([], rule=rule(1, to=("C1", "G2", "U1", "followers")), kept={"r": 1, "v": "V1"}),
    rule_form([], rule=rule(1, to=("U1",), what="late papers", when="when the pack is published")),
    note_modal("", kept={"k": KEY, "channel": "C1", "ts": "1.1"}),
    note_modal(EVIL, kept={"k": KEY, "channel": "C1", "ts": "1.1"}),
    post_modal(LONG[:400], kept={"r": 1, "m": 2, "channel": "D1", "ts": "1.1"}),
    home_view(meetings=[], committees=[], followed=[], recent=[], days=90),
    home_view(meetings=[], committees=[], followed=[], recent=[], days=90, refusal=EVIL),
    home_view(
        meetings=[
            meeting_blocks(
                CARD,
                PACK,
                first=number == 0,
                also=also,
                digest=digest,
                points={CARD.document: {item.number: POINTS for item in PACK.items}},
            )
            for number, (also, digest) in enumerate(DIGESTS)
        ],
        committees=[f"{LONG[:90]}{n}" for n in range(150)],
        followed=[f"{EVIL}{n}" for n in range(120)],
        recent=[ASKED] * 9,
        days=90,
        clerk=DESK,
        muted=[f"{LONG}{n}" for n in range(50)],
    ),
    CLERK_LISTS,
    clerk_lists_modal(),
    opened("Help", help_message(clerk=True).blocks),
    agenda_modal(CARD, agenda(CARD, PACK)),
    agenda_modal(CARD, agenda(CARD, EMPTY)),
    recommendations_modal(CARD, PACK.items[0]),
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.type}-{view.callback_id}")
def test_every_view(view: View) -> None:
    check_view(view)


def test_all_of_a_pages_words_are_there() -> None:
    shown = "".join(_shown(page_modal("t", PAGE, PAGE.text, ()).to_dict()["blocks"]))
    assert "".join(PAGE.text.split()) in "".join(shown.split())


def test_alternative_text_keeps_its_limit() -> None:
    assert len(alternative(LONG[:160], PAGE, (LONG,) * 9)) <= 1_000


def test_a_proposal_names_its_channel_and_no_paper_can() -> None:
    row = DigestRow(text="UNCERTAINTY about WELLBEING1 C0123456789")
    paper = Part(title="CAFETERIAS", rows=(row,))
    (message,) = digest_messages((INTRO, paper), proposes=KEY)
    shown = json.dumps(message.payload()["blocks"])
    assert shown.count('"channel_id"') == 1
    assert '"user_id"' not in shown
    assert '"channel_id"' not in json.dumps(digest_messages((INTRO,))[0].payload()["blocks"])
    told = digest_messages((INTRO,), ours=True)[0].payload()["blocks"]
    assert '"channel_id": "C0123456789"' in json.dumps(told)


def test_an_agenda_has_the_pages_of_its_supplement() -> None:
    def item(number: str, first: int | None, title: str = "") -> Item:
        return Item(
            number=number,
            title=title,
            first_page=PrintedPage(first) if first else None,
            first_pdf_page=PdfPage(first) if first else None,
        )

    main = dataclasses.replace(EMPTY, items=(item("3", None, "Fire doors"), item("4", 7, "Bins")))
    late = dataclasses.replace(EMPTY, items=(item("3", 35), item("4", 40), item("5A", 49, "Storm")))
    other = dataclasses.replace(CARD, document="late", title="Supplement", pages=1)
    found = agenda(CARD, main, [(other, late)])
    assert [(one.number, one.title, one.first_page, of.document) for one, of in found] == [
        ("3", "Fire doors", 35, "late"),
        ("4", "Bins", 7, CARD.document),
        ("5A", "Storm", 49, "late"),
    ]
    assert (
        "Supplement (https://council.example/a.pdf), 1 page"
        in next_message(CARD, main, [(other, late)]).text
    )


def test_an_item_without_a_title_is_listed() -> None:
    bare = dataclasses.replace(
        EMPTY, items=(Item(number="5A", title="", first_pdf_page=PdfPage(9)),)
    )
    assert "5A … (https://council.example/a.pdf#page=9)" in next_message(CARD, bare).text


def test_prompts() -> None:
    assert any("10 March 2026" in one["message"] for one in prompts(CARD, PACK))
    assert all(len(one["title"]) <= 60 for one in prompts(CARD, PACK))
    point = Point(text=LONG, quote=LONG, pdf_page=PdfPage(5))
    for number in ("6", "6a", "5.1", "7(b)", "A3", "105"):
        told = dataclasses.replace(PACK.items[0], number=number, points=(point,))
        asked = prompts(CARD, dataclasses.replace(PACK, items=(told,)))
        assert any(f"item {number} on" in one["message"] for one in asked)
        assert all(is_example(one["message"]) for one in asked)
    assert prompts(None, None) == ()


def test_a_table_of_actions_has_the_overdue_ones_first_in_words() -> None:
    pack = dataclasses.replace(
        EMPTY,
        actions=(
            Action(number="1", recommendation="Count.", target="May 2026", pdf_pages=(PdfPage(9),)),
            Action(number="2", recommendation="Paint.", target="May 2025", pdf_pages=(PdfPage(8),)),
            Action(number="3", recommendation="Mend.", target="May 2025", status="Complete."),
        ),
    )
    message = actions_message(CARD, pack, today=TODAY)
    (block,) = [b.to_dict() for b in message.blocks if b.type == "data_table"]
    assert [[cell.get("text") for cell in row[:3]] for row in block["rows"]] == [
        ["Action", "Status", "Due"],
        ["2. Paint.", "Overdue", "May 2025"],
        ["1. Count.", "Open", "May 2026"],
        ["3. Mend.", "Reported complete", "May 2025"],
    ]
    assert "https://council.example/a.pdf#page=8" in json.dumps(block["rows"][1][-1])
    assert "Action: 2. Paint.; Status: Overdue; Due: May 2025" in message.text
    assert message.instead is not None
    assert "2. Paint.\nStatus: Overdue; Due: May 2025" in message.instead.text


def test_nothing_is_said_by_a_colour_or_a_sign_alone() -> None:
    """Buttons have words, pictures their own; a sign never stands for one."""
    shown = [message.payload()["blocks"] for message in MESSAGES]
    for part in parts_of([*shown, *(view.to_dict() for view in VIEWS)]):
        if part.get("type") == "image":
            assert len(part["alt_text"]) > 20
        if part.get("type") == "button":
            said = part["text"]["text"]
            assert re.search(r"[A-Za-z]{3}", said)
            assert not any(unicodedata.category(letter) == "So" for letter in said)


def test_marks_and_order() -> None:
    cited = cite(
        "q",
        page=9,
        title="Minutes",
        printed_page=PrintedPage(5),
        item="2",
        url="https://council.example/m.pdf#page=9",
        meeting_date=dt.date(2026, 1, 20),
        earlier=True,
        ocr=True,
        superseded_by="minutes-v2",
    )
    answer = Answer(
        question=Question(text="?"),
        answered=True,
        claims=(
            Claim(text="The first line answers.", citations=(cited,)),
            Claim(text="Then a point.", citations=(cited,)),
        ),
    )
    text = answer_message(answer, request_id="abcdefgh").text
    assert text.index("The first line answers. (p. 5, item 2") < text.index("Then a point.")
    assert text.index("Then a point.") < text.index("Sources")
    for mark in (
        "superseded by minutes-v2",
        "scanned page",
        "from an earlier meeting",
        "p. 5 (PDF page 9), item 2",
        "20 January 2026",
        "https://council.example/m.pdf#page=9",
    ):
        assert mark in text


def test_an_item_says_what_is_recommended_as_it_stands() -> None:
    texts = (
        "Members should be aware that no decision is needed at this meeting.",
        "1 Approve the scheme at a cost of £2.4m.",
        "Subject to planning consent being obtained by March 2026.",
    )
    said = tuple(Recommendation(text=text, pdf_page=PdfPage(5)) for text in texts)
    asked = tuple(Asked(do=f"Phrase {n}", text=texts[n], pdf_page=PdfPage(5)) for n in (0, 1))
    item = Item(number="6", title="Food", recommendations=said, asked=asked)
    told = item_message(CARD, item).text
    assert all(f"• {text} (PDF p. 5 " in told for text in texts)
    assert "Phrase" not in told
    # Whatever is not shown whole has a button to all of it.
    long = Recommendation(text="word " * 2_000, pdf_page=PdfPage(5))
    for more, left in (((long,), 1), (said * 10, 13)):
        shown = item_message(CARD, dataclasses.replace(item, recommendations=(*said, *more)))
        assert f"Show {left} more" in str([block.to_dict() for block in shown.blocks])
    purpose = "To note the report."
    only = (Asked(do="Note the report", text=purpose, pdf_page=PdfPage(5)),)
    bare = Item(number="7", title="Homes", purpose=purpose, asked=only)
    assert item_message(CARD, bare).text.count("ote the report") == 1


def test_a_draft_names_all_of_its_items() -> None:
    items = tuple(Item(number=f"{n}", title=f"Matter {n}") for n in range(1, 61))
    message = draft_message(dataclasses.replace(PACK, items=items), drop_id=1)
    assert "Matter 60" in message.text
    many = dataclasses.replace(PACK, items=PACK.items * 20)
    assert block_faults(draft_message(many, drop_id=1).payload()["blocks"]) == []


def test_a_draft_says_whose_it_is() -> None:
    assert "could not tell which committee it is for" not in draft_message(PACK, drop_id=1).text
    unknown = dataclasses.replace(PACK, meeting=Meeting())
    assert "could not tell which committee it is for" in draft_message(unknown, drop_id=1).text


@pytest.mark.skipif(
    not (shutil.which("npm") and {"CI", "PACKHORSE_CHECK_TYPES"} & set(os.environ)),
    reason="needs npm, and CI or PACKHORSE_CHECK_TYPES in the environment",
)
def test_blocks_are_of_slacks_own_types(tmp_path: Path) -> None:
    """The TypeScript compiler on everything that can be shown, against ``@slack/types``, and
    on the manifest, against ``@slack/web-api``."""
    installed = subprocess.run(
        [
            "npm",
            "install",
            "--loglevel=error",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "@slack/types@3.2.0",
            "@slack/web-api@8.2.0",
            "typescript@7.0.2",
        ],
        cwd=tmp_path,
        timeout=240,
        check=False,
        capture_output=True,
        text=True,
    )
    if installed.returncode != 0:
        said = installed.stderr.strip()
        # A registry that cannot be reached says nothing of our blocks; all else does.
        unreached = re.search(r"\b(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|E5\d\d|E403)\b", said)
        assert unreached, said[:4_000]
        pytest.skip(f"npm cannot reach its registry: {unreached[0]}")
    answer = Answer(
        question=Question(text=EVIL),
        answered=False,
        lead=EVIL,
        notices=(EVIL,),
        claims=tuple(
            Claim(text=EVIL, citations=(cite(EVIL, page=n, document=f"d{n}", title=EVIL),))
            for n in range(1, 40)
        ),
    )
    shown = [*MESSAGES, *every_part(answer)]
    kinds = "EntityMetadata, HomeView, KnownBlock, ModalView"
    lines = [f'import type {{ {kinds} }} from "@slack/types";']
    lines.append(f"export const e: EntityMetadata = {json.dumps(ENTITY)};")
    lines.append('import type { AppsManifestValidateArguments } from "@slack/web-api";')
    for number, made in enumerate(
        (
            manifest(sites=["a.example"]),
            manifest(url="https://bot.example"),
        )
    ):
        # Slack's documentation has these, the package not yet.
        made["oauth_config"]["scopes"]["bot"].remove("assistant:write")
        made["settings"]["event_subscriptions"]["bot_events"].remove("agent_session_stopped")
        typed = f'AppsManifestValidateArguments["manifest"] = {json.dumps(made)}'
        lines.append(f"export const a{number}: {typed};")
    for number, message in enumerate(shown):
        blocks = json.dumps(message.payload()["blocks"])
        lines.append(f"export const m{number}: KnownBlock[] = {blocks};")
    for number, view in enumerate(VIEWS):
        kind = "HomeView" if view.type == "home" else "ModalView"
        lines.append(f"export const v{number}: {kind} = {json.dumps(view.to_dict())};")
    (tmp_path / "shown.ts").write_text("\n".join(lines))
    checked = subprocess.run(
        [
            str(tmp_path / "node_modules" / ".bin" / "tsc"),
            "--noEmit",
            "--strict",
            "--skipLibCheck",
            "--module",
            "nodenext",
            "--moduleResolution",
            "nodenext",
            "shown.ts",
        ],
        cwd=tmp_path,
        timeout=240,
        check=False,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout[:4_000]
