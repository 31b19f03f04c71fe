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
from importlib.resources import files
from itertools import pairwise

from bot.answers.check.numbers import numbers
from bot.answers.check.wording import Word, clauses, sentences, stem, words

__all__ = ["DENIAL", "meaning_faults"]


def _any(forms: str) -> str:
    """A pattern for words in a row: "*" for any ending, "_" for a space."""
    return "|".join(form.replace("*", r"\w*").replace("_", r"\s+") for form in forms.split())


@lru_cache
def _words(forms: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(forms)})\b", re.IGNORECASE)


_NOT = re.compile(
    r"\b(?:not(?!\s+only\b)|no(?!\.|-|\s*\d|\s+(?:later|earlier|more|less|fewer|longer)\s+than\b)|"
    r"never|none|nobody|neither|nor|nowhere|without|cannot|nothing|unable|hardly|scarcely|"
    r"barely|yet\s+to)\b|n't\b", re.IGNORECASE,
)
_IN_A_NAME = re.compile(r"(?<=[a-z,] )(?:Not|No)(?= [A-Z])")
"""A denial within a name: "Not In Education, Employment or Training"."""

_TURNED = (
    "fail(?:s|ed|ing|ure)_to refused_to refuses_to turned_down thrown_out voted_down declined_to "
    "declines_to stopped_short stops_short denied denies excluded exclud* except unable without"
)
"""Words that deny what they stand before: a claim may not leave them out."""

_ENDED = (
    "abandon* scrapped cancel* halted shelved axed rul*_out withdrew withdrawn reject* refused "
    "called_off"
)
"""Words of ending that a claim may not bring along."""

DENIAL = re.compile(
    rf"{_NOT.pattern}|\b(?:{_any(_TURNED)}|unless|refused|rejected)\b", re.IGNORECASE
)
"""Words that turn what follows them round."""

_NEGATIVE = _TURNED + (
    " everyone_but all_but refus* reject* abandon* halted scrap scrapped shelved cancel* "
    "withdr* rul*_out turn_down "
    "quash* "
    "revok* repeal* dismissed stopped stops lacks lacked unable fail* halt* shelv* prevent* "
    "avoid* lack* deny dispute* disputing omit* miss missed missing "
    "overturn* discontinu* dismiss* oppos* object objects objected objecting objection* against "
    "absent absence instead_of rather_than other_than apart_from short_of unless void impossible "
    "defeated free_of free_from stop stops stopped axed lost loses ban banned bans prohibit* "
    "forbid* forbidden bar barred exempt* insufficient shortage* decline* cease*"
)
"""Words that back a denial."""

_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "mis")

_CLASSES: dict[str, tuple[str, str]] = {
    # What it is: (words of units that a claim must keep, further words that keep it)
    "not yet settled": (
        "may might could possibl* potentially perhaps expect(?:ed|s|ing)?_(?:to|that) likely "
        "probabl* forecast* "
        "project(?:ed|ion|ions) anticipat* estimat* predict* propos* recommend* suggest* "
        "planned_to plans_to plans_for minded intend* intention* draft "
        "(?:asked|invited|requested|asks|invites)_to aim aims aimed aiming hopes hoped seek_to "
        "seeks_to seeking_to should ought option options aspires aspiration* provisional* "
        "indicative "
        "risk_that risk_is risk_of considering will_consider whether_to",
        "expect* planned can able would plan plans want* hope* idea* bid* target* asked asking "
        "request* look_at "
        "looking_at think* about around roughly due set_to in_line put_forward moot* eye* "
        "earmark* pencil* if whether prospect* risk* seem* appear* chance* believe* reckon* goal* "
        "advis* encourag* invit* subject_to exploring explore up_for put_at meant call_for "
        "calls_for consider* "
        "guess* hinted designed allow* permit* in_the_region amendment motion need* next  ",
    ),
    "put off": (
        "defer defers deferred deferring postpon* adjourned suspended paused put_off held_over",
        "delay* push* on_hold later wait* hold held back stop* halt* put suspen* paus* ask*",
    ),
    "of some": (
        "some few",
        "several many various certain number one two three part* not_all most majority among mix* "
        "times half handful couple lots lot parts any",
    ),
    "of most": (
        "most_of majority mostly mainly largely predominantly most(?=_\\w+s\\b)",
        "most bulk chiefly main half more_than almost nearly generally good",
    ),
    "an average": ("average averag*", "mean typical* about around usual* normal* roughly"),
    "of nothing else": (
        "only solely exclusively merely",
        "just sole alone no_other limited nothing but single less not never no one",
    ),
    "somebody's word and not a fact": (
        "alleg* claims_that claimed reportedly accus* felt believ* opinion* perceiv* "
        "in_(?:my|our|his|her|their)_view (?:resident|respondent|objector|petitioner)s?_"
        "(?:said|felt|told|stated|reported|claim\\w*|argu\\w*|wrote|want\\w*|thought|say|feel) "
        "complain* rumou* argued argues feel feels denied_that denies_that",
        "say says said told tell* according report* view* think* thought worr* concern* fear* "
        "comment* quote* object* maintain* insist* resident* consult* critic* allegation* call* "
        "feeling describ* warn* respon* feedback raise raised raises claim claims seem* appear* "
        "den* "
        "Mr Mrs Ms Miss Dr Councillor Cllr want*",
    ),
    "only asked": (
        "asked_(?:if|whether|how|why|what|when|who) queried whether enquired inquired wondered "
        "questioned",
        "ask* query* queries question* want*_to_know unclear if not_clear unknown decide* "
        "consider*",
    ),
}
"""Read from the words that they govern: "may close" only where the claim tells of closing."""

