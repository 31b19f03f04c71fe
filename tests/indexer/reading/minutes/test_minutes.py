"""Papers in no pack, read with the model that ships."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from indexer.council.packs import DocumentKind, Minute
from indexer.reading.front.heads import Head, body_named
from indexer.reading.front.particulars import particulars
from indexer.reading.lines.cut import Piece, pieces_of
from indexer.reading.lines.line_roles import Deeds
from indexer.reading.lines.sentences import sentences_of
from indexer.reading.minutes.minutes import read_minutes
from indexer.reading.pack import read_pack
from tests.indexer.reading.typed import look, typed

PARISH = (
    "Aldermoor Parish Council\n"
    "Minutes of the Parish Council Meeting held on Tuesday 3 June 2025 at 7.30pm in the\n"
    "Village Hall, Aldermoor\n\n"
    "Present: Cllrs A Field (Chairman), O Lyle and J Marsh\n"
    "In attendance: Ivo Brand (Clerk)\n\n"
    "1. Apologies for absence\nThere were none.\n\n"
    "2. Declarations of interest\nThere were none.\n\n"
    "3. Play area\nCllr Lyle reported that the swings were worn. It was resolved that the Clerk\n"
    "obtain three quotations.\n\n"
    "4. Footpaths\nRESOLVED: that the county council be asked to mend the stile.\n"
    "For: 2 Against: 1\n\n"
    "5. Finance\nRESOLVED:\n(a) that the accounts be approved; and\n(b) that £40 be given to the "
    "hall.\n"
)


def test_a_parishs_minutes() -> None:
    pack = read_pack(typed([PARISH]))
    assert pack.kind is DocumentKind.MINUTES
    assert pack.meeting.council == "Aldermoor Parish Council"
    assert pack.meeting.committee is None
    assert pack.meeting.date == dt.date(2025, 6, 3)
    (minutes,) = pack.minutes
    assert [name.split()[-1] for name in minutes.apologies] == []
    assert len(minutes.present) == 3
    assert [minute.number for minute in minutes.minutes] == ["1", "2", "3", "4", "5"]
    agreed = {minute.number: [one.text for one in minute.agreed] for minute in minutes.minutes}
    assert agreed["3"] == ["It was resolved that the Clerk obtain three quotations."]
    assert agreed["4"] == ["RESOLVED: that the county council be asked to mend the stile."]
    assert agreed["5"] == [
        "that the accounts be approved",
        "that £40 be given to the hall.",
    ]
    assert [(vote.for_, vote.against) for vote in minutes.minutes[3].votes] == [(2, 1)]


def test_a_date_that_only_the_files_name_gives_is_told() -> None:
    raw = replace(
        typed([PARISH.replace("on Tuesday 3 June 2025 ", "")]),
        document="aldermoor_2025-06-03_minutes",
    )
    pack = read_pack(raw)
    assert pack.meeting.date == dt.date(2025, 6, 3)
    assert "3 June 2025 is from the file's name" in " ".join(pack.warnings)


def test_a_day_in_the_files_name_that_the_first_page_names_is_the_papers() -> None:
    notice = "Pond Cleaning\nThis scheme was adopted on 3 June 2025 and replaces that of 2019."
    named = read_pack(replace(typed([notice]), document="aldermoor_2025-06-03_scheme"))
    assert (named.kind, named.meeting.date) == (DocumentKind.OTHER, dt.date(2025, 6, 3))
    other = read_pack(replace(typed([notice]), document="aldermoor_2025-06-04_scheme"))
    assert other.meeting.date is None


@pytest.mark.parametrize(
    ("held", "date"),
    [
        ("held on Monday 9th June", None),
        ("held on Monday 9th June in the hall\nof the year 2025", None),
        ("held on Monday 9th June\n2025", dt.date(2025, 6, 9)),
        ("of 9 June 2025, to follow those of 12 May 2025", dt.date(2025, 6, 9)),
        ("and of those before", None),
    ],
)
def test_a_meeting_is_not_on_the_day_of_the_minutes_that_it_confirmed(
    held: str, date: dt.date | None
) -> None:
    last = "2. Minutes of 12 May 2025 were approved."
    page = PARISH.replace("held on Tuesday 3 June 2025 at 7.30pm in the\nVillage Hall", held)
    page = page.replace("2. Declarations of interest", last)
    assert read_pack(typed([page])).meeting.date == date


def test_a_day_in_passing_is_not_the_meetings() -> None:
    notes = (
        "Aldermoor Council\nNotes of the hall working group\n"
        "We met at the hall. The lease ends on 31 March 2031.\nWe will ask for a price.\n"
    )
    assert read_pack(typed([notes])).meeting.date is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("4 March 2025 Cabinet", "Cabinet"),
        ("Cabinet, 4 March 2025", "Cabinet"),
        ("March Town Council, 4 March 2025", "March Town Council"),
        ("May 2025 Working Group", "May 2025 Working Group"),
        ("Stoke Ferry Parish Council, 3 November 2025", "Stoke Ferry Parish Council"),
        ("4 March 2025", ""),
        ("Tuesday 4 March 2025 Cabinet", "Cabinet"),
        ("Cabinet, 4 March 2025 at 10.00 am in the Council Chamber", "Cabinet"),
        ("Cabinet 4 March 2025 and Council 18 March 2025", "Cabinet"),
    ],
)
def test_a_bodys_name_is_without_the_day_beside_it(text: str, name: str) -> None:
    assert body_named(text) == name


@pytest.mark.parametrize(
    ("heading", "decided"),
    [
        ("Grants: Scouts £300, Guides £200", "It was agreed to pay both."),
        ("Planning: 25/0123/FUL 3 High Street, new garage", "It was resolved to object."),
        ("To agree: the date of the fete", "It was agreed to hold it in May."),
    ],
)
def test_a_heading_of_two_halves_stays_whole(heading: str, decided: str) -> None:
    page = PARISH.replace("3. Play area\n", f"3. {heading}\n{decided}\n")
    (minutes,) = read_pack(typed([page])).minutes
    assert minutes.minutes[2].title == heading
    assert minutes.minutes[2].agreed[0].text == decided


COLUMNS = (
    "Aldermoor Parish Council\n"
    "Minutes of the Parish Council Meeting held on Tuesday 3 June 2025\n\n"
    "Present: Cllrs A Field (Chairman), O Lyle and J Marsh\n\n"
    "6.25.01 Apologies\nThere were none.\n\n"
    "6.25.02 Correspondence\n"
    "i) The bus company, new times from July.                  Noted\n"
    "ii) The school, request for a crossing patrol.            Cllr. O. Lyle\n\n"
    "6.25.03 Play area\nThe swings are worn.\nAction: Clerk to obtain three quotations.\n\n"
    "6.25.04 Bench\n(i) It was agreed that the bench be mended.\n\n"
    "6.25.05 Letters\nThese were read:-\n"
    "The hall asks for a new key.                              Cllr. O. Lyle\n\n"
    "6.25.06 Date of next meeting\n1 July 2025.\n"
)


def test_numbers_of_three_parts_actions_by_name_and_by_label() -> None:
    (minutes,) = read_pack(typed([COLUMNS])).minutes
    found = {minute.number: minute for minute in minutes.minutes}
    assert [*found] == ["6.25.01", "6.25.02", "6.25.03", "6.25.04", "6.25.05", "6.25.06"]
    assert [(act.text, act.who) for act in found["6.25.02"].actions] == [
        ("The school, request for a crossing patrol.", "Cllr. O. Lyle"),
    ]
    assert [act.text for act in found["6.25.03"].actions] == [
        "Clerk to obtain three quotations.",
    ]
    assert [act.text for act in found["6.25.05"].actions] == ["The hall asks for a new key."]
    assert [one.text for one in found["6.25.04"].agreed] == [
        "It was agreed that the bench be mended.",
    ]


RUNNING_ON = (
    "Aldermoor Parish Council\n"
    "Minutes of a meeting of the Parish Council held in the Village Hall on Monday June 2ND 2025\n\n"
    "Present: Cllrs A Field (Chairman), O Lyle and J Marsh\n\n"
    "2448. Apologies for absence: None.\n"
    "2449. Declarations of interest: None.\n"
    "2450. Payments: It was agreed to pay the invoices listed in the schedule.\n"
    "2451. Play area: After a long talk about the state of the swings the councillors\n"
    "resolved to obtain three quotations.\n"
    "2452. Date of next meeting: 7 July 2025.\n"
)


def test_minutes_that_run_on_from_their_headings() -> None:
    pack = read_pack(typed([RUNNING_ON]))
    assert pack.meeting.date == dt.date(2025, 6, 2)
    (minutes,) = pack.minutes
    assert [(minute.number, minute.title) for minute in minutes.minutes] == [
        ("2448", "Apologies for absence"),
        ("2449", "Declarations of interest"),
        ("2450", "Payments"),
        ("2451", "Play area"),
        ("2452", "Date of next meeting"),
    ]
    assert [one.text for minute in minutes.minutes for one in minute.agreed] == [
        "It was agreed to pay the invoices listed in the schedule.",
        "After a long talk about the state of the swings the councillors resolved to obtain three "
        "quotations.",
    ]


def test_a_report_that_bears_one_item_stamp_is_a_paper_by_itself() -> None:
    report = (
        "Aldermoor Town Council Meeting 21 February 2017\nAgenda Item 166\nSummer at the Pond\n\n"
        "1. Purpose of Report\nTo advise Council of the arrangements for the fair.\n\n"
        "2. Recommendations\nCouncil is recommended to approve:\na) That a band be hired.\n\n"
        "3. Background\nThe fair was last held in 2010 and drew four hundred people to the pond.\n"
    )
    pack = read_pack(typed([report]))
    assert pack.kind is DocumentKind.REPORT
    assert pack.meeting.council == "Aldermoor Town Council"
    assert pack.title == "Summer at the Pond"
    assert [(item.number, item.title) for item in pack.items] == [("166", "Summer at the Pond")]
    assert pack.recommendations == pack.items[0].recommendations != ()


def test_what_stands_after_labels() -> None:
    assert particulars(
        [
            "Meeting: Cabinet Date: 11 March 2026",
            "Subject: Car parks",
            "Report Of: Head of Roads",
        ]
    ) == {"committee": "Cabinet", "date": "11 March 2026", "title": "Car parks"}
    assert particulars(
        [
            "Item No.",
            "9",
            "Date:",
            "May 20 2008",
            "Meeting Name:",
            "Executive",
            "Report title:",
            "Keeping of",
            "allotments",
            "From:",
            "Head of Parks",
        ]
    ) == {
        "item": "9",
        "date": "May 20 2008",
        "committee": "Executive",
        "title": "Keeping of allotments",
    }
    assert particulars(["Title(s): Car parks", "Date of Cabinet meeting: 3 July 2025"]) == {
        "title": "Car parks",
        "date": "3 July 2025",
    }
    assert particulars(["Meeting:", "3 July 2025"]) == {"date": "3 July 2025"}


HEADINGS = (
    "Aldermoor Town Council\nMinutes of the Amenities Committee held on 3 June 2025\n\n"
    "Present: Cllrs A Field (Chairman), O Lyle and J Marsh\n\n"
    "7 Apologies\nThere were none.\n\n"
    "8 Minutes of the last meeting\nThe minutes were approved and signed.\n\n"
    "9 Reports\n\n1. Play area\nThe swings are worn.\n\n2. Pond\nThe pond is low.\n\n"
    "3. Bandstand\nThe roof leaks.\n\n"
    "10 Finance\nIt was agreed to pay the accounts.\n\n"
    "11 Allotments\nThe waiting list was noted.\n\n"
    "12 Date of next meeting\n1 July 2025.\n"
)


def test_headings_within_an_item_are_no_items() -> None:
    (minutes,) = read_pack(typed([HEADINGS])).minutes
    assert [minute.number for minute in minutes.minutes] == ["7", "8", "9", "10", "11", "12"]


SHORT = (
    "Aldermoor Town Council\nMinutes of the Extraordinary Meeting held on 3 June 2025\n\n"
    "Present: Cllrs A Field (Chairman), O Lyle and J Marsh\n\n"
    "{0}23{1} Apologies\nNone.\n\n"
    "{0}24{1} Bandstand\nRESOLVED to accept the price of {2} for the roof.\n\n"
    "{0}25{1} Close\nThe meeting closed at 8 pm.\n"
)


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("25/26-", ""), ("FRA/", ""), ("C", ""), ("", "/25"), ("2025-06_", "."), ("(", ")")],
)
def test_short_minutes_whose_numbers_do_not_begin_at_one(before: str, after: str) -> None:
    (minutes,) = read_pack(typed([SHORT.format(before, after, "£4,310")])).minutes
    assert [minute.number for minute in minutes.minutes] == [
        f"{before}{number}{after}".strip("(.)") for number in (23, 24, 25)
    ]
    assert [one.text for one in minutes.minutes[1].agreed] == [
        "RESOLVED to accept the price of £4,310 for the roof."
    ]


WELSH = (
    "Cyngor Cymuned Aberwyn\nCofnodion y cyfarfod a gynhaliwyd ar 3ydd o Fehefin 2025\n\n"
    "Yn bresennol: Y Cynghorwyr A Jones (Cadeirydd), O Lewis a J Morgan\n\n"
    "1. Ymddiheuriadau\nNid oedd ymddiheuriadau.\n\n"
    "2. Cofnodion y cyfarfod blaenorol\nPENDERFYNWYD cymeradwyo’r cofnodion fel rhai cywir.\n\n"
    "3. Y cae chwarae\nPENDERFYNWYD gofyn am dri phris.\n\n"
    "4. Gohebiaeth\nDim.\n"
)


def test_minutes_in_welsh() -> None:
    pack = read_pack(typed([WELSH]))
    assert pack.kind is DocumentKind.MINUTES
    assert pack.meeting.council == "Cyngor Cymuned Aberwyn"
    assert pack.meeting.date == dt.date(2025, 6, 3)
    (minutes,) = pack.minutes
    assert minutes.present == (
        "Councillor A Jones (Cadeirydd)",
        "Councillor O Lewis",
        "Councillor J Morgan",
    )
    assert [minute.number for minute in minutes.minutes] == ["1", "2", "3", "4"]
    assert [one.text for one in minutes.minutes[1].agreed] == [
        "PENDERFYNWYD cymeradwyo’r cofnodion fel rhai cywir."
    ]


def test_an_items_title_is_not_the_agendas() -> None:
    agenda = (
        "UPPER SLADE PARISH COUNCIL\nTo all members: you are summoned to attend the meeting of the "
        "Parish Council on Wednesday 4th March 2026 at 7.30 pm in the Schoolroom.\n\n"
        "1 Apologies\n2 Declarations of interest\n3 Minutes of 14 January 2026\n4 Verges\n"
        "5 Accounts for payment\n6 Date of next meeting\n"
    )
    assert "14 January" not in (read_pack(typed([agenda])).title or "")


def labelled(
    text: str, items: str = "1", who: Sequence[str] = (), tops: Sequence[float] = ()
) -> Sequence[Minute]:
    """The minutes of a page of which the chains found only some items, by the first letter of
    their lines, and who is to act."""
    pages = typed([text]).pages

    def deeds(pieces: Sequence[Piece], structure: Sequence[str]) -> Deeds:
        told = sentences_of(pieces, structure, pages)
        return Deeds(
            sentences=told,
            agreed=["O"] * len(told),
            actions=["who" if one.piece.text in who else "O" for one in told],
        )

    looks = {pages[0].pdf_page: {at: look(top) for at, top in enumerate(tops)}}
    pieces = pieces_of(pages, looks)
    structure = ["item" if one.first and one.text[0] in items else "O" for one in pieces]
    head = Head(council=None, committee=None, date=None, title=None)
    return read_minutes(pieces, structure, head, {}, deeds).minutes


def test_an_options_number_hides_no_items() -> None:
    items = ["3. Paths", "4. Bench", "5. Pond", "6. Trees", "7. Dogs"]
    lines = ["1. Apologies", "2. The hall", "7. Close the hall", *items, "8. Close", "9. Next day"]
    minutes = labelled("\n".join(lines), items="128")
    assert [minute.number for minute in minutes] == [*"123456789"]


def test_who_is_to_act_at_a_sentences_head_tells_an_action() -> None:
    asked = (
        "The weeds at the pond were discussed at length. The Clerk\nagreed to ask for a quotation."
    )
    (minutes,) = read_pack(
        typed([PARISH.replace("There were none.\n\n3.", f"{asked}\n\n3.")])
    ).minutes
    assert [one.text for one in minutes.minutes[1].actions] == [
        "The Clerk agreed to ask for a quotation."
    ]
    assert minutes.minutes[1].agreed == ()


def asked_and_agreed(lines: str) -> tuple[list[str], list[str]]:
    """The actions and what was agreed under the second item of minutes that say so."""
    page = PARISH.replace("There were none.\n\n3.", f"{lines}\n\n3.")
    (minutes,) = read_pack(typed([page])).minutes
    found = minutes.minutes[1]
    return [one.text for one in found.actions], [one.text for one in found.agreed]


@pytest.mark.parametrize(
    ("said", "acts"),
    [
        ("The Clerk will write to the county about the ditch.", True),
        ("Mr Smith would bring the key to the hall.", True),
        ("JB to write to the county about the ditch.", True),
        ("Mr. Oak to write to the county.", True),
        ("NHS will move the surgery to Oakley in 2026.", False),
        ("Mr Smith would not support the new car park.", False),
        ("All would welcome a new shop.", False),
        ("VAT will rise.", False),
        ("Mr AND AND AND AND " * 40, False),
    ],
)
def test_what_somebody_would_do_is_no_action(said: str, acts: bool) -> None:
    (minute,) = labelled(f"1. Matters.\n{said}")
    assert [one.text for one in minute.actions] == [said] * acts


def test_who_is_to_act_in_a_column_keeps_to_his_own_sentence() -> None:
    lines = [
        "1. Matters",
        "Clerk to obtain three quotes for cutting      CLERK",
        "Cllr Birch to inspect the gate      JB",
    ]
    (minute,) = labelled("\n\n".join(lines), who=("CLERK", "JB"))
    assert [(one.text, one.who) for one in minute.actions] == [
        ("Clerk to obtain three quotes for cutting", "CLERK"),
        ("Cllr Birch to inspect the gate", "JB"),
    ]
    rows = "1. Matters\nClerk to order the bins.\nClerk\nThe fence is to be mended.\nClerk"
    (minute,) = labelled(rows, who=("Clerk",), tops=(20, 40, 40, 80, 80))
    assert [one.text for one in minute.actions] == [
        "Clerk to order the bins.",
        "The fence is to be mended.",
    ]


@pytest.mark.parametrize(
    ("lines", "agreed"),
    [
        ("The Council:\na) agreed to buy a bench for the green.", "to buy a bench"),
        (
            "The budget was read, and the members present talked of it and unanimously\n"
            "agreed that the precept be £20,000.",
            "that the precept be £20,000",
        ),
    ],
)
def test_what_a_point_agreed_is_a_decision(lines: str, agreed: str) -> None:
    assert any(agreed in one for one in asked_and_agreed(lines)[1])


@pytest.mark.parametrize(
    "held",
    [
        "Present: Cllrs Lyle and Marsh\n{title}",
        "{title} at which the following members were present",
    ],
)
def test_the_meetings_day_beside_who_was_present(held: str) -> None:
    title = "Minutes of the Parish Council Meeting held on 4 March 2025"
    rest = PARISH[PARISH.index("1. Apologies") :]
    page = f"Aldermoor Parish Council\n{held.format(title=title)}\n\n{rest}"
    assert read_pack(typed([page])).meeting.date == dt.date(2025, 3, 4)


def test_roman_numerals_and_numbers_in_brackets_count() -> None:
    for numbers in (("I", "II", "III", "IV"), ("(139)", "(140)", "(141)", "(142)")):
        titles = ("Apologies", "Minutes", "Play area", "Close")
        lines = [
            f"{number} {title}\nIt was read." for number, title in zip(numbers, titles, strict=True)
        ]
        found = labelled("\n\n".join(lines), items="")
        assert [minute.number for minute in found] == [number.strip("()") for number in numbers]


def test_an_adjournment_or_another_meeting_below_is_read_on() -> None:
    paused = (
        "The meeting was closed at 7.40 pm for the public to speak and opened again at 7.50 pm."
    )
    page = PARISH.replace("There were none.\n\n3.", f"{paused}\n\n3.")
    (minutes,) = read_pack(typed([page])).minutes
    assert [minute.number for minute in minutes.minutes] == [*"12345"]
    assert len(minutes.minutes[4].agreed) == 2
    years = "12/25 Apologies\nNone.\n\n13/25 Pond\nThe meeting was closed at 7 pm.\n\n14/25 Hall"
    (minutes,) = read_pack(typed([PARISH[: PARISH.index("1. ")] + years + "\nNone."])).minutes
    assert minutes.minutes[-1].number == "14/25"
    ended = PARISH + "\n6. Close\nThe meeting closed at 8 pm.\n"
    after = PARISH[: PARISH.index("5. Finance")].replace("3 June", "1 July")
    (minutes,) = read_pack(typed([ended, after])).minutes
    assert [one.pdf_page for minute in minutes.minutes for one in minute.agreed][-2:] == [2, 2]


@pytest.mark.parametrize(
    "decided",
    [
        "It was resolved that the minutes of the previous meeting be approved.",
        "It was agreed that the fete be held in June 2026.",
    ],
)
def test_a_decision_at_a_paragraphs_end_may_name_another_day(decided: str) -> None:
    assert asked_and_agreed(f"Cllr Lyle spoke of it. {decided}")[1] == [decided]


def test_a_decision_that_leads_to_points_is_told_with_them() -> None:
    said = "The Council agreed to pay:\n(a) the plumber £40;\n(b) the mason £50."
    assert asked_and_agreed(said)[1] == [said.replace("\n", " ")]


def test_an_actions_own_number_is_no_part_of_it() -> None:
    (minute,) = labelled("1. Matters.\nSept21.01 The Clerk will write to the county.")
    assert [one.text for one in minute.actions] == ["The Clerk will write to the county."]


def test_a_title_whose_number_was_a_page_number_goes_on_from_no_decision() -> None:
    pages = typed(["It was resolved to note the report.", "Pond and trees\nMr Ash spoke."]).pages
    told = sentences_of(pieces_of(pages, {}), ["O", "item+", "O"], pages)
    assert [one.piece.text for one in told] == [
        "It was resolved to note the report.",
        "Pond and trees",
        "Mr Ash spoke.",
    ]


def test_items_may_be_called_so() -> None:
    found = labelled("Item 1: Apologies\nNone.\n\nITEM 2 Pond\nNone.", items="I")
    assert [(minute.number, minute.title) for minute in found] == [
        ("1", "Apologies"),
        ("2", "Pond"),
    ]


def test_a_name_below_its_row_is_that_of_the_sentence_that_opens_with_it() -> None:
    lines = [
        "1. Matters",
        "The gate is broken.",
        "JB to inspect the gate.",
        "The hedge is high.",
        "JB",
    ]
    (minute,) = labelled("\n".join(lines), who=("JB",), tops=(20, 40, 60, 80, 80))
    assert [(one.text, one.who) for one in minute.actions] == [("JB to inspect the gate.", "JB")]


HEADED = (
    "Welcome",
    "1.",
    "The chair thanked the team for its work on the ferry, and",
    "welcomed two new members.",
    "2.",
    "The chair told the group of the visits that she had made to",
    "the harbour and the pier.",
    "Ferry dues",
    "3.",
    "It was agreed that the dues would be looked at again in the",
    "summer of next year.",
    "4.",
    "Dogs ride free.",
    "Moorings",
    "5.",
    "Three moorings are free, of which two need to be mended by the",
    "harbour master.",
    "6.",
    "The list of those who wait for a mooring has been sent to the",
    "members.",
)


def headings(
    lines: Sequence[str], bold: Sequence[str] = ("Welcome", "Ferry dues", "Moorings")
) -> list[str]:
    """The titles of minutes whose numbers the chains take for items'."""
    pages = typed(["\n".join(lines)]).pages
    seen = {at: look(20.0 * at, bold=line in bold) for at, line in enumerate(lines)}
    pieces = pieces_of(pages, {pages[0].pdf_page: seen})

    def deeds(pieces: Sequence[Piece], structure: Sequence[str]) -> Deeds:
        told = sentences_of(pieces, structure, pages)
        return Deeds(sentences=told, agreed=["O"] * len(told), actions=["O"] * len(told))

    structure = ["item" if one.text[:1].isdigit() else "O" for one in pieces]
    head = Head(council=None, committee=None, date=None, title=None)
    return [one.title for one in read_minutes(pieces, structure, head, {}, deeds).minutes]


