"""Keys that are the same on every machine and in every run."""

from __future__ import annotations

import hashlib
import uuid

NAMESPACE = uuid.UUID("6f0c4c0e-5a53-5b3f-9c55-2f6f6f2f0d11")
"""Namespace of parkhouse's UUIDv5 keys (RFC 9562); fixed for good."""
_NAMESPACE_BYTES = NAMESPACE.bytes


def document_key(content: bytes) -> str:
    """SHA-256 of a document's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def fact_key(kind: str, *parts: object) -> str:
    """The key of an article, observation or event: a UUIDv5 of document, offsets and meaning."""
    # uuid.uuid5 spelled out: a document has hundreds of facts, and the UUID object itself is not needed.
    digest = hashlib.sha1(_NAMESPACE_BYTES + "\x1f".join([kind, *map(str, parts)]).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digest[16], 16) & 3]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"
