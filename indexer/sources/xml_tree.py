"""XML from a stranger, parsed so that it can do no harm.

Expat is told to stop at the first document type declaration: without one there are no
entities to expand and nothing outside to load. Depth and number of elements are bounded;
bytes are bounded by whoever fetched them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from indexer.sources.source_problems import OddAnswer, PageInstead

__all__ = ["Node", "clean_text", "parse_xml"]

_CONTROL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])"
    rb"|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));"
)
MAX_DEPTH = 60
MAX_ELEMENTS = 100_000
"""A meeting with a hundred items and their papers has about 5,000."""


@dataclass(slots=True)
class Node:
    """An element: its name in lower case without a prefix, attributes, children, own text."""

    name: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def first(self, name: str) -> Node | None:
        """This element or the first below it of that name."""
        return next((node for node in self.walk() if node.name == name), None)

    def all(self, *path: str) -> list[Node]:
        """The elements that a path of names leads to."""
        nodes = [self]
        for name in path:
            nodes = [child for node in nodes for child in node.children if child.name == name]
        return nodes

    def value(self, name: str) -> str:
        """The clean text of a child, or of an attribute of that name; "" where absent."""
        for child in self.children:
            if child.name == name:
                return clean_text(child.text)
        return clean_text(self.attributes.get(name, ""))


def clean_text(text: str) -> str:
    """Text with entities decoded that were encoded twice, and its spacing made plain."""
    for _ in range(2):
        decoded = html.unescape(text)
        if decoded == text:
            break
        text = decoded
    return " ".join(text.split())


def parse_xml(data: bytes) -> Node:
    """The root element of an XML document.

    Control characters, which services let through from pasted text and XML forbids, are
    dropped.

    Raises:
        OddAnswer: it is not XML, is a web page, declares a document type, or is deeper
            or has more elements than any answer of a council's service.
    """
    data = data.strip(b"\0 \t\r\n")
    try:
        return _parse(data)
    except OddAnswer:
        cleaned = _CONTROL.sub(b"", data)
        if cleaned == data:
            raise
        return _parse(cleaned)


def _parse(data: bytes) -> Node:
    root = Node("", {})
    stack = [root]
    # A text comes in as many pieces as it has entities and line ends.
    pieces: list[list[str]] = [[]]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MAX_ELEMENTS or len(stack) > MAX_DEPTH:
            raise OddAnswer("The answer has more elements than a council's service gives.")
        node = Node(_local(name), {_local(key): value for key, value in attributes.items()})
        stack[-1].children.append(node)
        stack.append(node)
        pieces.append([])

    def end(_name: str) -> None:
        stack.pop().text = "".join(pieces.pop())

    def text(piece: str) -> None:
        pieces[-1].append(piece)

    def doctype(name: str, *_: object) -> None:
        if name.lower() == "html":
            raise _page()
        raise OddAnswer("The answer declares a document type, which is refused.")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
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
    first = root.children[0]
    if first.name == "html":
        raise _page()
    return first


def _page() -> PageInstead:
    return PageInstead("The answer is a web page where data was asked for.")


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1].lower()
