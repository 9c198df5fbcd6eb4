"""Asking the second reader about the documents of a run, within the run's limits; no trouble of a server reaches the run."""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any, NamedTuple

from flows.steps.extract.received import place_in
from flows.steps.extract.rows import read_content
from flows.steps.plan import ExtractTask
from flows.steps.second.client import TOKENS_A_MARK, TOKENS_BESIDE, Client, Failure
from flows.steps.second.options import KeyProblem, SecondOptions, read_key
from flows.steps.second.reading import Asked, SecondCounts, forms_of, is_poor, labels_of, question_of, wanted
from flows.steps.second.replies import Replies
from schemas.vocabularies import NO_SECOND_READING
from transforms.second.forms import ParkForms
from transforms.second.prompt import instructions
from transforms.second.reply import Unreadable
from warehouse.layout import Home
from warehouse.store import Store

log = logging.getLogger("parkhouse.second")
GIVEN_UP_AFTER = 5
"""Questions in a row without an answer, each after all its tries: the server is down, and the rest of the run goes without it."""


class Question(NamedTuple):
    """What is asked about a piece of an article, and what its reply is checked against."""

    words: str
    asked: Asked
    forms: ParkForms
    text: str
    published_on: dt.date | None


class SecondStage:
    """The second reader of one run; lives in the process that holds the run."""

    def __init__(self, home: Home, options: SecondOptions, progress: Callable[[int], None] = lambda done: None) -> None:
        self._home = home
        self._options = options
        self._task = options.task()
        self._store = Store(home)
        self._replies = Replies(home, writable=True)
        self._progress = progress
        self._stop = threading.Event()
        self._failures_in_a_row = 0
        self._lock = threading.Lock()
        self._documents = 0
        self._reserved = 0
        self._asked: set[str] = set()
        self.counts = SecondCounts()
        self._why: dict[str, str] = {}
        """Why an article has no answer, by its key."""
        self.tokens = 0
        self.warnings = [self._replies.damaged] if self._replies.damaged else []
        self._given_up = ""
        self._client: Client | None = None
        try:
            self._client = Client(options, read_key(options.key_file))
        except KeyProblem as problem:
            self._given_up = "key"
            self.warnings.append(str(problem))
        self._pool = ThreadPoolExecutor(options.concurrency, thread_name_prefix="second-reader")

    @property
    def requests(self) -> int:
        """Requests sent so far, further tries counted too."""
        return self._client.requests if self._client is not None else 0

    def ask_batch(self, task: ExtractTask) -> int:
        """Asks about the documents of a batch what is not kept already; returns how many questions were answered."""
        waiting: set[Future[bool]] = set()
        answered = 0
        for entry in task.entries():
            if not self._given_up:
                for question in self._questions(entry):
                    if len(waiting) >= 2 * self._options.concurrency:
                        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                        answered += sum(future.result() for future in done)
                    waiting.add(self._pool.submit(self._ask, question))
            self._progress(1)
        answered += sum(future.result() for future in waiting)
        return answered

    def _questions(self, entry: dict[str, Any]) -> list[Question]:
        """What is still to be asked about a document, within the limits."""
        try:
            text, published_on, facts, _ = read_content(entry, self._store.packs.read(entry["document_key"], place_in(entry)))
        except Exception:  # noqa: BLE001 - a document on which the reader fails is refused where it is read for good
            return []
        missing = [
            asked for pieces in wanted(text, facts, published_on.date, self._task) for asked in pieces
            if asked.key not in self._asked and not self._replies.settled(asked.key)
        ]  # fmt: skip
        if not missing:
            return []
        made = {key: forms_of(text, asked) for key, asked in {asked.article.article.article_key: asked for asked in missing}.items()}
        found = [
            Question(question_of(asked, text, published_on.date), asked, made[asked.article.article.article_key], text, published_on.date) for asked in missing
        ]
        tokens = sum(_most_tokens(question) for question in found)
        if self._documents >= self._options.max_documents or self._reserved + tokens > self._options.max_tokens:
            self._why.update((asked.article.article.article_key, "limit") for asked in missing)
            return []
        self._documents += 1
        self._reserved += tokens
        self._asked.update(asked.key for asked in missing)
        return found

    def _ask(self, question: Question) -> bool:
        client, asked = self._client, question.asked
        if self._given_up or client is None:
            return self._failed(asked, self._given_up or "given_up", False)
        try:
            answer = client.ask(question.words, len(asked.piece.marks), self._stop)
        except Exception as failure:  # noqa: BLE001 - whatever a server does to the client, the run goes on
            if not isinstance(failure, Failure):
                log.warning("asking the second reader failed: %s", type(failure).__name__)
                failure = Failure("unreachable")
            return self._failed(asked, self._given_up or failure.reason if failure.reason == "stopped" else failure.reason, failure.final)
        try:
            labels = labels_of(answer.content, question.text, question.published_on, asked, question.forms)
            # One that says little is kept as it is; one that says much of which nothing holds may do better another time.
            poor = is_poor(labels, len(asked.piece.marks)) and bool(labels.refused)
            self._replies.keep(asked.key, self._task.model, self._task.prompt_version, answer.content, answer.tokens, poor)
        except Unreadable:
            return self._failed(asked, "unreadable", False)
        except (sqlite3.Error, OSError):
            log.exception("a reply of the second reader could not be kept")
            return self._failed(asked, "not_kept", True)
        with self._lock:
            self.tokens += answer.tokens
            self._failures_in_a_row = 0
        return True

    def _failed(self, asked: Asked, reason: str, final: bool) -> bool:
        with self._lock:
            self._why.setdefault(asked.article.article.article_key, reason)
            self._failures_in_a_row += 1
            if not self._given_up and (final or self._failures_in_a_row >= GIVEN_UP_AFTER):
                self._given_up = "given_up"
                self._stop.set()
                log.warning("the second reader is asked no more in this run: %s", NO_SECOND_READING.get(reason, reason))
        return False

    def close(self) -> None:
        """Ends what is being asked."""
        self._stop.set()
        if self._client is not None:
            # What is still under way in a run that is broken off ends with its connection.
            self._client.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._replies.close()

    def summary(self) -> dict[str, Any]:
        """What came of it, for the result, the metrics and the record of the run."""
        return {
            "articles": self.counts.articles, "read": self.counts.read, "unread": self.counts.articles - self.counts.read, "why": self.why(),
            "requests": self.requests, "tokens": self.tokens, "figures": self.counts.figures, "labelled": self.counts.labelled,
            "refused_rows": dict(sorted(self.counts.refused.items())),
        }  # fmt: skip

    def why(self) -> dict[str, int]:
        """Articles without a second reading, by reason."""
        found = Counter(self._why.values())
        found["few_labels"] += self.counts.poor
        # What was never asked about, or hangs on the answer to the same text elsewhere.
        found[self._given_up or "given_up"] += self.counts.articles - self.counts.read - found.total()
        return {reason: count for reason, count in sorted(found.items()) if count > 0}

    def warning(self) -> str:
        """One line where articles had no second reading; empty where all had."""
        unread = self.counts.articles - self.counts.read
        if not unread:
            return ""
        why = "; ".join(f"{NO_SECOND_READING.get(reason, reason)} ({count})" for reason, count in self.why().items())
        return f"{unread} of {self.counts.articles} articles had no second reading, the rules' stands: {why}"


def _most_tokens(question: Question) -> int:
    """What a question may cost at the most: no model that reads Chinese makes more than one token of a character on average."""
    return len(instructions()) + len(question.words) + TOKENS_BESIDE + TOKENS_A_MARK * len(question.asked.piece.marks)
