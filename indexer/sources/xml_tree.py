"""XML from a stranger, parsed so that it can do no harm.

Expat is told to stop at the first document type declaration: without one there are no
entities to expand and nothing outside to load. The number of elements is bounded; bytes are
bounded by whoever fetched them.
"""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from indexer.sources.source_problems import OddAnswer, PageInstead

__all__ = ["clean_text", "parse_xml", "value"]

_CONTROL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])"
    rb"|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));"
)
MAX_ELEMENTS = 100_000
"""A meeting with a hundred items and their papers has about 5,000."""


def value(element: Element, name: str) -> str:
    """The clean text of a child, or of an attribute of that name; "" where absent."""
    child = element.find(name)
    return clean_text(element.get(name, "") if child is None else "".join(child.itertext()))


def clean_text(text: str) -> str:
    """Text with entities decoded that were encoded twice, and its spacing made plain."""
    for _ in range(2):
        decoded = html.unescape(text)
        if decoded == text:
            break
        text = decoded
    return " ".join(text.split())


def parse_xml(data: bytes) -> Element:
    """The root element of an XML document; all names in lower case, without a prefix.

    Control characters, which services let through from pasted text and XML forbids, are
    dropped.

    Raises:
        OddAnswer: it is not XML, is a web page, declares a document type, or has more
            elements than any answer of a council's service.
    """
    data = data.strip(b"\0 \t\r\n")
    try:
        return _parse(data)
    except OddAnswer:
        cleaned = _CONTROL.sub(b"", data)
        if cleaned == data:
            raise
        return _parse(cleaned)


def _parse(data: bytes) -> Element:
    tree = TreeBuilder()
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MAX_ELEMENTS:
            raise OddAnswer("The answer has more elements than a council's service gives.")
        tree.start(_local(name), {_local(key): text for key, text in attributes.items()})

    def doctype(name: str, *_: object) -> None:
        if name.lower() == "html":
            raise _page()
        raise OddAnswer("The answer declares a document type, which is refused.")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.data
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as exc:
        if b"<html" in data[:2000].lower():
            raise _page() from None
        raise OddAnswer(
            f"The answer is not XML ({expat.ErrorString(exc.code)}, line {exc.lineno})."
        ) from None
    except (ValueError, LookupError) as exc:
        raise OddAnswer(f"The answer is in an encoding that cannot be read ({exc}).") from None
    root: Element = tree.close()
    if root.tag == "html":
        raise _page()
    return root


def _page() -> PageInstead:
    return PageInstead("The answer is a web page where data was asked for.")


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1].lower()
