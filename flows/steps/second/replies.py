"""The replies of the second reader, kept for good: a rebuild, `--full` or another machine with the same home asks nothing again.

One SQLite file; a reply is found by the hash of what was asked (day, article and marks, version of the instructions) and of whom.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import sqlite3
import threading
from pathlib import Path

from warehouse.layout import Home

log = logging.getLogger("parkhouse.second")
MOST_TRIES = 3
"""Runs in which a question is asked again to which only poor replies came."""
WAIT_SECONDS = 60.0
"""How long a process waits for another that is writing."""
_TABLE = """CREATE TABLE IF NOT EXISTS reply (
    key TEXT PRIMARY KEY, model TEXT NOT NULL, prompt_version TEXT NOT NULL, content TEXT NOT NULL, tokens INTEGER NOT NULL, asked_at TEXT NOT NULL,
    poor INTEGER NOT NULL, tries INTEGER NOT NULL
) WITHOUT ROWID"""


def reply_key(model: str, prompt_version: str, published_on: dt.date | None, context: str, marked_text: str) -> str:
    """The hash under which a reply is kept."""
    asked = [model, prompt_version, published_on.isoformat() if published_on else "", context, marked_text]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def replies_file(home: Home) -> Path:
    """Where the replies are kept."""
    return home.root / "second_reader" / "replies.sqlite"


class Replies:
    """The replies under a home directory, for many threads of one process."""

    def __init__(self, home: Home, writable: bool) -> None:
        """Opens the file. A damaged one is put aside where it may be written to, and counts as empty where not."""
        self._path = replies_file(home)
        self._lock = threading.Lock()
        self.damaged = ""
        self._connection = self._opened(writable)

    def _opened(self, writable: bool) -> sqlite3.Connection | None:
        try:
            return self._connect(writable)
        except sqlite3.DatabaseError as error:
            if not writable:
                log.warning("the replies of the second reader cannot be read: %s", error)
                return None
            aside = self._path.with_suffix(".damaged")
            self._path.replace(aside)
            self.damaged = f"the second reader's replies were damaged ({error}); they lie in {aside}, and it is asked anew"
            return self._connect(writable)

    def _connect(self, writable: bool) -> sqlite3.Connection | None:
        if not writable and not self._path.is_file():
            return None
        self._path.parent.mkdir(parents=True, exist_ok=True)
        mode = "rwc" if writable else "ro"
        connection = sqlite3.connect(
            f"{self._path.resolve().as_uri()}?mode={mode}", uri=True, timeout=WAIT_SECONDS, check_same_thread=False, isolation_level=None
        )
        try:
            if writable:
                connection.execute(_TABLE)
            connection.execute("SELECT count(*) FROM reply WHERE key = ''").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def get(self, key: str) -> str | None:
        """What was replied; None where nothing is kept."""
        if self._connection is None:
            return None
        try:
            with self._lock:
                row = self._connection.execute("SELECT content FROM reply WHERE key = ?", [key]).fetchone()
        except sqlite3.Error as error:
            log.warning("a reply of the second reader cannot be read: %s", error)
            return None
        return str(row[0]) if row else None

    def settled(self, key: str) -> bool:
        """Whether nothing is to be asked: a good reply is kept, or as many poor ones have come as are worth their price."""
        if self._connection is None:
            return False
        try:
            with self._lock:
                row = self._connection.execute("SELECT poor, tries FROM reply WHERE key = ?", [key]).fetchone()
        except sqlite3.Error as error:
            log.warning("a reply of the second reader cannot be read: %s", error)
            return False
        return row is not None and (not row[0] or row[1] >= MOST_TRIES)

    def keep(self, key: str, model: str, prompt_version: str, content: str, tokens: int, poor: bool) -> None:
        """Keeps a reply; the first good one that came to a question stays."""
        if self._connection is None:
            return
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        # Half a character pair, as broken JSON has it, is no text that can be kept.
        content = content.encode("utf-8", "replace").decode()
        with self._lock:
            self._connection.execute(
                "INSERT INTO reply VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (key) DO UPDATE SET content = excluded.content, tokens = excluded.tokens, "
                "asked_at = excluded.asked_at, poor = excluded.poor, tries = tries + 1 WHERE poor",
                [key, model, prompt_version, content, tokens, now, poor],
            )

    def close(self) -> None:
        """Closes the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
