"""The people on a front sheet: the members who are asked to the meeting, the officer to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.council.dates import WEEKDAYS
from indexer.reading.front.agenda import AGENDA
from indexer.reading.minutes.people import people_with_posts
from indexer.reading.page_text import join_lines, plain_words

__all__ = ["MEMBERS_END", "POSTS", "names_a_day", "read_contact", "read_members"]

POSTS = frozenset("director executive solicitor secretary clerk officer head treasurer".split())
"""Words of officers' posts: of those who sign an agenda or a report."""
MEMBERS_END = re.compile(
    r"(?:the above|members? (?:are|is)\b.*requested|you are|dear |a\s*g\s*e\s*n\s*d\s*a\b|agenda\b"
    r"|quorum|substitutes?\b|contact|for (?:further|more)|time\s*:|date\s*:|venue\s*:|if you"
    r"|notes?\b|webcast|public\b|democratic services|published|independent persons?)",
    re.I,
)
_MEMBERS = re.compile(
    r"(?:to|(?:the )?(?:committee )?membership(?: of .{3,80})?|committee members?"
    r"|members?(?: of the .{3,60})?)\s*(?:\(\d+\))?\s*(?::\s*|$)|(?=councillors?\s*:)",
    re.I,
)
"""What stands before those who are asked to the meeting."""
_CONTACT = re.compile(
    r"(?:please\s+contact\s*:?|contact(?:\s+(?:officer|details|point|name"
    r"|us))?(?:\s+for this meeting)?\s*:|"
    r"ask\s+for\s*:|(?:committee|democratic services|governance) officer\s*:"
    r"|clerk(?: to the (?:committee|council))?\s*:|enquiries to\s*:|contact\s+(?=[A-Z]))\s*",
    re.I,
)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\d)(?:\(?\+44\)?\s?\(?0?\)?|\(?0)[\d\s()-]{8,14}\d(?!\d)")


def names_a_day(line: str) -> bool:
    """Whether a line has a day of the week."""
    return not set(WEEKDAYS).isdisjoint(plain_words(line))


def read_members(lines: Sequence[str]) -> tuple[str, ...]:
    """Who is asked to the meeting, as the sheet names them."""
    labels = ((at, match) for at, line in enumerate(lines) if (match := _MEMBERS.match(line)))
    begin, label = next(labels, (0, None))
    if label is None:
        return ()
    block = [lines[begin][label.end() :]]
    for line in lines[begin + 1 : begin + 40]:
        if (
            MEMBERS_END.match(line)
            or (line.endswith(".") and len(line.split()) > 6)
            or AGENDA.fullmatch(line)
            or names_a_day(line)
        ):
            break
        block.append(line[match.end() :] if (match := _MEMBERS.match(line)) else line)
    if len(block) > 30:
        return ()
    return people_with_posts([line for line in block if line])


def read_contact(lines: Sequence[str]) -> str | None:
    """Whom to ask about the agenda: name, post, telephone, e-mail."""
    for i, text in enumerate(lines):
        match = _CONTACT.search(text)
        if not match:
            continue
        name = text[match.end() :]
        block = join_lines([name, *lines[i + 1 : i + 4]])
        near = join_lines(lines[max(0, i - 3) : i + 5])
        ends = [m.end() for m in (_EMAIL.search(block), _PHONE.search(block)) if m]
        extras = [m.group().strip() for m in (_PHONE.search(near), _EMAIL.search(near)) if m]
        if not extras:
            continue
        contact = block[: max(ends)] if ends else ", ".join([name.strip(" ."), *extras])
        contact = contact.strip(" .,;:")
        if contact and len(contact) < 300:
            return contact
    return None