_NEEDS_BACKING = ("put off",)
"""Classes whose own words a claim may not bring along either."""

_CONDITION = re.compile(
    r"(?<!consider )(?<!determine )(?<!see )(?<!know )(?<!establish )(?<!assess )(?<!check )"
    r"(?<!decide )(?<!asked )(?<!ask )(?<!ascertain )\bif\b(?!\s+\w+[,.;)])|\bunless\b|"
    r"\bprovided (?:that|the)\b|\bconditional (?:on|upon)\b|\bdepend(?:s|ing|ent) (?:up)?on\b|"
    r"(?<!children )(?<!people )(?<!and )(?<!not )(?<!be )"
    r"\bsubject to\b(?! a? ?child)", re.IGNORECASE,
)
_CONDITIONAL = (
    "if unless provided conditional* depend* pending subject only once until long_as hinge* need* "
    "when after whether without rest* await* would should first before has_to have_to must could"
)
_ANSWERED = re.compile(
    r"\b(?:respon\w+|answer\w*|repl\w+|confirm\w*|advis\w+|explain\w*|agreed)\b", re.IGNORECASE
)

_QUALIFIED = re.compile(
    r"\b(?P<kind>(?P<former>former|ex|outgoing|previous|then|past)|(?P<acting>acting|interim|"
    r"temporary)|(?P<deputy>deputy|vice|assistant|associate)|(?P<shadow>shadow)|(?P<elect>elect))"
    r"[ -](?P<title>chair\w*|leader|mayor|head|director|manager|officer|chief|clerk|councillor|"
    r"member|minister|corporate|president|principal|governor|secretary|commissioner|cabinet)\b",
    re.IGNORECASE,
)
_KINDS = {
    "former": "former* ex outgoing previous* then past once used_to until old last", "acting":
    "acting interim temporar* stand-in stepping", "deputy": "deputy vice assistant associate",
    "shadow": "shadow", "elect": "elect",
}

_OUTCOMES = (
    (re.compile(
        r"\b(?:approved|agreed|adopted|authorised|endorsed|resolved|decided|decision was taken|"
        r"gave the go-ahead|signed off)\b", re.IGNORECASE),
     re.compile(
        r"\b(?:(?:re)?approved|approves|agreed|agrees|adopted|adopts|authori[sz]e[sd]|endorse[sd]?|"
        r"resolved?|decided|taken|carried|accept\w+|granted|awarded|passed|confirmed|supported|voted|"
        r"signed|unanimous\w*|ratified|decision:|approve “|does approve)\b|RESOLVED|\bTo approve\b",
        re.IGNORECASE)),
    (re.compile(r"\b(?:has|have|had|was|were)(?: been)? (?:given|awarded|granted|paid)\b", re.I),
     re.compile(r"\b(?:gave|(?:was|were|been|is|are) given|award\w*|grant(?:ed|s)|receiv\w+|paid|"
                r"provided|got|payment|approv\w+)\b", re.IGNORECASE)),
)
"""(what a claim says was decided or given, words of units that say so)."""

