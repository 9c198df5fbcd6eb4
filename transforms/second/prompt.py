"""The messages that ask for a second reading. The instructions stand in seeds/second_reader/prompt.md, with their version."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence

from schemas.vocabularies import EVENT_STATUSES, MEASURES, STATUSES, SUBJECT_TYPES, event_type_keys, metric_keys
from seeds.read import seed_rows, seed_text
from transforms.knowledge import Knowledge
from transforms.second.marks import MarkedArticle, Piece
from transforms.text.width import normalise

PROMPT_FILE = "second_reader/prompt.md"
MOST_PARKS = 20
"""Parks that a request names as possible."""


@functools.cache
def _prompt() -> tuple[str, str]:
    """(version, instructions)."""
    head, _, body = seed_text(PROMPT_FILE).partition("\n\n")
    return head.removeprefix("version:").strip(), body.strip()


def prompt_version() -> str:
    """The version of the instructions; a reply to other instructions is another reading."""
    return _prompt()[0]


@functools.cache
def instructions() -> str:
    """What every request says first: the task, and the keys to choose from."""
    metrics = "\n".join(f"{row['metric_key']} {row['name']}" for row in seed_rows("metrics.csv"))
    types = "\n".join(f"{row['event_type']} {row['name']}：{row['triggers'].replace('|', '、')}" for row in seed_rows("event_types.csv"))
    return f"{_prompt()[1]}\n\n指标键：\n{metrics}\n\n事件类型键：\n{types}\n"


def question(piece: Piece, published_on: dt.date | None, parks: Sequence[str]) -> str:
    """What is asked of one piece of an article: its day, the parks it may mean, its text with the marks."""
    lines = [f"发布日期：{published_on.isoformat() if published_on else '不详'}"]
    if parks:
        lines.append(f"可能涉及的园区：{'、'.join(parks)}")
    if piece.context:
        lines += ["文章开头（只供理解，不标注）：", piece.context]
    return "\n".join([*lines, "正文：", piece.text])


def possible_parks(text: str, marked: MarkedArticle, known: Knowledge) -> list[str]:
    """The parks that an article may mean: those it names, then the registered ones of the cities it names."""
    article = marked.article
    body = normalise(text[article.start_offset : min(article.end_offset, article.start_offset + 4_000)])
    found: dict[str, None] = dict.fromkeys([article.park_key] if article.park_key else [])
    found.update(dict.fromkeys(mention.key for mention in known.parks.find(body) if mention.key))
    named = {body[start:end] for start, end in known.place_words.spans(body)}
    for key, row in known.parks.register.items():
        if row["city"].removesuffix("市") in named:
            found.setdefault(key)
    return list(found)[:MOST_PARKS]


def reply_schema() -> dict[str, object]:
    """The JSON schema of a reply, for servers that hold their model to one."""
    text = {"type": ["string", "null"]}

    def one_of(values: Sequence[str]) -> dict[str, object]:
        return {"anyOf": [{"type": "string", "enum": list(values)}, {"type": "null"}]}

    figure: dict[str, object] = {
        "n": {"type": "integer"}, "scope": {"type": "string", "enum": ["in", "out"]}, "park": text, "subject_type": one_of(SUBJECT_TYPES), "subject": text,
        "metric": one_of(metric_keys()), "measure": one_of(MEASURES), "status": one_of(STATUSES), "period_start": text, "period_end": text,
    }  # fmt: skip
    event: dict[str, object] = {
        "trigger": {"type": "string"}, "before": text, "event_type": {"type": "string", "enum": list(event_type_keys())}, "park": text,
        "date_start": text, "date_end": text, "status": one_of(EVENT_STATUSES), "title": text, "amount": {"type": ["number", "null"]},
    }  # fmt: skip
    return _object({"quantities": {"type": "array", "items": _object(figure)}, "events": {"type": "array", "items": _object(event)}})


def _object(fields: dict[str, object]) -> dict[str, object]:
    # Servers that take a schema strictly want every field named as required.
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
