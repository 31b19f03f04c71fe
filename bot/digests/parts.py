"""A digest laid out: a short head for everybody, then a part for each item.

What is laid out here is what the terminal, Markdown, HTML and Slack all show. The head
stays under `PHONE_LINES` lines of a phone: it says less of each thing until it fits,
and whatever it shortens stands whole in the parts.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from bot.answers.answer import Claim
from bot.digests.compose import in_brief
from bot.digests.digest import ActionStatus, Digest, DigestAction, DigestItem, LatePaper
from bot.digests.meeting_papers import Paper
from bot.digests.rules import FOLLOWERS
from indexer.council.dates import LONDON, spoken_date, spoken_day
from indexer.council.packs import counted, page_name
from indexer.points.candidates import words_of

__all__ = [
    "PHONE_LINES",
    "PHONE_WIDTH",
    "STATUSES",
    "DigestRow",
    "Papers",
    "Part",
    "action_row",
    "changed_papers",
    "cut_short",
    "duration",
    "fingerprint",
    "for_approval",
    "head",
    "moment",
    "named_targets",
    "parts",
    "phone_lines",
    "remark",
    "reminder",
    "row_text",
    "text_of",
    "update_part",
    "when",
]

Papers = Sequence[tuple[str, str]]
"""(document, sha256) pairs."""

PHONE_LINES = 58
PHONE_WIDTH = 44
"""Characters of a line in Slack on a phone 390 points wide, about."""

AGENDA = "On the agenda"

FURTHER_WORDS = 4
"""A recommendation that has no more words than its tasks is not said again in full."""

NAMED_TARGETS = 8
"""Places that clerks are told by name."""

HOW_TO_ASK = "Item by item in the thread. Ask me there about any of it."
HOW_TO_ASK_REMINDER = "Ask me in this message's thread about any of it."
"""Both said in Slack only; nothing of ours follows in a reminder's thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRow:
    """One line or point.

    Attributes:
        text: plain text, never markup.
        claim: what it stands on; its pages are shown after the text.
        label: bold words before the text ("Overdue").
        bullet: it is one of a list.
        more: words after the pages.
        jump: the anchor of the part that tells more.
        url: where the text leads to, on a page on which there is no jump.
    """

    text: str
    claim: Claim | None = None
    label: str = ""
    bullet: bool = False
    more: str = ""
    jump: str = ""
    url: str | None = None

    @property
    def pages(self) -> dict[str, str | None]:
        """The addresses of its pages by their names ("p. 13"); the part says of which item."""
        found: dict[str, str | None] = {}
        for one in self.claim.citations if self.claim else ():
            found.setdefault(page_name(one.printed_page, one.pdf_page), one.url)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading and its rows.

    Attributes:
        about: (document, item) to ask about, or None.
        anchor: what a jump leads to.
    """

    title: str
    rows: tuple[DigestRow, ...]
    about: tuple[str, str | None] | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class _Detail:
    """How much the head says: how many of each item's tasks and points, how many actions, and how
    many items, each cut short (None: all of them, whole). A reminder has nothing in its thread."""

    tasks: int
    points: int
    actions: int
    wide: bool = False
    items: int | None = None
    reminds: bool = False


_DETAILS = tuple(
    _Detail(*most)
    for most in (
        *((6, 3, 6), (6, 1, 6), (3, 1, 4), (2, 1, 3), (6, 0, 6), (3, 0, 4), (2, 0, 3)),
        *((1, 0, 3), (1, 0, 1), (0, 0, 3), (0, 0, 2), (0, 0, 1), (0, 0, 0)),
    )
)
_WIDE = _Detail(9, 0, 9, wide=True)
"""On a page of its own: an item's points stand under its heading."""
_REMINDER = _Detail(0, 0, 0, reminds=True)

STATUSES = {
    ActionStatus.OVERDUE: "Overdue",
    ActionStatus.DUE: "Due by this meeting",
    ActionStatus.COMPLETE: "Reported complete",
    ActionStatus.OPEN: "Open",
}
"""In the order in which a digest tells them."""


def remark(title: str, text: str) -> Part:
    """A part that is one row of text."""
    return Part(title=title, rows=(DigestRow(text=text),))


def named_targets(targets: Sequence[str]) -> str:
    """Places to post to, as far as there is room to name them."""
    named = ["everybody who follows it" if one == FOLLOWERS else one for one in targets]
    if len(named) > NAMED_TARGETS:
        named[NAMED_TARGETS:] = [f"{len(named) - NAMED_TARGETS} more"]
    return ", ".join(named)


