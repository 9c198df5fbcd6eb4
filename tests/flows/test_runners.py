"""Whatever carries out the reading, the rows are the same."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path

import pytest

from flows.settings.model import load_settings
from tests.support import SAMPLE, clean_environment, content, parkhouse
from warehouse.layout import Home

pytestmark = pytest.mark.prefect


def read_by(runner: str, home: Home, prefect_server: dict[str, str], sources: Path = SAMPLE) -> subprocess.CompletedProcess[str]:
    environment = clean_environment(PARKHOUSE_RUNNER=runner, PARKHOUSE_WORKERS="2", PARKHOUSE_BATCH_SIZE="4", **prefect_server)
    return parkhouse("run", "--home", home.root, sources, cwd=home.root.parent, env=environment)


@pytest.mark.parametrize("runner", ["processes", "dask", "ray"])
def test_the_same_rows_under_every_runner(runner: str, home: Home, sample: Home, prefect_server: dict[str, str]) -> None:
    if runner in ("dask", "ray") and importlib.util.find_spec(f"prefect_{runner}") is None:
        pytest.skip(f"prefect-{runner} is not installed")
    done = read_by(runner, home, prefect_server)
    assert done.returncode == 0, done.stderr
    assert content(home) == content(sample)
    assert not list((home.state / "plans").glob("*"))


@pytest.mark.parametrize("runner", ["dask", "ray"])
def test_a_runner_that_is_not_installed_is_told_with_the_mend(runner: str, home: Home, prefect_server: dict[str, str]) -> None:
    if importlib.util.find_spec(f"prefect_{runner}") is not None:
        pytest.skip(f"prefect-{runner} is installed")
    done = read_by(runner, home, prefect_server)
    assert done.returncode == 1
    assert f"pip install 'parkhouse[{runner}]'" in done.stderr


def test_the_runner_may_stand_under_a_heading_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "parkhouse.toml"
    monkeypatch.setenv("PARKHOUSE_CONFIG", str(file))
    file.write_text('workers = 2\n\n[run]\nrunner = "dask"\nrunner_address = "tcp://scheduler:8786"\n', encoding="utf-8")
    settings = load_settings()
    assert (settings.workers, settings.runner, settings.runner_address) == (2, "dask", "tcp://scheduler:8786")
    file.write_text('runner = "ray"\n\n[run]\nrunner = "dask"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="stands there twice"):
        load_settings()