def test_headings_above_numbered_paragraphs_are_the_items() -> None:
    assert headings(HEADED) == ["Welcome", "Ferry dues", "Moorings"]


@pytest.mark.parametrize("bold", [(), ("Welcome", "Moorings")])
def test_numbered_paragraphs_below_no_headings_stay_as_they_are(bold: Sequence[str]) -> None:
    assert "Dogs ride free" in headings(HEADED, bold)


def test_points_that_begin_anew_below_each_heading_are_no_paragraphs() -> None:
    anew = [line if line not in ("3.", "5.") else "1." for line in HEADED]
    assert "Welcome" not in headings(anew)


def test_numbered_titles_are_items_whatever_is_bold() -> None:
    titles = [line for at in range(1, 8) for line in ("Note", f"{at}.", f"Ferry {at}")]
    assert headings(titles, ("Note",)) == [f"Ferry {at}" for at in range(1, 8)]


def carried(lines: str) -> list[str]:
    """What was agreed under an item, where the chains find nothing agreed."""
    (_, minute) = labelled(f"1. Apologies\nThere were none.\n2. {lines}", items="12")
    return [one.text for one in minute.agreed]


def test_a_motion_of_which_no_more_is_told_was_carried() -> None:
    assert carried("Chairman\nCllr Ash, proposed by Cllr Birch, seconded by Cllr Cole.") == [
        "Cllr Ash, proposed by Cllr Birch, seconded by Cllr Cole."
    ]
    assert carried("Accounts\nProposed: RW and seconded: PP.") == ["Proposed: RW and seconded: PP."]


