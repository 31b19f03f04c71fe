"""The named sections of a report, whatever a council calls them and however it numbers them.

"8.0 Financial considerations:", "Resource implications" and "FINANCE" are one thing
to a reader: `_TABLE` maps headings to our names by the words in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.council.dates import MONTH
from indexer.council.packs import Block, BlockKind, Page, PdfPage, Section

__all__ = ["ASKED", "INLINE", "OPENS", "SectionPart", "named", "parts_of", "sections_of"]

ASKED = re.compile(
    r"\b(?:(?:is|are|be)\s+(?:therefore\s+)?(?:asked|recommended|requested|invited"
    r"|required)\s+(?:to|that)"
    r"|(?:it is|it's) (?:therefore )?(?:recommended|proposed)|recommends?\s+(?:that|to)"
    r"|(?:cabinet|committee|council|executive|board|panel|members?|authority|leader)\s+"
    r"(?:are|is|to|should|(?:agree|propose|resolve)s? to)\b)",
    re.I,
)

OPENS = re.compile(
    r"(?:that|members?|it is (?:therefore )?recommended|to [a-z]+"
    r"|(?:grant|approve|refuse|defer|delegate|permit|note|agree|endorse|adopt|confirm|receive"
    r"|authorise|recommend|consider)(?:s|d|ed)?|approval|refusal|no objections?|minded to)\b",
    re.I,
)
"""How a recommendation begins: "That Cabinet…", "Notes the…", "GRANT permission…"."""

INLINE = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?:officers?['’]?s?['’]?\s+|proposed\s+)?"
    r"(?:recommendation(?:s|\(s\))?|decision(?=:.*:$))\s*(?:[:–]|:?\s-)-?\s*(?P<value>\S.*)",
    re.I | re.S,
)
"""The word and, on the same line, what is recommended."""

_NUMBER = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,2})*|[A-Z](?=[.)]))[.):]?\s+(?=\S)"
    r"|^(?P<part>part [A-Z0-9])\s*[:.-]?\s*",
    re.I,
)

_TABLE = r"""
background papers: background (?:papers?|documents?|reports?|reading)\b|list of background\b
background papers: (?:sources|documents) (?:used|relied|consulted)\b|further reading\b
reasons: (?:reasons?|rationale|justification)\b
alternatives: (?:alternatives?|options?)\b
consultation: (?:and|other) consultations?\b|(?<=/ )consultations?\b|(?<=^)consultations?\b
recommendations: recommendations?\b|recommended\b(?! (?:for|by|conditions?|reasons?)\b)
recommendations: decisions? (?:required|requested|sought|needed|to be taken(?! by)|recommended)\b
recommendations: (?<=^)(?:proposed )?decisions?$|(?:asked|requested|invited) to\b
recommendations: actions? (?:required|requested|sought)\b|proposed resolutions?\b
purpose: purpose\b|what is (?:this|the) report\b|why (?:is|has) (?:this|it)\b
purpose: aims? of (?:this|the) report\b
exempt: (?:exempt|confidential|access to information|not for publication)\b
exempt: publication (?:status|restrictions?)\b
priority: priorit(?:y|ies)\b|corporate (?:plan|objectives?|aims?|strategy|outcomes?)\b
priority: strategic (?:fit|alignment|context|objectives?|links?|aims?)\b
priority: (?:council plan|policy framework)\b
appendices: (?:appendi(?:x|ces)|annex(?:e?s)?|attachments?|enclosures?)\b
human resources: (?:human resources?|staffing|workforce|personnel|HR|employees?)\b
finance: financ|budget|resource (?:implications|considerations|issues)\b|(?<=^)resources$
finance: (?:costs?|value for money|section 151|chief finance)\b
legal: (?:legal|monitoring officer|constitutional)\b
legal: statutory (?:powers?|basis|implications|considerations)\b
risk: risks?\b
equalities: equalit|(?:diversity|EQIA|EIA|inclusion|human rights)\b
sustainability: sustainab|environment|ecolog|(?:climate|carbon|net zero|biodiversity)\b
ethics: ethic
consultation: consult|engagement\b
background: (?:background|context|introduction|current (?:position|situation))\b
background: (?:main (?:report|body|issues|points)|key (?:issues|points|considerations))\b
background: (?:report details?|details? of (?:the )?report|supporting information)\b
background: (?<=^)(?:(?:the )?report|details?|information)$
"""
"""Our name for a section, and the words of its heading. The first line that fits holds: what
is more particular comes before what would swallow it."""
_NAMES = tuple(
    (name, re.compile(rf"\b(?:{words})", re.I))
    for name, _, words in (line.partition(": ") for line in _TABLE.split("\n") if line)
)
_TOPICS = frozenset(
    "priority,human resources,finance,legal,risk,equalities,sustainability,ethics,consultation".split(
        ","
    )
)
"""Names whose words committees' titles bear too."""
_DATE_LINE = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?\d{1,2}\s*(?:st|nd|rd|th)?"
    rf"\s+(?:of\s+)?{MONTH}\.?,?\s+\d{{4}}"
    r"(?:,?\s*(?:at\s+)?\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\.?|hours|hrs|noon)?)?"
)
_DATED = re.compile(rf"[\s,–:-]*{_DATE_LINE}[\s.]*$", re.I)
_BODIES = frozenset("committee panel board cabinet council forum commission".split())
_NOT_BEFORE_A_BODY = frozenset("to the for by on of with".split())
_LONGEST = 90
_SET_PHRASE = re.compile(
    r".*\b(?:considerations?|implications?|papers?|appendices|undertaken|comments)"
    r"|recommendations?|(?:proposed )?decisions?",
    re.I,
)
_EXEMPT_QUESTION = re.compile(
    r"(?:does|do|is|are|has)\b.{0,60}\b(?:exempt|confidential)\b.{0,60}\?\s*(?P<answer>\w*)", re.I
)


