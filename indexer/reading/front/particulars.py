"""What a paper's head gives after labels: "Date:", "Meeting name", "Report title:".

A label stands before its value, above it, or in a line of several labels and values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from indexer.council.dates import date_in
from indexer.reading.front.councils import committee_of
from indexer.reading.lines.looks import Look
from indexer.reading.page_text import join_lines, plain_words
from indexer.reading.stamps import item_stamp

__all__ = ["is_label", "labelled", "particulars"]

_FIELDS = {
    "title": r"(?:report|decision)? ?(?:title|subject)(?: of (?:the )?(?:report|decision|paper))?"
    r"|subject matter(?:\s*/\s*title of decision)?|report on|name of report",
    "committee": r"(?:meeting|committee) name|name of (?:the )?(?:committee|meeting|(?:decision )?body)"
    r"|meeting of|committee|(?:joint )?report (?:to|for)|decision[- ]?(?:taker|maker)"
    r"|decision to be taken by|(?<!\s)to|forum|body",
    "date": r"(?:meeting |decision )?date(?: of (?:the )?(?:meeting|decision(?:/(?: ?meeting)?)?"
    r"|report|(?:committee|cabinet)(?: meeting)?))?|meeting/decision date"
    r"|decision (?:made|taken)(?=\s*:)",
    "meeting": r"(?<!\s)meeting",
    "item": r"(?:agenda )?item(?: no(?:\.|:)?| number)?",
    "officer": r"(?:relevant|lead|responsible|report(?:ing)?|contact|author(?:ising)?|key|case"
    r"|senior responsible|accountable|presenting)\s+(?:officer|author|director)s?(?:\(s\))?"
    r"(?:\s*(?:&|and|/)\s*(?:contact|(?:job )?title|post|tel(?:ephone)?(?: no)?|e-?mail|details))*"
    r"|(?:joint )?report (?:of|by|from)(?: the)?|authors?(?: of report)?|head of service"
    r"|(?:officers?|(?:(?:corporate|executive|strategic|service|assistant) )?director)"
    r"(?=(?:\(s\))?\s*:)",
    "": r"classificati?on|from|of|by"
    r"|wards?(?:\(s\))?(?: or groups?)?(?: affected| involved)?(?:/groups? affected)?"
    r"|key decision\??|decision (?:no|type|number|reference)|appendices|status|purpose"
    r"|(?:relevant |lead )?(?:cabinet|executive|portfolio) (?:member|holder)|portfolio(?: holder)?"
    r"|enclosures?|public|exempt|budget/policy framework|address|application (?:type|start date)"
    r"|proposal|time|venue|place|location|summary|recommendations?"
    r"|ref(?:erence)?|agenda|officers?|director|contact details|telephone|tel|e-?mail|site|policy"
    r"|parish|applicant|agent|electoral divisions?",
}
_LABEL = re.compile(
    r"(?:^|(?<=\s)(?<!\bof ))(?:"
    + "|".join(f"(?P<{name or 'other'}>{words})" for name, words in _FIELDS.items())
    + r")(?:\(s\))?\s*(?P<mark>:|$)\s*",
    re.I,
)
_BODIES = frozenset("committee cabinet executive council board panel forum".split())
_TAKERS = _BODIES | frozenset("authority commission group partnership leader director".split())
"""Words of those to whom a report goes."""
_OTHER_LABEL = re.compile(r"[A-Z](?:[^\W\d]|[ ()/&'’-]){2,40}:(?:\s|$)")
"""Any label at all, at a line's head; with a number in it, it may be part of a title."""
_SET_IN = 24.0
"""Points by which a value's line stands right of the labels: the width of a short label."""
_LINES, _HEAD = 30, 8
_LONGEST = {"title": 4, "committee": 2, "date": 2, "item": 1, "officer": 6}
"""Lines that a value may take."""


def _is_whole(name: str) -> bool:
    """Whether a body's name has come to its end."""
    return not _BODIES.isdisjoint(name.lower().replace("-", " ").split()[-1:])


def _takes_reports(text: str) -> bool:
    return not _TAKERS.isdisjoint(plain_words(text))


def is_label(line: str) -> bool:
    """Whether the line opens with one of the labels."""
    return _LABEL.match(line) is not None


def labelled(
    lines: Sequence[str], looks: Sequence[Look | None] = (), headings: Set[str] = frozenset()
) -> dict[str, list[str]]:
    """The lines of the values that stand after labels, by their field; an empty line parts
    officers of several labels.

    Args:
        looks: of each line, where they are known.
        headings: lines that are known to be none's value.
    """
    found: dict[str, list[str]] = {}
    field, taken = "", 0
    label: Look | None = None
    for row, line in enumerate(lines[:_LINES]):
        look = looks[row] if looks else None
        marks = [
            match
            for match in _LABEL.finditer(line)
            if match["mark"] == ":" or (match.start() == 0 and match.end() == len(line))
        ]
        if taken and field and marks and marks[0][field] and not marks[0]["mark"]:
            marks = []  # "COMMITTEE" as the last word of the committee's name
        before = line[: marks[0].start()].strip() if marks else line
        set_in = look and label and look.left > label.left + _SET_IN
        other = not marks and not set_in and _OTHER_LABEL.match(line)
        if (other and (taken or line.endswith(":"))) or (taken and line in headings):
            field = ""  # a label that says nothing of these
        if before and field and taken < _LONGEST[field] and not (marks and taken):
            found[field].append(before)
            taken += 1
            if field == "committee" and _is_whole(before):
                field = ""
        elif before:
            field = ""
        for at, match in enumerate(marks):
            end = marks[at + 1].start() if at + 1 < len(marks) else len(line)
            value = line[match.end() : end].strip()
            name = next((one for one in _FIELDS if one and match[one] is not None), "")
            ends = name == "committee" and match.start() > 0 and row < _HEAD
            body = committee_of([line[: match.start("mark")].strip()]) if ends else None
            if body and date_in(value):
                found.setdefault(name, [body])  # "Plans Committee: 3 May 2025"
                name = "date"
            if name == "meeting":  # whose it is, or when
                said = value or "".join(lines[row + 1 : row + 2])
                dated = date_in(said) and not _takes_reports(said)
                name = "date" if dated or found.get("committee") else "committee"
            field, taken = ("" if found.get(name) and name != "officer" else name), 0
            label = None if match.start() else look
            if field:
                values = found.setdefault(field, [])
                values += [""] if values else []
                values += [value] if value else []
                taken = bool(value)
                if field == "committee" and _is_whole(value):
                    field = ""
    return found


def particulars(lines: Sequence[str], looks: Sequence[Look | None] = ()) -> dict[str, str]:
    """The title, committee, date and number of the agenda item that stand after labels, as
    printed; `looks`: of each line, where they are known."""
    found = labelled(lines, looks)
    found.pop("officer", None)
    told = {name: text for name, parts in found.items() if (text := join_lines(parts))}
    if not _takes_reports(told.get("committee", "")):
        told.pop("committee", None)
    heads = (line for line in lines[:_LINES] if line.lower().startswith("agenda item "))
    said = told.pop("item", "")
    if number := item_stamp(f"item {said}" if said[:1].isdigit() else said or next(heads, "")):
        told["item"] = number
    return told
