"""The forms under which the press writes a park's name.

A name is a stem (湘潭) and a class (高新区). The register gives both; the press varies the class (高新技术产业开发区,
高新技术开发区, 国家高新区) and puts 市 or the province into the stem. Irregular names stand in seeds/parks.csv.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from transforms.text.segmenter import word_class

# Class by class, the words that name it; the first is the canonical short form.
CLASSES: dict[str, tuple[str, ...]] = {
    "经开区": ("经开区", "经济技术开发区", "经济开发区", "国家级经济技术开发区", "国家经济技术开发区", "国家级经开区", "国家经开区"),
    "高新区": ("高新区", "高新技术产业开发区", "高新技术开发区", "高新技术产业园区", "高新技术园区", "国家高新技术产业开发区",
            "国家高新区", "国家级高新区", "国家级高新技术产业开发区", "高新产业开发区", "高新技术工业园区", "新技术产业开发区", "高新开发区", "高新园区", "高科技园区"),
    "综保区": ("综保区", "综合保税区"),
    "自贸区": ("自贸区", "自由贸易试验区", "自贸试验区"),
    "自贸片区": ("自贸片区", "自贸试验区片区", "自由贸易试验区片区"),
    "自创区": ("自创区", "国家自主创新示范区", "自主创新示范区"),
    "边合区": ("边合区", "边境经济合作区"),
    "保税区": ("保税区",),
    "保税港区": ("保税港区",),
    "新区": ("新区",),
    "新片区": ("新片区",),
    "台商投资区": ("台商投资区",),
    "旅游度假区": ("旅游度假区", "国家旅游度假区"),
    "示范区": ("示范区",),
    "工业集中区": ("工业集中区",),
    "产业集聚区": ("产业集聚区", "产业聚集区"),
    "产业集中区": ("产业集中区",),
    "投资区": ("投资区",),
    "临空经济区": ("临空经济区", "空港经济区", "临港经济区", "航空经济区"),
    "合作区": ("合作区",),
    "试验区": ("试验区",),
    "实验区": ("实验区",),
    "开发区": ("开发区",),
    "出口加工区": ("出口加工区",),
    "物流园区": ("保税物流园区",),
}  # fmt: skip
# Parks of these classes stand inside others as often as for themselves.
MINOR_CLASSES: dict[str, tuple[str, ...]] = {
    "产业园": ("产业园", "产业园区"),
    "工业园": ("工业园", "工业园区"),
    "工业区": ("工业区", "工业村", "工业小区"),
    "科技园": ("科技园", "科技园区"),
    "软件园": ("软件园", "软件园区"),
    "物流园": ("物流园", "物流园区"),
    "创业园": ("创业园", "创业园区"),
    "创新园": ("创新园", "创新园区"),
    "科学城": ("科学城",),
    "科技城": ("科技城",),
    "生态城": ("生态城",),
    "新城": ("新城",),
    "示范园": ("示范园", "示范园区"),
    "集聚区": ("集聚区", "聚集区"),
    "化工园": ("化工园",),
    "加工区": ("加工区",),
    "园区": ("园区",),
}
WORD_CLASS = {word: name for table in (CLASSES, MINOR_CLASSES) for name, words in table.items() for word in words}
SUFFIX = re.compile("|".join(sorted(WORD_CLASS, key=len, reverse=True)))
_SPLIT = re.compile(rf"^(?P<stem>.*?)(?P<suffix>{SUFFIX.pattern})$")


class NameParts(NamedTuple):
    """A park's name taken apart: 湘潭 + 高新区."""

    stem: str
    class_name: str


def split_name(name: str) -> NameParts | None:
    """Stem and class of a park's name; None where no class word ends it."""
    match = _SPLIT.match(name)
    return NameParts(match["stem"], WORD_CLASS[match["suffix"]]) if match else None


def _stems(row: Mapping[str, str]) -> Iterator[str]:
    short, full = split_name(row["park_key"]), split_name(row["name"])
    bases = [parts.stem for parts in (short, full) if parts and parts.stem]
    province, city = row["province"], row["city"]
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
    forms = [row["park_key"], row["name"], *filter(None, row["aliases"].split("|"))]
    parts = split_name(row["park_key"]) or split_name(row["name"])
    if parts and parts.stem and parts.class_name in CLASSES:
        for stem in dict.fromkeys(_stems(row)):
            forms += [stem + suffix for suffix in CLASSES[parts.class_name]]
            if (
                parts.class_name == "经开区"
                and stem != row["province"]
                and (stem == row["city"] or word_class(stem.removesuffix("市").removesuffix("县")) == "ns")
            ):
                # 昆山开发区: without more a city's 开发区 is its 经开区.
                forms.append(stem + "开发区")
            if parts.class_name in ("经开区", "高新区") and not stem.endswith(("市", "县")):
                forms.append("国家级" + stem + parts.class_name)
    return list(dict.fromkeys(form for form in forms if len(form) >= 4 or form == row["park_key"]))


def all_forms(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Form to park key. A canonical name or alias beats a built form; a built form that fits two parks is dropped."""
    rows = list(rows)
    fixed = {row["park_key"]: row["park_key"] for row in rows}
    for row in rows:
        for form in (row["name"], *filter(None, row["aliases"].split("|"))):
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
