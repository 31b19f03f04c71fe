"""Lists from the papers' structure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from bot.answers.answer import Answer, Claim, Question
from bot.answers.desk import NOTHING_INDEXED, Desk, fitted
from bot.answers.listing import ListedRow, Listing, item_alone
from bot.answers.question_kinds import FILE, TALK, Examples, Wanted
from bot.answers.scope import Scope
from indexer.council.dates import named_months
from indexer.council.packs import Asked, DocumentKind, Item, Meeting, Pack, PdfPage
from indexer.evidence import Record, RecordKind
from indexer.index import Index
from indexer.models.embed import LocalEmbeddings
from indexer.models.reader import Reader
from tests.embedding import WordCounts, shared_examples

TODAY = dt.date(2025, 4, 10)


def action(number: str, text: str, **fields: str) -> tuple[str, Record]:
    return "pack", Record(
        kind=RecordKind.ACTION,
        text=f"Action {number}: {text}",
        fields=fields,
        pdf_page=PdfPage(1),
        quotes=((PdfPage(1), text),),
    )


GULLIES = action("1", "Map the gullies.", due="March 2025", officer="Ann Brown, Head of Streets")
BINS = action("2", "Count the litter bins.", due="June 2025", status="Open")
LEASE = action(
    "3",
    "Renew the depot lease.",
    due="January 2025",
    status="Complete",
    officer="Raj Shah, Property Manager",
)
EVERY = [GULLIES, BINS, LEASE]


def rows(
    index: Index,
    records: Sequence[Record],
    which: str,
    question: str,
    *,
    topic: frozenset[str] | None = None,
    members: tuple[str, ...] = (),
) -> Sequence[ListedRow]:
    """The rows of a list of all records, which are of one kind, that pass a filter."""
    pack = Pack(document="pack", sha256="", kind=DocumentKind.PACK, title=None, members=members)
    scope = Scope(
        today=TODAY,
        cards=(),
        packs={"pack": pack},
        months=tuple(named_months(question)),
    )
    wanted = Wanted(kind=records[0].kind.value, filter=which, near=0.7, ahead=0.3)
    found = Listing(
        wanted=wanted,
        question=question,
        scope=scope,
        index=index,
        records=lambda _: records,
        topic=topic,
    ).find()
    return found.rows if found else ()


def listed(
    index: Index,
    question: str,
    which: str,
    *,
    records: Sequence[tuple[str, Record]] = EVERY,
) -> list[str]:
    found = rows(index, [one for _, one in records], which, question)
    return [row.quotes[0][1] for row in found]


@pytest.mark.parametrize(
    ("question", "which", "found"),
    [
        ("what's overdue on the tracker?", "overdue", [GULLIES]),
        ("which actions are still open?", "open", [GULLIES, BINS]),
        ("what has been completed?", "done", [LEASE]),
        ("which actions have no lead officer?", "unassigned", [BINS]),
        ("what's due in June?", "due", [BINS]),
        ("which actions are due?", "due", []),
        ("what is Ann Brown responsible for?", "named", [GULLIES]),
        ("which actions on litter bins are open?", "open", [BINS]),
        ("which actions on swimming are open?", "open", []),
        # A word of what the actions are about says not how they stand.
        ("what actions are there on missed bins?", "all", [BINS]),
        ("actions agreed in late 2021", "all", [GULLIES, BINS, LEASE]),
        ("actions about open litter bins", "all", [BINS]),
        ("closed depot actions", "all", [LEASE]),
        ("show all actions, open and complete", "all", [GULLIES, BINS, LEASE]),
        ("list every action", "all", [GULLIES, BINS, LEASE]),
    ],
)
def test_a_filter_on_fields(
    words_index: Index, question: str, which: str, found: list[tuple[str, Record]]
) -> None:
    assert listed(words_index, question, which) == [one.quotes[0][1] for _, one in found]


def test_who_is_nobody(words_index: Index) -> None:
    officers = ("N/A", "?", "-", "TBC", "to be confirmed", "AB", "Ann Brown")
    records = [action(str(n), f"Task {n}.", officer=one) for n, one in enumerate(officers)]
    question = "which actions have no lead officer?"
    found = listed(words_index, question, "unassigned", records=records)
    assert found == [f"Task {n}." for n in range(5)]


@pytest.mark.parametrize("party", ["", "(Independent) ", "(Green)"])
@pytest.mark.parametrize(("which", "found"), [("chair", "A Smith"), ("vice", "B Jones")])
def test_a_chair_of_services_is_no_vice_chair(
    words_index: Index, which: str, found: str, party: str
) -> None:
    names = (
        f"Councillor B Jones {party}(Vice-Chair)",
        f"Councillor A Smith {party}(Chair of Adult Services)",
    )
    members = Record(
        kind=RecordKind.MEMBERS, text=", ".join(names), fields={}, pdf_page=PdfPage(1), quotes=()
    )
    listing = rows(words_index, [members], which, "who is it?", members=names)
    assert [found in row.text for row in listing] == [True]


def test_an_item_ends_in_one_stop(words_index: Index) -> None:
    item = Record(
        kind=RecordKind.ITEM,
        text="Item 5, Repairs etc. To note.",
        fields={"number": "5", "title": "Repairs etc."},
        pdf_page=PdfPage(1),
        quotes=((PdfPage(1), "Repairs etc."),),
        frame="Item 5, Repairs etc.",
    )
    found = rows(words_index, [item], "all", "what is on?", topic=frozenset())
    assert [row.text for row in found] == ["Item 5, Repairs etc."]


def test_apologies_are_told_where_nobody_is_said_to_have_been_present(words_index: Index) -> None:
    told = [
        Record(kind=RecordKind.ATTENDANCE, text=text, fields={}, pdf_page=PdfPage(1), quotes=())
        for text in ("In attendance at the meeting: A Clerk.", "Apologies at the meeting: B Jones.")
    ]
    found = rows(words_index, told, "last", "who sent apologies?", topic=frozenset())
    assert [row.text for row in found] == ["Apologies at the meeting: B Jones."]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("gist of 6?", {"6"}),
        ("and 8.1?", {"8.1"}),
        ("officers for 5 and 6?", {"5", "6"}),
        ("gist of “5” & 6;", {"5", "6"}),
        ("officers for 5&6?", {"5", "6"}),
        ("a charge of £6?", set()),
        ("gist of 6%?", set()),
        ("give me 5 and 6 please", set()),
        ("officers for 6 and 2 wards?", set()),
        ("officer for wards 1 and 2?", set()),
        ("give me the highlights, 6 at most", set()),
    ],
)
def test_a_number_alone_is_an_item_where_it_is_asked_about(question: str, items: set[str]) -> None:
    numbers = ("1", "2", "5", "6", "8.1", "")
    agenda = tuple(Item(number=number, title="A thing") for number in numbers)
    pack = Pack(document="p", sha256="", kind=DocumentKind.PACK, title=None, items=agenda)
    assert item_alone(question, [pack]) == items


@pytest.fixture(scope="module")
def examples() -> Examples:
    return shared_examples(LocalEmbeddings(), None)


@pytest.mark.parametrize(
    ("question", "kind", "which"),
    [
        ("which actions on the tracker are overdue?", "action", "overdue"),
        ("have any of our actions got nobody's name on them?", "action", "unassigned"),
        ("what is on the work plan for October?", "work plan", "due"),
    ],
)
def test_what_is_asked_for_is_learned_from_examples(
    examples: Examples, question: str, kind: str, which: str
) -> None:
    wanted = examples.ranked(question)[0]
    assert (wanted.kind, wanted.filter) == (kind, which)
    assert wanted.all


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("what are the main points on garages?", {"garag"}),
        ("break item 7 down for us", set()),
        ("who is the chair of the swimming board?", {"swim", "board"}),
    ],
)
def test_how_it_is_asked_is_no_topic(examples: Examples, question: str, topic: set[str]) -> None:
    wanted = next(one for one in examples.ranked(question) if one.filter)
    assert examples.topic(question, wanted) == topic


@pytest.mark.parametrize(
    "question",
    [
        "how many homes have damp?",
        "why has the cost of the new depot doubled?",
        "do residents like the one-way system?",
    ],
)
def test_most_questions_ask_for_no_record(examples: Examples, question: str) -> None:
    assert not any(one.all for one in examples.ranked(question))


def test_every_example_is_of_a_kind_that_there_is() -> None:
    kinds = {kind.value for kind in RecordKind} | {
        "text",
        "talk",
        "aside",
        "more",
        "mention",
        "abbreviation",
        "point",
        "change",
    }
    for line in FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            label = line.partition(": ")[0]
            assert label in kinds or label.rpartition(" ")[0] in kinds, line


APRIL = dt.date(2025, 4, 9)


@pytest.fixture(scope="module")
def desk(sample_index: Index) -> Desk:
    return Desk(sample_index, Reader())


def at_once(desk: Desk, text: str, *, as_of: dt.date = APRIL) -> Answer:
    answer = desk.at_once(Question(text=text, as_of=as_of))
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    ("question", "said", "pages"),
    [
        ("what's on the agenda?", ("Weekly food waste", "storm damage"), ()),
        (
            "what do we have to decide?",
            ("£640,000", "shared bins", "every six months"),
            (5, 13, 35),
        ),
        ("sum up item 8", ("Item 8",), (35,)),
        ("what does PCFRA stand for?", ("Person-Centred Fire Risk Assessment",), (36,)),
        ("is there anything about Alder & Crowe?", ("Alder & Crowe",), (9, 23, 49)),
        ("which actions are outstanding?", ("heating charges", "Cobb Lane lay-by"), (29, 30)),
        ("what is on the forward plan?", ("Selective licensing",), (24,)),
        ("when is the meeting after this one?", ("10 July 2025",), ()),
        ("who's in the chair?", ("Oyelaran",), ()),
        ("who are the report authors?", ("Gareth Blythe", "Naomi Castell"), (5, 49)),
        ("what was agreed last time?", ("recycling loads", "referred back"), (2, 32)),
        ("what has changed since the last meeting?", ("keyed bin store",), (29, 30)),
        ("have any late papers come?", ("fire doors", "storm damage"), ()),
        ("who was at the last meeting?", ("Trewhella", "Arkwright"), (1, 31)),
        ("what has gareth got outstanding?", ("asbestos",), (29,)),
        ("any juicy points in the papers?", ("£3.90",), (13,)),
    ],
)
def test_what_a_clerk_would_answer_at_once(
    desk: Desk, question: str, said: tuple[str, ...], pages: tuple[int, ...]
) -> None:
    answer = at_once(desk, question)
    assert answer.answered
    for words in said:
        assert words in answer.text
    assert set(pages) <= {one.printed_page for one in answer.citations}


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        # Only January's papers are out, whose meeting is over; then April's.
        (dt.date(2025, 4, 1), "10 April 2025"),
        (dt.date(2025, 4, 3), "10 April 2025 at 6.30 pm"),
        # Over as well.
        (dt.date(2025, 5, 20), "10 July 2025"),
    ],
)
def test_the_next_meeting_is_one_to_come(desk: Desk, as_of: dt.date, said: str) -> None:
    assert said in at_once(desk, "when is the next meeting?", as_of=as_of).claims[0].text


def test_where_the_last_one_was_is_told_when_it_is_over(desk: Desk) -> None:
    answer = at_once(desk, "where is it being held?", as_of=dt.date(2025, 5, 20))
    assert "10 July 2025" in answer.text
    assert "on 10 April 2025 at 6.30 pm, Committee Room 2" in answer.text


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("hello there", "greeting"),
        ("many thanks!", "thanks"),
        ("brilliant, that's a great help", "thanks"),
        ("see you next week", "goodbye"),
        ("right then, I'm off home", "goodbye"),
        ("what kinds of question do you answer?", "help"),
    ],
)
def test_a_courtesy_gets_a_word(desk: Desk, message: str, kind: str) -> None:
    answer = at_once(desk, message)
    assert (answer.lead, answer.claims) == (TALK[kind], ())


@pytest.mark.parametrize(
    "question",
    [
        "how many homes have damp?",
        "which actions on swimming are open?",
        "what are we asked to decide about libraries?",
        "who chairs the health board?",
        "what was agreed on 3 March 2019?",
        "who was at the meeting in 2019?",
        "what has the housing officer got outstanding?",
    ],
)
def test_what_no_record_tells_is_searched_for(desk: Desk, question: str) -> None:
    assert desk.at_once(Question(text=question, as_of=APRIL)) is None


def test_what_is_past_is_not_to_come(desk: Desk) -> None:
    answer = at_once(desk, "what's on the forward plan?", as_of=dt.date(2025, 5, 20))
    assert "Selective licensing" in answer.text
    assert "food waste" not in answer.text


def test_where_nothing_is_indexed_it_says_how(words_index: Index) -> None:
    answer = Desk(words_index, Reader()).answer(Question(text="how many homes have damp?"))
    assert not answer.answered
    assert answer.lead == NOTHING_INDEXED


def test_papers_of_a_later_day_are_not_there_yet(desk: Desk) -> None:
    answer = desk.answer(Question(text="how many homes have damp?", as_of=dt.date(2024, 1, 1)))
    assert "1 January 2024" in answer.lead


@pytest.mark.parametrize(
    "message",
    [
        "I can't make Thursday, can someone sub for me?",
        "running ten minutes late, sorry",
        "shall we have a pre-meet?",
        "thanks Ann, I'll bring copies",
    ],
)
def test_what_people_say_to_each_other_is_no_question(desk: Desk, message: str) -> None:
    assert desk.heard(message).aside > 0


@pytest.mark.parametrize(("message", "talk"), [("?", "help"), ("??!", "help"), ("👍", "thanks")])
def test_a_question_mark_by_itself_asks_for_help(desk: Desk, message: str, talk: str) -> None:
    assert desk.heard(message).talk == talk


@pytest.mark.parametrize(
    ("whole", "alone"),
    [
        ("list the overdue actions. thanks!", "list the overdue actions"),
        (
            "This is about item 6. What are we asked to decide?",
            "What are we asked to decide on item 6?",
        ),
    ],
)
def test_a_sentence_that_asks_nothing_is_not_what_it_is_about(
    desk: Desk, whole: str, alone: str
) -> None:
    assert at_once(desk, whole).text == at_once(desk, alone).text


@pytest.mark.parametrize(
    "question",
    [
        "fly tipping. what are we asked to decide?",
        "There is damp at Marram House. What was agreed last time?",
        "Residents keep asking me about bins. Which actions are overdue?",
    ],
)
def test_a_sentence_before_the_question_may_say_what_it_is_about(desk: Desk, question: str) -> None:
    assert desk.at_once(Question(text=question, as_of=APRIL)) is None


@pytest.mark.parametrize(
    ("question", "open_ones", "done"),
    [
        ("what has Gareth Blythe completed?", False, True),
        ("what hasn't Gareth Blythe done?", True, False),
        ("which of Gareth Blythe's actions have not been completed?", True, False),
        ("which actions haven't been completed?", True, False),
        ("what actions are still open?", True, False),
        ("actions that are not complete", True, False),
        ("show all actions, open and complete", True, True),
        # Where it is not plain, all are told.
        ("what is Gareth Blythe responsible for?", True, True),
    ],
)
def test_somebodys_actions_are_told_as_they_stand(
    desk: Desk, question: str, open_ones: bool, done: bool
) -> None:
    told = [claim.text for claim in at_once(desk, question).claims]
    assert any("Status: On track" in text for text in told) is open_ones
    assert any("Status: Complete" in text for text in told) is done


def test_a_day_by_which_something_is_not_done_asks_for_nothing_done(desk: Desk) -> None:
    answer = at_once(desk, "which actions have not been completed by 10 April?")
    assert "Status: Complete" not in answer.text


def test_late_actions_are_those_that_are_overdue(desk: Desk) -> None:
    overdue = at_once(desk, "which actions are overdue?")
    assert at_once(desk, "late actions").text == overdue.text


@pytest.mark.parametrize(
    "question",
    [
        "which actions aren't late?",
        "which actions are not overdue?",
        "which of Gareth Blythe's actions aren't late?",
        "which of Gareth Blythe's actions are overdue?",  # none of them
    ],
)
def test_where_none_stands_as_asked_there_is_no_list(desk: Desk, question: str) -> None:
    assert desk.at_once(Question(text=question, as_of=APRIL)) is None


def test_what_is_denied_is_not_told_alone(desk: Desk) -> None:
    for question in (
        "which of Gareth Blythe's actions haven't been completed?",
        "which of Gareth Blythe's actions haven't closed?",
        "what have we asked of Gareth Blythe that nobody has done?",
    ):
        answer = desk.at_once(Question(text=question, as_of=APRIL))
        assert answer is None or any("Status: On track" in one.text for one in answer.claims)


class Long(WordCounts):
    """Vectors fifteen times as long."""

    def embed_query(self, text: str) -> list[float]:
        return [15 * value for value in super().embed_query(text)]


def test_a_kind_does_not_depend_on_the_length_of_vectors() -> None:
    question = "which actions on the tracker are overdue?"
    [long, *_], [short, *_] = (
        Examples(embeddings, None).ranked(question) for embeddings in (Long(), WordCounts())
    )
    assert (long.kind, long.filter) == (short.kind, short.filter) == ("action", "overdue")
    assert long.near == pytest.approx(short.near, abs=0.001)


def test_whoever_asks_for_apologies_is_told_them_first(desk: Desk) -> None:
    answer = at_once(desk, "who sent apologies to the meeting in March?", as_of=APRIL)
    assert answer.claims[0].text.startswith("Apologies at the meeting")


@pytest.mark.parametrize(
    "message",
    [
        "how many fire doors failed?",
        "what are we asked to decide?",
        "when do the caddies start?",
    ],
)
def test_a_question_is_nearer_to_questions(desk: Desk, message: str) -> None:
    assert desk.heard(message).aside < 0


def test_a_day_says_which_meeting_is_meant_and_not_what_is_asked(examples: Examples) -> None:
    [first, *_] = examples.ranked("What are we asked to decide on the 10th of April 2025?")
    assert first == examples.ranked("What are we asked to decide?")[0]


def test_what_people_write_is_a_question_where_no_model_can_say(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise ConnectionError("provider down")

    monkeypatch.setattr(Examples, "heard", down)
    heard = desk.heard("hello")
    assert (heard.talk, heard.aside) == ("", 0.0)


def claim(words: int) -> Claim:
    return Claim(text=" ".join(["word"] * words), citations=())


def test_a_list_that_is_too_long_ends_early_and_leaves_no_gap() -> None:
    claims = [claim(40), claim(90), claim(10)]
    assert fitted(claims, 100) == (claims[0], claims[2])
    assert fitted(claims, 100, in_order=True) == (claims[0],)


def test_item_six_of_two_committees_is_not_one_item(words_index: Index) -> None:
    packs = {
        name: Pack(
            document=name,
            sha256="",
            kind=DocumentKind.PACK,
            title=None,
            meeting=Meeting(committee=name, date=TODAY),
            items=(Item(number="6", title="Budget"),),
        )
        for name in ("Housing", "Planning")
    }
    wanted = Wanted(kind="point", filter="item", near=0.7, ahead=0.3)

    def item(**chosen: Pack) -> tuple[str, str] | None:
        scope = Scope(
            today=TODAY,
            cards=(),
            packs=chosen,
            items=frozenset("6"),
            next_documents=frozenset(chosen),
        )
        listing = Listing(
            wanted=wanted,
            question="summarise item 6",
            scope=scope,
            index=words_index,
            records=lambda _: [],
        )
        return listing.item()

    assert item(Housing=packs["Housing"]) == ("Housing", "6")
    assert item(**packs) is None


def test_a_sentence_that_asks_two_things_is_listed_once(words_index: Index) -> None:
    said = "To note the report and identify any areas for scrutiny"
    tasks = ("Note the report", "Identify any areas for scrutiny")
    asked = tuple(Asked(do=do, text=said, pdf_page=PdfPage(3)) for do in tasks)
    items = tuple(Item(number=one, title="Food", asked=asked) for one in ("6", "7"))
    pack = Pack(document="p", sha256="", kind=DocumentKind.PACK, title=None, items=items)
    wanted = Wanted(kind="recommendation", filter="all", near=0.7, ahead=0.3)
    scope = Scope(today=TODAY, cards=(), packs={"p": pack})
    listing = Listing(
        wanted=wanted,
        question="what are we asked to decide?",
        scope=scope,
        index=words_index,
        records=lambda _: [],
    )
    found = listing.find()
    assert found
    assert [row.text.count("To note") for row in found.rows] == [1, 1]


def test_a_number_by_itself_is_an_item_only_where_one_would_say_it(desk: Desk) -> None:
    only = at_once(desk, "what are we asked to decide on 5?")
    every = at_once(desk, "what are we asked to decide, in 5 lines?")
    assert {claim.citations[0].item for claim in only.claims} == {"5"}
    assert {claim.citations[0].item for claim in every.claims} > {"5"}
