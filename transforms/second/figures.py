"""Two readings of the figures of an article, made into facts.

The rules' facts are labelled anew where the second reader differs and its labels are to stand; what only it takes for a fact
becomes one from the number that the grammar left over, and what it takes for none is left over. Value, unit, qualifier and
offsets stay the grammar's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from transforms.facts import MAX_SENTENCE_TEXT, LeftoverFact, ObservationFact
from transforms.keys import fact_key
from transforms.knowledge import Knowledge
from transforms.second.labels import FigureLabels
from transforms.second.marks import Figure
from transforms.second.reply import unit_as_read
from transforms.second.trust import ADDED, AGREED, KEPT, MODEL, RULES, SIGN, SUBJECT, confidence_of

BOTH = ["rules", "model"]
LEFT_OUT = "second_reader"
"""Why a quantity is left out that the rules had taken for a fact."""
_GROWTH = frozenset({"yoy", "change", "change_rate"})
_MINUS = re.compile(r"^[-−－–]")
_CLAUSE = re.compile(r"[，,；;。！？\n]")


@dataclass(slots=True)
class Outcome:
    """What became of one figure: the fact, and the labels in which the readers differ."""

    fact: Figure
    differing: list[str]
    agrees: bool | None = False
    """Whether the readers agree; None where the second left a label out and differs in none that it gave."""


def differing_labels(fact: ObservationFact, labels: FigureLabels) -> list[str]:
    """The labels in which a second reading differs from the rules'; a label that it does not give differs in nothing."""
    pairs: list[tuple[str, object, object]] = [
        ("park", fact.park_key, labels.park), ("subject_type", fact.subject_type, labels.subject_type), ("metric", fact.metric_key, labels.metric),
        ("measure", fact.measure, labels.measure), ("status", fact.status, labels.status),
    ]  # fmt: skip
    found = [name for name, ours, theirs in pairs if theirs is not None and ours != theirs]
    if labels.has_period and (fact.start_date, fact.end_date) != (labels.start, labels.end):
        found.append("period")
    return found


def _read_by_both(fact: ObservationFact, kind: str) -> ObservationFact:
    """A rules' fact that the second reader has read too, of a kind of agreement."""
    sure = confidence_of(kind, fact.confidence, fact.signs)
    return replace(fact, readers=list(BOTH), agreed=kind == AGREED, confidence=sure, signs=[*fact.signs, SIGN + kind])


def by_the_rules_alone(fact: ObservationFact) -> ObservationFact:
    """A rules' fact that the second reader takes for none, as it is where it stands all the same."""
    return _read_by_both(fact, KEPT)


