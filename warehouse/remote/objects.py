"""The few things that are asked of an object store: whole objects put, read, listed and deleted, and writes on a condition."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from warehouse.remote.errors import NO_BUCKET, NO_CONDITIONS, Changed, RemoteError, told

if TYPE_CHECKING:
    from obstore.store import ObjectStore

T = TypeVar("T")
_TIMEOUT, _CONNECT_TIMEOUT, _READ_TIMEOUT = "3600s", "10s", "60s"
"""A large file may take its time as long as bytes come."""
_RETRIES, _RETRY_SECONDS = 4, 90
_AT_ONCE = 1_000
ENDPOINTS = ("AWS_ENDPOINT_URL", "AWS_ENDPOINT", "AZURE_STORAGE_ENDPOINT", "AZURE_ENDPOINT", "GOOGLE_BASE_URL")
"""Variables by which a store is somewhere else than at its maker's: one without TLS is taken where they say so."""
_PIECES = 4
"""Pieces of one file, of five megabytes, that are sent at the same time."""


class Version(NamedTuple):
    """What tells one state of an object from another: stores give the one, the other or both."""

    e_tag: str | None
    version: str | None


class Objects:
    """The objects under an address."""

    def __init__(self, store: ObjectStore, address: str) -> None:
        import obstore

        self._store, self.address, self._obstore = store, address, obstore

    def _asked(self, action: Callable[[], T]) -> T:
        """Raises FileNotFoundError where there is no such object, Changed where a condition does not hold, RemoteError for all else."""
        errors = self._obstore.exceptions
        try:
            return action()
        except (errors.AlreadyExistsError, errors.PreconditionError):
            raise Changed(self.address) from None
        except FileNotFoundError as error:
            if any(code in str(error) for code in NO_BUCKET):
                raise RemoteError(told(error, self.address)) from None
            raise FileNotFoundError(self.address) from None
        except errors.NotSupportedError:
            raise RemoteError(NO_CONDITIONS.format(self.address)) from None
        except (errors.BaseError, OSError) as error:
            # Not chained: what the store answered may repeat a key, and a traceback would show it.
            raise RemoteError(told(error, self.address)) from None

    def put(self, key: str, content: bytes | Path) -> None:
        """Puts an object whole or not at all."""
        self._asked(lambda: self._obstore.put(self._store, key, content, max_concurrency=_PIECES))

    def put_if(self, key: str, content: bytes, known: Version | None) -> Version:
        """Puts an object in the place of a known version, or of none; raises Changed where another one stands there."""
        mode: Any = "create" if known is None else {name: value for name, value in known._asdict().items() if value is not None}
        found = self._asked(lambda: self._obstore.put(self._store, key, content, mode=mode, use_multipart=False))
        return Version(found["e_tag"], found["version"])

    def read(self, key: str) -> tuple[bytes, Version] | None:
        """An object and its version; None where there is none."""

        def whole() -> tuple[bytes, Version]:
            answer = self._obstore.get(self._store, key)
            meta = answer.meta
            return bytes(answer.bytes()), Version(meta["e_tag"], meta["version"])

        try:
            return self._asked(whole)
        except FileNotFoundError:
            return None

    def fetch(self, key: str, path: Path) -> str:
        """Writes an object to a file; returns its SHA-256. Raises FileNotFoundError where there is none."""
        digest = hashlib.sha256()

        def chunks() -> Iterator[bytes]:
            yield from (bytes(chunk) for chunk in self._obstore.get(self._store, key).stream())

        with path.open("wb") as stream:
            asked = chunks()
            while (chunk := self._asked(lambda: next(asked, None))) is not None:
                digest.update(chunk)
                stream.write(chunk)
        return digest.hexdigest()

    def modified(self, key: str) -> dt.datetime:
        """When an object was put, by the store's clock. Raises FileNotFoundError."""
        found: dt.datetime = self._asked(lambda: self._obstore.head(self._store, key)["last_modified"])
        return found

    def names(self, prefix: str | None = None) -> Iterator[str]:
        """The names of all objects, or of those in a folder."""
        found = iter(self._obstore.list(self._store, prefix))
        while (chunk := self._asked(lambda: next(found, None))) is not None:
            yield from (one["path"] for one in chunk)

    def delete(self, keys: Iterable[str]) -> None:
        """Deletes objects; one that is gone already is no error."""
        left = list(keys)
        for start in range(0, len(left), _AT_ONCE):
            some = left[start : start + _AT_ONCE]
            try:
                self._asked(partial(self._obstore.delete, self._store, some))
            except FileNotFoundError:
                for key in some:
                    with contextlib.suppress(FileNotFoundError):
                        self._asked(partial(self._obstore.delete, self._store, key))

    def copy(self, key: str, target: str) -> None:
        """Copies an object within the store."""
        self._asked(lambda: self._obstore.copy(self._store, key, target))


def open_objects(address: str) -> Objects:
    """The objects under an address, with credentials from the environment as usual there (AWS_ACCESS_KEY_ID, AZURE_STORAGE_ACCOUNT_NAME, GOOGLE_APPLICATION_CREDENTIALS ...).

    Raises RemoteError where the program for it is not installed or the address cannot be used.
    """
    try:
        from obstore.store import from_url
    except ImportError:
        raise RemoteError(f'{address}: a home in an object store needs a package more: pip install "parkhouse[s3]"') from None
    plain = any(os.environ.get(name, "").startswith("http://") for name in ENDPOINTS)
    client: Any = {"timeout": _TIMEOUT, "connect_timeout": _CONNECT_TIMEOUT, "read_timeout": _READ_TIMEOUT, **({"allow_http": True} if plain else {})}
    try:
        store = from_url(address, client_options=client, retry_config={"max_retries": _RETRIES, "retry_timeout": dt.timedelta(seconds=_RETRY_SECONDS)})
    except Exception as error:  # noqa: BLE001 - whatever a wrong variable makes of it
        raise RemoteError(told(error, address)) from None
    return Objects(store, address)
