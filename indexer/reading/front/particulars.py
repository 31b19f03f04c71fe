"""What a paper's head gives after labels: "Date:", "Meeting name", "Report title:".

A label stands before its value, above it, or in a line of several labels and values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.reading.lines.looks import Look
from indexer.reading.page_text import join_lines

__all__ = ["ends_value", "particulars"]

_FIELDS = {
    "title": r"(?:report|decision)? ?(?:title|subject)(?: of (?:the )?(?:report|decision|paper))?"
    r"|report on|name of report",
    "committee": r"(?:meeting|committee) name|name of (?:the )?(?:committee|meeting|body)|meeting"
    r"|committee|(?:joint )?report (?:to|for)|decision[- ]?(?:taker|maker)|to",
    "date": r"(?:meeting )?date(?: of (?:the )?(?:meeting|decision|committee))?|meeting date",
    "item": r"(?:agenda )?item(?: no(?:\.|:)?| number)?",
    "": r"classificati?on"
    r"|(?:report )?(?:from|of|by|author)"
    r"|wards?(?:\(s\))?(?: or groups?)?(?: affected)?(?:/groups? affected)?|key decision\??"
    r"|(?:lead|contact|report) (?:officer|author)s?|appendices|status|purpose|cabinet member"
    r"|portfolio(?: holder)?|enclosures?|public|exempt|budget/policy framework|address"
    r"|application (?:type|start date)|proposal|time|venue|place|location|summary|recommendations?"
    r"|wards? affected|reference|ref|agenda",
}
_LABEL = re.compile(
    r"(?:^|(?<=\s)(?<!\bof ))(?:"
    + "|".join(f"(?P<{name or 'other'}>{words})" for name, words in _FIELDS.items())
    + r")\s*(?P<mark>:|$)\s*",
    re.I,
)
_BODY = re.compile(
    r".*\b(?:committee|cabinet|executive|council|board|panel|forum|authority|commission|group"
    r"|partnership|cabinet member .*|leader|director)\b.*",
    re.I,
)
_WHOLE = re.compile(r"(?:.*\b)?(?:committee|cabinet|executive|council|board|panel|forum)", re.I)
_OTHER_LABEL = re.compile(r"[A-Z](?:[^\W\d]|[ ()/&'’-]){2,40}:(?:\s|$)")
"""Any label at all, at a line's head; with a number in it, it may be part of a title."""
_SET_IN = 24.0
"""Points by which a value's line stands right of the labels: the width of a short label."""
_LINES = 30
_ITEM = re.compile(r"(?:agenda item )?(\d{1,3}(?:\.\d{1,2})?[A-Za-z]?)\.?", re.I)
_LONGEST = {"title": 4, "committee": 2, "date": 2, "item": 1}
"""Lines that a value may take."""


def ends_value(line: str, look: Look | None, label: Look | None) -> bool:
    """The line opens with another label; what is set in from the value's own label does not."""
    set_in = look and label and look.left > label.left + _SET_IN
    return bool(_OTHER_LABEL.match(line)) and not set_in


def particulars(lines: Sequence[str], looks: Sequence[Look | None] = ()) -> dict[str, str]:
    """The title, committee, date and number of the agenda item that stand after labels, as
    printed; `looks`: of each line, where they are known."""
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
        before = line[: marks[0].start()].strip() if marks else line
        if not marks and ends_value(line, look, label) and (taken or line.endswith(":")):
            field = ""  # a label that says nothing of these
        if before and field and taken < _LONGEST[field] and not (marks and taken):
            found[field].append(before)
            taken += 1
            if field == "committee" and _WHOLE.fullmatch(before):
                field = ""
        elif before:
            field = ""
        for at, match in enumerate(marks):
            end = marks[at + 1].start() if at + 1 < len(marks) else len(line)
            value = line[match.end() : end].strip()
            name = next((one for one in _LONGEST if match[one] is not None), "")
            field, taken = ("" if name in found else name), 0
            label = None if match.start() else look
            if field:
                found[field] = [value] if value else []
                taken = bool(value)
                if field == "committee" and _WHOLE.fullmatch(value):
                    field = ""
    told = {name: text for name, parts in found.items() if (text := join_lines(parts))}
    if not _BODY.fullmatch(told.get("committee", "")):
        told.pop("committee", None)
    heads = (line for line in lines[:_LINES] if line.lower().startswith("agenda item "))
    if number := _ITEM.fullmatch(told.pop("item", "") or next(heads, "")):
        told["item"] = number[1]
    return told
