"""The few kinds of block that everything shown is made of.

No ``mrkdwn`` anywhere: text of papers and people stands only where Slack shows it letter
by letter, so that no mention, link or formatting can come out of it. Limits:
https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextPreformattedElement,
    RichTextQuoteElement,
    RichTextSectionElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.slack.slack_text import escape, shorten

__all__ = [
    "MAX_TEXT",
    "Message",
    "Part",
    "actions",
    "bold",
    "bullets",
    "button",
    "confirm",
    "context",
    "field",
    "header",
    "italic",
    "label",
    "link",
    "modal",
    "opened",
    "options",
    "page_links",
    "paragraph",
    "person",
    "pieces",
    "place",
    "preformatted",
    "quote",
    "select",
    "text_of",
    "value_of",
]

Linked = RichTextElementParts.Text | RichTextElementParts.Link
Part = str | Linked | RichTextElementParts.User | RichTextElementParts.Channel

MAX_TEXT = 2_900
"""Characters in one text element; a block takes 3,000."""

MAX_BLOCKS = 95
"""In a view; Slack takes 100."""


@dataclass(frozen=True, slots=True)
class Message:
    """Blocks with a `text` that says the same to who does not see blocks.

    `instead` is what is sent where a workspace refuses one of the blocks.
    """

    blocks: Sequence[Block]
    text: str = ""
    instead: Message | None = None

    def __post_init__(self) -> None:
        if not self.text:
            object.__setattr__(self, "text", text_of(self.blocks))

    def payload(self) -> dict[str, Any]:
        """Arguments for ``chat.postMessage`` and its kin; raises on a broken block."""
        return {"blocks": [block.to_dict() for block in self.blocks], "text": self.text}


def label(text: str, limit: int = 75) -> PlainTextObject:
    """A button's or field's label."""
    return PlainTextObject(text=shorten(text, limit) or "…", emoji=False)


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    close: str = "",
    submit: str = "",
    name: str | None = None,
    kept: Mapping[str, Any] | None = None,
) -> View:
    """What opens over a conversation or the Home tab.

    Args:
        submit: of a form, the button that sends it.
        name: by which what is sent, or clicked in it, is known.
        kept: comes back with it.
    """
    return View(
        type="modal",
        callback_id=name,
        private_metadata=None if kept is None else json.dumps(kept),
        title=label(title, 24),
        submit=label(submit, 24) if submit else None,
        close=label(close or ("Cancel" if submit else "Close"), 24),
        blocks=blocks,
    )


def field(
    name: str,
    text: str,
    element: InputInteractiveElement,
    *,
    optional: bool = False,
    hint: str | None = None,
) -> InputBlock:
    """A form's field, with what is asked above it."""
    return InputBlock(
        block_id=name,
        label=label(text, 200),
        element=element,
        optional=optional,
        hint=label(hint, 2_000) if hint else None,
    )


def opened(title: str, blocks: Sequence[Block]) -> View:
    """A view that is only read; what would not fit is said to be left."""
    shown = list(blocks)
    if len(shown) > MAX_BLOCKS:
        shown = [*shown[:MAX_BLOCKS], context("The rest is in the paper itself.")]
    return modal(title, shown)


def options(choices: Iterable[tuple[str, str]]) -> list[Option]:
    """What can be chosen from: (value, text)."""
    return [Option(value=value, text=label(text)) for value, text in choices]


def select(action_id: str, text: str, choices: Iterable[tuple[str, str]]) -> StaticSelectElement:
    """A list to choose from."""
    return StaticSelectElement(
        action_id=action_id, placeholder=label(text, 150), options=options(choices)
    )


def header(text: str) -> HeaderBlock:
    return HeaderBlock(text=label(text, 150))


def bold(text: str) -> RichTextElementParts.Text:
    return RichTextElementParts.Text(text=text, style={"bold": True})


def italic(text: str) -> RichTextElementParts.Text:
    return RichTextElementParts.Text(text=text, style={"italic": True})


def link(text: str, url: str | None) -> Linked:
    """A link, or bare text where there is no web address; Slack takes none without a word."""
    text = text or "…"
    if not url or not url.startswith(("https://", "http://")) or len(url) > 3_000:
        return RichTextElementParts.Text(text=text)
    return RichTextElementParts.Link(url=url, text=text)


def page_links(places: Iterable[tuple[str, str | None]]) -> list[Part]:
    """`` (p. 3; p. 4)``: pages by their names and addresses, each once; [] for none."""
    pages: dict[str, str | None] = {}
    for name, url in places:
        pages.setdefault(name, url)
    out: list[Part] = []
    for name, url in pages.items():
        out += ["; " if out else " (", link(name, url)]
    return [*out, ")"] if out else []


def person(user: str) -> Part:
    """A user's name as Slack shows it. Only for ids that Slack itself gave us."""
    return RichTextElementParts.User(user_id=user)


