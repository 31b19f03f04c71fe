import json
from pathlib import Path

from bot.demo import PACKS
from indexer.council.packs import BlockKind, PrintedPage
from indexer.evidence.passages import Unit
from indexer.pdf.read import read_document
from indexer.reading.pack import read_pack
from indexer.show import as_json, as_text, report_tables
from indexer.store.catalogue import PassageRow
from tests.indexer.reading.typed import typed
from tests.passages import passage_row

SAMPLES = Path(__file__).parents[1] / "samples"
TRUTH = json.loads((SAMPLES / "truth.json").read_text("utf-8"))


def test_the_json_has_what_the_contract_names() -> None:
    name = next(iter(TRUTH))
    found = as_json(read_pack(read_document(PACKS / f"{name}.pdf")))
    assert json.loads(json.dumps(found)) == found
    assert set(found) >= {
        "document",
        "title",
        "council",
        "committee",
        "date",
        "time",
        "venue",
        "contact",
        "published",
        "kind",
        "items",
        "minutes",
        "actions",
        "decisions",
        "forward_plan",
        "work_plan",
        "pages",
        "warnings",
    }
    assert set(found["items"][0]) >= {
        "number",
        "title",
        "purpose",
        "first_page",
        "last_page",
        "first_pdf_page",
        "officers",
        "recommendations",
        "appendices",
        "exempt",
    }
    assert set(found["minutes"][0]["minutes"][0]) >= {
        "number",
        "title",
        "agreed",
        "page",
        "pdf_page",
    }
    assert set(found["actions"][0]) >= {
        "number",
        "date",
        "recommendation",
        "target",
        "officer",
        "update",
        "status",
        "pages",
    }
    assert found["actions"][0]["pages"]
    assert set(found["pages"][0]) >= {"pdf_page", "page", "item", "appendix", "kind", "ocr"}


def test_what_is_not_known_is_null() -> None:
    found = as_json(read_pack(typed(["A letter."])))
    assert found["council"] is None
    assert found["date"] is None
    assert found["items"] == []
    assert found["pages"] == [
        {
            "pdf_page": 1,
            "page": None,
            "item": None,
            "appendix": None,
            "kind": "report",
            "ocr": False,
        },
    ]


def test_the_outline_names_items_pages_and_what_is_asked() -> None:
    text = as_text(
        read_pack(
            typed(
                [
                    "Westmere District Council\nPLANNING COMMITTEE\nThursday 5 June 2025 at 7.30 pm\nAGENDA\n"
                    "1 Apologies\n2 Budget (Pages 1 - 2)\nPart II - Exempt\n3 Land (Pages 3 - 3)",
                    "Report to: Planning Committee\nReport of: Ada Field, Treasurer\nSummary\nx.\n"
                    "Recommendations\n1. To approve the budget.\nPage 1\nAgenda Item 2",
                    "y\nPage 2",
                    "z\nPage 3\nAgenda Item 3",
                ]
            )
        )
    )
    assert "Meeting: Thursday 5 June 2025, 7.30 pm" in text
    assert "2 Budget (pp. 1-2)" in text
    assert "Officers: Ada Field, Treasurer" in text
    assert "Asked: 1 To approve the budget. (p. 1)" in text
    assert "3 Land (p. 3) [exempt]" in text
    assert "p. 3: item 3 is listed as exempt on the agenda" in text


def table_row(*cells: tuple[str, str], label: str = "") -> Unit:
    said = "; ".join(f"{header}: {cell}" if header else cell for header, cell in cells)
    text = f"{label} – {said}" if label else said
    return Unit(text=text, quote=said, kind=BlockKind.ROW, cells=cells)


def on_page(page: int, *units: Unit) -> PassageRow:
    return passage_row(page, units, document="a", printed_page=PrintedPage(page + 4))


ROWS = [
    on_page(
        1,
        table_row(("Block", "Tern House"), ("Doors failed", "56%")),
        table_row(("Block", "Swift House"), ("Doors failed", "9%")),
    ),
    on_page(
        2,
        table_row(("Block", "Lark House")),
        Unit(text="A sentence.", quote="A sentence.", kind=BlockKind.PARAGRAPH),
        table_row(("Risk", "A long cell."), label="Damp"),
        table_row(("Action", "Another long cell."), label="Damp"),
    ),
]


def test_rows_are_tables_again_over_the_end_of_a_page() -> None:
    blocks, risks = report_tables(ROWS)
    assert (blocks.pdf_page, blocks.printed_page) == (1, 5)
    assert blocks.header == ["Block", "Doors failed"]
    assert blocks.rows == [["Tern House", "56%"], ["Swift House", "9%"], ["Lark House", ""]]
    assert risks.header == ["", "Risk", "Action"]
    found = as_json(read_pack(typed(["A letter."])), {}, [blocks])
    assert found["tables"][0]["page"] == 5
    assert found["tables"][0]["rows"] == blocks.rows


def test_a_table_keeps_to_the_width_that_there_is() -> None:
    pack = read_pack(typed(["A letter."]))
    text = as_text(pack, {}, report_tables(ROWS), width=40)
    assert "TABLE, p. 5\n  Block        Doors failed\n  Tern House   56%\n" in text
    narrow = as_text(pack, {}, report_tables(ROWS), width=20)
    assert "  Block: Tern House; Doors failed: 56%\n" in narrow
