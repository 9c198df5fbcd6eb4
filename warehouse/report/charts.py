"""The charts: Vega-Lite specifications made by Altair, and the library's JavaScript, to be set into the page once.

Colours are CSS variables, which SVG takes as they are, so that light, dark and print need no second drawing.
"""

from __future__ import annotations

import functools
from importlib.metadata import version
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from warehouse.files import write_bytes

_EXPORT = "window.vegaEmbed=vegaEmbed;"
_STATUSES = ["actual", "forecast", "target"]
_OF_STATUS = ["var(--actual)", "var(--forecast)", "var(--target)"]
_RUN_STATUSES = ["published", "unchanged", "failed", "dry_run"]
_OF_RUN = ["var(--actual)", "var(--track)", "var(--bad)", "var(--forecast)"]
_FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"


def _config(chart: alt.TopLevelMixin) -> dict[str, Any]:
    axis = {
        "labelColor": "var(--muted)",
        "tickColor": "var(--line)",
        "domainColor": "var(--line)",
        "gridColor": "var(--grid)",
        "labelFont": _FONT,
        "labelFontSize": 11,
    }
    spec: dict[str, Any] = chart.to_dict()
    spec["config"] = {"background": None, "aria": False, "view": {"stroke": None}, "axis": axis, "text": {"font": _FONT}}
    spec.pop("$schema", None)
    return spec


def trend_spec(few: bool) -> dict[str, Any]:
    """An indicator over time: what happened as a line of filled dots, forecasts hollow, targets as diamonds, conflicts ringed.

    Values stand side by side in order of time, each above the name of its period, so that 2017年1—11月 and 2017年 do not
    coincide and no year-end stands above the next year; the page sets the scale's domain, with years that are missing. A few
    values are printed, many are read from an axis. Rows: x (label, tab, period), day (ISO), y, s (series), st (status), l and
    low (value printed above or below), c (conflict), tip, i (place of the value).
    """
    label = "split(split(datum.label, '\\t')[0], '|')" + ("" if few else "[0]")
    axis = alt.Axis(title=None, labelExpr=label, labelAngle=0, labelOverlap="parity", labelLineHeight=14, grid=False, ticks=False, labelPadding=7)
    x = alt.X("x:O", sort=None, scale=alt.Scale(type="point", padding=0.5), axis=axis)
    y = alt.Y("y:Q", scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(title=None, tickCount=4, domain=False, ticks=False, labels=not few, format=",~r"))
    base = alt.Chart(alt.NamedData("rows")).encode(x=x, y=y)
    line = base.transform_filter("datum.st === 'actual'").mark_line(strokeWidth=2, color="var(--actual)").encode(detail="s:N", order="day:T")
    ring = base.transform_filter("datum.c").mark_point(size=260, strokeWidth=1.5, stroke="var(--bad)", filled=False, opacity=1)
    points = base.mark_point(size=72, strokeWidth=2, opacity=1).encode(
        shape=alt.Shape("st:N", scale=alt.Scale(domain=_STATUSES, range=["circle", "circle", "diamond"]), legend=None),
        stroke=alt.Stroke("st:N", scale=alt.Scale(domain=_STATUSES, range=_OF_STATUS), legend=None),
        fill=alt.Fill("st:N", scale=alt.Scale(domain=_STATUSES, range=["var(--actual)", "var(--raised)", "var(--raised)"]), legend=None),
    )
    # What a finger can hit is larger than what an eye needs; only these answer to a click.
    touch = base.mark_circle(size=900 if few else 300, opacity=0, cursor="pointer").encode(tooltip=alt.Tooltip("tip:N"))
    layers = [line, ring, points]
    if few:
        for field, dy in (("l", -13), ("low", 15)):
            # A halo first, so that a line behind a number does not cross it out.
            halo = base.mark_text(dy=dy, fontSize=11, stroke="var(--raised)", strokeWidth=4, strokeJoin="round")
            layers += [text.encode(text=f"{field}:N") for text in (halo, base.mark_text(dy=dy, fontSize=11, color="var(--ink)"))]
    return _config(alt.layer(*layers, touch).properties(width="container", height=150, autosize={"type": "fit", "contains": "padding"}))


def history_spec() -> dict[str, Any]:
    """A count over the last runs, one bar a run, coloured by how the run ended. Rows: run, y, status, tip."""
    chart = (
        alt.Chart(alt.NamedData("rows"))
        .mark_bar(cornerRadiusEnd=1)
        .encode(
            x=alt.X("run:O", axis=None, sort=None, scale=alt.Scale(paddingInner=0.25)),
            y=alt.Y("y:Q", axis=None),
            color=alt.Color("status:N", scale=alt.Scale(domain=_RUN_STATUSES, range=_OF_RUN), legend=None),
            tooltip=alt.Tooltip("tip:N"),
        )
        .properties(width="container", height=44, autosize={"type": "fit", "contains": "padding"})
    )
    return _config(chart)


@functools.cache
def _bundle() -> str:
    return vl_convert.javascript_bundle(_EXPORT)


def chart_library(cache: Path | None = None) -> str:
    """Vega, Vega-Lite and Vega-Embed as one script that leaves `vegaEmbed` on the window.

    Bundling takes seconds, so the script is kept in the folder `cache`, named by its versions.
    """
    versions = f"{version('vl-convert-python')}-{vl_convert.get_vega_version()}-{vl_convert.get_vegalite_versions()[-1]}-{vl_convert.get_vega_embed_version()}"
    kept = cache / f"charts-{versions}.js" if cache is not None else None
    if kept is not None and kept.is_file():
        return kept.read_text(encoding="utf-8")
    script = _bundle()
    if kept is not None:
        write_bytes(kept, script.encode("utf-8"))
    return script
