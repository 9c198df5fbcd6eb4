"""Two runs over one home at the same moment: cron and a person at the terminal."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.support import SAMPLE, clean_environment, command, content, leftovers, run
from warehouse.layout import Home


def test_two_runs_at_once_both_end_well_or_say_so(home: Home, sample: Home, tmp_path: Path) -> None:
    """The second waits, or steps back with one clear line that names the first."""
    runs = [
        subprocess.Popen(
            command("run", "--direct", "--home", home.root, SAMPLE),
            cwd=tmp_path,
            env=clean_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    errors = [process.communicate()[1] for process in runs]
    ends = [process.returncode for process in runs]
    assert 0 in ends, errors
    assert all(end == 0 or ("another run" in error and error.count("\n") == 1) for end, error in zip(ends, errors, strict=True)), errors
    run(home, SAMPLE)
    assert content(home) == content(sample)
    assert leftovers(home) == []
