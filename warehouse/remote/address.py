"""Addresses of homes in object stores, and the folders of this machine that hold their copies.

The folder's name is the address, written so that a file system takes it: whoever has the folder knows where it belongs.
"""

from __future__ import annotations

import re
from pathlib import Path

LOCAL_COPIES = "~/.local/share/parkhouse"
"""Where the copies lie, unless the setting local_copies names another folder."""
UNSENT = "unsent"
"""Folder of a copy for packs of documents that no other machine knows of, where another one went on meanwhile."""
_ADDRESS = re.compile(r"(?:s3|gs|az)://[A-Za-z0-9][A-Za-z0-9._-]{1,62}(?:/[\w.=+ -]+)*")
_SLASH = "~"
"""Stands for a slash in the name of a folder; no address has it."""
_LONGEST = 200
"""Bytes of a folder's name; systems take 255, and files beside it need names too."""


def is_address(text: str) -> bool:
    """Whether a home is named as an address and not as a folder."""
    return "://" in text


def checked(text: str) -> str:
    """An address in its one way of writing. Raises ValueError, which never repeats what may be a password."""
    scheme, _, rest = text.strip().rstrip("/").partition("://")
    address = f"{scheme.lower()}://{rest}"
    if not _ADDRESS.fullmatch(address) or any(part in (".", "..") for part in rest.split("/")):
        raise ValueError(
            "a home is a folder, or an address such as s3://bucket/prefix (gs://, az://) of letters, digits and . _ - = +, without login: "
            "credentials stand in the environment"
        )
    if len(folder_name(address).encode()) > _LONGEST:
        raise ValueError(f"an address of more than {_LONGEST} bytes")
    return address


def folder_name(address: str) -> str:
    """The name of the folder that holds the copy of a home."""
    return address.replace("://", _SLASH * 2).replace("/", _SLASH)


def address_of(root: Path) -> str | None:
    """The address to which a folder's home belongs; None for a home that is this folder alone."""
    scheme, mark, rest = root.name.partition(_SLASH * 2)
    if not mark:
        return None
    address = f"{scheme}://{rest.replace(_SLASH, '/')}"
    try:
        return address if checked(address) == address else None
    except ValueError:
        return None


def folder_of(text: str) -> Path:
    """A home as it is named: a folder, or by its address the name of the folder that holds its copy (see `placed`). Raises ValueError."""
    return Path(folder_name(checked(text))) if is_address(text) else Path(text)


def placed(home: Path, copies: Path) -> Path:
    """A home's folder: where nothing but the name of a copy is given it lies among the copies."""
    return copies.expanduser() / home if len(home.parts) == 1 and address_of(home) else home
