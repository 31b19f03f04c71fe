import pytest

from indexer.reading.front.councils import committee_of, council_of, tidy_name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Minutes of March Town Council", "March Town Council"),
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
        ("CYNGOR SIR SALTMERE", "Cyngor Sir Saltmere"),
        ("Mae'r Cyngor yn cytuno â'r argymhelliad.", None),
        ("Saltmere and Lund Fire and Rescue Service", "Saltmere and Lund Fire and Rescue Service"),
        ("ESTUARY FIRE AUTHORITY", "Estuary Fire Authority"),
        ("City of Saltmere", "City of Saltmere"),
        ("Upper Saltmere Parish Council objects to the plan for the yard at Mill Lane.", None),
        ("Bath and North East Somerset Council", "Bath and North East Somerset Council"),
        ("London Borough of Hackney", "London Borough of Hackney"),
        ("KENT COUNTY COUNCIL – PROPOSED RECORD OF DECISION", "Kent County Council"),
        ("the County Council will", None),
        ("Chief Executive of the Council", None),
        ("full Council", None),
        ("Setting Council Tax, 2024/25", None),
        ("Empty Homes (Council Tax) Policy", None),
        ("Saltmere City Council Taxi Licensing Policy", "Saltmere City Council"),
        ("Saltmere Council tax-base", None),
        ("Stow on the Lund Parish Council", "Stow on the Lund Parish Council"),
    ],
)
def test_a_council_is_named_by_its_whole_name(line: str, name: str | None) -> None:
    assert council_of([[line]]) == name


def test_a_parish_that_was_asked_is_not_the_council() -> None:
    head = "Planning Committee\n" + "Words about the plan.\n" * 9
    assert council_of([(head + "Upper Saltmere Parish Council\nThey object.").split("\n")]) is None
    assert council_of([["Upper Saltmere Parish Council", "Minutes"]]) == (
        "Upper Saltmere Parish Council"
    )


def test_the_name_in_a_phrase_that_is_told_to_name_a_council() -> None:
    told = ["Parks Department of the Vale of Saltmere Council"]
    assert council_of((), told) == "Vale of Saltmere Council"
    assert council_of((), ["Committees", "Upper Saltmere Hall"]) is None


def test_a_council_named_once_in_passing_is_not_taken() -> None:
    assert council_of([["a partnership that Oldham Council also joined last year"]]) is None
    assert council_of([["x", "Surrey County Council", "y"]]) == "Surrey County Council"


def test_the_small_words_of_a_hyphened_name_stay_small() -> None:
    assert tidy_name("CHILDREN'S AND ADULTS' CARE SUB-COMMITTEE") == (
        "Children's and Adults' Care Sub-Committee"
    )
    assert tidy_name("Cabinet") == "Cabinet"
    assert tidy_name("SALTMERE-ON-LUND FOLLOW-UP") == "Saltmere-on-Lund Follow-Up"


HEAD = "Upper Saltmere Parish Council"


@pytest.mark.parametrize(
    ("lines", "council"),
    [
        (["Upper Saltmere Parish Council Meeting 21 February 2017", "Agenda Item 6"], HEAD),
        (["Minutes of the Annual Meeting of Upper Saltmere Parish Council held on 6 May"], HEAD),
        (["MINUTES OF THE UPPER SALTMERE PARISH COUNCIL MEETING"], HEAD),
        (["Minutes of the Annual Meeting of", HEAD, "Present", "Lund District Council"], HEAD),
        (["Minutes of the meeting of the", HEAD, "held on 3 May 2024 at 7 pm"], HEAD),
        (
            ["Minutes of the Plans Committee of the Vale of", "Saltmere Council"],
            "Vale of Saltmere Council",
        ),
        (["The Annual Parish Council Meeting of Upper Saltmere Parish Council will be held"], HEAD),
        (
            ["LONDON BOROUGH OF SALTMERE PENSION FUND", "Venue: Lund Council"],
            "London Borough of Saltmere",
        ),
        (["That the City of Saltmere Symphony Orchestra be asked", "Acquiring Authority"], None),
        (["Name of Authority", "The above Council", "Item No Classification Committee Date"], None),
        (["Members of the Cabinet", "Council tax support", "The Executive and Council"], None),
    ],
)
def test_whose_a_paper_is(lines: list[str], council: str | None) -> None:
    assert council_of([lines]) == council


def test_what_is_named_at_the_head_is_above_what_is_often_named() -> None:
    body = ["Lund District Council wrote again."] * 9
    assert council_of([["Upper Saltmere Parish Council", "Minutes", *body]]) == HEAD
    assert council_of([["Minutes", *body]], in_passing=False) is None
    assert council_of([["Report", *body]]) == "Lund District Council"


def test_a_web_address_tells_whose_a_paper_is_among_those_it_names() -> None:
    told = ["Saltmere Council agrees.", "Lund Council agrees.", "Write to x@saltmere.gov.uk"]
    assert council_of([["Report", "", "", "", "", "", "", "", *told]]) == "Saltmere Council"


def test_a_committees_name_goes_on_from_the_line_above() -> None:
    assert (
        committee_of(["Meeting of the Homes and", "Roads Committee"]) == "Homes and Roads Committee"
    )
    lines = ["Minutes of a meeting of Lund Parish Council", "Planning Committee"]
    assert committee_of(lines) == "Planning Committee"
    lines = ["Decision of the Leader", "Cabinet Member for Roads"]
    assert committee_of(lines) == "Cabinet Member for Roads"
