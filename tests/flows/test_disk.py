"""Full disks, limits and file systems that take no writing: one clear line, nothing lost, and the next run makes good."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.operations.storage_errors import storage_problem
from tests.flows.conftest import Command
from tests.support import SAMPLE, clean_environment, content, copied, leftovers, run
from warehouse.layout import Home

LIMITED = "import resource, sys\nn = int(sys.argv[1])\nresource.setrlimit(resource.RLIMIT_FSIZE, (n, n))\nfrom flows.cli import main\nmain(sys.argv[2:])"


def one_clear_line(err: str) -> bool:
    return err.startswith("parkhouse: ") and err.count("\n") == 1 and "Traceback" not in err


@pytest.fixture(scope="module")
def one_document(tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = Home(tmp_path_factory.mktemp("first") / "home")
    run(made, SAMPLE / "01_mixed_page.txt")
    return made


@pytest.mark.parametrize("limit", [3_000, 1_000_000])
def test_a_limit_on_files_stops_a_run_anywhere_and_the_next_makes_good(one_document: Home, sample: Home, tmp_path: Path, limit: int) -> None:
    """The limit strikes where a full disk strikes: while facts or the warehouse are written."""
    home = copied(one_document, tmp_path / "home")
    arguments = [sys.executable, "-c", LIMITED, str(limit), "run", "--direct", "--home", str(home.root), str(SAMPLE)]
    done = subprocess.run(arguments, cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert one_clear_line(done.stderr), done.stderr
    assert str(home.root) in done.stderr
    assert "larger than files may be" in done.stderr
    assert content(home) == content(one_document), "the published warehouse is whole"
    run(home, SAMPLE)
    assert content(home) == content(sample)
    assert leftovers(home) == []


@contextlib.contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("only root can mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path) -> Path:
    path = folder / "fill"
    with path.open("wb", buffering=0) as stream, contextlib.suppress(OSError):
        while stream.write(bytes(4096)):
            pass
    return path


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_and_one_mounted_read_only(cli: Command, one_document: Home, sample: Home, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "60m") as disk:
        home = copied(one_document, disk / "home")
        filling = fill(disk)
        for direct in (["--direct"], []):
            found = cli("run", *direct, "--home", home.root, SAMPLE)
            assert (found.status, found.out) == (1, "")
            assert found.err.splitlines()[-1].startswith("parkhouse: ")
            assert "no space left on the disk" in found.err
            assert str(home.root) in found.err
            assert "Traceback" not in found.err
        assert content(home) == content(one_document)
        filling.unlink()
        assert cli("run", "--direct", "--home", home.root, SAMPLE).status == 0
        assert content(home) == content(sample)
        assert leftovers(home) == []

        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        for arguments in (["run", "--direct", "--home", home.root, SAMPLE], ["report", "--home", home.root]):
            found = cli(*arguments)
            assert (found.status, found.out) == (1, "")
            assert one_clear_line(found.err)
            assert "mounted read-only" in found.err
            assert str(home.root) in found.err
        assert cli("status", "--home", home.root).status == 0, "what only reads goes on"
        assert cli("query", "--home", home.root, "SELECT count(*) FROM observation").status == 0


def test_what_only_looks_like_trouble_with_the_disk_is_not_taken_for_it(tmp_path: Path) -> None:
    """The words may come from a document."""
    assert storage_problem(ValueError("No space left on device"), tmp_path) is None
    assert storage_problem(OSError(errno.ECONNREFUSED, "Connection refused"), tmp_path) is None
    wrapped = RuntimeError("the writer failed")
    wrapped.__cause__ = duckdb.IOException('Could not write file "/x/y.duckdb": No space left on device')
    assert str(storage_problem(wrapped, tmp_path)).startswith("/x/y.duckdb: no space left")
    wrapped.__cause__.__cause__ = wrapped
    assert "Permission" not in str(storage_problem(PermissionError(errno.EACCES, "Permission denied", "/x"), tmp_path))
    assert storage_problem(RuntimeError("loop"), None) is None
