"""One report at two places: the pack, and the report as the site publishes it alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from bot.answers.answer import Citation, Claim, Question
from bot.answers.check import standing
from bot.answers.citing import without_repeats
from bot.answers.desk import Desk
from bot.cli.batch import as_record
from indexer.council.packs import PdfPage, PrintedPage
from indexer.index import Index
from indexer.models.reader import Reader
from tests.conftest import SAMPLES
from tests.embedding import Remembering

PACK = "saltmere-homes-scrutiny-2025-04-10"
ALONE = "report-damp-and-mould-2025-04-10"


@pytest.fixture
def index(tmp_path: Path, embeddings: Remembering) -> Index:
    """The April pack, and the pages of its item 5 as a file of their own."""
    opened = Index(
        database_url=f"sqlite:///{tmp_path / 'catalogue.db'}",
        chroma=tmp_path / "chroma",
        embeddings=embeddings,
        home=tmp_path,
    )
    with opened.writing():
        opened.add(SAMPLES / f"{PACK}.pdf")
        item = next(one for one in opened.pack(opened.documents()[0]).items if one.number == "5")
        assert item.first_pdf_page
        assert item.last_pdf_page
        writer = PdfWriter()
        for page in PdfReader(SAMPLES / f"{PACK}.pdf").pages[
            item.first_pdf_page - 1 : item.last_pdf_page
        ]:
            writer.add_page(page)
        path = tmp_path / f"{ALONE}.pdf"
        writer.write(path)
        opened.add(path)
    return opened


@pytest.mark.parametrize(
    "question",
    [
        "what are we asked to do about damp and mould?",
        "how many homes have damp and mould?",
        "who is responsible for the damp and mould report?",
    ],
)
def test_a_report_in_two_files_is_cited_once_with_both_places(index: Index, question: str) -> None:
    answer = Desk(index, Reader()).answer(Question(text=question, as_of=dt.date(2025, 4, 8)))
    assert answer.citations
    texts = [claim.text for claim in answer.claims]
    assert len(texts) == len(set(texts))
    cards = {card.document: card for card in index.documents()}
    both = [one for one in answer.citations if one.also]
    assert both, "no citation names the other place"
    for one in both:
        assert {one.document, *(document for document, _, _ in one.also)} == {PACK, ALONE}
        for document, pdf_page, printed_page in one.also:
            page = index.catalogue.page(cards[document].generation, pdf_page)
            assert page is not None
            assert standing(one.quote, page.text)
            assert page.printed_page == printed_page
    record = as_record(answer)
    assert record["citations"][answer.citations.index(both[0])]["also"]


def test_claims_of_the_same_words_are_joined() -> None:
    def claim(text: str, document: str, number: int) -> Claim:
        return Claim(
            text=text,
            citations=(
                Citation(
                    document=document,
                    title=document,
                    pdf_page=PdfPage(number),
                    printed_page=PrintedPage(number + 2),
                    quote=text,
                ),
            ),
        )

    one, two = without_repeats(
        [
            claim("The fee is £40.", "pack", 3),
            claim("Nobody pays twice.", "pack", 4),
            claim("The fee is £40.", "report", 1),
            claim("The fee is £40.", "pack", 3),
        ]
    )
    assert one.citations[0].also == (("report", 1, 3),)
    assert two.citations[0].also == ()