_ALL = "all everyone everybody always entire*"
_SETTLED = re.compile(r"\b(?:resolved|agreed|approved|adopted|decided|confirmed|carried)\b", re.I)

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
    ("support* back backs backed", "oppos* against reject*"), ("adult*", "child children "
    "kids"), ("primary", "secondary"),
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
"""Of so many of the first pairs a side is bound to what the units say it of."""

_TIME_WORDS = {
    "hour": "hour* hourly", "day": "day days daily", "week": "week* fortnight*",
    "month": "month* quarter*", "year": "year* annual* annum yearly 20\\d\\d",
}


@dataclass(frozen=True, slots=True)
class Told:
    """The clauses of a sentence that a claim tells, and the sentence."""

    part: str
    sentence: str


_JOINT = re.compile(
    r"[;:•]\s|\b(?:and|but|while|whilst|whereas|although|though|however|which|who)\b", re.IGNORECASE
)


def told(text: str, units: Sequence[str]) -> list[Told]:
    """For each sentence of the units that a claim tells, the clauses that share most."""
    said = _keys(text)
    found = []
    for unit in units:
        for sentence in sentences(unit):
            parts = [part for part in _JOINT.split(sentence) if part.strip()]
            shared = [len(said & _keys(part)) for part in parts]
            best = max(shared, default=0)
            if not best or len(said & _keys(sentence)) < min(2, len(_keys(sentence)), len(said)):
                continue
            kept = [
                part for part, count in zip(parts, shared, strict=True)
                if count and count >= 0.7 * best
            ]
            found.append(Told(" ".join(kept), sentence))
    return found


_SCALES = frozenset(stem(word) for word in "hundred thousand million billion cent".split())


def _keys(text: str) -> set[str]:
    return {word.stem for word in words(text) if word.stem and word.stem not in _SCALES} | {
        f"{one.value}" for one in numbers(text)
    }


def meaning_faults(
    text: str, units: Sequence[str], frame: str, question: str, *, row: bool = False,
    near: str = "",
) -> Iterator[str]:
    """What a claim turns round, hardens, widens, denies or drops. All texts are plain.

    Args:
        units: the units' own words.
        frame: what they stand under.
        row: the units are rows: cells are not governed by one another.
        near: what else stands on their pages, such as the "agreed:" over a list.
    """
    text, frame = _IN_A_NAME.sub(" ", text), _IN_A_NAME.sub(" ", frame)
    units = [_IN_A_NAME.sub(" ", unit) for unit in units]
    allowed = "\n\n".join((*units, frame))
    parts = [] if row else told(text, units)
    yield from _opposites(text, allowed, bind=not row)
    yield from _classes(text, allowed, parts, question, near)
    yield from _widened(text, parts)
    yield from _tenses(text, parts)
    yield from _denials(text, allowed, parts, row=row)
    yield from _prefixes(text, allowed)
    yield from _antonyms(text, allowed)
    yield from _offices(text, allowed)
    yield from _times(text, allowed)


# --- classes of words ---------------------------------------------------------------------


def _has(forms: str, text: str) -> list[re.Match[str]]:
    return [
        match for match in _words(forms).finditer(text)
        # May, the month, has its capital amid a sentence.
        if not (match.group() == "May" and (match.start() or re.match(r"\W+\d", text[3:])))
    ]


REACH = 4
"""Content words behind one of a class that it governs, as far as its clause goes; of "some",
"only" and their like half as many."""


_PROPOSES = re.compile(
    r"propos(?!ed\b)\w*|recommend\w*|suggest\w*|(?:asked|invited|requested|asks|invites)\s+to|"
    r"minded|risk\s\w+", re.IGNORECASE,
)
"""What governs the rest of its sentence."""

