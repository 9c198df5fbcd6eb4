"""home/logs/parkhouse.log: lines for people, or JSON lines for machines, put aside by size."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
from collections.abc import Iterator
from pathlib import Path

from pythonjsonlogger.json import JsonFormatter

from flows.operations.terminal_text import printable
from flows.settings.model import Settings

NAME = "parkhouse.log"
LOGGER = "parkhouse"


class _QuietHandler(logging.handlers.RotatingFileHandler):
    """A full disk must not fill the terminal with the log's own trouble."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Drops the record."""


class _TextFormatter(logging.Formatter):
    """One line a record, whatever a document put into it; a traceback follows on lines of its own."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line, without control characters."""
        record.message = printable(record.message)
        return super().formatMessage(record)


def _formatter(kind: str) -> logging.Formatter:
    if kind == "json":
        renamed = {"asctime": "time", "levelname": "level", "name": "logger"}
        return JsonFormatter("%(asctime)s %(levelname)s %(name)s %(message)s", rename_fields=renamed, datefmt="%Y-%m-%dT%H:%M:%S%z", json_ensure_ascii=False)
    return _TextFormatter("%(asctime)s %(levelname)-7s %(message)s", datefmt="%Y-%m-%d %H:%M:%S%z")


@contextlib.contextmanager
def to_file(home: Path, settings: Settings) -> Iterator[Path]:
    """Sends what parkhouse logs to the home directory's log while inside; where it cannot be written there is none."""
    path = home / "logs" / NAME
    logger = logging.getLogger(LOGGER)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = _QuietHandler(
            path, maxBytes=settings.log_max_bytes, backupCount=settings.keep_logs, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_formatter(settings.log_format))
    before = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    # Prefect's handlers at the root would repeat each line.
    logger.propagate = False
    try:
        yield path
    finally:
        logger.removeHandler(handler)
        handler.close()
        logger.level, logger.propagate = before
