"""Settings of corpora: the table [corpora] of the settings file, PARKHOUSE_CORPORA_... in the environment."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from flows.settings.checks import comma_list
from flows.steps.corpora.options import DATE, MAX_BYTES, MAX_ROWS, SOURCE, TEXT, TITLE, CorpusOptions


def _check_names(names: list[str]) -> list[str]:
    """Names of fields, each once."""
    found = list(dict.fromkeys(name.strip() for name in names))
    if not all(found):
        raise ValueError("an empty name: give the names of fields, such as text")
    return found


Names = Annotated[list[str], BeforeValidator(comma_list), AfterValidator(_check_names)]


class Corpora(BaseModel):
    """How the rows of JSON lines, Parquet and CSV files are read."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)

    text: Names = Field(
        default_factory=lambda: list(TEXT), min_length=1, description="Fields of a row that may hold its text, as text or HTML; the first that holds any counts"
    )
    title: Names = Field(default_factory=lambda: list(TITLE), description="Fields that may hold its title")
    date: Names = Field(
        default_factory=lambda: list(DATE), description="Fields that may hold its day of publication: a date, or seconds or milliseconds since 1970"
    )
    source: Names = Field(default_factory=lambda: list(SOURCE), description="Fields that may hold its address or another source")
    max_rows: int = Field(MAX_ROWS, ge=1, description="Rows read of one file; those beyond are left and told")
    max_bytes: int = Field(MAX_BYTES, ge=1_000, description="Bytes read of one file, counted after decompression; those beyond are left and told")

    def options(self) -> CorpusOptions:
        """What a run is told."""
        return CorpusOptions(tuple(self.text), tuple(self.title), tuple(self.date), tuple(self.source), self.max_rows, self.max_bytes)
