"""The user's own parks and names of parks, beside the register that travels with the package.

A process reads with the register that it was last given (`use_own_parks`): a run gives it to itself and to those who read for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from seeds.read import Row, seed_rows

ACTIONS = ("new", "alias", "none")
"""What a form is: a park of its own, another name of a park, the name of none."""


class OwnPark(NamedTuple):
    """One form of the user's register, and what it stands for."""

    form: str
    action: str
    park_key: str
    name: str = ""
    kind: str = ""
    level: str = ""
    province: str = ""
    city: str = ""


_own: tuple[OwnPark, ...] = ()


def use_own_parks(rows: Sequence[OwnPark]) -> None:
    """Makes this process read with the user's register."""
    global _own
    _own = tuple(rows)


def own_parks() -> tuple[OwnPark, ...]:
    """The user's register that this process reads with."""
    return _own


def park_rows(own: Sequence[OwnPark] | None = None) -> tuple[Row, ...]:
    """The register of the package with the user's parks and names in it."""
    own = own_parks() if own is None else own
    rows = seed_rows("parks.csv")
    if not own:
        return rows
    found = {row["park_key"]: dict(row) for row in rows}
    for park in own:
        if park.action == "new" and park.park_key not in found:
            aliases = park.form if park.form != park.park_key else ""
            found[park.park_key] = {
                "park_key": park.park_key, "name": park.name or park.park_key, "kind": park.kind or "园区", "level": park.level,
                "province": park.province, "city": park.city, "aliases": aliases,
            }  # fmt: skip
    for park in own:
        row: Mapping[str, str] | None = found.get(park.park_key) if park.action == "alias" else None
        if row is not None:
            others = [name for name in row["aliases"].split("|") if name and name != park.form]
            found[park.park_key] = {**row, "aliases": "|".join([*others, park.form])}
    return tuple(found.values())


def forms_of_none(own: Sequence[OwnPark] | None = None) -> frozenset[str]:
    """Forms that name no park."""
    return frozenset(park.form for park in (own_parks() if own is None else own) if park.action == "none")


def own_forms(own: Sequence[OwnPark] | None = None) -> dict[str, str]:
    """The park of each form that the user has given one."""
    return {park.form: park.park_key for park in (own_parks() if own is None else own) if park.action != "none"}
