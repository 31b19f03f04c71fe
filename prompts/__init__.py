"""Every word said to a language model: one text file a prompt, ``name.vN.txt``.

A file is a template with ``$names``. A changed wording is a new version beside the old
one, so that an answer's record can name what was said.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template

__all__ = ["Prompt", "fence", "load"]

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Prompt:
    """One version of one prompt."""

    name: str
    version: int
    text: str

    def fill(self, **values: str) -> str:
        """The prompt with its names replaced.

        Raises:
            KeyError: a name has no value.
        """
        return Template(self.text).substitute(values)


@lru_cache
def load(name: str) -> Prompt:
    """The newest version of a prompt.

    Raises:
        KeyError: there is no prompt of that name.
    """
    versions = {int(path.stem.rpartition(".v")[2]): path for path in FOLDER.glob(f"{name}.v*.txt")}
    if not versions:
        raise KeyError(name)
    newest = max(versions)
    return Prompt(name, newest, versions[newest].read_text("utf-8"))


def fence(parts: dict[str, str]) -> str:
    """Texts fenced as data, each behind its label.

    The fence is a random word, so that no text can close it, and angle brackets in the
    texts are replaced by look-alikes.
    """
    word = secrets.token_hex(6)
    return "\n".join(
        f'<data-{word} id="{label}">\n{_harmless(text)}\n</data-{word}>'
        for label, text in parts.items()
    )


def _harmless(text: str) -> str:
    return text.replace("<", "‹").replace(">", "›")
