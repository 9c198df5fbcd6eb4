"""`parkhouse second-reader --test`: one question about a sample page, what came of it, and what it costs."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass

from flows.operations.terminal_text import json_text, printable
from flows.settings.second_reader import SecondReader
from flows.steps.second.client import FORM_NAMES, Client, Failure
from flows.steps.second.options import KeyProblem, read_key
from flows.steps.second.reading import Asked, forms_of, labels_of, question_of
from schemas.vocabularies import NO_SECOND_READING
from seeds.read import seed_text
from transforms.facts import ObservationFact
from transforms.keys import document_key
from transforms.reader import read_document
from transforms.second.figures import differing_labels
from transforms.second.labels import ArticleLabels
from transforms.second.marks import MarkedArticle, marked_articles
from transforms.second.prompt import prompt_version
from transforms.second.reply import Unreadable
from transforms.times.document_date import parse_date

SAMPLE = "second_reader/sample.txt"
PAGES = 1_000


class NoAnswer(ValueError):
    """The second reader cannot be used as it is set; the message says why."""


@dataclass(slots=True)
class Trial:
    """What a question about the sample page came to."""

    url: str
    model: str
    prompt_version: str
    form: str
    """How the server was asked for JSON."""
    seconds: float
    tries: int
    tokens: int
    """Of the question and its reply together, by the server's count; 0 where it gives none."""
    figures: int
    labelled: int
    agreed: int
    """Figures on which both readers agree in every label that the second gives."""
    events: int
    refused_rows: dict[str, int]


def second_reader_command(settings: SecondReader, as_json: bool) -> str:
    """Asks about the sample page. Raises NoAnswer, with what to mend."""
    trial = _trial(settings)
    return json_text(asdict(trial)) if as_json else printable(_told(trial), keep="\n")


def _trial(settings: SecondReader) -> Trial:
    try:
        options = settings.asked()
        client = Client(options, read_key(options.key_file))
    except (KeyProblem, ValueError) as error:
        raise NoAnswer(str(error)) from None
    text = seed_text(SAMPLE)
    published_on = parse_date(text.split("date: ")[1].split("\n")[0])
    (article,) = marked_articles(text, read_document(document_key(text.encode()), text, published_on))
    asked = Asked(article, article.pieces[0], "")
    try:
        answer = client.ask(question_of(asked, text, published_on), len(article.marks), threading.Event())
        labels = labels_of(answer.content, text, published_on, asked, forms_of(text, asked))
    except Failure as failure:
        raise NoAnswer(f"the second reader at {options.url} gave no labels: {NO_SECOND_READING.get(failure.reason, failure.reason)}") from None
    except Unreadable as error:
        raise NoAnswer(f"the second reader at {options.url} gave no labels: {error}") from None
    finally:
        client.close()
    return Trial(
        options.url, options.model, prompt_version(), FORM_NAMES[client.form], round(answer.seconds, 2), answer.tries, answer.tokens,
        len(article.marks), len(labels.figures), _agreed(article, labels), len(labels.events), dict(sorted(labels.refused.items())),
    )  # fmt: skip


def _agreed(article: MarkedArticle, labels: ArticleLabels) -> int:
    count = 0
    for mark in article.marks:
        given, fact = labels.figures.get(mark.number), mark.fact
        if given is not None:
            count += given.in_scope == isinstance(fact, ObservationFact) and (not isinstance(fact, ObservationFact) or not differing_labels(fact, given))
    return count


def _told(trial: Trial) -> str:
    cost = f"{trial.tokens:,} tokens; {PAGES:,} such pages take about {trial.tokens * PAGES:,}" if trial.tokens else "tokens unknown: the server counts none"
    refused = "".join(f", {count} refused ({reason})" for reason, count in trial.refused_rows.items())
    return "\n".join(
        [
            f"second reader: {trial.model} at {trial.url}, instructions {trial.prompt_version}, {trial.form}",
            f"sample page: answered in {trial.seconds:.1f} s ({trial.tries} {'try' if trial.tries == 1 else 'tries'}), {cost}",
            f"labels: {trial.labelled} of {trial.figures} figures, {trial.events} events{refused}",
            f"the rules agree on {trial.agreed} of {trial.labelled} figures",
        ]
    )
