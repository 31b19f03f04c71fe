"""Slack's limits on blocks, checked on the JSON that arrives.

Each rule names the page of Slack's documentation that it comes from, under
https://docs.slack.dev/reference/block-kit/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

__all__ = ["MESSAGE_BLOCKS", "VIEW_BLOCKS", "block_faults", "view_faults"]

MESSAGE_BLOCKS = 50  # blocks: "up to 50 blocks in each message"
VIEW_BLOCKS = 100  # blocks: "up to 100 blocks in modals or Home tabs"
ALL_CHARACTERS = 13_000  # what Slack takes of a message's blocks together (msg_blocks_too_long)

NOT_IN_VIEWS = {"context_actions", "data_table", "markdown", "plan", "table", "task_card"}

Rule = Callable[[Any], Iterable[str]]
"""What is wrong with the value of a field, which is None where the field is absent."""


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
        out_of_place = kind in NOT_IN_VIEWS if view else kind == "input"
        if kind not in BLOCKS or out_of_place:
            faults.append(f"unsupported type: {kind} [json-pointer:{at}/type]")
            continue
        if len(block.get("block_id") or "") > 255:
            faults.append(f"block_id too long [json-pointer:{at}]")
        faults.extend(f"{fault} [json-pointer:{at}]" for fault in BLOCKS[kind](block))
    if not view and _characters(blocks) > ALL_CHARACTERS:
        faults.append("msg_blocks_too_long")
    return faults


def view_faults(view: Any) -> list[str]:
    """What is wrong with a view (surfaces/modals and reference/views)."""
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return ["type must be modal or home"]
    blocks = view.get("blocks")
    faults = block_faults(blocks, most=VIEW_BLOCKS, view=True)
    if not blocks:
        faults.append("blocks must not be empty")
    faults.extend(_fields(private_metadata=_string(3_000), callback_id=_string(255))(view))
    if view["type"] == "modal":
        faults.extend(_fields(title=_plain(24), submit=_maybe(_plain(24)))(view))
        faults.extend(_fields(close=_maybe(_plain(24)))(view))
        inputs = any(block.get("type") == "input" for block in blocks or [])
        if inputs and not view.get("submit"):  # submit: "required when an input block is within"
            faults.append("submit is required with input blocks")
    elif view.get("submit") or view.get("close") or view.get("title"):
        faults.append("a home view has no title, submit or close")
    return faults


def _characters(value: Any) -> int:
    if isinstance(value, dict):
        return sum(
            len(inner)
            if key in ("text", "alt_text", "url") and isinstance(inner, str)
            else _characters(inner)
            for key, inner in value.items()
        )
    return sum(map(_characters, value)) if isinstance(value, list) else 0


# --- rules -----------------------------------------------------------------


def _fields(**rules: Rule) -> Rule:
    """Of a thing: what is wrong with each of its fields, named."""

    def faults(thing: Any) -> Iterator[str]:
        if not isinstance(thing, dict):
            yield "is required"
            return
        for name, rule in rules.items():
            yield from (f"{name}: {fault}" for fault in rule(thing.get(name)))

    return faults


def _all(*rules: Rule) -> Rule:
    return lambda value: (fault for rule in rules for fault in rule(value))


def _maybe(rule: Rule) -> Rule:
    return lambda value: () if value is None else rule(value)


def _so(good: Callable[[Any], object], fault: str) -> Rule:
    """A rule told by a function."""
    return lambda value: () if good(value) else (fault,)


def _string(most: int, least: int = 0) -> Rule:
    return _so(lambda value: least <= len(value or "") <= most, f"{least} to {most} characters")


def _among(*values: str) -> Rule:
    return _so(lambda value: value in (None, *values), f"must be one of {values}")


def _starts(*with_: str) -> Rule:
    return _so(lambda value: str(value or "").startswith(with_), f"must start with {with_}")


def _listed(rule: Rule, most: int | None = None, *, least: int = 1) -> Rule:
    """From `least` to `most` things that each keep to a rule."""

    def faults(things: Any) -> Iterator[str]:
        if len(things or []) < least or (most is not None and len(things or []) > most):
            yield f"must have {least} to {most}"
        for thing in things or []:
            yield from rule(thing)

    return faults


def _unique(name: str) -> Rule:
    def good(things: Any) -> bool:
        values = [thing.get(name) for thing in things or []]
        return len(values) == len(set(values))

    return _so(good, f"{name} must be unique")


def _kind(rules: Mapping[str, Rule]) -> Rule:
    """The rule of a thing's type."""

    def faults(thing: Any) -> Iterable[str]:
        kind = thing.get("type")
        return rules[kind](thing) if kind in rules else (f"unsupported type: {kind}",)

    return faults


def _text(most: int, *, plain: bool = False) -> Rule:
    """composition-objects/text-object"""

    def faults(text: Any) -> Iterator[str]:
        if not isinstance(text, dict) or text.get("type") not in ("plain_text", "mrkdwn"):
            yield "must be a text object"
            return
        if plain and text["type"] != "plain_text":
            yield "must be plain_text"
        if not isinstance(text.get("text"), str) or not 1 <= len(text["text"]) <= most:
            yield f"must have 1 to {most} characters"
        if text["type"] == "mrkdwn" and "emoji" in text:
            yield "emoji is for plain_text only"

    return faults


def _plain(most: int) -> Rule:
    return _text(most, plain=True)


# --- elements ----------------------------------------------------------------