_LIST = re.compile(r",(?=\s+\w+(?:,|\s+(?:and|or)\b))")
_ADJECTIVES = frozenset(("draft", "proposed"))
_QUANTITIES = frozenset("some few most".split())
_OPENS = re.compile(r"(?:^|[,;:(.]\s*|\b(?:and|but|that|while|where|for|to|of)\s+)$")


def _governs(match: re.Match[str], sentence: str, said: set[str], reach: int) -> bool:
    """Whether a claim tells of what such a word governs in its sentence."""
    if _PROPOSES.fullmatch(match.group()):
        reach *= 4
    else:
        sentence = sentence[: match.end()] + _LIST.sub(" ", sentence[match.end() :])
    rest = re.split(r"[,;:](?!\d)", sentence[match.end() :])[0]
    after = [word.stem for word in words(rest) if word.stem]
    if match.group().casefold() in _ADJECTIVES:
        reach = 1
    if match.group().casefold() in _QUANTITIES and not _OPENS.search(sentence[: match.start()]):
        return False
    return bool(said & set(after[:reach]))


def _classes(
    text: str, allowed: str, parts: Sequence[Told], question: str, near: str
) -> Iterator[str]:
    said = _keys(text)
    asked = _keys(question)
    for name, (own, other) in _CLASSES.items():
        here = _has(own, text)
        if here and name in _NEEDS_BACKING and not _has(f"{own} {other}", f"{allowed}\n{near}"):
            yield f"the units do not say “{here[0].group()}”"
        # "Call-in requests" are no request where the units have the words too.
        if here or any(
            not re.search(rf"\b{match.group()}\b", allowed, re.IGNORECASE)
            for match in _has(other, text)
        ):
            continue
        reach = REACH // 2 if name.startswith(("of ", "an ")) else REACH
        if name == "of most" and numbers(text):
            continue
        for part in parts:
            if name == "only asked" and _ANSWERED.search(part.sentence):
                continue
            if name == "not yet settled" and _SETTLED.search(part.sentence):
                continue
            there = [
                match for match in _has(own, part.sentence)
                if _governs(match, part.sentence, said, reach)
            ]
            if there:
                yield (
                    f"the units say “{there[0].group()}”: it is {name}, and the claim must say so"
                )
                break
    if not _words(_CONDITIONAL).search(text):
        for part in parts:
            condition = _CONDITION.search(part.sentence)
            if condition and not _keys(part.sentence[condition.start() :][:60]) & asked:
                yield f"the units make a condition (“{condition.group().strip()} …”)"
                break
    governed = _governed(allowed)
    for key, kind in sorted(_governed(text)):
        kinds = {its for other_key, its in governed if other_key == key}
        if kinds and kind not in kinds:
            yield f"the units say “{min(kinds)}” of “{key}” and not “{kind}”"
    for outcome, backed in _OUTCOMES:
        said_so = outcome.search(text)
        if said_so and not (
            backed.search(allowed) or _NOT.search(text)
            or _has(_CLASSES["not yet settled"][0], text)
        ):
            yield f"the units do not say “{said_so.group()}”"


_MOODS = {
    "may": "may might could can able_to allow(?:s|ed)(?!_for) permit(?:s|ted)",
    "should": "should ought_to recommend* encourage*",
    "must": "must shall ha(?:s|ve)_to require(?:s|d) mandatory compulsory obliged",
    "will": "will would shall",
}


def _governed(text: str) -> set[tuple[str, str]]:
    """(stem, kind) for the content word right behind each word of duty or freedom."""
    return {
        (key, kind)
        for kind, forms in _MOODS.items()
        for match in _has(forms, text)
        for key in _behind(text, match.end(), 1)
    }


def _behind(text: str, at: int, count: int) -> set[str]:
    """The stems of some content words behind a place."""
    return set([word.stem for word in words(text) if word.stem and word.start >= at][:count])


_PART = re.compile(
    r"\b(?:some|half|several|many|most|mostly|largely|mainly|few|certain|part(?:ly)?|a number of|"
    r"majority|(?:\d+|one|two|three) (?:out )?of)\b", re.IGNORECASE,
)


