"""The pipeline flow around the three stages."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.artifacts import create_markdown_artifact

from flows.extract import extract
from flows.ingest import ingest_flow
from flows.load import load_flow
from flows.orchestration.open_sessions import held, session_of
from flows.steps.direct import run_direct
from flows.steps.options import Progress, RunOptions
from flows.steps.outcome import ChecksFailed, RunResult
from flows.steps.session import Session
from warehouse.layout import Home


def _run_name() -> str:
    from prefect.runtime import flow_run

    return f"pipeline {flow_run.parameters.get('label', '')}".strip()


@flow(name="parkhouse", flow_run_name=_run_name, validate_parameters=False, persist_result=False)
def pipeline_flow(run_key: str, label: str) -> None:
    """Ingest, extract, load."""
    session = session_of(run_key)
    try:
        ingest_flow(run_key)
        extract(run_key)
        load_flow(run_key)
    except BaseException as error:
        session.fail(error)
        create_markdown_artifact(_failure(run_key, error), key="parkhouse-run", description="Failed run")
        raise
    create_markdown_artifact(_summary(session.result), key="parkhouse-run", description=f"Run {session.result.status}")


def _table(rows: dict[str, Any]) -> str:
    lines = ["| | |", "| --- | --- |", *(f"| {key} | {value} |" for key, value in rows.items())]
    return "\n".join(lines)


def _summary(result: RunResult) -> str:
    values = result.as_dict()
    counts = values.pop("rows")
    return f"# Run {result.run_key}\n\n{_table(values)}\n\n## Rows\n\n{_table(counts)}\n"


def _failure(run_key: str, error: BaseException) -> str:
    text = f"# Run {run_key} failed\n\n{type(error).__name__}: {str(error)[:2000]}\n"
    if isinstance(error, ChecksFailed):
        text += "\n".join(f"- `{check.name}`: {check.failing_rows} rows" for check in error.failed)
    return text


def run_with_prefect(home: Home, options: RunOptions, label: str, progress: Progress) -> RunResult:
    """The pipeline as a Prefect flow run; raises what the run raises. A dry run needs no history and goes without Prefect."""
    if options.dry_run:
        return run_direct(home, options, progress)
    session = Session(home, options, progress)
    try:
        with held(session) as run_key:
            pipeline_flow(run_key, label)
    except BaseException as error:
        # The flow records what goes wrong inside it; a server that does not start or goes away leaves that to us.
        if not session.ended:
            session.fail(error)
        raise
    finally:
        session.lock.release()
    return session.result
