"""Every setting, from the environment and from ``packhorse.toml`` in the home.

The environment wins over the file. `open_settings` says which variable or line is
wrong, in one sentence.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from indexer.council.problems import SettingsError

__all__ = [
    "FILE_NAME",
    "Settings",
    "default_home",
    "is_web_address",
    "open_settings",
    "where_set",
    "wrong_with",
]

FILE_NAME = "packhorse.toml"


_opened: Path | None = None
"""The settings' file of this process, for what is found to be wrong later on."""


def default_home() -> Path:
    """Where state lives unless told otherwise: ``PACKHORSE_HOME`` or ``~/.packhorse``.

    Raises:
        SettingsError: the home is of a user that there is not.
    """
    return _whole(Path(os.environ.get("PACKHORSE_HOME") or "~/.packhorse"))


def _whole(home: Path) -> Path:
    try:
        return home.expanduser().absolute()
    except RuntimeError:
        raise SettingsError(
            f"There is no such user on this machine: give the full path of the home {home}."
        ) from None


def is_web_address(text: str) -> bool:
    """Whether a text begins as an address of the web does."""
    scheme, _, rest = text.partition("://")
    return scheme.lower() in ("http", "https") and rest[:1].strip() not in ("", "/")


class Settings(BaseSettings):
    """Settings by their ``PACKHORSE_`` names; those of Slack by Slack's own names too."""

    model_config = SettingsConfigDict(
        env_prefix="PACKHORSE_", extra="forbid", populate_by_name=True, env_ignore_empty=True
    )

    home: Path = Field(default_factory=default_home)
    database_url: str | None = None
    chroma_url: str | None = None
    embeddings: str | None = None
    """``provider:model`` as LangChain's `init_embeddings` takes it; None: the local model."""
    model: str | None = None
    """``provider:model`` as LangChain's `init_chat_model` takes it; None: quotes only."""
    model_url: str | None = None
    model_key: SecretStr | None = None
    model_seconds: float = Field(default=40.0, gt=0)
    model_tokens: int = Field(default=12_000, ge=2_000)
    """How much of the papers a model is shown: four fifths of it at first, a quarter at each
    further look."""
    committee: str | None = None
    clerk_contact: str | None = None
    """Who to ask when the papers don't say, as councillors should read it."""
    nation: str = "ENG"
    retention_days: int = Field(default=90, ge=1)
    allow_private_hosts: bool = False

    slack_bot_token: SecretStr | None = Field(default=None, validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(default=None, validation_alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr | None = Field(
        default=None, validation_alias="SLACK_SIGNING_SECRET"
    )
    slack_api_url: str = Field(default="https://slack.com/api/", validation_alias="SLACK_API_URL")
    slack_clerks: Annotated[tuple[str, ...], NoDecode] = ()
    """Members' ids; in the environment with commas between them, or as JSON."""
    slack_clerk_group: str | None = None
    slack_clerks_channel: str | None = None
    slack_open_clerks_channel: bool = False
    """Drafts and members' questions go to the clerks' channel even where it is not private."""
    slack_guests: bool = False
    """Guests of the workspace are answered, from what everybody may read."""
    slack_outsiders: bool = False
    """So are members of other organisations, in channels that are shared with them."""
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)

    @field_validator("home")
    @classmethod
    def _where_the_file_is_looked_for(cls, value: Path) -> Path:
        return _whole(value)

    @field_validator("embeddings")
    @classmethod
    def _of_a_provider(cls, value: str | None) -> str | None:
        if value is not None and not all(value.partition(":")):
            raise ValueError(
                "write it as provider:model, such as openai:text-embedding-3-small, "
                "or leave it out for the local model"
            )
        return value

    @field_validator("nation")
    @classmethod
    def _known_nation(cls, value: str) -> str:
        if value.upper() not in ("ENG", "WLS", "SCT", "NIR"):
            raise ValueError("it must be ENG, WLS, SCT or NIR")
        return value.upper()

    @field_validator("slack_clerks", mode="before")
    @classmethod
    def _with_commas(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        if value.lstrip().startswith("["):
            try:
                return json.loads(value)
            except ValueError:
                raise ValueError("write U012,U034") from None
        return tuple(one.strip() for one in value.split(",") if one.strip())

    @field_validator("slack_clerks")
    @classmethod
    def _ids(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            if not (one[:1] in ("U", "W") and one[1:].isalnum() and one.isupper()):
                raise ValueError(f"{one} is not a member's ID: write U012,U034")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _an_address_with_slash(cls, value: str) -> str:
        if not is_web_address(value):
            raise ValueError("it looks like https://slack.com/api/")
        return value if value.endswith("/") else value + "/"

    @property
    def bot_token(self) -> str:
        """Slack's bot token.

        Raises:
            SettingsError: it is not set.
        """
        if self.slack_bot_token is None:
            raise SettingsError(
                "SLACK_BOT_TOKEN is not set: create the app from `packhorse manifest`, install "
                "it, and copy its bot token."
            )
        return self.slack_bot_token.get_secret_value()

    @property
    def database(self) -> str:
        """The catalogue's address: as set, else SQLite in the home."""
        return self.database_url or f"sqlite:///{self.home / 'catalogue.db'}"

    @property
    def chroma(self) -> Path | str:
        """Chroma's server address as set, else its folder in the home."""
        return self.chroma_url or self.home / "chroma"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        home = (
            init_settings.init_kwargs.get("home") if hasattr(init_settings, "init_kwargs") else None
        )
        file = (Path(home) if home else default_home()) / FILE_NAME
        if file.is_dir():
            raise SettingsError(f"{file} is a folder: the settings are a file of that name.")
        from_file = TomlConfigSettingsSource(settings_cls, file)
        if "home" in from_file.toml_data:
            raise SettingsError(
                f"{_line('home', file)} cannot be set there, because the file itself is in the home: "
                "set PACKHORSE_HOME or give --home."
            )
        return (init_settings, env_settings, from_file)


_WRONG = {
    "int_": "it must be a whole number",
    "float_": "it must be a number",
    "bool_": "it must be true or false",
    "list_": "it must be a list",
    "path_": "it must be a path",
    "greater_than_equal": "it must be at least {ge}",
    "greater_than": "it must be more than {gt:g}",
    "less_than_equal": "it must be at most {le}",
}
"""What is wrong with a value, by how pydantic's name for it begins."""


def wrong_with(exc: BaseException) -> str:
    """What pydantic finds wrong with a value, in words of ours."""
    if not isinstance(exc, ValidationError):
        return "it cannot be understood"
    error = exc.errors()[0]
    for kind, said in _WRONG.items():
        if error["type"].startswith(kind):
            return said.format(**error.get("ctx", {}))
    if error["type"] == "value_error":
        message = error["msg"].removeprefix("Value error, ")
        return f"{message[0].lower()}{message[1:]}"
    return "it must be text" if error["type"].startswith("string") else "it cannot be understood"


def open_settings(home: Path | None = None) -> Settings:
    """The settings in force.

    Args:
        home: as given on the command line; wins over the environment.

    Raises:
        SettingsError: a setting is wrong; the sentence names it and where it stands.
    """
    global _opened
    given: dict[str, Any] = {"home": _whole(home)} if home else {}
    _opened = file = (given.get("home") or default_home()) / FILE_NAME
    _refuse_misspelt()
    try:
        return Settings(**given)
    except UnicodeDecodeError:
        raise SettingsError(f"{file} is not text in UTF-8: save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as exc:
        # "… (at line 3, column 5)", and at the end of a file "… (at end of document)".
        place = str(exc).partition("(at ")[2].partition(",")[0].rstrip(")")
        raise SettingsError(
            f"{file}, {place}, is not TOML: a line looks like port = 3000."
        ) from None
    except ValidationError as exc:
        error = exc.errors()[0]
        name = str(error["loc"][0]).lower()
        said = f"is wrong: {wrong_with(exc)}."
        if error["type"] == "extra_forbidden":
            near = get_close_matches(name, Settings.model_fields, n=1)
            hint = f"did you mean {near[0]}?" if near else "docs/configuration.md lists them."
            said = f"is not a setting that Packhorse knows: {hint}"
        raise SettingsError(where_set(f"{_variable(name)} {said}")) from None
    except OSError as exc:
        raise SettingsError(f"{file} cannot be read ({exc.strerror}).") from None


def _refuse_misspelt() -> None:
    """A variable that is nearly a setting's is one, misspelt; others are not ours to judge."""
    known = {f"PACKHORSE_{name.upper()}" for name in Settings.model_fields}
    for variable in sorted(os.environ):
        if variable.startswith("PACKHORSE_") and variable not in known:
            meant = get_close_matches(variable, known, n=1, cutoff=0.9)
            if meant:
                raise SettingsError(f"{variable} is not a setting: did you mean {meant[0]}?")


def _variable(name: str) -> str:
    field = Settings.model_fields.get(name)
    return str((field and field.validation_alias) or f"PACKHORSE_{name.upper()}")


def where_set(sentence: str) -> str:
    """A sentence that names settings by their variables, those of the file by their lines."""

    def place(found: re.Match[str]) -> str:
        variable, name, value = found[1], found[2] or found[1], found[3] or ""
        if _opened is None or os.environ.get(variable):
            return found[0]
        return _line(name.lower(), _opened, value) or found[0]

    return re.sub(r"\b(PACKHORSE_([A-Z_]*[A-Z])|SLACK_[A-Z_]*[A-Z])(=\S+)?", place, sentence)


def _line(name: str, file: Path, value: str = "") -> str | None:
    """``packhorse.toml line 3 (port)``; None where no line sets it."""
    if file.is_file():
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), start=1):
            if line.split("=")[0].strip().strip('[]"').lower() == name:
                return f"{file} line {number} ({name}{value})"
    return None
