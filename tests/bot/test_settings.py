"""Settings: from the environment and the file, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import FILE_NAME, default_home, open_settings, where_set
from indexer.council.problems import SettingsError


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def write(home: Path, text: str) -> None:
    (home / FILE_NAME).write_text(text, "utf-8")


def test_without_anything_set_all_state_is_in_the_home(home: Path) -> None:
    settings = open_settings()
    assert settings.home == home
    assert settings.database == f"sqlite:///{home / 'catalogue.db'}"
    assert settings.chroma == home / "chroma"
    assert settings.model is None
    assert settings.embeddings is None


def test_the_home_is_in_the_users_folder_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PACKHORSE_HOME")
    assert default_home() == Path.home() / ".packhorse"


@pytest.mark.parametrize("given", ["~/papers", "papers"])
def test_a_home_in_the_users_folder_or_in_the_one_at_hand(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers").mkdir()
    write(tmp_path / "papers", "port = 9999\n")
    monkeypatch.setenv("PACKHORSE_HOME", given)
    from_variable = open_settings()
    monkeypatch.delenv("PACKHORSE_HOME")
    for settings in (from_variable, open_settings(Path(given))):
        assert settings.home == tmp_path / "papers"
        assert settings.port == 9999


def test_a_home_of_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKHORSE_HOME", "~no-such-user/papers")
    with pytest.raises(SettingsError, match="no such user"):
        open_settings()


def test_the_file_in_the_home_is_read(home: Path) -> None:
    write(home, 'committee = "Planning"\nport = 8080\nslack_clerks = ["U1", "U2"]\n')
    settings = open_settings()
    assert (settings.committee, settings.port) == ("Planning", 8080)
    assert settings.slack_clerks == ("U1", "U2")


def test_the_environment_wins_over_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home, 'committee = "Planning"\nport = 8080\n')
    monkeypatch.setenv("PACKHORSE_COMMITTEE", "Licensing")
    settings = open_settings()
    assert (settings.committee, settings.port) == ("Licensing", 8080)


def test_the_home_of_the_command_line_wins_over_the_environment(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write(other, "port = 9999\n")
    settings = open_settings(other)
    assert settings.home == other
    assert settings.port == 9999


@pytest.mark.parametrize("variable", ["SLACK_BOT_TOKEN", "PACKHORSE_SLACK_BOT_TOKEN"])
def test_slacks_own_names_are_known(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, "xoxb-1")
    token = open_settings().slack_bot_token
    assert token is not None
    assert token.get_secret_value() == "xoxb-1"


def test_slack_may_stand_in_the_file(home: Path) -> None:
    write(home, 'slack_bot_token = "xoxb-2"\nslack_api_url = "http://127.0.0.1:9/api"\n')
    settings = open_settings()
    assert settings.slack_bot_token is not None
    assert settings.slack_bot_token.get_secret_value() == "xoxb-2"
    assert settings.slack_api_url == "http://127.0.0.1:9/api/"


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKHORSE_MODEL", "")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")
    settings = open_settings()
    assert settings.model is None
    assert settings.slack_bot_token is None


def test_secrets_are_not_in_the_settings_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKHORSE_MODEL_KEY", "sk-very-secret")
    assert "very-secret" not in repr(open_settings())


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PACKHORSE_PORT", "many"),
        ("PACKHORSE_PORT", "70000"),
        ("PACKHORSE_RETENTION_DAYS", "0"),
        ("PACKHORSE_MODEL_SECONDS", "-1"),
        ("PACKHORSE_NATION", "FRA"),
        ("PACKHORSE_ALLOW_PRIVATE_HOSTS", "perhaps"),
        ("PACKHORSE_EMBEDDINGS", "foo"),
        ("PACKHORSE_SLACK_CLERKS", '{"a": 1}'),
        ("PACKHORSE_SLACK_CLERKS", '["ann"]'),
        ("SLACK_API_URL", "nonsense"),
        ("SLACK_API_URL", "https:// slack.com"),
    ],
)
def test_a_wrong_variable_is_named(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=variable) as caught:
        open_settings()
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize("value", ["U1, U2", "U1,U2,", '["U1", "U2"]'])
def test_a_list_in_the_environment(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKHORSE_SLACK_CLERKS", value)
    assert open_settings().slack_clerks == ("U1", "U2")


def test_a_list_that_is_cut_off_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKHORSE_SLACK_CLERKS", '["U1", ')
    with pytest.raises(SettingsError, match="PACKHORSE_SLACK_CLERKS"):
        open_settings()


def test_a_misspelt_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKHORSE_COMITTEE", "Planning")
    with pytest.raises(SettingsError, match=r"PACKHORSE_COMITTEE .* PACKHORSE_COMMITTEE"):
        open_settings()


def test_a_variable_of_somebody_else_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKHORSE_SHARED", "/somewhere")
    assert open_settings().committee is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('# ours\n\nport = "many"\n', "line 3"),
        ('committee = "Planning"\nporrt = 8080\n', "line 2"),
        ("port = 8080\nretention_days = 0\n", "line 2"),
        ('committee = "Planning\n', "line 1"),
        ("slack_bot_token = 5\n", "line 1"),
        ("[slack]\nclerks = []\n", "line 1"),
        ('port = 1\nhome = "/srv"\n', "line 2"),
        ('slack_api_url = "slack"\n', "line 1"),
    ],
)
def test_a_wrong_line_is_named(home: Path, text: str, place: str) -> None:
    write(home, text)
    with pytest.raises(SettingsError, match=place) as caught:
        open_settings()
    assert FILE_NAME in str(caught.value)
    assert str(caught.value).count("\n") == 0


def test_a_file_that_is_no_text_is_named(home: Path) -> None:
    (home / FILE_NAME).write_bytes(b"\xff\xfe\x00port")
    with pytest.raises(SettingsError, match=FILE_NAME):
        open_settings()


def test_a_folder_in_the_files_place_is_named(home: Path) -> None:
    (home / FILE_NAME).mkdir()
    with pytest.raises(SettingsError, match=rf"{FILE_NAME} is a folder"):
        open_settings()


def test_what_is_found_wrong_later_is_named_where_it_stands(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(home, 'port = 1\nembeddings = "foo:bar"\nmodel = "foo:baz"\n')
    monkeypatch.setenv("PACKHORSE_MODEL", "foo:foo")
    open_settings()
    said = "PACKHORSE_EMBEDDINGS=foo:bar and PACKHORSE_MODEL=foo:foo, or PACKHORSE_CHROMA_URL."
    assert where_set(said) == (
        f"{home / FILE_NAME} line 2 (embeddings=foo:bar) and PACKHORSE_MODEL=foo:foo, "
        "or PACKHORSE_CHROMA_URL."
    )
    write(home, 'slack_bot_token = "xoxb-1"\n')
    assert where_set("Slack rejects SLACK_BOT_TOKEN.") == (
        f"Slack rejects {home / FILE_NAME} line 1 (slack_bot_token)."
    )
