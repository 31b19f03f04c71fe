"""The doctor: what is configured, what works, what is missing and how to fix it.

Everything is tried, not looked up: the catalogue is opened, a sentence embedded and read,
Slack asked who we are, the language model asked for a word. Nothing is changed but what
opening the index makes, and no secret is shown.
"""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from pydantic import SecretStr
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.engine import make_url

from bot.answers.say.model import ModelUnavailableError
from bot.composition import open_index, open_model
from bot.memory import open_memory
from bot.settings import FILE_NAME, Settings, where_set
from bot.slack.delivery import server_time
from bot.slack.http_mode import listen
from bot.slack.manifest import SCOPES
from indexer.council.bodies import same_committee
from indexer.council.dates import spoken_date
from indexer.council.packs import counted
from indexer.council.problems import NotPossible, PackhorseError, why
from indexer.index import Index
from indexer.models.reader import Reader
from indexer.pdf.ocr_engines import find_tesseract
from indexer.sources import Store
from indexer.sources.clock import AGREE, STEP, Clock, too_far

__all__ = ["Finding", "examine", "trust_clock"]

SECONDS = 15
"""How long Slack may take to answer."""

ROOM = 300
"""MB. A pack of 300 pages takes about 15 in the index."""


OWN_TOKENS = 5_000
"""Of an answer's prompts, besides the papers: rules, the list of papers, the plan."""

SECRET = 8
"""Characters that a key or token has at least; a stand-in for one may have fewer."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        level: "ok"; "note" for what could be better; "problem" if the bot cannot run.
        what: what was looked at, in a word or two.
        finding: how it is, and if it is not well, how to fix it.
    """

    level: Literal["ok", "note", "problem"]
    what: str
    finding: str


def examine(settings: Settings) -> list[Finding]:
    """Try everything that the settings name, in the order that a question meets it."""
    found = [
        *_home(settings),
        *_tried("clock", _clock(settings)),
        *_tried("index", _index(settings)),
        *_tried("reader", _reader()),
        *_scans(),
        *_tried("language model", _model(settings)),
        *_slack(settings),
    ]
    return [
        replace(one, finding=where_set(_without_secrets(one.finding, settings))) for one in found
    ]


_ok, _note, _problem = (partial(Finding, level) for level in ("ok", "note", "problem"))


