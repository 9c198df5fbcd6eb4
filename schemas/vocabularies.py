"""Closed lists of values that columns may hold; their meaning is in the guideline's words."""

from __future__ import annotations

from seeds.read import seed_rows

GRAINS = ("day", "month", "quarter", "half", "year", "year_to_date", "range", "open", "unknown")
PERIOD_KINDS = ("annual", "year_to_date", "quarter", "month", "range", "several_years", "plan", "cumulative", "point_in_time", "unknown")
MEASURES = ("level", "yoy", "change", "change_rate", "multiple", "rank")
STATUSES = ("actual", "forecast", "target", "norm")
EVENT_STATUSES = ("actual", "planned")
QUALIFIERS = ("exact", "about", "over", "under", "range")
SUBJECT_TYPES = ("park", "zone", "enterprise", "project", "other")
DATE_BASES = ("stated", "given", "inferred", "unknown")
SEVERITIES = ("block", "warn")
RUN_STATUSES = ("published", "unchanged", "failed", "dry_run")
SOURCE_KINDS = ("file", "folder", "glob", "address")
SOURCE_STATES = ("gives", "fell", "empty", "refused", "script_only", "broken", "unreachable", "missing")
SOURCE_LEVELS = ("good", "warning", "alarm")
STAGES = ("ingest", "extract", "load")
READERS = ("rules", "model", "person")
SCOPES = ("in", "out")
NO_SECOND_READING = {
    "limit": "the run's limit on documents or tokens was reached",
    "timeout": "the server did not answer in time",
    "rate_limited": "the server took no more requests",
    "unreachable": "the server could not be reached",
    "server_error": "the server failed",
    "not_authorised": "the server refused the key",
    "not_found": "the server has no such address or model",
    "refused": "the server refused the request",
    "unreadable": "no labels could be found in the reply",
    "cut_off": "the reply was cut off",
    "too_large": "the reply was too large",
    "few_labels": "the reply labels too few figures",
    "key": "the key could not be read",
    "given_up": "the server had failed too often",
    "not_kept": "the reply could not be kept",
}
"""Why an article has no second reading."""
CORRECTABLE_TABLES = ("observation", "event")
DECIDED_TABLES = (*CORRECTABLE_TABLES, "article")
CORRECTION_ACTIONS = ("drop", "override", "confirm", "retract", "restore", "leave")
CORRECTION_OUTCOMES = ("applied", "stale", "missing", "ambiguous", "waiting", "retracted")
CHANGES = ("added", "removed", "changed")
REASONS_OF_CHANGE = {
    "new_document": "a document that was not there before",
    "document_replaced": "a newer version of the document has come",
    "document_withdrawn": "the document was withdrawn at its source",
    "document_restored": "the document stands at its source again",
    "document_forgotten": "the document was taken out on purpose (parkhouse forget)",
    "document_refused": "the document can no longer be read and waits in quarantine",
    "document_date": "the document's day of publication is now another",
    "correction": "a correction by hand was made, changed or taken back",
    "rule_set": "the rules or seeds have changed",
    "second_reader": "the second reader has read the document, or is set otherwise",
    "code": "the program has changed",
    "other_fact": "the best of several statements is now another one; why it came or changed stands in its own row",
    "unexplained": "none of these: a fault that the check changes_explained reports",
}
LEFTOVER_REASONS = {
    "no_park": "the article is about no park",
    "park_unknown": "the article speaks of a park, but which one could not be told",
    "place": "a figure of a city, a province or the country",
    "joint": "a figure of several parks jointly",
    "name": "a number inside a name or a title",
    "slogan": "a planning slogan with a unit",
    "idiom": "one in an idiom, or a word that only introduces a thing",
    "discourse": "counts parts of the speech, not of the park",
    "vague": "only an order of magnitude",
    "distance": "a distance or a travel time",
    "time": "time that is left or has gone by, and measures nothing",
    "specification": "a product's specification",
    "denied": "a denied rumour",
    "furniture": "in an advertisement, an address or a line about the page",
    "elsewhere": "a company's business outside the park",
    "table_unit": "a figure of a table whose unit its headers do not tell",
    "table_header": "a figure of a table whose headers do not tell what it measures, or that stands with others in one cell",
    "second_reader": "the rules took it for a fact, the second reader does not",
}


def metric_keys() -> tuple[str, ...]:
    """Keys of seeds/metrics.csv."""
    return tuple(row["metric_key"] for row in seed_rows("metrics.csv"))


def event_type_keys() -> tuple[str, ...]:
    """Keys of seeds/event_types.csv."""
    return tuple(row["event_type"] for row in seed_rows("event_types.csv"))


def base_units() -> tuple[str, ...]:
    """Every base unit that a value can have."""
    return tuple(
        dict.fromkeys(
            [*(row["unit"] for row in seed_rows("units.csv")), "名次", "分", *(f"元/{a}" for a in ("亩", "平方公里", "公顷", "平方米", "人", "户", "吨"))]
        )
    )
