"""Who was at a meeting, by the lists at the head of its minutes; whose a report is.

A list begins at words that name it ("Present", "Attendees", "Apologies were received from")
and ends at the next such words, a numbered item or a sentence. In it names stand one a line, or
in a run parted by commas; what is no name (a post, a ward) belongs to the name before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.reading.lines.cut import number_and_title
from indexer.reading.lines.looks import Look
from indexer.reading.minutes.people_columns import Cells, list_by_list, names_of_rows
from indexer.reading.page_text import join_lines

__all__ = [
    "lists_people",
    "officers_named",
    "people_listed",
    "people_placed",
    "people_with_posts",
]

_LISTS = {
    "apologies": frozenset(("apology", "apologies", "ymddiheuriadau")),
    "other": frozenset(
        "absent public press substitute substitutes date time venue place location note noted "
        "notes minutes action quorum items".split()
    ),
    "attendance": frozenset(
        "also others non officer officers officials invited invitee invitees observers guests "
        "invitation staff clerk".split()
    ),
    "present": frozenset(
        "present attendee attendees attendance attending sederunt presennol bresennol".split()
    ),
}
"""The lists of a head, and the words of a label that open each: the first that has one holds."""
_MEMBERS = frozenset(("members", "aelodau"))
_LABEL_WORDS = "|".join(
    {*_MEMBERS, *(word for words in _LISTS.values() for word in words)}.union(
        "absence and at been behalf other board by cabinet committee council "
        "cyfarfod directors elected for from given governors had have in is meeting "
        "member of on panel parish received accepted submitted intimated the there "
        "trustees voting was were who y yn".split()
    )
)
_LABEL = re.compile(
    r"(?:\d+[.)]?\s+|.{0,90}\bwhen\s+(?=there were))?(?P<words>(?:(?:councillors|cllrs|an?)\s+)?"
    r"(?:(?:(?P<body>members of (?:the )?(?!(?:public|press)\b(?! \w+ committee))"
    r"(?:[\w&’'-]+ ){1,6}?)(?=who |present|attending)"
    rf"|{_LABEL_WORDS})\b[\s/-]*)+)"
    r"(?:\([^)]*\)\s*)?(?P<mark>:|[–-](?=\s)|\.?$|(?=(?-i:[A-Z])))",
    re.I,
)
_NEXT_LABEL = re.compile(rf"(?<=[\w)])\.\s+(?=(?:(?:{_LABEL_WORDS})\b\s*)+:)", re.I)
"""Where a line has the next list's label behind the end of one."""
_TITLE = (
    r"(?:(?:county|parish|town|district|borough|city|community)\s+)?(?:councill?ors?|cllrs?|clrs?)"
    r"|mr|mrs|ms|miss|mx|dr|prof(?:essor)?|rev(?:d|erend)?|sir|dame|lord|lady|baroness"
    r"|ald(?:erm[ae]n)?|the mayor|(?:y )?cyngh?(?:orydd|orwyr)?\b\.?(?: sir\b)?|p\.?c\.?s?\.?o?"
)
_TITLES = re.compile(rf"(?:(?:{_TITLE})\b[.:/]?(?:\s+[–-])?\s*)+", re.I)
_ELECTED = ("counc", "cll", "clr", "ald", "cyng", "y cyng")
"""How titles of elected members begin."""
_GROUP = re.compile(
    r"members|(?:co-?opt\w*(?: members?)?|(?:non-?)?voting(?: members?)?|substitutes?)", re.I
)
"""What heads a list of people who are no councillors, or need not be told to be."""
_PART = (
    r"(?:[A-Z](?![a-zà-ÿ'’])\.?(?:\s?[A-Z](?![a-zà-ÿ'’])\.?)*"
    r"|(?:Mc|Mac|O['’]|D['’]|de |van |von |St\.? )?[A-Z][a-zà-ÿ'’]+(?:-[A-Z][a-zà-ÿ'’]+)*"
    r"(?:[A-Z][a-z]+)?|(?:Mc|Mac|O['’])?[A-Z]{2,}(?:[-'’][A-Z]+)*)(?![a-zà-ÿ])"
)
_NAME = re.compile(rf"{_PART}(?:\s+{_PART}){{1,4}}")
_PARTICLES = r"(?:(?:de|da|d[iou]|del|de[nr]|l[ae]|v[ao]n|a[bp]|al|el|bin|ibn)\s+){0,3}"
_SURNAME = re.compile(rf"{_PARTICLES}{_PART}(?:\s+{_PARTICLES}{_PART}){{0,3}}")
_NO_NAME = re.compile(
    r"(?<!-)\b(?:council|committee|board|chair\w*|vice|clerk|officer|manager|director|head|lead|leader"
    r"|member|secretary|treasurer|executive|service|services|ward|police|advis[eo]r|mayor|deputy"
    r"|governor|trust|group|community|parish|county|district|finance|resources|report|meeting"
    r"|minutes|apologies|present|attendance|action|none|nil|part|item|public|assistant|senior"
    r"|planning|development|solicitor|engineer|consultant|representative|rep|area|interim"
    r"|association|partnership|room|centre|school|library|town|city|borough|conven[eo]r"
    r"|councillor|[mocb]be|jp|dl|[qk]c)s?\b",
    re.I,
)
"""Words of posts, bodies and honours."""
_CLERK = re.compile(
    r"\b(?:(?:parish |town |deputy |acting |former |assistant )*clerk(?: to the council)?|rfo"
    r"|proper officer|minute (?:taker|secretary))\b",
    re.I,
)
_ROLE = re.compile(
    r"\s(?:(?:vice|deputy)[\s-]*)?(?:chair\w*|conven[eo]r|secretary|treasurer|member|councillor"
    r"|clerk|mayor|leader|[mocb]be|jp)\b.*",
    re.I,
)
"""What may stand behind a name without a mark between them."""
_CHAIR = re.compile(
    r"^(?:(?:is-?)?[gc]h?adeirydd\s*/\s*)?(?:(?:vice|deputy)[\s-]*)?"
    r"(?:chair(?:man|woman|person)?|conven[eo]r)\s*[:–-]?\s+(?=[A-Z])",
    re.I,
)
"""A post that stands before whoever holds it."""
_NOBODY = re.compile(
    r"county|cty|district|borough|town|city|community|parish|none|nil|rest|vacancy|the\b.*", re.I
)
_MOST_LINES = 60


