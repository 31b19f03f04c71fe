import pytest

from indexer.reading.councils import council_in, council_of, tidy_name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Upper Saltmere Parish Council", "Upper Saltmere Parish Council"),
        ("UPPER SALTMERE PARISH COUNCIL", "Upper Saltmere Parish Council"),
        ("Saltmere Town Council", "Saltmere Town Council"),
        ("Llansalt Community Council", "Llansalt Community Council"),
        ("The City of Saltmere Council.", "City of Saltmere Council"),
        ("Saltmere-under-Lund Borough Council", "Saltmere-under-Lund Borough Council"),
        ("SALTMERE-UNDER-LUND BOROUGH COUNCIL", "Saltmere-under-Lund Borough Council"),
        ("Dear Councillor,", None),
        ("All Councillors", None),
        ("Clerk to the Parish Council", None),
        ("Local Parish Council", None),
        ("The Parish Council", None),
        ("Community Council", None),
        ("Parish and Town Councils", None),
        ("Upper Saltmere Parish Council objects to the plan for the yard at Mill Lane.", None),
    ],
)
def test_a_council_is_named_by_its_whole_name(line: str, name: str | None) -> None:
    assert council_in([line]) == name


def test_a_parish_that_was_asked_is_not_the_council() -> None:
    head = "Planning Committee\n" + "Words about the plan.\n" * 9
    assert council_of([(head + "Upper Saltmere Parish Council\nThey object.").split("\n")]) is None
    assert council_of([["Upper Saltmere Parish Council", "Minutes"]]) == (
        "Upper Saltmere Parish Council"
    )


def test_the_small_words_of_a_hyphened_name_stay_small() -> None:
    assert tidy_name("SALTMERE-ON-LUND FOLLOW-UP") == "Saltmere-on-Lund Follow-Up"
