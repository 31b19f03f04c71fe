"""Members' words: whoever looks out for one is told of each new paper that has it, once.

A `bot.digests.publisher.Teller`. Words are compared as full-text search compares them
(`indexer.store.terms`): whole words, folded and stemmed; a phrase's words must follow
each other. Each paper is searched once; the places that a member was told of are kept by
their hashes, so that a paper that is replaced tells only what is new in it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import KW_ONLY, dataclass, field

from bot.answers.answer import Claim
from bot.answers.check import standing
from bot.digests.meeting_papers import paper_from_index, title_of
from bot.digests.parts import DigestRow, Part, cut_short, fingerprint
from bot.digests.publisher import STOP, WAIT, PreparedPost
from bot.digests.schedule_store import Post, ScheduleStore
from indexer.council.dates import spoken_date
from indexer.council.packs import PdfPage
from indexer.index import DocumentCard, Index
from indexer.sources import SiteFacts
from indexer.store.terms import terms

__all__ = ["WordAlerts", "find_mentions"]

OLD = dt.timedelta(days=7)
"""A paper that came so long ago is no new one: nobody is told of it now."""

PAST = dt.timedelta(days=60)
"""Papers of a meeting so long ago are indexed for the record."""

PATIENCE = dt.timedelta(hours=1)
"""How long to ask whether a member may read a restricted committee's paper."""

SHOWN_QUOTES = 5
"""For each word."""

SHOWN_PAGES = 30
LONGEST = 300
"""Characters of a quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place that has a word: a sentence or row, as it stands on the page."""

    word: str
    quote: str
    pdf_page: PdfPage
    hash: str


