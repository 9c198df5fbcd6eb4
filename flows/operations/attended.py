"""A run with everything around it: the log, the report, messages, metrics, clearing away."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flows.operations import logs, messages
from flows.operations.storage_errors import storage_problem
from flows.settings.model import Settings, SettingsError
from flows.steps.load.version import code_version
from flows.steps.options import RunOptions
from flows.steps.outcome import RunResult
from flows.steps.run_record import record_failed_run, recorded_runs
from warehouse.files import write_bytes
from warehouse.layout import Home
from warehouse.lock import Busy
from warehouse.own_home import ForeignHome, check_home
from warehouse.published_record import recorded_of
from warehouse.remote.errors import RemoteError
from warehouse.remote.reading import show_report
from warehouse.retention import prune_reports

log = logging.getLogger("parkhouse")


@dataclass(slots=True)
class Executed:
    """A run that came to its end."""

    result: RunResult
    report: Path
    warnings: list[str] = field(default_factory=list)
    """What went wrong beside the run: a message that could not be sent, metrics that could not be written."""


def execute(
    settings: Settings,
    home: Home,
    prepare: Callable[[], RunOptions],
    run: Callable[[RunOptions], RunResult],
    tell: Callable[[str], None] = lambda line: None,
) -> Executed:
    """Carries out a run and what belongs around it.

    Raises what the run raises, after the operator has been told, however early that is: what fails before the run could keep a
    record of itself is recorded here. `prepare` finds out what is to be read; `tell` is given what went wrong beside the run.
    """
    try:
        check_home(home)
    except (ForeignHome, OSError) as error:
        # Nothing may be left there, but that nothing runs must be told all the same.
        for line in _told_elsewhere(settings, home, error):
            tell(line)
        raise
    started = dt.datetime.now(dt.UTC)
    before = recorded_runs(home)
    with logs.to_file(home.root, settings):
        try:
            home.create()
            if settings.notify:
                from flows.operations.notify import check_addresses

                check_addresses(settings.notify)
            result = run(prepare())
        except Busy as error:
            log.warning("%s", error)
            # One that never ends keeps all others out: what status says of it must be seen.
            with contextlib.suppress(Exception):
                _metrics(settings, "")
            raise
        except Exception as error:
            log.exception("the run failed")
            _record(home, started, before, error)
            for line in _afterwards(settings, home, messages.Outcome(None, error)):
                tell(line)
            raise
        except BaseException as error:
            # Stopped by the operator or the service manager, who know; and there is no time left.
            log.warning("the run was stopped (%s)", type(error).__name__)
            raise
        done = Executed(result, home.reports / "latest.html")
        done.warnings = _afterwards(settings, home, messages.Outcome(result))
        for line in done.warnings:
            tell(line)
        return done


def _record(home: Home, started: dt.datetime, before: set[str], error: Exception) -> None:
    """Records a run that failed and could keep no record of itself."""
    if recorded_runs(home) - before:
        return
    try:
        record_failed_run(home, started, error, getattr(error, "looks", ()))
    except Exception:
        # A disk that takes nothing takes no record either; another run at work is not disturbed.
        log.warning("the failed run could not be recorded", exc_info=True)


class Crashed(RuntimeError):
    """The process of a run died."""


def crashed(settings: Settings, home: Home, reason: str) -> None:
    """What is still to be done for a run whose process died: its record, the report, the metrics, and telling the operator."""
    with logs.to_file(home.root, settings):
        log.error("the run's process died: %s", reason)
        error = Crashed(reason)
        _record(home, dt.datetime.now(dt.UTC), recorded_runs(home), error)
        _afterwards(settings, home, messages.Outcome(None, error))


def _told_elsewhere(settings: Settings, home: Home, error: Exception) -> list[str]:
    """Metrics and messages about a run whose home directory may not be touched; returns what went wrong with them."""
    warnings: list[str] = []
    try:
        if settings.metrics_file is not None:
            from flows.operations.metrics_file import NOTHING_KNOWN, write_metrics

            write_metrics(settings.metrics_file, NOTHING_KNOWN)
        if settings.notify and "failure" in settings.notify_on:
            from flows.operations.notify import send

            warnings += send(settings.notify, messages.compose("failure", messages.Outcome(None, error), home))
    except Exception as other:
        log.exception("a run that could not begin was not told")
        warnings.append(f"the failed run was not told: {other}")
    return warnings


def _afterwards(settings: Settings, home: Home, outcome: messages.Outcome) -> list[str]:
    """Report, messages, metrics and clearing away; what goes wrong with them becomes a line and fails no run."""
    warnings: list[str] = []

    def attempt(what: str, action: Callable[[], list[str] | None]) -> None:
        try:
            warnings.extend(action() or [])
        except Exception as error:
            log.exception("%s failed", what)
            warnings.append(f"{what}: {storage_problem(error, home.root) or error}")

    # After a failed run too: its verdict tells why the figures are still those of the run before. A full disk takes no report either.
    usable = home.root.is_dir()
    if usable and (outcome.error is None or storage_problem(outcome.error, home.root) is None):
        attempt("the report could not be written", lambda: _report(home, outcome, settings))
        if not isinstance(outcome.error, RemoteError):
            attempt("the report could not be sent", lambda: show_report(home.root))
    if usable:
        attempt("reports could not be cleared away", lambda: _prune(home, settings))
    attempt("metrics could not be written", lambda: _metrics(settings, str(outcome.error) if isinstance(outcome.error, SettingsError) else ""))
    attempt("messages could not be sent", lambda: _tell(settings, home, outcome))
    return warnings


def _report(home: Home, outcome: messages.Outcome, settings: Settings) -> None:
    """Writes the report, unless one of today shows the same already."""
    mark = _report_mark(home, outcome)
    path = home.state / "report.json"
    if mark is not None and (home.reports / "latest.html").is_file() and path.is_file() and path.read_text(encoding="utf-8", errors="replace") == mark:
        return
    from warehouse.report import write_report

    path.unlink(missing_ok=True)
    write_report(home, settings.limits())
    if mark is not None:
        write_bytes(path, mark.encode())


def _report_mark(home: Home, outcome: messages.Outcome) -> str | None:
    """What a report of a good run depends on; None where it is to be written in any case."""
    result = outcome.result
    if result is None or result.status not in ("published", "unchanged"):
        return None
    published = recorded_of(home)
    if not published:
        return None
    checks = sorted((check.name, check.passed, check.failing_rows) for check in result.checks)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return json.dumps([today, published, checks, result.warnings, code_version()], ensure_ascii=True)


def _prune(home: Home, settings: Settings) -> None:
    removed = prune_reports(home, settings.keep_reports)
    if removed:
        log.info("cleared away %d dated reports (keep_reports = %d)", len(removed), settings.keep_reports)


def _metrics(settings: Settings, wrong: str) -> None:
    if settings.metrics_file is not None:
        from flows.commands.status import status_of
        from flows.operations.metrics_file import NOTHING_KNOWN, write_metrics

        if not settings.home.is_dir():
            write_metrics(settings.metrics_file, NOTHING_KNOWN)
            return
        write_metrics(settings.metrics_file, status_of(settings, wrong=wrong))


def _tell(settings: Settings, home: Home, outcome: messages.Outcome) -> list[str]:
    if not settings.notify:
        return []
    from flows.operations.notify import send

    occasion, alarm = messages.judge(messages.read_alarm(home), outcome)
    failures: list[str] = []
    about_checks = occasion == "failure" and "checks" in settings.notify_on and bool(outcome.failed_checks)
    if occasion is not None and (occasion in settings.notify_on or about_checks):
        reason = storage_problem(outcome.error, home.root) if outcome.error else None
        failures = send(settings.notify, messages.compose(occasion, outcome, home, reason or ""))
    if home.root.is_dir():
        messages.write_alarm(home, alarm)
    return failures
