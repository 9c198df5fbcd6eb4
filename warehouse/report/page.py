"""The page: templates, style and scripts of `page/` put together into one file."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterable
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup, escape

from warehouse.report.labels import column_label, label, labels_of, table_label
from warehouse.report.runs import beijing, duration
from warehouse.report.safe import script_json, visible

STYLES = ("tokens.css", "base.css", "verdict.css", "tables.css", "coverage.css", "parks.css", "views.css", "print.css")
SCRIPTS = (
    "core.js", "csv.js", "tables.js", "evidence.js", "values.js", "charts.js", "ranking.js", "park.js", "told.js", "compare.js", "regions.js", "start.js"
)  # fmt: skip


@functools.cache
def _asset(name: str) -> str:
    return resources.files("warehouse.report").joinpath("page", name).read_text(encoding="utf-8")


def both(words: Iterable[str]) -> Markup:
    """A word in both languages, of which the style shows one."""
    zh, en = (escape(visible(str(word))) for word in words)
    return Markup('<span class="zh" lang="zh-CN">{}</span><span class="en" lang="en">{}</span>').format(zh, en)


def _count(value: object) -> str:
    """A whole number with its thousands set apart; a dash for none."""
    return f"{value:,}" if isinstance(value, int) else "–" if value is None else str(value)


def _percent(part: float, whole: float) -> str:
    """A share; one that is not nothing never reads as nothing, nor an incomplete one as the whole."""
    if not whole:
        return "–"
    share = 100 * part / whole
    if 0 < share < 0.1:
        return "<0.1%"
    if 99.9 < share < 100:
        return ">99.9%"
    return f"{share:.1f}".rstrip("0").rstrip(".") + "%"


def _shown(value: Any) -> Any:
    """Every printed value passes here: None is empty, text from documents hides nothing."""
    if value is None:
        return ""
    return value if isinstance(value, (Markup, int, float)) else visible(str(value))


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("warehouse.report", "page"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "n": _count,
        "beijing": beijing,
        "both": both,
        "duration": lambda s: both(duration(s)),
        "zip_kinds": lambda counts: [(n, f"s-left s{i % 2}") for i, n in enumerate(counts)],
    }
    environment.globals |= {
        "t": lambda zh, en: both((zh, en)), "label": lambda kind, value: both(label(kind, value)), "column": lambda name: both(column_label(name)),
        "table_name": lambda name: both(table_label(name)), "percent": _percent,
    }  # fmt: skip
    return environment


def prepare() -> None:
    """Makes the templates ready, which takes a good part of the time that a page takes."""
    environment = _environment()
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


def _policy(script: str, style: str) -> str:
    """A content security policy: nothing may be fetched, no script or style counts but the ones that we wrote ourselves, no text becomes markup."""

    def digest(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode() + "'"

    return (
        f"default-src 'none'; script-src {digest(script)}; style-src {digest(style)}; img-src data:; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def render(data: dict[str, Any]) -> str:
    """The page. Everything from documents is escaped."""
    script = "(function () {\n'use strict';\n" + "\n".join(_asset(name) for name in SCRIPTS) + "\n})();"
    style = "\n" + "\n".join(_asset(name) for name in STYLES)
    kinds = ("status", "measure", "qualifier", "run_status", "outcome", "period_kind", "reader")
    words = {"labels": {kind: labels_of(kind) for kind in kinds}, "runs": data["history"]}
    # Our own files, and JSON that is made safe for its element, stand in the page as they are.
    raw = {"script": script, "style": style, "words_json": script_json(words), "parks_json": data["parks"]["json"]}
    trusted = {name: Markup(text) for name, text in raw.items()}  # noqa: S704
    return _environment().get_template("report.html").render(**data, **trusted, policy=_policy(script, style))
