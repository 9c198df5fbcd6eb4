"""`parkhouse demo`: the pipeline on the bundled sample corpus, in a home of its own."""

from __future__ import annotations

from pathlib import Path

from flows.commands.run import run_command
from flows.settings.model import load_settings
from flows.settings.origin import SettingsError
from flows.steps.sources import sample_corpus
from warehouse.layout import Home
from warehouse.store import Store

DEMO_HOME = Path("demo")
"""Where the demonstration lives; the home of the settings is never touched."""


def demo_command(home: Path | None, *, direct: bool, as_json: bool) -> None:
    """Runs the sample. Raises SettingsError where the home named for it holds other documents."""
    settings = load_settings(home=home or DEMO_HOME)
    # Neither the sources nor the messages of a real warehouse are a demonstration's business.
    settings = settings.model_copy(update={"sources": [], "notify": [], "metrics_file": None})
    where = Home(settings.home.expanduser().resolve())
    sample = Path(sample_corpus()).resolve()
    if where.catalogue.is_dir():
        foreign = [source for source in Store(where).catalogue()["source"].to_list() if not Path(source).resolve().is_relative_to(sample)]
        if foreign or (where.operations / "forgotten").is_dir():
            raise SettingsError(
                f"{where.root} holds documents of its own ({foreign[0] if foreign else 'forgotten ones'}); the sample goes into a home of its own: name another --home"
            )
    run_command(settings, [str(sample)], full=False, published_on=None, dry_run=False, direct=direct, as_json=as_json)
