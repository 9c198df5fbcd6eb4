"""The forms under which the press writes a park's name.

A name is a stem (湘潭) and a class (高新区). The register gives both; the press varies the class (高新技术产业开发区,
高新技术开发区, 国家高新区) and puts 市 or the province into the stem. Irregular names stand in seeds/parks.csv.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from transforms.names.classes import CLASSES, MINOR_CLASSES, SUFFIX, WORD_CLASS, split_name
from transforms.names.name_words import only_describes
from transforms.text.segmenter import word_class

__all__ = ["CLASSES", "MINOR_CLASSES", "SUFFIX", "WORD_CLASS", "all_forms", "area_names", "name_forms", "split_name"]


_TRADE_ZONE = ("自由贸易试验区", "自贸试验区", "自贸区")


def trade_area(key: str) -> tuple[str, str] | None:
    """Zone and area of the key of a free trade zone's area: 山东, 青岛片区; None for any other park."""
    zone, mark, area = key.partition("自贸区")
    return (zone, area) if mark and area.endswith("片区") else None


def _area_forms(zone: str, area: str) -> Iterator[str]:
    """The forms of a free trade zone's area that say what it is an area of: 山东自贸试验区青岛片区, 自贸区青岛片区, 青岛自贸片区."""
    for word in _TRADE_ZONE:
        yield from (lead + word + area for lead in (f"中国({zone})", zone, f"{zone}省", ""))
    if not area.endswith("新片区"):
        place = area.removesuffix("片区")
        yield from (place + word for word in CLASSES["自贸片区"])


def area_names(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The names of free trade zones' areas without their zone (青岛片区), with the park's key; what only describes (高端产业片区) is none."""
    names: dict[str, str] = {}
    for row in rows:
        if parts := trade_area(row["park_key"]):
            for name in (parts[1], *filter(None, row["aliases"].split("|"))):
                if not only_describes(name.removesuffix("片区")):
                    names.setdefault(name, row["park_key"])
    return names


def _stems(row: Mapping[str, str]) -> Iterator[str]:
    short, full = split_name(row["park_key"]), split_name(row["name"])
    bases = [parts.stem for parts in (short, full) if parts and parts.stem]
    province, city = row["province"], row["city"]
    if parts := split_name(row["park_key"]):
        if parts.class_name == "自贸区":
            yield f"中国({province})"
    for base in list(dict.fromkeys(bases)):
        base = base.removeprefix("中国(").removesuffix(")").removeprefix("中国（").removesuffix("）")
        yield base
        bare = base.removeprefix(province) or base
        if len(bare) >= 2:
            yield bare
        else:
            bare = base
        if city and bare.startswith(city) and len(bare) - len(city) >= 2:
            yield bare.removeprefix(city)
        for place in (bare.removeprefix(city) if city and bare != city else bare, bare):
            if len(place) < 2:
                continue
            if not place.endswith(("市", "县", "区", "州", "港", "新区")):
                yield place + "市"
                if place != city:
                    yield place + "县"
            if place == bare:
                for lead in (province, province + "省", city, city + "市"):
                    if lead and lead not in bare and lead not in ("省", "市"):
                        yield lead + place


def name_forms(row: Mapping[str, str]) -> list[str]:
    """Every form of a registered park's name, longest names not first; the canonical one included."""
    if area := trade_area(row["park_key"]):
        names = (area[1], *filter(None, row["aliases"].split("|")))
        return list(dict.fromkeys(form for name in names for form in _area_forms(area[0], name)))
    forms = [row["park_key"], row["name"], *filter(None, row["aliases"].split("|"))]
    parts = split_name(row["park_key"]) or split_name(row["name"])
    if parts and parts.stem and parts.class_name in CLASSES:
        for stem in dict.fromkeys(_stems(row)):
            forms += [stem + suffix for suffix in CLASSES[parts.class_name]]
            if (
                parts.class_name == "经开区"
                and (stem != row["province"] or stem == row["city"])
                and (stem == row["city"] or word_class(stem.removesuffix("市").removesuffix("县")) == "ns")
            ):
                # 昆山开发区: without more a city's 开发区 is its 经开区.
                forms.append(stem + "开发区")
            if parts.class_name == "经开区" and stem.endswith(("沿海", "临港", "空港", "滨海")):
                # 盘锦辽滨沿海经济区
                forms.append(stem + "经济区")
            if parts.class_name in ("经开区", "高新区") and not stem.endswith(("市", "县")):
                forms.append("国家级" + stem + parts.class_name)
    return list(dict.fromkeys(form for form in forms if len(form) >= 4 or form == row["park_key"]))


def all_forms(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Form to park key. A canonical name or alias beats a built form; a built form that fits two parks is dropped."""
    rows = list(rows)
    fixed = {row["park_key"]: row["park_key"] for row in rows}
    for row in rows:
        aliases = () if trade_area(row["park_key"]) else filter(None, row["aliases"].split("|"))
        for form in (row["name"], *aliases):
            fixed.setdefault(form, row["park_key"])
    built: dict[str, str | None] = {}
    for row in rows:
        for form in name_forms(row):
            if form in fixed:
                continue
            if form in built and built[form] != row["park_key"]:
                built[form] = None
            else:
                built[form] = row["park_key"]
    return fixed | {form: key for form, key in built.items() if key is not None}
