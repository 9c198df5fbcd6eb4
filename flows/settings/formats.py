"""Settings of documents that are no text: the table [formats] of the settings file, PARKHOUSE_FORMATS_... in the environment."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from transforms.formats.limits import LIMITS, FormatLimits


class Formats(BaseModel):
    """What one document that is no text may take; above it is refused."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)

    seconds: float = Field(LIMITS.seconds, gt=0, le=86_400, allow_inf_nan=False, description="Seconds that reading one document may take")
    memory_mb: int = Field(
        LIMITS.memory_mb, ge=256, le=1_000_000, description="Megabytes of memory that reading one document may take, where the system can limit it"
    )
    pages: int = Field(LIMITS.pages, ge=1, le=1_000_000, description="Pages of a PDF")
    cells: int = Field(LIMITS.cells, ge=1, le=100_000_000, description="Cells of a workbook or table")
    unpacked_bytes: int = Field(LIMITS.unpacked_bytes, ge=1_000, description="Bytes of an archive or Office file once unpacked")
    members: int = Field(LIMITS.members, ge=1, le=1_000_000, description="Files in one archive, those of archives within it among them")
    nesting: int = Field(LIMITS.nesting, ge=0, le=20, description="How deep archives may lie within one another")
    ratio: int = Field(LIMITS.ratio, ge=10, le=100_000, description="How many times larger a file in an archive may be than packed")

    def limits(self) -> FormatLimits:
        """What a run is told."""
        return FormatLimits(
            memory_mb=self.memory_mb, seconds=self.seconds, pages=self.pages, cells=self.cells, unpacked_bytes=self.unpacked_bytes, members=self.members,
            nesting=self.nesting, ratio=self.ratio,
        )  # fmt: skip