_INITIALS = re.compile(
    r"(\b(?P<first>[A-Z])[\w'’-]{1,40}(?: [A-Z][\w'’-]{0,40})? (?P<last>[A-Z])[\w'’-]{1,40})"
    r"( ?\( ?(?P=first)[A-Z]?(?P=last)[a-z]? ?\)(?= +[A-Z])|)"
    r"(?: (?P=first)[A-Z]?(?P=last)[a-z]?(?=\s|$)|(?<=\)))"
)
"""A name and the initials by which the minutes call whoever bears it, in brackets or not."""
_PARTED = re.compile(
    r"(;\s*|,\s*(?:(?:and|&)\s+)?(?![^(]*\))|\s+(?:and|&|(?-i:ac?(?=\s[A-Z])))\s+(?![^(]*\))"
    rf"|(?<=[\w)])\s+(?=(?:clerk:?\s+)?(?:{_TITLE})\b\.?\s+[A-Z]))",
    re.I,
)
"""What stands between two people in a line."""
_TITLE_LAST = re.compile(rf"(?:(?:[,;&]|\band|^)\s*(?:{_TITLE})|\b(?:cllrs?|m[rs]s?|dr))\.?$", re.I)
_COLUMNED = re.compile(rf"(?:[A-Z]\.?\s+){{0,3}}{_PARTICLES}[A-Z][\w'’-]+(?:\s+\([^)]*\))?")