def _tried(what: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings, and the error that ends them."""
    try:
        yield from findings
    except PackhorseError as exc:
        yield _problem(what, str(exc))


def _without_secrets(text: str, settings: Settings) -> str:
    for secret in (
        settings.slack_bot_token,
        settings.slack_app_token,
        settings.slack_signing_secret,
        settings.model_key,
    ):
        # One as short as a word is none, and would be struck out of every sentence.
        if secret is not None and len(secret.get_secret_value()) >= SECRET:
            text = text.replace(secret.get_secret_value(), "…")
    return text


# --- the index -------------------------------------------------------------------


def _home(settings: Settings) -> Iterator[Finding]:
    file = settings.home / FILE_NAME
    kept = f"settings in {FILE_NAME}" if file.exists() else f"no {FILE_NAME}, which is fine"
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(settings.home).free // 2**20
    except OSError as exc:
        yield _problem(
            "home",
            f"{settings.home} cannot be used ({why(exc)}): "
            "check who may write there, or set PACKHORSE_HOME.",
        )
        return
    yield _ok("home", f"{settings.home}; {kept}.")
    if free < ROOM:
        yield _note("disk", f"only {free} MB are free at {settings.home}: make room.")


def _clock(settings: Settings) -> Iterator[Finding]:
    with closing(Store(settings.database)) as store:
        kept = store.kept_time()
    now = dt.datetime.now(dt.UTC)
    other = server_time(settings.slack_api_url) if settings.slack_bot_token else None
    if other is not None and abs(other - now.timestamp()) > AGREE:
        theirs = dt.datetime.fromtimestamp(other, dt.UTC)
        yield _problem(
            "clock",
            f"this machine says {now:%-d %B %Y, %H:%M} UTC, Slack "
            f"{theirs:%-d %B %Y, %H:%M}: correct it, because digests are posted and questions deleted by it.",
        )
        return
    yield _ok("clock", f"{now:%-d %B %Y, %H:%M} UTC{'' if other is None else ', as Slack says'}.")
    if kept is not None and other is None and now.timestamp() - kept > STEP:
        yield _note("clock", too_far(now.timestamp(), kept))
    if kept is not None and kept - now.timestamp() > AGREE:
        yield _note(
            "clock",
            f"it was ahead at some time: {spoken_date(dt.datetime.fromtimestamp(kept, dt.UTC))} "
            "was recorded as the time. If it is right now, run packhorse doctor --trust-clock.",
        )


def trust_clock(settings: Settings) -> None:
    """Take the time as it is for right.

    Raises:
        StorageError
    """
    Clock(Store(settings.database)).trust()


def _index(settings: Settings) -> Iterator[Finding]:
    with closing(open_index(settings)) as index:
        yield _ok("catalogue", _place(settings))
        yield from _tried("memory", _memory(settings))
        yield from _tried("embeddings", _embeddings(index, settings))
        yield from _tried("Chroma", _chroma(index, settings))
        yield from _tried("catalogue", _papers(index, settings))


def _place(settings: Settings) -> str:
    url = make_url(settings.database)
    if url.get_backend_name() == "sqlite":
        return f"SQLite at {url.database}."
    return f"{url.render_as_string(hide_password=True)}."


def _memory(settings: Settings) -> Iterator[Finding]:
    open_memory(settings.database).engine.dispose()
    yield from ()


def _embeddings(index: Index, settings: Settings) -> Iterator[Finding]:
    name = str(getattr(index.embeddings, "name", settings.embeddings or "the local model"))
    try:
        size = len(index.embeddings.embed_query("When is the next meeting?"))
    except PackhorseError:
        raise
    except Exception as exc:  # every provider raises its own kinds
        yield _problem(
            "embeddings",
            f"{name} does not answer ({why(exc)}): "
            "check PACKHORSE_EMBEDDINGS and its provider's own settings.",
        )
    else:
        where = "local" if settings.embeddings is None else "by LangChain"
        yield _ok("embeddings", f"{name}, {where}, {size} dimensions.")


def _chroma(index: Index, settings: Settings) -> Iterator[Finding]:
    place = settings.chroma if isinstance(settings.chroma, str) else f"on disk at {settings.chroma}"
    count, by_words_only = index.vectors.count(), index.by_words_only
    yield _ok("Chroma", f"{place}; {count} vectors.")
    if by_words_only:
        yield _note(
            "Chroma",
            "it is being filled again from the catalogue: until it is, questions are "
            "answered by words alone. packhorse ask waits for it.",
        )


def _papers(index: Index, settings: Settings) -> Iterator[Finding]:
    cards = index.documents(unpublished=True)
    if not cards:
        yield _note("papers", "nothing is indexed yet: packhorse index FILE.pdf")
        return
    today = dt.date.today()
    coming = [card.meeting_date for card in cards if card.meeting_date]
    following = min((day for day in coming if day >= today), default=None)
    latest = f"next meeting {spoken_date(following)}" if following else "no meeting is coming up"
    pages = sum(card.page_count for card in cards)
    yield _ok("papers", f"{counted(len(cards), 'document')}, {counted(pages, 'page')}; {latest}.")
    old = [card.document for card in cards if card.read_by != index.read_by]
    if old:
        yield _note(
            "papers",
            f"{_some(old)} were read by an older version or embedded by another "
            "model: index them again.",
        )
    hidden = [card.document for card in cards if not card.published]
    if hidden:
        yield _note("papers", f"councillors do not see {_some(hidden)} until a clerk publishes.")
    wanted = settings.committee
    if wanted and not any(same_committee(card.body, wanted) for card in cards):
        known = sorted({card.body for card in cards if card.body})
        yield _note(
            "committee",
            f"PACKHORSE_COMMITTEE is {wanted}, but there are no papers of that committee, only "
            f"of {_some(known)}.",
        )


def _reader() -> Iterator[Finding]:
    reader = Reader()
    reader.read("How many?", ["There are four."])
    yield _ok("reader", f"{reader.name}, local.")


def _scans() -> Iterator[Finding]:
    program = find_tesseract()
    if program:
        yield _ok("scans", f"read by Tesseract ({program}).")
    else:
        yield _note(
            "scans",
            "read by RapidOCR; Tesseract with English reads faster and better: "
            "install it (on Debian: apt install tesseract-ocr).",
        )


# --- the language model ----------------------------------------------------------


def _model(settings: Settings) -> Iterator[Finding]:
    writer = open_model(settings)
    if writer is None:
        yield _ok("language model", "none is set (PACKHORSE_MODEL): answers quote the papers.")
        return
    started = time.monotonic()
    try:
        ability = writer.probe()
    except ModelUnavailableError as exc:
        reason = why(exc.__cause__ or exc)
        yield _note(
            "language model",
            f"{settings.model} does not answer in the form that is needed "
            f"({reason}): check PACKHORSE_MODEL, PACKHORSE_MODEL_URL and PACKHORSE_MODEL_KEY. "
            "Until then answers quote the papers.",
        )
        return
    seconds = (time.monotonic() - started) / 2
    yield _ok(
        "language model",
        f"{settings.model} {_ABILITIES[ability]}. An answer takes two calls, "
        f"three or four where it looks further or corrects itself, about "
        f"{settings.model_tokens + OWN_TOKENS:,} tokens, and the model's own time (a short call "
        f"took {seconds:.1f} s); code checks what it writes.",
    )


_ABILITIES = {
    3: "plans, looks further by tools and answers",
    2: "plans and answers, but calls no tools, so that it answers from a single search",
    1: "answers, but does not plan, so that it is shown what the question's own words find",
}


# --- Slack -------------------------------------------------------------------------


def _slack(settings: Settings) -> Iterator[Finding]:
    if settings.slack_bot_token is None:
        yield _problem(
            "Slack",
            "SLACK_BOT_TOKEN is not set: create the app from `packhorse manifest`, "
            "install it to the workspace and set its bot token (xoxb-…).",
        )
    else:
        client = _client(settings, settings.bot_token)
        yield from _tried("Slack", _bot_token(settings, client))
        yield from _who_sees(settings, client)
    if settings.slack_app_token is not None:
        yield from _tried("Socket Mode", _app_token(settings, settings.slack_app_token))
    elif settings.slack_signing_secret is not None:
        yield from _http(settings)
    else:
        yield _problem(
            "Slack",
            "neither SLACK_APP_TOKEN (for Socket Mode) nor SLACK_SIGNING_SECRET (for "
            "HTTP) is set: take one from the app's “Basic Information”.",
        )
    if settings.slack_bot_token and not (settings.slack_clerks or settings.slack_clerk_group):
        yield _note(
            "clerks",
            "nobody may publish papers or correct answers from Slack: set "
            "PACKHORSE_SLACK_CLERKS or PACKHORSE_SLACK_CLERK_GROUP.",
        )


def _client(settings: Settings, token: str | None = None) -> WebClient:
    return WebClient(token, base_url=settings.slack_api_url, timeout=SECONDS)


@contextmanager
def _asking(settings: Settings, refused: str) -> Iterator[None]:
    """Around a question to Slack.

    Args:
        refused: a sentence for what Slack refuses, with its ``{error}``.

    Raises:
        NotPossible: what Slack says, or that it cannot be reached.
    """
    try:
        yield
    except SlackApiError as exc:
        raise NotPossible(refused.format(error=exc.response.get("error", exc))) from exc
    except Exception as exc:  # urllib's and the SDK's own kinds, and those of the network
        raise NotPossible(
            f"{settings.slack_api_url} cannot be reached ({why(exc)}): check the network, or "
            "SLACK_API_URL."
        ) from exc


def _bot_token(settings: Settings, client: WebClient) -> Iterator[Finding]:
    rejected = (
        "Slack rejects SLACK_BOT_TOKEN ({error}): copy the bot token anew from “OAuth & "
        "Permissions”."
    )
    with _asking(settings, rejected):
        answer = client.auth_test()
    headers = {str(name).lower(): str(value) for name, value in (answer.headers or {}).items()}
    yield _ok("Slack", f"{answer.get('user')} in the workspace {answer.get('team')}.")
    if "x-oauth-scopes" in headers:
        granted = {scope.strip() for scope in headers["x-oauth-scopes"].split(",")}
        missing = sorted(set(SCOPES) - granted)
        if missing:
            yield _problem(
                "Slack",
                f"the app lacks the permissions {', '.join(missing)}: paste "
                "`packhorse manifest` into the app and install it again.",
            )


def _who_sees(settings: Settings, client: WebClient) -> Iterator[Finding]:
    """Who is answered, and whether the clerks' channel is the clerks' own."""
    others = {
        "guests": settings.slack_guests,
        "members of other organisations": settings.slack_outsiders,
    }
    answered = [who for who, so in others.items() if so]
    if answered:
        yield _note(
            "who is answered",
            f"members of the workspace, and {' and '.join(answered)}, from "
            "every paper that is not restricted (PACKHORSE_SLACK_GUESTS, "
            "PACKHORSE_SLACK_OUTSIDERS).",
        )
    else:
        yield _ok("who is answered", "members of the workspace; no guests, no outsiders.")
    channel, about = settings.slack_clerks_channel, "clerks' channel"
    if not channel:
        return
    try:
        found = client.conversations_info(channel=channel)["channel"]
    except SlackApiError as exc:
        yield _note(
            about,
            f"{channel} cannot be looked up ({exc.response.get('error', exc)}): "
            "check PACKHORSE_SLACK_CLERKS_CHANNEL and invite the bot there. Until then no "
            "question is passed on to it.",
        )
        return
    except Exception:  # the bot token's own finding says that Slack cannot be reached
        return
    if found.get("is_private") and not found.get("is_ext_shared"):
        yield _ok(about, "it is private.")
    elif settings.slack_open_clerks_channel:
        yield _note(
            about,
            "it is not private, or is shared: drafts and members' questions "
            "go there all the same (PACKHORSE_SLACK_OPEN_CLERKS_CHANNEL).",
        )
    else:
        yield _note(
            about,
            "it is not private, or is shared with another organisation: no "
            "draft and no member's question goes there until it is made private.",
        )


def _app_token(settings: Settings, token: SecretStr) -> Iterator[Finding]:
    rejected = (
        "Slack rejects SLACK_APP_TOKEN ({error}): make one with connections:write under “Basic "
        "Information”, and switch Socket Mode on."
    )
    with _asking(settings, rejected):
        _client(settings).apps_connections_open(app_token=token.get_secret_value())
    yield _ok("Socket Mode", "Slack accepts the app token.")


def _http(settings: Settings) -> Iterator[Finding]:
    place = f"{settings.host}:{settings.port}"
    try:
        listen(settings.host, settings.port).close()
    except OSError as exc:
        yield _note(
            "HTTP",
            f"{place} is not free ({why(exc)}): either the bot runs already, "
            "or set PACKHORSE_HOST and PACKHORSE_PORT.",
        )
        return
    yield _ok("HTTP", f"requests will be taken at http://{place}/slack/events.")


def _some(names: list[str]) -> str:
    if len(names) <= 3:
        return ", ".join(names)
    return f"{', '.join(names[:3])} and {len(names) - 3} more"
