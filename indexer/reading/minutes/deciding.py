"""The words with which minutes decide something, and with which somebody undertakes to do it.

"Members agreed with the officer" in the middle of a debate is debate.
"""

from __future__ import annotations

import re

from indexer.reading.page_text import plain_words

__all__ = [
    "PERSON_TITLE",
    "POINT",
    "decision_words",
    "moves",
    "opens_decision",
    "stands_apart",
    "undertakes",
]

PERSON_TITLE = (
    r"(?:Councill?ors?|Cllrs?|Clrs?|Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Rev(?:d|erend)?|Sir|Dame"
    r"|Lord|Lady|Ald(?:erman)?|Cyng(?:horydd)?)"
)

_YEARS = "|".join(rf"(?:20)?{year:02}[/-](?:20)?{year + 1:02}" for year in range(99))
POINT = re.compile(
    r"(?:[•▪○◦–-]|\(?(?:(?!(?:19|20)\d\d\b)\d{1,4}(?:\.\d{1,3})*"
    r"|(?!(?:mr|ms|dr|st|no)\.)[a-z]{1,2}|[ivx]{1,5})[.)]\)?"
    r"|\d{1,4}(?:\.\d{1,3}){2,}|\d{1,4}\.\d{1,3}(?=\s+(?-i:[A-Z(\[\"'“‘£…]))"
    rf"|(?-i:[A-Z]{{1,9}} ?|[A-Z][a-z]{{1,8}})(?!(?:{_YEARS})\b)\d{{1,4}}[./-]\d{{1,4}})\s+(?=\S)",
    re.I,
)
"""What opens a point or a numbered paragraph: no title ("Mr."), figure ("2.5 per cent") or
financial year ("FY2024/25")."""

_BODY = (
    r"(?:the\s+|this\s+|that\s+)?(?:(?:sub-?)?committee|cabinet|council|board|panel|executive"
    r"|commission|forum|"
    r"authority|group|members?|councillors?|meeting|chair(?:man|person)?|mayor|leader|partnership)"
)
_VERB = r"(?:agreed(?!\s+with\b)|resolved|recommended|decided|determined)"
_MOVED = (
    r"(?:proposed|moved)\b(?:[^.:;]|\b(?:Cllrs?|Mrs?|Ms|Dr|[A-Z])\.){0,140}?(?:\band|,)\s+"
    r"(?:it was\s+)?(?:unanimously\s+)?(?:resolved|agreed)"
    r"(?=\s+(?:unanimously\s+)?(?:that|to)\b|\s*[:–—])"
)
"""A motion and its mover and seconder, up to what was resolved."""

_OPENS = re.compile(
    rf"(?:(?:accordingly|therefore|following\b[^,:.]{{0,80}}|after\b[^,:.]{{0,80}}"
    rf"|upon\b[^,:.]{{0,120}}|in conclusion|having\b[^,:.]{{0,120}}),?\s+)?"
    rf"(?:{_BODY}\s+(?-i:NOTED|APPROVED|ENDORSED|ADOPTED|ACCEPTED|GRANTED|REFUSED|DEFERRED)\b"
    rf"|{_BODY}\s+(?:resolution|decision)s?(?=\s*:)"
    r"|outcome(?=\s*:\s*(?:approved|agreed|granted|refused|rejected|deferred|noted|carried)\b)"
    rf"|(?:it was\s+)?(?:duly\s+)?{_MOVED}"
    rf"|{_BODY}(?:\s+(?:members|of the council|councillors))?\s+(?:then\s+|also\s+|further\s+"
    rf"|therefore\s+|unanimously\s+|subsequently\s+|had\s+)*{_VERB}"
    rf"|it was\s+(?:then\s+|also\s+|further\s+|therefore\s+|unanimously\s+"
    rf"|moved,? seconded and\s+)*{_VERB}|(?:unanimously\s+)?(?:{_VERB}|recommendations?|resolution"
    rf"|decisions?)(?:\s+(?:unanimously|to (?:the )?(?:full )?(?:council|cabinet|executive"
    rf"|committee)|"
    rf"\([^)]{{1,40}}\)|nem\.? con\.?))*(?=\s*[:–—-]|\s+that\b|\s+to\b|\s*$|\s*\.))"
    r"(?P<after>\s*(?:unanimously)?\s*(?:[:–—]|-(?=\s))?\s*)",
    re.I,
)
_FORMERLY = re.compile(
    r"\b(?:in|since|of)\s+(?:\w+\s+)?(?:19|20)\d\d\b"
    r"|\b(?:previous(?:ly)?|earlier|last (?:year|month|meeting)|at (?:its|their))\b",
    re.I,
)
"""What a body resolved at another time is told in a debate and is no decision of this one."""

