"""prefect.yaml fits the flow that it deploys and the commands that the documents name."""

from __future__ import annotations

import importlib
import inspect
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from flows.settings.model import Settings
from tests.support import REPOSITORY

DEPLOYMENTS = yaml.safe_load((REPOSITORY / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_a_deployment_fits_the_flow_and_the_documents(deployment: dict[str, Any]) -> None:
    path, _, name = str(deployment["entrypoint"]).partition(":")
    flow = getattr(importlib.import_module(path.removesuffix(".py").replace("/", ".")), name)
    inspect.signature(flow.fn).bind(**deployment["parameters"])
    [schedule] = deployment["schedules"]
    assert (schedule["cron"], schedule["timezone"]) == (Settings.model_fields["cron"].default, Settings.model_fields["timezone"].default)
    for page in ("operations.md", "operations.zh-CN.md"):
        assert f"prefect deploy --name {deployment['name']}\n" in (REPOSITORY / "docs" / page).read_text(encoding="utf-8")
