"""The pipeline flow around the three stages."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.artifacts import create_markdown_artifact

from flows.extract import extract_flow
from flows.ingest import ingest_flow
from flows.load import load_flow
from flows.steps.session import ChecksFailed, Progress, Run, RunOptions, RunResult
from warehouse.layout import Home


def _run_name() -> str:
    from prefect.runtime import flow_run

    return f"pipeline {flow_run.parameters.get('label', '')}".strip()


@flow(name="parkhouse", flow_run_name=_run_name, validate_parameters=False, persist_result=False)
def pipeline_flow(run: Run, label: str) -> RunResult:
    """Ingest, extract, load."""
    try:
        ingest_flow(run)
        extract_flow(run)
        result = load_flow(run)
    except BaseException as error:
        run.fail(error)
        create_markdown_artifact(_failure(run, error), key="parkhouse-run", description="Failed run")
        raise
    create_markdown_artifact(_summary(result), key="parkhouse-run", description=f"Run {result.status}")
    return result


def _table(rows: dict[str, Any]) -> str:
    lines = ["| | |", "| --- | --- |", *(f"| {key} | {value} |" for key, value in rows.items())]
    return "\n".join(lines)


def _summary(result: RunResult) -> str:
    values = result.as_dict()
    counts = values.pop("rows")
    return f"# Run {result.run_key}\n\n{_table(values)}\n\n## Rows\n\n{_table(counts)}\n"


def _failure(run: Run, error: BaseException) -> str:
    text = f"# Run {run.result.run_key} failed\n\n{type(error).__name__}: {str(error)[:2000]}\n"
    if isinstance(error, ChecksFailed):
        text += "\n".join(f"- `{check.name}`: {check.failing_rows} rows" for check in error.failed)
    return text


def run_with_prefect(home: Home, options: RunOptions, label: str, progress: Progress) -> RunResult:
    """The pipeline as a Prefect flow run; raises what the run raises."""
    return pipeline_flow(Run(home, options, progress), label)