def place(target: str) -> Part:
    """A channel's or member's name as Slack shows it. Only for ids."""
    if target.startswith(("U", "W")):
        return person(target)
    return RichTextElementParts.Channel(channel_id=target)


def paragraph(*parts: Part) -> RichTextBlock:
    """One run of text."""
    return RichTextBlock(elements=[_section(parts)])


def bullets(rows: Iterable[Sequence[Part]]) -> RichTextBlock:
    """A list; each row is made of parts."""
    items = [_section(row) for row in rows]
    return RichTextBlock(elements=[RichTextListElement(style="bullet", indent=0, elements=items)])


def quote(text: str) -> RichTextBlock:
    return RichTextBlock(elements=[RichTextQuoteElement(elements=_elements([text]))])


def preformatted(text: str) -> RichTextBlock:
    words = [RichTextElementParts.Text(text=text)]
    return RichTextBlock(elements=[RichTextPreformattedElement(elements=words, border=0)])


def context(text: str) -> ContextBlock:
    """Small print."""
    return ContextBlock(elements=[PlainTextObject(text=text[:MAX_TEXT], emoji=False)])


def button(
    text: str,
    action_id: str,
    value: dict[str, Any] | None = None,
    *,
    style: str | None = None,
    spoken: str | None = None,
    sure: ConfirmObject | None = None,
) -> ButtonElement:
    """A button. `spoken` is what a screen reader says, `value` comes back on a click."""
    return ButtonElement(
        text=label(text),
        action_id=action_id,
        value=json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else None,
        style=style,
        accessibility_label=shorten(spoken, 75) if spoken else None,
        confirm=sure,
    )


def confirm(title: str, text: str, yes: str) -> ConfirmObject:
    return ConfirmObject(
        title=label(title, 100),
        text=label(text, 300),
        confirm=label(yes, 30),
        deny=label("Cancel", 30),
    )


def actions(elements: Sequence[Any]) -> ActionsBlock:
    return ActionsBlock(elements=list(elements))


def value_of(action: dict[str, Any]) -> dict[str, Any]:
    """What `button` put in a value; {} for anything else."""
    chosen = action.get("value") or (action.get("selected_option") or {}).get("value") or "{}"
    try:
        value = json.loads(chosen)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def pieces(text: str, limit: int = MAX_TEXT) -> list[str]:
    """Cut a long text into pieces of at most `limit` characters, at words if it can."""
    out: list[str] = []
    while len(text) > limit:
        cut = max(text.rfind("\n", 1, limit), text.rfind(" ", 1, limit))
        cut = cut if cut > limit // 2 else limit
        out.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    if text or not out:
        out.append(text)
    return out


def text_of(blocks: Iterable[Block]) -> str:
    """What blocks say, for notifications and screen readers; escaped.

    Slack cuts a ``text`` beyond 40,000 characters; the limits on blocks keep below that.
    """
    lines = [line for block in blocks for line in _lines(block.to_dict())]
    return escape("\n".join(line for line in lines if line.strip())) or "Packhorse"


def _section(parts: Sequence[Part]) -> RichTextSectionElement:
    return RichTextSectionElement(elements=_elements(parts))


def _elements(parts: Sequence[Part]) -> list[Any]:
    return [
        RichTextElementParts.Text(text=part) if isinstance(part, str) else part
        for part in parts
        if part != ""
    ]


def _lines(block: dict[str, Any]) -> Iterator[str]:
    """What a block says, a line for each paragraph, row of a list and row of a table."""
    match block:
        case {"type": "rich_text", "elements": inner}:
            for one in inner:
                yield from _lines(one)
        case {"type": "rich_text_list", "elements": rows}:
            yield from (f"• {_words(row)}" for row in rows)
        case {"type": "data_table", "caption": caption, "rows": [headings, *rows]}:
            yield caption
            for row in rows:
                # Each cell behind its heading.
                pairs = zip(headings, row, strict=True)
                yield "; ".join(f"{_words(heading)}: {_words(cell)}" for heading, cell in pairs)
        case {"type": "context", "elements": inner}:
            yield from map(_words, inner)
        case {"type": "image", "alt_text": said}:
            yield said
        case {"type": "actions" | "context_actions" | "divider" | "input"}:
            pass
        case _:
            yield _words(block)


def _words(thing: Any) -> str:
    """The words of a paragraph, a cell or a text object."""
    match thing:
        case {"type": "link", "text": said, "url": url}:
            return f"{said} ({url})"
        case {"type": "user"}:
            return "somebody"
        case {"type": "channel"}:
            return "a channel"
        case {"elements": inner}:
            return "".join(map(_words, inner))
        case {"text": str(said)}:
            return said
        case {"text": inner}:
            return _words(inner)
    return ""
