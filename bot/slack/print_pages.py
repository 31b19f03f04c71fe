"""Pages of a paper as a PDF, put into somebody's direct messages."""

from __future__ import annotations

from bot.digests.parts import counted
from bot.people.access import Viewer
from bot.slack.delivery import SLACK_TROUBLES, channel_of, error_name
from bot.slack.office import NO_PAGE, NotShown, Office
from bot.slack.slack_text import shorten
from bot.slack.worker import log
from indexer.council.packs import PdfPage

__all__ = ["print_for"]

NOT_PRINTED = "Slack would not take the pages: please try again in a minute."
UNPUBLISHED = "These pages can't be printed: they are exempt, or their file is no longer here."


def print_for(office: Office, user: str, *, document: str, printed: range) -> str:
    """Print pages by their printed numbers.

    Returns:
        What was done, in a sentence for the user.

    Raises:
        PackhorseError: it was not done.
    """
    card, pack = office.opened(document, Viewer(user=user, alone=True))
    found = [page for page in pack.pages if page.printed_page in printed]
    if not found:
        raise NotShown(NO_PAGE)
    made = office.papers.pages_pdf(document, [PdfPage(page.pdf_page) for page in found])
    if made is None:
        raise NotShown(UNPUBLISHED)
    first, last = found[0].printed_page, found[-1].printed_page
    pages = f"page {first}" if first == last else f"pages {first}–{last}"
    try:
        file = office.delivery.upload(
            made,
            filename=f"pages-{first}-{last}.pdf",
            title=f"{shorten(card.title, 160)}, {pages}",
            channel=channel_of(office.delivery.client, user),
        )
    except SLACK_TROUBLES as exc:
        log.error("print=failed error=%s", error_name(exc))
        file = None
    if file is None:
        raise NotShown(NOT_PRINTED)
    exempt = {page.pdf_page for page in pack.exempt_pages}
    left = sum(page.pdf_page in exempt for page in found)
    without = f", without {counted(left, 'exempt page')}" if left else ""
    return f"I have sent you the pages as a PDF in a direct message{without}."
