"""Pictures of what Slack shows, made from the sample council's packs, to be looked at:

    python -m tests.pictures           # those of the README and docs, in .pictures
    python -m tests.pictures FOLDER    # every view on a phone, light and dark, too

A bot with its real desk, index and office of digests runs against the local Slack server;
what it posts is drawn by `tests.slack_server.render` and printed by a headless Chromium.
The page that `packhorse digest --html` makes is drawn as wide as a phone and a screen, and as
it prints.
"""

from __future__ import annotations

import datetime as dt
import logging
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageOps
from pydantic import SecretStr
from pypdfium2 import PdfDocument
from typer.testing import CliRunner

from app import cli
from bot.answers.answer import Answer, Claim, Question
from bot.answers.desk import Desk
from bot.demo import PACKS
from bot.digests.decisions import Schedules
from bot.digests.library import IndexLibrary
from bot.digests.publisher import DigestPublisher
from bot.digests.rules import read_when
from bot.digests.schedule_store import open_schedules
from bot.memory import Memory, open_memory
from bot.papers import Papers
from bot.settings import Settings
from bot.slack.bolt_app import Service
from bot.slack.digest_poster import SlackPoster
from bot.slack.manifest import LINK_SCOPES, manifest
from bot.slack.views.answer_blocks import answer_message, part_count
from bot.slack.workspace import open_access
from indexer.models.embed import LocalEmbeddings
from indexer.models.reader import Reader
from tests.bot.posting import carry_out
from tests.bot.slack.town import cite
from tests.databases import index_in
from tests.slack_server.render import write_page
from tests.slack_server.server import APP_TOKEN, BOT_TOKEN, People, SlackServer
from tests.slack_server.workspace import BOT_USER

__all__ = ["draw"]

ROOT = Path(__file__).parents[1]
TODAY = dt.date(2025, 4, 9)
NOW = dt.datetime(2025, 4, 9, 17, 1, tzinfo=dt.UTC)
"""A minute after six in the evening by summer time: the last papers are out."""
COUNCILLOR, CLERK = "UADA", "UCLERK"
NAMES = {
    COUNCILLOR: "Ada Marsh",
    CLERK: "Clerk",
    "C0SALTMERE1": "homes-scrutiny",
    "C0SALTMERE2": "clerks",
    BOT_USER: "Packhorse",
}
ADDRESS = "https://saltmere.example/documents"
QUESTION = "How long do people wait for a first inspection of damp, and what is the target?"
LONG_QUESTION = "Everything that the committee follows up, please."
VAGUE = "Are the bins in Mariner Street emptied by hand?"
IN_TABLE = "How many flat doors failed in each of the towers?"
README = {"answer": 740, "digest": 390}
"""Pictures of the README, and their width."""

PAGES = {390: 1_500, 1_000: 1_100}
"""Widths of a digest's page, and as much of its height as is shown."""

PHONE = 390
COLOURS = 96


