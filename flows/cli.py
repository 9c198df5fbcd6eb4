"""The command line: `parkhouse`."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

# Each command imports what it needs, so that help and a query answer at once.
if TYPE_CHECKING:
    from flows.settings.model import Settings

app = typer.Typer(
    name="parkhouse", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Reads Chinese press text about development zones into a DuckDB warehouse whose every number leads back to its source.",
)  # fmt: skip


def _home_path(text: str) -> Path:
    """A home directory given on the command line; the empty text would be the working directory."""
    if not str(text).strip():
        raise typer.BadParameter("an empty path: name a folder, such as data")
    from warehouse.remote.address import folder_of

    try:
        return folder_of(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home",
        parser=_home_path,
        metavar="DIR",
        help="Where all state lives: a folder, or s3://bucket/prefix (default ./data, or PARKHOUSE_HOME).",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
_state: dict[str, Any] = {"debug": False, "home": None}


# typer carries a click of its own; this is the base of what it raises for wrong usage.
_UsageRefused: Any = next(base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException")


class UsageError(ValueError):
    """Wrong usage: exit status 2."""


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"parkhouse {version('parkhouse')}")
        except PackageNotFoundError:
            typer.echo("parkhouse (not installed: run from its sources)")
        raise typer.Exit(0)


@app.callback()
def _main(
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    _state["debug"] = debug


def settings_of(home: Path | None = None, **values: Any) -> Settings:
    """The effective settings with the command line's on top."""
    from flows.settings.model import load_settings

    settings = load_settings(home=home, **values)
    _state["home"] = settings.home
    return settings


def home_of(home: Path | None) -> Path:
    """The home directory, for a command that needs no other setting."""
    from flows.settings.origin import home_alone

    found = home_alone(home)
    if found is None:
        return settings_of(home).home
    _state["home"] = found
    return found


def _fetched(home: Path, rooms: str = "WAREHOUSE") -> Path:
    """A home directory in which those rooms are as they are now, where the home is in an object store; nothing changes for others."""
    from warehouse.remote.address import address_of

    if address_of(home) is not None:
        from warehouse.remote import reading

        for line in reading.bring_up_to_date(home, *getattr(reading, rooms)):
            typer.echo(f"warning: {line}", err=True)
    return home


def _day(text: str | None) -> dt.date | None:
    """A day given on the command line; raises UsageError where it is none."""
    if text is None:
        return None
    from transforms.times.calendar import FIRST_YEAR, LAST_YEAR

    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--published-on {text}: give a day as 2021-01-30") from None
    if not FIRST_YEAR <= date.year < LAST_YEAR:
        raise UsageError(f"--published-on {text}: the year must lie from {FIRST_YEAR} to {LAST_YEAR - 1}")
    return date


