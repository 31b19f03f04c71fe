import pytest

from indexer.reading.minutes.people import (
    officers_named,
    people_listed,
    people_placed,
    people_with_posts,
)
from indexer.reading.minutes.people_columns import cells_of
from tests.indexer.reading.typed import look, typed_page


@pytest.mark.parametrize(
    ("text", "present"),
    [
        (
            "Present:\nCouncillor Ada Field (Chair)\nCouncillor O Lyle\nMrs J Marsh\n"
            "In attendance:\nMr Ian Weir, Head of Repairs",
            ("Councillor Ada Field (Chair)", "Councillor O Lyle", "Mrs J Marsh"),
        ),
        (
            "PRESENT\nCouncillors Ada Field, Omar Lyle and Jo Marsh.\n1. APOLOGIES",
            ("Councillor Ada Field", "Councillor Omar Lyle", "Councillor Jo Marsh"),
        ),
        (
            "Attendees Ada Field (AF)(Chair), Omar Lyle (OL), Jo\nMarsh (JM)\nInvited Ivo Brand",
            ("Ada Field (AF)(Chair)", "Omar Lyle (OL)", "Jo Marsh (JM)"),
        ),
        (
            "1. Welcome\nCommittee members present were: Ada Field (AF, chair), Omar Lyle (OL)",
            ("Ada Field (AF, chair)", "Omar Lyle (OL)"),
        ),
        (
            "Present: Miss Ada Field, Mr Omar Lyle, Councillors, Mr Ivo Brand, Clerk",
            ("Miss Ada Field", "Mr Omar Lyle"),
        ),
        (
            "Yn bresennol: Y Cynghorwyr A Jones (Cadeirydd), O Lewis a J Morgan",
            ("Councillor A Jones (Cadeirydd)", "Councillor O Lewis", "Councillor J Morgan"),
        ),
        (
            "Present:\nMr Ian Weir - Police, Fire and Crime Commissioner\nMrs Jo Marsh",
            ("Mr Ian Weir", "Mrs Jo Marsh"),
        ),
        (
            "Attendees: Ada Field; Omar Lyle; Fay\nO’Neill; Jo Marsh-Hall",
            ("Ada Field", "Omar Lyle", "Fay O’Neill", "Jo Marsh-Hall"),
        ),
        (
            "PRESENNOL\nCynghorwyr Ada Jones, Owen Lewis a Jo Morgan.\nDaeth Mr Ivo Brand hefyd.",
            ("Councillor Ada Jones", "Councillor Owen Lewis", "Councillor Jo Morgan"),
        ),
        (
            "Present: Cllrs Field, Lyle and the Clerk.\n3 members of the public",
            ("Councillor Field", "Councillor Lyle"),
        ),
        (
            "Present: Cllr A Field, Chairman.\nCllr O Lyle, Vice-Chairman.\nCllr J Marsh.",
            ("Cllr A Field", "Cllr O Lyle", "Cllr J Marsh"),
        ),
        (
            "Present: Cllr A Field, Cllr O Lyle OBE.\nCounty Cllr J Marsh, Cllr P Oak",
            ("Cllr A Field", "Cllr O Lyle", "Cllr J Marsh", "Cllr P Oak"),
        ),
        (
            "Present: Cllrs A Field, O Lyle, J Marsh, Mr Ivo Brand, the Clerk",
            ("Councillor A Field", "Councillor O Lyle", "Councillor J Marsh"),
        ),
        (
            "Present: Cllrs A Field, O Lyle and Mrs Jo Hall, the Parish Clerk.",
            ("Councillor A Field", "Councillor O Lyle"),
        ),
        (
            "Members of the Public Protection Committee present:\nCllrs A Field and O Lyle",
            ("Councillor A Field", "Councillor O Lyle"),
        ),
        (
            "Present: Cllr A Field, Cllr O Lyle, Clerk",
            ("Cllr A Field", "Cllr O Lyle"),
        ),
        (
            "Members:\nAda Field Convenor\nO Lyle Member (OL)\nAttending:\nGeo Oak Councillor",
            ("Ada Field", "O Lyle (OL)"),
        ),
        (
            "Minutes of a meeting held in the hall when there were present:\nCouncillors\n"
            "Mrs A Field (Chairman)\nO Lyle\nOther Members: Councillor J Marsh",
            ("Mrs A Field (Chairman)", "Councillor O Lyle"),
        ),
        (
            "Chairman A Field\nCouncillors O Lyle, J Marsh\nAlso Present I Brand, Clerk",
            ("A Field", "Councillor O Lyle", "Councillor J Marsh"),
        ),
        (
            "PRESENT: Aldermen A Field MBE JP, O Lyle\nIN ATTENDANCE: Geo Oak",
            ("Councillor A Field", "Councillor O Lyle"),
        ),
        (
            "Presennol/Present:\nCADEIRYDD/CHAIR: A Field\nMEMBERS: Cyng/Cllrs: O Lyle, J\nMarsh",
            ("A Field", "Councillor O Lyle", "Councillor J Marsh"),
        ),
        (
            "Present: Councillors A.B. Field, Mrs. J.\nMarsh, O. Lyle and P. Oak.\nAlso present: J Ash",
            ("Councillor A.B. Field", "Mrs. J. Marsh", "O. Lyle", "P. Oak"),
        ),
    ],
)
def test_who_was_present(text: str, present: tuple[str, ...]) -> None:
    assert people_listed(text.split("\n"))[0] == present


