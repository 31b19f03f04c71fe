"""A page put before a reader as a picture, with ways to go on from it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.papers import Card
from bot.people.access import Viewer
from bot.slack.delivery import SLACK_TROUBLES, error_name
from bot.slack.office import Office
from bot.slack.slack_text import shorten
from bot.slack.views.folding import places
from bot.slack.views.message import Message
from bot.slack.views.pack_blocks import at_page
from bot.slack.views.page_blocks import alternative, full_name, page_message
from bot.slack.worker import log
from indexer.council.packs import Pack, Page

__all__ = ["NO_PAGE", "Spot", "page_of", "quotes_on", "show_page"]

NO_PAGE = "I can't show that page here: it is not among the papers that I may show you."


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a page is to be shown.

    Attributes:
        reader: who will see it.
        thread: (channel, ts) of a thread; None: in a direct message of its own.
    """

    reader: Viewer
    thread: tuple[str, str] | None = None


def quotes_on(
    office: Office, request_id: str | None, document: str, pdf_page: int
) -> tuple[str, ...]:
    """What an answer quotes on a page; () where there is no such answer any more."""
    answer = office.memory.questions.answer(request_id) if request_id else None
    if answer is None:
        return ()
    for place in places(answer):
        if (place.document, place.pdf_page) == (document, pdf_page):
            return place.quotes
    return ()


def show_page(
    office: Office, spot: Spot, *, document: str, pdf_page: int, request_id: str | None
) -> str | None:
    """Put the page's picture, its words and its controls where `spot` says, in one message.

    Returns:
        None, or a sentence for the reader where it cannot be shown.
    """
    if spot.thread is None:
        return _show(office, spot, document, pdf_page, request_id)
    thread = dict(zip(("channel", "thread_ts"), spot.thread, strict=True))
    office.delivery.working("is fetching the page…", **thread)
    said = False
    try:
        refusal = _show(office, spot, document, pdf_page, request_id)
        said = refusal is None
        return refusal
    finally:
        office.worker.rest(**thread, said=said)


def _show(
    office: Office, spot: Spot, document: str, pdf_page: int, request_id: str | None
) -> str | None:
    found = office.opened(document, spot.reader)
    page = page_of(found[1], pdf_page) if found else None
    if found is None or page is None:
        return NO_PAGE
    channel, thread_ts = spot.thread or (str(spot.reader.user), None)
    try:
        office.delivery.post_picture(
            _message(office, *found, page, request_id), channel=channel, thread_ts=thread_ts
        )
    except SLACK_TROUBLES as exc:
        log.error("page=unshown error=%s", error_name(exc))
        return "Slack would not take the page's picture: please try again in a minute."
    return None


def _message(office: Office, card: Card, pack: Pack, page: Page, request_id: str | None) -> Message:
    quotes = quotes_on(office, request_id, card.document, page.pdf_page)
    title = shorten(card.title, 160)
    said = alternative(title, page, quotes)
    picture = _picture(office, card.document, page, quotes)
    file = picture and office.delivery.upload(
        picture,
        filename=_file_name(page),
        title=f"{title}, {full_name(page)}",
        alternative=said,
    )
    return page_message(
        card.title,
        page,
        document=card.document,
        words=office.papers.page_text(card.document, page.pdf_page) or "",
        request_id=request_id,
        url=at_page(card.url, page.pdf_page),
        before=page_of(pack, page.pdf_page - 1),
        after=page_of(pack, page.pdf_page + 1),
        quotes=quotes,
        picture=(str(file), said) if file else None,
    )


def _picture(office: Office, document: str, page: Page, quotes: tuple[str, ...]) -> bytes | None:
    try:
        return office.papers.page_picture(document, page.pdf_page, quotes)
    except Exception as exc:  # a page that cannot be drawn can still be read
        log.error("page=undrawn error=%s", type(exc).__name__)
        return None


def page_of(pack: Pack, pdf_page: int) -> Page | None:
    """A page by its number in the file; None where the paper has none such."""
    return next((page for page in pack.pages if page.pdf_page == pdf_page), None)


def _file_name(page: Page) -> str:
    number = page.printed_page if page.printed_page is not None else f"pdf-{page.pdf_page}"
    return f"page-{number}.png"
