"""Writes seeds/expected_rows.csv from what the sample corpus gives now: run it after a change of rules, and read the diff.

python -m tests.tools.expected_rows
"""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from tests.support import REPOSITORY, SAMPLE, run, select
from warehouse.layout import Home

HEAD = ("document_key", "file_name", "observations", "events", "leftovers")
COUNTS = """
    SELECT document_key, file_name,
        (SELECT count(*) FROM observation o WHERE o.document_key = d.document_key),
        (SELECT count(*) FROM event e WHERE e.document_key = d.document_key),
        (SELECT count(*) FROM leftover l WHERE l.document_key = d.document_key)
    FROM document d
    ORDER BY file_name
"""


def expected_rows(home: Home) -> str:
    """The seed's text for the documents of a published warehouse."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(select(home, COUNTS))
    return out.getvalue()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = Home(Path(folder) / "home")
        run(made, SAMPLE)
        (REPOSITORY / "seeds" / "expected_rows.csv").write_text(expected_rows(made), encoding="utf-8")
