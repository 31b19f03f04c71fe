"""Which sentences of a report matter: chosen by what they carry, not by a model.

A sentence is worth the sum of its features' weights; each feature is one thing that a
reader can check by eye: money, a change in a figure, a risk, a deadline. `features`
gives them by name, so that a choice can be explained.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from bot.digests.papers import Sentence
from indexer.catalogue.terms import terms
from indexer.packs import BlockKind, PageKind

__all__ = ["WEIGHTS", "choose", "features", "plain_text", "worth"]

WEIGHTS: dict[str, float] = {
    "money": 1.6,
    "change": 1.8,
    "figure": 0.8,
    "risk": 1.5,
    "deadline": 1.4,
    "duty": 0.7,
    "judgement": 0.9,
    "no news": -2.5,
    "old": -1.2,
    "finance or risk section": 0.8,
    "summary section": 0.7,
    "on what is asked": 0.9,
    "names the subject": 0.5,
    "list item": -0.5,
    "appendix": -1.3,
    "about the report itself": -2.0,
    "leans on what came before": -0.9,
    "long": -0.8,
    "very long": -1.5,
    "equalities or ethics section": -0.6,
    "rambles through figures": -0.8,
}
"""What each feature counts. Set by eye on made-up and foreign papers, then left."""

ENOUGH, LITTLE = 1.4, 0.8
"""A sentence worth less than `ENOUGH` says too little to be put before every councillor;
where a report has nothing better, `LITTLE` will do for one point."""

MIN_WORDS, MAX_WORDS = 7, 55

_MONEY = re.compile(r"[£€]\s?\d|\b\d[\d,.]*\s?(?:pence|p per)\b")
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?:\s?%|\s?per cent)?")
_PERCENT = re.compile(r"\d\s?(?:%|per cent|percentage points?)")
_CHANGE = re.compile(
    r"\b(?:increas|decreas|reduc|r(?:ise|isen|ising|ose)\b|f(?:all|allen|alling|ell)\b|grow(?:n|th|s)?\b|"
    r"grew\b|drop(?:ped|s)?\b|doubl|halv|higher|lower|more than|fewer than|less than|compared|"
    r"up from|down from|overspen|underspen|improve|worsen|declin|against a target|below target|"
    r"above target|since (?:19|20)\d\d|previous year|last year|year on year)",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\bfrom\s+[£\d][^.;]{0,40}?\bto\s+[£\d]", re.IGNORECASE)
_RISK = re.compile(
    r"\b(?:risks?|overspend|overspent|shortfall|breach|delay(?:s|ed)?|fail(?:s|ed|ure|ing)?|unable|"
    r"cannot|behind schedule|inadequate|requires improvement|overdue|vacan(?:t|cy|cies)|shortage|"
    r"waiting (?:list|time)s?|concerns?|pressures?|uncertain(?:ty)?|not (?:been )?met|missed|"
    r"enforcement|litigation|penalt(?:y|ies)|complaints?|hazards?|death|harm|unsafe|deficit)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:by|before|until|no later than|due|expected|deadline|from|end(?:s|ing)?|planned|"
    r"start(?:s|ing)?|begin(?:s|ning)?|in|will|on|for)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>January|February|March|April|May|June|July|"
    r"August|September|October|November|December)\s+(?P<year>20\d\d)"
)
_DUTY = re.compile(
    r"\b(?:must|statutory|legal(?:ly)? (?:duty|required)|required to|"
    r"will (?:close|end|stop|cease|be withdrawn)|approv(?:e|al)|"
    r"consultation (?:runs|closes|ends)|inspection)\b",
    re.IGNORECASE,
)
_JUDGEMENT = re.compile(
    r"\b(?:rated|graded|judged|found that|outcome|overall|achieved|launched|"
    r"awarded|opened|closed|appointed)\b",
    re.IGNORECASE,
)
_NO_NEWS = re.compile(
    r"\bno (?:direct |significant |specific |further |additional |new )?(?:issues?|risks?|"
    r"implications?|concerns?|impacts?|considerations?)\b|\brisks? (?:and issues? )?"
    r"(?:register|log|assessments?)\b|\bnone (?:identified|arising)\b|\bnot applicable\b",
    re.IGNORECASE,
)
_PAST_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ITSELF = re.compile(
    r"^(?:the |this |a )?(?:purpose of th|"
    r"report (?:sets|provides|outlines|gives|details|informs|asks)|"
    r"(?:is|are|does|do|has|have) (?:the|this|any|there) .*\?)|"
    r"\b(?:attached (?:as|at|to)|see appendix|set out (?:in|at) appendix|background papers?|"
    r"does the (?:information|report)|contrary to a plan or strategy|"
    r"accordance with the council.s approved budget)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"^(?:this|that|these|those|it|they|he|she|such|however|therefore|also|in addition|furthermore|"
    r"moreover|as a result|additionally|again|both|here|there (?:is|are) also|for example|e\.g|"
    r"and|but|or|which|"
    r"who|their|its|his|her)\b",
    re.IGNORECASE,
)
_SKIPPED = re.compile(
    r"recommendation|appendices|list of|background papers|contact|wards? affected|council priorit|"
    r"reasons? for|alternative|other options|priority|exempt|glossary|contents|foreword|acknowledg|"
    r"references|bibliography|membership|terms of reference|further information",
    re.IGNORECASE,
)
_MONEY_OR_RISK = re.compile(r"financ|budget|cost|resourc|money|spend|saving|risk", re.IGNORECASE)
_SUMMARY = re.compile(
    r"executive summary|summary|key (?:points|issues|findings|messages|areas)|conclusion|"
    r"headline|at a glance|performance",
    re.IGNORECASE,
)
_SOFT = re.compile(r"equalit|ethic|sustainab|climate|human resources|consultation", re.IGNORECASE)
_LEADING_NUMBER = re.compile(
    r"^(?:\(?(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\.|[a-z]\)|\([a-z]\)|\([ivx]+\)|[•▪◦–-])\s+)+"
)


def plain_text(text: str) -> str:
    """A sentence without its paragraph's number or bullet.

    >>> plain_text("6.3 At 31 December 2024 there were 412 open cases.")
    'At 31 December 2024 there were 412 open cases.'
    """
    return _LEADING_NUMBER.sub("", text).strip()


def features(
    sentence: Sentence, *, subject: frozenset[str], asked: frozenset[str], meeting: dt.date
) -> dict[str, float]:
    """The features that a sentence has, with their weights; {} where it is no candidate.

    Args:
        subject: stems of the item's title; asked: of its recommendations.
        meeting: a date after it is a deadline, or at least still ahead.
    """
    text = plain_text(sentence.text)
    if not _candidate(sentence, text):
        return {}
    path = " ".join(sentence.headings[-2:])
    words = len(text.split())
    stems = set(terms(text))
    numbers = _NUMBER.findall(_DAY.sub(" ", text))
    has = {
        "money": bool(_MONEY.search(text)),
        "change": bool(_FROM_TO.search(text) or (numbers and _CHANGE.search(text))),
        "figure": bool(_PERCENT.search(text) or numbers),
        "risk": bool(_RISK.search(text)),
        "deadline": _deadline(text, meeting),
        "duty": bool(_DUTY.search(text)),
        "judgement": bool(_JUDGEMENT.search(text)),
        "no news": bool(_NO_NEWS.search(text)),
        "old": _old(text, meeting),
        "finance or risk section": bool(_MONEY_OR_RISK.search(path)),
        "summary section": bool(_SUMMARY.search(path)),
        "on what is asked": len(stems & asked) >= 3,
        "names the subject": len(stems & subject) >= min(2, max(1, len(subject))),
        "list item": sentence.kind is BlockKind.LIST_ITEM,
        "appendix": sentence.appendix is not None,
        "about the report itself": bool(_ITSELF.search(text)),
        "leans on what came before": bool(_LEANS.match(text)),
        "long": 34 < words <= 44,
        "very long": words > 44,
        "equalities or ethics section": bool(_SOFT.search(path)),
        "rambles through figures": len(numbers) > 7,
    }
    return {name: WEIGHTS[name] for name, present in has.items() if present}


def worth(found: dict[str, float]) -> float:
    """The sum; a sentence that carries none of these things is worth nothing."""
    carries = {"money", "change", "figure", "risk", "deadline", "judgement"} & found.keys()
    return sum(found.values()) if carries else 0.0


def choose(
    sentences: Iterable[Sentence],
    *,
    title: str,
    asked: Sequence[str],
    meeting: dt.date,
    count: int = 3,
) -> list[Sentence]:
    """At most `count` sentences that matter most, in the order of the paper.

    One that says much the same as a chosen one is passed over, and so is a third of
    the same sort, so that money does not crowd out risk.
    """
    subject = frozenset(terms(title))
    wanted = frozenset(stem for text in asked for stem in terms(text))
    scored: list[tuple[float, int, Sentence, dict[str, float]]] = []
    for place, sentence in enumerate(sentences):
        found = features(sentence, subject=subject, asked=wanted, meeting=meeting)
        value = worth(found)
        if value >= LITTLE:
            scored.append((value, place, sentence, found))
    chosen: list[tuple[int, Sentence, set[str], frozenset[str]]] = []
    while scored and len(chosen) < count:
        value, place, best, found = max(
            scored, key=lambda one: (_fresh(one, chosen), -one[1])
        )
        scored = [one for one in scored if one[1] != place]
        stems = frozenset(terms(best.text))
        if any(_same(stems, before) for _, _, _, before in chosen) or (
            _fresh((value, place, best, found), chosen) < (ENOUGH if chosen else LITTLE)
        ):
            continue
        chosen.append((place, best, _sorts(found), stems))
    return [sentence for _, sentence, _, _ in sorted(chosen, key=lambda one: one[0])]


def _fresh(
    one: tuple[float, int, Sentence, dict[str, float]],
    chosen: Sequence[tuple[int, Sentence, set[str], frozenset[str]]],
) -> float:
    """What a sentence is worth beside those that are chosen already."""
    value, _, sentence, found = one
    for _, other, sorts, _ in chosen:
        if _sorts(found) <= sorts:
            value -= 0.8
        if sentence.headings == other.headings and sentence.pdf_page == other.pdf_page:
            value -= 0.3
    return value


def _sorts(found: dict[str, float]) -> set[str]:
    return {"money", "change", "risk", "deadline"} & found.keys()


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and len(one & other) / min(len(one), len(other) or 1) > 0.6


def _candidate(sentence: Sentence, text: str) -> bool:
    if sentence.kind is BlockKind.ROW or sentence.page_kind in (
        PageKind.FRONT, PageKind.BLANK, PageKind.MINUTES
    ):
        return False
    if any(_SKIPPED.search(heading) for heading in sentence.headings[-2:]):
        return False
    words = text.split()
    if not MIN_WORDS <= len(words) <= MAX_WORDS:
        return False
    # Chart labels and torn table cells have capitals, figures and no end.
    if not re.search(r"[.!;]['\"’”)]*$", text) or not re.match(r"[\"'‘“(]?[A-Z0-9£]", text):
        return False
    plain = [word for word in words if re.fullmatch(r"[(\"'‘“]?[a-z][a-z'’-]*[,;:.)\"'’”]*", word)]
    return len(plain) / len(words) >= 0.5


def _old(text: str, meeting: dt.date) -> bool:
    """All the years that it names lie well behind."""
    years = [int(year) for year in _PAST_YEAR.findall(text)]
    return bool(years) and max(years) < meeting.year - 1


def _deadline(text: str, meeting: dt.date) -> bool:
    for match in _DAY.finditer(text):
        month = dt.datetime.strptime(match["month"], "%B").month
        try:
            day = dt.date(int(match["year"]), month, int(match["day"] or 28))
        except ValueError:
            continue
        if day > meeting and _AHEAD.search(text[max(0, match.start() - 25) : match.start()]):
            return True
    return False
