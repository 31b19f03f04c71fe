"""Names of councils and their committees in running text: whose a paper is, and whose meeting."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.council.dates import MONTHS, SPELT
from indexer.reading.page_text import fold, is_capitals_mostly, plain_words, squash

__all__ = ["SAYS_WHAT", "committee_of", "council_of", "is_body", "tidy_name"]

_SMALL = frozenset("and of the for to in on with a an by at from".split())
_NEAR = frozenset("in on under upon over".split())
_LINKS = frozenset("and & of the upon on in with under next super le la cum sub over".split())
_LOCAL = frozenset("parish town community".split())
_TIERS = _LOCAL | frozenset("city county borough district metropolitan unitary combined".split())
_STOPS = frozenset(
    (
        "meeting meetings minutes minute agenda notice summons report reports record title annual full "
        "special extraordinary ordinary general this your our local each any every all both some other "
        "another former relevant neighbouring adjoining principal civil above said member members "
        "leader leaders chair chairman mayor clerk councillor councillors cllr cost deputy information "
        "corporate executive cabinet scrutiny planning licensing committee board panel tax pension "
        "pensions fund chief officer officers council authority draft arts british youth school privy "
        "sports research students police venue date to at between from for when if while as that it "
        "partnership liaison agreement should once since although however where what who not dear"
    ).split()
) | frozenset(MONTHS)
"""Words that are no part of a council's name, and those of bodies that are no councils."""