def test_each_point_has_its_own_motion() -> None:
    assert carried(
        "Representatives\n(1) Hall – Cllr Ash. Proposed by Cllr Birch, seconded by Mrs Cole.\n"
        "(2) School – nobody needed.\n(3) Trust – Cllr Dunn. Proposed by A.Birch. Seconded by Cllr Ash.\n"
        "(4) Pond – Cllr Elm. Proposed by Cllr Birch but there was no seconder."
    ) == [
        "Hall – Cllr Ash. Proposed by Cllr Birch, seconded by Mrs Cole.",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "Hall\nProposed by Cllr Ash. There was no seconder.",
        "Hall\nProposed by Cllr Ash but not seconded by Cllr Birch.",
        "Hall\nProposed by Cllr Ash, seconded by Cllr Birch. The motion was lost.",
        "Hall\nProposed by Cllr Ash, seconded by Cllr Birch. Cllr Cole moved an amendment.",
        "Hall\nProposed by Cllr Ash, seconded by Cllr Birch. For 2, against 5.",
        "Hall\nProposed by Cllr Ash, seconded by Cllr Birch. Cllr Cole asked for a survey.",
        "Hall\nA motion that had been proposed by Cllr Ash, seconded by Cllr Birch.",
        "Hall\nA motion to be proposed by Cllr Ash and seconded by Cllr Birch.",
        "Hall\nAt the last meeting, it was proposed by Cllr Ash, seconded by Cllr Birch to close it.",
        "Hall\nIf proposed by Cllr Ash, seconded by Cllr Birch, it will be on the next agenda.",
        "Chairman\nCllr Ash, proposed by Cllr Birch, seconded by Cllr Cole.\n"
        "Cllr Dunn, proposed by Cllr Elm, seconded by Cllr Field.",
        "Hall\nProposed by Cllr Ash, seconded by Cllr Birch. Withdrawn after some debate.",
        "Hall\nThe proposer and the seconder were thanked.",
    ],
)
def test_a_motion_that_may_have_come_to_nothing_is_no_decision(lines: str) -> None:
    assert carried(lines) == []


