"""Every setting, from the environment and from ``packhorse.toml`` in the home.

The environment wins over the file. `open_settings` says which variable or line is
wrong, in one sentence.
"""

from __future__ import annotations

import json
import os
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

from indexer.problems import SettingsError

__all__ = ["FILE_NAME", "Settings", "default_home", "open_settings"]

FILE_NAME = "packhorse.toml"


def default_home() -> Path:
    """Where state lives unless told otherwise: ``PACKHORSE_HOME`` or ``~/.packhorse``."""
    return Path(os.environ.get("PACKHORSE_HOME") or "~/.packhorse").expanduser()


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
    slack_api_url: str = Field(
        default="https://slack.com/api/", validation_alias="SLACK_API_URL"
    )
    slack_clerks: Annotated[tuple[str, ...], NoDecode] = ()
    """Members' ids; in the environment with commas between them."""
    slack_clerk_group: str | None = None
    slack_clerks_channel: str | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)

    @field_validator("nation")
    @classmethod
    def _known_nation(cls, value: str) -> str:
        if value.upper() not in ("ENG", "WLS", "SCT", "NIR"):
            raise ValueError("must be ENG, WLS, SCT or NIR")
        return value.upper()

    @field_validator("slack_clerks", mode="before")
    @classmethod
    def _with_commas(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        if value.lstrip().startswith("["):
            return json.loads(value)
        return tuple(one.strip() for one in value.split(",") if one.strip())

    @field_validator("slack_api_url")
    @classmethod
    def _with_slash(cls, value: str) -> str:
        return value if value.endswith("/") else value + "/"

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
        home = init_settings.init_kwargs.get("home") if hasattr(
            init_settings, "init_kwargs"
        ) else None
        file = (Path(home) if home else default_home()) / FILE_NAME
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls, file))


def open_settings(home: Path | None = None) -> Settings:
    """The settings in force.

    Args:
        home: as given on the command line; wins over the environment.

    Raises:
        SettingsError: a setting is wrong; the sentence names it and where it stands.
    """
    given: dict[str, Any] = {"home": home.expanduser().absolute()} if home else {}
    file = (given.get("home") or default_home()) / FILE_NAME
    _refuse_misspelt()
    try:
        return Settings(**given)
    except UnicodeDecodeError:
        raise SettingsError(f"{file} is not text in UTF-8: save it as that.") from None
    except tomllib.TOMLDecodeError as exc:
        raise SettingsError(f"{file} is not TOML ({exc}): mend that line.") from None
    except ValidationError as exc:
        error = exc.errors()[0]
        name = str(error["loc"][0]) if error["loc"] else "a setting"
        where = _where(name, file)
        if error["type"] == "extra_forbidden":
            raise SettingsError(f"{where} is no setting of Packhorse: see the README.") from None
        message = error["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{where} is wrong: {message[0].lower()}{message[1:]}.") from None
    except OSError as exc:
        raise SettingsError(f"{file} cannot be read ({exc.strerror}).") from None


def _refuse_misspelt() -> None:
    """A variable that is nearly a setting's is one, misspelt; others are not ours to judge."""
    known = {f"PACKHORSE_{name.upper()}" for name in Settings.model_fields}
    for variable in sorted(os.environ):
        if variable.startswith("PACKHORSE_") and variable not in known:
            meant = get_close_matches(variable, known, n=1, cutoff=0.9)
            if meant:
                raise SettingsError(f"{variable} is no setting of Packhorse: {meant[0]} is.")


def _where(name: str, file: Path) -> str:
    """``PACKHORSE_PORT`` or ``packhorse.toml line 3 (port)``, wherever the value is from."""
    plain = name.lower()
    for variable in (f"PACKHORSE_{plain.upper()}", plain.upper()):
        if os.environ.get(variable):
            return variable
    if file.exists():
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), start=1):
            if line.split("=")[0].strip().strip('[]"').lower() == plain:
                return f"{file} line {number} ({plain})"
    return name
