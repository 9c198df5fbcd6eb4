"""Files that hold many documents, corpora and archives: what is noted beside such a file of how it was read last."""

from __future__ import annotations

import json
from typing import Any

from transforms.version import rule_set_version
from warehouse.sightings import SEEN, Sighting


def noted(last: Sighting | None) -> dict[str, Any]:
    """What is noted of a file's last reading; nothing where it was read as something else then."""
    try:
        found = json.loads(last.sidecar) if last else None
    except ValueError:
        return {}
    return found if isinstance(found, dict) and "spec" in found else {}


def noted_unchanged(last: Sighting | None, mark: str, spec: str) -> dict[str, Any] | None:
    """What is noted of the very file, read with the same settings; None where it must be read again, as for what other rules had refused."""
    about = noted(last)
    if last is None or last.state != SEEN or not last.mark or last.mark != mark or about.get("spec") != spec:
        return None
    return None if about.get("refused") and about.get("rules") != rule_set_version() else about