def for_approval(targets: Sequence[str], *, anew: bool = False) -> Part:
    """What stands above a digest that clerks are asked to approve.

    Args:
        targets: where it would be posted: channels' and members' ids, or "followers".
        anew: it was proposed before, from other papers.
    """
    changed = "The papers have changed since this was proposed before. " if anew else ""
    return remark(
        "For your approval",
        f"{changed}This is what would be posted to {named_targets(targets)}. Nothing is posted until "
        "one of you approves it.",
    )


def head(digest: Digest, *, note: str = "", late: str = "", wide: bool = False) -> tuple[Part, ...]:
    """The short message: as much as fits on a phone's `PHONE_LINES`.

    It says fewer things of each item until it fits; what it says is never cut.

    Args:
        note: the clerk's own words, shown as the clerk's.
        late: when it was due and why it comes late, in sentences; "": it does not.
        wide: the head of a page, which is as long as it must be.
    """
    top = _meeting(digest, note, late)
    return (top, *_head(digest, _WIDE)) if wide else _fitting(digest, top, _DETAILS)


def reminder(digest: Digest, *, note: str = "", late: str = "") -> tuple[Part, ...]:
    """When and where, the items by name, what is due: no more."""
    return _fitting(digest, _meeting(digest, note, late), [_REMINDER])


def _fitting(digest: Digest, top: Part, details: Sequence[_Detail]) -> tuple[Part, ...]:
    """The head in the first of some details in which it fits on a phone. An agenda that is
    too long even by its titles is told as far as it fits."""
    fewer = (replace(details[-1], items=kept) for kept in range(len(digest.business), -1, -1))
    for detail in (*details, *fewer):
        made = (top, *_head(digest, detail))
        if detail.items is not None:
            made = tuple(_short_part(part) for part in made)
        if phone_lines(text_of(made)) <= PHONE_LINES:
            break
    return made


def _short_part(part: Part) -> Part:
    characters = 70 if part.title == AGENDA else 300
    rows = (
        replace(row, text=cut_short(row.text, characters), url=None, jump="", more="")
        for row in part.rows
    )
    return replace(part, rows=tuple(rows))


def parts(digest: Digest) -> tuple[Part, ...]:
    """The rest, item by item, then what the committee follows up."""
    items = [(item, _item(item)) for item in digest.business]
    made = [part for _, part in items if part.rows]
    if bare := [item for item, part in items if not part.rows]:
        rows = (DigestRow(label=f"{item.number} ", text=_titled(item)) for item in bare)
        made.append(Part(title="Without a paper", rows=tuple(rows)))
    if digest.agreed_last_time or digest.promised:
        made.append(_last_time(digest))
    if digest.changes:
        made.append(_changes(digest))
    if digest.actions:
        made.append(_actions(digest.actions))
    for title, claims in (
        ("Decisions reported in the papers", digest.decisions),
        ("Upcoming decisions in the forward plan", digest.forward_plan),
    ):
        if claims:
            rows = (DigestRow(text=claim.text, claim=claim, bullet=True) for claim in claims)
            made.append(Part(title=title, rows=tuple(rows)))
    if digest.late_papers:
        made.append(_late_papers(digest))
    if digest.abbreviations:
        rows = (
            DigestRow(label=f"{short}: ", text=long, bullet=True)
            for short, long in digest.abbreviations
        )
        made.append(Part(title="Short for", rows=tuple(rows)))
    return tuple(made)


# --- the head -------------------------------------------------------------------------


def _head(digest: Digest, detail: _Detail) -> Iterable[Part]:
    told = digest.business[: detail.items]
    rows = [row for item in told for row in _business(item, detail)]
    if left := len(digest.business) - len(told):
        where = "" if detail.reminds else ", in the thread"
        rows.append(DigestRow(text=f"and {counted(left, 'more item')}{where}"))
    if rows:
        yield Part(title=AGENDA, rows=tuple(rows))
    if digest.routine:
        yield remark("As usual", "; ".join(_named(item) for item in digest.routine))
    owed = list(_owed(digest, detail))
    if owed:
        yield Part(title="What the committee is following up", rows=tuple(owed))
    late = list(_late_rows(digest))
    if late:
        yield Part(title="Late papers", rows=tuple(late))
    about = None if detail.wide or not digest.papers else (digest.papers[0][0], None)
    yield Part(title="Before the meeting", rows=tuple(_closing(digest, detail)), about=about)


