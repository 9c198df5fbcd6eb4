"""Settings of the second reader: the table [second_reader] of the settings file, PARKHOUSE_SECOND_READER_... in the environment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from flows.settings.checks import expanded
from flows.steps.second.options import Standing, Use

if TYPE_CHECKING:
    from flows.steps.second.options import SecondOptions


def _check_url(text: str) -> str:
    """An address without a secret in it: it stands in logs and in the record of a run."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise ValueError("no address: give one such as http://127.0.0.1:11434/v1") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise ValueError("no address: give one such as http://127.0.0.1:11434/v1")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise ValueError("an address without login, ? and #: the key belongs into PARKHOUSE_SECOND_READER_KEY or the file that key_file names")
    return text.strip()


class SecondReader(BaseModel):
    """A language model that labels what the grammar has found."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)

    url: Annotated[str, AfterValidator(_check_url)] | None = Field(
        None, description="Server of a language model that speaks OpenAI's protocol (Ollama, vLLM, LM Studio, DeepSeek, Qwen ...)",
        examples=["http://127.0.0.1:11434/v1"],
    )  # fmt: skip
    model: str = Field("", max_length=200, description="Name of the model, as the server knows it", examples=["qwen3:14b"])
    use: Use = Field("never", description="Which articles it reads: never, doubt (those with rows in doubt), always")
    stands: Standing = Field("model", description="Whose labels a fact takes where the two readers differ, in doubt either way: model or rules")
    key_file: Annotated[Path, AfterValidator(expanded)] | None = Field(
        None, description="File whose first line is the server's key; PARKHOUSE_SECOND_READER_KEY in the environment wins over it",
        examples=["/etc/parkhouse/second_reader.key"],
    )  # fmt: skip
    max_documents: int = Field(1_000, ge=1, description="Documents about which it is asked in one run")
    max_tokens: int = Field(5_000_000, ge=1, description="Tokens of one run, estimated on the safe side before each question")
    concurrency: int = Field(4, ge=1, le=64, description="Questions at a time")
    timeout_seconds: float = Field(120, gt=0, le=3600, allow_inf_nan=False, description="Seconds after which a question is given up")
    retries: int = Field(2, ge=0, le=10, description="Further tries where the server is busy, slow or failing")

    @model_validator(mode="after")
    def _complete(self) -> SecondReader:
        if self.use != "never" and (self.url is None or not self.model.strip()):
            raise ValueError(f"use = {self.use}: url and model must be given too")
        return self

    def options(self) -> SecondOptions | None:
        """What a run is told; None where it is not to be asked."""
        return self.asked() if self.use != "never" else None

    def asked(self) -> SecondOptions:
        """How it is reached, whether runs use it or not. Raises ValueError where no server is named."""
        from flows.steps.second.options import SecondOptions

        if self.url is None or not self.model.strip():
            raise ValueError("no second reader is set: give url and model in [second_reader] of the settings file (see `parkhouse config --example`)")
        use = self.use if self.use != "never" else "always"
        return SecondOptions(
            self.url,
            self.model.strip(),
            use,
            self.stands,
            self.key_file,
            self.max_documents,
            self.max_tokens,
            self.concurrency,
            self.timeout_seconds,
            self.retries,
        )
