"""XML from strangers, made harmless before a parser sees it."""

from __future__ import annotations

import re

from transforms.decode import Unreadable, decode

_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,200}\?>")
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^>\[]{0,1000}(?:\[[^\]]{0,10000}\]\s*)?>", re.IGNORECASE)


class BadXml(ValueError):
    """XML that is not read; the message says why."""


def harmless_xml(content: bytes) -> bytes:
    """The document as UTF-8, without declaration and DOCTYPE.

    Decoded here, so that no declared encoding hides anything. Raises BadXml for a document that declares entities (a few
    lines of them unfold to gigabytes, or name files of the machine) and for what is no text.
    """
    try:
        text = decode(content).text.lstrip("\ufeff")
    except Unreadable as error:
        raise BadXml(str(error)) from None
    text = _DECLARATION.sub("", text, count=1)
    if _ENTITY.search(text):
        raise BadXml("XML that declares entities; such a feed is not read")
    return _DOCTYPE.sub("", text, count=1).strip().encode("utf-8")
