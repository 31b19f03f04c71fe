"""How the check tells right claims from wrong ones: ``python -m tests.benchmarks claims [FILE]``.

Right claims are a clerk's plain words for sentences of real papers; wrong ones are made of
them, by one change each: another figure, date or name of the same papers, a denial, an
opposite, a plan told as done. FILE adds claims of one's own, such as a model's drafts, in the
form that `tests/bot/answers/claims.py` describes.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.answers.check import judge
from bot.answers.check.numbers import days, numbers
from bot.answers.check.wording import plain
from indexer.evidence.passages import sentences
from tests.benchmarks.shared import SHARED, print_table
from tests.bot.answers.claims import Case, read_cases, unit

NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})+\b")
TURNED = {
    "increased": "decreased",
    "rose": "fell",
    "higher": "lower",
    "more": "fewer",
    "above": "below",
    "before": "after",
    "approved": "rejected",
    "agreed": "refused",
    "highest": "lowest",
    "most": "least",
    "open": "closed",
    "supported": "opposed",
}
TURNED |= {other: one for one, other in TURNED.items()}
DONE = (
    (r"\bwill (?:be )?(\w+ed)\b", r"has been \1"),
    (r"\b(?:is|are) to be\b", "was"),
    (r"\bproposed\b", "approved"),
    (r"\b(?:plans?|proposes?) to\b", "decided to"),
    (r"\b(?:may|might|could)\b", "will"),
    (r"\bshould\b", "must"),
    (r"\brecommend(?:s|ed)?\b", "decided"),
    (r"\bexpected to\b", "certain to"),
)


def run(*files: str) -> None:
    """Print what is wrongly refused and wrongly passed, by set and by kind of change."""
    cases = [one for file in files for one in read_cases(Path(file))] + _points()
    chance = random.Random(16)
    cases += [
        Case(one.group, False, kind, text, one.units, one.question, one.facts)
        for one in cases
        if one.right
        for kind, text in altered(one, chance)
    ]
    every: Counter[tuple[str, bool, str]] = Counter()
    wrong: Counter[tuple[str, bool, str]] = Counter()
    for one in cases:
        held = not judge(one.claim, one.units, question=one.question, facts=one.facts)
        for key in ((one.group, one.right, ""), ("", one.right, one.kind)):
            every[key] += 1
            wrong[key] += held is not one.right
    print_table(
        "The check",
        ("claims", "", "of", "wrongly", "share"),
        [
            (
                group or kind,
                "refused" if right else "passed",
                str(count),
                str(wrong[group, right, kind]),
                f"{wrong[group, right, kind] / count:.3f}",
            )
            for (group, right, kind), count in sorted(every.items())
        ],
    )


def _points() -> list[Case]:
    cases: list[Case] = []
    for line in (SHARED / "digests/truth.jsonl").read_text(encoding="utf-8").splitlines():
        paper = json.loads(line)
        for point in paper["points"]:
            quotes = [point["quote"], *(one["quote"] for one in point["also"])]
            units = [
                unit(text, number, above=paper["title"])
                for number, text in enumerate(text for quote in quotes for text in sentences(quote))
            ]
            cases.append(Case("points", True, "as written", point["plain"], units))
    return cases


def altered(case: Case, chance: random.Random) -> Iterator[tuple[str, str]]:
    """(kind of change, the claim with it), one of each kind that it has room for."""
    text = plain(case.claim)
    own = plain("\n".join(one.text for one in case.units))
    near = plain("\n".join(one.near for one in case.units))
    for place, there in (("units", own), ("page", near)):
        figures = [one for one in numbers(text) if one.unit != "th" and not one.text.isalpha()]
        for said in figures[:1]:
            others = [
                one
                for one in numbers(there)
                if one.unit == said.unit and one.value not in {its.value for its in figures}
            ]
            if others:
                other = chance.choice(others).text
                yield f"figure of the {place}", text[: said.start] + other + text[said.end :]
        for day in days(text)[:1]:
            dates = [
                one.text
                for one in days(there)
                if one.text not in text
                and (one.day is None, one.year is None) == (day.day is None, day.year is None)
            ]
            if dates:
                yield (
                    f"date of the {place}",
                    text[: day.start] + chance.choice(dates) + text[day.end :],
                )
        for name in NAME.findall(text)[:1]:
            names = [
                one
                for one in NAME.findall(there)
                if one not in text and not set(one.split()) & set(name.split())
            ]
            if names:
                yield f"name of the {place}", text.replace(name, chance.choice(names))
    if verb := re.search(r"\b(?:is|are|was|were|has|have|will|can|must|should)\b(?! not)", text):
        yield "denied", f"{text[: verb.end()]} not{text[verb.end() :]}"
    if denial := re.search(r"\b(?:not|never) ", text):
        yield "denial dropped", text[: denial.start()] + text[denial.end() :]
    if word := next((one for one in re.finditer(r"\w+", text) if one.group() in TURNED), None):
        yield "opposite", text[: word.start()] + TURNED[word.group()] + text[word.end() :]
    for pattern, done in DONE:
        if re.search(pattern, text):
            yield "plan as done", re.sub(pattern, done, text, count=1)
            return