@pytest.mark.parametrize("label", ["Councillors in attendance", "Invitees", "Invited"])
def test_others_who_came(label: str) -> None:
    listed = people_listed(["Present: Cllr A Field", f"{label}: Ms Xenia Yew"])
    assert listed == (("Cllr A Field",), ("Ms Xenia Yew",), ())


def test_a_label_says_that_they_are_councillors() -> None:
    listed = people_listed(["Councillors present: Ash, Birch", "Councillors in attendance: Dunn"])
    assert listed == (("Councillor Ash", "Councillor Birch"), ("Councillor Dunn",), ())


def test_apologies_and_who_attended_are_others() -> None:
    present, attending, apologies = people_listed(
        [
            "Present: Cllrs A Field and O Lyle",
            "In attendance: Ivo Brand (Treasurer)",
            "Apologies were received from Cllr J Marsh and Mr Weir",
        ]
    )
    assert present == ("Councillor A Field", "Councillor O Lyle")
    assert attending == ("Ivo Brand (Treasurer)",)
    assert apologies == ("Cllr J Marsh", "Mr Weir")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Councillors Ada Field (Chair), Omar\nLyle, Jo Marsh",
            ("Councillor Ada Field (Chair)", "Councillor Omar Lyle", "Councillor Jo Marsh"),
        ),
        (
            "Councillors de Souza, van der Berg, Field\nand ap Rhys",
            (
                "Councillor de Souza",
                "Councillor van der Berg",
                "Councillor Field",
                "Councillor ap Rhys",
            ),
        ),
        (
            "Councillors Field (Chair, Parks), Lyle (Vice-\nChair)\nMarsh, Cllr Osei",
            (
                "Councillor Field (Chair, Parks)",
                "Councillor Lyle (Vice-Chair)",
                "Councillor Marsh",
                "Cllr Osei",
            ),
        ),
        (
            "Councillors\nAda Field\nde Souza\nCo-opted Members:\nJo Marsh, Parent Governor",
            ("Councillor Ada Field", "Councillor de Souza", "Jo Marsh, Parent Governor"),
        ),
        (
            "Councillors Field, Lyle\nCo-optees\nJo Marsh, Parent Governor\nMs Weir",
            ("Councillor Field", "Councillor Lyle", "Jo Marsh, Parent Governor", "Ms Weir"),
        ),
    ],
)
def test_each_person_is_one(text: str, people: tuple[str, ...]) -> None:
    assert people_with_posts(text.split("\n")) == people


@pytest.mark.parametrize(
    ("text", "officers"),
    [
        (
            "Lead Officer Ada Field, Director of Housing\nReport Author Omar Lyle",
            ("Ada Field, Director of Housing", "Omar Lyle"),
        ),
        ("Contact Officer: Jo Marsh\nEmail: jo@marl.example Tel: 01632 960001", ("Jo Marsh",)),
        ("Report Author\nAda Field/Omar Lyle", ("Ada Field", "Omar Lyle")),
        ("To note the report.\nAda Field\nTown Clerk", ("Ada Field, Town Clerk",)),
        ("The officer said so.\nNobody signed.", ()),
    ],
)
def test_whose_a_report_is(text: str, officers: tuple[str, ...]) -> None:
    assert officers_named(text.split("\n")) == officers


def test_initials_after_names_part_them() -> None:
    lines = ["Present:", "Ann Field AF Ivo Brand (IB) John P Marsh JPM"]
    assert people_listed(lines)[0] == ("Ann Field", "Ivo Brand (IB)", "John P Marsh")


def test_a_run_of_titles_is_read_in_time() -> None:
    run = " ".join(["Ash Mr"] * 60)
    present, _, _ = people_listed([f"Present: Councillors {run} of"], posts=True)
    assert present[0] == "Councillor Ash"


def test_who_attends_is_a_member_only_where_elected() -> None:
    lines = ["In attendance: Cllr A Field and Ivo Brand", "Apologies: none"]
    assert people_listed(lines)[:2] == (("Cllr A Field",), ("Ivo Brand",))


@pytest.mark.parametrize("public", ["Members of the public present: 3", "Members of the Public: 3"])
def test_the_public_are_no_members(public: str) -> None:
    committee = "Members of the Parks and Gardens Committee who were present:"
    for lines in (
        [public, committee, "Cllrs A Field and B Ash"],
        ["Present:", "Cllrs A Field and B Ash", public],
    ):
        assert people_listed(lines)[0] == ("Councillor A Field", "Councillor B Ash")


