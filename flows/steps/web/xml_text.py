"""XML from strangers, made harmless before a parser sees it."""

from __future__ import annotations

import re

from lxml import etree

from transforms.text.decode import Unreadable, decode

_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,200}\?>")
# ?id=5&cid=7 in a link, a bare & in a title: what is no reference stands for itself. Inside CDATA nothing is one.
_BARE = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)", re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)


MAX_FAULTS = 1_000
"""A feed with more is given up: passing over faults takes the parser far longer than reading."""
MAX_TAG = 500_000
"""Bytes up to the next >: a tag that never ends makes the parser look again and again."""
_CHUNK = 16_384


class BadXml(ValueError):
    """XML that is not read; the message says why."""


def text_of(content: bytes) -> str:
    """A document's text, whatever encoding it declares. Raises BadXml where it is no text."""
    try:
        return decode(content).text.lstrip("\ufeff")
    except Unreadable as error:
        raise BadXml(str(error)) from None


def harmless_xml(content: bytes) -> bytes:
    """The document as UTF-8, without its declaration.

    Decoded here, so that no declared encoding hides anything. Raises BadXml for a document that declares entities (a few
    lines of them unfold to gigabytes, or name files of the machine) and for what is no text.
    """
    text = text_of(content)
    text = _DECLARATION.sub("", text, count=1)
    if _ENTITY.search(text):
        raise BadXml("XML that declares entities; such a feed is not read")
    if "]]>" not in text:
        # Without an end the search for one would start again at every beginning.
        text = text.replace("<![CDATA[", "")
    text = _BARE.sub(lambda found: found[0] if len(found[0]) > 1 else "&amp;", text)
    return text.strip().encode("utf-8")


def parsed_xml(content: bytes, recover: bool = False) -> etree._Element:
    """The root of a harmless document, by libxml2 with all its limits on.

    With `recover` small faults (a bare &, a tag not closed) are passed over. Raises BadXml where nothing can be read.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True, recover=recover)
    content = harmless_xml(content)
    if max(map(len, content.split(b">"))) > MAX_TAG:
        raise BadXml("XML that cannot be read: a tag that does not end")
    try:
        for start in range(0, len(content), _CHUNK):
            parser.feed(content[start : start + _CHUNK])
            if len(parser.feed_error_log) > MAX_FAULTS:
                raise BadXml("XML that cannot be read: full of faults")
        root = parser.close()
    except (etree.XMLSyntaxError, ValueError) as error:
        if isinstance(error, BadXml):
            raise
        raise BadXml(f"XML that cannot be read: {' '.join(str(error).split())[:200]}") from None
    if root is None:
        raise BadXml("XML that cannot be read")
    return root
