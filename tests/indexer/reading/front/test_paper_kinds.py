import pytest

from indexer.council.packs import DocumentKind
from indexer.reading.pack import read_pack
from tests.indexer.reading.typed import typed


@pytest.mark.parametrize(
    ("pages", "title", "kind"),
    [
        (["AGENDA\n1 Apologies\n2 Budget (Pages 1 - 1)", "a\nPage 1"], "", DocumentKind.PACK),
        (
            ["AGENDA\n5 Late item (Pages 7 - 7)", "a\nPage 7\nAgenda Item 5"],
            "(Public Pack)Agenda Supplement for Cabinet, 30/01/2025 10:00",
            DocumentKind.SUPPLEMENT,
        ),
        (
            [
                "MINUTES OF A MEETING OF THE CABINET\n8 May 2025\nPresent:\nCouncillor Lund\n1 ROADS\nx"
            ],
            "",
            DocumentKind.MINUTES,
        ),
        (
            [
                "HOMES PANEL\nThursday 8 May 2025\nAction Notes\nPresent:\nCouncillor Lund\n1 ROADS\nx"
            ],
            "",
            DocumentKind.MINUTES,
        ),
        (
            ["Notes of the Roads Forum meeting\nPresent: Councillor Lund\n1 ROADS\nx"],
            "",
            DocumentKind.MINUTES,
        ),
        (
            ["Decisions of the Homes Committee\n8 May 2025\nPresent:\nCouncillor Lund\n1 ROADS\nx"],
            "",
            DocumentKind.MINUTES,
        ),
        (["Decisions of the Homes Committee are listed below."], "", DocumentKind.OTHER),
        (
            ["Report to: Cabinet\nReport of: Head of Parks\nRecommendations\nTo note."],
            "",
            DocumentKind.REPORT,
        ),
        (["A letter to all households"], "", DocumentKind.OTHER),
    ],
)
def test_what_a_file_is(pages: list[str], title: str, kind: DocumentKind) -> None:
    assert read_pack(typed(pages, title=title)).kind is kind
