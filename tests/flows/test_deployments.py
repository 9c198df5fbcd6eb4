"""prefect.yaml fits the flow that it deploys and the commands that the documents name."""

from __future__ import annotations

import importlib
import inspect
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from flows.commands.schedule import offer_page
from flows.schedule.server import OwnServer
from flows.settings.model import Settings
from tests.support import REPOSITORY
from warehouse.layout import Home

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


def test_the_image_takes_in_no_data_and_no_secret_and_the_service_may_write_what_the_documents_name() -> None:
    ignored = (REPOSITORY / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".venv", "data", "*.token", "parkhouse.toml", ".git"} <= set(ignored)
    service = (REPOSITORY / "deploy" / "parkhouse.service").read_text(encoding="utf-8")
    [writable] = [line for line in service.splitlines() if line.startswith("ReadWritePaths=")]
    example = (REPOSITORY / "parkhouse.example.toml").read_text(encoding="utf-8")
    [metrics] = [line.split('"')[1] for line in example.splitlines() if line.startswith("# metrics_file = ")]
    assert f"-{metrics.rpartition('/')[0]}" in writable.split()


def test_prefects_page_is_offered_with_its_login_kept_to_the_owner(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    home.create()
    server = OwnServer(home.logs / "server.log", home.root / "prefect" / "ui")
    assert server.environment()["PREFECT_UI_ENABLED"] == "1"
    offer_page(server, home)
    said = capsys.readouterr().out
    login = home.state / "prefect.login"
    assert server.address in said
    assert str(login) in said
    assert server.password not in said
    assert (login.read_text(encoding="utf-8").strip(), login.stat().st_mode & 0o777) == (server.password, 0o600)
