"""Who was at a meeting, by the lists at the head of its minutes; whose a report is.

A list begins at a word that names it ("Present", "Attendees", "Apologies were received from")
and ends at the next such word, a numbered item or a sentence. In it names stand one a line, or
in a run parted by commas; what is no name (a post, a ward) belongs to the name before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.reading.page_text import join_lines

__all__ = [
    "PERSON_TITLE",
    "officers_named",
    "people_listed",
    "people_with_posts",
]

_WHO = (
    r"(?:(?:(?:committee|board|panel|council|voting|other|elected|the)\s+)*(?:members?|"
    r"councill?ors?|cllrs?|directors?|trustees?|governors?)\s+"
    r"(?:of the (?!(?:public|press)(?:\s+(?:present|and|in|who|were|attending)\b|\s*[:–-]|\s*$))"
    r"(?:\w+\s+){1,4}?)?(?:who were\s+)?)?"
)
_END = r"\s*(?:[:–-]|$|(?=[A-Z]))"
_LABELS = {
    name: re.compile(words, re.I)
    for name, words in {
        "apologies": r"(?:\d+[.)]?\s+)?(?:an? )?(?:apolog(?:y|ies)|ymddiheuriadau)\b"
        r"(?: for absence| from members?| and substitutions?)*"
        r"(?: (?:were|was|had been|have been) (?:received|given|accepted|submitted))?"
        r"(?: (?:from|by|on behalf of|for))?\s*[:–-]?",
        "attendance": r"(?:also (?:present|in attendance|attending)|(?:councillors? )?in attendance|invit(?:ed|ees?)"
        r"|officers?(?: present| in attendance)?|observers?|guests?|by invitation|staff|clerk"
        rf"|others? (?:present|in attendance)|non-?members?(?: present)?){_END}",
        "other": r"(?:absent|(?:\d+ )?(?:members? of (?:the )?)?public|substitutes?|date|time|venue|place"
        r"|location|note[ds]?|minutes? (?:taken|by)|action|chair ?person|quorum|items? no)\s*"
        r"(?:[:–-]|$)",
        "present": rf"(?:\d+[.)]?\s+)?{_WHO}(?:p ?r ?e ?s ?e ?n ?t|attend(?:ees|ance|ing)"
        rf"|sederunt|yn bresennol|presennol)\b(?: (?:were|was))?\s*(?:\([^)]*\))?{_END}",
    }.items()
}
_TITLE = (
    r"(?:(?:county|parish|town|district|borough|city|community)\s+)?(?:councill?ors?|cllrs?|clrs?)"
    r"|mr|mrs|ms|miss|mx|dr|prof(?:essor)?|rev(?:d|erend)?|sir|dame|lord|lady|baroness"
    r"|ald(?:erman)?|the mayor|(?:y )?cyng(?:horydd|horwyr)?|p\.?c\.?s?\.?o?"
)
_TITLES = re.compile(rf"(?:(?:{_TITLE})\b\.?\s*)+", re.I)
PERSON_TITLE = (
    r"(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Rev(?:d|erend)?|Sir"
    r"|Dame|Lord|Lady|Alderman|The Mayor)"
)
_HAS_TITLE = re.compile(rf"{PERSON_TITLE}\b")
_PART = (
    r"(?:[A-Z](?![a-zà-ÿ'’])\.?(?:\s?[A-Z](?![a-zà-ÿ'’])\.?)*"
    r"|(?:Mc|Mac|O['’]|D['’]|de |van |von |St\.? )?[A-Z][a-zà-ÿ'’]+(?:-[A-Z][a-zà-ÿ'’]+)*"
    r"(?:[A-Z][a-z]+)?|(?:Mc|Mac|O['’])?[A-Z]{2,}(?:[-'’][A-Z]+)*)(?![a-zà-ÿ])"
)
_NAME = re.compile(rf"{_PART}(?:\s+{_PART}){{1,4}}")
_SURNAME = re.compile(rf"{_PART}(?:\s+{_PART}){{0,3}}")
_NO_NAME = re.compile(
    r"(?<!-)\b(?:council|committee|board|chair\w*|vice|clerk|officer|manager|director|head|lead|leader"
    r"|member|secretary|treasurer|executive|service|services|ward|police|advis[eo]r|mayor|deputy"
    r"|governor|trust|group|community|parish|county|district|finance|resources|report|meeting"
    r"|minutes|apologies|present|attendance|action|none|nil|part|item|public|assistant|senior"
    r"|planning|development|solicitor|engineer|consultant|representative|rep|area|interim"
    r"|association|partnership|room|centre|school|library|town|city|borough)s?\b",
    re.I,
)
_CLERK = re.compile(
    r"\b(?:(?:parish |town |deputy |acting |former |assistant )*clerk(?: to the council)?|rfo"
    r"|proper officer|minute (?:taker|secretary))\b",
    re.I,
)
_ITEM = re.compile(r"\(?(?:\d{1,4}[.)]?|[A-Z]{1,4}\d+[./]?\d*|\d+/\d+)\s+[A-Z(]|\d{1,4}[.)]?$")
_MOST_LINES = 60


def _lists(lines: Sequence[str]) -> dict[str, list[str]]:
    """The lines of a head under "present", "attendance", "apologies" and "other"."""
    lists: dict[str, list[str]] = {"present": [], "attendance": [], "apologies": [], "other": []}
    current = before = ""
    for line in lines[:_MOST_LINES]:
        label = _label(line)
        if label is not None and not (current == "present" and label[0] == "present"):
            (current, line), before = label, ""
            if current == "present" and (again := _label(line)):
                # "Present: Also in attendance": two columns, of which the first is read first.
                line = again[1]
            if not line:
                continue
        elif current and (
            _ITEM.match(line) or _is_sentence(line) or (_ends_run(before) and not _opens_name(line))
        ):
            current = ""
        elif current and _ends_run(before):
            lists[current][-1] = f"{before[:-1]};"
        before = line
        if current:
            lists[current].append(line)
    return lists


def people_listed(
    lines: Sequence[str], *, posts: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """(present, in attendance, apologies) of the lines of a head, in their order.

    Args:
        posts: each stands on lines of their own with their post, which is kept.
    """
    lists = _lists(lines)
    if posts:
        return (
            people_with_posts(lists["present"]),
            people_with_posts(lists["attendance"]),
            people_with_posts(lists["apologies"]),
        )
    present, attending = _people(lists["present"]), _people(lists["attendance"])
    if not present:  # "In attendance: Cllr Ash …, Mr Oak (Clerk)"
        present = tuple(name for name in attending if _ELECTED.match(name))
        attending = tuple(name for name in attending if name not in present)
    return present, attending, _people(lists["apologies"])


_PLURAL = re.compile(
    r"(?P<elected>councillors|cllrs)\b\.?\s*:?\s+"
    r"|(?:co-?opt\w*(?: members?)?|(?:non-?)?voting(?: members?)?|substitutes?)\s*(?::\s*|$)",
    re.I,
)
"""What opens a list of several people."""
_PARTICLES = r"(?:(?:de|da|d[iou]|del|de[nr]|l[ae]|v[ao]n|a[bp]|al|el|bin|ibn)\s+){0,3}"


def people_with_posts(lines: Sequence[str]) -> tuple[str, ...]:
    """People, one each: "Councillor D Coleman", "Ms Vicky Gent, Director of …"."""
    people: list[str] = []
    prefix: str | None = None
    for line in _unbroken(lines):
        if line.lower().rstrip(" .:") in ("councillors", "cllrs", "members"):
            prefix = "Councillor "
            continue
        if opening := _PLURAL.match(line):
            prefix = "Councillor " if opening["elected"] else ""
            line = line[opening.end() :]
            if not line:  # above a column, in which each may have a post
                prefix = None
                continue
        titled = _HAS_TITLE.match(line)
        listed = prefix is not None and (not titled or len(line.split()) == 2)
        if listed and (surnames := _surnames(line)):
            people += [
                name
                if name.startswith(("Cllr", "Councillor"))
                or (_HAS_TITLE.match(name) and len(name.split()) > 2)
                else f"{prefix}{name}"
                for name in surnames
            ]
            continue
        split = re.split(rf"(?:,?\s+and|[,;]|(?<=[\w)]))\s+(?={PERSON_TITLE}\.?\s+[A-Z])", line)
        role = split[-1].partition(", ")[2]
        if len(split) > 1 and role.endswith("Members"):  # "Mrs A and Mr B, Co-opted Members"
            split = [f"{person.partition(', ')[0]}, {role[:-1]}" for person in split]
        first = split[0]
        unfinished = people and people[-1].count("(") > people[-1].count(")")
        if people and not titled and (first[:1].islower() or unfinished or "," not in first):
            if "," in people[-1] or "(" in people[-1] or first[:1].islower():
                people[-1] = join_lines([people[-1], first])
            else:
                people.append(first)
        else:
            people.append(first)
        people.extend(split[1:])
    plain = [person.strip(" ,;.").removesuffix(" and") for person in people]
    return tuple(dict.fromkeys(person for person in plain if person))


def _unbroken(lines: Sequence[str]) -> list[str]:
    """The lines, each list of several people made one that line ends broke."""
    whole: list[str] = []
    for line in lines:
        before = whole[-1] if whole else ""
        listed = _PLURAL.match(before) and "," in before and not before.endswith((".", ")"))
        own = ":" in line or _PLURAL.match(line) or _HAS_TITLE.match(line)
        if before.count("(") > before.count(")") or (listed and not own):
            whole[-1] = join_lines([before, line])
        else:
            whole.append(line)
    return whole


_UNTITLED = r"(?!(?:Mrs?|Ms|Miss|Dr)\b)"
_A_NAME = re.compile(
    rf"{_PARTICLES}[A-Z][\w'’.-]*(?:\s+(?:{_PARTICLES}[A-Z][\w'’.-]*|\([^)]*\))){{0,5}}"
)


def _surnames(line: str) -> list[str]:
    """ "Critchley B Mitchell Owen" is three people; "Gillian Campbell" is one."""
    line = line.strip(" ,;").removesuffix(" and").removeprefix("and ")
    if "," in line or " and " in line:
        parts = re.split(r"(?:,\s*(?:and\s+)?|;\s*|\s+and\s+)(?![^(]*\))", line)
        names = [part.strip(" .;") for part in parts]
        return names if all(_A_NAME.fullmatch(name) for name in names if name) else []
    # A title is no name: names in a run could else be parted in more and more ways.
    one = rf"(?:(?:Mrs?|Ms|Miss|Dr)\.?\s+)?(?:[A-Z]\.?\s+){{0,3}}{_PARTICLES}{_UNTITLED}[A-Z][\w'’-]{{1,}}"
    if not re.fullmatch(rf"{one}(?:\s+{one})*(?:\s*\([^)]*\))?", line):
        return []
    if re.search(r"(?:^|\s)[A-Z]\.?\s", line):
        return [m.group().strip() for m in re.finditer(rf"{one}(?:\s+\([^)]*\))?", line)]
    return [line]


_OFFICER = re.compile(
    r"(?:\W*)(?:(?:lead|report(?:ing)?|contact|responsible|relevant|accountable|presenting|case"
    r"|senior responsible)\s+(?:officer|author|director|manager)s?(?:\(s\))?(?: contact)?"
    r"|officer contact|report by|(?:report )?authors?(?:\(s\))?|prepared by|contact)"
    r"(?: (?:name|details)(?: and (?:title|post))?)?\s*(?::|[-–]\s|\s(?=[A-Z])|$)\s*",
    re.I,
)
_POST = re.compile(
    r"(?=.*\b(?:director|head|officer|manager|clerk|executive|solicitor|treasurer|surveyor|lead"
    r"|secretary|adviser|planner)\b)(?P<post>.*?)(?:\s+(?:date|tel)\b|$)",
    re.I,
)
_WITH_POST = re.compile(rf"(?P<name>{_NAME.pattern})(?:\s*(?:[,;–]|\s-)\s*(?P<post>[A-Z].*))?")


def officers_named(lines: Sequence[str]) -> tuple[str, ...]:
    """The officers that a paper names as its authors or to ask, each with the post if told.

    They stand after a label, or sign: a name with a post under it among the last lines.
    """
    found: dict[str, str] = {}
    for at, line in enumerate(lines):
        match = _OFFICER.match(line)
        if match is None or len(line) > 160:
            continue
        rest = line[match.end() :].strip()
        after = lines[at + 1] if at + 1 < len(lines) else ""
        if not rest:
            rest, after = after, lines[at + 2] if at + 2 < len(lines) else ""
        if rest.endswith(("–", "-", ",", " of", " and", "&")) and not _OFFICER.match(after):
            rest = join_lines([rest, after])
        for name, text in _with_posts(rest):
            found.setdefault(name.lower(), text)
    if not found:
        for above, below in pairwise(lines[-12:]):
            name, post = above.strip(" .,"), _POST.match(below)
            named = _NAME.fullmatch(name) and not _NO_NAME.search(name)
            if named and post and len(below.split()) <= 9:
                found.setdefault(name.lower(), f"{name}, {post['post'].strip(' .,')}")
    return tuple(found.values())


def _with_posts(text: str) -> list[tuple[str, str]]:
    told = []
    for part in re.split(r"\s*/\s*|\s+and\s+(?=[A-Z][a-z]+ [A-Z])", text):
        title = _TITLES.match(part)
        bare = part[title.end() :] if title else part
        match = _WITH_POST.match(bare.strip())
        if match is None or _NO_NAME.search(match["name"]):
            continue
        rest = bare.strip()[match.end("name") :].strip()
        if rest and not match["post"] and not rest.startswith(("(", ".")):
            continue
        post = (match["post"] or "").strip(" .")
        told.append((match["name"], f"{match['name']}, {post}" if post else match["name"]))
    return told


def _label(line: str) -> tuple[str, str] | None:
    for name, pattern in _LABELS.items():
        match = pattern.match(line)
        if match and (
            match.group().strip()[-1:] in ":–-"
            or match.end() == len(line)
            or line[match.end()].isupper()
        ):
            rest = line[match.end() :].strip(" :–-")
            # "Councillors present: Ash, Birch" are councillors; other titles are their own.
            named = rest and not (_TITLES.match(rest) or _label(rest))
            elected = named and match.group().lower().startswith("councillors ")
            return name, f"Councillors {rest}" if elected else rest
    return None


def _ends_run(line: str) -> bool:
    """Names in a run end where its sentence does: "Cllr Ash, Cllr Birch and Mr Oak."."""
    last = line.split()[-1] if line else ""
    initials = all(len(part) == 1 for part in last.rstrip(".").split("."))
    return "," in line and last.endswith(".") and not (initials or _TITLES.fullmatch(last))


def _opens_name(line: str) -> bool:
    title = _TITLES.match(line)
    rest = line[title.end() :] if title else line
    name = (_SURNAME if title else _NAME).match(rest)
    return bool(name and re.match(r"\s*(?:$|[,;.(–-]|(?:and|&)\s)", rest[name.end() :]))


def _is_sentence(line: str) -> bool:
    words = line.split()
    return (
        len(words) > 5
        and (sum(word[0].islower() for word in words) > 0.6 * len(words))
        and not _NAME.search(line)
    )


_JOINED = re.compile(r"\s(?:and|&)\s+(?:the\s+)?$", re.I)
_ELECTED = re.compile(r"c(?:ounci)?ll?o?rs?\b|\bcyng", re.I)


_INITIALS = re.compile(
    r"(\b(?P<first>[A-Z])[\w'’-]{1,40}(?: [A-Z][\w'’-]{0,40})? (?P<last>[A-Z])[\w'’-]{1,40})"
    r"( ?\( ?(?P=first)[A-Z]?(?P=last)[a-z]? ?\)(?= +[A-Z])|)"
    r"(?: (?P=first)[A-Z]?(?P=last)[a-z]?(?=\s|$)|(?<=\)))"
)
"""A name and the initials by which the minutes call whoever bears it, in brackets or not."""


def _people(lines: Sequence[str]) -> tuple[str, ...]:
    if not lines:
        return ()
    lines = [_INITIALS.sub(r"\1\4;", line) for line in lines]
    parted = sum(line.count(",") + line.count(";") for line in lines)
    run = parted >= max(2, len(lines))
    text = join_lines(lines) if run else re.sub(r"\s[-–]\s.*", "", "\n".join(lines))
    parts = re.split(
        r"\n|;\s*|,\s*(?![^(]*\))|\s+(?:and|&|(?-i:ac?(?=\s[A-Z])))\s+(?![^(]*\))"
        rf"|(?<=[\w)])\s+(?=(?:{_TITLE})\b\.?\s+[A-Z])",
        text,
        flags=re.I,
    )
    found: list[str] = []
    plural = elected = False
    clerk = _CLERK.search(text)
    with_clerk = clerk is not None and _JOINED.search(text[: clerk.start()])
    for part in parts:
        part = part.strip(" .,:–-•")
        title = _TITLES.match(part)
        bare = part[title.end() :] if title else part
        bare = bare.split(" - ")[0].split(" – ")[0]
        if title:
            called = title.group().lower().rstrip(" .")
            plural = called.endswith(("rs", "wyr")) and "mrs" not in called
        name = bare.partition("(")[0].strip(" .")
        if _CLERK.search(part):
            # "…, Mr Ivo Brand, Clerk": who serves the meeting is no member, nor who follows.
            elected = elected or (plural and part.lower().startswith("the "))
            if found and not (_NAME.match(bare) or elected or with_clerk):
                found.pop()
            break
        kind = _SURNAME if title or plural else _NAME
        if kind.fullmatch(name) and (title or plural or not _NO_NAME.search(name)):
            prefix = "Councillor " if plural else title.group() if title else ""
            after = re.search(r"\([^)]*\)(?:\s*\([^)]*\))*", bare)
            elected = bool(title and _ELECTED.search(title.group()))
            found.append(" ".join(f"{prefix}{name} {after.group() if after else ''}".split()))
    return tuple(dict.fromkeys(found))