_AUTHORITY = frozenset("combined park fire rescue waste transport london broads".split())
"""What stands in the name of an authority that is no "highway authority" or the like."""
_OF_A_PLACE = re.compile(
    r"\b(?:(?:royal|london|metropolitan)\s+borough(?:\s+council)?|(?:parish|community)\s+council"
    r"|city\s+and\s+county|^(?:the\s+)?city)"
    r"\s+of\s+(?=[A-Z])",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:[A-Z][\w'’-]+\s+(?:(?:and|&)\s+)?){1,4}(?i:fire\s+(?:and|&)\s+rescue\s+service)\b"
    r"|\b(?:Cyngor|CYNGOR)\s+(?:(?i:cymuned|tref|sir|dinas)\s+)?[A-Z][\w'’-]+"
    r"(?:\s+(?:(?i:ac?|yr?)\s+)?[A-Z][\w'’-]+)?"
)
_LAST = re.compile(r"(?:C(?:ouncil|OUNCIL)|A(?:uthority|UTHORITY))(?![\w-])")
_MOST_WORDS = 7


def tidy_name(text: str) -> str:
    """A name in capitals as it would be written in a sentence."""
    if not is_capitals_mostly(text):
        return text
    words = text.lower().split()
    return " ".join(
        word if i and word in _SMALL else _capitalised(word) for i, word in enumerate(words)
    )


def _capitalised(word: str) -> str:
    """A word and its hyphened parts with capitals, but "Ashby-on-Lund", "Ashby-under-Lund"."""
    parts = word.split("-")
    return "-".join(
        part if 0 < i < len(parts) - 1 and part in _LINKS else _with_capital(part)
        for i, part in enumerate(parts)
    )


def _with_capital(part: str) -> str:
    first = len(part) - len(part.lstrip("([\"'‘“"))
    return part[:first] + part[first : first + 1].upper() + part[first + 1 :]


def _words(line: str) -> list[tuple[int, str]]:
    """(start, word) of each word of a line, brackets and quote marks apart."""
    return [(word.start(), word.group()) for word in re.finditer(r"[^\s()\[\]\"“”]+", line)]


def _named_in(line: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every council's name in a line."""
    words = _words(line)
    for at, (start, word) in enumerate(words):
        match = _LAST.match(word)
        if match and plain_words(line[start + match.end() :])[:1] != ["tax"]:
            first = _back_from(words, at)
            name = line[words[first][0] : start + match.end()]
            if first < at and (
                match[0].lower() == "council" or not _AUTHORITY.isdisjoint(name.lower().split())
            ):
                yield words[first][0], start + match.end()
    for match in _OF_A_PLACE.finditer(line):
        end = 0
        for start, word in words:
            plain = word.strip(".,;:|")
            if start < match.end():
                continue
            if plain.lower() in _STOPS or not (plain[:1].isupper() or plain.lower() in _LINKS):
                break
            if plain[0].isupper():
                end = start + len(plain)
            if plain != word:
                break
        if end and match.group()[0].isupper():
            yield match.start(), end
    for match in _OTHERS.finditer(line):
        yield match.span()


def _back_from(words: Sequence[tuple[int, str]], at: int) -> int:
    """The first word of the name that ends with a word; `at` where it is no name."""
    first, told = at, False
    for there in range(at - 1, max(-1, at - 1 - _MOST_WORDS), -1):
        word = words[there][1].lower()
        place = word in MONTHS and words[there + 1][1].lower() in _TIERS  # March Town Council
        if (word in _STOPS and not place) or not (word[-1].isalnum() or word in ("&", "st.")):
            break
        if word == "the" and words[there - 1][1].lower() not in _NEAR:
            break  # "Stow on the Lund", but "the clerk of the Vale of Lund"
        if words[there][1][0].isupper() and (word not in _LINKS or (told and word != "the")):
            first = there if word not in _LINKS else first
            told = told or word not in _TIERS
        elif word not in _LINKS and word not in _TIERS:
            break
    return first if told else at


def _name_over_lines(above: str, line: str) -> str | None:
    """The name that ends at a line's head and begins in the line above: "Vale of / Lund Council"."""
    first, both = len(above) + 1, f"{above} {line}"
    names = _named_in(both) if above.rpartition(" ")[2] in _LINKS else ()
    return next((both[start:end] for start, end in names if start < first < end), None)


def _plain(name: str) -> str:
    return tidy_name(_without_the(name).strip(" .,;:'’"))


def _without_the(name: str) -> str:
    return name[4:] if name[:4].lower() == "the " else name


def _key(name: str) -> str:
    """The same for two ways of writing one council's name."""
    words = fold(name).replace("'", "").split()
    place = [
        word
        for word in words
        if word not in _LINKS
        and word not in _TIERS
        and word not in ("council", "authority", "royal", "london")
    ]
    return squash(" ".join(place)) + "+" * (not _LOCAL.isdisjoint(name.lower().split()))


_HEAD = 8
"""Lines of a first page that are its head."""
_ENOUGH = 2.0
_WEIGHTS = {
    "head": (6.0, 1),
    "meets": (4.0, 1),
    "runs": (3.0, 1),
    "label": (3.0, 2),
    "called": (1.5, 2),
    "passing": (1.0, 3),
}
"""How much a name counts by where it stands, and how often at most."""
_OF_OTHERS = frozenset("between by with from than supported against other cllr".split())
"""What stands before the name of a council whose paper it is not."""
SAYS_WHAT = re.compile(
    r"\b(?:minutes?|meeting|notes|record|agenda|notice|summons|cofnodion|cyfarfod)\b", re.I
)
"""A title of minutes or of an agenda says what it is; else it is whose they are."""
_MEETS = re.compile(
    r"\W*(?:(?:\w+ )?meeting|minutes|agenda|held|will be|met|notice|on|at|$|[-–:|])", re.I
)
_PLACES = frozenset("hall room chamber centre house offices office school church".split())
_SITE = re.compile(r"[@./]([a-z0-9-]+)\.(?:gov\.(?:uk|wales|scot)|llyw\.cymru|org\.uk)\b", re.I)


def council_of(
    pages: Sequence[Sequence[str]], told: Sequence[str] = (), *, in_passing: bool = True
) -> str | None:
    """Whose a paper is, by all that names a council in it, each by where it stands.

    A name on a line of its own at the head counts most, then one whose meeting it is, one that
    runs along the pages, one in the web address; one in passing says little, a parish's nothing.

    Args:
        pages: lines of each page, tidied.
        told: names that were found by their words' labels.
        in_passing: it may be told by what is only named in passing, as in a report; minutes of
            a parish talk of its district.
    """
    weights: dict[str, float] = defaultdict(float)
    names: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    times: Counter[tuple[str, str]] = Counter()

    def add(name: str, how: str) -> None:
        key, (weight, most) = _key(name), _WEIGHTS[how]
        if key.strip("+") and times[key, how] < most:
            times[key, how] += 1
            names[key][name] += weight
            weights[key] += weight

    spans = [(text, [text[start:end] for start, end in _named_in(text)]) for text in told]
    wholes = [_plain(found[0]) for _, found in spans if found]
    seen: Counter[str] = Counter()
    sites: set[str] = set()
    for number, lines in enumerate(pages):
        edges = {*lines[:4], *lines[-4:]}
        seen.update(edges)
        for at, line in enumerate(lines):
            if "." in line:
                sites.update(site.lower() for site in _SITE.findall(line))
            for start, end in _named_in(line) if len(line) <= 400 else ():
                above = lines[at - 1] if at and not start else ""
                name = _plain(_name_over_lines(above, line) or line[start:end])
                tail = f" {name.lower()}" if at and not start else "\n"
                name = next((one for one in wholes if one.lower().endswith(tail)), name)
                before, after = line[:start], line[end:]
                last = [word for word in plain_words(before) if word != "the"][-1:]
                others = not _OF_OTHERS.isdisjoint(last)
                if line in edges and seen[line] == 2:
                    add(name, "runs")
                head = number == 0 and at < _HEAD
                opens = not before.strip() and not line.endswith(".")
                meets = opens or (
                    _MEETS.match(after) and (SAYS_WHAT.search(before) or not before.strip())
                )
                around = {*plain_words(before), *plain_words(after)} - {"the"}
                if head and not any(word.isalpha() and len(word) > 2 for word in around):
                    add(name, "head")
                elif head and meets:
                    add(name, "meets")
                elif in_passing and not (others or _key(name).endswith("+")):
                    add(name, "passing")
    for text, found in spans:
        if found or _PLACES.isdisjoint(text.lower().split()[-1:]):
            add(_plain(found[0] if found else text), "label" if found else "called")
    for key in [*weights]:
        if any(site.startswith(key.rstrip("+")) for site in sites):
            weights[key] += 2
    best = max(weights, key=weights.__getitem__, default="")
    if weights[best] < _ENOUGH:
        return None
    return max(names[best], key=lambda name: (names[best][name], len(name)))


# --- committees ------------------------------------------------------------------------

_BODY = re.compile(
    r"(?:(?P<alone>cabinet|executive|board|forum|full council)|(?:sub-?)?committee|panel|commission"
    r"|assembly|partnership|(?:working|advisory|steering) party|task force"
    r"|(?:working|advisory|steering|task|finish|scrutiny|review|reference|consultative|liaison) group)(?![\w-])"
    r"(?:\s+\([^()]*\)|(?:\s+member)?\s+for(?:[\s,&]+(?:and\s+)?(?-i:[A-Z])[\w'’-]*)+"
    r"|\s+of\s+(?:trustees|directors|governors)|\s+(?-i:[A-Z\d])(?![\w'’]))?",
    re.I,
)
_NOT_OF_A_BODY = frozenset(
    (
        "meeting meetings minutes minute agenda agendas notice summons report reports record title to at "
        "chief deputy open by from a an this that our your all member members chair chairman chairperson clerk dear date "
        "decision decisions name item document pack for held public supplement present"
    ).split()
)
_AROUND_A_BODY = re.compile(
    rf"{SPELT.pattern}|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|of|the|on|at|to|for|an?|name"
    r"|(?:annual|ordinary|special|draft|public)(?= meeting| minutes)|noon|hours)\b"
    rf"|(?<![^\W\d_])[ap]\.?m\b|{SAYS_WHAT.pattern}|[\W_]+|\d+",
    re.I,
)
"""What stands beside a body's name where its line is no sentence."""
_MEETING_OF = re.compile(r"\b(?:meetings?|minutes|members|decision) of (?:the )?$", re.I)
_TOLD, _ALONE, _OPENS_MEETING = 3.0, 5.0, 4.0
_PARTNERS = 2.5
"""What a partnership's name loses: that may be who wrote the paper for a committee."""


def is_body(text: str) -> bool:
    """Whether a text has the words for a committee or another body of a council in it."""
    return _BODY.search(text) is not None


def committee_of(lines: Sequence[str], told: Sequence[str] = ()) -> str | None:
    """Whose meeting a paper is of: the committee that its head names on a line of its own or
    speaks of the meeting of.

    Args:
        lines: the head's.
        told: names that were found by their words' labels.
    """
    told = [name[slice(*next(_bodies_in(name), (0, None)))] for name in told]
    times = Counter(map(squash, told))
    names: dict[str, str] = {squash(name): tidy_name(name) for name in reversed(told)}
    weights = {key: _TOLD * min(2, n) for key, n in times.items()}
    for above, line in pairwise(("", *lines)):
        for start, end in _bodies_in(line) if len(line) <= 200 and line[:1].isalpha() else ():
            before, after = line[:start], line[end:]
            alone = not _AROUND_A_BODY.sub("", before + " " + after)
            if not (alone or _MEETING_OF.search(before)):
                continue
            name = "" if start else _body_over_lines(above, line)
            name = tidy_name(" ".join((name or line[start:end]).split()))
            key = squash(name)
            weight = _ALONE if alone else _OPENS_MEETING
            weight += _TOLD * any(one in key for one in times)
            weight -= _PARTNERS * name.endswith("Partnership")
            if weight > weights.get(key, 0):
                weights[key], names[key] = weight, name
    best = max(weights, key=weights.__getitem__, default=None)
    return None if best is None else names[best]


def _body_over_lines(above: str, line: str) -> str:
    """The name that ends at a line's head, of which the line above speaks of the meeting:
    "Meeting of the Homes and / Roads Committee"."""
    first, both = len(above) + 1, f"{above} {line}"
    for start, end in _bodies_in(both):
        whole = above[-1:].isalnum() and above.rpartition(" ")[2].lower() not in _LINKS
        if whole and " " in both[first:end]:
            continue  # "Decision of the Leader", and below it a name by itself
        if start < first < end and _MEETING_OF.search(both[:start]):
            return "" if "council" in both[start:first].lower() else both[start:end]
    return ""


def _bodies_in(line: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every committee's name in a line."""
    for match in _BODY.finditer(line):
        first = match.start() if match["alone"] else None
        for start, word in reversed([one for one in _words(line) if one[0] < match.start()]):
            plain = word.strip(",").lower()
            ended = not plain.rstrip("'’")[-1:].isalnum() and plain not in ("&", "st.")
            if ended or plain == "the" or plain in _NOT_OF_A_BODY:
                break
            if word[0].isupper() and plain not in _LINKS:
                first = start
            elif plain not in _LINKS:
                break
        if first is not None and line[match.start()].isupper():
            yield first, match.end()
