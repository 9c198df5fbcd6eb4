"""The two checks that follow from the table descriptions: keys that stand once, references that lead somewhere.

python -m schemas.reference_checks     # writes them into sql/checks/
"""

from __future__ import annotations

from pathlib import Path

from schemas.tables import tables


def unique_keys_sql() -> str:
    """sql/checks/unique_keys.sql."""
    parts = []
    for table in tables().values():
        key = " || chr(31) || ".join(f"CAST({name} AS VARCHAR)" for name in table.key)
        parts.append(f"SELECT '{table.name}' AS table_name, {key} AS key, count(*) AS copies FROM {table.name} GROUP BY ALL HAVING count(*) > 1")
    return "-- severity: block\n-- by: key\n-- en: No key stands twice in its table\n-- zh: 各表的键不重复\n" + "\nUNION ALL\n".join(parts) + "\n"


def references_sql() -> str:
    """sql/checks/references.sql."""
    parts = []
    for table in tables().values():
        for column in table.columns:
            if not column.references:
                continue
            target = tables()[column.references]
            key = target.key[0]
            # A figure and its article are of one document, and proven with it; the first report of a happening may be of another.
            is_own = column.name == key and "document_key" in table.names and "document_key" in target.names
            mine, there = ("is_unproven(document_key) AND ", " WHERE is_unproven(document_key)") if is_own else ("", "")
            parts.append(
                f"SELECT '{table.name}.{column.name}' AS reference, CAST({column.name} AS VARCHAR) AS missing, count(*) AS rows FROM {table.name}\n"
                f"WHERE {mine}{column.name} IS NOT NULL AND {column.name} NOT IN (SELECT {key} FROM {column.references}{there}) GROUP BY ALL"
            )
    return "-- severity: block\n-- en: Every reference leads to a row\n-- zh: 每个引用都有对应的行\n" + "\nUNION ALL\n".join(parts) + "\n"


if __name__ == "__main__":
    folder = Path(__file__).resolve().parents[1] / "sql" / "checks"
    (folder / "unique_keys.sql").write_text(unique_keys_sql(), encoding="utf-8")
    (folder / "references.sql").write_text(references_sql(), encoding="utf-8")