def chromium(page: Path, *options: str) -> None:
    """Have a headless Chromium open an HTML page, and do with it what options say."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or "google-chrome"
    always = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    subprocess.run(
        [found, *always, *options, page.as_uri()], check=True, timeout=120, capture_output=True
    )


def draw_digest(home: Path, folder: Path) -> Iterator[Path]:
    """The digest's page on a phone, on a screen, and the first page that it prints."""
    told = CliRunner().invoke(cli, ["digest", "--as-of", str(TODAY), "--html", "--home", str(home)])
    assert told.exit_code == 0, told.output
    page = home / "digest.html"
    page.write_text(told.stdout, "utf-8")
    for width, height in PAGES.items():
        picture = folder / f"digest-page-{width}.png"
        chromium(page, f"--window-size={width},{height}", f"--screenshot={picture}")
        with Image.open(picture) as drawn:
            drawn.convert("RGB").quantize(COLOURS).save(picture, optimize=True)
        yield picture
    printed, picture = home / "digest.pdf", folder / "digest-printed.png"
    chromium(page, "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    with closing(PdfDocument(printed)) as pdf:
        drawn = pdf[0].render(scale=1.2).to_pil().convert("RGB")
    ImageOps.expand(drawn, border=1, fill="#999").quantize(COLOURS).save(picture, optimize=True)
    yield picture


def draw(page: Path, picture: Path, *, width: int, dark: bool = False) -> None:
    """Print an HTML page of a given width to a PNG, and cut off what is empty below."""
    chromium(
        page,
        "--force-device-scale-factor=1.5",
        f"--blink-settings=preferredColorScheme={0 if dark else 1}",
        f"--window-size={max(width, 600)},5200",
        f"--screenshot={picture}",
    )
    with Image.open(picture) as drawn:
        whole = drawn.convert("RGB").crop((0, 0, int(width * 1.5), drawn.height))
        empty = Image.new("RGB", whole.size, whole.getpixel((0, 0)))
        box = ImageChops.difference(whole, empty).getbbox()
        bottom = min(whole.height, (box[3] if box else whole.height) + 24)
        whole.crop((0, 0, whole.width, bottom)).quantize(COLOURS).save(picture, optimize=True)


@contextmanager
def council(folder: Path) -> Iterator[tuple[SlackServer, Memory, DigestPublisher, Papers]]:
    """The sample council's workspace with the running bot in it."""
    index = index_in(folder, LocalEmbeddings())
    with index.writing():
        for path in sorted(PACKS.glob("*.pdf")):
            index.add(path, url=f"{ADDRESS}/{path.name}")
    desk = Desk(index, Reader())
    desk.warm_up()
    papers = Papers(index, today=lambda: TODAY)
    memory = open_memory(f"sqlite:///{folder / 'catalogue.db'}", clock=NOW.timestamp)
    scopes = {*manifest()["oauth_config"]["scopes"]["bot"], *LINK_SCOPES}
    with SlackServer(scopes=scopes) as server:
        server.workspace.add_channel("C0SALTMERE1", members=(COUNCILLOR, CLERK))
        server.workspace.add_channel("C0SALTMERE2", private=True, members=(CLERK,))
        office = DigestPublisher(
            book=open_schedules(memory.engine),
            library=IndexLibrary(index),
            poster=SlackPoster(token=BOT_TOKEN, api_url=server.api_url),
            clerks_channel="C0SALTMERE2",
            followers=memory.places.followers,
            now=lambda: NOW,
        )
        settings = Settings(
            slack_bot_token=SecretStr(BOT_TOKEN),
            slack_app_token=SecretStr(APP_TOKEN),
            slack_api_url=server.api_url,
            slack_clerks=(CLERK,),
            slack_clerks_channel="C0SALTMERE2",
            home=folder,
        )
        service = Service(
            settings,
            desk,
            papers,
            memory,
            today=lambda: TODAY,
            access=open_access(settings, papers, memory),
            schedules=Schedules(office),
        )
        service.start()
        try:
            yield server, memory, office, papers
        finally:
            server.end(service.stop)


def main() -> int:
    """Make the README's pictures, or all of them in a folder."""
    every = len(sys.argv) > 1
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".pictures")
    folder.mkdir(parents=True, exist_ok=True)
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as scratch, council(Path(scratch)) as parts:
        server = parts[0]
        for name, messages in _scenes(*parts):
            if not every and name not in README:
                continue
            width = PHONE if every else README[name]
            page = write_page(
                Path(scratch) / f"{name}.html",
                messages,
                names=NAMES,
                width=width,
                files={key: file["content"] or b"" for key, file in server.workspace.files.items()},
            )
            for dark in (False, True) if every else (False,):
                picture = folder / f"{name}{'-dark' if dark else ''}.png"
                draw(page, picture, width=width, dark=dark)
                print(picture)
        for picture in draw_digest(Path(scratch), folder):
            print(picture)
    return 0


def long_answer(papers: Papers) -> Answer:
    """Every row of the tracker as a point with its page: longer than answers are, to see
    how such a one folds."""
    card = max(papers.cards(), key=lambda one: (one.date or dt.date.min, one.pages))
    pack = papers.pack(card.document)
    assert pack is not None
    claims = []
    for action in pack.actions:
        cited = [
            cite(
                action.recommendation,
                page=page,
                printed_page=printed,
                document=card.document,
                title=card.title,
                item="9",
                url=f"{card.url}#page={page}",
                meeting_date=card.date,
            )
            for page, printed in zip(action.pdf_pages, action.printed_pages, strict=True)
        ]
        said = f"{action.recommendation} {action.update or action.status or ''}".strip()
        claims.append(Claim(text=said, citations=tuple(cited)))
    return Answer(question=Question(text=LONG_QUESTION), answered=True, claims=tuple(claims))


def _last(shown: list[dict[str, Any]]) -> dict[str, Any] | None:
    return shown[-1] if shown else None


