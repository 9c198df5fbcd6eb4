"""What is asked of the second reader about a document, and its facts once the replies are there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.steps.second.options import SecondTask
from flows.steps.second.replies import Replies, reply_key
from transforms.facts import DocumentFacts
from transforms.knowledge import knowledge
from transforms.second.doubt import in_doubt
from transforms.second.forms import ParkForms
from transforms.second.labels import ArticleLabels
from transforms.second.marks import MarkedArticle, Piece, marked_articles
from transforms.second.merge import Versions, merge_readings
from transforms.second.prompt import possible_parks, question
from transforms.second.reply import Unreadable, read_reply
from transforms.version import rule_set_version

LEAST_SHARE = 0.5
"""Share of an article's figures that a reply must label to be a reading: of less, what it leaves out says nothing either."""


@dataclass(slots=True)
class SecondCounts:
    """What came of the second reader, for a document or a run: plain data that processes hand each other."""

    articles: int = 0
    """Articles that were to have a second reading."""
    read: int = 0
    """Of them, those that have one."""
    poor: int = 0
    """Those whose reply labels too few figures to be a reading."""
    settled: int = 0
    """Articles about which nothing more is asked, read or not."""
    figures: int = 0
    """Marked quantities of the articles to which a reply is kept."""
    labelled: int = 0
    """Of them, those that the second reader labelled."""
    refused: Counter[str] = field(default_factory=Counter)
    """Rows of its replies that were refused, by reason."""

    def add(self, other: SecondCounts) -> None:
        """Adds another's counts."""
        self.articles += other.articles
        self.read += other.read
        self.poor += other.poor
        self.settled += other.settled
        self.figures += other.figures
        self.labelled += other.labelled
        self.refused.update(other.refused)

    @property
    def is_whole(self) -> bool:
        """Whether nothing more is to be asked."""
        return self.settled == self.articles


def is_poor(labels: ArticleLabels, figures: int) -> bool:
    """Whether a reply to so many figures is no reading."""
    return len(labels.figures) < LEAST_SHARE * figures


class Asked(NamedTuple):
    """A piece of an article with the key of its reply."""

    article: MarkedArticle
    piece: Piece
    key: str


def wanted(text: str, facts: DocumentFacts, published_on: dt.date | None, second: SecondTask) -> Iterator[list[Asked]]:
    """The pieces of each article of a document that is to have a second reading."""
    for article in marked_articles(text, facts):
        if second.use == "always" or in_doubt(article):
            yield [Asked(article, piece, reply_key(second.model, second.prompt_version, published_on, piece.context, piece.text)) for piece in article.pieces]


def question_of(asked: Asked, text: str, published_on: dt.date | None) -> str:
    """What is asked about a piece."""
    return question(asked.piece, published_on, possible_parks(text, asked.article, knowledge()))


def forms_of(text: str, asked: Asked) -> ParkForms:
    """The parks that the article of a piece may speak of."""
    return ParkForms(text, asked.article.article, knowledge())


def labels_of(content: str, text: str, published_on: dt.date | None, asked: Asked, forms: ParkForms) -> ArticleLabels:
    """What the reply to one piece says. Raises Unreadable."""
    labels = ArticleLabels()
    read_reply(content, text, asked.article, asked.piece, forms, published_on, knowledge(), labels)
    return labels


def apply_replies(text: str, facts: DocumentFacts, published_on: dt.date | None, second: SecondTask, replies: Replies) -> SecondCounts:
    """Makes the rules' facts of a document those of both readers, as far as replies are kept; an article counts as read when all its pieces are."""
    counts = SecondCounts()
    read: list[tuple[MarkedArticle, ArticleLabels]] = []
    for pieces in wanted(text, facts, published_on, second):
        counts.articles += 1
        labels = _labels(text, published_on, pieces, replies)
        if labels is None:
            continue
        figures = sum(len(asked.piece.marks) for asked in pieces)
        counts.figures += figures
        counts.labelled += len(labels.figures)
        counts.refused.update(labels.refused)
        if is_poor(labels, figures):
            counts.poor += 1
            counts.settled += all(replies.settled(asked.key) for asked in pieces)
            continue
        counts.settled += 1
        counts.read += 1
        read.append((pieces[0].article, labels))
    if read:
        merge_readings(text, facts, read, knowledge(), second.stands == "model", Versions(rule_set_version(), second.version))
    return counts


def _labels(text: str, published_on: dt.date | None, pieces: list[Asked], replies: Replies) -> ArticleLabels | None:
    contents = [replies.get(asked.key) for asked in pieces]
    if None in contents:
        return None
    labels = ArticleLabels()
    forms = ParkForms(text, pieces[0].article.article, knowledge())
    for asked, content in zip(pieces, contents, strict=True):
        try:
            read_reply(content or "", text, asked.article, asked.piece, forms, published_on, knowledge(), labels)
        except Unreadable:
            return None
    return labels
