from __future__ import annotations

import pytest

from bot.answers.wants import Want, holds, want_of


@pytest.mark.parametrize(("question", "want"), [
    ("how much did the roof cost us?", Want.MONEY),
    ("what's the price of a season ticket", Want.MONEY),
    ("how many flats have been inspected", Want.NUMBER),
    ("what share of tenants replied?", Want.SHARE),
    ("when does the contract end", Want.DATE),
    ("and who signed it off?", Want.PERSON),
    ("which school is full", Want.PERSON),
    ("where's the next one being built", Want.PLACE),
    ("is the lift working", Want.ANYTHING),
    ("what happens when the money runs out", Want.ANYTHING),
])
def test_what_a_question_asks_for(question: str, want: Want) -> None:
    assert want_of(question) is want


@pytest.mark.parametrize(("want", "text", "held"), [
    (Want.MONEY, "The work cost £4,200.", True),
    (Want.MONEY, "The council pays for the work.", False),
    (Want.NUMBER, "Three flats were inspected.", True),
    (Want.NUMBER, "Flats were inspected.", False),
    (Want.DATE, "It ends in March.", True),
    (Want.DATE, "It ends soon.", False),
    (Want.PERSON, "Dr Alma Reed wrote it.", True),
    (Want.PERSON, "it was written well", False),
    (Want.ANYTHING, "", True),
])
def test_whether_a_text_holds_it(want: Want, text: str, held: bool) -> None:
    assert holds(want, text) is held
