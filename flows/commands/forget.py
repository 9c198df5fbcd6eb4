"""`parkhouse forget`: takes documents out for good, and sees that they are not taken in again."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from flows.operations.attended import execute
from flows.settings.model import Settings
from flows.steps.addresses import AddressError, is_address, parsed
from flows.steps.direct import run_direct
from flows.steps.ingest.same_text import text_sha256
from flows.steps.options import RunOptions
from flows.steps.sources import SourceError, path_text
from flows.steps.web.memory import Memory
from warehouse.layout import Home
from warehouse.store import Store

_KEY = re.compile(r"[0-9a-fA-F]{64}")
SHOWN = 20


@dataclass(slots=True)
class Target:
    """What is meant: documents, and places from which nothing is to come any more."""

    keys: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


def find_target(home: Home, what: str) -> Target:
    """The documents and places that a key, a path, an address or a stated source means.

    Raises SourceError where nothing is known of it.
    """
    store = Store(home)
    catalogue, sightings = store.catalogue(), store.sightings()
    text = what.strip()
    if _KEY.fullmatch(text):
        key = text.lower()
        if key in set(catalogue["document_key"].to_list()) or _waits(home, key):
            return Target([key])
        raise SourceError(f"{key}: no such document here (table document, or what waits in quarantine)")
    places = _places(home, text)
    folders = [place for place in places if place.endswith("/")]
    at = pl.col("place").is_in(places)
    for folder in folders:
        at = at | pl.col("place").str.starts_with(folder)
    seen = sightings.filter(at)
    named = catalogue.filter((pl.col("source") == text) | (pl.col("header_source") == text) | pl.col("source").is_in(places))
    keys = sorted({*seen["document_key"].drop_nulls().to_list(), *named["document_key"].to_list()})
    known = {*seen["place"].to_list()}
    if not keys and not known:
        raise SourceError(f"{what}: nothing is known of it; name a document_key, a path, an address or a source as the table document shows it")
    return Target(keys, [place for place in places if place in known or (place in folders and any(one.startswith(place) for one in known))])


def _places(home: Home, text: str) -> list[str]:
    """The places that a path or an address may stand for: of a feed or sitemap the pages that it last listed."""
    if is_address(text):
        try:
            address = parsed(text).text
        except AddressError as error:
            raise SourceError(str(error)) from None
        memory = Memory(home.web)
        record = memory.get(address)
        below = [memory.get(link.address).place or link.address for link in record.links]
        return list(dict.fromkeys([address, *filter(None, [record.place]), *below]))
    path = path_text(Path(os.path.realpath(Path(text).expanduser())))
    return [path, path.rstrip("/") + "/"]


def _waits(home: Home, key: str) -> bool:
    return any(f'"{key}"' in path.read_text(encoding="utf-8", errors="replace") for path in home.quarantine.glob("*/*/refused.json"))


def rows_of(store: Store, target: Target, who: str, reason: str) -> list[dict[str, Any]]:
    """The lines that stay: one a document, one a place."""
    same = {"who": who, "reason": reason}
    rows = [{"document_key": key, "place": "", "text_sha256": _text_of(store, key), **same} for key in target.keys]
    return rows + [{"document_key": "", "place": place, "text_sha256": "", **same} for place in target.places]


def _text_of(store: Store, key: str) -> str:
    try:
        return text_sha256(store.raw_bytes(key))
    except (OSError, ValueError):
        return ""


def forget_command(settings: Settings, what: str, who: str, reason: str, *, only_show: bool, as_json: bool) -> str:
    """Takes out what is meant and publishes the warehouse without it; returns what came of it."""
    home = Home(settings.home.expanduser().resolve())
    if not home.catalogue.is_dir():
        raise SourceError(f"nothing at {home.root} yet")
    if not reason.strip():
        raise SourceError("--reason: say in a few words why; the line stays")
    target = find_target(home, what)
    shown = _names(home, target)
    if not only_show:
        options = RunOptions(
            [],
            [],
            forget=rows_of(Store(home), target, who.strip(), reason.strip()),
            rebuild=True,
            limits=settings.limits(),
            writable=settings.published_writable,
        )
        execute(settings, home, lambda: options, lambda one: run_direct(home, one))
    found = {"documents": target.keys, "places": target.places, "done": not only_show}
    if as_json:
        return json.dumps(found, ensure_ascii=False)
    head = f"{len(target.keys)} documents {'would be' if only_show else 'are'} taken out" + (
        f", {len(target.places)} places not read any more" if target.places else ""
    )
    return "\n".join([head + ("." if not shown else ":"), *shown])


def _names(home: Home, target: Target) -> list[str]:
    found = Store(home).catalogue().filter(pl.col("document_key").is_in(target.keys))
    lines = [f"  {key[:12]}  {source}" for key, source in found.select("document_key", "source").head(SHOWN).iter_rows()]
    return lines + ([f"  and {len(target.keys) - SHOWN} more"] if len(target.keys) > SHOWN else [])
