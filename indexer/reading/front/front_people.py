"""The people on a front sheet: the members who are asked to the meeting, the officer to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.reading.front.agenda import AGENDA
from indexer.reading.page_text import join_lines

__all__ = ["DAY_DATE", "MEMBERS_END", "read_contact", "read_members"]

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
DAY_DATE = re.compile(rf"\b{_DAY}\b", re.I)
MEMBERS_END = re.compile(
    r"(?:the above|members? (?:are|is)\b.*requested|you are|dear |a\s*g\s*e\s*n\s*d\s*a\b|agenda\b"
    r"|quorum|substitutes?\b|contact|for (?:further|more)|time\s*:|date\s*:|venue\s*:|if you"
    r"|notes?\b|webcast|public\b|democratic services|published|independent persons?)",
    re.I,
)
_NAME = re.compile(
    r"(?:(?:Mrs?|Ms|Miss|Dr)\.?\s+)?(?:[A-Z][\w'’.-]*\s+){1,3}[A-Z][\w'’-]+(?:\s*\([\w -]+\))?"
)
_TITLED = re.compile(
    r"(?:councillor|cllr)\b|(?:mrs?|ms|miss|dr|lord|lady|sir)\b(?=.*\s\w+\.?\s)", re.I
)
_SENTENCE = re.compile(r"(?:\S+\s+){6,}\S+\.")
_CONTACT = re.compile(
    r"(?:please\s+contact\s*:?|contact(?:\s+(?:officer|details|point|name"
    r"|us))?(?:\s+for this meeting)?\s*:|"
    r"ask\s+for\s*:|(?:committee|democratic services|governance) officer\s*:"
    r"|clerk(?: to the (?:committee|council))?\s*:|enquiries to\s*:|contact\s+(?=[A-Z]))\s*",
    re.I,
)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\d)(?:\(?\+44\)?\s?\(?0?\)?|\(?0)[\d\s()-]{8,14}\d(?!\d)")


def read_members(lines: Sequence[str]) -> tuple[str, ...]:
    """Who is asked to the meeting, as the sheet names them."""
    begin = next(
        (
            i
            for i, text in enumerate(lines)
            if re.match(
                r"(?:to|membership|committee members?|members?(?: of the .{3,60})?|councillors?"
                r"|the membership of .{3,80})\s*(?:\(\d+\))?\s*:",
                text,
                re.I,
            )
            or re.fullmatch(r"(?:committee )?membership(?: \(\d+\))?", text, re.I)
        ),
        None,
    )
    if begin is None:
        return ()
    block: list[str] = []
    for i, text in enumerate(lines[begin : begin + 40]):
        if i and (
            MEMBERS_END.match(text)
            or _SENTENCE.fullmatch(text)
            or AGENDA.fullmatch(text)
            or DAY_DATE.search(text)
        ):
            break
        block.append(text)
    if len(block) > 30:
        return ()
    members: list[str] = []
    joined: list[str] = []
    listed = False
    for at, text in enumerate(block):
        plain = text.lower().rstrip(" :")
        if plain in ("members", "membership", "committee members", "committee membership"):
            continue
        if plain in ("councillors", "cllrs"):
            # "Councillors" above a column of names, one a line.
            listed = all(_NAME.fullmatch(name) for name in block[at + 1 : at + 3])
            if listed:
                continue
        if listed := listed and bool(_NAME.fullmatch(text)):
            joined.append(f"Councillor {text}")
            continue
        text = re.sub(
            r"^(?:to|membership|committee members?"
            r"|members?(?: of the [^:]{3,60})?)\s*(?:\(\d+\))?\s*:\s*",
            "",
            text,
            flags=re.I,
        )
        if joined and not re.match(
            r"(?:councillors?|cllrs?|mrs?|ms|miss|dr|rev|co-?opt\w*|voting|non-?voting)\b",
            text,
            re.I,
        ):
            joined[-1] += " " + text
        else:
            joined.append(text)
    for text in joined:
        plural = re.match(r"(councillors|cllrs)\b\.?\s*:?\s*", text, re.I)
        role = re.match(
            r"(co-?opt\w*(?: members?)?|voting members?|non-?voting(?: members?)?"
            r"|substitutes?)\s*:\s*",
            text,
            re.I,
        )
        body = text[(plural or role).end() :] if (plural or role) else text  # type: ignore[union-attr]
        if plural or role:
            people = [
                p.strip(" .;,")
                for p in re.split(r"(?:,|;)\s*(?:and\s+)?(?![^(]*\))|\s+and\s+(?![^(]*\))", body)
            ]
            members.extend(
                f"Councillor {p}" if plural and not _TITLED.match(p) else p for p in people if p
            )
        else:
            for person in re.split(
                r"(?:;\s*|,\s*(?=(?:councillor|cllr)\b))(?![^(]*\))", body, flags=re.I
            ):
                person = person.strip(" .;,")
                both = re.fullmatch(
                    r"(?P<one>(?:Mrs?|Ms|Miss|Dr)\.?\s+[^,]+?)\s+and\s+(?P<two>(?:Mrs?|Ms|Miss"
                    r"|Dr)\.?\s+[^,]+),\s*(?P<role>.+?)s",
                    person,
                )
                if both:
                    members += [f"{both[who]}, {both['role']}" for who in ("one", "two")]
                    continue
                if person != person.lower() and len(person) < 120:
                    members.append(person)
    return tuple(dict.fromkeys(members))


def read_contact(lines: Sequence[str]) -> str | None:
    """Whom to ask about the agenda: name, post, telephone, e-mail."""
    for i, text in enumerate(lines):
        match = _CONTACT.search(text)
        if not match:
            continue
        block = join_lines([text[match.end() :], *lines[i + 1 : i + 4]])
        near = join_lines(lines[max(0, i - 3) : i + 5])
        if not (_EMAIL.search(near) or _PHONE.search(near)):
            continue
        ends = [m.end() for m in (_EMAIL.search(block), _PHONE.search(block)) if m]
        if ends:
            contact = block[: max(ends)]
        else:
            contact = block.split(".")[0]
            name = text[match.end() :].strip(" .")
            extras = [m.group().strip() for m in (_PHONE.search(near), _EMAIL.search(near)) if m]
            contact = ", ".join([name, *extras]) if name else ", ".join(extras)
        contact = contact.strip(" .,;:")
        if contact and len(contact) < 300:
            return contact
    return None
