"""Blocks as HTML, near enough to Slack's look for a person to judge a message by.

Text is escaped and shown as Slack shows it: rich text letter by letter, links as links.
`write_page` makes a file that any browser can print to a picture.
"""

from __future__ import annotations

import base64
from html import escape
from pathlib import Path
from typing import Any

__all__ = ["render_blocks", "render_view", "write_page"]

STYLE = """
body{font:15px/1.46 Lato,'DejaVu Sans Condensed',Arial,sans-serif;color:#1d1c1d;margin:0;
 padding:20px;box-sizing:border-box;background:#fff}
.message{display:flex;gap:10px;margin-bottom:18px}.face{flex:0 0 36px;height:36px;
 border-radius:6px;background:#2b4a3f;color:#fff;display:grid;place-items:center;font-weight:700}
.who{font-weight:900}.app{font-size:10px;background:#ddd;border-radius:3px;padding:0 4px;
 margin-left:5px}.body{flex:1;min-width:0}
p{margin:0 0 6px;white-space:pre-wrap}ul,ol{margin:2px 0 8px;padding-left:26px}li{white-space:pre-wrap}
a{color:#1264a3;text-decoration:none}h3{font-size:18px;margin:8px 0}
.small{color:#616061;font-size:13px;margin:2px 0 6px}.quote{border-left:4px solid #ddd;
 padding-left:10px;margin:4px 0}pre{background:#f8f8f8;border:1px solid #ddd;padding:8px;
 white-space:pre-wrap;font-size:12px}.row{display:flex;flex-wrap:wrap;gap:8px;margin:6px 0}
.button{border:1px solid #bbb;border-radius:4px;padding:4px 12px;font-weight:700;font-size:14px}
.primary{background:#007a5a;color:#fff;border-color:#007a5a}.danger{color:#e01e5a;
 border-color:#e01e5a}.person{background:#e8f5fa;color:#1264a3;padding:0 2px;border-radius:3px}
hr{border:0;border-top:1px solid #ddd}img.file{max-width:min(420px,100%);border:1px solid #ddd;
 border-radius:6px}.field{margin:10px 0}.input{border:1px solid #888;border-radius:4px;
 min-height:22px;padding:6px}.field>b{display:block}
.table{overflow-x:auto}table{border-collapse:collapse;font-size:14px}caption{text-align:left}
th,td{border:1px solid #ddd;padding:4px 8px;text-align:left;vertical-align:top;min-width:90px}
td p,th p{margin:0}.modal{border:1px solid #ccc;border-radius:8px;padding:18px}
@media (prefers-color-scheme:dark){body{background:#1a1d21;color:#d1d2d3}a,.person{color:#1d9bd1}
 .app{background:#35373b}.person{background:#1d3a4a}pre{background:#222529;border-color:#35373b}
 .small{color:#ababad}hr,th,td,.modal,.button,.quote,img.file{border-color:#565856}}
"""


def render_blocks(blocks: list[dict[str, Any]]) -> str:
    return "\n".join(_block(block) for block in blocks)


def render_view(view: dict[str, Any]) -> str:
    """A modal with its title and buttons, or a Home tab."""
    inner = render_blocks(view["blocks"])
    if view["type"] == "home":
        return inner
    ends = "".join(
        f'<span class="button {"primary" if name == "submit" else ""}">'
        f"{escape(view[name]['text'])}</span>"
        for name in ("close", "submit")
        if view.get(name)
    )
    return (
        f'<div class="modal"><h3>{escape(view["title"]["text"])}</h3>{inner}'
        f'<div class="row">{ends}</div></div>'
    )


def write_page(
    path: Path,
    messages: list[dict[str, Any]],
    *,
    files: dict[str, bytes] | None = None,
    names: dict[str, str] | None = None,
    width: int = 740,
) -> Path:
    """An HTML page with messages (or views) one under the other.

    Args:
        files: pictures by file id, for messages that share one.
        names: of users and channels, by id.
        width: of the page in pixels.
    """
    out = []
    for message in messages:
        if message.get("type") in ("modal", "home"):
            out.append(render_view(message))
            continue
        inner = render_blocks(message.get("blocks") or [])
        for file in message.get("files") or []:
            data = base64.b64encode((files or {}).get(file["id"], b"")).decode()
            inner += (
                f'<p class="small">{escape(file.get("title") or "")}</p>'
                f'<img class="file" alt="" src="data:image/png;base64,{data}">'
            )
        if not message.get("blocks") and not message.get("files"):
            inner = f"<p>{escape(message.get('text') or '')}</p>"
        bot = bool(message.get("bot_id"))
        user = str(message.get("user") or "somebody")
        who = "Packhorse" if bot else (names or {}).get(user, user)
        app = '<span class="app">APP</span>' if bot else ""
        out.append(
            f'<div class="message"><div class="face">{escape(who[:1])}</div>'
            f'<div class="body"><span class="who">{escape(who)}</span>{app}{inner}</div></div>'
        )
    body = "".join(out)
    for source, picture in (files or {}).items():
        shown = base64.b64encode(picture).decode()
        body = body.replace(f'src="{source}"', f'src="data:image/png;base64,{shown}"')
    for key, name in (names or {}).items():
        body = (
            body.replace(escape(f"@{key}"), escape(f"@{name}"))
            .replace(escape(f"#{key}"), escape(f"#{name}"))
            .replace(f">{escape(key)}<", f">{escape(name)}<")
        )
    path.write_text(
        f'<!doctype html><meta charset="utf-8"><style>{STYLE} body{{width:{width}px}}</style>{body}'
    )
    return path


