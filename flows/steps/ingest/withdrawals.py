"""Documents that have vanished from a watched folder, told apart from a folder that is not there."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from flows.steps.addresses import is_address
from flows.steps.listing import Listing
from flows.steps.sources import SourceFile, path_text
from warehouse.ledger import collected
from warehouse.sightings import Sightings, file_of
from warehouse.store import Store


def sightings_of(store: Store, run_key: str, now: dt.datetime, catalogued: pl.Series) -> Sightings:
    """The present state of all places; documents of a home that has no records of places yet stand where the catalogue says.

    `catalogued` holds the hashes of the keys of all documents of the catalogue.
    """
    found = Sightings(store, run_key, now)
    if catalogued.is_in(found.standing().implode()).all():
        return found
    nowhere = collected(store.scan_catalogue().select("document_key", "source").filter(~pl.col("document_key").hash().is_in(found.standing().implode())))
    if len(nowhere):
        # Where something else stands now they have stood.
        stood = collected(store.scan_sightings().select("document_key").filter(pl.col("document_key").is_in(nowhere["document_key"].implode())))
        nowhere = nowhere.join(stood, on="document_key", how="anti").unique("document_key", keep="first", maintain_order=True)
    for key, source in nowhere.iter_rows():
        if os.path.isabs(source):
            found.remember(source, source, key)
    found.settle(written=False)
    return found


def withdraw_vanished(sources: Iterable[str], files: Sequence[SourceFile], sightings: Sightings, max_share: float, warnings: list[str]) -> int:
    """Marks the documents whose file is gone from a folder among the sources; returns how many.

    Only a file that the system says is not there counts. Where a folder holds no document at all (not mounted, emptied by
    a failed copy) or more than `max_share` of its documents are gone at once, nothing is marked and a warning says so.
    """
    of_disk = [file.place for file in files if file.web is None] if not isinstance(files, Listing) else []
    present = files.hashes["place"] if isinstance(files, Listing) else pl.Series(of_disk, dtype=pl.String).hash()
    if sightings.all_among(present):
        return 0
    done: list[Path] = []
    count = 0
    for source in sources:
        if is_address(source) or not Path(source).expanduser().is_dir():
            continue
        folder = Path(source).expanduser().resolve()
        known = sightings.under(path_text(folder))
        for other in done:
            known = known.filter(~pl.col("place").str.starts_with(path_text(other).rstrip("/") + "/"))
        done.append(folder)
        missing = known.with_columns(file_of().alias("file")).filter(~pl.col("file").hash().is_in(present.implode()))
        away = [file for file in missing["file"].unique().to_list() if _is_gone(file)]
        missing = missing.filter(pl.col("file").is_in(away))
        sightings.load(missing["place"].to_list())
        gone = [last for place in missing["place"].to_list() if (last := sightings.last(place))]
        for found in gone:
            if found.document_key is None:
                # It was never readable; with the file its refusal goes.
                sightings.withdrawn(found)
        gone = [found for found in gone if found.document_key]
        if not gone:
            continue
        total = known.filter(pl.col("document_key").is_not_null() & ~sightings.is_new(known["place"])).height
        head = path_text(folder).rstrip("/") + "/"
        if not (files.any_under(head) if isinstance(files, Listing) else any(place.startswith(head) for place in of_disk)):
            warnings.append(f"{source}: holds no document any more; its {total} known documents stay, for it may not be mounted")
            continue
        if len(gone) > max_share * total:
            warnings.append(
                f"{source}: {len(gone)} of {total} known documents are gone at once, so none counts as withdrawn; "
                "see that the folder is whole, or set withdraw_max_share higher for one run if it is meant"
            )
            continue
        for found in gone:
            sightings.withdrawn(found)
        count += len(gone)
    return count


def _is_gone(place: str) -> bool:
    try:
        os.lstat(place)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False
