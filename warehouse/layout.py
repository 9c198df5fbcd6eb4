"""Where everything lives under the home directory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from warehouse.files import make_folder


@dataclass(slots=True, frozen=True)
class Home:
    """The home directory; `warehouse` and `reports` are public, the rest is private."""

    root: Path

    @property
    def warehouse(self) -> Path:
        """The published warehouse."""
        return self.root / "warehouse.duckdb"

    @property
    def reports(self) -> Path:
        """Data-quality reports."""
        return self.root / "reports"

    @property
    def raw(self) -> Path:
        """Documents as received, and the records of them."""
        return self.root / "raw"

    @property
    def packs(self) -> Path:
        """Bytes as received: tar files whose members are named by their SHA-256."""
        return self.root / "raw" / "packs"

    @property
    def raw_index(self) -> Path:
        """Where in the packs each document lies, as Parquet."""
        return self.root / "raw" / "index"

    @property
    def damaged(self) -> Path:
        """An empty file for each document whose bytes turned out not to be those received."""
        return self.root / "raw" / "damaged"

    @property
    def catalogue(self) -> Path:
        """What was taken in, as Parquet."""
        return self.root / "raw" / "catalogue"

    @property
    def sightings(self) -> Path:
        """Which document was seen at which place, as Parquet."""
        return self.root / "raw" / "sightings"

    @property
    def web(self) -> Path:
        """What is remembered of web addresses, one small file each."""
        return self.root / "state" / "web"

    @property
    def spool(self) -> Path:
        """Fetched pages until they are taken in."""
        return self.root / "state" / "spool"

    @property
    def quarantine(self) -> Path:
        """Documents that could not be read, until they can."""
        return self.root / "quarantine"

    @property
    def facts(self) -> Path:
        """What was read, as Parquet: facts/TABLE/PART.parquet."""
        return self.root / "facts"

    @property
    def operations(self) -> Path:
        """Runs and check results, as Parquet."""
        return self.root / "operations"

    @property
    def build(self) -> Path:
        """Warehouse files while they are being built."""
        return self.root / "build"

    @property
    def state(self) -> Path:
        """Small state files."""
        return self.root / "state"

    @property
    def logs(self) -> Path:
        """Log files."""
        return self.root / "logs"

    def create(self) -> None:
        """Makes the folders.

        Raises OSError with the folder's name where one cannot be made.
        """
        for folder in (self.raw, self.catalogue, self.facts, self.operations, self.build, self.state, self.logs, self.reports):
            make_folder(folder)
