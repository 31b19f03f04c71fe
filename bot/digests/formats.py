"""A digest as JSON, plain text, Markdown and HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any
from urllib.parse import quote

from bot.answers.answer import Claim
from bot.digests.digest import Digest, DigestItem, MinuteLine
from bot.digests.parts import DigestRow, Part, head, parts, text_of
from indexer.show import some_fields

__all__ = ["as_html", "as_markdown", "as_record", "whole"]


def whole(digest: Digest) -> tuple[Part, ...]:
    """Head and parts, as they follow each other."""
    return (*head(digest, wide=True), *parts(digest))


def as_record(digest: Digest) -> dict[str, Any]:
    """The digest as plain data. Printed pages are ``page``, positions in the file
    ``pdf_page``; ``text`` is the short message and ``thread`` what follows it."""
    return {
        "meeting": some_fields(digest.meeting, "committee date time venue contact"),
        "items": [_item(item) for item in digest.items],
        "agreed_last_time": [_minute(line) for line in digest.agreed_last_time],
        "promised_last_time": [_minute(line) for line in digest.promised],
        "actions": [
            {
                "number": action.number,
                "text": action.claim.text,
                "officer": action.officer,
                "target": action.target,
                "status": action.status.value,
                "update": action.update,
                "quote": " ".join(one.quote for one in action.claim.citations),
                "document": action.claim.citations[0].document,
                **_page(action.claim),
            }
            for action in digest.actions
        ],
        **some_fields(digest, "since"),
        "changes": [
            {
                "what": change.what,
                "number": change.action.number,
                "text": change.action.claim.text,
                "before": change.before or None,
                "after": change.after or None,
            }
            for change in digest.changes
        ],
        "decisions": [_claim(claim) for claim in digest.decisions],
        "forward_plan": [_claim(claim) for claim in digest.forward_plan],
        "late_papers": [
            {
                **some_fields(paper, "document title published"),
                "items": [
                    {"number": number, "title": title, "pages": pages}
                    for number, title, pages in paper.items
                ],
            }
            for paper in digest.late_papers
        ],
        "papers": [{"document": document, "title": title} for document, title in digest.titles],
        "reading_minutes": digest.reading_minutes,
        "abbreviations": [{"short": short, "long": long} for short, long in digest.abbreviations],
        "as_of": digest.as_of.isoformat(),
        "text": text_of(head(digest)),
        "thread": [text_of([part]) for part in parts(digest)],
    }


def as_markdown(laid_out: Sequence[Part]) -> str:
    """Parts as Markdown; words of papers are escaped."""
    blocks: list[str] = []
    for number, part in enumerate(laid_out):
        blocks.append(f"{'#' if number == 0 else '##'} {_md(part.title)}")
        for listed, rows in groupby(part.rows, key=lambda row: row.bullet):
            lines = [_md_row(row) for row in rows]
            blocks += ["\n".join(f"- {line}" for line in lines)] if listed else lines
    return "\n\n".join(blocks) + "\n"


def _md_row(row: DigestRow) -> str:
    label = f"**{_md(row.label.strip())}** " if row.label.strip() else ""
    text = f"[{_md(row.text)}](<{row.url}>)" if row.url else _md(row.text)
    return f"{label}{text}{_md_pages(row)}{row.more}".rstrip()


def as_html(laid_out: Sequence[Part], *, title: str, calendar: str = "") -> str:
    """Parts as a page that stands alone and prints well; words of papers are escaped.

    Args:
        calendar: the meeting as iCalendar, for a link that puts it into the reader's own.
    """
    body: list[str] = []
    anchors = {part.anchor for part in laid_out if part.anchor}
    for number, part in enumerate(laid_out):
        level = "h1" if number == 0 else "h2"
        anchor = f' id="{part.anchor}"' if part.anchor else ""
        body.append(f"<section{anchor}><{level}>{html.escape(part.title)}</{level}>")
        for listed, rows in groupby(part.rows, key=lambda row: row.bullet):
            tag = "li" if listed else "p"
            shown = [f"<{tag}>{_html_row(row, anchors)}</{tag}>" for row in rows]
            body += ["<ul>", *shown, "</ul>"] if listed else shown
        if calendar and number == 0:
            body.append(
                f'<p class="calendar"><a download="meeting.ics" '
                f'href="data:text/calendar;charset=utf-8,{quote(calendar)}">'
                "Add the meeting to your calendar</a></p>"
            )
        body.append("</section>")
    return _PAGE.format(title=html.escape(title), body="\n".join(body))


def _html_row(row: DigestRow, anchors: Collection[str]) -> str:
    label = f"<strong>{html.escape(row.label.strip())}</strong> " if row.label else ""
    jumps = row.jump in anchors
    text = f"{label}{_html_text(replace(row, url=None) if jumps else row)}"
    if jumps:
        text = f'<a href="#{row.jump}">{text}</a>'
    return f"{text}{_html_pages(row)}{html.escape(row.more)}"


_PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; color: #1d1c1d; background: #fff; max-width: 44rem;
  margin: 0 auto; padding: 1rem; }}
h1 {{ font-size: 1.3rem; line-height: 1.25; margin: 0 0 .5rem; }}
h2 {{ font-size: 1.05rem; margin: 1.5rem 0 .25rem; }}
p {{ margin: .25rem 0; }}
ul {{ margin: .25rem 0; padding-left: 1.25rem; }}
.pages {{ color: #505050; white-space: nowrap; }}
a {{ color: #0b5394; }}
@page {{ size: A4; }}
@media print {{ .calendar {{ display: none; }}
  body {{ max-width: none; padding: 0; font-size: 10.5pt; }}
  li, p {{ break-inside: avoid; }} h2 {{ break-after: avoid; }}
  a {{ color: inherit; text-decoration: none; }} }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def _item(item: DigestItem) -> dict[str, Any]:
    return {
        **some_fields(item, "number title pages officers"),
        "asked": [
            {"text": one.text, "document": one.citations[0].document, **_page(one)}
            for one in item.asked
        ],
        "tasks": [{"do": one.text, **_page(one)} for one in item.tasks],
        "points": [_claim(claim) for claim in item.points],
        **some_fields(item, "procedural late"),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    first = claim.citations[0]
    return {"text": claim.text, **some_fields(first, "quote document printed_page pdf_page")}


def _page(claim: Claim) -> dict[str, Any]:
    return some_fields(claim.citations[0], "printed_page pdf_page")


def _minute(line: MinuteLine) -> dict[str, Any]:
    return some_fields(line, "meeting_date minute title") | _claim(line.claim)


def _md(text: str) -> str:
    escaped = "".join(f"\\{one}" if one in "\\`*_[]<>#|" else one for one in text)
    # A line that opens like a list or a number would become one.
    if escaped[:2] in ("- ", "+ "):
        escaped = f"\\{escaped}"
    return escaped


def _md_pages(row: DigestRow) -> str:
    named = [f"[{name}](<{url}>)" if url else name for name, url in row.pages.items()]
    return f" ({'; '.join(named)})" if named else ""


_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def _html_text(row: DigestRow) -> str:
    text = html.escape(row.text)
    if row.url and row.url.startswith(("https://", "http://")):
        return f'<a href="{html.escape(row.url, quote=True)}">{text}</a>'
    return _MAIL.sub(lambda found: f'<a href="mailto:{found[0]}">{found[0]}</a>', text)


def _html_pages(row: DigestRow) -> str:
    named = [
        f'<a href="{html.escape(url, quote=True)}">{name}</a>'
        if url and url.startswith(("https://", "http://"))
        else name
        for name, url in row.pages.items()
    ]
    return f' <span class="pages">({"; ".join(named)})</span>' if named else ""
