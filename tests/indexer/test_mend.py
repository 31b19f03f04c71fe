import pytest

from indexer.pdf.mend import mend

TEXT = (
    "The meeting of the Council was held on 5 May and the report was noted by the members.\n"
    "It is for the Committee to decide whether the hall is to be let."
)


def test_text_that_is_text_stays_as_it_is() -> None:
    assert mend(TEXT) == TEXT
    assert mend("Ada Field\nOmar Lyle\n£1,204.50 £77.00\nBarset Road SE15 3HE") == (
        "Ada Field\nOmar Lyle\n£1,204.50 £77.00\nBarset Road SE15 3HE"
    )


@pytest.mark.parametrize(
    "spoilt",
    [
        "".join(c if c == "\n" else chr(ord(c) - 29) for c in TEXT),
        "".join(c if c == "\n" else c * 2 for c in TEXT),
        TEXT.replace(" ", "'"),
        TEXT.replace("meeting", "meeƟng").replace("Committee", "CommiƩee").replace("meeƟ", "meeƟ"),
    ],
)
def test_a_plain_rule_is_undone(spoilt: str) -> None:
    assert mend(spoilt) == TEXT


def test_what_stands_once_among_doubled_letters_stays() -> None:
    doubled = "".join(c * 2 if c.isalpha() else c for c in TEXT)
    assert mend(f"{doubled}\nPage 12 of 40, Barset") == f"{TEXT}\nPage 12 of 40, Barset"


@pytest.mark.parametrize("none", ["\ufffd\ufffd \ufffd " * 40, "(cid:12)(cid:7) (cid:3) " * 40])
def test_letters_that_tell_nothing_are_no_text(none: str) -> None:
    assert mend(none) == ""
