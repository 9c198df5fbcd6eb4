"""Which documents are the present versions, which were replaced, which withdrawn: worked out from the sightings.

A document is current as long as any place still shows it. Where none does, it was replaced by what its last place showed
next, or withdrawn where that place shows nothing any more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

import duckdb
import polars as pl

from warehouse.ledger import collected
from warehouse.sightings import MISSING, REFUSED, SEEN, WITHDRAWN
from warehouse.store import Store

_SCHEMA: dict[str, pl.DataType] = {"document_key": pl.String(), "replaces": pl.String(), "replaced_by": pl.String(), "withdrawn_on": pl.Date()}


def versions(sightings: pl.DataFrame, documents: Collection[str] | pl.Series) -> pl.DataFrame:
    """The documents that replace another, were replaced or withdrawn; `documents` are those that count.

    A version that could not be read replaces nothing. The links hold together: A is replaced by B where B replaces A or
    another version, and following them always leads to a later sighting, never in a circle.
    """
    if not len(sightings):
        return pl.DataFrame(schema=_SCHEMA)
    day = pl.col("seen_at").dt.date()
    seen = (
        sightings.with_row_index("number")
        .filter(pl.col("document_key").is_in(_series(documents).implode()))
        .select("place", "document_key", "state", "run_key", "number", day.alias("day"))
        .with_columns(pl.col("document_key", "run_key", "number", "day").shift(-1).over("place").name.prefix("next_"))
    )
    last = seen.filter(pl.col("next_document_key").is_null())
    shown = last.filter(pl.col("state") != WITHDRAWN)
    # A document's disappearance from a place: when, and what came after it (null: nothing).
    followed = seen.filter(pl.col("next_document_key") != pl.col("document_key")).select(
        "document_key", pl.col("next_run_key").alias("run_key"), pl.col("next_number").alias("number"), next_key="next_document_key", day="next_day"
    )
    ended = last.filter(pl.col("state") == WITHDRAWN).select("document_key", "run_key", "number", pl.lit(None, pl.String).alias("next_key"), "day")
    past = (
        pl.concat([followed, ended])
        .sort("run_key", "number")
        .unique("document_key", keep="last", maintain_order=True)
        .join(shown, on="document_key", how="anti")
    )
    before = past.filter(pl.col("next_key").is_not_null()).sort("run_key", "number", "document_key").unique("next_key", keep="last", maintain_order=True)
    replaced = past.select("document_key", replaced_by="next_key", withdrawn_on=pl.when(pl.col("next_key").is_null()).then(pl.col("day")))
    replacing = before.select(document_key="next_key", replaces="document_key")
    return replaced.join(replacing, on="document_key", how="full", coalesce=True).select(list(_SCHEMA)).sort("document_key")


def _series(documents: Collection[str] | pl.Series) -> pl.Series:
    return documents if isinstance(documents, pl.Series) else pl.Series(list(documents), dtype=pl.String)


def hashed(sightings: pl.LazyFrame) -> pl.DataFrame:
    """The records as hashes, by which it is told which of them matter: read once for both questions below."""
    return collected(
        sightings.select(
            pl.col("place").hash(), pl.col("document_key").hash().alias("document"), pl.col("source").hash(),
            (pl.col("state") == WITHDRAWN).alias("gone"), pl.col("document_key").is_not_null().alias("is_one"),
        )
    )  # fmt: skip


def changed_places(sightings: pl.LazyFrame, known: pl.DataFrame | None = None) -> pl.DataFrame:
    """The records of places at which something has changed, and of the other places of their documents: all others tell of no version. `known`: see `hashed`."""
    known = hashed(sightings) if known is None else known
    moved = known.filter(pl.col("place").is_duplicated() | pl.col("gone"))
    return _at(sightings, (pl.col("place"), moved["place"]), (pl.col("document_key"), moved["document"]))


def _renamed_places(sightings: pl.LazyFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The records of all places of documents that were found under several names."""
    named = known.filter(pl.col("is_one") & pl.col("document").is_duplicated()).select("document", "source").unique()
    found = _at(sightings, (pl.col("document_key"), named.filter(pl.col("document").is_duplicated())["document"]))
    return _at(sightings, (pl.col("place"), found["place"].hash())) if len(found) else found


def _at(sightings: pl.LazyFrame, *wanted: tuple[pl.Expr, pl.Series]) -> pl.DataFrame:
    """The records of which one column or another has one of the hashes."""
    if not any(len(hashes) for _, hashes in wanted):
        return collected(sightings.head(0))
    return collected(sightings.filter(pl.any_horizontal(column.is_not_null() & column.hash().is_in(hashes.unique().implode()) for column, hashes in wanted)))