@pytest.mark.parametrize(
    ("said", "decided"),
    [
        (
            "It was proposed by Cllr Ash and seconded by Cllr Birch that £500 be granted. "
            "The Chairman declared the motion not carried.",
            False,
        ),
        (
            "It was proposed by Cllr Ash and seconded by Cllr Birch that £500 be granted. "
            "The motion was lost.",
            False,
        ),
        ("The motion of Cllr Ash that £500 be granted was carried. The amendment fell.", True),
        ("RESOLVED: that £500 be granted. The amendment, proposed by Cllr Ash, was lost.", True),
    ],
)
def test_a_motion_that_came_to_nothing_is_no_decision(said: str, decided: bool) -> None:
    (minutes,) = read_pack(
        typed(
            [
                "ALDERMOOR PARISH COUNCIL\nMinutes of the meeting held on Tuesday 3 June 2025\n"
                "Present: Cllr A Ash (Chair), Cllr B Birch, Cllr C Cole\n"
                "1. Apologies\nThere were none.\n2. Grant to the Hall\nCllr Ash spoke for a grant.\n"
                f"{said}\n3. Close\nThe meeting closed at 9 pm.\n"
            ]
        )
    ).minutes
    told = [one.text for minute in minutes.minutes for one in minute.agreed]
    assert any("£500" in text for text in told) is decided, told