@app.command()
def run(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, globs or web addresses (pages, feeds, sitemaps); without one the configured sources."),
    ] = None,
    home: HomeOption = None,
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="Processes that read documents.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Read again even what is known.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build the warehouse anew instead of bringing the published file up to date.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Read and hash all files, known ones too, whatever their size and time.")] = False,
    published_on: Annotated[str | None, typer.Option(metavar="DATE", help="Day of publication for documents that carry none (2021-01-30).")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Try everything out: nothing is taken in or published, only reports/dry-run.html is left.")
    ] = False,
    direct: Annotated[bool, typer.Option("--direct", help="Without Prefect: the same stages as plain functions.")] = False,
    adopt: Annotated[bool, typer.Option("--adopt", help="Use the folder as home directory though it holds other things.")] = False,
    wait: Annotated[float, typer.Option(min=0, max=31_536_000, metavar="SECONDS", help="Where another run is at work: wait so long for it to end.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """The whole pipeline once: ingest, extract, load, audit, publish, report."""
    from flows.commands.run import failed_before, run_command
    from flows.settings.origin import SettingsError

    try:
        day = _day(published_on)
        settings = settings_of(home, workers=workers)
    except (SettingsError, UsageError) as error:
        if not dry_run:
            failed_before(home, error, as_json)
        raise
    run_command(
        settings,
        sources or [],
        full=full,
        published_on=day,
        dry_run=dry_run,
        direct=direct,
        as_json=as_json,
        wait=wait,
        rebuild=rebuild,
        verify=verify,
        adopt_it=adopt,
    )


@app.command()
def demo(
    home: Annotated[
        Path | None, typer.Option("--home", parser=_home_path, metavar="DIR", help="Where the demonstration lives (default ./demo).", show_default=False)
    ] = None,
    direct: Annotated[bool, typer.Option("--direct", help="Without Prefect: the same stages as plain functions.")] = False,
    as_json: JsonOption = False,
) -> None:
    """The pipeline on the bundled sample corpus, in a home of its own."""
    from flows.commands.demo import demo_command

    demo_command(home, direct=direct, as_json=as_json)


@app.command()
def forget(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="A document_key, a path (file or folder), a web address, or a source as the table document shows it.")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why; the line stays in the table forgotten.")],
    who: Annotated[str | None, typer.Option("--who", help="Who asks for it (default: your login name).", show_default=False)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be taken out.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Takes documents out for good, with their facts and bytes, and never takes them in again; a line of who and why stays."""
    import getpass

    from flows.commands.forget import forget_command

    settings = settings_of(home)
    _fetched(settings.home, "EVERYTHING")
    typer.echo(forget_command(settings, what, who or getpass.getuser(), reason, only_show=dry_run, as_json=as_json))


# A query that begins with a comment begins like an option.
@app.command(context_settings={"ignore_unknown_options": True})
def query(
    sql: Annotated[str | None, typer.Argument(help="SQL to run on the published warehouse; without it, or as -, standard input.", show_default=False)] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", metavar="FILE", help="A file with the SQL; - for standard input.", show_default=False)] = None,
    home: HomeOption = None,
    format: Annotated[str, typer.Option(help="table, csv, json, markdown or vertical (one column a line, taken by itself for broad results).")] = "table",  # noqa: A002 - the option's name
) -> None:
    """Runs SQL on the published warehouse, read-only."""
    from flows.commands.query import FORMATS, query_command, sql_of

    if format not in FORMATS:
        raise UsageError(f"--format {format}: one of {', '.join(FORMATS)}")
    try:
        text = sql_of(sql, file)
    except ValueError as error:
        raise UsageError(str(error)) from None
    sys.stdout.write(query_command(_fetched(home_of(home)), text, format))


@app.command()
def export(
    home: HomeOption = None,
    format: Annotated[str, typer.Option(help="parquet, csv (for Excel too) or xlsx: one workbook.")] = "csv",  # noqa: A002 - the option's name
    table: Annotated[list[str] | None, typer.Option(metavar="NAME", help="A table; may be given several times.", show_default=False)] = None,
    view: Annotated[list[str] | None, typer.Option(metavar="NAME", help="A view; may be given several times.", show_default=False)] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the files.")] = Path("export"),
    as_json: JsonOption = False,
) -> None:
    """Writes tables and views of the published warehouse: files, one each, or one Excel workbook with a sheet each; without names all (a workbook: all views)."""
    from flows.commands.export import export_command
    from warehouse.export import ExportError

    settings = settings_of(home)
    _fetched(settings.home)
    try:
        typer.echo(export_command(settings, format, [*(view or []), *(table or [])], out, as_json))
    except ExportError as error:
        raise UsageError(str(error)) from None


@app.command()
def report(
    home: HomeOption = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Writes the data-quality report again: the verdict of the last run, the figures of the published warehouse."""
    from warehouse.connect import published
    from warehouse.layout import Home
    from warehouse.report import write_report
    from warehouse.store import Store

    settings = settings_of(home)
    where = Home(_fetched(settings.home, "RECORDS"))
    if Store(where).operations("pipeline_run").is_empty():
        published(where.warehouse)
    path = write_report(where, settings.limits())
    typer.echo(json.dumps({"report": str(path)}) if as_json else f"report: {path}")
    if open_it:
        typer.launch(str(path))


@app.command()
def raw(
    key: Annotated[str, typer.Argument(metavar="KEY", help="The document's key, as in document.document_key.")],
    home: HomeOption = None,
) -> None:
    """Writes a document's bytes, as they were received, to standard output."""
    from warehouse.layout import Home
    from warehouse.remote.address import address_of
    from warehouse.remote.reading import bring_up_to_date
    from warehouse.store import Store

    store = Store(Home(_fetched(settings_of(home).home, "INDEX")))
    document = key.strip().lower()
    if address_of(store.home.root) is not None and (place := store.packs.place(document)) is not None:
        bring_up_to_date(store.home.root, f"raw/packs/{place.pack}")
    sys.stdout.buffer.write(store.raw_bytes(document))


@app.command()
def status(
    home: HomeOption = None,
    max_age: Annotated[float | None, typer.Option(min=0, metavar="HOURS", help="Not healthy where the last good run ended longer ago.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Last runs, freshness, row counts, failed checks, what waits in quarantine; exits 0 where all is well, 1 where it is not."""
    from flows.commands.status import status_of, status_text
    from flows.operations.terminal_text import json_text

    settings, wrong = _settings_for_status(home)
    found = status_of(settings, max_age, wrong, _unreachable(settings.home))
    typer.echo(json_text(found) if as_json else status_text(found))
    if not found["healthy"]:
        raise typer.Exit(1)


def _unreachable(home: Path) -> str:
    """Why the store in which the home is cannot be asked, or nothing; what this machine knows of it is told all the same."""
    from warehouse.remote.address import address_of

    if address_of(home) is None:
        return ""
    from warehouse.remote.errors import RemoteError

    try:
        _fetched(home, "RECORDS")
    except RemoteError as error:
        return str(error)
    return ""


def _settings_for_status(home: Path | None) -> tuple[Settings, str]:
    """The settings, and what is wrong with them: just then it is asked how things are."""
    from flows.settings.lenient import understood
    from flows.settings.origin import SettingsError

    try:
        return settings_of(home), ""
    except SettingsError as error:
        settings, _ = understood(home)
        _state["home"] = settings.home
        return settings, str(error)


@app.command()
def notify(
    test: Annotated[bool, typer.Option("--test", help="Send a test message to each address of the setting notify.")] = False,
    home: HomeOption = None,
) -> None:
    """Tries the addresses to which messages about failure, failed checks and recovery go."""
    settings = settings_of(home)
    if not test:
        raise UsageError("name --test: a message is sent to each address of the setting notify")
    if not settings.notify:
        raise UsageError("the setting notify names no address (see `parkhouse config --example`)")
    from flows.operations.messages import trial
    from flows.operations.notify import check_addresses, send

    check_addresses(settings.notify)
    failures = send(settings.notify, trial())
    for line in failures:
        typer.echo(f"parkhouse: {line}", err=True)
    typer.echo(f"{len(settings.notify) - len(failures)} of {len(settings.notify)} test messages sent")
    if failures:
        raise typer.Exit(1)


@app.command("second-reader")
def second_reader(
    test: Annotated[bool, typer.Option("--test", help="Ask about a sample page, and say what came of it and what it costs.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tries the language model that the settings name as second reader."""
    settings = settings_of(home)
    if not test:
        raise UsageError("name --test: one question about a sample page is asked")
    from flows.commands.second_reader import second_reader_command

    typer.echo(second_reader_command(settings.second_reader, as_json))


@app.command()
def config(
    home: HomeOption = None,
    as_json: JsonOption = False,
    as_example: Annotated[bool, typer.Option("--example", help="Print an example file with every setting instead.")] = False,
) -> None:
    """Shows the effective settings and where each comes from."""
    from flows.commands.config import config_of, config_text, example
    from flows.settings.model import load_with_origins

    found = load_with_origins(home=home)
    if as_example:
        typer.echo(example(), nl=False)
    else:
        typer.echo(json.dumps(config_of(*found), ensure_ascii=False) if as_json else config_text(*found))


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="A document.", exists=True, dir_okay=False)],
    published_on: Annotated[str | None, typer.Option(metavar="DATE", help="Its day of publication, where it carries none.")] = None,
) -> None:
    """Prints a document with each quantity and event marked, how it was read, and why others were left out."""
    from flows.commands.explain import explain_file

    settings = settings_of()
    options = settings.second_reader.options()
    from warehouse.layout import Home

    typer.echo(explain_file(file, _day(published_on), settings.max_document_bytes, (options.task(), Home(settings.home)) if options else None))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="The older warehouse.duckdb.")],
    new: Annotated[Path, typer.Argument(help="The newer one.")],
    documents: Annotated[bool, typer.Option("--documents", help="Document by document, every change of each.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Prints every change from one warehouse file to another, and why it came about."""
    from flows.commands.diff import diff_text, diff_warehouses, documents_text
    from flows.operations.terminal_text import printable

    changes = diff_warehouses(old, new)
    if as_json:
        typer.echo(json.dumps(changes, ensure_ascii=False, default=str))
    else:
        typer.echo(printable(documents_text(changes) if documents else diff_text(changes), keep="\n"))


@app.command()
def schedule(
    home: HomeOption = None,
    every: Annotated[float | None, typer.Option(min=1, metavar="SECONDS", help="Run so often instead of by the setting cron.", hidden=True)] = None,
) -> None:
    """Serves the pipeline on its schedule (settings cron and timezone) until stopped."""
    from flows.commands.run import failed_before
    from flows.commands.schedule import schedule_command
    from flows.settings.origin import SettingsError

    try:
        schedule_command(settings_of(home), every)
    except SettingsError as error:
        # Where the scheduler does not start, no run will ever say so.
        failed_before(home, error)
        raise


@app.command()
def serve(
    home: HomeOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen at (default 127.0.0.1: this machine alone).", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65_535, help="Port to listen at (default 9494).", show_default=False)] = None,
    token_file: Annotated[Path | None, typer.Option("--token-file", help="File whose only line is the token.", show_default=False)] = None,
    as_json: JsonOption = False,
) -> None:
    """Serves the published warehouse read-only to SQL clients on other machines, with a token, until stopped."""
    from flows.commands.serve import serve_command

    settings = settings_of(home, serve_host=host, serve_port=port)
    _fetched(settings.home)
    serve_command(settings, token_file, as_json)


@app.command()
def review(
    home: HomeOption = None,
    host: Annotated[str, typer.Option(help="Address to listen at (this machine alone, unless another is named).")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port to listen at; 0 for any free one.")] = 9595,
    who: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who decides (default: your login name); the page lets each reviewer name themselves.", show_default=False),
    ] = None,
    sample: Annotated[int, typer.Option(min=0, max=5_000, metavar="NUMBER", help="Shows so many facts drawn at random instead of what is in doubt.")] = 0,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    as_json: JsonOption = False,
) -> None:
    """A local page on which a person decides what is in doubt; decisions go to corrections.csv and parks.csv in the home directory."""
    from flows.commands.review import review_command

    root = _fetched(home_of(home), "RECORDS")
    review_command(root, host, port, who, sample, open_it, as_json)
    _send_decisions(root)


@app.command()
def evaluate(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """What share of the facts that people looked at each reader had right, by field, metric, confidence and source, with 95 % intervals."""
    from flows.commands.evaluate import evaluate_command

    typer.echo(evaluate_command(_fetched(home_of(home)), as_json))


@app.command()
def calibrate(
    home: HomeOption = None,
    reset: Annotated[bool, typer.Option("--reset", help="Goes back to the confidence that travels with the package.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Fits the confidence anew on the facts that people looked at and the project's own pages; the next run uses it."""
    from flows.commands.calibrate import calibrate_command

    root = _fetched(home_of(home), "RECORDS")
    typer.echo(calibrate_command(root, reset, as_json))
    _send_decisions(root)


def _send_decisions(home: Path) -> None:
    """Sends what was decided to the store, where the home is in one."""
    from warehouse.remote.reading import send_decisions

    if line := send_decisions(home):
        typer.echo(f"warning: {line}", err=True)


def _without_login(argument: str) -> str:
    """An argument as it may be logged."""
    from flows.steps.addresses import is_address, without_login

    return without_login(argument) if is_address(argument) else argument


def _log_error(error: BaseException) -> None:
    """Keeps the traceback in the home directory's log, where it can be found later."""
    import logging
    import traceback

    from flows.orchestration.home import put_aside

    try:
        home = _state["home"]
        if home is not None and home.is_dir():
            folder = home / "logs"
            folder.mkdir(exist_ok=True)
            put_aside(folder / "errors.log")
            with (folder / "errors.log").open("a", encoding="utf-8") as stream:
                stream.write(f"{dt.datetime.now(dt.UTC).isoformat()} {' '.join(map(_without_login, sys.argv[1:]))}\n")
                stream.write("".join(traceback.format_exception(error)) + "\n")
    except (OSError, ValueError):
        logging.getLogger(__name__).debug("the error log cannot be written", exc_info=True)


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line; exits 0 on success, 1 on failure, 2 on wrong usage."""
    given = sys.argv[1:] if arguments is None else arguments
    sys.exit(guarded(lambda: app(given, standalone_mode=False), lambda error: _refused(given, error)))


def _refused(arguments: list[str], error: Any) -> None:
    """What is left to do for a command whose usage was wrong."""
    from flows.commands.refused import is_run, record_refused

    if is_run(arguments):
        record_refused(arguments, error.format_message(), isinstance(error, typer.BadParameter))


def _of_output(error: BaseException) -> bool:
    """Whether an error came up while text was printed: files of the home directory have names, and are written elsewhere."""
    if not isinstance(error, OSError) or error.filename is not None or error.__traceback__ is None:
        return False
    at = error.__traceback__
    while at.tb_next is not None:
        at = at.tb_next
    name = str(at.tb_frame.f_globals.get("__name__", ""))
    return name == __name__ or name.startswith(("click.", "typer.", "rich.", "flows.commands."))


def guarded(action: Callable[[], Any], refused: Callable[[Any], None] = lambda error: None) -> int:
    """Runs a command and turns what it raises into one clear line and an exit status; `refused` is given the error of wrong usage."""
    # A closed descriptor (`>&-`) leaves no stream at all; what is printed then goes nowhere.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open to the end of the process
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    try:
        status = _guarded(action, refused)
        sys.stdout.flush()
    except OSError as error:
        # What waits to be written would be tried again at exit, with a traceback.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # A reader that has seen enough (`| head`) is no error to tell of.
        if not isinstance(error, BrokenPipeError):
            with contextlib.suppress(OSError):
                typer.echo(f"parkhouse: standard output: {error.strerror}; what was printed is not complete", err=True)
        return 1
    return status


def _guarded(action: Callable[[], Any], refused: Callable[[Any], None]) -> int:
    try:
        status = action()
        return status if isinstance(status, int) else 0
    except typer.Exit as stop:
        return int(stop.exit_code)
    except _UsageRefused as error:
        error.show()
        try:
            refused(error)
        except Exception as other:  # noqa: BLE001
            # The usage is what was wrong; that it could not be recorded is told beside it.
            _told(other)
        return 2
    except (typer.Abort, KeyboardInterrupt):
        typer.echo("parkhouse: stopped", err=True)
        return 1
    except Exception as error:
        if _of_output(error):
            raise
        return _told(error)


_OF_USAGE = {"flows.settings.origin": "SettingsError", "flows.steps.sources": "SourceError", "warehouse.own_home": "ForeignHome"}
_FOR_THE_USER = {
    "flows.steps.outcome": "ChecksFailed", "warehouse.audit": "CheckError", "warehouse.connect": "WarehouseError",
    "warehouse.store": "StoreError", "warehouse.lock": "Busy", "warehouse.remote.errors": "RemoteError",
}  # fmt: skip
"""Errors whose message says all; named by their modules, of which only what was imported can have raised anything."""


def _is_one_of(error: Exception, names: dict[str, str]) -> bool:
    return any(isinstance(error, getattr(sys.modules[module], name)) for module, name in names.items() if module in sys.modules)


def _told(error: Exception) -> int:
    """Tells of an error in one line; returns the exit status."""
    from flows.operations.storage_errors import storage_problem
    from flows.operations.terminal_text import printable

    if isinstance(error, UsageError) or _is_one_of(error, _OF_USAGE):
        for line in str(error).splitlines() or [""]:
            typer.echo(f"parkhouse: {printable(line)}", err=True)
        return 2
    _log_error(error)
    problem = storage_problem(error, _state["home"])
    known = problem is not None or isinstance(error, (OSError, ValueError)) or _is_one_of(error, _FOR_THE_USER)
    line = printable(problem or next(iter(str(error).splitlines()), "") or type(error).__name__)
    typer.echo(f"parkhouse: {line}" if known else f"parkhouse: {type(error).__name__}: {line}", err=True)
    if _state["debug"]:
        import traceback

        traceback.print_exception(error)
    return 1


if __name__ == "__main__":
    main()
