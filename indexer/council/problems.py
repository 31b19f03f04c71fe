"""What can go wrong, each said in one sentence that a clerk can act on."""

from __future__ import annotations

__all__ = [
    "DamagedPdf",
    "DocumentError",
    "EmptyFile",
    "LockedPdf",
    "ModelError",
    "NoPdfsInFolder",
    "NoSuchPath",
    "NoText",
    "NotAPdf",
    "NotPossible",
    "NotReadable",
    "PackhorseError",
    "SameName",
    "SettingsError",
    "StorageError",
    "TooLarge",
    "not_readable",
    "not_writable",
    "why",
]


class PackhorseError(Exception):
    """Base of all that we raise: ``str(error)`` is one whole sentence."""


class DocumentError(PackhorseError):
    """One input cannot be used; the run goes on. The sentence names the file and what to do."""


class NotAPdf(DocumentError):
    """The file is something other than a PDF."""


class EmptyFile(DocumentError):
    """The file has no bytes."""


class DamagedPdf(DocumentError):
    """The file starts like a PDF but cannot be read to its end."""


class LockedPdf(DocumentError):
    """The file asks for a password."""


class NoText(DocumentError):
    """No page has words, and OCR found none either."""


class TooLarge(DocumentError):
    """The file is beyond the bounds on bytes or pages."""


class NoSuchPath(DocumentError):
    """There is nothing at the path."""


class NoPdfsInFolder(DocumentError):
    """The folder holds no PDF."""


class SameName(DocumentError):
    """Two files of one run have the same name, which names the document."""


class NotReadable(DocumentError):
    """The operating system does not let us read the file."""


def why(exc: BaseException) -> str:
    """What a library's or the system's error says, in a line without its numbers."""
    cause = getattr(exc, "reason", None) or exc  # urllib's has the system's inside
    said: str = getattr(cause, "strerror", None) or str(cause)
    if said.startswith("[Errno "):
        said = said.partition("]")[2]
    if "Name or service not known" in said:
        return "no host of that name is known"
    # Python's own sockets add the address, which whoever asks has named.
    said = said.partition(" (while attempting to bind")[0]
    return said.strip().partition("\n")[0][:200] or "no reason is given"


def not_readable(what: object, exc: OSError) -> NotReadable:
    """The error for a file or folder that the operating system keeps from us."""
    return NotReadable(f"{what} cannot be read ({why(exc)}): check who may read it.")


class StorageError(PackhorseError):
    """The catalogue or Chroma cannot be used: locked, full, unreachable, too new."""


def not_writable(where: object, exc: BaseException) -> StorageError:
    """The error for a file or folder that cannot be written."""
    return StorageError(
        f"{where} cannot be written ({why(exc)}): check who may write there and that the disk "
        "has room."
    )


class ModelError(PackhorseError):
    """A model's file is missing, or is not the one that was expected."""


class SettingsError(PackhorseError):
    """A setting or what somebody typed is wrong. The sentence names the variable or the line."""


class NotPossible(SettingsError):
    """What somebody typed is understood, but cannot be done: what it names is not known, or
    it is too late."""
