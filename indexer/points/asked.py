"""What members are asked to do: a verb and its object, made of a recommendation.

A recommendation is turned, never cut in the middle: "That the report be noted and that any
areas for scrutiny be identified, where appropriate" gives "Note the report" and "Identify
any areas for scrutiny". What only explains (", taking into account …") is left to the
recommendation itself, which stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from indexer.council.packs import Asked, Item, PdfPage, PrintedPage, Recommendation
from indexer.evidence.passages import Passage, sentences
from indexer.points.candidates import words_of

__all__ = ["asked_of", "recommended", "requested", "told"]

T = TypeVar("T")

VERBS = frozenset(
    "accept acknowledge adopt agree allow amend appoint approve assess ask authorise authorize "
    "award challenge comment commission comply confirm consider continue decide declare defer "
    "delegate determine discuss elect endorse engage enter establish examine exclude extend "
    "fund give grant have identify include increase instruct invite make monitor move nominate "
    "note noted offer oversee pay permit proceed propose provide publish purchase question "
    "ratify receive recommend reduce refer refuse reject remove renew request require resolve "
    "review scrutinise scrutinize seek select set sign start submit support suspend take "
    "transfer undertake update vary view withdraw write".split()
)
"""With which a recommendation begins, as councils write them."""

_LABEL = re.compile(
    r"^[^\w(£$€]*(?:\(?(?:\d+(?:\.\d+)+\.?|(?:\d+|[a-z]|[ivx]+)[.)\]])\s+)*", re.IGNORECASE
)
"""Of a recommendation, in small letters or in capitals; no name begins one."""

_LEAD = re.compile(
    r"^(?:to|.{0,80}?\b(?:asked|invited|recommended|requested)(?: to)?:?|"
    r".{0,60}?\b(?:will have the opportunity|are encouraged) to|for .{0,60}? to|"
    r".{0,60}?\bmay wish to)\s+(?:formally |also )?(?P<rest>.+)$",
    re.IGNORECASE,
)
_BODY = (
    r"(?:the |this )?(?:[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|and|for|the|&),?)*|"
    r"[a-z]* ?(?:members|councillors|executive|cabinet|council|committee|board|panel|trustees))"
)
"""Who is asked to decide."""

_ACTIVE = re.compile(rf"^(?:[Tt]hat )?{_BODY} (?:formally )?(?P<verb>[a-z]+) (?P<rest>.+)$")
_REQUEST = re.compile(
    r"\b(?:(?:all |the |other )?(?:(?:board|committee|panel|council|parish) )?"
    r"(?:members|councillors|cllrs|trustees|governors),? (?:are|were|have been|had been) "
    r"(?:all |also |kindly )?(?:asked|encouraged|reminded|requested|invited|urged)|"
    r"all(?: (?:members|councillors|cllrs|trustees|governors))?) to (?P<rest>[a-z][^.;:]*)",
    re.IGNORECASE,
)
"""What minutes say that members are to do."""
_PASSIVE = re.compile(
    r"^(?!(?:after|before|following|for|if|in|on|subject to|upon|when|where) )"
    r"(?P<object>.+?),? (?:(?:should |shall |must )?be(?: and (?:is|are))?(?: hereby)?|is|are)"
    r" (?P<verb>[a-z]+(?:ed|en|de|nt|ld|awn))\b ?(?P<rest>.*)$",
    re.IGNORECASE,
)
"""Not behind a condition, whose own verb it might be."""
_SPLIT = re.compile(
    rf"(?:[;,]? and (?:that |to |also )?|; )(?=(?:{'|'.join(sorted(VERBS))}) "
    r"(?!and\b|or\b))"
)
_AFTER = re.compile(
    r"(?:,? where(?:ver)? (?:appropriate|necessary|required|possible)|"
    r",? if (?:appropriate|necessary|required))(?=[.,;]|$)|"
    r",? (?:taking into account|having regard to|in order to|so as to|to aid|for the reasons) .*$"
)
_IRREGULAR = {
    "made": "make",
    "given": "give",
    "taken": "take",
    "set": "set",
    "paid": "pay",
    "sent": "send",
    "held": "hold",
    "sought": "seek",
    "withdrawn": "withdraw",
    "written": "write",
    "undertaken": "undertake",
    "chosen": "choose",
    "put": "put",
    "met": "meet",
    "kept": "keep",
}


def asked_of(item: Item) -> tuple[Asked, ...]:
    """What an item asks: its recommendations, or else the agenda's words under its title."""
    asked = recommended(item.recommendations)
    if asked or not item.purpose or item.first_pdf_page is None:
        return asked
    first, second, *_ = [*_LABEL.sub("", item.purpose).casefold().split(), "", ""]
    if first != "to" or second in ("receive", "report", "inform", "update", "provide"):
        return ()
    return tuple(
        Asked(do=do, text=item.purpose, pdf_page=item.first_pdf_page, printed_page=item.first_page)
        for do in told(item.purpose)
    )


