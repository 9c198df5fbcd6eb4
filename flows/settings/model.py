"""Settings: defaults, `parkhouse.toml`, environment (PARKHOUSE_...), command line; the last word wins."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, InitSettingsSource, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from flows.settings.checks import check_cron, check_memory, check_name, check_time_zone, comma_list, expanded, home_folder, no_empty_path, path_list
from flows.settings.corpora import Corpora
from flows.settings.formats import Formats
from flows.settings.origin import DEFAULT_HOME, PREFIX, Origins, SettingsError, SettingsFile, closest, from_environment, from_file, nested_environment
from flows.settings.second_reader import SecondReader
from flows.steps.options import BATCH_SIZE, REBUILD_DAYS, Runner
from flows.steps.second.options import KEY_VARIABLE
from flows.steps.sources import ALARM_RUNS, FALL_SHARE, FRESHNESS_DAYS, MAX_DOCUMENT_BYTES, WITHDRAW_MAX_SHARE
from flows.steps.web.options import DELAY_SECONDS, MAX_PAGES
from warehouse.limits import MEMORY, SECONDS, Limits
from warehouse.remote.address import LOCAL_COPIES, placed

__all__ = ["Settings", "SettingsError", "load_settings", "load_with_origins"]

HomePath = Annotated[Path, BeforeValidator(no_empty_path), AfterValidator(expanded)]
HomeFolder = Annotated[Path, BeforeValidator(home_folder), BeforeValidator(no_empty_path), AfterValidator(expanded)]
Occasion = Literal["failure", "checks", "recovery"]
OCCASIONS: tuple[Occasion, ...] = ("failure", "checks", "recovery")


class Settings(BaseSettings):
    """Everything an operator may set. `parkhouse.example.toml` is made from it."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", hide_input_in_errors=True)

    home: HomeFolder = Field(Path(DEFAULT_HOME), description="Where all state lives: a folder, or an address in an object store (s3://bucket/prefix)")
    local_copies: HomePath = Field(Path(LOCAL_COPIES), description="Folder for this machine's copies of homes that are in an object store")
    sources: Annotated[list[str], NoDecode, BeforeValidator(path_list)] = Field(
        default_factory=list,
        description="Files, folders, globs and http(s) addresses (pages, feeds, sitemaps) to read where a run names none",
        examples=[["pages", "https://news.example.com/rss.xml"]],
    )
    workers: int = Field(1, ge=1, le=64, description="Processes that read documents")
    batch_size: int = Field(BATCH_SIZE, ge=1, le=10_000, description="Documents in one batch")
    max_document_bytes: int = Field(MAX_DOCUMENT_BYTES, ge=1_000, description="Larger documents are refused")
    max_documents: int = Field(1_000_000, ge=1, description="A run with more documents is refused")

    cron: Annotated[str, AfterValidator(check_cron)] = Field("0 6 * * *", description="When the schedule runs: minute, hour, day, month, weekday")
    timezone: Annotated[str, AfterValidator(check_time_zone)] = Field("Asia/Shanghai", description="Time zone of the schedule, an IANA name")
    deployment: Annotated[str, AfterValidator(check_name)] = Field(
        "parkhouse", description="Name of the Prefect deployment; another for each home that shares a Prefect server"
    )

    web_max_pages: int = Field(MAX_PAGES, ge=1, le=100_000, description="Pages visited in one run for each feed or sitemap")
    web_delay_seconds: float = Field(
        DELAY_SECONDS, ge=0, le=3600, allow_inf_nan=False, description="Least seconds between two requests to one host; robots.txt may ask for more"
    )
    web_timeout_seconds: float = Field(30, gt=0, le=3600, allow_inf_nan=False, description="Seconds after which a request is given up")
    web_allow_private: bool = Field(False, description="Whether addresses inside the local network may be fetched")

    withdraw_max_share: float = Field(
        WITHDRAW_MAX_SHARE, gt=0, le=1, allow_inf_nan=False, description="Share of a folder's documents that may vanish at once and count as withdrawn"
    )

    memory_limit: Annotated[str, AfterValidator(check_memory)] = Field(
        MEMORY, description="Memory that DuckDB may take in a run, a report or an export; what needs more goes to the disk where it can"
    )
    query_timeout_seconds: float = Field(
        SECONDS, gt=0, le=86_400, allow_inf_nan=False,
        description="Seconds after which one check, section of the report or file of an export is given up and told by its name",
    )  # fmt: skip
    source_fall_share: float = Field(
        FALL_SHARE, gt=0, le=1, allow_inf_nan=False, description="Share of its documents by which a source may fall from one run to the next without an alarm"
    )
    source_alarm_runs: int = Field(
        ALARM_RUNS, ge=1, le=1_000, description="Runs in a row that find a source missing, unreachable or empty before the warning becomes an alarm"
    )
    follow_links: bool = Field(False, description="Whether symbolic links in a source folder are followed out of it")

    serve_host: str = Field("127.0.0.1", min_length=1, description="Address that `parkhouse serve` listens on")
    serve_port: int = Field(9494, ge=1, le=65_535, description="Port that `parkhouse serve` listens on")
    serve_token: SecretStr | None = Field(None, min_length=4, description="Token that clients of `parkhouse serve` must show", examples=["a long random word"])
    serve_memory_limit: Annotated[str, AfterValidator(check_memory)] = Field("2GB", description="Memory that the queries of clients may take")
    serve_timeout_seconds: float = Field(60, gt=0, allow_inf_nan=False, description="Seconds after which a client's query is stopped")

    notify: Annotated[list[SecretStr], NoDecode, BeforeValidator(path_list)] = Field(
        default_factory=list,
        description="Where to send messages: Apprise addresses (json://, mailto://, wecombot://, dingtalk://, feishu:// ...)",
        examples=[["wecombot://BOT_KEY"]],
    )
    notify_on: Annotated[list[Occasion], NoDecode, BeforeValidator(comma_list)] = Field(
        default_factory=lambda: list(OCCASIONS), description="What to send messages about: failure, checks, recovery"
    )
    freshness_days: int = Field(
        FRESHNESS_DAYS, ge=1, le=36_500, description="The check freshness and `status` warn where no new document has come in for more days than this"
    )

    rebuild_days: float = Field(
        REBUILD_DAYS, ge=0, le=3650, allow_inf_nan=False,
        description="Days after which a run that publishes builds the warehouse anew instead of bringing the published file up to date; 0: always",
    )  # fmt: skip
    published_writable: bool = Field(
        False, description="Whether the published warehouse keeps its write permission; a program that opens it for writing keeps all readers out"
    )
    keep_reports: int = Field(30, ge=1, description="Dated reports that are kept")
    keep_runs_days: int = Field(90, ge=1, le=36_500, description="Days that Prefect's own history is kept")
    log_format: Literal["text", "json"] = Field("text", description="Format of logs/parkhouse.log: text or json")
    log_max_bytes: int = Field(5_000_000, ge=10_000, description="Size at which a log is put aside")
    keep_logs: int = Field(5, ge=1, le=1_000, description="Logs put aside that are kept")
    metrics_file: HomePath | None = Field(
        None,
        description="Written after each run for Prometheus's textfile collector",
        examples=["/var/lib/node_exporter/textfile_collector/parkhouse.prom"],
    )

    runner: Runner = Field(
        "threads", description="What reads documents in a run with Prefect: threads (with `workers` processes of its own), processes, dask or ray"
    )
    runner_address: str = Field(
        "",
        description="Address of the Dask or Ray cluster; without one a cluster of `workers` processes is brought up on this machine for the run",
        examples=["tcp://scheduler:8786"],
    )
    formats: Formats = Field(default_factory=lambda: Formats.model_validate({}), description="What one PDF, Office file or archive may take")
    corpora: Corpora = Field(default_factory=lambda: Corpora.model_validate({}), description="How rows of corpora are read")
    second_reader: SecondReader = Field(default_factory=lambda: SecondReader.model_validate({}), description="A language model as second reader")

    @model_validator(mode="after")
    def _placed(self) -> Settings:
        self.home = placed(self.home, self.local_copies)
        return self

    def limits(self) -> Limits:
        """What the questions that parkhouse asks by itself may take."""
        return Limits(self.memory_limit, self.query_timeout_seconds)

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
        nested = InitSettingsSource(settings_cls, dict(nested_environment(setting_fields())))
        return init_settings, env_settings, nested, InitSettingsSource(settings_cls, dict(from_file().values))