OPTION = _fields(text=_text(75), value=_string(150, 1))  # composition-objects/option-object
CONFIRM = _fields(  # composition-objects/confirmation-dialog-object
    title=_plain(100), text=_plain(300), confirm=_plain(30), deny=_plain(30)
)
PLACEHOLDER = _maybe(_plain(150))


def _chosen(name: str) -> Rule:
    """What is chosen at first is among the options."""

    def good(element: Any) -> bool:
        chosen = element.get(name)
        some = [chosen] if isinstance(chosen, dict) else chosen
        return some is None or (bool(some) and all(one in element["options"] for one in some))

    return _so(good, f"{name} must be of the options")


def _choice(most: int, initial: str) -> Rule:
    return _all(_fields(options=_listed(OPTION, most)), _chosen(initial))


MANY = _fields(  # block-elements/multi-select-menu-element
    placeholder=PLACEHOLDER,
    max_selected_items=_so(lambda most: (most or 1) >= 1, "must be at least 1"),
    initial_users=_listed(_starts("U", "W"), least=0),
    initial_conversations=_listed(_starts("C", "G", "D"), least=0),
    filter=_so(
        lambda only: (
            set((only or {}).get("include") or ["public"]) <= {"im", "mpim", "private", "public"}
        ),
        "includes an unknown kind",
    ),
)
FEEDBACK = _fields(text=_plain(75), value=_string(2_000, 1))

ELEMENTS: dict[str, Rule] = {
    "button": _fields(  # block-elements/button-element
        text=_plain(75),
        value=_string(2_000),
        url=_string(3_000),
        style=_among("primary", "danger"),
        accessibility_label=_string(75),
    ),
    "static_select": _fields(  # block-elements/select-menu-element
        placeholder=PLACEHOLDER, options=_all(_listed(OPTION, 100), _unique("value"))
    ),
    "radio_buttons": _choice(10, "initial_option"),  # block-elements/radio-button-group-element
    "checkboxes": _choice(10, "initial_options"),  # block-elements/checkboxes-element
    "multi_conversations_select": MANY,
    "multi_users_select": MANY,
    "plain_text_input": _all(  # block-elements/plain-text-input-element
        _fields(
            min_length=_so(lambda least: 0 <= (least or 0) <= 3_000, "out of range"),
            max_length=_so(lambda most: 1 <= (most or 1) <= 3_000, "out of range"),
        ),
        _so(
            lambda one: len(one.get("initial_value") or "") <= (one.get("max_length") or 3_000),
            "initial_value longer than max_length",
        ),
    ),
    # block-elements/feedback-buttons-element
    "feedback_buttons": _fields(positive_button=FEEDBACK, negative_button=FEEDBACK),
}
ELEMENT = _all(_fields(action_id=_string(255, 1), confirm=_maybe(CONFIRM)), _kind(ELEMENTS))

# --- rich text: blocks/rich-text-block -----------------------------------------

PARTS: dict[str, Rule] = {
    "text": _fields(text=_string(3_000, 1)),
    "link": _fields(url=_all(_starts("http://", "https://", "mailto:"), _string(3_000))),
    "channel": _fields(channel_id=_starts("C", "G", "D")),
    "user": _fields(user_id=_starts("U", "W")),
}
STYLES = _so(lambda style: set(style or ()) <= {"bold", "italic", "strike", "code"}, "is unknown")
RUN = _fields(elements=_listed(_all(_fields(style=STYLES), _kind(PARTS))))
RICH: dict[str, Rule] = {
    "rich_text_list": _fields(
        style=_so(lambda style: style in ("bullet", "ordered"), "must be bullet or ordered"),
        elements=_listed(_kind({"rich_text_section": RUN})),
    ),
    **dict.fromkeys(("rich_text_section", "rich_text_quote", "rich_text_preformatted"), RUN),
}
RICH_TEXT = _fields(elements=_listed(_kind(RICH)))

# --- blocks --------------------------------------------------------------------


def _actions(most: int) -> Rule:
    # "should be unique among all other action_ids in the block"
    return _fields(elements=_all(_listed(ELEMENT, most), _unique("action_id")))


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
            yield from RICH_TEXT(cell)
        elif kind not in ("raw_text", "raw_number") or not cell.get("text"):
            yield f"cell must be raw_text, raw_number or (below the header) rich_text: {kind}"
        elif kind == "raw_number" and not isinstance(cell.get("value"), int | float):
            yield "raw_number must have a value"


BLOCKS: dict[str, Rule] = {
    "actions": _actions(25),  # blocks/actions-block
    "context": _fields(  # blocks/context-block
        elements=_listed(
            _so(lambda one: one.get("type") == "image" or not [*_text(3_000)(one)], "no text"), 10
        )
    ),
    "context_actions": _actions(5),  # blocks/context-actions-block
    "data_table": _data_table,
    "divider": _fields(),
    "header": _fields(text=_plain(150)),  # blocks/header-block
    "image": _all(  # blocks/image-block
        _fields(alt_text=_string(2_000, 1)),
        _so(
            lambda one: bool(one.get("image_url")) != bool(one.get("slack_file")),
            "one of image_url and slack_file is required",
        ),
    ),
    # blocks/input-block
    "input": _fields(label=_plain(2_000), hint=_maybe(_plain(2_000)), element=ELEMENT),
    "markdown": _fields(text=_string(12_000, 1)),
    "plan": _fields(),
    "rich_text": RICH_TEXT,
    "section": _all(  # blocks/section-block
        _so(lambda one: one.get("text") or one.get("fields"), "text or fields is required"),
        _fields(text=_maybe(_text(3_000)), fields=_listed(_text(2_000), 10, least=0)),
    ),
    "table": _fields(),
    "task_card": _fields(),
}