def _meeting(digest: Digest, note: str, late: str) -> Part:
    meeting = digest.meeting
    rows = []
    if late:
        rows.append(DigestRow(label="Late: ", text=late))
    if note:
        rows.append(DigestRow(label="Note from the clerk: ", text=note))
    rows.append(DigestRow(text=when(digest)))
    if meeting.venue:
        rows.append(DigestRow(text=meeting.venue))
    size = f"{counted(digest.page_count, 'page')}, {duration(digest.reading_minutes)} to read"
    if digest.report_minutes and digest.report_minutes < digest.reading_minutes:
        size += f"; the reports alone {duration(digest.report_minutes)}"
    rows.append(DigestRow(text=f"{size}."))
    rows.extend(DigestRow(text=title, url=url) for title, url in digest.links)
    return Part(title=meeting.name, rows=tuple(rows))


def _business(item: DigestItem, detail: _Detail) -> Iterable[DigestRow]:
    yield DigestRow(label=f"{item.number} ", text=_titled(item), jump=_anchor(item), url=item.url)
    if item.exempt:
        yield DigestRow(text="Exempt: its papers are not here.", bullet=True)
    left = len(item.tasks) - detail.tasks
    for number, claim in enumerate(item.tasks[: detail.tasks], start=1):
        more = f", and {left} more" if left > 0 and number == detail.tasks else ""
        yield DigestRow(text=claim.text, claim=_first(claim), bullet=True, more=more)
    if not item.tasks and item.unquoted and detail.tasks:
        yield DigestRow(text=f"Recommendations: see {', '.join(item.unquoted)}", bullet=True)
    for claim in item.points[: detail.points]:
        yield DigestRow(text=claim.text, claim=claim, bullet=True, label="New: ")


def _owed(digest: Digest, detail: _Detail) -> Iterable[DigestRow]:
    if digest.actions:
        counts = [
            f"{number} {name.lower()}"
            for status, name in STATUSES.items()
            if (number := digest.count(status))
        ]
        yield DigestRow(label="Actions: ", text=", ".join(counts))
        shown = [
            action
            for status in (ActionStatus.OVERDUE, ActionStatus.DUE)
            for action in digest.actions
            if action.status is status
        ]
        overdue = digest.count(ActionStatus.OVERDUE)
        for number, action in enumerate(shown[: detail.actions], start=1):
            left = overdue - number if number == detail.actions else 0
            more = f", and {left} more overdue" if left > 0 else ""
            yield replace(action_row(action, 999 if detail.wide else 74), more=more)
    if digest.changes:
        became = [
            f"{number} {what}"
            for what in ("closed", "slipped", "new")
            if (number := sum(one.what == what for one in digest.changes))
        ]
        yield DigestRow(label="Since last time: ", text=", ".join(became), jump="changes")
    agreed, promised = len(digest.agreed_last_time), len(digest.promised)
    decided, coming = len(digest.decisions), len(digest.forward_plan)
    for label, told in (
        ("Last time: ", ((agreed, "thing", " agreed"), (promised, "thing", " promised"))),
        ("Executive: ", ((decided, "decision", " reported"), (coming, "upcoming decision", ""))),
    ):
        if said := [f"{counted(number, noun)}{after}" for number, noun, after in told if number]:
            yield DigestRow(label=label, text=" and ".join(said))


def action_row(action: DigestAction, characters: int) -> DigestRow:
    """An action in a line with whose it is; their post stands in the part."""
    name = _bare((action.officer or "").split(",")[0])
    return DigestRow(
        label=f"{action.status.capitalize()}{f' ({name})' if name else ''}: ",
        text=cut_short(action.claim.text, characters),
        claim=_first(action.claim),
        bullet=True,
    )


def _late_rows(digest: Digest) -> Iterable[DigestRow]:
    for paper in digest.late_papers:
        items = "; ".join(_with_pages(f"item {number}", pages) for number, _, pages in paper.items)
        yield DigestRow(text=f"{paper.title}{f': {items}' if items else ''}", bullet=True)


def _closing(digest: Digest, detail: _Detail) -> Iterable[DigestRow]:
    yield DigestRow(text="Check now whether you have an interest to declare in any item.")
    if not detail.wide:
        yield DigestRow(text=HOW_TO_ASK_REMINDER if detail.reminds else HOW_TO_ASK)
    if digest.meeting.contact:
        yield DigestRow(label="Contact: ", text=digest.meeting.contact)


# --- the parts ------------------------------------------------------------------------


