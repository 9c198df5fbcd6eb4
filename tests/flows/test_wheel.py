"""The built wheel brings everything along and works far from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest

from tests.benchmarks.bench_extraction import COMPILED
from tests.support import REPOSITORY, SAMPLE, clean_environment

ROOMS = ("flows", "warehouse", "transforms", "schemas", "sql", "seeds")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built with what is installed; nothing is fetched."""
    folder = tmp_path_factory.mktemp("dist")
    arguments = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(REPOSITORY)]
    subprocess.run(arguments, cwd=folder, check=True, capture_output=True, env=clean_environment())
    (built,) = folder.glob("*.whl")
    return built


def test_data_files_travel_in_it(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for room in ROOMS:
        here = {
            path.relative_to(REPOSITORY).as_posix()
            for path in (REPOSITORY / room).rglob("*")
            if path.is_file() and path.suffix != ".pyc" and path.name != ".DS_Store"
        }
        assert here - inside == set(), room
    assert not [name for name in inside if name.split("/")[0] not in ROOMS and ".dist-info/" not in name], "nothing else does"


def test_it_runs_far_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", "--target", str(site), str(wheel)]
    subprocess.run(pip, cwd=tmp_path, check=True, env=clean_environment())
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = clean_environment(PYTHONPATH=str(site))

    where = subprocess.run(
        [sys.executable, "-c", "; ".join(f"import {room}; print({room}.__file__)" for room in ROOMS)],
        cwd=elsewhere, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert [os.path.commonpath([site, line]) for line in where.stdout.split()] == [str(site)] * len(ROOMS), "the test's own ground: the wheel is what runs"

    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "run", "--direct", "--json", str(site / "seeds" / "sample")],
        cwd=elsewhere,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert (result["status"], result["documents_failed"]) == ("published", 0)
    assert Path(result["report"]).is_file()
    connection = duckdb.connect(str(elsewhere / "data" / "warehouse.duckdb"), read_only=True)
    assert connection.execute("SELECT count(*) > 0 FROM v_observation").fetchall() == [(True,)]
    connection.close()


def _compiled_here() -> bool:
    """Whether `make bench` has compiled the reader from the very sources that stand here."""

    def same(path: Path) -> bool:
        compiled = COMPILED / path.relative_to(REPOSITORY)
        return compiled.is_file() and compiled.read_bytes() == path.read_bytes()

    return all(same(path) for path in (REPOSITORY / "transforms").rglob("*.py"))


@pytest.mark.skipif(not _compiled_here(), reason="the reader is not compiled from these sources (`make bench` compiles it)")
def test_the_compiled_reader_reads_the_same_facts() -> None:
    def facts(**paths: str) -> list[str]:
        command = [sys.executable, "-P", "-m", "tests.benchmarks.bench_extraction", "--facts", str(SAMPLE)]
        return subprocess.run(command, env=clean_environment(**paths), check=True, capture_output=True, text=True).stdout.split()

    compiled, plain = facts(PYTHONPATH=str(COMPILED)), facts()
    assert (compiled[0], plain[0]) == ("False", "True"), "the test's own ground: one of the two is compiled"
    assert compiled[1] == plain[1]


def test_the_whole_reader_can_be_translated_for_the_compiler(tmp_path: Path) -> None:
    """All but the C compiler's own part of `make wheel`, which takes minutes: what mypyc cannot translate ends it here."""
    modules = [str(path.relative_to(REPOSITORY)) for path in (REPOSITORY / "transforms").rglob("*.py") if path.name != "__init__.py"]
    translate = "import sys; from mypyc.build import mypycify; print(len(mypycify(sys.argv[2:], multi_file=True, target_dir=sys.argv[1])))"
    arguments = [sys.executable, "-c", translate, str(tmp_path), "--ignore-missing-imports", *modules]
    done = subprocess.run(arguments, cwd=REPOSITORY, check=False, capture_output=True, text=True, env=clean_environment())
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert int(done.stdout.split()[-1]) >= len(modules)
