"""A page put before a reader as a picture, with ways to go on from it."""

from __future__ import annotations

from bot.people.access import Viewer
from bot.slack.delivery import SLACK_TROUBLES, error_name
from bot.slack.office import Office
from bot.slack.slack_ports import Card
from bot.slack.slack_text import shorten
from bot.slack.views.folding import places
from bot.slack.views.message import Message
from bot.slack.views.page_blocks import alternative, page_message, page_name
from bot.slack.worker import log
from indexer.council.packs import Pack, Page

__all__ = ["NO_PAGE", "Spot", "quotes_on", "show_page"]

NO_PAGE = "I can't show that page here: it is not among the papers that I may show you."


class Spot:
    """Where a page is to be shown.

    Attributes:
        channel, thread_ts: a thread; thread_ts None: in a direct message of its own.
        user: for whom.
    """

    def __init__(self, *, channel: str | None, thread_ts: str | None, user: str) -> None:
        self.channel = channel
        self.thread_ts = thread_ts
        self.user = user

    @property
    def reader(self) -> Viewer:
        """Who will see it."""
        alone = self.thread_ts is None or (self.channel or "").startswith("D")
        return Viewer(user=self.user, channel=self.channel, alone=alone)


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
    """Put the page's picture and its controls where `spot` says.

    Returns:
        None, or a sentence for the reader where it cannot be shown.
    """
    if spot.thread_ts and spot.channel:
        office.delivery.working(
            "is fetching the page…", channel=spot.channel, thread_ts=spot.thread_ts
        )
    card = office.card(document, spot.reader)
    pack = office.papers.pack(document) if card else None
    page = _page(pack, pdf_page) if pack else None
    if card is None or pack is None or page is None:
        if spot.thread_ts and spot.channel:
            office.delivery.resting(channel=spot.channel, thread_ts=spot.thread_ts)
        return NO_PAGE
    quotes = quotes_on(office, request_id, document, pdf_page)
    picture = _picture(office, document, page, quotes)
    title = shorten(card.title, 160)
    said = alternative(title, page, quotes)
    name = f"{title}, {page_name(page)}"
    try:
        if spot.channel and spot.thread_ts:
            drawn = picture is not None and office.delivery.upload(
                picture,
                filename=_file_name(page),
                title=name,
                alternative=said,
                channel=spot.channel,
                thread_ts=spot.thread_ts,
            )
            office.delivery.post(
                _message(card, pack, page, request_id, quotes, drawn),
                channel=spot.channel,
                thread_ts=spot.thread_ts,
            )
        else:
            message = _message(card, pack, page, request_id, quotes, picture is not None)
            channel, ts = office.delivery.post(message, channel=spot.user)
            if picture is not None and not office.delivery.upload(
                picture,
                filename=_file_name(page),
                title=name,
                alternative=said,
                channel=channel,
                thread_ts=ts,
            ):
                office.delivery.update(
                    _message(card, pack, page, request_id, quotes, False),
                    channel=channel,
                    ts=ts,
                )
    except SLACK_TROUBLES as exc:
        log.error("page=unshown error=%s", error_name(exc))
        return "Slack would not take the page's picture: please try again in a minute."
    return None


def _picture(office: Office, document: str, page: Page, quotes: tuple[str, ...]) -> bytes | None:
    try:
        return office.papers.page_picture(document, page.pdf_page, quotes)
    except Exception as exc:  # a page that cannot be drawn can still be read
        log.error("page=undrawn error=%s", type(exc).__name__)
        return None


def _message(
    card: Card,
    pack: Pack,
    page: Page,
    request_id: str | None,
    quotes: tuple[str, ...],
    drawn: bool,
) -> Message:
    return page_message(
        card.title,
        page,
        document=card.document,
        request_id=request_id,
        url=f"{card.url}#page={page.pdf_page}" if card.url else None,
        before=_page(pack, page.pdf_page - 1),
        after=_page(pack, page.pdf_page + 1),
        quotes=quotes,
        drawn=drawn,
    )


def _page(pack: Pack, pdf_page: int) -> Page | None:
    return next((page for page in pack.pages if page.pdf_page == pdf_page), None)


def _file_name(page: Page) -> str:
    number = page.printed_page if page.printed_page is not None else f"pdf-{page.pdf_page}"
    return f"page-{number}.png"
