"""The real client against the site in its own shapes: what comes in, and what never does."""

from __future__ import annotations

import datetime as dt

from indexer.council.bodies import BodyName
from tests.given import present
from tests.indexer.sources.desk import Desk
from tests.moderngov_server.council import (
    SAMPLES,
    AgendaItem,
    Committee,
    Council,
    Paper,
    Session,
    pdf,
)
from tests.moderngov_server.server import Site

PACK = "example-homes-and-neighbourhoods-scrutiny-committee-2025-01-16-pack-g4967-t10"


def test_a_pack_comes_in_with_its_address(desk: Desk, site: Site) -> None:
    desk.add(site)
    outcome = desk.sync_one()
    assert (outcome.status, outcome.indexed) == ("ok", (PACK,))
    card = desk.index.documents()[0]
    assert card.document == PACK
    url = present(card.url)
    assert url.startswith(f"{site.base}/documents/g4967/Public%20reports%20pack%20")
    assert url.endswith(".pdf?T=10&Info=1")
    assert "Damp and mould" in desk.words(PACK)
    assert desk.news() == [
        "new Homes & Neighbourhoods Scrutiny Committee, 16 January 2025, 6.00 pm: "
        "the agenda pack came in (1 pages)."
    ]


def test_facts_of_the_meeting_are_kept(desk: Desk, council: Council, site: Site) -> None:
    session = council.committees[0].sessions[0]
    session.venue = "Guildhall, Room 2 & 3"
    desk.add(site)
    desk.sync()
    meeting = desk.meeting("4967")
    assert (meeting.date, meeting.time) == (dt.date(2025, 1, 16), "6.00 pm")
    assert meeting.venue == "Guildhall, Room 2 & 3"
    assert [one.meeting for one in desk.store.papers(document=PACK)] == ["4967"]


def test_without_a_pack_the_papers_come_one_by_one(
    desk: Desk, council: Council, site: Site
) -> None:
    session = council.committees[1].sessions[0]
    session.front = pdf("Agenda")
    session.items = [
        AgendaItem(
            "5.",
            "Budget",
            [
                Paper("Budget report", pdf("The budget is 12 million pounds"), dt.date(2025, 1, 4)),
                Paper("Decision notice", pdf("Decided"), decision=True),
                Paper(
                    "Elsewhere", pdf("x"), url="https://elsewhere.example/mgConvert2PDF.aspx?ID=7"
                ),
            ],
        )
    ]
    desk.add(site)
    desk.sync()
    names = [name for name in desk.documents if "cabinet" in name]
    report = f"example-cabinet-2025-01-28-report-s{session.items[0].papers[0].id}"
    assert names == ["example-cabinet-2025-01-28-agenda-g5001-t0", report]

    # The pack comes: the single papers, which it holds, make room for it.
    session.pack = pdf("Agenda", "The budget is 12 million pounds")
    desk.clock.pass_(hours=1)
    desk.sync()
    assert [name for name in desk.documents if "cabinet" in name] == [
        "example-cabinet-2025-01-28-pack-g5001-t10"
    ]


def test_supplements_late_papers_and_minutes_follow(
    desk: Desk, council: Council, site: Site
) -> None:
    session = council.committees[0].sessions[0]
    old = Paper("Minutes of the last meeting", pdf("Minutes"), dt.date(2024, 10, 20))
    in_pack = [Paper(f"Report {n}", pdf(f"Report {n}"), dt.date(2025, 1, 8)) for n in (1, 2)]
    session.items = [AgendaItem("2.", "Minutes", [old]), AgendaItem("5.", "Damp", in_pack)]
    desk.add(site)
    desk.sync()
    assert desk.documents == [PACK]

    late = Paper("Urgent: boilers", pdf("Boilers failed at Quay House"), dt.date(2025, 1, 13))
    session.items.append(AgendaItem("6.", "Urgent business", [late]))
    session.supplements[811] = ("Supplement 1", pdf("Revised appendix"))
    desk.sync_until(lambda: len(desk.documents) == 3, hours=1)
    (listed, _) = desk.facts.listings()
    assert [name for name, is_late in listed.documents if is_late and name in desk.documents] == [
        f"example-homes-and-neighbourhoods-scrutiny-committee-2025-01-16-report-s{late.id}"
    ]
    assert {name.split("2025-01-16-")[1] for name in desk.documents} == {
        "pack-g4967-t10",
        "supplement-b811",
        f"report-s{late.id}",
    }
    assert any("a late paper (“Urgent: boilers”) came in" in one for one in desk.news())

    desk.clock.pass_(days=30)
    session.minutes = pdf("RESOLVED that the report be noted")
    desk.sync_until(lambda: len(desk.documents) == 4, hours=6)
    assert PACK.replace("pack", "minutes").replace("t10", "t1") in desk.documents


