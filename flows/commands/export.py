"""`parkhouse export`: tables and views of the published warehouse as files for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import duckdb

from flows.settings.model import Settings
from warehouse.connect import WarehouseError, opened, published
from warehouse.export import Exported, export
from warehouse.layout import Home


def export_command(settings: Settings, form: str, names: Sequence[str], out: Path, as_json: bool) -> str:
    """What was written, as text or JSON; all files show one published state.

    Raises ExportError for a wrong name, WarehouseError where the warehouse cannot be read.
    """
    where, limits = Home(settings.home), settings.limits()
    path = published(where.warehouse)
    try:
        # Sorting of large views may need room on disk.
        with opened(path, scratch=where.build / "scratch-export", read_only=True, memory=limits.memory) as connection:
            written = export(connection, form, names, out, limits)
    except duckdb.Error as error:
        raise WarehouseError(str(error).strip().splitlines()[0]) from None
    if as_json:
        return json.dumps([{"name": one.name, "file": str(one.path), "rows": one.rows} for one in written], ensure_ascii=False)
    return "\n".join(_line(one) for one in written)


def _line(one: Exported) -> str:
    return f"{one.rows:>9,} rows  {one.path}" + ("" if one.path.stem == one.name else f"  {one.name}")