def setting_fields() -> dict[str, FieldInfo]:
    """Every setting by its name; one of a table of the settings file as `second_reader.url`."""
    found: dict[str, FieldInfo] = {}
    for name, field in Settings.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            found |= {f"{name}.{inner}": one for inner, one in field.annotation.model_fields.items()}
        else:
            found[name] = field
    return found


def setting_value(settings: Settings, name: str) -> Any:
    """The value of a setting by its name."""
    value: Any = settings
    for part in name.split("."):
        value = getattr(value, part)
    return value


def load_settings(**overrides: Any) -> Settings:
    """The effective settings; None among the overrides means not given.

    Raises SettingsError that names each key at fault and where it stands, one a line.
    """
    return load_with_origins(**overrides)[0]


def load_with_origins(**overrides: Any) -> tuple[Settings, Origins]:
    """The effective settings, and where each one comes from."""
    given = {key: value for key, value in overrides.items() if value is not None}
    file = from_file()
    names = list(setting_fields())
    wrong: list[str] = []
    try:
        variables = from_environment(names, {KEY_VARIABLE})
    except SettingsError as error:
        wrong.append(str(error))
        variables = {}
    origins = Origins(names, file, variables, set(given))
    try:
        found = Settings(**given)
    except ValidationError as error:
        told: dict[str, str] = {}
        for one in error.errors():
            about, line = _told(dict(one), names, file, origins)
            told.setdefault(about, line)
        wrong += told.values()
    if wrong:
        raise SettingsError("\n".join(wrong))
    return found, origins


def _told(error: dict[str, Any], names: list[str], file: SettingsFile, origins: Origins) -> tuple[str, str]:
    """The wrong setting, and one line about it: of a list whose members are all wrong the first is enough."""
    where = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        return where, f"setting {where}: there is no such setting{closest(where, names)} ({file.place(where)})"
    # Of a list the setting itself, of a table the key in it.
    known = where if where in names else str(error["loc"][0])
    return known, f"setting {where}: {str(error['msg']).removeprefix('Value error, ')} ({origins.of(known)})"
