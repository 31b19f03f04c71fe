"""Pages put before a reader, one as a picture or some as a PDF, and answers shown again."""

from __future__ import annotations

from bot.answers.answer import Answer
from bot.answers.check import standing
from bot.papers import Card
from bot.people.access import Viewer
from bot.slack import log
from bot.slack.delivery import SLACK_TROUBLES, channel_of, error_name
from bot.slack.office import NO_PAGE, NotShown, Office
from bot.slack.slack_text import shorten
from bot.slack.views.folding import places
from bot.slack.views.message import Message
from bot.slack.views.page_blocks import alternative, full_name, page_message
from bot.slack.worker import documents_of, within
from indexer.council.packs import Pack, Page, PdfPage, counted

__all__ = ["page_of", "print_for", "quotes_on", "show_page", "stored_answer"]

NOT_PRINTED = "Slack would not take the pages: please try again in a minute."
CHANGED = "A paper that this answer quotes has been taken out or replaced since: please ask again."
NOT_HERE = "This answer quotes papers that are not for this channel, so I can't show it here."
UNPUBLISHED = "These pages can't be printed: they are exempt, or their file is no longer here."


def quotes_on(
    office: Office, request_id: str | None, document: str, pdf_page: int
) -> tuple[str, ...]:
    """What an answer quotes on a page; () where there is no such answer any more."""
    answer = office.memory.questions.answer(request_id) if request_id else None
    if answer is None:
        return ()
    found = {place.key: place.quotes for place in places(answer)}
    return found.get((document, pdf_page), ())


def show_page(
    office: Office,
    reader: Viewer,
    thread: tuple[str, str] | None,
    *,
    document: str,
    pdf_page: int,
    request_id: str | None,
) -> None:
    """Put the page's picture, its words and its controls before a reader, in one message; a
    `PackhorseError` says why it can't be shown.

    Args:
        thread: (channel, ts); None: in a direct message of its own.
    """
    channel, thread_ts = thread or (reader.user, None)
    if thread_ts:
        office.delivery.working("is fetching the page…", channel=channel, thread_ts=thread_ts)
    said = False
    try:
        card, pack = office.opened(document, reader)
        message = _message(office, card, pack, page_of(pack, pdf_page), request_id)
        office.delivery.post_picture(message, channel=channel, thread_ts=thread_ts)
        said = True
    except SLACK_TROUBLES as exc:
        log.error("page=unshown error=%s", error_name(exc))
        raise NotShown(
            "Slack would not take the page's picture: please try again in a minute."
        ) from exc
    finally:
        if thread_ts:
            office.worker.rest(channel=channel, thread_ts=thread_ts, said=said)


def _message(office: Office, card: Card, pack: Pack, page: Page, request_id: str | None) -> Message:
    quotes = quotes_on(office, request_id, card.document, page.pdf_page)
    title = shorten(card.title, 160)
    said = alternative(title, page, quotes)
    picture = _picture(office, card.document, page, quotes)
    file = picture and office.delivery.upload(
        picture,
        filename=f"page-{page.printed_page or f'pdf-{page.pdf_page}'}.png",
        title=f"{title}, {full_name(page)}",
        alternative=said,
    )
    return page_message(
        card,
        pack,
        page,
        words=office.papers.page_text(card.document, page.pdf_page) or "",
        request_id=request_id,
        quotes=quotes,
        picture=(str(file), said) if file else None,
    )


def _picture(office: Office, document: str, page: Page, quotes: tuple[str, ...]) -> bytes | None:
    try:
        return office.papers.page_picture(document, page.pdf_page, quotes)
    except Exception as exc:  # a page that cannot be drawn can still be read
        log.error("page=undrawn error=%s", type(exc).__name__)
        return None


def page_of(pack: Pack, pdf_page: int) -> Page:
    """A page by its number in the file; `NotShown` where the paper has none such."""
    for page in pack.pages:
        if page.pdf_page == pdf_page:
            return page
    raise NotShown(NO_PAGE)


def print_for(office: Office, user: str, *, document: str, printed: range) -> str:
    """Print pages by their printed numbers; gives what was done, in a sentence for the user.
    A `PackhorseError` says why it was not."""
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
    return f"I have sent you {pages} as a PDF in a direct message{without}."


def stored_answer(office: Office, request_id: str, reader: Viewer) -> Answer:
    """An answer as it was given, to be shown to a reader now; `NotShown` says why it can't be."""
    answer = office.memory.questions.answer(request_id)
    if answer is None:
        raise office.cleared()
    shown = documents_of(answer)
    if not shown and (why := office.access.refusal(reader.user)):
        raise NotShown(why)
    if not shown <= frozenset(office.papers.names()):
        raise NotShown(CHANGED)
    allowed = office.access.documents(reader)
    if not shown <= allowed:
        raise NotShown(NOT_HERE)
    for cited in answer.citations:
        text = office.papers.page_text(cited.document, cited.pdf_page)
        if text is None or not (cited.quote in text or standing(cited.quote, text)):
            raise NotShown(CHANGED)
    return within(answer, allowed)
