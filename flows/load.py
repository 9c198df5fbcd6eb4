"""The load flow: a fresh warehouse, audited and published."""

from __future__ import annotations

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from flows.steps.session import Run, RunResult


@task(name="build-audit-publish", task_run_name="load", cache_policy=NO_CACHE, persist_result=False)
def build_audit_publish(run: Run) -> RunResult:
    """Builds, audits and publishes; a failed blocking check fails the task and the last good warehouse stays."""
    result = run.load()
    for check in result.checks:
        if not check.passed:
            get_run_logger().warning("check %s: %d rows", check.name, check.failing_rows)
    return result


@flow(name="parkhouse-load", flow_run_name="load", validate_parameters=False, persist_result=False)
def load_flow(run: Run) -> RunResult:
    """Publishes a new warehouse where anything has changed."""
    return build_audit_publish(run)
