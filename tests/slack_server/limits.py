"""Slack's limits on blocks, checked on the JSON that arrives.

Each rule names the page of Slack's documentation that it comes from, under
https://docs.slack.dev/reference/block-kit/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

__all__ = ["MESSAGE_BLOCKS", "VIEW_BLOCKS", "block_faults", "view_faults"]

MESSAGE_BLOCKS = 50  # blocks: "up to 50 blocks in each message"
VIEW_BLOCKS = 100  # blocks: "up to 100 blocks in modals or Home tabs"
ALL_CHARACTERS = 13_000  # what Slack takes of a message's blocks together (msg_blocks_too_long)

MESSAGE_KINDS = {
    "actions",
    "context",
    "context_actions",
    "data_table",
    "divider",
    "header",
    "image",
    "markdown",
    "plan",
    "rich_text",
    "section",
    "table",
    "task_card",
}
VIEW_KINDS = {"actions", "context", "divider", "header", "image", "input", "rich_text", "section"}


def block_faults(blocks: Any, *, most: int = MESSAGE_BLOCKS, view: bool = False) -> list[str]:
    """What is wrong with some blocks; [] where Slack would take them."""
    if not isinstance(blocks, list):
        return ["blocks must be an array"]
    faults: list[str] = []
    if len(blocks) > most:
        faults.append(f"no more than {most} items allowed [json-pointer:/blocks]")
    ids = [block.get("block_id") for block in blocks if block.get("block_id")]
    if len(ids) != len(set(ids)):  # blocks: "block_id should be unique for each message"
        faults.append("block_id must be unique")
    for number, block in enumerate(blocks):
        at = f"/blocks/{number}"
        kind = block.get("type")
        if kind not in (VIEW_KINDS if view else MESSAGE_KINDS):
            faults.append(f"unsupported type: {kind} [json-pointer:{at}/type]")
            continue
        if len(block.get("block_id") or "") > 255:
            faults.append(f"block_id too long [json-pointer:{at}]")
        faults.extend(f"{fault} [json-pointer:{at}]" for fault in _BLOCKS[kind](block))
    if not view and _characters(blocks) > ALL_CHARACTERS:
        faults.append("msg_blocks_too_long")
    return faults


def view_faults(view: Any) -> list[str]:
    """What is wrong with a view (surfaces/modals and reference/views)."""
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return ["type must be modal or home"]
    faults = block_faults(view.get("blocks"), most=VIEW_BLOCKS, view=True)
    if not view.get("blocks"):
        faults.append("blocks must not be empty")
    if len(view.get("private_metadata") or "") > 3_000:
        faults.append("private_metadata longer than 3000")
    if len(view.get("callback_id") or "") > 255:
        faults.append("callback_id longer than 255")
    if view["type"] == "modal":
        faults.extend(_text(view.get("title"), 24, plain=True, what="title"))
        for name in ("submit", "close"):
            if view.get(name) is not None:
                faults.extend(_text(view[name], 24, plain=True, what=name))
        inputs = any(block.get("type") == "input" for block in view.get("blocks") or [])
        if inputs and not view.get("submit"):  # submit: "required when an input block is within"
            faults.append("submit is required with input blocks")
    elif view.get("submit") or view.get("close") or view.get("title"):
        faults.append("a home view has no title, submit or close")
    return faults


# --- text ------------------------------------------------------------------


def _text(text: Any, most: int, *, plain: bool = False, what: str = "text") -> Iterator[str]:
    """composition-objects/text-object"""
    if not isinstance(text, dict) or text.get("type") not in ("plain_text", "mrkdwn"):
        yield f"{what} must be a text object"
        return
    if plain and text["type"] != "plain_text":
        yield f"{what} must be plain_text"
    if not isinstance(text.get("text"), str) or not 1 <= len(text["text"]) <= most:
        yield f"{what} must have 1 to {most} characters"
    if text["type"] == "mrkdwn" and "emoji" in text:
        yield f"{what}: emoji is for plain_text only"


def _characters(value: Any) -> int:
    if isinstance(value, dict):
        return sum(
            len(inner)
            if key in ("text", "alt_text", "url") and isinstance(inner, str)
            else _characters(inner)
            for key, inner in value.items()
        )
    if isinstance(value, list):
        return sum(_characters(inner) for inner in value)
    return 0


# --- elements ----------------------------------------------------------------


def _option(option: dict[str, Any]) -> Iterator[str]:
    """composition-objects/option-object"""
    yield from _text(option.get("text"), 75, what="option text")
    if not 1 <= len(option.get("value") or "") <= 150:
        yield "option value must have 1 to 150 characters"


def _confirm(confirm: dict[str, Any]) -> Iterator[str]:
    """composition-objects/confirmation-dialog-object"""
    for name, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        yield from _text(confirm.get(name), most, plain=True, what=f"confirm {name}")


def _element(element: dict[str, Any]) -> Iterator[str]:
    kind = element.get("type")
    if not element.get("action_id") or len(element["action_id"]) > 255:
        yield f"{kind}: action_id must have 1 to 255 characters"
    if element.get("confirm") is not None:
        yield from _confirm(element["confirm"])
    if kind == "button":  # block-elements/button-element
        yield from _text(element.get("text"), 75, plain=True, what="button text")
        if len(element.get("value") or "") > 2_000:
            yield "button value longer than 2000"
        if len(element.get("url") or "") > 3_000:
            yield "button url longer than 3000"
        if element.get("style") not in (None, "primary", "danger"):
            yield "button style must be primary or danger"
        if len(element.get("accessibility_label") or "") > 75:
            yield "accessibility_label longer than 75"
    elif kind == "static_select":  # block-elements/select-menu-element
        if element.get("placeholder") is not None:
            yield from _text(element["placeholder"], 150, plain=True, what="placeholder")
        options = element.get("options") or []
        if not 1 <= len(options) <= 100:
            yield "static_select must have 1 to 100 options"
        values = [option.get("value") for option in options]
        if len(values) != len(set(values)):
            yield "option values must be unique"
        for option in options:
            yield from _option(option)
    elif kind == "radio_buttons":  # block-elements/radio-button-group-element
        if not 1 <= len(element.get("options") or []) <= 10:
            yield "radio_buttons must have 1 to 10 options"
        for option in element.get("options") or []:
            yield from _option(option)
        chosen = element.get("initial_option")
        if chosen is not None and chosen not in element["options"]:
            yield "initial_option must be one of the options"
    elif kind == "checkboxes":  # block-elements/checkboxes-element
        options = element.get("options") or []
        if not 1 <= len(options) <= 10:
            yield "checkboxes must have 1 to 10 options"
        for option in options:
            yield from _option(option)
        ticked = element.get("initial_options")
        if ticked is not None and (not ticked or any(one not in options for one in ticked)):
            yield "initial_options must be some of the options"
    elif kind in ("multi_conversations_select", "multi_users_select"):
        # block-elements/multi-select-menu-element
        if element.get("placeholder") is not None:
            yield from _text(element["placeholder"], 150, plain=True, what="placeholder")
        if (element.get("max_selected_items") or 1) < 1:
            yield "max_selected_items must be at least 1"
        for name in element.get("initial_users") or []:
            if not name.startswith(("U", "W")):
                yield "initial_users must be users"
        for name in element.get("initial_conversations") or []:
            if not name.startswith(("C", "G", "D")):
                yield "initial_conversations must be conversations"
        include = (element.get("filter") or {}).get("include") or ["public"]
        if not set(include) <= {"im", "mpim", "private", "public"}:
            yield "filter includes an unknown kind"
    elif kind == "plain_text_input":  # block-elements/plain-text-input-element
        if not 0 <= (element.get("min_length") or 0) <= 3_000:
            yield "min_length out of range"
        if not 1 <= (element.get("max_length") or 1) <= 3_000:
            yield "max_length out of range"
        if len(element.get("initial_value") or "") > (element.get("max_length") or 3_000):
            yield "initial_value longer than max_length"
    elif kind == "feedback_buttons":  # block-elements/feedback-buttons-element
        for name in ("positive_button", "negative_button"):
            choice = element.get(name)
            if not isinstance(choice, dict):
                yield f"{name} is required"
                continue
            yield from _text(choice.get("text"), 75, plain=True, what=name)
            if not 1 <= len(choice.get("value") or "") <= 2_000:
                yield f"{name} value must have 1 to 2000 characters"
    else:
        yield f"unsupported element: {kind}"


def _rich(element: dict[str, Any]) -> Iterator[str]:
    """blocks/rich-text-block"""
    kind = element.get("type")
    if kind == "rich_text_list":
        if element.get("style") not in ("bullet", "ordered"):
            yield "rich_text_list style must be bullet or ordered"
        if not element.get("elements"):
            yield "rich_text_list must not be empty"
        for row in element.get("elements") or []:
            if row.get("type") != "rich_text_section":
                yield "rich_text_list holds rich_text_section only"
            yield from _rich(row)
    elif kind in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
        if not element.get("elements"):
            yield f"{kind} must not be empty"
        for part in element.get("elements") or []:
            yield from _rich_part(part)
    else:
        yield f"unsupported rich text: {kind}"


def _rich_part(part: dict[str, Any]) -> Iterator[str]:
    kind = part.get("type")
    style = part.get("style")
    if style is not None and not set(style) <= {"bold", "italic", "strike", "code"}:
        yield "unknown style"
    if kind == "text":
        if not isinstance(part.get("text"), str) or not part["text"]:
            yield "rich text must have characters"
        elif len(part["text"]) > 3_000:
            yield "rich text longer than 3000"
    elif kind == "link":
        url = str(part.get("url") or "")
        if not url.startswith(("http://", "https://", "mailto:")) or len(url) > 3_000:
            yield "link url is not valid"
    elif kind == "channel":
        if not str(part.get("channel_id") or "").startswith(("C", "G", "D")):
            yield "channel_id is not valid"
    elif kind == "user":
        if not str(part.get("user_id") or "").startswith(("U", "W")):
            yield "user_id is not valid"
    else:
        yield f"unsupported rich text part: {kind}"


# --- blocks --------------------------------------------------------------------


def _actions(block: dict[str, Any], most: int = 25) -> Iterator[str]:
    """blocks/actions-block: up to 25; blocks/context-actions-block: up to 5"""
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= most:
        yield f"must have 1 to {most} elements"
    ids = [element.get("action_id") for element in elements]
    if len(ids) != len(set(ids)):  # "should be unique among all other action_ids in the block"
        yield "action_id must be unique in the block"
    for element in elements:
        yield from _element(element)


def _context(block: dict[str, Any]) -> Iterator[str]:
    """blocks/context-block"""
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= 10:
        yield "must have 1 to 10 elements"
    for element in elements:
        if element.get("type") == "image":
            continue
        yield from _text(element, 3_000)


def _section(block: dict[str, Any]) -> Iterator[str]:
    """blocks/section-block"""
    if block.get("text") is None and not block.get("fields"):
        yield "text or fields is required"
    if block.get("text") is not None:
        yield from _text(block["text"], 3_000)
    if len(block.get("fields") or []) > 10:
        yield "no more than 10 fields"
    for field in block.get("fields") or []:
        yield from _text(field, 2_000, what="field")


def _input(block: dict[str, Any]) -> Iterator[str]:
    """blocks/input-block"""
    yield from _text(block.get("label"), 2_000, plain=True, what="label")
    if block.get("hint") is not None:
        yield from _text(block["hint"], 2_000, plain=True, what="hint")
    yield from _element(block.get("element") or {})


def _image(block: dict[str, Any]) -> Iterator[str]:
    """blocks/image-block"""
    if not 1 <= len(block.get("alt_text") or "") <= 2_000:
        yield "alt_text must have 1 to 2000 characters"
    if bool(block.get("image_url")) == bool(block.get("slack_file")):
        yield "one of image_url and slack_file is required"


def _rich_text(block: dict[str, Any]) -> Iterator[str]:
    if not block.get("elements"):
        yield "rich_text must not be empty"
    for element in block.get("elements") or []:
        yield from _rich(element)


def _data_table(block: dict[str, Any]) -> Iterator[str]:
    """blocks/data-table-block: a header and 1 to 200 rows of 1 to 20 cells, all as long"""
    rows = block.get("rows") or []
    if not 2 <= len(rows) <= 201:
        yield "rows must be 2 to 201"
    if not block.get("caption"):
        yield "caption is required"
    if not 1 <= block.get("page_size", 5) <= 100:
        yield "page_size must be 1 to 100"
    if len({len(row) for row in rows}) > 1 or not all(1 <= len(row) <= 20 for row in rows):
        yield "rows must have the same number of cells, 1 to 20"
    if not 0 <= block.get("row_header_column_index", 0) < len(rows[0] if rows else ()):
        yield "row_header_column_index out of range"
    for number, cell in ((n, cell) for n, row in enumerate(rows) for cell in row):
        kind = cell.get("type")
        if kind == "rich_text" and number > 0:
            yield from _rich_text(cell)
        elif kind not in ("raw_text", "raw_number") or not cell.get("text"):
            yield f"cell must be raw_text, raw_number or (below the header) rich_text: {kind}"
        elif kind == "raw_number" and not isinstance(cell.get("value"), int | float):
            yield "raw_number must have a value"


_BLOCKS: dict[str, Callable[[dict[str, Any]], Iterable[str]]] = {
    "actions": _actions,
    "context": _context,
    "context_actions": lambda block: _actions(block, 5),
    "data_table": _data_table,
    "divider": lambda _block: iter(()),
    "header": lambda block: _text(block.get("text"), 150, plain=True),  # blocks/header-block
    "image": _image,
    "input": _input,
    "markdown": lambda block: iter(
        () if 1 <= len(block.get("text") or "") <= 12_000 else ("markdown text length",)
    ),
    "plan": lambda _block: iter(()),
    "rich_text": _rich_text,
    "section": _section,
    "table": lambda _block: iter(()),
    "task_card": lambda _block: iter(()),
}
