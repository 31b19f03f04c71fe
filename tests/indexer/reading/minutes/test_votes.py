import pytest

from indexer.reading.minutes.votes import votes_in


def counted(for_: int | None, against: int, abstained: int | None = None) -> dict[str, int]:
    sides = {"for_": for_, "against": against, "abstained": abstained}
    return {side: number for side, number in sides.items() if number is not None}


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("The motion was carried (9 votes for, 2 against, 1 abstention).", counted(9, 2, 1)),
        ("For: 12 Against: 3 Abstentions: 0", counted(12, 3, 0)),
        ("After discussion: 5 against, 1 abstention.", counted(None, 5, 1)),
        ("seven voted in favour, none against and two abstained", counted(7, 0, 2)),
        ("It was carried by 8 votes to 3.", counted(8, 3, None)),
        (
            "In favour: Councillors Ash, Birch and Elm. Against: Councillors Oak and Yew.",
            counted(3, 2, None),
        ),
        ("For (12): Cllrs A, B. Against (2): C and D.", counted(12, 2, None)),
        ("The motion was carried: For 23, Against 12, Abstentions 3.", counted(23, 12, 3)),
        ("For 6 Against 3 Abstain 1", counted(6, 3, 1)),
        ("VOTE: 6 FOR 3 AGAINST 1 ABSTAINED", counted(6, 3, 1)),
        ("On being put to the vote: for 6 and against 3.", counted(6, 3)),
        ("The amendment was put For 6. Against 3.", counted(6, 3)),
        ("Ayes 12 – Noes 5", counted(12, 5, None)),
        ("The vote was tied at 5-5.", counted(5, 5, None)),
        (
            "There voted for the motion - Bailie Ash and Councillors Elm and Yew (3); and for the "
            "amendment - the Convener, Bailie Oak and Councillors Fir and Hay (4).",
            counted(3, 4),
        ),
        (
            "For: Cllrs Ash and Elm (2) Against: Cllr Oak (1) RESOLVED - (1) That it be so",
            counted(2, 1),
        ),
    ],
)
def test_a_vote_is_counted(text: str, vote: dict[str, int]) -> None:
    assert [told for _, told in votes_in(text)] == [vote]


def test_two_votes_are_two() -> None:
    text = "For: 4 Against: 3. " + "The next item was a long one. " * 6 + "For: 6 Against: 1."
    assert [vote for _, vote in votes_in(text)] == [counted(4, 3), counted(6, 1)]
    text = "For the motion: 4, against: 3. For the amendment: 5, abstained: 1, against: 9."
    assert [vote for _, vote in votes_in(text)] == [counted(4, 3), counted(5, 9, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "The budget for 2019 and against 12 targets.",
        "Councillor Ash spoke against it for 10 minutes.",
        "It was carried unanimously.",
        "The budget had provision for 12, measured against 10.",
        "Claims for 14, and against 9, were settled.",
        "The school had asked for 3, and the surveyor advised against 2.",
        "The site is allocated for 30, local plan policy is against 12.",
        "Performance was 40 for June. Compared against 38, it has risen.",
    ],
)
def test_what_counts_no_votes_is_none(text: str) -> None:
    assert list(votes_in(text)) == []
