"""Senses: words that turn what a sentence says, and whether a claim keeps its quotes'.

Four kinds, each a table that can be read by eye: opposites ("rose", "fell"), hedges ("may",
"is proposed"), limits ("some", "only") and denials ("not", "unless"). A claim may not take a
side that its quotes do not take, nor be surer than they are, nor deny or leave out a denial.
Words that are in no table are for the other checks. It errs towards refusing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.answers.check.figures import BOUND, figures
from bot.answers.check.wording import Word, clauses, sentences, words

__all__ = ["DENIAL", "sense_faults"]


def _any(forms: str) -> str:
    """A pattern for words in a row, "*" for any ending."""
    return "|".join(form.replace("*", r"\w*").replace("_", r"\s+") for form in forms.split())


_OPPOSITES: tuple[tuple[str, str], ...] = (
    # Change and level, and whether something goes ahead: a side needs its own words.
    ("rise rises risen rising rose increas* grow grows grown growing grew growth climb* "
     "up(?=_(?:(?:from|by)_)?[£\\d]) up(?=_on_(?:last|the_(?:last|previous|year))) "
     "(?:went|gone|go|goes|going|was|is|were|are)_up upward*",
     "fall falls fallen falling fell decreas* reduc* declin* drop drops dropped dropping shrink* "
     "shrank shrunk down(?=_(?:(?:from|by)_)?[£\\d]) "
     "down(?=_on_(?:last|the_(?:last|previous|year))) "
     "(?:went|gone|go|goes|going|was|is|were|are)_down downward* cut cuts cutting"),
    ("more greater higher larger bigger above exceed* highest most", "less fewer lower smaller "
     "below lowest least fewest"),
    ("improv* better best", "worse worsen* worst deteriorat*"),
    ("approv* agree agrees agreed agreeing accept* endors* carried ratif* grants granted passed",
     "refus* reject* declin* oppos* objects objected objecting objection* overturn* defeated "
     "withdr* dismiss*"),
    ("open opens opened opening reopen*", "closed closes closing closure* close(?!_to) shut*"),
    ("start* begin* began begun launch* commenc*",
     "end ends ended ending stop* ceas* finish* terminat*"),
    # The rest: only where the quotes take the other side.
    ("before prior_to", "after following afterwards"),
    ("includ* including", "exclud* except"), ("gain*", "lose loses lost losing loss*"),
    ("win wins won winning", "lose loses lost losing"), ("pass passes passed", "fail*"),
    ("succe*", "fail*"),
    ("allow* permit* permission", "forbid* ban bans banned prohibit* prevent*"),
    ("add adds added adding addition*", "remov* delet*"), ("join*", "leav* left"),
    ("surplus*", "deficit* shortfall*"), ("overspen* overspent", "underspen* underspent"),
    ("saving* saves saved", "cost costs overspen* overspent"),
    ("maxim*", "minim*"), ("buy* bought purchas*", "sell* sold sale*"), ("lend* lent", "borrow*"),
    ("appoint*", "resign* dismiss* sacked"), ("internal*", "external*"),
    ("boy boys male males men", "girl girls female females women"),
    ("favour for(?=_the_(?:plan|motion|proposal|scheme))", "against oppos*"),
    ("majority", "minority"), ("early earlier earliest", "late later latest delay*"),
    ("north* ", "south*"), ("east*", "west*"), ("public*", "private* exempt*"),
    ("public", "confidential*"), ("met achiev* on_track", "missed behind off_track"),
    ("permanent*", "temporar* interim"), ("present", "absent"), ("same", "different*"),
    ("income receipts", "expenditure spending"), ("strength*", "weak*"), ("high", "low"),
    ("support* supporting", "oppos* against"), ("adult*", "child children"),
    ("primary", "secondary"), ("capital", "revenue"), ("net", "gross"), ("urban", "rural"),
    ("landlord*", "tenant*"), ("employer*", "employee*"), ("unanim*", "majority"),
    ("winter*", "summer*"), ("indoor*", "outdoor*"), ("upper", "lower"), ("green", "red amber"),
    ("amber", "red green"), ("good", "inadequate poor requires_improvement"),
    ("outstanding", "good inadequate requires_improvement"), ("short*", "long*"),
    ("morning*", "evening* afternoon*"), ("employ*", "unemploy*"),
    ("complete completed", "incomplete outstanding"),
)
_STRICT = 6
"""So many of the first pairs need their own words in the quotes, whatever else is there."""

_HEDGES: dict[str, str] = {
    "possible": "may(?!_(?:19|20)\\d\\d) might could can able possib* potential* perhaps",
    "expected": "expect* likely probabl* forecast* projected projection* anticipat* estimat* "
                "predict* due",
    "proposed": "propos* recommend* suggest* planned plans_to minded intend* intention* draft* "
                "(?:asked|invited|requested|asks|invites)_to aims_to hopes_to hoped seek* would",
    "required": "must shall required requires mandatory compulsory obliged obligat* has_to have_to",
    "advised": "should ought encourag* advisable",
    "alleged": "alleg* claim claims claimed reportedly accus* felt believ* thought opinion* "
               "perceiv* suspect* appears appeared seems seemed",
    "against": "against oppos* object objects objected objecting objection*",
    "put off": "defer* postpon* delay* adjourn* suspend* paus* withdr*",
    "average": "averag* mean median typical*",
}
_CONDITIONS = "if unless subject_to provided conditional* depend* pending"
_LIMITS: dict[str, str] = {
    "all": "all every each per(?!_cent) entire* whole everyone always",
    "most": "most majority mostly mainly largely predominantly",
    "some": "some several few many various sometimes part partly partial* occasional*",
    "only": "only solely exclusively merely",
}
_MOODS: dict[str, str] = {
    "possible": "may(?!_(?:19|20)\\d\\d) might could can",
    "certain": "will shall would",
    "required": "must",
    "advised": "should",
}
_TIMES: dict[str, str] = {
    "hour": "hour* hourly", "day": "day days daily", "week": "week* fortnight*",
    "month": "month*", "year": "year* annual* annum",
}
_HARD_LIMITS = frozenset({"most", "some", "only"})
"""Limits that a claim may not leave out. "All" it may."""

_REPORTED = re.compile(
    r"\b(?:said|reported|advised|confirmed|stated|explained|noted|informed|told|added)\b",
    re.IGNORECASE,
)
DENIAL = re.compile(
    r"\b(?:not(?!\s+only\b)|no(?!\.?\s*\d)|never|none|nobody|neither|nor|nowhere|without|cannot|"
    r"nothing|refused|rejected|unable|unless|except(?:ing)?|excluding|"
    r"fail(?:s|ed|ing|ure)?\s+to|hardly|scarcely|barely|den(?:y|ies|ied)|disput(?:es|ed)|lack(?:s|ed|ing)?|"
    r"(?:other|rather)\s+than|instead\s+of|apart\s+from)\b|n't\b",
    re.IGNORECASE,
)
_NEGATIVE = ("un", "in", "im", "il", "ir", "non", "dis", "mis")

_NON = re.compile(r"\b(?:non|un|not)-\s?(\w+)", re.IGNORECASE)


@lru_cache
def _pattern(forms: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(forms)})\b", re.IGNORECASE)


def sense_faults(text: str, quotes: Sequence[str], frame: str) -> list[str]:
    """What a claim turns round, hardens, widens or denies. All texts are plain."""
    text, frame = BOUND.sub(" ", text), BOUND.sub(" ", frame)
    quotes = [BOUND.sub(" ", quote) for quote in quotes]
    allowed = "\n\n".join((*quotes, frame))
    # A row said with its table's headers may end with "…": what was cut is not left out.
    told = [] if frame and "…" in text else _told(text, quotes)
    return [
        *_opposites(text, allowed, bind=not frame), *_hedges(text, allowed, told),
        *_limits(text, allowed, told), *_denials(text, quotes, allowed, told),
        *_prefixes(text, allowed), *_moods(text, allowed), *_times(text, allowed),
    ]


# --- opposites ------------------------------------------------------------------------


def _opposites(text: str, allowed: str, *, bind: bool) -> Iterable[str]:
    steps = _steps(allowed)
    for key, way in sorted(_steps(text)) if bind else ():
        if (key, way) not in steps and any(key == other for other, _ in steps):
            yield f"the quote does not say that {key} went {way}"
    for place, (one, other) in enumerate(_OPPOSITES):
        for side, against in ((one, other), (other, one)):
            said = _pattern(side).search(text)
            if not said:
                continue
            backed = _pattern(side).search(allowed)
            contrary = _pattern(against).search(allowed)
            if not backed and (contrary or place < _STRICT):
                yield f"the quote does not say “{said.group()}”"
            elif bind and backed and contrary and not _of_the_same(text, allowed, side, against):
                yield f"the quote says “{said.group()}” of something else"


def _steps(text: str) -> set[tuple[str, str]]:
    """(figure, "up" or "down") for figures behind a word of change in their sentence."""
    up, down = _OPPOSITES[0]
    either = _pattern(f"{up} {down}")
    found = set()
    for sentence in sentences(text):
        for figure in figures(sentence):
            before = [one.group() for one in either.finditer(sentence, 0, figure.start)]
            if before and not figure.in_date:
                found.add((figure.key, "up" if _pattern(up).fullmatch(before[-1]) else "down"))
    return found


def _of_the_same(text: str, allowed: str, side: str, against: str) -> bool:
    """Where the quotes take both sides: whether what the claim says it of has, in the
    quotes, a word of that side nearest."""
    either = _pattern(f"{side} {against}")
    for said in _pattern(side).finditer(text):
        subject = _beside(words(text), said.start())
        if subject is None:
            continue
        if not any(
            word.stem == subject.stem and _pattern(side).fullmatch(nearest)
            for sentence in sentences(allowed)
            for word in words(sentence)
            for nearest in _nearest(either, sentence, word)
        ):
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


# --- hedges and limits ------------------------------------------------------------------


def _told(text: str, quotes: Sequence[str]) -> list[tuple[str, str]]:
    """For each sentence of the quotes that the claim tells: the part from the first to the
    last word that they share, with two words before it (five, for "It was alleged that");
    and the whole sentence."""
    said = {word.stem for word in words(text) if word.stem}
    told = []
    for quote in quotes:
        for sentence in sentences(quote):
            every = words(sentence)
            shared = [place for place, word in enumerate(every) if word.stem in said]
            content = sum(bool(word.stem) for word in every)
            if not shared or len(shared) < min(2, content, len(said)):
                continue
            that = any(word.text == "that" for word in every[max(0, shared[0] - 3) : shared[0]])
            first = every[max(0, shared[0] - (5 if that else 2))].start
            told.append((sentence[first : every[shared[-1]].end], sentence))
    return told


def _hedges(text: str, allowed: str, told: Sequence[tuple[str, str]]) -> Iterable[str]:
    for name, forms in _HEDGES.items():
        pattern = _pattern(forms)
        has = bool(_hedged(pattern, text))
        if has and not pattern.search(allowed):
            yield f"the quote does not say that it is {name}"
        if not has and any(
            hedge for part, sentence in told for hedge in _hedged(pattern, part)
            # "would", "could" in reported speech are "will", "can" of the day.
            if not (hedge.casefold() in ("would", "could") and _REPORTED.search(sentence))
        ):
            yield f"the quote says that it is {name} and the claim does not"
    condition = _pattern(_CONDITIONS)
    if any(condition.search(sentence) for _, sentence in told) and not condition.search(text):
        yield "the quote makes a condition and the claim does not"


def _hedged(pattern: re.Pattern[str], text: str) -> list[str]:
    return [
        match.group() for match in pattern.finditer(text)
        # May, the month.
        if not (match.group() == "May" and re.search(r"(?:\d|\bin|\bof|\bsince|\bby)\s+$",
                                                     text[: match.start()]))
    ]


def _limits(text: str, allowed: str, told: Sequence[tuple[str, str]]) -> Iterable[str]:
    for name, forms in _LIMITS.items():
        pattern = _pattern(forms)
        said = pattern.search(text)
        if said and not pattern.search(allowed):
            yield f"the quote does not say “{said.group()}”"
        if name in _HARD_LIMITS and not said:
            for part, _ in told:
                limit = pattern.search(part)
                if limit:
                    yield f"the quote says “{limit.group()}” and the claim does not"
                    break


def _moods(text: str, allowed: str) -> Iterable[str]:
    """What a claim says will be and its quotes that it may be, though they say "will" of
    something else; and "all" where they say "some" of the same."""
    for kinds in (_MOODS, _LIMITS):
        said, there = _governed(kinds, text), _governed(kinds, allowed)
        for word, kind in sorted(said):
            known = {other for one, other in there if one == word}
            if known and kind not in known:
                yield f"the quote says “{word}” another way"


def _governed(kinds: dict[str, str], text: str) -> set[tuple[str, str]]:
    """(stem, kind) for the content word right behind each such word."""
    found = set()
    for clause in clauses(text):
        content = [word for word in words(clause) if word.stem]
        for kind, forms in kinds.items():
            for match in _pattern(forms).finditer(clause):
                following = [word for word in content if word.start >= match.end()]
                if following:
                    found.add((following[0].stem, kind))
    return found


def _times(text: str, allowed: str) -> Iterable[str]:
    """Days, weeks and years stay what they are, with or without a figure."""
    for name, forms in _TIMES.items():
        if _pattern(forms).search(text) and not _pattern(forms).search(allowed):
            yield f"the quote does not speak of {name}s"
        rate = re.compile(rf"\b(?:every|each|per|an?)\s+{name}\b|\b{name}ly\b|\bdaily\b|"
                          r"\bannual|\bper annum\b", re.IGNORECASE)
        if re.search(rf"\b(?:every|each|per)\s+{name}\b", text, re.IGNORECASE) and not (
            rate.search(allowed)
        ):
            yield f"the quote does not say that it is each {name}"


# --- denials ------------------------------------------------------------------------------


def _denials(
    text: str, quotes: Sequence[str], allowed: str, told: Sequence[tuple[str, str]]
) -> Iterable[str]:
    said, there = len(DENIAL.findall(text)), len(DENIAL.findall(allowed))
    if said and not there:
        yield "the quote does not deny anything"
    if not said and any(DENIAL.search(quote) for quote in quotes):
        yield "the quote denies something and the claim does not"
    if not there or not said:
        return
    if said > there or said < sum(len(DENIAL.findall(part)) for part, _ in told):
        yield "it denies more or less than the quote"
    denied, plainly = _denied(allowed)
    claimed, claims_plainly = _denied(text)
    for one in sorted((claimed - denied) & plainly):
        yield f"the quote does not deny “{one}”"
    for one in sorted((claims_plainly - claimed) & (denied - plainly)):
        yield f"the quote denies “{one}”"


def _denied(text: str) -> tuple[set[str], set[str]]:
    """(stems denied, stems said in clauses that deny nothing). Denied is the first content
    word after the denial in its clause."""
    denied: set[str] = set()
    plainly: set[str] = set()
    for clause in clauses(text):
        match = DENIAL.search(clause)
        content = [word for word in words(clause) if word.stem]
        if match is None:
            plainly |= {word.stem for word in content}
            continue
        following = [word for word in content if word.start >= match.end()]
        denied |= {word.stem for word in following[:1]}
    return denied, plainly


def _prefixes(text: str, allowed: str) -> Iterable[str]:
    """ "Safe" for "unsafe", and the other way round."""
    said = {word.text.casefold() for word in words(text)}
    there = {word.text.casefold() for word in words(allowed)}
    for word in sorted(said - there):
        if any(f"{prefix}{word}" in there for prefix in _NEGATIVE if len(word) > 3) or any(
            word.startswith(prefix) and len(word) > len(prefix) + 3
            and word.removeprefix(prefix) in there
            for prefix in _NEGATIVE
        ):
            yield f"the quote says the opposite of “{word}”"
    for word in sorted(said & _apart(allowed) - _apart(text)):
        yield f"the quote says the opposite of “{word}”"


def _apart(text: str) -> set[str]:
    """What stands behind a "non-" and nowhere without one."""
    denied = {match[1].casefold() for match in _NON.finditer(text)}
    return denied - {word.text.casefold() for word in words(_NON.sub(" ", text))}
