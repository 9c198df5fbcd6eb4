"""The page: templates, style and scripts of `page/` put together into one file."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from warehouse.report.labels import column_label, label, labels_of, table_label
from warehouse.report.runs import beijing, duration
from warehouse.report.safe import script_json, visible

STYLES = ("tokens.css", "base.css", "verdict.css", "tables.css", "coverage.css", "parks.css", "print.css")
SCRIPTS = ("core.js", "tables.js", "evidence.js", "charts.js", "parks.js", "start.js")


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
    environment.filters |= {"n": _count, "beijing": beijing, "both": both, "duration": lambda s: both(duration(s))}
    environment.globals |= {
        "t": lambda zh, en: both((zh, en)), "label": lambda kind, value: both(label(kind, value)), "column": lambda name: both(column_label(name)),
        "table_name": lambda name: both(table_label(name)), "percent": _percent,
    }  # fmt: skip
    return environment


def _policy(scripts: Iterable[str]) -> str:
    """A content security policy: nothing may be fetched, and no script runs but the ones that we wrote ourselves."""
    digests = [base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def render(data: dict[str, Any], cache: Path | None = None) -> str:
    """The page. Everything from documents is escaped; `cache` is a folder that may keep the chart library's script."""
    # Only a report draws charts; the other commands need not wait for the libraries.
    from warehouse.report.charts import chart_library, history_spec, trend_spec

    library = chart_library(cache)
    script = "(function () {\n'use strict';\n" + "\n".join(_asset(name) for name in SCRIPTS) + "\n})();"
    labels = {kind: labels_of(kind) for kind in ("status", "measure", "qualifier", "run_status", "outcome")}
    charts = {"few": trend_spec(few=True), "many": trend_spec(few=False), "history": history_spec(), "runs": data["history"], "labels": labels}
    # Our own files, and JSON that is made safe for its element, stand in the page as they are.
    raw = {
        "library": library, "script": script, "style": "\n".join(_asset(name) for name in STYLES), "charts_json": script_json(charts),
        "parks_json": data["parks"]["json"],
    }  # fmt: skip
    trusted = {name: Markup(text) for name, text in raw.items()}  # noqa: S704
    return _environment().get_template("report.html").render(**data, **trusted, policy=_policy((library, script)))