def _item(item: DigestItem) -> Part:
    """An item's part; without rows where there is nothing of it but its title."""
    rows: list[DigestRow] = []
    if item.exempt:
        rows.append(DigestRow(text="Exempt: its papers are not here."))
    if item.officers:
        rows.append(DigestRow(label="Report by: ", text="; ".join(item.officers)))
    rows.extend(DigestRow(label="Late paper: ", text=one) for one in item.further)
    if item.asked or item.tasks:
        rows.append(DigestRow(label="You are asked to", text=""))
        rows.extend(_asked_rows(item))
    if item.unquoted:
        rows.append(DigestRow(text=f"The other recommendations are on {', '.join(item.unquoted)}."))
    if not item.asked and not item.tasks and not item.unquoted and item.purpose:
        rows.append(DigestRow(label="On the agenda as: ", text=item.purpose))
    if item.points:
        rows.append(DigestRow(label=_points_label(item), text=""))
        rows.extend(DigestRow(text=one.text, claim=one, bullet=True) for one in item.points)
    if not rows and item.pages:
        rows.append(DigestRow(text="See the pages."))
    return Part(
        title=f"{item.number} {_titled(item)}",
        rows=tuple(rows),
        about=(item.document, item.number) if item.where else None,
        anchor=_anchor(item),
    )


def _asked_rows(item: DigestItem) -> Iterable[DigestRow]:
    """What is asked, and the recommendation whole where it says more."""
    for claim in item.tasks:
        yield DigestRow(text=claim.text, claim=_first(claim), bullet=True)
    said = words_of(" ".join(claim.text for claim in item.tasks))
    for claim in item.asked:
        if len(words_of(claim.text) - said) > FURTHER_WORDS or not item.tasks:
            yield DigestRow(text=claim.text, claim=claim, bullet=True, label="In full: ")


def _anchor(item: DigestItem) -> str:
    kept = (one if one.isalnum() else " " for one in item.number.casefold())
    return "-".join(["item", *"".join(kept).split()])


def _changes(digest: Digest) -> Part:
    """Closed, slipped and new, by name."""
    rows: list[DigestRow] = []
    for what in ("closed", "slipped", "new"):
        for change in digest.changes:
            if change.what != what:
                continue
            slip = f"from {change.before} to {change.after}" if what == "slipped" else ""
            details = (slip, _bare(change.action.officer), _bare(change.action.update))
            rows.append(_told_action(change.action, f"{what.capitalize()}: ", details))
    since = f" the meeting on {spoken_date(digest.since)}" if digest.since else " last time"
    return Part(title=f"What changed since{since}", rows=tuple(rows), anchor="changes")


def _told_action(action: DigestAction, label: str, details: Iterable[str]) -> DigestRow:
    """An action, and what is said of it."""
    said = "".join(f" {one}." for one in details if one)
    text = f"{_stopped(action.claim.text)}{said}"
    return DigestRow(label=label, text=text, claim=_first(action.claim), bullet=True)


def _points_label(item: DigestItem) -> str:
    """What stands above points, of which some may be in a language model's words."""
    if not item.worded:
        return "From the papers"
    partly = "partly " if item.worded < len(item.points) else ""
    return f"From the papers, {partly}in a language model's words"


def _last_time(digest: Digest) -> Part:
    rows: list[DigestRow] = []
    for label, lines in (("Agreed", digest.agreed_last_time), ("Promised", digest.promised)):
        for date in dict.fromkeys(line.meeting_date for line in lines):
            on = f" on {spoken_date(date)}" if date else ""
            rows.append(DigestRow(label=f"{label}{on}", text=""))
            rows.extend(
                DigestRow(
                    text=line.claim.text,
                    claim=line.claim,
                    bullet=True,
                    label=f"{line.title}: " if line.title else "",
                )
                for line in lines
                if line.meeting_date == date
            )
    return Part(title="Last time", rows=tuple(rows))


def _actions(actions: Sequence[DigestAction]) -> Part:
    rows: list[DigestRow] = []
    for status, label in STATUSES.items():
        group = [action for action in actions if action.status is status]
        if group:
            rows.append(DigestRow(label=label, text=""))
        for action in group:
            target, update = _bare(action.target), _bare(action.update)
            details = (
                target and f"Target: {target}",
                _bare(action.officer),
                update and f"Update: {update}",
            )
            number = f"{action.number}: " if action.number else ""
            rows.append(_told_action(action, number, details))
    return Part(title="Actions the committee tracks", rows=tuple(rows))


