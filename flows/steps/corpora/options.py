"""How the rows of corpora are read: the names of their fields, and how much of them."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass

READER = 1
"""Counted up where rows are read otherwise than before, so that unchanged corpora are read again."""
TEXT = ("text", "content", "body", "正文", "内容", "全文")
TITLE = ("title", "headline", "标题", "题目")
DATE = ("date", "published_on", "publish_time", "published_at", "publish_date", "pub_date", "pubdate", "日期", "发布日期", "发布时间")
SOURCE = ("url", "link", "source", "链接", "网址", "来源")
MAX_ROWS = 10_000_000
MAX_BYTES = 200_000_000_000


@dataclass(slots=True, frozen=True)
class CorpusOptions:
    """The fields of a row by their names, the first that says anything counts; and the limits of one file."""

    text: tuple[str, ...] = TEXT
    title: tuple[str, ...] = TITLE
    date: tuple[str, ...] = DATE
    source: tuple[str, ...] = SOURCE
    max_rows: int = MAX_ROWS
    max_bytes: int = MAX_BYTES
    """Of a file, unpacked."""

    @property
    def mark(self) -> str:
        """What a file that was read with other options must be read again for."""
        return hashlib.sha256(repr((READER, astuple(self))).encode()).hexdigest()[:16]