def test_restricted_papers_are_never_asked_for(desk: Desk, council: Council, site: Site) -> None:
    session = council.committees[1].sessions[0]
    closed_item = Paper("Land sale price", pdf("SECRET one"), dt.date(2025, 1, 4))
    closed = Paper("Appendix B", pdf("SECRET two"), restricted=True)
    marked = Paper("Appendix C", pdf("SECRET three"), restrictions="3")
    hidden = Paper("Draft", pdf("SECRET four"))
    opened = Paper("Land sale", pdf("The land is to be sold"), dt.date(2025, 1, 4))
    session.items = [
        AgendaItem("7.", "Land sale at Quay", [opened, closed, marked]),
        AgendaItem("8.", "Land sale: terms and bidder", [closed_item], restricted=True),
        AgendaItem("9.", "Not shown yet", [hidden], shown=False),
    ]
    # The closed appendix hangs on an open item elsewhere too, by mistake.
    council.committees[0].sessions[0].items = [
        AgendaItem("3.", "Land", [Paper("Appendix B", closed.data, id=closed.id)])
    ]
    council.committees[0].sessions[0].pack = None
    desk.add(site)
    for _ in range(3):
        desk.sync(thorough=True)
        desk.clock.pass_(hours=5)
    for paper in (closed_item, closed, marked, hidden):
        assert not site.paths(str(paper.id)), paper.title
    assert site.paths(str(opened.id))
    assert [name.split("-")[-1] for name in desk.documents] == [f"s{opened.id}"]
    with desk.store.reading() as connection:
        dump = "\n".join(
            str(tuple(row))
            for table in ("source_meetings", "source_papers", "source_news")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
        )
    for word in ("bidder", "Appendix C", "Draft", "Land sale price", "SECRET"):
        assert word not in dump


def test_what_is_restricted_later_is_taken_out(desk: Desk, council: Council, site: Site) -> None:
    session = council.committees[1].sessions[0]
    paper = Paper("Contract", pdf("The contract is with Smith Ltd"), dt.date(2025, 1, 4))
    session.items = [AgendaItem("7.", "Contract", [paper])]
    desk.add(site)
    desk.sync()
    assert any(name.endswith(f"s{paper.id}") for name in desk.documents)
    session.items[0].restricted = True
    desk.clock.pass_(hours=4)
    desk.sync(thorough=True)
    assert not any(name.endswith(f"s{paper.id}") for name in desk.documents)
    assert not list((desk.home / "papers").rglob(f"*s{paper.id}.pdf"))
    assert any(one.startswith("restricted ") for one in desk.news())


def test_a_hidden_meeting_is_hidden(desk: Desk, council: Council, site: Site) -> None:
    council.committees[0].sessions[0].shown = False
    desk.add(site)
    for _ in range(2):
        desk.sync()
        desk.clock.pass_(hours=4)
    assert desk.documents == []
    assert not site.paths("MId=4967")
    assert not site.paths("g4967")
    assert "4967" not in [one.id for one in desk.facts.listings()]


def test_a_pack_replaced_at_the_same_address(desk: Desk, council: Council, site: Site) -> None:
    session = council.committees[0].sessions[0]
    session.sizes = False
    session.pack = first = pdf("Damp and mould in council homes") + b"\n" * 20
    desk.add(site)
    desk.sync()
    # At the same address, under the same words, and not a byte longer.
    session.pack = pdf("Damp and mould in council homez")
    session.pack += b"\n" * (len(first) - len(session.pack))
    assert len(session.pack) == len(first)
    desk.sync_until(lambda: "homez" in desk.words(PACK), hours=0.25)
    assert desk.documents == [PACK]
    assert len(list((desk.home / "papers").rglob("*.pdf"))) == 1
    assert [one.split()[0] for one in desk.news()] == ["new", "replaced"]


def test_a_server_that_knows_neither_ranges_nor_lengths(
    desk: Desk, council: Council, site: Site
) -> None:
    site.ranges = site.lengths = False
    session = council.committees[0].sessions[0]
    session.sizes = False
    desk.add(site)
    desk.sync()
    session.pack = pdf("Damp and mould again")
    desk.sync_until(lambda: "again" in desk.words(PACK), hours=1, times=30)


def test_a_meeting_that_moves_and_is_cancelled(desk: Desk, council: Council, site: Site) -> None:
    session = council.committees[0].sessions[0]
    desk.add(site)
    desk.sync()
    session.date, session.time = dt.date(2025, 1, 23), "10.00 am"
    desk.clock.pass_(hours=0.25)
    desk.sync()
    meeting = desk.meeting("4967")
    assert (meeting.date, meeting.moved_from) == (dt.date(2025, 1, 23), dt.date(2025, 1, 16))
    assert desk.documents == [PACK], "a document keeps its name"
    card = desk.index.documents()[0]
    assert "23-Jan-2025" in present(card.url)
    assert (
        "moved Homes & Neighbourhoods Scrutiny Committee, 16 January 2025, 6.00 pm: "
        "moved to 23 January 2025, 10.00 am."
    ) in desk.news()

    session.venue = "Committee Room 1"
    desk.sync_until(
        lambda: any(one.startswith("venue ") and "Committee Room 1" in one for one in desk.news()),
        hours=1,
    )

    session.status = "Cancelled"
    desk.clock.pass_(hours=0.25)
    desk.sync()
    assert desk.meeting("4967").cancelled
    assert sum(one.startswith("cancelled ") for one in desk.news()) == 1


