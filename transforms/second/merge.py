"""The facts of a document as two readers have them, and what each of them said."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from transforms.facts import ArticleFact, DocumentFacts, EventFact, LeftoverFact, ObservationFact, ReadingFact
from transforms.keys import fact_key
from transforms.knowledge import Knowledge
from transforms.second.events import EventMerger, EventOutcome, money_of
from transforms.second.figures import FigureMerger
from transforms.second.labels import ArticleLabels, EventLabels, FigureLabels
from transforms.second.marks import Figure, MarkedArticle

RULES, MODEL = "rules", "model"


class Versions(NamedTuple):
    """The versions of the two readers."""

    rules: str
    model: str


def merge_readings(
    text: str, facts: DocumentFacts, second: Sequence[tuple[MarkedArticle, ArticleLabels]], known: Knowledge, model_stands: bool, versions: Versions
) -> None:
    """Makes the rules' facts of a document those of both readers, for the articles that the second has read.

    `model_stands`: whether a fact takes the second reader's labels where they differ; it is in doubt either way.
    """
    taken: set[str] = {fact.observation_key for fact in facts.observations} | {fact.event_key for fact in facts.events}
    figures = FigureMerger(text, known, model_stands, taken)
    events = EventMerger(text, model_stands, taken)
    sentences: dict[str, list[tuple[int, int]]] = {}
    for sentence in facts.sentences:
        sentences.setdefault(sentence.article_key, []).append((sentence.start_offset, sentence.end_offset))
    new: dict[int, Figure] = {}
    outcomes: dict[str, list[EventOutcome]] = {}
    for marked, labels in second:
        article = marked.article
        for mark in marked.marks:
            given = labels.figures.get(mark.number)
            if given is None:
                continue
            outcome = figures.merge(mark.fact, given, article.park_key or "")
            new[id(mark.fact)] = outcome.fact
            facts.readings.append(_rules_figure(mark.fact, versions.rules, outcome.agrees))
            facts.readings.append(_model_figure(mark.fact, given, versions.model, outcome.agrees))
        spans = sorted(set(sentences.get(article.article_key, [])))
        found = events.merge(article, _asked(marked), labels.events, spans, not labels.tells_events)
        outcomes[article.article_key] = found
        for event in found:
            if event.theirs is not None or event.differing:
                facts.readings.extend(_event_readings(article, event, versions))
    facts.readings = list({reading.reading_key: reading for reading in facts.readings}.values())
    _replace_figures(facts, new)
    _replace_events(facts, outcomes)
    _link_money(facts, outcomes)
    if model_stands:
        by_article = _by_article(facts.observations)
        for marked, _ in second:
            _move_article(marked.article, by_article.get(marked.article.article_key, []))


def _asked(marked: MarkedArticle) -> list[EventFact]:
    """The rules' events of the stretches that the second reader was shown; of the others its silence says nothing."""
    return [event for event in marked.events if any(piece.start <= event.start_offset < piece.end for piece in marked.pieces)]


def _replace_figures(facts: DocumentFacts, new: Mapping[int, Figure]) -> None:
    observations: list[ObservationFact] = []
    leftovers: list[LeftoverFact] = []
    olds: list[Figure] = [*facts.observations, *facts.leftovers]
    for old in olds:
        fact: Figure = new.get(id(old), old)
        if isinstance(fact, ObservationFact):
            observations.append(fact)
        else:
            leftovers.append(fact)
    facts.observations = sorted(observations, key=lambda f: (f.start_offset, f.end_offset, f.observation_key))
    facts.leftovers = sorted(leftovers, key=lambda f: (f.start_offset, f.end_offset, f.leftover_key))


def _replace_events(facts: DocumentFacts, outcomes: Mapping[str, list[EventOutcome]]) -> None:
    replaced = {id(o.ours): o.fact for found in outcomes.values() for o in found if o.ours is not None}
    kept = [fact for event in facts.events if (fact := replaced.get(id(event), event)) is not None]
    kept += [o.fact for found in outcomes.values() for o in found if o.ours is None and o.fact is not None]
    facts.events = sorted(kept, key=lambda f: (f.start_offset, f.end_offset, f.event_key))
    keys = {event.event_key for event in facts.events}
    renamed = {o.ours.event_key: o.fact.event_key for found in outcomes.values() for o in found if o.ours is not None and o.fact is not None}
    for observation in facts.observations:
        if observation.event_key is not None:
            key = renamed.get(observation.event_key, observation.event_key)
            observation.event_key = key if key in keys else None


