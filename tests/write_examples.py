"""The answers of examples/*.sql on the sample corpus: `python -m tests.write_examples` writes them again."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from flows.commands.query import query_command
from tests.support import REPOSITORY, SAMPLE, run
from warehouse.layout import Home

EXAMPLES = REPOSITORY / "examples"


def answer(home: Home, question: Path) -> str:
    """The answer of an example, as CSV."""
    return query_command(home.root, question.read_text(encoding="utf-8"), "csv")


def main() -> int:
    """Writes all answers."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        run(home, SAMPLE)
        for question in sorted(EXAMPLES.glob("*.sql")):
            question.with_suffix(".csv").write_text(answer(home, question), encoding="utf-8", newline="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
