"""Keys that are the same on every machine and in every run."""

from __future__ import annotations

import hashlib
import uuid

NAMESPACE = uuid.UUID("6f0c4c0e-5a53-5b3f-9c55-2f6f6f2f0d11")
"""Namespace of parkhouse's UUIDv5 keys (RFC 9562); fixed for good."""
_NAMESPACE_BYTES = NAMESPACE.bytes
# The two highest bits of this digit say which variant of UUID it is (RFC 9562).
_VARIANT = {f"{digit:x}": "89ab"[digit & 3] for digit in range(16)}


def document_key(content: bytes) -> str:
    """SHA-256 of a document's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def fact_key(kind: str, *parts: object) -> str:
    """The key of an article, observation or event: a UUIDv5 of document, offsets and meaning."""
    # uuid.uuid5 spelled out: a document has hundreds of facts, and the UUID object itself is not needed.
    name = "\x1f".join([kind, *map(str, parts)]).encode("utf-8", "surrogatepass")
    digest = hashlib.sha1(_NAMESPACE_BYTES + name, usedforsecurity=False).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{_VARIANT[digest[16]]}{digest[17:20]}-{digest[20:32]}"
