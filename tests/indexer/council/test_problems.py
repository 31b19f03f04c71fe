"""What an error of a library or of the system is said to be."""

import pytest

from indexer.council.problems import why


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(-2, "Name or service not known"), "no host of that name is known"),
        (ValueError("the model foo is not known here"), "the model foo is not known here"),
    ],
)
def test_only_an_unknown_host_is_said_to_be_one(error: Exception, said: str) -> None:
    assert why(error) == said
