"""Questions answered one after the other, each exactly once.

The queue is the memory's table; the threads here only take from it. A question is
acknowledged to Slack when it stands there, not before.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, replace

from bot.answers.answer import Answer, Question
from bot.answers.desk import Desk
from bot.answers.say.model import AnswerUnwanted, while_wanted
from bot.memory import Memory
from bot.memory.presence import Presence
from bot.memory.questions import AskedQuestion
from bot.papers import Papers
from bot.people.access import AccessPolicy, Viewer
from bot.settings import Settings
from bot.slack import log
from bot.slack.delivery import SLACK_TROUBLES, Delivery, error_name, refused, where
from bot.slack.queue_threads import QueueThreads
from bot.slack.views.answer_blocks import answer_message
from bot.slack.views.message import Message
from bot.slack.views.paper_tables import cited_rows
from bot.slack.views.phrases import sentence, trouble
from indexer.council.problems import PackhorseError

__all__ = ["Worker", "documents_of", "thread_of", "within"]

WORKERS = 2
"""How many questions are answered at a time."""

MAX_ATTEMPTS = 3
"""A question that takes the process down with it is given up after this many."""

ROUND_SECONDS = 60.0
"""Between two looks at who waits long and at what could not be sent. Slack takes a status away
after two minutes (https://docs.slack.dev/reference/methods/assistant.threads.setStatus)."""

COMMAND_SECONDS = 28 * 60
"""A response URL is good for 30 minutes."""

PENDING = ("waiting", "working")
"""States of a question that has no answer yet."""

STOPPED = "Stopped: I have given up on that question. Ask again whenever you like."
NO_PAPERS = "I have no papers that I may quote here, so I can't look that up."


@dataclass
class Worker(QueueThreads[AskedQuestion]):
    """A few threads that answer what waits.

    Attributes:
        today: "today", for what counts as the next meeting.
        presence: this process's, begun before this: others let its questions be.
    """

    settings: Settings
    desk: Desk
    papers: Papers
    memory: Memory
    access: AccessPolicy
    delivery: Delivery
    today: Callable[[], dt.date]
    presence: Presence

    def __post_init__(self) -> None:
        super().__post_init__()
        self._unsent: deque[AskedQuestion] = deque()
        self._away: list[AskedQuestion] = []  # unsent until the next round

    def start(self) -> None:
        """Take up what a crash left behind, then whatever comes."""
        self._take_up()
        self.begin("answers", WORKERS)
        threading.Thread(target=self._go_round, name="statuses", daemon=True).start()

    def take(self) -> AskedQuestion | None:
        if self._unsent:
            return self._unsent.popleft()
        return self.memory.questions.take(owner=self.presence.number)

    def work(self, thing: AskedQuestion) -> None:
        """Answer a question; it goes back to the queue where that breaks."""
        if thing.state == "posting":
            self._resume(thing)
            return
        try:
            self._serve(thing)
        except Exception:
            self.memory.questions.again(thing)
            raise

    def _serve(self, asked: AskedQuestion) -> None:
        if asked.attempts > MAX_ATTEMPTS:
            self._fail(asked, None)
            return
        started = time.monotonic()
        try:
            answer = self._answer(asked)
        except AnswerUnwanted:
            log.info("request=%s stopped", asked.request_id)
            return
        except Exception as exc:
            log.error(
                "request=%s broke error=%s at=%s", asked.request_id, type(exc).__name__, where(exc)
            )
            self._fail(asked, str(exc) if isinstance(exc, PackhorseError) else None)
            return
        found = time.monotonic()
        if not self.memory.questions.posting(asked, answer):
            log.info("request=%s stopped", asked.request_id)
            return
        self._send(asked, answer, again=asked.attempts > 1)
        posted = time.monotonic()
        log.info(
            "request=%s origin=%s answered=%s claims=%d by=%s wait=%.3f %s desk=%.3f post=%.3f",
            asked.request_id,
            asked.origin,
            "yes" if answer.answered else "no",
            len(answer.claims),
            "quotes" if answer.written_by == "quotes" else "model",
            max(0.0, self.memory.clock() - asked.at - (posted - started)),
            " ".join(f"{stage}={took:.3f}" for stage, took in asdict(answer.timings).items()),
            found - started,
            posted - found,
        )

    def _resume(self, asked: AskedQuestion) -> None:
        """An answer was on its way: it is there, or is sent now."""
        try:
            answer = self.memory.questions.answer(asked.request_id)
            shown = documents_of(answer) if answer else frozenset()
            if answer is None or (shown and not self.access.may_read(_reader(asked), shown)):
                # A paper has gone, or was restricted, while it waited.
                self.memory.questions.again(asked)
                return
            log.info("request=%s resumed", asked.request_id)
            self._send(asked, answer, again=True)
        except Exception:  # the database may be away too
            self._away.append(asked)
            raise

    def answers_at_once(self, text: str, *, reader: Viewer, documents: Collection[str]) -> bool:
        """Whether a question of somebody's is answered from the structure of some papers, and of
        no others."""
        allowed = self.access.limits(reader)
        if allowed is not None and not allowed:
            return False
        question = Question(text=text, as_of=self.today(), documents=tuple(sorted(allowed or ())))
        known = self.desk.at_once(question)
        cited = {one.document for one in known.citations} if known and known.answered else set()
        return bool(cited) and cited <= set(documents)

    def _answer(self, asked: AskedQuestion) -> Answer:
        # A thread about some papers is about them, whatever the channel is about.
        committee = None if asked.documents else asked.committee
        allowed = self.access.limits(_reader(asked), committee=committee)
        chosen = asked.documents
        if allowed is not None:
            chosen = tuple(one for one in (chosen or sorted(allowed)) if one in allowed)
        turns = self.memory.questions.turns(asked)
        question = Question(
            text=asked.text,
            history=tuple(text for text, _, _ in turns),
            replies=tuple(reply for _, reply, _ in turns),
            stood=tuple(places for _, _, places in turns),
            as_of=self.today(),
            documents=chosen,
            committee=committee,
        )
        if not chosen and allowed is not None:
            # An empty choice would mean "all".
            why = self.access.refusal(asked.user)
            return Answer(question=question, answered=False, lead=why or NO_PAPERS)
        with while_wanted(lambda: not self._is(asked, "stopped")):
            answer = self.desk.answer(question)
        return answer if allowed is None else within(answer, allowed)

    def _is(self, asked: AskedQuestion, *states: str) -> bool:
        """Whether a question is by now in one of some states."""
        kept = self.memory.questions.find(asked.request_id)
        return kept is not None and kept.state in states

    def _send(self, asked: AskedQuestion, answer: Answer, *, again: bool) -> None:
        """Bring an answer to its asker. `again`: it may be there already."""
        try:
            self._say(asked, self._message(asked, answer), again=again)
        except SLACK_TROUBLES as exc:
            log.error("request=%s unposted error=%s", asked.request_id, error_name(exc))
            if refused(exc):
                self._fail(asked, None)
            else:
                # Slack is away: the answer waits for the next round.
                self._away.append(replace(asked, state="posting"))
            return
        self.memory.questions.done(asked)
        self._rest(asked)

    def _rest(self, asked: AskedQuestion) -> None:
        """The session waits for its user again; the first question is its title."""
        if asked.origin == "command":
            return
        there = self.rest(channel=asked.channel, thread_ts=asked.thread_ts, said=True)
        if there and not self.memory.questions.turns(asked, limit=1):
            self.delivery.entitle(asked.text, **thread_of(asked))

    def _say(self, asked: AskedQuestion, message: Message, *, again: bool = False) -> None:
        """Say it in the question's thread; to whoever typed a command, to them alone."""
        name = asked.request_id
        if asked.origin == "command":
            fresh = self.memory.clock() - asked.at < COMMAND_SECONDS
            url = asked.response_url if fresh else None
            self.delivery.tell(
                message,
                user=asked.user,
                response_url=url,
                replace=True,
                request_id=name,
                again=again,
            )
        else:
            self.delivery.post(message, **thread_of(asked), request_id=name, again=again)

    def _fail(self, asked: AskedQuestion, why: str | None) -> None:
        """Tell the asker, in a sentence and with the request's id."""
        if self._is(asked, "stopped"):
            return
        message = trouble(asked.request_id, why)
        try:
            self._say(asked, message)
        except SLACK_TROUBLES as exc:
            # We may not write there (any more): nobody is left in silence for that.
            log.warning("request=%s untold there error=%s", asked.request_id, error_name(exc))
            try:
                self.delivery.post(message, channel=asked.user)
            except SLACK_TROUBLES as second:
                log.error("request=%s untold error=%s", asked.request_id, error_name(second))
        self.memory.questions.done(asked, state="failed")
        self._rest(asked)

    def _message(self, asked: AskedQuestion, answer: Answer) -> Message:
        return answer_message(
            answer,
            request_id=asked.request_id,
            shareable=asked.origin == "command" and not asked.direct,
            clerks=bool(self.settings.slack_clerks_channel),
            table=self._has_table(answer),
        )

    def _has_table(self, answer: Answer) -> bool:
        """Whether what an answer cites can be shown as a table; it goes out without that."""
        try:
            return bool(cited_rows(answer, self.papers.rows_on))
        except PackhorseError as exc:
            log.warning("table=unknown error=%s", type(exc).__name__)
            return False

    def _take_up(self) -> None:
        """Take up what a process left that is no more, and what could not be sent."""
        questions, presence = self.memory.questions, self.presence
        self._unsent.extend(questions.recover(owner=presence.number, lives=presence.lives))
        while self._away:
            self._unsent.append(self._away.pop(0))
        self.wake()

    def rest(self, *, channel: str, thread_ts: str, said: bool = False) -> bool:
        """Show that we are done, as `Delivery.resting`, unless a question of the conversation
        still waits: it can be stopped. True where there may be a session."""
        try:
            if self.memory.questions.pending(channel, thread_ts):
                return True
        except Exception as exc:  # the database may be away for a while
            log.warning("pending=unknown error=%s", type(exc).__name__)
        return self.delivery.resting(channel=channel, thread_ts=thread_ts, said=said)

    def end(self, *, channel: str, thread_ts: str) -> None:
        """Give up what is asked in a conversation, and say so. An answer that is on its way
        comes whole: it was ready."""
        stopped = self.memory.questions.stop(channel, thread_ts)
        self.delivery.resting(channel=channel, thread_ts=thread_ts)
        if stopped:
            self.delivery.post(sentence(STOPPED), channel=channel, thread_ts=thread_ts)
        # What else is asked there may have waited for it.
        self.wake()

    def _go_round(self) -> None:
        """Whoever waits long, behind others or over a restart, sees that we are at it."""
        waited = 0.0  # what a restart left is reminded of at once
        while not self.stopping.is_set():
            try:
                for asked in self.memory.questions.unanswered(before=self.memory.clock() - waited):
                    self.show(asked, "still searching the papers…")
                self.presence.keep()
                self._take_up()
            except Exception as exc:  # the database may be away for a while
                log.warning("statuses=none error=%s", type(exc).__name__)
            waited = ROUND_SECONDS
            self.stopping.wait(ROUND_SECONDS)

    def announce(self, asked: AskedQuestion, what: str) -> None:
        """Show of a question that has just come in that we are at it, as `show`; where Slack
        shows no status, tell its asker alone."""
        if not self.show(asked, what) and self._is(asked, *PENDING):
            begun = asked.thread_ts != asked.message_ts
            self.delivery.whisper(
                sentence(f"I am {what}"),
                user=asked.user,
                channel=asked.channel,
                thread_ts=asked.thread_ts if begun else None,
            )

    def show(self, asked: AskedQuestion, what: str) -> bool:
        """Show that we are at it: ``searching 27 January's papers…``. False where Slack does
        not show that."""
        shown = self.delivery.working(f"is {what}", **thread_of(asked))
        if shown and not self._is(asked, *PENDING):
            # The answer went out meanwhile, and took the status before this one away.
            self.rest(channel=asked.channel, thread_ts=asked.thread_ts)
        return shown


def thread_of(asked: AskedQuestion) -> dict[str, str]:
    """Where a question stands, as arguments."""
    return {"channel": asked.channel, "thread_ts": asked.thread_ts}


def _reader(asked: AskedQuestion) -> Viewer:
    alone = asked.direct or asked.origin == "command"
    return Viewer(user=asked.user, channel=asked.channel, alone=alone)


def documents_of(answer: Answer) -> frozenset[str]:
    """The documents that an answer quotes or names pages of."""
    return frozenset(
        [one.document for one in answer.citations] + [one.document for one in answer.pages]
    )


def within(answer: Answer, documents: frozenset[str]) -> Answer:
    """The answer without anything from other documents: a second lock on the door."""
    claims = []
    for claim in answer.claims:
        if all(one.document in documents for one in claim.citations):
            cited = [
                replace(one, also=tuple(also for also in one.also if also[0] in documents))
                for one in claim.citations
            ]
            claims.append(replace(claim, citations=tuple(cited)))
    pages = tuple(page for page in answer.pages if page.document in documents)
    if len(claims) == len(answer.claims):
        return replace(answer, claims=tuple(claims), pages=pages)
    log.error("access=crossed claims=%d", len(answer.claims) - len(claims))
    return replace(
        answer,
        claims=tuple(claims),
        pages=pages,
        answered=answer.answered and bool(claims),
        lead=answer.lead if claims else NO_PAPERS,
    )