def _scenes(
    server: SlackServer, memory: Memory, office: DigestPublisher, papers: Papers
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """(name, messages or a view) of each picture."""
    people, space = People(server), server.workspace
    ts = people.say(COUNCILLOR, "C0SALTMERE1", f"<@{BOT_USER}> {QUESTION}")
    answer = people.answers("C0SALTMERE1", ts)[0]
    people.click(COUNCILLOR, "show_page_", channel="C0SALTMERE1", message=answer)
    people.answers("C0SALTMERE1", ts, count=2)
    asked = {"user": COUNCILLOR, "text": f"@Packhorse {QUESTION}"}
    yield "answer", [asked, *space.thread("C0SALTMERE1", ts)[1:]]
    people.click(
        COUNCILLOR, "page_text", channel="C0SALTMERE1", message=space.thread("C0SALTMERE1", ts)[-1]
    )
    yield "page-as-text", [people.wait(partial(_last, space.opened))]

    for name, question in (("unsure", VAGUE), ("in-table", IN_TABLE)):
        ts = people.say(COUNCILLOR, "C0SALTMERE1", f"<@{BOT_USER}> {question}")
        said = people.answers("C0SALTMERE1", ts)
        yield name, [{"user": COUNCILLOR, "text": f"@Packhorse {question}"}, *said]
    space.whispers.clear()
    people.click(COUNCILLOR, "show_table", channel="C0SALTMERE1", message=said[0])
    yield "table", [{"bot_id": "B", **people.wait(partial(_last, space.whispers))}]

    long = long_answer(papers)
    yield (
        "long-answer",
        [
            {"user": COUNCILLOR, "text": f"@Packhorse {LONG_QUESTION}"},
            *(
                {
                    "bot_id": "B",
                    **answer_message(long, request_id="abcdefgh", part=part).payload(),
                }
                for part in range(part_count(long))
            ),
        ],
    )

    office.tick()
    committee = office.book.meetings()[-1].committee
    for to, when, what, approval in (
        (("C0SALTMERE1",), "the day before at 18:00", "full", True),
        (("C0SALTMERE1", "followers"), "on the day at 09:00", "reminder", False),
        (("followers",), "when the pack is published", "late papers", False),
    ):
        office.book.add_rule(
            committee=committee,
            targets=to,
            when=read_when(when),
            what=what,
            approval=approval,
            by=CLERK,
            now=NOW - dt.timedelta(days=1),
        )
    memory.places.follow(COUNCILLOR, committee)
    for post in office.tick():
        office.prepare(post.key)
    proposal = space.bot_messages("C0SALTMERE2")[-1]
    yield "proposal", [proposal]
    people.click(CLERK, "digest_approve", channel="C0SALTMERE2", message=proposal)
    people.wait(lambda: office.book.posts()[0].state == "approved")
    before = len(space.bot_messages("C0SALTMERE1"))
    carry_out(office)
    digest = space.bot_messages("C0SALTMERE1")[before:]
    yield "digest", digest[:1]
    yield "digest-thread", digest[1:6]

    for user, name in ((COUNCILLOR, "home"), (CLERK, "home-clerk")):
        people.open_home(user)
        yield name, [people.wait(partial(space.homes.get, user))]
    for words in (
        "next",
        "item 8",
        "item 5",
        "pages 13-14",
        "print 13-14",
        "catch-up",
        "actions",
        "plan",
        "papers",
        "follow nobody",
        "help",
    ):
        space.responses.clear()
        people.command(COUNCILLOR, "C0SALTMERE1", words)
        shown = people.wait(partial(_last, space.responses))
        yield words.replace(" ", "-"), [{"bot_id": "B", **shown}]
    page = next(one.url for one in papers.cards() if one.pages == 32)
    space.no_entities = True
    people.paste(COUNCILLOR, "C0SALTMERE1", f"{page}#page=7")
    (unfurled,) = people.wait(partial(_last, space.unfurls))["unfurls"].values()
    yield "unfurl", [{"bot_id": "B", **unfurled}]

    for user, action, name in (
        (COUNCILLOR, "show_items", "agenda"),
        (COUNCILLOR, "ask_about", "ask-form"),
        (CLERK, "show_clerk_lists", "clerk-lists"),
        (CLERK, "show_schedules", "schedules"),
    ):
        space.opened.clear()
        people.click(user, action, view=space.homes[user])
        yield name, [people.wait(partial(_last, space.opened))]
    listed = space.opened[-1]
    for action, name in (("schedule_add", "schedule-form"), ("schedule_change", "schedule-change")):
        space.opened[:] = [listed]
        people.click(CLERK, action, view=listed)
        yield name, [people.wait(lambda: space.opened[-1] if len(space.opened) > 1 else None)]


if __name__ == "__main__":
    sys.exit(main())