class FigureMerger:
    """Merges the figures of one document."""

    def __init__(self, text: str, known: Knowledge, model_stands: bool, taken: set[str]) -> None:
        """`model_stands`: whose labels a fact takes where they differ; `taken`: keys of facts that are in use."""
        self._text = text
        self._known = known
        self._model_stands = model_stands
        self._taken = taken

    def merge(self, fact: Figure, labels: FigureLabels, park: str) -> Outcome:
        """One figure as both readers have it; `park` is the article's, for a fact that has none else."""
        if isinstance(fact, ObservationFact):
            return self._observation(fact, labels)
        return self._leftover(fact, labels, park)

    def _observation(self, fact: ObservationFact, labels: FigureLabels) -> Outcome:
        if not labels.in_scope:
            if self._model_stands:
                return Outcome(self._left_out(fact), ["scope"])
            return Outcome(_read_by_both(fact, KEPT), ["scope"])
        differing = differing_labels(fact, labels)
        if not differing and not labels.is_whole():
            # What it gave is the same, but it did not give all: no agreement to rely on.
            return Outcome(replace(fact, readers=list(BOTH)), [], agrees=None)
        if not differing:
            return Outcome(_read_by_both(fact, AGREED), [], agrees=True)
        whose_alone = differing == ["subject_type"] and labels.is_whole()
        found = _read_by_both(fact, SUBJECT if whose_alone else MODEL if self._model_stands else RULES)
        if self._model_stands:
            self._relabel(found, labels, differing)
            found.rule = f"{fact.rule}+model_{'_'.join(differing)}"
        return Outcome(found, differing)

    def _leftover(self, fact: LeftoverFact, labels: FigureLabels, park: str) -> Outcome:
        if not labels.in_scope:
            return Outcome(fact, [], agrees=True)
        home = labels.park or fact.park_key or park
        if not self._model_stands or fact.value is None or not home:
            return Outcome(fact, ["scope"])
        plain = fact_key("leftover", fact.document_key, fact.start_offset, fact.end_offset) == fact.leftover_key
        # In a text with invisible characters the offsets of two facts, each in its own text, may be the same.
        key = fact_key("observation", fact.document_key, fact.start_offset, fact.end_offset) if plain else fact_key("observation", fact.leftover_key)
        if key in self._taken:
            return Outcome(fact, ["scope"])
        self._taken.add(key)
        measure = labels.measure or {"名次": "rank", "倍": "multiple"}.get(fact.unit, "level")
        metric = labels.metric or "other"
        found = ObservationFact(
            key, fact.document_key, fact.article_key, home, metric, labels.start, labels.end, "level", labels.status or "actual",
            home, "park", self._metric_text(fact, metric), False, fact.value, fact.value_low, fact.value_high, fact.unit, fact.qualifier, "",
            fact.text, fact.start_offset, fact.end_offset, fact.sentence, confidence_of(ADDED, 0.0, ()), f"{fact.reason}+model_scope", [SIGN + ADDED], readers=list(BOTH), agreed=False,
        )  # fmt: skip
        self._set_measure(found, measure)
        if measure == "multiple" and self._direction(found) == 1:
            # 增长1.2倍 is 2.2 times the earlier value.
            found.value += 1
            found.value_low = None if found.value_low is None else found.value_low + 1
            found.value_high = None if found.value_high is None else found.value_high + 1
        self._set_subject(found, labels)
        return Outcome(found, ["scope"])

    def _left_out(self, fact: ObservationFact) -> LeftoverFact:
        plain = fact_key("observation", fact.document_key, fact.start_offset, fact.end_offset) == fact.observation_key
        parts = (fact.document_key, fact.start_offset, fact.end_offset) if plain else (fact.observation_key,)
        return LeftoverFact(
            fact_key("leftover", *parts), fact.document_key, fact.article_key, fact.park_key, fact.text, fact.start_offset, fact.end_offset, fact.sentence,
            LEFT_OUT, fact.value, fact.value_low, fact.value_high, fact.unit, fact.qualifier,
        )  # fmt: skip

    def _relabel(self, fact: ObservationFact, labels: FigureLabels, differing: list[str]) -> None:
        if "measure" in differing and labels.measure is not None:
            self._set_measure(fact, labels.measure)
        if "metric" in differing and labels.metric is not None:
            fact.metric_key = labels.metric
            fact.metric_text = self._metric_text(fact, labels.metric) or fact.metric_text
        if "status" in differing and labels.status is not None:
            fact.status = labels.status
        if "period" in differing:
            fact.start_date, fact.end_date, fact.period_text = labels.start, labels.end, ""
        was_park = fact.park_key
        if labels.park is not None:
            fact.park_key = labels.park
        if "subject_type" in differing:
            self._set_subject(fact, labels)
        elif fact.subject_type == "park" and fact.subject == was_park:
            fact.subject = fact.park_key

    def _set_subject(self, fact: ObservationFact, labels: FigureLabels) -> None:
        fact.subject_type = labels.subject_type or fact.subject_type
        if fact.subject_type == "park":
            fact.subject = fact.park_key
        elif labels.subject and labels.subject in self._text:
            # Spelled as the text spells it, or not at all.
            fact.subject = labels.subject

    def _set_measure(self, fact: ObservationFact, measure: str) -> None:
        """Another measure; a fall makes a change negative, and a level is as the text has it."""
        fact.unit = unit_as_read(fact.text, fact.unit, measure)
        grows, grew = measure in _GROWTH, fact.measure in _GROWTH
        fact.measure = measure
        if grows == grew or _MINUS.match(fact.text):
            return
        if (grows and fact.value > 0 and self._direction(fact) == -1) or (not grows and fact.value < 0):
            fact.value = -fact.value
            low, high = fact.value_low, fact.value_high
            if low is not None and high is not None:
                fact.value_low, fact.value_high = -high, -low
            else:
                # 超6个月 saved is -6 and more, told with the bound on the same side.
                fact.value_low = None if low is None else -low
                fact.value_high = None if high is None else -high

    def _direction(self, fact: ObservationFact) -> int:
        """1 where a word of growth stands before the figure in its clause, -1 where one of fall does, else 0."""
        start = max(0, fact.start_offset - 40)
        clause = _CLAUSE.split(self._text[start : fact.start_offset])[-1]
        found = 0
        for word in self._known.words.find(clause):
            if "to" in word.roles:
                found = 0
            elif "up" in word.roles:
                found = 1
            elif "down" in word.roles:
                found = -1
        return found

    def _metric_text(self, fact: Figure, metric: str) -> str:
        """The words of the sentence nearest before the figure that name a metric; empty where none does."""
        first = max(0, fact.start_offset - MAX_SENTENCE_TEXT)
        at = self._text.rfind(fact.sentence, first, fact.start_offset + len(fact.sentence)) if fact.sentence else -1
        if at < 0:
            return ""
        before = self._text[at : fact.start_offset]
        named = [before[cue.start : cue.end] for cue in self._known.cues.cues(before) if cue.metric == metric]
        return named[-1] if named else ""
