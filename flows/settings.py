"""Settings: defaults, `parkhouse.toml`, environment (PARKHOUSE_...), command line; the last word wins."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from flows.steps.sources import MAX_DOCUMENT_BYTES, WITHDRAW_MAX_SHARE
from flows.steps.web.options import DELAY_SECONDS, MAX_PAGES

FILE_NAME = "parkhouse.toml"


class SettingsError(ValueError):
    """A wrong key or value in the settings; the message names it."""


class Settings(BaseSettings):
    """Everything an operator may set."""

    model_config = SettingsConfigDict(env_prefix="PARKHOUSE_", extra="forbid", toml_file=FILE_NAME)

    home: Path = Field(Path("data"), description="Where all state lives")
    sources: list[str] = Field(
        default_factory=list, description="Files, folders, globs and http(s) addresses (pages, feeds, sitemaps) to read where a run names none"
    )
    workers: int = Field(1, ge=1, le=64, description="Processes that read documents")
    batch_size: int = Field(100, ge=1, le=10_000, description="Documents in one batch")
    max_document_bytes: int = Field(MAX_DOCUMENT_BYTES, ge=1_000, description="Larger documents are refused")
    max_documents: int = Field(1_000_000, ge=1, description="A run with more documents is refused")
    web_max_pages: int = Field(MAX_PAGES, ge=1, le=100_000, description="Pages visited in one run for each feed or sitemap")
    web_delay_seconds: float = Field(
        DELAY_SECONDS, ge=0, le=3600, allow_inf_nan=False, description="Least time between two requests to one host; robots.txt may ask for more"
    )
    web_timeout_seconds: float = Field(30, gt=0, le=3600, allow_inf_nan=False, description="Seconds after which a request is given up")
    web_allow_private: bool = Field(False, description="Whether web sources may lie at loopback, private or link-local addresses")
    withdraw_max_share: float = Field(
        WITHDRAW_MAX_SHARE, gt=0, le=1, description="Share of a folder's documents that may vanish at once and count as withdrawn"
    )
    cron: str = Field("0 6 * * *", description="When the schedule runs")
    timezone: str = Field("Asia/Shanghai", description="Time zone of the schedule")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line over environment over file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**overrides: Any) -> Settings:
    """The effective settings; None among the overrides means not given.

    Raises SettingsError that names the key at fault.
    """
    try:
        return Settings(**{key: value for key, value in overrides.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise SettingsError(f"setting {where}: {first['msg']}{_line_of(where)}") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{FILE_NAME}: {error}") from None


def _line_of(key: str) -> str:
    """Where a key stands in the settings file, for the error message."""
    path = Path(FILE_NAME)
    if not path.is_file():
        return ""
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if line.split("=")[0].strip() == key.split(".")[0]:
            return f" ({FILE_NAME}, line {number})"
    return ""
