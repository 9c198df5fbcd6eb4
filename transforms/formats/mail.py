"""Mails (.eml) and web pages kept with their pictures (.mht): subject, day and main text. What is attached is not read."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage, Message

from transforms.formats.limits import LIMITS, FormatLimits
from transforms.formats.reading import Reading, Unreadable
from transforms.text.decode import Unreadable as NoText
from transforms.text.decode import decode
from transforms.text.markup import is_page, main_text

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t\r]?")
_TELLING = re.compile(rb"^(?:mime-version|content-type|received|message-id|return-path):", re.IGNORECASE | re.MULTILINE)
_HEAD = 4_000
_MOST_PARTS = 1_000


def is_mail(content: bytes) -> bool:
    """Whether bytes begin with the headers of a mail or of a kept page, and name two that only such have."""
    head = content[:_HEAD].lstrip()
    return _HEADER.match(head) is not None and len(_TELLING.findall(head.replace(b"\r\n", b"\n").partition(b"\n\n")[0])) >= 2


def read_mail(content: bytes, limits: FormatLimits = LIMITS) -> Reading:
    """Subject, day and text. Raises Unreadable for what holds no text."""
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        parts = _text_parts(message)
        subject = " ".join(str(message.get("Subject", "")).split())[:300]
        sent = message.get("Date")
        # The headers of a kept page tell when it was kept.
        kept = "Snapshot-Content-Location" in message or "saved by" in str(message.get("From", "")).lower()
        day = sent.datetime.date().isoformat() if sent is not None and sent.datetime is not None and not kept else ""
    except Unreadable:
        raise
    except Exception as error:  # noqa: BLE001 - headers of any build; what the library makes of them is not told
        raise Unreadable(f"a broken mail: {type(error).__name__}") from None
    for kind, data in parts:
        try:
            text, encoding = decode(data)
            if is_page(kind, text):
                page = main_text(text)
                text, title = page.text, page.title
            else:
                title = ""
        except (NoText, ValueError):
            continue
        title = subject or title
        if title and "".join(title.split()) not in "".join(text[: 2 * len(title) + 200].split()):
            text = f"{title}\n\n{text}"
        return Reading(text, title, day, encoding)
    raise Unreadable("a mail without text")


def _text_parts(message: Message) -> list[tuple[str, bytes]]:
    """The parts that may be the text, the best first: a page before plain text."""
    found: list[tuple[str, bytes]] = []
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            raise Unreadable(f"a mail of more than {_MOST_PARTS:,} parts")
        kind = part.get_content_type()
        attached = isinstance(part, EmailMessage) and part.is_attachment()
        if kind in ("text/html", "application/xhtml+xml", "text/plain") and not attached:
            data = part.get_payload(decode=True)
            if isinstance(data, bytes) and data.strip():
                charset = part.get_content_charset()
                found.append((kind if kind == "text/plain" else "text/html", _as_utf8(data, charset)))
    return sorted(found, key=lambda one: one[0])


def _as_utf8(data: bytes, charset: str | None) -> bytes:
    """Text in the encoding that its part states, where that fits; else as it is, to be found out."""
    try:
        return data.decode("gb18030" if charset in ("gb2312", "gbk") else charset or "utf-8").encode()
    except (LookupError, UnicodeError):
        return data
