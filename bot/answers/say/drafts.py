"""What a language model proposes: a plan of the search, further looks, an answer.

These are the types of its structured output and of its tools. Everything in them is only
a proposal: a search is run as a councillor's would be, and a claim is said only once
`bot.answers.check` has passed it.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from bot.answers.worked import Working
from indexer.evidence.records import RecordKind

__all__ = [
    "Draft",
    "DraftedClaim",
    "DraftedPoints",
    "ListRecords",
    "OpenPages",
    "Plan",
    "Search",
]


class Plan(BaseModel):
    """How a question is to be looked for."""

    question: str = Field(description="the last message as a question that stands alone")
    searches: list[str] = Field(description="two to five searches in officers' words")
    meeting: str | None = Field(default=None, description="YYYY-MM-DD, or null")
    items: list[str] = Field(default_factory=list, description="numbers of agenda items meant")
    records: list[RecordKind] = Field(default_factory=list, description="lists that would help")


class DraftedClaim(BaseModel):
    """One line of a proposed answer."""

    text: str = Field(description="one plain sentence")
    units: list[str] = Field(description="ids of the one to four units that prove it")


class Draft(BaseModel):
    """Give the answer. Call this as soon as the material holds it, or surely does not."""

    model_config = ConfigDict(title="answer")

    answered: bool = Field(description="false if the papers do not hold what is asked")
    claims: list[DraftedClaim] = Field(default_factory=list)
    worked: list[Working] = Field(
        default_factory=list, description="what is to be worked out from figures in the units"
    )


class DraftedPoints(BaseModel):
    """What a councillor should be told first of an item, the most important first."""

    model_config = ConfigDict(title="points")

    points: list[DraftedClaim] = Field(
        default_factory=list, description="up to three; empty where nothing is worth saying"
    )


class Search(BaseModel):
    """Search the papers again, in the words that officers' papers would use."""

    model_config = ConfigDict(title="search")

    query: str = Field(description="3 to 12 words")


class OpenPages(BaseModel):
    """Show up to three pages of a paper whole."""

    model_config = ConfigDict(title="open_pages")

    paper: str = Field(description="the paper's id in the list of papers, such as P2")
    first: int = Field(description="printed page number; the PDF's where none is printed")
    last: int


class ListRecords(BaseModel):
    """List what is kept of the papers' structure, such as tracker actions or resolutions."""

    model_config = ConfigDict(title="list_records")

    kind: RecordKind
    words: str = Field(default="", description="only records with these words; empty for all")