def recommended(every: Sequence[Recommendation]) -> tuple[Asked, ...]:
    """What recommendations ask; beside numbered ones, another explains the one above it."""
    chosen = [one for one in every if not one.text.rstrip().endswith((":", ":-"))]
    chosen = [one for one in chosen if one.number] or chosen
    return tuple(
        Asked(do=do, text=one.text, pdf_page=one.pdf_page, printed_page=one.printed_page)
        for one in _distinct(chosen, text=lambda one: one.text)
        for do in told(one.text)
    )


def requested(
    passages: Iterable[Passage], printed: Mapping[PdfPage, PrintedPage | None]
) -> tuple[Asked, ...]:
    """What minutes say that members were asked to do, each thing once."""
    found = [
        Asked(
            do=_finished(_without_reasons(match["rest"])),
            text=sentence,
            pdf_page=passage.pdf_page,
            printed_page=printed.get(passage.pdf_page),
        )
        for passage in passages
        for unit in passage.units
        for sentence in sentences(unit.text)
        if (match := _REQUEST.search(sentence))
    ]
    return tuple(_distinct(found, text=lambda one: one.do, share=0.5))


def _distinct(chosen: Iterable[T], *, text: Callable[[T], str], share: float = 0.9) -> Iterator[T]:
    """Those that share fewer of their words with another before: Cabinet's and Council's
    recommendations often say the same."""
    said: list[frozenset[str]] = []
    for one in chosen:
        words = words_of(text(one))
        if not any(words and len(words & other) >= share * len(words | other) for other in said):
            said.append(words)
            yield one


def told(text: str) -> list[str]:
    """A recommendation's verbs with their objects, in order; itself where it has no verb.

    >>> told("That the report be noted and that any areas for scrutiny be identified.")
    ['Note the report', 'Identify any areas for scrutiny']
    """
    text = " ".join(_LABEL.sub("", text).split())
    if "•" not in text:
        # What follows the first sentence explains it.
        text = (sentences(text) or [text])[0]
    text = "; ".join(part.strip() for part in text.rstrip(" .;").split("•")).replace(":;", ":")
    if text.casefold().startswith(("to the ", "to a ", "to an ", "to its ")):
        text = f"agree t{text[1:]}"
    if (match := _LEAD.match(text)) and _verb(match["rest"]):
        return _each(match["rest"])
    first, _, rest = text.partition(" ")
    if not rest.startswith(("be ", "is ", "are ")) and (verb := _base(first)):
        joint, _, after = rest.partition(" ")
        if joint in ("and", "or"):
            second, _, after = after.partition(" ")
            rest = f"{joint} {_base(second) or second} {after}"
        return _each(f"{verb} {rest}")
    if (match := _ACTIVE.match(text)) and (verb := _base(match["verb"])):
        return [_finished(f"{verb} {_without_reasons(match['rest'])}")]
    passive = [_active(part) for part in _without_reasons(text).split(" and that ")]
    if all(passive):
        return [_finished(part) for part in passive if part]
    return [_finished(_without_reasons(_without_that(text)))]


def _each(text: str) -> list[str]:
    """Each verb with its object; two verbs with one object stay together."""
    first, *more = _SPLIT.split(_without_reasons(text))
    if more and " " not in first:
        first, *more = f"{first} and {more[0]}", *more[1:]
    return [_finished(part) for part in (first, *more)]


def _verb(text: str) -> bool:
    return text.split()[0].lower().strip(",;:") in VERBS


def _active(text: str) -> str | None:
    """ "The report be noted" as "note the report"."""
    match = _PASSIVE.match(_without_that(text))
    verb = _base_of_participle(match["verb"]) if match else None
    if match is None or verb is None:
        return None
    thing = match["object"].strip(" ,")
    if thing[:1].isupper() and not thing[1:2].isupper():
        thing = thing[0].lower() + thing[1:]
    return f"{verb} {thing} {match['rest']}".strip()


def _base_of_participle(word: str) -> str | None:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith("ed"):
        return None
    stem = word[:-2]
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    if stem in VERBS:
        return stem
    # "noted" is of "note"; "referred" of "refer"; "conducted" of "conduct".
    if stem + "e" in VERBS or stem.endswith(("at", "s", "v", "c", "g", "z", "u", "iz", "as")):
        return f"{stem}e"
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls" else stem


def _base(word: str) -> str | None:
    """The verb of "notes" or "note"."""
    word = word.lower()
    thirds: tuple[str, ...] = (word[:-1], word[:-2], f"{word[:-3]}y") if word.endswith("s") else ()
    for base in (word, *thirds):
        if base in VERBS:
            return base
    return None


def _without_reasons(text: str) -> str:
    """What only explains is left out, unless hardly anything else is said."""
    short = _AFTER.sub("", text)
    return short if len(short.split()) > 2 else text


def _without_that(text: str) -> str:
    for lead in ("it is recommended ", "that "):
        text = text[len(lead) :] if text.casefold().startswith(lead) else text
    return text


def _finished(text: str) -> str:
    """With a capital and no full stop."""
    for odd, good in ((" ,", ","), (" ;", ";"), (" and, ", " and "), (" or, ", " or ")):
        text = text.replace(odd, good)
    text = text.strip(" .,;:")
    return text[:1].upper() + text[1:]