def _link_money(facts: DocumentFacts, outcomes: Mapping[str, list[EventOutcome]]) -> None:
    """An event's money that the second reader names, where a figure of the article states just that."""
    by_article = _by_article(facts.observations)
    for article, found in outcomes.items():
        inside = by_article.get(article, [])
        for outcome in found:
            fact, labels = outcome.fact, outcome.theirs
            if fact is None or labels is None or labels.amount is None or fact.amount is not None:
                continue
            figure = money_of(fact, labels.amount, inside)
            if figure is not None:
                fact.amount = figure.value
                figure.event_key = figure.event_key or fact.event_key


def _by_article(observations: Sequence[ObservationFact]) -> dict[str, list[ObservationFact]]:
    found: dict[str, list[ObservationFact]] = {}
    for observation in observations:
        found.setdefault(observation.article_key, []).append(observation)
    return found


def _move_article(article: ArticleFact, observations: Sequence[ObservationFact]) -> None:
    """An article is about the park that most of its facts are about, once a second reader has moved them there."""
    parks = Counter(fact.park_key for fact in observations)
    if not parks:
        return
    most = max(parks, key=lambda key: (parks[key], key == article.park_key, key))
    if 2 * parks[most] > sum(parks.values()):
        article.park_key = most


def _rules_figure(fact: Figure, version: str, agrees: bool | None) -> ReadingFact:
    if isinstance(fact, LeftoverFact):
        return _reading(fact, "observation", RULES, version, "out", agrees, park_key=fact.park_key)
    return _reading(
        fact, "observation", RULES, version, "in", agrees, park_key=fact.park_key, subject_type=fact.subject_type, subject=fact.subject,
        metric_key=fact.metric_key, measure=fact.measure, status=fact.status, start_date=fact.start_date, end_date=fact.end_date,
    )  # fmt: skip


def _model_figure(fact: Figure, labels: FigureLabels, version: str, agrees: bool | None) -> ReadingFact:
    return _reading(
        fact, "observation", MODEL, version, "in" if labels.in_scope else "out", agrees, park_key=labels.park, subject_type=labels.subject_type,
        subject=labels.subject, metric_key=labels.metric, measure=labels.measure, status=labels.status, start_date=labels.start, end_date=labels.end,
    )  # fmt: skip


def _event_readings(article: ArticleFact, outcome: EventOutcome, versions: Versions) -> list[ReadingFact]:
    """What both readers say of a happening: one that does not tell of it says that it is none."""
    agrees = not outcome.differing
    ours, theirs = outcome.ours, outcome.theirs
    start, end, text = _place_of(ours, theirs, outcome.fact)
    # Two happenings may hang on one trigger.
    kind = ours.event_type if ours is not None else theirs.event_type if theirs is not None else ""
    shown = LeftoverFact(kind, article.document_key, article.article_key, None, text, start, end, "", "")
    rules = _reading(shown, "event", RULES, versions.rules, "out", agrees)
    if ours is not None:
        rules = _reading(
            shown, "event", RULES, versions.rules, "in", agrees, park_key=ours.park_key, status=ours.status, start_date=ours.start_date,
            end_date=ours.end_date, event_type=ours.event_type, title=ours.title, amount=ours.amount,
        )  # fmt: skip
    model = _reading(shown, "event", MODEL, versions.model, "out", agrees)
    if theirs is not None:
        model = _reading(
            shown, "event", MODEL, versions.model, "in", agrees, park_key=theirs.park, status=theirs.status, start_date=theirs.start,
            end_date=theirs.end, event_type=theirs.event_type, title=theirs.title, amount=theirs.amount,
        )  # fmt: skip
    return [rules, model]


def _place_of(ours: EventFact | None, theirs: EventLabels | None, fact: EventFact | None) -> tuple[int, int, str]:
    if fact is not None:
        return fact.start_offset, fact.end_offset, fact.text
    if ours is not None:
        return ours.start_offset, ours.end_offset, ours.text
    return (theirs.start_offset, theirs.end_offset, "") if theirs is not None else (0, 1, "")


def _reading(
    fact: ObservationFact | LeftoverFact, table: str, reader: str, version: str, scope: str, agrees: bool | None,
    *, park_key: str | None = None, subject_type: str | None = None, subject: str | None = None, metric_key: str | None = None,
    measure: str | None = None, status: str | None = None, start_date: dt.date | None = None, end_date: dt.date | None = None,
    event_type: str | None = None, title: str | None = None, amount: float | None = None,
) -> ReadingFact:  # fmt: skip
    kind = fact.leftover_key if table == "event" and isinstance(fact, LeftoverFact) else ""
    key = fact_key("reading", fact.article_key, table, fact.start_offset, fact.end_offset, kind, reader)
    return ReadingFact(
        key, fact.document_key, fact.article_key, table, fact.start_offset, fact.end_offset, fact.text, reader, version, scope, park_key,
        subject_type, subject, metric_key, measure, status, start_date, end_date, event_type, title, amount, agrees,
    )  # fmt: skip