def people_placed(
    placed: Sequence[tuple[str, Look | None]], overleaf: Sequence[str], cells: Cells
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """(present, in attendance, apologies) as `people_listed` tells them, by where lines are too.

    Args:
        placed: the lines of the first page and their looks.
        overleaf: those of the next.
        cells: what stands in the columns of lines.
    """
    lines, own = list_by_list(
        placed,
        labels=_behind_label,
        names=lambda line: _is_person(line) or bool(_TITLES.fullmatch(line.rstrip(":"))),
        ends=lambda line: _heads_item(line) or _is_sentence(line),
    )
    return people_listed([*lines, *overleaf], cells={**cells, **own})


def people_listed(
    lines: Sequence[str], *, posts: bool = False, cells: Cells | None = None
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """(present, in attendance, apologies) of the lines of a head, in their order.

    Args:
        posts: each stands on lines of their own with their post, which is kept.
        cells: what stands in the columns of lines.
    """
    lists = _lists(lines)
    for name, listed in lists.items():
        # Initials behind names tell where each ends; a row with a number counts people.
        if cells and not (posts or any(map(_INITIALS.search, listed))):
            others = _is_other if name == "present" else str.isdecimal
            lists[name] = [
                *names_of_rows(
                    listed, cells, names=_is_person, titled=_is_titled_person, others=others
                )
            ]
    present = _people(lists["present"], members=not posts, posts=posts)
    attending, away = (_people(lists[name], posts=posts) for name in ("attendance", "apologies"))
    if not (present or posts):  # "In attendance: Cllr Ash …, Mr Oak (Clerk)"
        present = tuple(name for name in attending if name.lower().startswith(_ELECTED))
        attending = tuple(name for name in attending if name not in present)
    return present, attending, away


def people_with_posts(lines: Sequence[str]) -> tuple[str, ...]:
    """People, one each: "Councillor D Coleman", "Ms Vicky Gent, Director of …"."""
    return _people(lines, posts=True)


def _behind_label(line: str) -> str | None:
    label = _label(line, listed=False)
    return label[1] if label and label[0] != "other" else None


def lists_people(line: str) -> bool:
    """Whether a line opens the list of those who were present or away."""
    label = _label(line, listed=False)
    return label is not None and label[0] in ("present", "apologies")


def _lists(lines: Sequence[str]) -> dict[str, list[str]]:
    """The lines of a head under each kind of label."""
    lists: dict[str, list[str]] = {name: [] for name in _LISTS}
    current = before = ""
    parts = [part for line in lines[:_MOST_LINES] for part in _NEXT_LABEL.split(line)]
    for line in parts:
        if (label := _label(line, listed=bool(lists["present"]))) is not None:
            (current, line), before = label, ""
            if current == "present" and (again := _label(line, listed=False)):
                # "Present: Also in attendance": two columns, of which the first is read first.
                line = again[1]
            if not line:
                continue
        elif (
            current in ("", "other")
            and not (lists["present"] or lists["attendance"])
            and _is_run(line)
        ):
            current = "present"  # of the minutes that say no more than who they are
            if _CHAIR.match(before):
                lists[current].append(before)
        elif current and (
            _heads_item(line) or _is_sentence(line) or (_ends_run(before) and not _opens_name(line))
        ):
            current = ""
        elif current and _ends_run(before):
            lists[current][-1] = f"{before[:-1]};"
        before = line
        if current:
            lists[current].append(line)
    return lists


def _is_run(line: str) -> bool:
    """Whether a line is nothing but several councillors."""
    title, bare = _titled(line)
    names = [_named(part, short=True)[0] for _, part in _parts(bare, posts=True)]
    return bool(title) and len(names) > 1 and all(names)


def _label(line: str, *, listed: bool) -> tuple[str, str] | None:
    """(the list that a line opens, what stands behind the label).

    Args:
        listed: those present have been told: whoever attends besides, or others, are no members.
    """
    match = _LABEL.match(line)
    if match is None:
        return None
    words = set(re.findall("[a-z]+", match["words"].replace(match["body"] or "-", "").lower()))
    if {"the", "clerk"} == words:
        return None  # one of those listed
    opened = next((name for name, keys in _LISTS.items() if words & keys), "")
    if not opened and match["mark"] == ":" and words & _MEMBERS:
        opened = "present"
    besides = listed and words & {"other", "attending", "attendance"}
    if opened == "present" and (besides or {"in", "attendance"} <= words):
        opened = "attendance"
    if not opened:
        return None
    rest = line[match.end() :].strip(" :–-")
    # "Councillors present: Ash, Birch" are councillors; other titles are their own.
    elected = rest and match["words"].lower().startswith("councillors ") and not _TITLES.match(rest)
    return opened, f"Councillors {rest}" if elected else rest


def _people(lines: Sequence[str], *, members: bool = False, posts: bool = False) -> tuple[str, ...]:
    """Everyone in a list.

    Args:
        members: who serves the meeting is none of them, nor who follows.
        posts: they are told with their posts, and whoever opens a line is somebody.
    """
    found: list[str] = []
    of_all: str | None = None  # the title of everyone in a list of several
    elected = False
    for row in _rows(lines, posts=posts):
        opens, run, led, first = True, True, False, len(found)
        for mark, part in _parts(row, posts=posts):
            group = (opens and _GROUP.match(part)) or _TITLES.match(part)
            called = group.group().lower().rstrip(" .:/–-") if group else ""
            if group and called.endswith(("lors", "lrs", "wyr", "men", "ees", "ers", "es")):
                of_all, run = "Councillor " if called.startswith(_ELECTED) else "", True
                part = part[group.end() :].strip(" :")
            if not part:
                of_all = of_all or None  # others may each have a post
                continue
            title, bare = _titled(_CHAIR.sub("", part))
            listed = run and of_all is not None
            name, after = _named(bare, short=bool(title) or listed)
            if members and _CLERK.search(part):
                # "…, Mr Ivo Brand, Clerk": who serves the meeting is no member.
                if found and not (name or elected or mark.strip() in ("and", "&")):
                    found.pop()
                return tuple(dict.fromkeys(found))
            if posts and not (opens or title or (name and listed)):
                joint = part.endswith("Members")  # "Mrs A and Mr B, Co-opted Members"
                for at in range(first if joint else max(first, len(found) - 1), len(found)):
                    found[at] += mark + part.removesuffix("s" if joint else "")
            elif (
                posts
                and listed
                and not title
                and any(len(word.strip(".")) == 1 for word in bare.split()[:-1])
            ):
                named = (one for one in _COLUMNED.findall(bare) if not _NO_NAME.match(one))
                found += [f"{of_all}{one}" for one in named]
            elif posts or (name and (title or not led)):
                own = title and (title.lower().startswith(_ELECTED) or " " in name)
                prefix = of_all if listed and of_all and not own else ""
                who = bare if posts else f"{name} {after}".strip()
                found.append(" ".join(f"{prefix}{title}{who}".split()))
                elected = (prefix + title).lower().startswith(_ELECTED)
                run = run and not title
                led = led or (opens and " - " in bare and row.count(",") < 2)
            opens = False
    plain = (person.strip(" ,;.").removesuffix(" and") for person in found)
    return tuple(dict.fromkeys(person for person in plain if person))


def _rows(lines: Sequence[str], *, posts: bool) -> list[str]:
    """The lines, each with what a line's end broke off it."""
    rows: list[str] = []
    for line in lines:
        if rows and _goes_on(rows[-1], line, posts=posts):
            rows[-1] = join_lines([rows[-1], line])
        else:
            rows.append(line)
    return rows


def _goes_on(row: str, line: str, *, posts: bool) -> bool:
    if row.count("(") > row.count(")") or line.startswith("("):
        return True
    if row.endswith((",", "&", "-", " and", " of", " for", " the")) or _TITLE_LAST.search(row):
        return True
    if line[:1].islower() and not _SURNAME.match(line):
        return True
    first, *more = (_titled(part)[1] for _, part in _parts(row, posts=True))
    if more and row.rstrip(" .").endswith(more[-1]):  # a run
        last = more[-1].split()
        named = _named([first, *more][-2], short=False)[0]
        if all(len(part) == 1 for word in last for part in word.split(".")) or (
            named and len(last) == 1 and len(first.split()) > 1
        ):
            return True
    return (
        posts
        and ("," in row or "(" in row)
        and not ("," in line or _TITLES.match(line) or _GROUP.match(line))
    )


def _parts(row: str, *, posts: bool) -> Iterator[tuple[str, str]]:
    """(the mark before it, it) of each part of a line."""
    split = ["", *_PARTED.split(row if posts else _INITIALS.sub(r"\1\4;", row))]
    for mark, part in zip(split[::2], split[1::2], strict=True):
        yield mark, part.strip(" .,:–-•")


def _named(text: str, *, short: bool) -> tuple[str, str]:
    """(the name with which a text opens, what stands in brackets behind it); "" for no name.

    Args:
        short: a surname will do.
    """
    plain = _ROLE.sub("", text.replace("–", "-").partition(" - ")[0].partition("(")[0]).strip(" .")
    brackets = re.search(r"\([^)]*\)(?:\s*\([^)]*\))*", text)
    fits = (_SURNAME if short else _NAME).fullmatch(plain)
    if not fits or _NOBODY.fullmatch(plain) or not (short or not _NO_NAME.search(plain)):
        return "", ""
    return plain, brackets.group() if brackets else ""


def _is_titled_person(cell: str) -> bool:
    title, bare = _titled(cell)
    return bool(title) and _is_person(cell) and not _NO_NAME.search(bare)


def _is_other(cell: str) -> bool:
    """Whether a row of a table of members is of somebody who serves the meeting, or was away."""
    return (
        _CLERK.search(cell) is not None or "apologies" in cell.lower() or "absent" in cell.lower()
    )


def _is_person(text: str) -> bool:
    """Whether a text is no more than a name, and what stands in brackets behind it."""
    title, bare = _titled(text)
    name, after = _named(bare, short=bool(title))
    return bool(name) and f"{name} {after}".strip() == bare.strip(" .")


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


def _with_posts(text: str) -> Iterator[tuple[str, str]]:
    """(name, name and post) of each officer."""
    for part in re.split(r"\s*/\s*|\s+and\s+(?=[A-Z][a-z]+ [A-Z])", text):
        first, *posts = re.split(r"\s*[,;–]\s*|\s-\s", _titled(part)[1], maxsplit=1)
        if name := _named(first.partition(". ")[0], short=False)[0]:
            post = "".join(posts).strip(" .")
            yield name, f"{name}, {post}" if post[:1].isupper() else name


def _ends_run(line: str) -> bool:
    """Names in a run end where its sentence does: "Cllr Ash, Cllr Birch and Mr Oak."."""
    last = line.split()[-1] if line else ""
    initials = all(len(part) == 1 for part in last.rstrip(".").split("."))
    return "," in line and last.endswith(".") and not (initials or _TITLES.fullmatch(last))


def _opens_name(line: str) -> bool:
    title, bare = _titled(line)
    return bool(_named(next(_parts(bare, posts=True))[1], short=bool(title))[0])


def _titled(text: str) -> tuple[str, str]:
    """(a title that opens a text, what stands behind it)."""
    match = _TITLES.match(text)
    return (match.group(), text[match.end() :]) if match else ("", text)


def _heads_item(line: str) -> bool:
    number, title = number_and_title(line)
    return any(map(str.isdigit, number)) and not title[:1].islower()


def _is_sentence(line: str) -> bool:
    words = line.split()
    return (
        len(words) > 5
        and (sum(word[0].islower() for word in words) > 0.6 * len(words))
        and not _NAME.search(line)
    )