def test_the_last_of_a_run_stands_before_the_clerk() -> None:
    assert people_listed(["Present", "Councillors A Field, B Ash, & P Moss Clerk Mrs J Todd"])[
        0
    ] == (
        "Councillor A Field",
        "Councillor B Ash",
        "Councillor P Moss",
    )


def placed(
    *lines: tuple[str, int, int], bold: tuple[str, ...] = ()
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """(present, in attendance, apologies) of lines whose left and top edges are told."""
    where = [(text, look(top, left=left, bold=text in bold)) for text, left, top in lines]
    return people_placed(where, [], {})


def test_lists_beside_each_other() -> None:
    lines = [
        ("Present", 70, 100),
        ("Officials", 300, 100),
        ("Ann Field", 70, 115),
        ("Ed Parks", 300, 115),
        ("Bob Ash", 70, 130),
        ("Apologies", 300, 130),
        ("Cy Moss", 70, 145),
        ("Dan Oak", 300, 145),
    ]
    wanted = (("Ann Field", "Bob Ash", "Cy Moss"), ("Ed Parks",), ("Dan Oak",))
    assert placed(*lines) == wanted
    assert placed(*lines, bold=("Present", "Officials", "Apologies")) == wanted


def test_labels_that_were_written_before_what_they_name() -> None:
    assert placed(
        ("PRESENT:", 70, 100),
        ("APOLOGIES:", 70, 160),
        ("Ann Field", 70, 115),
        ("Bob Ash", 70, 130),
        ("Dan Oak", 70, 175),
    ) == (("Ann Field", "Bob Ash"), (), ("Dan Oak",))


def test_what_another_label_names_is_of_no_list() -> None:
    lines = [
        ("Present:", 70, 100),
        ("Apologies:", 300, 100),
        ("Ann Field", 70, 115),
        ("Bob Ash", 70, 130),
        ("Chair:", 300, 130),
        ("Ann Field", 400, 130),
    ]
    assert placed(*lines) == (("Ann Field", "Bob Ash"), (), ())


@pytest.mark.parametrize("indent", [70, 100, 260])
def test_labels_that_are_set_in_move_nobody(indent: int) -> None:
    lines = [
        ("Present:", 70, 100),
        ("Cllr A Field", 70, 115),
        ("Apologies:", indent, 130),
        ("Cllr B Ash", 70, 145),
        ("In attendance:", 70, 160),
        ("Mr C Moss", 70, 175),
    ]
    assert placed(*lines) == (("Cllr A Field",), ("Mr C Moss",), ("Cllr B Ash",))


def test_lines_below_no_label_stay_as_they_were_written() -> None:
    lines = [
        ("Present:", 200, 100),
        ("Apologies:", 400, 100),
        ("Cllr A Field", 70, 115),
        ("Mr B Ash", 420, 115),
    ]
    assert placed(*lines) == placed(*((text, 70, 20 * at) for at, (text, *_) in enumerate(lines)))


def table(*rows: str) -> tuple[str, ...]:
    """Who is present by a list whose columns wide spaces part."""
    lines = [" ".join(row.split()) for row in ("Present:", *rows)]
    return people_listed(lines, cells=cells_of([typed_page(1, "\n".join(rows))], []))[0]


def test_organisations_and_posts_in_columns_are_no_names() -> None:
    rows = [
        "Ann Field     Home Office",
        "Prof Bob Ash    Law Gazette",
        "Cy Moss (Chair)   Ferry Trust",
    ]
    assert table(*rows) == ("Ann Field", "Prof Bob Ash", "Cy Moss (Chair)")
    assert table("Name     From", "Ann Field     Ferry Trust") == ("Ann Field",)


def test_of_a_table_whoever_was_away_or_serves_is_not_present() -> None:
    rows = [
        "Ann Field     Apologies",
        "Bob Ash     Elected",
        "Cy Moss     Elected",
        "Di Oak    Clerk",
    ]
    assert table(*rows, "Ed Rush   Elected") == ("Bob Ash", "Cy Moss", "Ed Rush")


def test_words_set_apart_in_a_run_are_no_table() -> None:
    rows = ["Cllrs A Field,    B Ash,", "C Moss,    D Oak,    E Rush", "F Reed    and G Lake"]
    assert len(table(*rows)) == 7


def test_people_with_titles_in_columns_are_all_there() -> None:
    rows = [
        "Cllr A Field     Cllr D Oak",
        "Cllr B Ash     Mrs E Rush",
        "Cllr C Moss    Ferry Trust",
    ]
    assert table(*rows) == ("Cllr A Field", "Cllr D Oak", "Cllr B Ash", "Mrs E Rush", "Cllr C Moss")
    posts = ["Ann Field    Councillor", "Bob Ash    Councillor/Chairman", "Cy Moss    Councillor"]
    assert table(*posts) == ("Ann Field", "Bob Ash", "Cy Moss")