@dataclass(slots=True)
class SectionPart:
    """A section being gathered: its heading and the blocks under it with their pages."""

    name: str
    heading: str
    number: str | None
    first: PdfPage
    blocks: list[tuple[Block, PdfPage]] = field(default_factory=list)


def named(heading: str) -> str | None:
    """Our name for a section so headed, None where we have none."""
    if not (undated := _DATED.sub("", heading)).strip():
        return None  # the day of the meeting
    plain = _bare(heading)
    for name, pattern in _NAMES:
        if pattern.search(plain):
            # "Transport and Environment Committee" heads the report, not a section of it.
            return None if name in _TOPICS and _names_a_body(_bare(undated)) else name
    return None


def _names_a_body(heading: str) -> bool:
    *before, last = heading.lower().replace("sub-", "").split() or [""]
    return last in _BODIES and bool(before) and before[-1] not in _NOT_BEFORE_A_BODY


def _is_decision(heading: str) -> bool:
    """A heading over what is asked, as often over what was decided long ago."""
    return _bare(heading).lower() in ("decision", "decisions")


def parts_of(pages: Sequence[Page]) -> tuple[list[tuple[Block, PdfPage]], list[SectionPart]]:
    """A report's blocks before its first section, and its sections."""
    head: list[tuple[Block, PdfPage]] = []
    parts: list[SectionPart] = []
    numbered = _numbers_its_sections(pages)
    for block, pdf_page in _blocks(pages):
        opened = _opens(block, numbered, bool(parts))
        if opened is not None:
            name, number = opened
            parts.append(SectionPart(name, block.text, number, pdf_page))
            if block.kind is not BlockKind.HEADING:
                parts[-1].blocks.append((block, pdf_page))
        elif parts:
            parts[-1].blocks.append((block, pdf_page))
        else:
            head.append((block, pdf_page))
    asking = [
        part for part in parts if part.name == "recommendations" and not _is_decision(part.heading)
    ]
    for part in parts:
        asks = not asking and part.blocks and ASKED.search(part.blocks[0][0].text)
        if _is_decision(part.heading) and not asks:
            part.name = "other"
    return head, parts


def sections_of(parts: Sequence[SectionPart]) -> tuple[Section, ...]:
    """The gathered parts as plain values; and the answer on exempt information, which
    stands as a paragraph of its own inside another section, as one more."""
    sections = []
    for part in parts:
        sections.append(
            Section(
                name=part.name,
                heading=part.heading,
                number=part.number,
                text="\n".join(block.text for block, _ in part.blocks),
                first_pdf_page=part.first,
                last_pdf_page=part.blocks[-1][1] if part.blocks else part.first,
            )
        )
        if part.name == "exempt":
            continue
        for at, (block, pdf_page) in enumerate(part.blocks):
            match = _EXEMPT_QUESTION.search(block.text)
            if match is None:
                continue
            answer = match["answer"]
            text = block.text
            if not answer and at + 1 < len(part.blocks):
                text = f"{text} {part.blocks[at + 1][0].text}"
            number = _NUMBER.match(block.text)
            sections.append(
                Section(
                    name="exempt",
                    heading=block.text[: match.start("answer")].strip(),
                    number=number["number"] if number else None,
                    text=text,
                    first_pdf_page=pdf_page,
                    last_pdf_page=pdf_page,
                )
            )
    return tuple(sections)


def _bare(heading: str) -> str:
    """The heading without its number and closing marks: "(s)" folded into the word."""
    text = _NUMBER.sub("", heading, count=1)
    return text.replace("(s)", "s").replace("(S)", "S").strip(" :.–-")


def _blocks(pages: Sequence[Page]) -> Iterator[tuple[Block, PdfPage]]:
    for page in pages:
        for block in page.blocks:
            yield block, page.pdf_page


def _numbers_its_sections(pages: Sequence[Page]) -> bool:
    """Do the report's own headings bear numbers ("1.0", "2.")?"""
    numbered = sum(
        block.kind is BlockKind.HEADING
        and (number := _NUMBER.match(block.text)) is not None
        and str(number["number"]).removesuffix(".0").isdigit()
        and named(block.text) is not None
        for block, _ in _blocks(pages)
    )
    return numbered >= 3


def _is_plain(heading: str) -> bool:
    """Whether a heading is words and no sentence."""
    return 1 < len(heading) <= _LONGEST and all(c.isalnum() or c in "_/,&' ()-" for c in heading)


def _opens(block: Block, numbered: bool, started: bool) -> tuple[str, str | None] | None:
    """(our name, number) if the block opens a section."""
    text = block.text
    if block.kind is not BlockKind.HEADING or _DATED.match(text):
        return None
    match = _NUMBER.match(text)
    number = match["number"] if match and match["number"] else None
    name = named(text)
    if (inline := INLINE.fullmatch(text)) and OPENS.match(inline["value"]):
        return "recommendations", number
    parts = number.removesuffix(".0").split(".") if number else []
    if len(parts) == 1:
        if name is None and not started and parts[0].isdigit() and int(parts[0]) > 3:
            return None  # "12 High Street": a report does not begin with its section 12
        return name or "other", number
    if parts or name is None or len(text.split()) > 10 or not _is_plain(_bare(text)):
        return None
    # Inside numbered sections a side heading with such a word is only a side heading,
    # unless it is one of the set phrases.
    return (name, None) if not numbered or _SET_PHRASE.fullmatch(_bare(text)) else None
