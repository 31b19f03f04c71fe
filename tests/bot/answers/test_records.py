"""Which questions structure is asked for, and which it leaves to the search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from bot.answers.mentions import meant_items, named_items, named_months
from bot.answers.records import Kind, Record, kinds_of, records_for
from bot.answers.scope import Scope
from indexer.packs import (
    Action,
    Agreed,
    DocumentKind,
    EarlierMinutes,
    Item,
    Meeting,
    Minute,
    Pack,
    PdfPage,
    Recommendation,
)

TODAY = dt.date(2025, 3, 11)
HELD = dt.date(2025, 3, 4)


def pack(
    *, items: Sequence[Item] = (), actions: Sequence[Action] = (),
    minutes: Sequence[EarlierMinutes] = (), held: dt.date = HELD,
    committee: str = "Streets Committee",
) -> Pack:
    return Pack(
        document=f"{committee} {held}", sha256="", kind=DocumentKind.PACK, title=None,
        meeting=Meeting(committee=committee, date=held), items=tuple(items),
        actions=tuple(actions), minutes=tuple(minutes),
    )


def answers(
    question: str, *packs: Pack, today: dt.date = TODAY, front: str = "",
    named: Sequence[Pack] = (),
) -> list[Record]:
    """What structure answers from some packs, nearness in meaning left out."""
    scope = Scope(
        today=today, cards=(), packs={one.document: one for one in packs},
        items=meant_items(
            named_items(question), ([item.number for item in one.items] for one in packs)
        ),
        months=tuple(named_months(question)),
        named_documents=frozenset(one.document for one in named),
        next_documents=frozenset(
            one.document for one in packs if one.meeting.date and one.meeting.date >= today
        ),
    )
    return records_for(
        question, scope, asked=question, nearness=lambda _, texts: [0.5] * len(texts),
        front_text=lambda _: {PdfPage(1): front},
    )


@pytest.mark.parametrize(("question", "kind"), [
    ("what's overdue on the tracker?", Kind.ACTIONS),
    ("which recommendations are still open?", Kind.ACTIONS),
    ("what are we still waiting for?", Kind.ACTIONS),
    ("what did we agree on parking in November?", Kind.AGREED),
    ("what was resolved about the leisure centre?", Kind.AGREED),
    ("what are we being asked to decide?", Kind.ASKED),
    ("is item 7 just to note?", Kind.ASKED),
    ("anything on libraries in the work programme?", Kind.WORK_PLAN),
    ("has the cabinet member signed off the depot lease?", Kind.DECIDED),
    ("what's been approved on bus lanes?", Kind.DECIDED),
    ("what's in the forward plan on housing?", Kind.COMING_DECISIONS),
    ("any new members on the panel?", Kind.MEMBERS),
    ("who do I ring about the papers?", Kind.CONTACT),
    ("what time does the meeting start?", Kind.MEETING),
    ("who wrote the budget report?", Kind.OFFICER),
    ("who's responsible for item 9?", Kind.OFFICER),
])
def test_questions_that_structure_may_answer(question: str, kind: Kind) -> None:
    assert kinds_of(question)[:1] == [kind]


@pytest.mark.parametrize("question", [
    "how many flytipping cases are still open?",
    "what has changed since the cabinet agreed it?",
    "who pays once the executive has approved it?",
    "how much do residents owe in council tax?",
    "does the scheme save any money?",
    "is the library open on Sundays?",
])
def test_questions_that_it_leaves_to_the_search(question: str) -> None:
    assert kinds_of(question) == []


# --- items ----------------------------------------------------------------------------


def item(number: str, text: str) -> Item:
    return Item(
        number=number, title=f"Report {number}",
        recommendations=(Recommendation(number="1", text=text, pdf_page=PdfPage(5)),),
        officers=(f"Officer of {number}, Head of Streets",), first_pdf_page=PdfPage(5),
    )


@pytest.mark.parametrize(
    ("asked", "text"),
    [("7.1", "Make the order."), ("7.2", "Note the gullies."), ("B1", "Name the square."),
     ("103", "Buy the bench."), ("103/25", "Buy the bench.")],
)
def test_an_item_answers_by_its_own_number(asked: str, text: str) -> None:
    one = pack(items=(
        item("7.1", "Make the order."), item("7.2", "Note the gullies."),
        item("B1", "Name the square."), item("102/25", "Pay the clerk."),
        item("103/25", "Buy the bench."),
    ))
    found = answers(f"what are we asked to decide on item {asked}?", one)
    assert [record.text for record in found] == [text]


@pytest.mark.parametrize("asked", ["7.3", "104", "B2", "9", "104/25"])
def test_no_item_answers_for_one_that_the_papers_do_not_have(asked: str) -> None:
    one = pack(items=(item("7.2", "Note the gullies."), item("103/25", "Buy the bench.")))
    assert answers(f"what are we asked to decide on item {asked}?", one) == []
    assert answers(f"who wrote the report on item {asked}?", one) == []
    assert answers(
        f"what was agreed about item {asked}?",
        pack(held=TODAY, minutes=(EarlierMinutes(
            meeting_date=HELD, committee=None, first_pdf_page=PdfPage(2),
            last_pdf_page=PdfPage(3), minutes=(Minute(
                number="1", title="Benches", pdf_page=PdfPage(2),
                agreed=(Agreed(text="To buy a bench.", pdf_page=PdfPage(2)),),
            ),),
        ),)),
    ) == []


# --- the tracker -----------------------------------------------------------------------


def action(
    text: str, *, target: str | None = None, status: str | None = None, update: str | None = None
) -> Action:
    return Action(
        number="", recommendation=text, target=target, status=status, update=update,
        quotes=((PdfPage(4), text),),
    )


@pytest.mark.parametrize(
    ("target", "status", "update"),
    [
        ("December 2024", None, None),
        ("End Feb 2025", "In progress", None),
        ("10/03/2025", None, None),
        ("January/February 2025", None, "Awaiting a date"),
        ("31 January 2025 (was 30 November 2024)", "Not done", None),
        ("TBC", "Overdue", None),
        (None, None, "Overdue – due in January, now expected in May"),
        ("August 2025", None, "The timetable has slipped to October."),
        ("Spring", "Late", None),
        ("January 2025", "Partially complete", None),
    ],
)
def test_what_is_overdue(target: str | None, status: str | None, update: str | None) -> None:
    one = pack(actions=(action("Mend the gate", target=target, status=status, update=update),))
    (found,) = answers("which actions are overdue?", one)
    assert found.text.startswith("Mend the gate")


@pytest.mark.parametrize(
    ("target", "status", "update"),
    [
        ("August 2025", None, None),
        ("31 March 2025", "In hand", None),
        ("March 2025", None, None),
        ("11 March 2025", None, None),
        ("Spring", None, None),
        ("Autumn 2024", None, None),
        ("June", None, None),
        ("after January 2025", None, None),
        ("TBC", None, None),
        (None, None, None),
        ("January 2025", "Complete", None),
        ("January 2025", "Done 14/2", None),
        ("January 2025", "Yes", None),
        ("January 2025", "Received 30/01/2025", None),
        ("January 2025", "14 February 2025", None),
        ("January 2025", None, "Recommended for closure"),
        ("January 2025", None, "The note was circulated on 3 February."),
        ("January 2025", "Not yet due", None),
        ("August 2025", None, "Data on overdue repairs is being gathered."),
        ("August 2025", "Not overdue", None),
    ],
)
def test_what_is_not_known_to_be_overdue(
    target: str | None, status: str | None, update: str | None
) -> None:
    one = pack(actions=(action("Mend the gate", target=target, status=status, update=update),))
    for question in ("which actions are overdue?", "has anything slipped on the tracker?"):
        assert answers(question, one) == []


def test_overdue_is_counted_from_today() -> None:
    one = pack(actions=(action("Mend the gate", target="March 2025"),))
    assert answers("any overdue actions?", one, today=dt.date(2025, 3, 31)) == []
    assert answers("any overdue actions?", one, today=dt.date(2025, 4, 1))


def test_open_actions_are_all_that_are_not_done() -> None:
    one = pack(actions=(
        action("Mend the gate", target="August 2025"), action("Paint it", status="Done 14/2"),
        action("Oil it", status="Not done"), action("Lock it", status="Yes"),
    ))
    found = answers("which actions are still open?", one)
    assert [record.text.split(" (")[0] for record in found] == ["Mend the gate", "Oil it"]


def test_another_action_is_no_answer_on_one_that_is_not_overdue() -> None:
    one = pack(actions=(
        action("Survey the footbridges", target="August 2025"),
        action("Audit the kiosks", target="May 2024"),
    ))
    assert answers("is the footbridges action overdue?", one) == []
    assert answers("is the kiosks action overdue?", one)
    assert answers("which actions are not overdue?", one) == []


def test_late_and_missed_may_be_what_an_action_is_about() -> None:
    one = pack(actions=(action("Report on missed bins", target="August 2025"),))
    assert answers("which actions on missed bins are still open?", one)


# --- the next meeting ------------------------------------------------------------------

NEXT = "The next meeting will be held on Thursday 3rd April 2025 at 1.30 pm."


@pytest.mark.parametrize(
    ("title", "purpose", "words"),
    [
        ("DATE AND TIME OF NEXT MEETING", f"{NEXT} Filming is allowed.", NEXT),
        ("To note the date of the next meeting: 8th April 2025", None,
         "To note the date of the next meeting: 8th April 2025"),
        ("Dates of future meetings", "3 April and 1 May 2025.", "3 April and 1 May 2025."),
        ("Next meeting of the Committee - 3 April", None,
         "Next meeting of the Committee - 3 April"),
    ],
)
def test_after_a_meeting_its_papers_tell_the_next(
    title: str, purpose: str | None, words: str
) -> None:
    one = pack(items=(Item(number="9", title=title, purpose=purpose),))
    front = f"Tuesday 4 March 2025 at 2.00 pm\nTown Hall\n9 {title}\n{purpose or ''}"
    for question in ("when is the next meeting?", "when do we meet?"):
        (found,) = answers(question, one, front=front)
        assert found.text == words
        assert found.quotes == ((1, words),)
    assert answers("when is the next meeting?", one, front=front, today=dt.date(2025, 6, 1)) == []


@pytest.mark.parametrize(
    ("title", "purpose"),
    [
        ("Date of next meeting", None),
        ("Date of next meeting", "To be confirmed in April 2025."),
        ("Next meeting of the Allotments Working Group: 8 April 2025", None),
        ("Items for the agenda", "To be sent in by 8 April 2025."),
    ],
)
def test_a_meeting_that_is_past_is_not_the_next(title: str, purpose: str | None) -> None:
    front = f"Tuesday 4 March 2025 at 2.00 pm\nTown Hall\n9 {title}\n{purpose or ''}"
    one = pack(items=(Item(number="9", title=title, purpose=purpose),))
    assert answers("when is the next meeting?", one, front=front) == []
    assert answers("when is the next meeting?", one, front=front, named=(one,)) == []


def test_a_past_meeting_answers_where_it_is_asked_for() -> None:
    front = "Tuesday 4 March 2025 at 2.00 pm\nTown Hall"
    for question in ("when was the last meeting?", "what time is the 4 March meeting?"):
        (found,) = answers(question, pack(), front=front)
        assert found.text == "Tuesday 4 March 2025 at 2.00 pm Town Hall"


def test_a_minute_tells_the_next_meeting_of_its_own_committee_only() -> None:
    def minuted(committee: str) -> Pack:
        told = "That the next meeting be on 8 April 2025."
        return pack(minutes=(EarlierMinutes(
            meeting_date=dt.date(2025, 2, 11), committee=committee, first_pdf_page=PdfPage(2),
            last_pdf_page=PdfPage(3), minutes=(Minute(
                number="12", title="Date of Next Meeting", pdf_page=PdfPage(3),
                agreed=(Agreed(text=told, pdf_page=PdfPage(3)),),
            ),),
        ),))

    (found,) = answers("when is the next meeting?", minuted("Streets Committee"))
    assert found.text == "That the next meeting be on 8 April 2025."
    assert found.quotes[0][0] == 3
    assert answers("when is the next meeting?", minuted("Pensions Board")) == []
