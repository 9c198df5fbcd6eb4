"""The token of `parkhouse serve`: from a file, the settings, or made once and kept where only its owner reads it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from flows.settings.model import Settings, SettingsError
from warehouse.layout import Home

MIN_CHARACTERS = 16


def serve_token(settings: Settings, token_file: Path | None) -> tuple[str, str]:
    """(token, where it stands, for people).

    A file given on the command line goes before the setting, that before the kept file, which is made where there is none.
    Raises SettingsError where a token is too short to resist guessing, or the kept file may be read by others.
    """
    if token_file is not None:
        return _checked(_read(token_file), str(token_file)), str(token_file)
    if settings.serve_token is not None:
        where = "the setting serve_token"
        return _checked(settings.serve_token.get_secret_value().strip(), where), where
    path = Home(settings.home).state / "serve.token"
    return kept_token(path), str(path)


def kept_token(path: Path) -> str:
    """The token of a kept file, which is made where there is none. Raises SettingsError as `serve_token` does."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise SettingsError(f"{path} may be read by other users: delete it (a new token is made), or chmod 600 {path}") from None
        return _checked(_read(path), str(path))
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(token := secrets.token_urlsafe(32))
        stream.write("\n")
    return token


def _read(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(4097).decode("ascii").strip()
    except OSError as error:
        raise SettingsError(f"{path}: the token cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: a token is letters, digits and signs of ASCII alone") from None


def _checked(token: str, where: str) -> str:
    if not MIN_CHARACTERS <= len(token) <= 4096 or not token.isascii() or not token.isprintable() or " " in token:
        raise SettingsError(f"{where}: a token has at least {MIN_CHARACTERS} letters, digits or signs of ASCII in one line without spaces")
    return token