_DEED = (
    r"(?:provided?|circulated?|shared?|suppl(?:y|ied)|sen[dt]|report back|bring|brought|arranged?"
    r"|forward(?:ed)?|keep|investigate|look into|follow up|check|produced?|respond|write|feed back"
    r"|let (?:the )?(?:committee|members?|board|panel|\w+) (?:have|know)|distributed?|raise|liaise"
    r"|organised?|make available)\b"
)
_PROMISED = re.compile(
    rf"\b(?:agreed|undertook|offered(?! by)|promised|committed)\b[^.;]{{0,60}}?\b{_DEED}", re.I
)
_SPEAKER = re.compile(
    rf"\b(?:{PERSON_TITLE}\.?\s+[A-Z]|(?:the )?(?:\w+ ){{0,4}}(?:officer|director|manager|head"
    r"|lead|adviser|clerk)\b|(?:he|she|they)\b)",
    re.I,
)
_REPORTED = re.compile(
    r"\b(?:advised|confirmed|said|explained|responded|replied|stated|assured|informed)\b"
    r"[^.;]{0,200}?\b(?:he|she|they|it|this|that|information|details?|data|figures?|report|update"
    rf"|response|briefing)\b[^.;]{{0,60}}?\bwould\b[^.;]{{0,60}}?\b{_DEED}"
    r"[^.;]{0,200}?\b(?:members?|committee|councillors?|board|panel|cabinet|meeting)\b",
    re.I,
)
"""That somebody would do something for the members, told as what was said."""


def decision_words(text: str) -> str:
    """The words with which a sentence opens as a decision, past its own number; "" if it does
    not."""
    point = POINT.match(text)
    match = _OPENS.match(text, point.end() if point else 0)
    return text[: match.end()] if match else ""


def stands_apart(words: str) -> bool:
    """Whether the words of a decision are set off from what they lead to: "RESOLVED:"."""
    return words.rstrip().endswith((":", "–", "—", "-"))


def opens_decision(text: str) -> int | None:
    """Where the words end with which a sentence opens as a decision of this meeting; else None."""
    words = decision_words(text)
    apart = words.isupper() or stands_apart(words)
    return len(words) if words and (apart or not _FORMERLY.search(text)) else None


_MOVER = (
    rf"(?:{PERSON_TITLE}\b\.?\s+)?(?:[A-Z]\.\s*){{0,3}}[A-Z][\w.'’-]*(?:\s+[A-Z][\w'’-]+){{0,2}}"
)
_MADE = re.compile(
    rf"(?<!be )(?<!been )\b(?:[Pp]roposed|[Mm]oved)(?: by)?\s*[:–-]?\s+{_MOVER}[,;.]?\s+"
    rf"(?:(?:and|&)\s+)?(?:it was )?[Ss]econded(?: by)?\s*[:–-]?\s+{_MOVER}"
)
"""A motion's mover and seconder, both by name."""


def moves(text: str) -> bool:
    """Whether a sentence says who moved and who seconded a motion of this meeting, and denies
    nothing."""
    denied = {"but", "if", "never", "no", "nobody", "not", "should"}.intersection(plain_words(text))
    elsewhere = text.rstrip().endswith(":") or _FORMERLY.search(text)
    return not (denied or elsewhere) and _MADE.search(text) is not None


def undertakes(sentence: str) -> bool:
    """Whether somebody, not the committee, says in it that something will be done."""
    promised = _PROMISED.search(sentence)
    by_person = promised and _SPEAKER.search(sentence[: promised.start()])
    return bool(by_person or _REPORTED.search(sentence))
