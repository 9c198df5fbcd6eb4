"""`parkhouse run`: progress on the terminal, the run, and what to look at next."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
import sys
from collections.abc import Iterator

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from flows.operations.attended import execute
from flows.operations.terminal_text import printable
from flows.operations.typed import in_quotes, typed
from flows.settings.model import Settings
from flows.settings.run_options import something_to_read, web_options
from flows.steps.direct import run_direct
from flows.steps.options import Progress as ProgressHook
from flows.steps.options import RunOptions
from flows.steps.outcome import ChecksFailed, RunResult
from flows.steps.sources import SourceError, find_files, sample_corpus
from warehouse.layout import Home

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


def options_of(
    settings: Settings,
    sources: list[str],
    *,
    full: bool = False,
    published_on: dt.date | None = None,
    dry_run: bool = False,
    rebuild: bool = False,
    verify: bool = False,
) -> RunOptions:
    """What a run is to do, from the settings and what the command line names. Raises SourceError for a source that names nothing."""
    names = sources or settings.sources or [sample_corpus()]
    files = find_files(names)
    if len(files) > settings.max_documents:
        raise SourceError(f"{len(files):,} documents, more than the limit of {settings.max_documents:,} (setting max_documents)")
    something_to_read(names, files, Home(settings.home))
    return RunOptions(
        names, files, settings.workers, settings.batch_size, full, dry_run, published_on, settings.max_document_bytes,
        freshness_days=settings.freshness_days, web=web_options(settings), withdraw_max_share=settings.withdraw_max_share,
        rebuild=rebuild, rebuild_days=settings.rebuild_days, verify=verify, second=settings.second_reader.options(),
        runner=settings.runner, runner_address=settings.runner_address,
        limits=settings.limits(), writable=settings.published_writable,
    )  # fmt: skip


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
) -> None:
    """Runs the pipeline and prints what came of it."""
    home = Home(settings.home.expanduser().resolve())
    console = Console(stderr=True)
    if not sources and not settings.sources and not as_json:
        console.print("No source named: reading the bundled sample corpus.", highlight=False)
    options = options_of(settings, sources, full=full, published_on=published_on, dry_run=dry_run, rebuild=rebuild, verify=verify)
    options.wait = wait
    options.waiting = lambda line: typer.echo(printable(line), err=True)
    try:
        done = execute(
            settings, home, lambda: _run(settings, home, options, console, direct=direct, quiet=as_json), lambda line: typer.echo(f"warning: {line}", err=True)
        )
    except Exception as error:
        if as_json:
            failed = [check.name for check in error.failed] if isinstance(error, ChecksFailed) else []
            sys.stdout.write(json.dumps({"status": "failed", "message": str(error), "checks_failed": failed}, ensure_ascii=False) + "\n")
        raise
    if as_json:
        found = done.result.as_dict() | {"warehouse": str(home.warehouse), "report": str(done.report), "warnings": done.result.warnings + done.warnings}
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        return
    typer.echo(summary(done.result, home))


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
    lines += [f"Note: {warning}" for warning in result.warnings]
    if result.status == "dry_run":
        lines.append("Dry run: nothing was published.")
        return "\n".join(lines)
    lines += ["", f"warehouse: {home.warehouse}", f"report:    {home.reports / 'latest.html'}", "", "Three queries to try:"]
    place = [] if home.root == (type(home.root).cwd() / "data") else ["--home", str(home.root)]
    lines += [f"  {typed('query', *place)} {in_quotes(sql)}" for sql in EXAMPLES]
    return "\n".join(lines)