def _block(block: dict[str, Any]) -> str:
    kind = block["type"]
    if kind == "header":
        return f"<h3>{escape(block['text']['text'])}</h3>"
    if kind == "divider":
        return "<hr>"
    if kind == "context":
        return "".join(
            f'<div class="small">{escape(part.get("text") or "")}</div>'
            for part in block["elements"]
        )
    if kind in ("actions", "context_actions"):
        return f'<div class="row">{"".join(map(_element, block["elements"]))}</div>'
    if kind == "input":
        return (
            f'<div class="field"><b>{escape(block["label"]["text"])}</b>'
            f"{_element(block['element'])}"
            f'<div class="small">{escape((block.get("hint") or {}).get("text") or "")}</div></div>'
        )
    if kind == "section":
        return (
            f"<details><summary>See more</summary><p>{escape(block['text']['text'])}</p></details>"
        )
    if kind == "image":
        return f'<img class="file" alt="{escape(block["alt_text"])}" src="{block["slack_file"]["id"]}">'
    if kind == "rich_text":
        return "".join(map(_rich, block["elements"]))
    if kind == "data_table":
        head, *body = block["rows"]
        cells = [[_cell(one) for one in row] for row in body[: block.get("page_size", 5)]]
        rows = "".join(
            f"<tr><th>{row[0]}</th>{''.join(f'<td>{c}</td>' for c in row[1:])}</tr>"
            for row in cells
        )
        headings = "".join(f"<th>{escape(one['text'])}</th>" for one in head)
        return (
            f'<div class="table"><table><caption>{escape(block["caption"])}</caption>'
            f"<tr>{headings}</tr>{rows}</table></div>"
        )
    return f"<p>{escape(str(block))}</p>"


def _cell(cell: dict[str, Any]) -> str:
    return render_blocks([cell]) if cell["type"] == "rich_text" else escape(cell["text"])


def _element(element: dict[str, Any]) -> str:
    kind = element["type"]
    if kind == "button":
        return (
            f'<span class="button {element.get("style") or ""}">'
            f"{escape(element['text']['text'])}</span>"
        )
    if kind == "static_select":
        return f'<span class="button">{escape(element["placeholder"]["text"])} ▾</span>'
    if kind == "feedback_buttons":
        return (
            f'<span class="button">✓ {escape(element["positive_button"]["text"]["text"])}</span>'
            f'<span class="button">✗ {escape(element["negative_button"]["text"]["text"])}</span>'
        )
    if kind in ("radio_buttons", "checkboxes"):
        chosen = [element.get("initial_option"), *(element.get("initial_options") or [])]
        on, off = ("◉", "◯") if kind == "radio_buttons" else ("☑", "☐")
        return "".join(
            f"<p>{on if option in chosen else off} {escape(option['text']['text'])}</p>"
            for option in element["options"]
        )
    if kind in ("multi_conversations_select", "multi_users_select"):
        names = element.get("initial_conversations") or element.get("initial_users") or []
        shown = ", ".join(names) or (element.get("placeholder") or {}).get("text") or ""
        return f'<div class="input">{escape(shown)} ▾</div>'
    return f'<div class="input">{escape(element.get("initial_value") or "")}</div>'


def _rich(element: dict[str, Any]) -> str:
    kind = element["type"]
    if kind == "rich_text_list":
        tag = "ol" if element["style"] == "ordered" else "ul"
        rows = "".join(f"<li>{_parts(row)}</li>" for row in element["elements"])
        return f"<{tag}>{rows}</{tag}>"
    inner = _parts(element)
    if kind == "rich_text_quote":
        return f'<div class="quote">{inner}</div>'
    if kind == "rich_text_preformatted":
        return f"<pre>{inner}</pre>"
    return f"<p>{inner}</p>"


def _parts(section: dict[str, Any]) -> str:
    out = []
    for part in section["elements"]:
        if part["type"] in ("user", "channel"):
            name = f"@{part['user_id']}" if part["type"] == "user" else f"#{part['channel_id']}"
            out.append(f'<span class="person">{escape(name)}</span>')
            continue
        text = escape(part["text"])
        if part["type"] == "link":
            text = f'<a href="{escape(part["url"])}">{text}</a>'
        style = part.get("style") or {}
        if style.get("bold"):
            text = f"<b>{text}</b>"
        if style.get("italic"):
            text = f"<i>{text}</i>"
        out.append(text)
    return "".join(out)
