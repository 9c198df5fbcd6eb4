"""Settings that Prefect reads from the environment; they must stand before it is imported.

With no server configured Prefect starts its own for the run; its state lives under the home directory, so that the
history can be looked at later and nothing is left in the user's own.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

STARTUP_TIMEOUT_SECONDS = 120
"""Prefect's own limit of 20 s is too short for the first start (migrations) on a busy machine."""
LOG_MAX_BYTES = 5_000_000
SERVED_VARIABLE = "_PARKHOUSE_SERVED"
"""Tells a run that `parkhouse schedule` started it, and that it is to end with it."""


def uses_own_server() -> bool:
    """Whether no Prefect server is configured, so that the run starts one of its own."""
    return not os.environ.get("PREFECT_API_URL")


def prepare(home: Path, keep_runs_days: int) -> None:
    """Points Prefect at the home directory and keeps it quiet; what the operator has set stays.

    Its server clears away runs that ended more than `keep_runs_days` ago. Raises OSError where the home directory takes no file.
    """
    defaults = {
        "PREFECT_HOME": str(home / "prefect"),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(STARTUP_TIMEOUT_SECONDS),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
        "PREFECT_LOGGING_TO_API_ENABLED": "true",
        "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(keep_runs_days * 86_400),
        "DO_NOT_TRACK": "1",
    }
    for key, value in defaults.items():
        os.environ.setdefault(key, value)
    Path(os.environ["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)
    if uses_own_server():
        # On a full or read-only disk the server would not start, and say so only after its long time limit.
        probe(Path(os.environ["PREFECT_HOME"]))


def probe(folder: Path, size: int = 8 << 20) -> None:
    """Writes a file of `size` bytes and removes it; raises OSError naming the folder where it cannot."""
    path = folder / f".probe.{os.getpid()}.part"
    try:
        with path.open("wb") as stream:
            stream.write(bytes(size))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from None
    finally:
        path.unlink(missing_ok=True)


def put_aside(path: Path) -> None:
    """Renames a log that has grown large, in place of the one put aside before; called before a log is opened."""
    try:
        if path.stat().st_size > LOG_MAX_BYTES:
            os.replace(path, path.with_name(path.name + ".1"))
    except OSError:
        # A log that cannot be put aside is no reason not to run.
        return


def log_to_file(home: Path) -> Path:
    """Sends Prefect's log to home/logs/prefect.log instead of the terminal; call after Prefect is imported."""
    path = home / "logs" / "prefect.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    put_aside(path)
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    names = [name for name in logging.root.manager.loggerDict if name.split(".")[0] in ("prefect", "uvicorn", "docket", "httpx")]
    for name in ["prefect", *names]:
        logger = logging.getLogger(name)
        for old in list(logger.handlers):
            if type(old).__name__ in ("PrefectConsoleHandler", "StreamHandler"):
                logger.removeHandler(old)
    logging.getLogger("prefect").addHandler(handler)
    return path