@dataclass
class WordAlerts:
    """Tells members where their words are mentioned.

    Attributes:
        words: every (member, word).
        may_read: whether a member may read all of some documents.
        muted: whether a member wants no messages about a committee.
        facts: what councils' sites tell: of the meetings, and of what was out before we
            first looked.
    """

    kind = "alert"

    book: ScheduleStore
    index: Index
    _: KW_ONLY
    words: Callable[[], Sequence[tuple[str, str]]]
    may_read: Callable[[str, Sequence[str]], bool]
    muted: Callable[[str, str], bool] = lambda _member, _committee: False
    facts: SiteFacts | None = None
    _seen: set[tuple[str, str]] | None = field(default=None, init=False)

    def tick(self, now: dt.datetime) -> None:
        """Search the papers that are new, and note who is to be told."""
        if self._seen is None:
            self._seen = self.book.looked_through()
        new = [
            card
            for card in self.index.documents()
            if (card.document, card.sha256) not in self._seen
        ]
        if not new:
            return
        backlog, dates = self._at_sites(now.date())
        words = self.words()
        for card in new:
            found: list[tuple[Post, Sequence[str]]] = []
            date = dates.get(card.document, card.meeting_date)
            if words and card.document not in backlog and not _is_old(card, date, now):
                found = self._found(card, words, now)
            self.book.note_mentions(card.document, card.sha256, found, now=now)
            self._seen.add((card.document, card.sha256))

    def _at_sites(self, today: dt.date) -> tuple[set[str], dict[str, dt.date]]:
        """What was out before its site was first looked at, and when papers' meetings are."""
        if self.facts is None:
            return set(), {}
        backlog, read_through = set(self.facts.backlog()), self.facts.read_through()
        dates: dict[str, dt.date] = {}
        for one in self.facts.listings():
            for document, _late in one.documents:
                dates[document] = one.date
                if one.source not in read_through and one.date < today:
                    backlog.add(document)
        return backlog, dates

    def prepare(self, post: Post, now: dt.datetime) -> PreparedPost:
        """The message, from the paper as it now is."""
        document = post.papers[0][0]
        card = self.index.card(document)
        if card is None:
            return self._drop(post, "The paper has been removed.")
        if not self.may_read(post.target, [document]):
            if now - post.due_at < PATIENCE:
                return WAIT
            return self._drop(post, "It is of a restricted committee.")
        told = self.book.mentions_of(post.key)
        mine = [word for member, word in self.words() if member == post.target]
        mentions = [one for one in find_mentions(self.index, card, mine) if one.hash in told]
        if not mentions:
            return self._drop(post, "It is no longer mentioned, or no longer watched for.")
        # What somebody looks out for is nobody else's business.
        return PreparedPost(
            messages=(self._shown(card, mentions),), papers=post.papers, private=True
        )

    def _found(
        self, card: DocumentCard, words: Sequence[tuple[str, str]], now: dt.datetime
    ) -> list[tuple[Post, Sequence[str]]]:
        by_word: dict[str, list[str]] = {}
        for mention in find_mentions(self.index, card, {word for _, word in words}):
            by_word.setdefault(mention.word, []).append(mention.hash)
        name = fingerprint([(card.document, card.sha256)])
        found: list[tuple[Post, Sequence[str]]] = []
        for member in dict.fromkeys(member for member, _ in words):
            hashes = [
                one for other, word in words if other == member for one in by_word.get(word, ())
            ]
            if hashes and not (card.body and self.muted(member, card.body)):
                post = Post(
                    key=f"alert/{name}/{member}",
                    kind=self.kind,
                    target=member,
                    due_at=now,
                    papers=((card.document, card.sha256),),
                )
                found.append((post, hashes))
        return found

    def _shown(self, card: DocumentCard, mentions: Sequence[Mention]) -> tuple[Part, ...]:
        paper = paper_from_index(self.index, card)
        words = list(dict.fromkeys(one.word for one in mentions))
        named = " and ".join(f"“{word}”" for word in words[:3])
        rows = [DigestRow(label=f"{title_of(paper.pack)}", text=_where(card))]
        for word in words:
            mine = [one for one in mentions if one.word == word]
            quoted: dict[PdfPage, DigestRow] = {}
            for one in mine:
                page = paper.pages.get(one.pdf_page)
                quote = standing(one.quote, page.text) if page else None
                if quote is not None and len(quoted) < SHOWN_QUOTES:
                    cited = Claim(text=quote, citations=(paper.cite(quote, one.pdf_page),))
                    said = f"“{cut_short(one.quote, LONGEST)}”"
                    row = DigestRow(text=said, bullet=True, claim=cited)
                    quoted.setdefault(one.pdf_page, row)
            rows += quoted.values()
            numbers = dict.fromkeys(one.pdf_page for one in mine)
            rest = [number for number in numbers if number not in quoted]
            if rest:
                cites = tuple(paper.cite("", number) for number in rest[:SHOWN_PAGES])
                more = len(rest) - SHOWN_PAGES
                rows.append(
                    DigestRow(
                        text=f"“{word}” is also on" if quoted else f"“{word}” is on",
                        claim=Claim(text=word, citations=cites),
                        bullet=True,
                        more=f" and on {more} more pages" if more > 0 else "",
                    )
                )
        title = f"{named} {'is' if len(words) == 1 else 'are'} mentioned in a new paper"
        return (Part(title=title, rows=tuple(rows), about=(card.document, None)),)

    def _drop(self, post: Post, why: str) -> PreparedPost:
        self.book.set_post(post.key, state="skipped", reason=why)
        return STOP


def find_mentions(index: Index, card: DocumentCard, words: Iterable[str]) -> list[Mention]:
    """The places of a paper that have the words, in reading order.

    Raises:
        StorageError: the index cannot be used.
    """
    phrases = {word: phrase for word in words if (phrase := " ".join(terms(word)))}
    if not phrases:
        return []
    pages = index.catalogue.all_pages(card.generation)
    # By word, text and page: passages overlap.
    found: dict[tuple[str, str, PdfPage], Mention] = {}
    for passage in index.catalogue.passages_on((card.generation, one.pdf_page) for one in pages):
        for unit in passage.units:
            folded = f" {' '.join(terms(unit.text))} "
            for word, phrase in phrases.items():
                place = (word, unit.text, passage.pdf_page)
                if f" {phrase} " in folded and place not in found:
                    told = "\0".join((card.document, phrase, unit.text))
                    found[place] = Mention(
                        word=word,
                        quote=unit.quote,
                        pdf_page=passage.pdf_page,
                        hash=hashlib.sha256(told.encode()).hexdigest()[:32],
                    )
    return list(found.values())


def _is_old(card: DocumentCard, date: dt.date | None, now: dt.datetime) -> bool:
    return now - card.indexed_at > OLD or (date is not None and date < now.date() - PAST)


def _where(card: DocumentCard) -> str:
    said = [card.body, spoken_date(card.meeting_date) if card.meeting_date else None]
    where = ", ".join(one for one in said if one)
    return f" – {where}" if where else ""