def _widened(text: str, parts: Sequence[Told]) -> Iterator[str]:
    """ "All" of what the units say of a part only."""
    said = _words(_ALL).search(text)
    for part in parts if said else ():
        partial = _PART.search(part.sentence)
        if said and partial and not _words("all every each both whole").search(part.sentence):
            yield f"the units say “{partial.group()}” and not “{said.group()}”"
            return


_WILL = re.compile(r"\b(?:will|shall|going to|is to|are to|would like to)\b")
_DONE = re.compile(r"\b(?:was|were|has|have|had|did)\b(?!\s+to\b)")


def _tenses(text: str, parts: Sequence[Told]) -> Iterator[str]:
    """What a claim says is done, and its units that it will be."""
    if _WILL.search(text) or _has(_CLASSES["not yet settled"][0], text):
        return
    for done in _DONE.finditer(text):
        doing = _behind(text, done.end(), 2)
        for part in parts:
            for will in _WILL.finditer(part.sentence):
                coming = _behind(part.sentence, will.end(), 2)
                if doing & coming and not any(
                    doing & coming & _behind(part.sentence, one.end(), 2)
                    for one in _DONE.finditer(part.sentence)
                ):
                    yield f"the units say “{will.group()}” and not “{done.group()}”"
                    return


def _offices(text: str, allowed: str) -> Iterator[str]:
    """A former, acting or deputy holder of an office said to hold it, and the other way."""
    said = list(_QUALIFIED.finditer(text))
    for there in _QUALIFIED.finditer(allowed):
        kind, title = _office(there)
        plain_there = re.search(rf"(?<!{there['kind']}[ -])\b{title}\b", allowed, re.IGNORECASE)
        if (
            re.search(rf"\b{title}\b", text, re.IGNORECASE)
            and not _words(_KINDS[kind]).search(text) and not plain_there
        ):
            yield f"the units say “{there.group()}” and not “{title}”"
    known = {_office(one) for one in _QUALIFIED.finditer(allowed)}
    for one in said:
        kind, title = _office(one)
        if (kind, title) not in known and not _words(_KINDS[kind]).search(allowed):
            yield f"the units do not say “{one.group()}”"


def _office(match: re.Match[str]) -> tuple[str, str]:
    kind = next(name for name in _KINDS if match[name])
    return kind, match["title"].casefold()


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
            if not backed and contrary and not (negated or _words(against).search(text)) and (
                place < _STRICT or _beside_same(text, said, allowed, against)
            ):
                yield f"the units say “{contrary.group()}” and not “{said.group()}”"
            elif (
                place == 0 and not backed and not negated and _quantity(text, said.end())
                and not _moved(text, allowed, up=side == _UP)
            ):
                yield f"the units do not say “{said.group()}”"
            elif bind and place < _STRICT and backed and contrary and not _of_the_same(
                text, allowed, side, against
            ):
                yield f"the units say “{said.group()}” of something else"


def _beside_same(
    text: str, said: re.Match[str], allowed: str, against: str
) -> bool:
    """Whether two opposites have a content word in common beside them."""
    mine = _around(text, said)
    return not mine or any(
        not (there := _around(allowed, match)) or mine & there
        for match in _words(against).finditer(allowed)
    )


def _around(text: str, match: re.Match[str]) -> set[str]:
    before = [word.stem for word in words(text[: match.start()]) if word.stem][-3:]
    after = [word.stem for word in words(text[match.end() :]) if word.stem][:3]
    return {*before, *after}


def _quantity(text: str, at: int) -> bool:
    """Whether a figure stands right behind a word of change."""
    return any(0 <= one.start - at <= 16 for one in numbers(text))


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
    said = [one.group() for one in _NOT.finditer(text)]
    said += [one.group() for one in _words(f"{_TURNED} {_ENDED}").finditer(text)]
    if said and not (_denies(allowed) or _contrast(text, allowed)):
        yield f"the units do not deny anything (“{said[0]}”)"
    if not (said or _denies(text)) and not row:
        for part in parts:
            there = [one.group() for one in _NOT.finditer(part.part)]
            there += [one.group() for one in _words(_TURNED).finditer(part.part)]
            # A claim of what the denial is about, not one that tells the rest of the sentence.
            if there and _tells_of_denied(text, part.part) and not _opposed(text, part.part):
                yield f"the units say “{there[0]}” and the claim does not"
                break
    denied, plainly = _denied(allowed)
    claimed, claims_plainly = _denied(text)
    if not claimed and not denied:
        return
    if len(_NOT.findall(text)) > len(_denies(allowed)) and denied:
        yield "the claim denies more than the units"
    for one in sorted((claimed - denied) & plainly) if denied else ():
        if not _words(_NEGATIVE).search(allowed) and not row:
            yield f"the units do not deny “{one}”"
    for one in sorted((claims_plainly - claimed) & (denied - plainly)):
        if not _words(_NEGATIVE).search(text) and not row:
            yield f"the units deny “{one}”"