def test_what_is_taken_off_the_site_is_taken_out_at_the_second_look(
    desk: Desk, council: Council, site: Site
) -> None:
    session = council.committees[0].sessions[0]
    desk.add(site)
    desk.sync()
    # A page that says that something went wrong takes nothing out.
    site.fault("ieListDocuments.aspx", body=b"<html><body>Sorry</body></html>", times=6)
    for _ in range(4):
        desk.clock.pass_(hours=1)
        assert desk.sync_one().status in ("ok", "partly")
    assert desk.documents == [PACK]
    site.faults.clear()
    session.pack = None
    for _ in range(6):
        desk.clock.pass_(hours=1)
        desk.sync()
    assert desk.documents == []
    assert any(one.startswith("withdrawn ") for one in desk.news())
    session.pack = pdf("Back again")
    desk.clock.pass_(hours=1)
    desk.sync()
    assert desk.documents == [PACK]


def test_one_paper_at_two_committees_is_one_text(desk: Desk, council: Council, site: Site) -> None:
    plan = pdf("The Local Plan allocates 4,000 homes")
    for committee in council.committees:
        committee.sessions[0].pack = None
        committee.sessions[0].items = [
            AgendaItem("5.", "Plan", [Paper("Local Plan", plan, dt.date(2025, 1, 3))])
        ]
    desk.add(site)
    desk.sync()
    assert len(desk.documents) == 1
    shared = desk.documents[0]
    both = tuple(BodyName(committee.title) for committee in council.committees)
    assert desk.facts.bodies_of()[shared] == both
    # The first one's text changes: the second keeps the old one, under its own name.
    first = "cabinet" not in shared
    owner = council.committees[0 if first else 1].sessions[0].items[0].papers[0]
    owner.data = pdf("The Local Plan allocates 5,000 homes")
    desk.clock.pass_(hours=30)
    desk.sync(thorough=True)
    assert len(desk.documents) == 2
    assert "5,000" in desk.words(shared)
    assert "4,000" in desk.words(next(one for one in desk.documents if one != shared))


def test_a_pack_that_cannot_be_read_gives_way_to_its_reports(
    desk: Desk, council: Council, site: Site
) -> None:
    session = council.committees[0].sessions[0]
    session.pack = b"%PDF-1.7\n" + b"broken" * 400 + b"%%EOF"
    session.items = [
        AgendaItem(
            "5.", "Damp", [Paper("Damp report", pdf("Damp in 300 homes"), dt.date(2025, 1, 3))]
        )
    ]
    desk.add(site)
    outcome = desk.sync_one()
    assert outcome.status == "partly"
    assert outcome.failed == (PACK,)
    assert [name.split("2025-01-16-")[1][:6] for name in desk.documents] == ["report"]
    asked = len(site.paths("g4967/Public"))
    desk.sync()
    assert len(site.paths("g4967/Public")) == asked, "not tried again at once"
    session.pack = pdf("Damp in 300 homes, with an agenda")
    desk.clock.pass_(hours=1)
    desk.sync()
    assert desk.documents == [PACK]


def test_site_and_pdf_that_differ_are_a_warning(desk: Desk, council: Council, site: Site) -> None:
    session = council.committees[0].sessions[0]
    session.pack = (SAMPLES / "saltmere-homes-scrutiny-2025-01-16.pdf").read_bytes()
    session.venue = "Council Chamber, Guildhall, Saltmere"
    desk.add(site)
    desk.sync()

    def differences() -> list[str]:
        warnings = desk.facts.warnings(desk.documents[0])
        return [one for one in warnings if one.startswith("The PDF")]

    assert differences() == []
    session.date, session.time = dt.date(2025, 1, 17), "6:30pm"
    desk.sync_until(lambda: bool(differences()), hours=0.25)
    date, time = differences()
    assert "site's date counts" in date
    assert "site's time counts" in time


def test_committees_come_and_go(desk: Desk, council: Council, site: Site) -> None:
    council.committees.append(Committee(7, "Old Panel", deleted=True))
    desk.add(site)
    desk.sync()
    assert not site.paths("lCommitteeId=7&")
    council.committees.append(
        Committee(9, "New Panel", [Session(6000, dt.date(2025, 2, 3), pack=pdf("New"))])
    )
    desk.clock.pass_(hours=25)
    desk.sync()
    assert any("new-panel" in name for name in desk.documents)
