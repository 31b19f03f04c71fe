"""What a claim turns round, hardens, widens or drops: denials, hedges, directions, limits.

Each kind is a class of words, plain English among them, that can be read by eye. The part
of a unit that a claim tells (`told`) may not have a word of a class that the claim has not;
of some classes a claim may have none that its units have not. What is said about the same
thing in other words of the class ("put off" for "deferred") is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from bot.answers.check.numbers import numbers
from bot.answers.check.wording import Word, clauses, sentences, words

__all__ = ["meaning_faults", "told"]


def _any(forms: str) -> str:
    """A pattern for words in a row: "*" for any ending, "_" for a space."""
    return "|".join(form.replace("*", r"\w*").replace("_", r"\s+") for form in forms.split())


@lru_cache
def _words(forms: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(forms)})\b", re.IGNORECASE)


_NOT = re.compile(
    r"\b(?:not(?!\s+only\b)|no(?!\.|\s*\d|\s+\d|\s+(?:later|earlier|more|less|fewer|longer)\s+than\b)|never|"
    r"none|nobody|neither|nor|nowhere|"
    r"without|cannot|nothing|unable|hardly|scarcely|barely|no\s+longer|yet\s+to)\b|n't\b",
    re.IGNORECASE,
)
_NEGATIVE = (
    "fail* refus* reject* abandon* halt* scrap* shelv* cancel* withdr* prevent* avoid* lack* "
    "deny denies denied dispute* disputing exclu* except* omit* missed missing quash* overturn* "
    "revok* "
    "repeal* discontinu* dismiss* oppos* object objects objected objecting objection* against "
    "absent "
    "instead_of rather_than other_than apart_from short_of rul*_out turn*_down thr*_out unless "
    "vot*_down void declined_to declines_to decline_to impossible defeated free_of free_from "
    "stop stops stopped "
    "scrapped axed ban banned bans prohibit* forbid* forbidden bar barred exempt* "
    "miss misses insufficient shortage*"
)
_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "mis")

_CLASSES: dict[str, tuple[str, str]] = {
    # What it is: (words of units that a claim must keep, further words that keep it)
    "not yet settled": (
        "may(?!_(?:19|20)\\d\\d) might could possib* potential* perhaps expect* likely probabl* "
        "forecast* project(?:ed|ion|ions) anticipat* estimat* predict* propos* recommend* suggest* "
        "planned plans_to plans_for minded intend* intention* draft* "
        "(?:asked|invited|requested|asks|invites)_to "
        "aim aims aimed hopes* seek seeks seeking should ought consider considers considered "
        "considering "
        "option options aspir* provisional* indicative would",
        "can able plan* want* hope* idea* bid* target* asked asking request* look_at looking_at "
        "think* about around roughly due set_to in_line put_forward moot* eye* earmark* "
        "pencil* if whether prospect* risk* seem* appear* chance* believe* reckon* goal* advis* "
        "encourag* invit* subject_to want* exploring explore up_for",
    ),
    "on a condition": (
        "if unless subject_to provided_that provided_the conditional* conditional_on depend* "
        "depending pending",
        "only once until long_as hinge* need* when after whether without rest* provided await* "
        "would should",
    ),
    "somebody's word and not a fact": (
        "alleg* claims_that claimed reportedly accus* felt believ* thought opinion* perceiv* "
        "suspect* "
        "appears appeared seems seemed in_(?:my|our|his|her|their)_view "
        "resident*_(?:said|told|stated|reported) "
        "respondent* objector*_* petitioner* complain* complainant* rumou* I my argu* feel feels",
        "say says said told tell* according report* view* think* worr* concern* fear* accord* "
        "comment* "
        "quote* object* maintain* insist* resident* consult* critic* allegation* "
        "call* describ* warn* one_* respon* feedback rais* claim claims believe*",
    ),
    "only asked": (
        "asked_(?:if|whether|how|why|what|when|who) queried whether enquir* inquir* wondered "
        "questioned",
        "ask* query* queries question* want*_to_know request* unclear if not_clear unknown",
    ),
    "put off": (
        "defer* postpon* adjourn* suspend* paus* put_off held_over",
        "delay* push* on_hold later wait* hold held back stop* halt* put",
    ),
    "an average": ("averag* mean_of median typical*", "about around usual* normal* mean roughly"),
    "of some": (
        "some several few many various partly partial* sometimes occasional* in_part part_of "
        "a_number_of",
        "certain number one two three part* not_all most majority among mix* times half handful "
        "couple"
        " lots lot a_fair parts any",
    ),
    "of most": (
        "most majority mostly mainly largely predominantly",
        "bulk chiefly main half more_than almost nearly generally",
    ),
    "of nothing else": ("only solely exclusively merely", "just sole alone no_other limited "
                                                          "nothing but single"),
    "former or acting": (
        "former* formerly previous previously "
        "then_(?:Cllr|Councillor|Leader|Chair|Head|Director) outgoing "
        "ex acting interim deputy vice assistant associate shadow designate elect retired",
        "past last earlier until once used_to old before temporary stand-in stepping year",
    ),
}
_NEEDS_BACKING = ("on a condition", "put off", "an average", "former or acting", "of most", "of "
"nothing else")
"""Classes whose own words a claim may not bring along either."""

_HEADS = re.compile(
    r"\b(?:propos\w+|recommend\w*|suggest\w*|(?:asked|invited|requested) to|alleg\w+|claimed|felt|"
    r"believed|thought|asked (?:if|whether)|minded|intends?|plans? "
    r"to|expected|options?)\b", re.IGNORECASE,
)
"""Words that govern the rest of their sentence, past its commas."""

_MUST = "must mandatory compulsory obliged obliges obligation obligatory has_to have_to had_to"
_MUST_BACKED = (
    f"{_MUST} shall require* need* dut(?:y|ies) will statutor* condition* order* instruct* bound "
    "forc* be_to is_to are_to"
)

_ALL = "all every everyone everybody always entire* whole each unanim*"
_SETTLED = re.compile(r"\b(?:resolved|agreed|approved|adopted|decided|confirmed|carried)\b", re.I)
_REPORTED = re.compile(
    r"\b(?:said|reported|advised|confirmed|stated|explained|noted|informed|told|added|heard)\b",
    re.IGNORECASE,
)

_UP = (
    "rise rises risen rising rose increas* grow grows grown growing grew growth climb* more "
    "greater "
    "higher larger bigger above exceed* upward* (?:go|goes|gone|going|went|is|was|up|were|are)_up "
    "up(?=_(?:(?:from|by|on|to)_)?[£\\d]) up(?=_on_(?:last|the)) over(?=_(?:target|budget)) "
    "extra jump* soar* doubled"
)
_DOWN = (
    "fall falls fallen falling fell decreas* reduc* declin* drop drops dropped dropping shrink* "
    "shrank "
    "shrunk less fewer lower smaller below under(?=_(?:target|budget)) downward* cut cuts cutting "
    "(?:go|goes|gone|going|went|is|was|were|are)_down down(?=_(?:(?:from|by|on|to)_)?[£\\d]) "
    "down(?=_on_(?:last|the)) halv* short shortfall* plung* slump* lost"
)
_OPPOSITES: tuple[tuple[str, str], ...] = (
    (_UP, _DOWN),
    ("improv* better best", "worse worsen* worst deteriorat*"),
    ("highest most largest biggest greatest top", "lowest least fewest smallest bottom"),
    ("approv* agreed agrees accept* endors* carried ratif* grants granted passed adopted",
     "refus* reject* oppos* objection* overturn* defeated withdr* dismiss* declined"),
    ("open opens opened opening reopen*", "closed closes closing closure* close(?!_to) shut* "
                                          "closing"),
    ("start* begin* began begun launch* commenc*",
     "end ends ended ending stop stops stopped ceas* finish* terminat*"),
    ("before prior_to ahead_of", "after following afterwards since"),
    ("includ*", "exclud* except*"), ("gain*", "lose loses lost losing loss*"),
    ("win wins won winning", "lose loses lost losing"), ("pass passes passed", "fail*"),
    ("succe*", "fail*"), ("with", "without"),
    ("allow* permit* permission", "forbid* ban bans banned prohibit* prevent*"),
    ("add adds added adding addition*", "remov* delet*"), ("join*", "leav* left"),
    ("surplus*", "deficit* shortfall*"), ("overspen* overspent", "underspen* underspent"),
    ("saving* saves saved", "cost costs overspen* overspent"), ("positive*", "negative*"),
    ("maxim*", "minim*"), ("buy* bought purchas*", "sell* sold sale* sells"), ("lend* "
    "lent", "borrow*"),
    ("appoint*", "resign* dismiss* sacked"), ("internal*", "external*"), ("boy* male* "
    "men", "girl* female* women"),
    ("in_favour for(?=_the_(?:plan|motion|proposal|scheme|council))", "against oppos*"),
    ("majority", "minority"), ("early earlier earliest", "late later latest"),
    ("north* ", "south*"), ("east*", "west*"), ("public", "private confidential* exempt*"),
    ("permanent*", "temporar* interim"), ("present", "absent"), ("same", "different*"),
    ("income receipts", "expenditure spending"), ("strength*", "weak*"), ("high", "low"),
    ("support*", "oppos* against"), ("adult*", "child children kids"), ("primary", "secondary"),
    ("capital", "revenue"), ("net", "gross"), ("urban", "rural"), ("landlord*", "tenant*"),
    ("employer*", "employee*"), ("unanim*", "majority"), ("winter*", "summer*"),
    ("indoor*", "outdoor*"),
    ("upper", "lower"), ("green", "red amber"), ("amber", "red green"), ("red", "green amber"),
    ("good", "inadequate poor requires_improvement"),
    ("outstanding", "good inadequate requires_improvement"), ("inadequate", "good outstanding"),
    ("morning*", "evening* afternoon*"), ("complete completed", "incomplete"), ("faster "
    "quicker", "slower"),
    ("statutory mandatory compulsory", "voluntary optional discretionary"), ("ahead", "behind"),
    ("electric*", "diesel petrol"), ("verbal* oral*", "written"), ("inside within", "outside "
    "beyond"),
    ("overspend* "
     "deficit", "surplus"), ("import*", "export*"), ("arriv*", "depart*"), ("retain*", "replac* "
     "dispos*"),
)
_STRICT = 6
"""So many of the first pairs need their own words in the units, whatever else is there."""

_UNITS_OF_TIME = ("hour", "day", "week", "month", "year")
_TIME_WORDS = {
    "hour": "hour* hourly", "day": "day days daily", "week": "week* fortnight*",
    "month": "month* quarter*", "year": "year* annual* annum yearly 20\\d\\d",
}


@dataclass(frozen=True, slots=True)
class Told:
    """The clauses of a sentence that a claim tells, and the sentence."""

    part: str
    sentence: str


def told(text: str, units: Sequence[str]) -> list[Told]:
    """For each sentence of the units that a claim tells, the clauses that share most with
    it, with what stands before them and governs them."""
    said = _keys(text)
    found = []
    for unit in units:
        for sentence in sentences(unit):
            parts = list(clauses(sentence))
            shared = [len(said & _keys(part)) for part in parts]
            best = max(shared, default=0)
            if not best or len(said & _keys(sentence)) < min(2, len(_keys(sentence)), len(said)):
                continue
            kept = [
                part for part, count in zip(parts, shared, strict=True)
                if count and count * 2 >= best
            ]
            first = sentence.index(kept[0])
            heads = [match.group() for match in _HEADS.finditer(sentence[:first])]
            found.append(Told(" ".join((*heads, *kept)), sentence))
    return found


def _keys(text: str) -> set[str]:
    return {word.stem for word in words(text) if word.stem} | {
        f"{one.value}" for one in numbers(text)
    }


def meaning_faults(
    text: str, units: Sequence[str], frame: str, *, row: bool = False
) -> Iterator[str]:
    """What a claim turns round, hardens, widens, denies or drops. All texts are plain.

    Args:
        units: the units' own words.
        frame: what they stand under.
        row: the units are rows: cells are not governed by one another.
    """
    allowed = "\n\n".join((*units, frame))
    parts = [] if row else told(text, units)
    yield from _opposites(text, allowed, bind=not row)
    yield from _classes(text, allowed, parts)
    yield from _widened(text, parts)
    yield from _denials(text, allowed, parts, row=row)
    yield from _prefixes(text, allowed)
    yield from _times(text, allowed)


# --- classes of words ---------------------------------------------------------------------


_MONTH_OF_MAY = re.compile(
    r"(?:\d(?:st|nd|rd|th)?|\b(?:in|of|since|by|to|until|from))\s+May\b|\bMay\s+\d"
)


def _has(forms: str, text: str) -> list[str]:
    return [
        match.group() for match in _words(forms).finditer(text)
        # May, the month.
        if not (match.group() == "May" and _MONTH_OF_MAY.search(text, 0, match.end() + 3))
    ]


def _classes(text: str, allowed: str, parts: Sequence[Told]) -> Iterator[str]:
    for name, (own, other) in _CLASSES.items():
        here = _has(own, text)
        if here and name in _NEEDS_BACKING and not _has(f"{own} {other}", allowed):
            yield f"the units do not say “{here[0]}”"
        if here or _has(other, text):
            continue
        for part in parts:
            there = [
                word for word in _has(own, part.part)
                # "would" in reported speech is "will" of the day.
                if not (word.casefold() in ("would", "could") and _REPORTED.search(part.sentence))
            ]
            settled = _SETTLED.search(part.sentence) and _SETTLED.search(text)
            if there and not (name == "not yet settled" and settled):
                yield f"the units say “{there[0]}”: it is {name}, and the claim must say so"
                break
        else:
            if name == "on a condition" and any(
                _has(own, part.sentence) for part in parts
            ):
                yield "the units make a condition and the claim does not"
    hard = _has(_MUST, text)
    if hard and not _has(_MUST_BACKED, allowed):
        yield f"the units do not say “{hard[0]}”"


def _widened(text: str, parts: Sequence[Told]) -> Iterator[str]:
    """ "All" and "every" of what the units say of a part only."""
    said = _words(_ALL).search(text)
    if said and parts and not any(
        _words(f"{_ALL} both any per nobody none no whole full total 100 throughout across "
               f"wide").search(
            part.sentence) for part in parts
    ):
        yield f"the units do not say “{said.group()}”"


# --- opposites ------------------------------------------------------------------------


def _opposites(text: str, allowed: str, *, bind: bool) -> Iterator[str]:
    steps = _steps(allowed)
    for value, way in sorted(_steps(text)) if bind else ():
        if (value, way) not in steps and any(value == other for other, _ in steps):
            yield f"the units do not say that {float(value):g} is {way}"
    negated = bool(_NOT.search(text)) != bool(_NOT.search(allowed))
    for place, (one, other) in enumerate(_OPPOSITES):
        for side, against in ((one, other), (other, one)):
            said = _words(side).search(text)
            if not said:
                continue
            backed = _words(side).search(allowed)
            contrary = _words(against).search(allowed)
            if not backed and contrary and not (negated or _words(against).search(text)):
                yield f"the units say “{contrary.group()}” and not “{said.group()}”"
            elif not (backed or place or negated or _moved(text, allowed, up=side == _UP)):
                yield f"the units do not say “{said.group()}”"
            elif bind and backed and contrary and not _of_the_same(text, allowed, side, against):
                yield f"the units say “{said.group()}” of something else"


def _steps(text: str) -> set[tuple[Fraction, str]]:
    """(figure, "up" or "down") for figures behind a word of change in their sentence."""
    either = _words(f"{_UP} {_DOWN}")
    found = set()
    for sentence in sentences(text):
        for figure in numbers(sentence):
            if figure.unit == "th" or figure.bound in ("<=", ">="):
                continue
            before = [one.group() for one in either.finditer(sentence, 0, figure.start)]
            if before:
                found.add((figure.value, "up" if _words(_UP).fullmatch(before[-1]) else "down"))
    return found


def _moved(text: str, allowed: str, *, up: bool) -> bool:
    """Whether figures show a rise (or fall): two of the claim, the first the smaller; or
    one bound of the units."""
    values = [one for one in numbers(text) if one.unit != "clock"]
    for first, last in pairwise(values):
        if first.unit == last.unit:
            if (first.value < last.value) == up and first.value != last.value:
                return True
            between = text[first.end : last.start]
            if re.search(r"\b(?:than|from|against|compared|versus|vs)\b", between):
                return (first.value > last.value) == up
    marks = (">", ">=") if up else ("<", "<=", "<~")
    return any(
        one.bound in marks or one.compared == ("up" if up else "down") for one in numbers(allowed)
    ) or any(one.bound for one in numbers(text))


def _of_the_same(text: str, allowed: str, side: str, against: str) -> bool:
    """Where the units take both sides: whether what the claim says it of has, in the
    units, a word of that side nearest."""
    either = _words(f"{side} {against}")
    for said in _words(side).finditer(text):
        subject = _beside(words(text), said.start())
        if subject is None:
            continue
        nearest = [
            word_there
            for sentence in sentences(allowed)
            for word in words(sentence)
            if word.stem == subject.stem
            for word_there in _nearest(either, sentence, word)
        ]
        if nearest and not any(_words(side).fullmatch(word) for word in nearest):
            return False
    return True


def _beside(found: Sequence[Word], at: int) -> Word | None:
    """The content word before a place, else the one after it."""
    before = [word for word in found if word.stem and word.end <= at]
    after = [word for word in found if word.stem and word.start > at]
    return before[-1] if before else after[1] if len(after) > 1 else None


def _nearest(pattern: re.Pattern[str], sentence: str, word: Word) -> list[str]:
    near = [
        (match.start() - word.end if match.start() >= word.end else
         2 * (word.start - match.end()) + 4, match.group())
        for match in pattern.finditer(sentence)
        if not (match.start() <= word.start < match.end())
    ]
    least = min((distance for distance, _ in near), default=0)
    return [said for distance, said in near if distance == least]


# --- denials ------------------------------------------------------------------------------


def _denies(text: str) -> list[str]:
    return [match.group() for match in (*_NOT.finditer(text), *_words(_NEGATIVE).finditer(text))]


def _denials(
    text: str, allowed: str, parts: Sequence[Told], *, row: bool
) -> Iterator[str]:
    said = _denies(text)
    if said and not (_denies(allowed) or _contrast(text, allowed)):
        yield f"the units do not deny anything (“{said[0]}”)"
    if not said and not row:
        for part in parts:
            there = _denies(part.part)
            if there and not _opposed(text, part.part):
                yield f"the units say “{there[0]}” and the claim does not"
                break
    denied, plainly = _denied(allowed)
    claimed, claims_plainly = _denied(text)
    if not claimed and not denied:
        return
    if len(_NOT.findall(text)) > len(_denies(allowed)) and denied:
        yield "the claim denies more than the units"
    for one in sorted((claimed - denied) & plainly):
        if not _words(_NEGATIVE).search(allowed) and not row:
            yield f"the units do not deny “{one}”"
    for one in sorted((claims_plainly - claimed) & (denied - plainly)):
        if not _words(_NEGATIVE).search(text) and not row:
            yield f"the units deny “{one}”"


_CUT = re.compile(r"(?:un|in|im|il|ir|non-?|dis|mis)(\w{3,})", re.I)


def _contrast(text: str, allowed: str) -> bool:
    """Whether a denial of the claim is one in a word of the units ("unsafe", "0", "vacant")."""
    there = {word.text.casefold() for word in words(allowed)}
    mine = {word.text.casefold() for word in words(text)}
    return (
        any((cut := _CUT.fullmatch(word)) and cut[1] in mine for word in there)
        or any(one.value == 0 for one in numbers(allowed))
        or bool(_words("vacan* nil zero n/a defer* postpon* only closed end ended ends ceas* "
                       "below less fewer under "
                       "exceed* over insufficient limited voluntary optional remain* still "
                       "outstanding "
                       "until down cut cuts reduc* unchanged same freez* frozen suspend* "
                       "private exempt former* tbc "
                       "blank separate* different* replac* until expir* late delay* "
                       "behind").search(allowed))
        or any(one.bound in ("<", "<=", "<~") for one in numbers(allowed))
    )


def _opposed(text: str, part: str) -> bool:
    """Whether a claim says in one word what a unit denies in two ("vacant", "still")."""
    mine = {word.text.casefold() for word in words(text)}
    there = {word.text.casefold() for word in words(part)}
    return (
        any((cut := _CUT.fullmatch(word)) and cut[1] in there for word in mine)
        or bool(_words("vacan* nil zero only just still remain* outstanding put_off defer* "
                       "postpon* delay* below less "
                       "fewer under below late behind until free unchanged same frozen closed "
                       "ended stopped cut cuts slip* short empty unclear undecided "
                       "wait* overdue exempt private separate* different* lower worse unmet "
                       "gap* struggl* poor").search(text))
        or any(one.value == 0 for one in numbers(text))
        or any(one.bound in ("<", "<=", "<~") for one in numbers(text))
    )


def _denied(text: str) -> tuple[set[str], set[str]]:
    """(stems denied, stems said in clauses that deny nothing). Denied is the first content
    word after the denial in its clause."""
    denied: set[str] = set()
    plainly: set[str] = set()
    for clause in clauses(text):
        match = _NOT.search(clause)
        content = [word for word in words(clause) if word.stem]
        if match is None:
            plainly |= {word.stem for word in content}
            continue
        following = [word for word in content if word.start >= match.end()]
        denied |= {word.stem for word in following[:1]}
    return denied, plainly


def _prefixes(text: str, allowed: str) -> Iterator[str]:
    """ "Safe" for "unsafe", and the other way round."""
    if len(_NOT.findall(text)) != len(_NOT.findall(allowed)):
        return
    said = {word.text.casefold() for word in words(text)}
    there = {word.text.casefold() for word in words(allowed)}
    for word in sorted(said - there):
        if any(f"{prefix}{word}" in there for prefix in _PREFIXES if len(word) > 3) or any(
            word.startswith(prefix) and len(word) > len(prefix) + 3
            and word.removeprefix(prefix) in there
            for prefix in _PREFIXES
        ):
            yield f"the units say the opposite of “{word}”"
    apart = {match[1].casefold() for match in _NON.finditer(allowed)}
    apart -= {word.text.casefold() for word in words(_NON.sub(" ", allowed))}
    mine = {match[1].casefold() for match in _NON.finditer(text)}
    for word in sorted((said & apart) - mine):
        yield f"the units say the opposite of “{word}”"


_NON = re.compile(r"\b(?:non|un|not)-\s?(\w+)", re.IGNORECASE)


# --- times --------------------------------------------------------------------------------


def _times(text: str, allowed: str) -> Iterable[str]:
    """Days, weeks and years stay what they are, with or without a figure."""
    for name, forms in _TIME_WORDS.items():
        rate = re.compile(rf"\b(?:every|each|per|an?)\s+{name}\b|\b{name}ly\b|\bdaily\b|"
                          r"\bannual|\bper annum\b", re.IGNORECASE)
        if re.search(rf"\b(?:every|each|per)\s+{name}\b", text, re.IGNORECASE) and not (
            rate.search(allowed)
        ):
            yield f"the units do not say that it is each {name}"
        said = re.search(
            rf"\b(?:\d+|[a-z]{{3,6}}|per)\s+(?:working\s+|calendar\s+)?{name}s?\b|\b{name}(?:s|ly)\b",
            text, re.IGNORECASE,
        )
        if said and name in said.group().lower() and not _words(forms).search(allowed) and any(
            _words(other).search(allowed) for key, other in _TIME_WORDS.items() if key != name
        ):
            yield f"the units do not speak of {name}s"