def standing_refusals(store: Store) -> pl.DataFrame:
    """The refusals of the ingest and load stages that still hold.

    Where a source has been read since it was refused, or was withdrawn, the refusal is history; of several of one source
    the latest counts.
    """
    frame = store.rejected().with_columns(pl.col("row").str.json_path_match("$.source").alias("source"))
    if not len(frame):
        return frame.drop("last_run", "source")
    sightings = store.scan_sightings()
    places = (
        _at(sightings, (pl.col("source"), frame["source"].drop_nulls().hash())).select("source", "place").unique("source", keep="last", maintain_order=True)
    )
    last = _at(sightings, (pl.col("place"), places["place"].hash())).unique("place", keep="last").select("place", "state")
    places = places.join(last, on="place")
    frame = frame.join(places, on="source", how="left", maintain_order="left")
    # Homes of earlier versions have no sightings: there a source that was taken in is refused no more.
    taken_in = collected(store.scan_catalogue().select("source").filter(pl.col("source").is_in(frame["source"].implode())))["source"].implode()
    unknown_place = pl.col("state").is_null() & ~(pl.col("document_key").is_null() & pl.col("source").is_in(taken_in))
    latest = pl.col("place").is_null() | (pl.col("last_run") == pl.col("last_run").max().over("place"))
    return frame.filter(pl.col("state").is_in([REFUSED, MISSING]) | unknown_place.fill_null(True)).filter(latest).drop("last_run", "source", "place", "state")


def renamed(sightings: pl.DataFrame) -> pl.DataFrame:
    """The documents that stood under several file names: the one that counts (the first as long as it stands there, else the last), and all.

    A document's file may be moved and moved back, so that its name is found anew each time.
    """
    files = sightings.filter(~pl.col("place").str.contains("://") & pl.col("document_key").is_not_null())
    last = files.unique("place", keep="last", maintain_order=True).filter(pl.col("state") == SEEN).select("place", "document_key")
    known = files.group_by("document_key", maintain_order=True).agg(pl.col("source").unique(maintain_order=True).alias("known"))
    standing = files.join(last, on=["place", "document_key"], how="semi", maintain_order="left").unique(
        ["place", "document_key"], keep="first", maintain_order=True
    )
    first = files.unique("document_key", keep="first", maintain_order=True).join(last, on=["place", "document_key"], how="semi")
    moved = standing.join(first, on="document_key", how="anti").unique("document_key", keep="last", maintain_order=True)
    now = pl.concat([first, moved]).select("document_key", now="source")
    several = known.filter(pl.col("known").list.len() > 1).join(now, on="document_key")
    return several.with_columns(pl.col("now").str.split("/").list.last().alias("file_name")).sort("document_key")


def _rename(connection: duckdb.DuckDBPyConnection, store: Store, known: pl.DataFrame) -> None:
    """Gives renamed documents the name under which they are found now; a source that the document itself states stays."""
    connection.register("renamed_frame", renamed(_renamed_places(store.scan_sightings(), known)).to_arrow())
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE renamed AS "
        "SELECT d.document_key, r.file_name, CASE WHEN list_contains(r.known, d.source) THEN r.now ELSE d.source END AS source "
        "FROM document d JOIN renamed_frame r USING (document_key) WHERE d.file_name <> r.file_name OR d.source <> r.now"
    )
    connection.unregister("renamed_frame")
    connection.execute("UPDATE document SET file_name = r.file_name, source = r.source FROM renamed r WHERE document.document_key = r.document_key")
    connection.execute("INSERT INTO restated_document SELECT document_key FROM renamed")


def link_versions(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Fills `replaces`, `replaced_by` and `withdrawn_on` of the built documents, empties them where nothing holds any more, and names renamed files anew.

    Leaves the keys of the documents that it has touched in the temporary table `restated_document`.
    """
    known = hashed(store.scan_sightings())
    seen = changed_places(store.scan_sightings(), known)
    connection.register("seen_frame", seen.select("document_key").unique().to_arrow())
    built = connection.execute("SELECT document_key FROM document SEMI JOIN seen_frame USING (document_key)").pl()["document_key"]
    connection.unregister("seen_frame")
    connection.register("version_frame", versions(seen, built).to_arrow())
    names = ("replaces", "replaced_by", "withdrawn_on")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE restated AS "
        "SELECT d.document_key, v.replaces, v.replaced_by, v.withdrawn_on FROM document d LEFT JOIN version_frame v USING (document_key) "
        f"WHERE {' OR '.join(f'd.{name} IS DISTINCT FROM v.{name}' for name in names)}"
    )
    connection.unregister("version_frame")
    connection.execute(f"UPDATE document SET {', '.join(f'{name} = v.{name}' for name in names)} FROM restated v WHERE document.document_key = v.document_key")
    connection.execute("CREATE OR REPLACE TEMP TABLE restated_document AS SELECT document_key FROM restated")
    _rename(connection, store, known)


def versions_mark(store: Store) -> str:
    """A hash of what the sightings say, for a run to know whether anything has changed."""
    known = hashed(store.scan_sightings())
    found = versions(changed_places(store.scan_sightings(), known), store.extractions()["document_key"])
    refused = sorted(standing_refusals(store)["rejected_key"].to_list())
    names = renamed(_renamed_places(store.scan_sightings(), known))
    return hashlib.sha256(repr((found.rows(), refused, names.rows())).encode()).hexdigest()
