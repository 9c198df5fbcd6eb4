"""docs/data_dictionary*.md say what the warehouse says."""

from __future__ import annotations

import pytest

from schemas.tables import tables
from sql.read import sql_files
from tests.support import REPOSITORY
from warehouse.dictionary import FILES, dictionary


@pytest.mark.parametrize("language", FILES)
def test_the_dictionary_is_up_to_date(language: str) -> None:
    """Where it is not: python -m warehouse.dictionary."""
    assert (REPOSITORY / "docs" / FILES[language]).read_text(encoding="utf-8") == dictionary(language)


@pytest.mark.parametrize("language", FILES)
def test_every_table_view_and_column_is_in_it_with_a_meaning(language: str) -> None:
    text = dictionary(language)
    for table in tables().values():
        section = text.split(f"\n### {table.name}\n")[1].split("\n### ")[0]
        assert [name for name in table.names if f"\n| `{name}` | " not in section] == []
    for view in sql_files("views"):
        assert f"\n### {view.name}\n" in text
    assert "|  |\n| `" not in text.split("v_approval_reform")[-1], "no column of a view without a meaning"
