"""`parkhouse evaluate`: how often each reader was right, by the facts that people have looked at."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from flows.operations.terminal_text import json_text, printable
from warehouse.connect import opened, published
from warehouse.evaluate import Share, evaluate, headline
from warehouse.layout import Home

NOTHING = "nothing is reviewed yet: decide some facts with `parkhouse review` (with --sample 200 for facts drawn at random), then run `parkhouse run`"
WORDS = {"all": "all", "sample": "at random", "field": "by field", "confidence": "by confidence", "metric": "by metric", "source": "by source"}


def evaluate_command(root: Path, as_json: bool) -> str:
    """The shares as a table or JSON. Raises WarehouseError where there is no warehouse."""
    with opened(published(Home(root).warehouse), read_only=True) as connection:
        shares = evaluate(connection)
    if as_json:
        return json_text(
            [asdict(share) | {"share": round(share.share, 4), "low": round(share.interval[0], 4), "high": round(share.interval[1], 4)} for share in shares]
        )
    return _table(shares) if shares else NOTHING


def _table(shares: list[Share]) -> str:
    table = Table("", "", "reader", "right", "of", "share", "95 %")
    for share in shares:
        low, high = share.interval
        table.add_row(WORDS[share.by], printable(share.of), share.reader, str(share.right), str(share.facts), f"{share.share:.1%}", f"{low:.1%} – {high:.1%}")
    console = Console(width=110)
    with console.capture() as capture:
        console.print(table)
    first = headline(shares)
    lines = [capture.get().rstrip()]
    if first is not None:
        drawn = "facts drawn at random" if first.by == "sample" else "facts that were looked at (mostly doubtful ones: for a fair share review with --sample)"
        lines.append(f"verified on your papers: the rules had {first.right} of {first.facts} {drawn} right, {first.interval[0]:.1%} to {first.interval[1]:.1%}")
    return "\n".join(lines)
