"""`parkhouse run`: progress on the terminal, the run, and what to look at next."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from flows.operations.attended import Executed, execute
from flows.operations.terminal_text import printable
from flows.operations.typed import in_quotes, typed
from flows.settings.model import Settings
from flows.settings.run_options import options_of
from flows.steps.direct import run_direct
from flows.steps.options import Progress as ProgressHook
from flows.steps.options import RunOptions
from flows.steps.outcome import ChecksFailed, RunResult
from warehouse.layout import Home
from warehouse.own_home import DRY_REPORT, adopt, check_home
from warehouse.remote.address import address_of
from warehouse.remote.reading import bring_up_to_date

_STEPS = {"ingest": "Taking documents in", "second": "Asking the second reader", "extract": "Reading documents", "load": "Building the warehouse"}
EXAMPLES = (
    "SELECT park_key, metric, value, unit, period, sentence FROM v_observation WHERE measure = 'level' AND status = 'actual' ORDER BY confidence DESC LIMIT 10",
    "SELECT park_key, year, gdp, industrial_output, fixed_asset_investment, tax FROM v_park_year ORDER BY park_key, year",
    "SELECT park_key, start_date, event_type, title FROM v_event_timeline LIMIT 20",
)


@contextlib.contextmanager
def _progress(console: Console, quiet: bool) -> Iterator[ProgressHook]:
    if quiet or not console.is_terminal:
        yield lambda step, done, total: None
        return
    bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console, transient=True)
    tasks: dict[str, TaskID] = {}

    def show(step: str, done: int, total: int) -> None:
        if step not in tasks:
            tasks[step] = bar.add_task(_STEPS[step], total=total)
        bar.update(tasks[step], completed=done, total=total)

    with bar:
        yield show


def run_command(
    settings: Settings,
    sources: list[str],
    *,
    full: bool,
    published_on: dt.date | None,
    dry_run: bool,
    direct: bool,
    as_json: bool,
    wait: float = 0,
    rebuild: bool = False,
    verify: bool = False,
    adopt_it: bool = False,
) -> None:
    """Runs the pipeline and prints what came of it."""
    home = Home(settings.home.expanduser().resolve())
    console = Console(stderr=True)

    def prepare() -> RunOptions:
        options = options_of(settings, sources, full=full, published_on=published_on, dry_run=dry_run, rebuild=rebuild, verify=verify)
        options.wait = wait
        options.waiting = lambda line: typer.echo(printable(line), err=True)
        return options

    def run(options: RunOptions) -> RunResult:
        return _run(settings, home, options, console, direct=direct or dry_run, quiet=as_json)

    try:
        if adopt_it:
            adopt(home)
        if dry_run:
            check_home(home)
            bring_up_to_date(home.root)
        if not sources and not settings.sources and not home.root.exists():
            # Nothing is set up yet: there is nobody to tell but the person at the terminal.
            prepare()
        if dry_run:
            done = Executed(run(prepare()), home.reports / DRY_REPORT)
        else:
            done = execute(settings, home, prepare, run, lambda line: typer.echo(f"warning: {line}", err=True))
    except Exception as error:
        if as_json:
            write_failure(error)
        raise
    if as_json:
        found = done.result.as_dict() | {"warehouse": str(home.warehouse), "report": str(done.report), "warnings": done.result.warnings + done.warnings}
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        return
    typer.echo(summary(done.result, home))


def write_failure(error: Exception) -> None:
    """What `--json` says of a failed run."""
    failed = [check.name for check in error.failed] if isinstance(error, ChecksFailed) else []
    sys.stdout.write(json.dumps({"status": "failed", "message": str(error), "checks_failed": failed}, ensure_ascii=False) + "\n")


def failed_before(home: Path | None, error: Exception, as_json: bool = False) -> None:
    """Does for a run whose settings cannot be read what can be done with those that can: record, report, messages, metrics; then raises the error."""
    from flows.settings.lenient import understood

    settings, sure = understood(home)
    where = Home(settings.home.expanduser().resolve())

    def prepare() -> RunOptions:
        raise error

    if as_json:
        write_failure(error)
    if not sure and not where.root.is_dir():
        # Whose run it was cannot be told.
        raise error
    execute(settings, where, prepare, lambda options: RunResult("", "failed"), lambda line: typer.echo(f"warning: {line}", err=True))


def _run(settings: Settings, home: Home, options: RunOptions, console: Console, *, direct: bool, quiet: bool) -> RunResult:
    if direct:
        with _progress(console, quiet) as progress:
            return run_direct(home, options, progress)
    from flows.orchestration import home as prefect_home

    prefect_home.prepare(home.root, settings.keep_runs_days)
    waiting = "Starting Prefect's own server (about 10 s, 20 s the first time) ..." if prefect_home.uses_own_server() else "Reaching the Prefect server ..."
    if not quiet:
        console.print(waiting, highlight=False)
    with console.status(waiting) if console.is_terminal and not quiet else contextlib.nullcontext():
        # The reader comes with it.
        from flows.steps.extract.patterns import kept_patterns

        with kept_patterns(home.state):
            from flows.pipeline import run_with_prefect

        prefect_home.log_to_file(home.root)
    try:
        with _progress(console, quiet) as progress:
            return run_with_prefect(home, options, home.root.name, progress)
    finally:
        if prefect_home.uses_own_server():
            _clear_history(settings.keep_runs_days)


def _clear_history(days: int) -> None:
    from flows.orchestration.history import delete_old_runs

    try:
        delete_old_runs(days)
    except Exception:
        logging.getLogger("parkhouse").warning("Prefect's history could not be cleared away", exc_info=True)


def summary(result: RunResult, home: Home) -> str:
    """What a run did, where the results are, and three queries to try."""
    lines = []
    if result.status == "unchanged":
        lines.append(f"Nothing new: {result.seen} documents seen, all known; the published warehouse stays as it is ({result.seconds:.1f} s).")
    else:
        lines.append(
            f"{result.seen} documents: {result.new} new, {result.skipped} known, {result.failed} unreadable; {result.extracted} read ({result.seconds:.1f} s)."
        )
        c = result.counts
        lines.append(
            f"In the warehouse: {c.get('observation', 0)} observations and {c.get('event', 0)} events of {c.get('document', 0)} documents; "
            f"{c.get('leftover', 0)} quantities left out with a reason, {c.get('rejected', 0)} rows rejected."
        )
        if (second := result.second) is not None:
            lines.append(
                f"Second reader: {second['read']} of {second['articles']} articles read; {second['requests']} requests, {second['tokens']:,} tokens, "
                f"{sum(second['refused_rows'].values())} rows refused."
            )
        if result.waited:
            lines.append(f"{result.now_pass} of {result.waited} quarantined rows now pass.")
        failed = [check for check in result.checks if not check.passed]
        lines.append(f"Checks: {len(result.checks) - len(failed)} passed" + "".join(f"; {x.severity}: {x.name} ({x.failing_rows} rows)" for x in failed) + ".")
    if result.passed_over:
        lines.append(f"{result.passed_over} documents were passed over, for they were forgotten on purpose (table forgotten).")
    lines += [f"Note: {warning}" for warning in result.warnings]
    if result.status == "dry_run":
        lines += ["Dry run: nothing was published, and nothing was taken in.", f"report:    {home.reports / DRY_REPORT}"]
        return "\n".join(lines)
    if (address := address_of(home.root)) is not None:
        lines += ["", f"home:      {address}"]
    lines += ["", f"warehouse: {home.warehouse}", f"report:    {home.reports / 'latest.html'}", "", "Three queries to try:"]
    place = [] if home.root == (type(home.root).cwd() / "data") else ["--home", address_of(home.root) or str(home.root)]
    lines += [f"  {typed('query', *place)} {in_quotes(sql)}" for sql in EXAMPLES]
    return "\n".join(lines)
