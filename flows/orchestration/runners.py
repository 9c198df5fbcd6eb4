"""Where the tasks that read documents are carried out, by the settings."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

from flows.steps.options import RunOptions
from warehouse.layout import Home

Runner = TaskRunner[Any]
_DIED = frozenset({"BrokenProcessPool", "KilledWorker", "WorkerCrashedError", "NodeDiedError", "LocalRayletDiedError", "CommClosedError"})
"""What the pools and clusters raise where a process did not live to the end of a task."""


class NoRunner(ValueError):
    """A runner that is not installed; the message names what to install."""


def task_runner(options: RunOptions, home: Home) -> Runner:
    """The task runner that the settings name.

    `threads`: threads of this process, which hand the reading to processes of the run's own where there is more than one worker;
    `processes`: Prefect's own pool; `dask`, `ray`: the cluster at the address, or one brought up for the run on this machine.
    Raises NoRunner where what it needs is not installed.
    """
    count, address = options.workers, options.runner_address or None
    if options.runner == "processes":
        return ProcessPoolTaskRunner(max_workers=count)
    if options.runner == "dask":
        local = {"n_workers": count, "threads_per_worker": 1, "dashboard_address": None, "local_directory": str(home.build / "scratch")}
        found: Runner = _installed("dask").DaskTaskRunner(address=address, cluster_kwargs=None if address else local)
        return found
    if options.runner == "ray":
        alone = None if address else {"num_cpus": count, "include_dashboard": False, "log_to_driver": False}
        found = _installed("ray").RayTaskRunner(address=address, init_kwargs=alone)
        return found
    return ThreadPoolTaskRunner(max_workers=count)


def _installed(name: str) -> Any:
    try:
        return import_module(f"prefect_{name}")
    except ImportError as error:
        raise NoRunner(f"runner = {name!r}: {error.name or error} is not installed; pip install 'parkhouse[{name}]'") from None


def has_died(error: BaseException) -> bool:
    """Whether an error says that a reading process was killed."""
    return any(kind.__name__ in _DIED for kind in type(error).__mro__)
