"""The load flow: a fresh warehouse, audited and published."""

from __future__ import annotations

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from flows.orchestration.open_sessions import session_of


@task(name="build-audit-publish", task_run_name="load", cache_policy=NO_CACHE, persist_result=False)
def build_audit_publish(run_key: str) -> None:
    """Builds, audits and publishes; a failed blocking check fails the task and the last good warehouse stays."""
    result = session_of(run_key).load()
    for check in result.checks:
        if not check.passed:
            get_run_logger().warning("check %s: %d rows", check.name, check.failing_rows)


@flow(name="parkhouse-load", flow_run_name="load", validate_parameters=False, persist_result=False)
def load_flow(run_key: str) -> None:
    """Publishes a new warehouse where anything has changed."""
    build_audit_publish(run_key)