def _tells_of_denied(text: str, part: str) -> bool:
    """Whether a claim shares half of what a clause tells that denies something."""
    mine = _keys(text)
    for clause in clauses(part):
        if _NOT.search(clause) or _words(_TURNED).search(clause):
            its = _keys(clause)
            if not its or len(its & mine) >= len(its) / 2:
                return True
    return False


_CUT = re.compile(r"(?:un|in|im|il|ir|non-?|dis|mis)(\w{3,})", re.I)


_NEGATED = re.compile(
    r"\b(?:un(?!der|til|it|ion|iver|iform|less|iqu|animous|to\b|restricted)\w{4,}|non-?\w{4,}|dissatisf\w+|disagree\w*|"
    r"in(?:eligib|adequa|suffici|complet|effectiv|activ|valid|accura|consist|ab)\w*|\w{3,}less)\b",
    re.IGNORECASE,
)


def _contrast(text: str, allowed: str) -> bool:
    """Whether a denial of the claim is one in a word of the units ("unsafe", "0", "vacant")."""
    there = {word.text.casefold() for word in words(allowed)}
    mine = {word.text.casefold() for word in words(text)}
    return (
        any((cut := _CUT.fullmatch(word)) and cut[1] in mine for word in there)
        or bool(_NEGATED.search(allowed))
        or any(one.value == 0 for one in numbers(allowed))
        or bool(_words(
            "vacan* nil zero n/a tbc blank few full "
            "to_be_(?:confirmed|identified|agreed|decided|announced) defer* postpon* only "
            "closed ended expir* voluntary "
            "optional outstanding unchanged frozen suspended private until yet"
        ).search(allowed))
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


@lru_cache(maxsize=1)
def _pairs() -> dict[str, frozenset[str]]:
    """Stems of English words by the stems of their opposites; see ``antonyms.txt``."""
    found: dict[str, set[str]] = {}
    lines = files("bot.answers.check").joinpath("antonyms.txt").read_text().splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            one, other = map(_base, line.split())
            if one and other and one != other:
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return {one: frozenset(others) for one, others in found.items()}


def _base(word: str) -> str:
    """The stem of a word, of a comparative without its ending: "older" is "old"."""
    found = stem(word)
    for ending in ("est", "er"):
        if found.endswith(ending) and len(found) > len(ending) + 2:
            return stem(found.removesuffix(ending))
    return found


def _antonyms(text: str, allowed: str) -> Iterator[str]:
    """ "Younger people" for "older people": an opposite with the same words beside it."""
    if bool(_NOT.search(text)) != bool(_NOT.search(allowed)):
        return
    mine, there = words(text), words(allowed)
    said = {_base(word.text.casefold()) for word in mine if word.stem}
    known = {_base(word.text.casefold()) for word in there if word.stem}
    for word in mine:
        base = _base(word.text.casefold()) if word.stem else ""
        against = (_pairs().get(base, frozenset()) & known) - said
        if base in known or not against:
            continue
        beside = _near(mine, word)
        for other in there:
            if (
                other.stem and _base(other.text.casefold()) in against
                and beside & _near(there, other)
            ):
                yield f"the units say “{other.text}” and not “{word.text}”"
                return


def _near(found: Sequence[Word], at: Word) -> set[str]:
    """The content stems right beside a word, two each way."""
    content = [word for word in found if word.stem]
    place = content.index(at)
    return {word.stem for word in content[max(0, place - 2) : place + 3]} - {at.stem}


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
