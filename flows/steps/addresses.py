"""Web addresses: one spelling each, without credentials."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

MAX_LENGTH = 2000
MAX_NAME = 200
_HOST = re.compile(r"[a-z0-9._:-]+")
"""A host name in ASCII form, or a network address."""


class AddressError(ValueError):
    """What is no http(s) address; the message says why and never holds credentials."""


class Address(NamedTuple):
    """An address as it is asked and stored, and the login that stood in it."""

    text: str
    login: tuple[str, str] | None


def is_address(source: str) -> bool:
    """Whether a source is meant as an address, not as a path."""
    return "://" in source


def without_login(source: str) -> str:
    """An address for messages: whatever may be a login, up to the last @, is left out."""
    scheme, mark, rest = source.partition("://")
    return (scheme + mark + rest.rpartition("@")[2])[:MAX_LENGTH]


def parsed(source: str, base: str = "") -> Address:
    """The address that a text names, relative to `base` where there is one.

    The host in lower case and IDNA form, no fragment, no credentials. Raises AddressError where it is none.
    """
    # Imported where it is used: a command that asks no address starts without it.
    import httpx

    shown = without_login(source.strip())
    if len(source) > MAX_LENGTH:
        raise AddressError(f"{shown[:100]}...: an address of more than {MAX_LENGTH} characters")
    try:
        url = httpx.URL(base).join(source.strip()) if base else httpx.URL(source.strip())
        host = url.raw_host.decode("ascii")
        port = url.port
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise AddressError(f"{shown}: no valid web address") from None
    if url.scheme not in ("http", "https"):
        raise AddressError(f"{shown}: only http and https addresses are read")
    if not _HOST.fullmatch(host) or (port is not None and not 0 < port < 65536):
        raise AddressError(f"{shown}: no valid web address")
    login = (url.username, url.password) if url.userinfo else None
    return Address(str(url.copy_with(username=None, password=None, fragment=None)), login)


def origin(address: str) -> str:
    """Scheme, host and port: what robots.txt, a login and the rate hold for."""
    import httpx

    url = httpx.URL(address)
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def file_name(address: str) -> str:
    """The last part of an address's path that is not empty, else its host."""
    import httpx

    url = httpx.URL(address)
    parts = [part for part in url.raw_path.decode("ascii", "replace").partition("?")[0].split("/") if part]
    name = unquote(parts[-1], errors="replace") if parts else url.host
    return "".join(c if c.isprintable() and c not in "/\\" else "_" for c in name)[:MAX_NAME] or url.host