def _late_papers(digest: Digest) -> Part:
    rows: list[DigestRow] = []
    for paper in digest.late_papers:
        rows.append(DigestRow(label=_dated(paper), text=""))
        rows.extend(_item_rows(paper))
    return Part(title="Late papers", rows=tuple(rows))


def _dated(paper: LatePaper) -> str:
    on = f", published {spoken_date(paper.published)}" if paper.published else ""
    return f"{paper.title}{on}"


def _item_rows(paper: LatePaper) -> Iterable[DigestRow]:
    for number, title, pages in paper.items:
        yield DigestRow(label=f"{number} ", text=_with_pages(title, pages), bullet=True)


# --- words ----------------------------------------------------------------------------


def when(digest: Digest) -> str:
    """``Thursday 27 January 2022, 6.00 pm``."""
    return spoken_day(digest.meeting.date, digest.meeting.time)


def moment(at: dt.datetime) -> str:
    """``Thursday 20 January 2022 at 09:00``, as clocks in London show it."""
    local = at.astimezone(LONDON)
    return f"{spoken_day(local.date())} at {local:%H:%M}"


def duration(minutes: int) -> str:
    """``about 4 hours 20 minutes``."""
    hours, rest = divmod(minutes, 60)
    said = " ".join(
        counted(number, name) for number, name in ((hours, "hour"), (rest, "minute")) if number
    )
    return f"about {said or '1 minute'}"


def row_text(row: DigestRow) -> str:
    """A row as plain text."""
    pages = f" ({'; '.join(row.pages)})" if row.pages else ""
    return f"{'• ' if row.bullet else ''}{row.label}{row.text}{pages}{row.more}".rstrip()


def text_of(laid_out: Iterable[Part]) -> str:
    """Parts as plain text, an empty line between two."""
    return "\n\n".join(
        "\n".join([part.title, *(row_text(row) for row in part.rows)]) for part in laid_out
    )


def phone_lines(text: str) -> int:
    """How many lines a text takes on a phone."""
    return sum(max(1, ceil(len(line) / PHONE_WIDTH)) for line in text.split("\n"))


def _titled(item: DigestItem) -> str:
    return f"{_with_pages(item.title, item.where)}{' (late paper)' if item.late else ''}"


def _with_pages(text: str, pages: str) -> str:
    return f"{text}, {pages}" if pages else text


def _named(item: DigestItem) -> str:
    return f"{item.number} {item.title}{f' ({item.where})' if item.where else ''}"


def _first(claim: Claim) -> Claim:
    return Claim(text=claim.text, citations=claim.citations[:1])


def _stopped(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?", ";", ":")) else f"{text.rstrip()}."


def _bare(text: str | None) -> str:
    """A cell's words without what a column's end leaves hanging ("Paul Turner,")."""
    return " ".join((text or "").split()).strip(" ,;:.")


def cut_short(text: str, characters: int) -> str:
    """A text cut at a word."""
    text = " ".join(text.split())
    if len(text) <= characters:
        return text
    short, _, _ = text[:characters].rpartition(" ")
    return f"{(short or text[:characters]).rstrip(' ,;:.')}…"


# --- what has changed in the papers since -----------------------------------------------


def fingerprint(papers: Papers) -> str:
    """Twelve letters and digits that are other ones when any paper is."""
    joined = "\n".join(f"{document} {sha}" for document, sha in sorted(papers))
    return hashlib.sha256(joined.encode()).hexdigest()[:12]


def changed_papers(before: Papers, now: Papers) -> tuple[list[str], list[str], list[str]]:
    """Names of papers that are new, replaced, and withdrawn."""
    old, new = dict(before), dict(now)
    return (
        [name for name in new if name not in old],
        [name for name, sha in new.items() if name in old and old[name] != sha],
        [name for name in old if name not in new],
    )


def update_part(papers: Sequence[Paper], before: Papers) -> Part:
    """A short message: what changed and on which pages."""
    added, replaced, withdrawn = changed_papers(before, [paper.version for paper in papers])
    rows: list[DigestRow] = []
    for paper in papers:
        if paper.document in (*added, *replaced):
            brief, pages = in_brief(paper, papers), counted(len(paper.pages), "page")
            word = "New: " if paper.document in added else "Replaced: "
            rows.append(DigestRow(label=word, text=f"{_dated(brief)}, {pages}"))
            rows.extend(_item_rows(brief))
    rows.extend(DigestRow(label="Withdrawn: ", text=name) for name in withdrawn)
    return Part(title="The papers have changed", rows=tuple(rows))
