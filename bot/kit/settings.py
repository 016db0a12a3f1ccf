"""Settings from the environment or `.env`, prefix `JOBBROKER_`; a bad one is named with what is
expected.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import (
    AnyHttpUrl,
    AnyUrl,
    Field,
    SecretStr,
    UrlConstraints,
    ValidationError,
    field_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

_SECRETS: Final = frozenset({"audit_key", "store_key", "token"})
_STORE_KEY_BYTES: Final = 32
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST: Final = re.compile(r"[a-z0-9.-]+|\[[0-9a-f:.]+\]")
_MOST_PORT: Final = 65535


class BadSettings(Exception):
    """Settings that cannot be used; the message has a line for each, with what is expected."""


class Settings(BaseSettings):
    """Every setting. Secrets come from the environment alone and are never printed."""

    model_config = SettingsConfigDict(env_prefix="JOBBROKER_", env_file=".env", extra="ignore")

    token: SecretStr | None = Field(None, description="The bot's token from @BotFather")
    bot_api_url: AnyHttpUrl = Field(
        AnyHttpUrl("https://api.telegram.org"), description="Address of the Bot API server"
    )
    database_url: str | None = Field(None, description="sqlite:///FILE or postgresql://…")
    store_url: str | None = Field(None, description="A folder, or s3://bucket/prefix?endpoint=…")
    store_prefix: Annotated[
        str, Field(pattern=r"^([a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*)?$")
    ] = Field("", description="A word (or several with /) of small letters: files lie under it")
    store_key: SecretStr | None = Field(
        None, description="Keys that encrypt stored files, newest first; `openssl rand -base64 32`"
    )
    content: Path | None = Field(
        None, description="A folder to read instead of the built-in content"
    )
    data: Path = Field(Path("data"), description="The one folder of embedded state")
    messages_per_second: Annotated[float, Field(gt=0, le=1000)] = Field(
        30, description="Telegram's pace over all chats"
    )
    group_messages_per_minute: Annotated[float, Field(gt=0, le=6000)] = Field(
        20, description="Telegram's pace in one group"
    )
    chat_messages_per_second: Annotated[float, Field(gt=0, le=100)] = Field(
        1, description="Telegram's pace in one chat"
    )
    upload_limit_mb: Annotated[int, Field(gt=0, le=2000)] = Field(
        20, description="The largest evidence file; 20 through Telegram's own server"
    )
    scanner: Annotated[AnyUrl, UrlConstraints(allowed_schemes=["unix", "tcp"])] | None = Field(
        None,
        description="ClamAV's daemon: unix:///run/clamav/clamd.ctl or tcp://127.0.0.1:3310",
    )
    answer_hours: Annotated[int, Field(gt=0, le=24 * 30)] = Field(
        48, description="Hours in which a tutor is to answer"
    )
    judgement_days: Annotated[int, Field(gt=0, le=365)] = Field(
        14, description="Days in which an assessor is to sign"
    )
    second_assessor_share: Annotated[float, Field(ge=0, le=1)] = Field(
        0.2, description="The share of judgements that a second assessor makes, too; 0 for none"
    )
    weekly_messages: Annotated[int, Field(ge=0, le=50)] = Field(
        5, description="Reminders and broadcasts one person gets a week"
    )
    learner_target: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        80, description="Learners that the programme is to reach at least"
    )
    approval_threshold: Annotated[int, Field(ge=1)] = Field(
        500, description="Recipients above which a second coordinator approves a broadcast"
    )
    audit_key: SecretStr | None = Field(
        None, min_length=32, description="Seals the audit log; at least 32 random characters"
    )
    withdrawn_days: Annotated[int, Field(ge=7, le=3650)] = Field(
        90, description="Days after which a withdrawn draft is deleted; at least 7"
    )
    drafts_days: Annotated[int, Field(ge=60, le=3650)] = Field(
        365, description="Days after which an unfinished draft is withdrawn by itself; at least 60"
    )
    quarantine_days: Annotated[int, Field(ge=14, le=365)] = Field(
        60, description="Days for which a file waits for the virus scanner; at least 14"
    )
    public_url: str | None = Field(
        None, description="Where the pages are reached from outside: https://host, without a path"
    )
    web_listen: str = Field(
        "127.0.0.1:8090", description="Address and port the pages listen on; port 0: a free one"
    )
    web_proxies: Annotated[int, Field(ge=0, le=5)] = Field(
        0, description="How many proxies of yours stand before it and add to X-Forwarded-For"
    )
    contact: str = Field(
        "", description="Whom people ask about their data; their coordinator unless named here"
    )

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(
            ("sqlite:", "postgresql:", "postgresql+psycopg:")
        ):
            raise ValueError("expected sqlite:///FILE or postgresql://user@host/name")
        return url

    @field_validator("public_url")
    @classmethod
    def _one_origin(cls, url: str | None) -> str | None:
        if not url:
            return None
        parts = urlsplit(url)
        plain = parts.scheme == "http" and parts.hostname in _LOOPBACK
        if (parts.scheme == "https" or plain) and url == origin_of(url):
            return url
        raise ValueError("expected https://host or https://host:port and nothing behind it")

    @field_validator("web_listen")
    @classmethod
    def _host_and_port(cls, listen: str) -> str:
        listening_at(listen)
        return listen

    @field_validator("scanner")
    @classmethod
    def _one_socket(cls, url: AnyUrl | None) -> AnyUrl | None:
        if url is None:
            return None
        more = url.query or url.fragment or url.username or url.password
        is_path = url.scheme == "unix" and not url.host and (url.path or "/") != "/"
        is_port = url.host and url.port and (url.path or "/") == "/"
        if not more and (is_path or (url.scheme == "tcp" and is_port)):
            return url
        raise ValueError("expected unix:///path or tcp://host:port")

    @field_validator("store_key")
    @classmethod
    def _whole_keys(cls, keys: SecretStr | None) -> SecretStr | None:
        if keys is not None:
            _decoded(keys)
        return keys

    @property
    def store_keys(self) -> tuple[bytes, ...]:
        """The keys of the store, 32 bytes each, newest first; none unless they are set."""
        return _decoded(self.store_key) if self.store_key else ()

    @property
    def database(self) -> str:
        """The database's address; an SQLite file in the data folder unless one is named."""
        return self.database_url or f"sqlite:///{(self.data / 'jobbroker.sqlite').as_posix()}"

    @property
    def store(self) -> str:
        """The object store's address; a folder in the data folder unless one is named."""
        return self.store_url or (self.data / "files").as_posix()


def origin_of(url: str) -> str:
    """Scheme, host and port of an address, as browsers name them; empty for what has none."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        return ""
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    if not _HOST.fullmatch(host):
        return ""
    return f"{parts.scheme}://{host}" + (f":{port}" if port is not None else "")


def listening_at(listen: str) -> tuple[str, int]:
    """Host and port of `host:port`. Raises ValueError."""
    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) > _MOST_PORT:
        raise ValueError("expected host:port, as 127.0.0.1:8090")
    return host.strip("[]"), int(port)


def _decoded(keys: SecretStr) -> tuple[bytes, ...]:
    words = re.split(r"[\s,]+", keys.get_secret_value().strip())
    return tuple(_key(word, number) for number, word in enumerate(words, start=1) if word)


def _key(word: str, number: int) -> bytes:
    try:
        key = base64.b64decode(word.translate({45: "+", 95: "/"}), validate=True)
    except ValueError:
        key = b""
    if len(key) != _STORE_KEY_BYTES:
        raise ValueError(
            f"key {number}: expected 32 random bytes as base64 (44 characters); several with commas"
        )
    return key


def load_settings(**overrides: object) -> Settings:
    """Read the settings. Raises BadSettings naming each bad one, its value and what is expected."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as bad:
        raise BadSettings("\n".join(_fault(error) for error in bad.errors())) from None


def _fault(error: ErrorDetails) -> str:
    name = str(error["loc"][0]) if error["loc"] else "settings"
    value = "***" if name in _SECRETS else repr(error["input"])
    field = Settings.model_fields.get(name)
    meaning = f" ({field.description})" if field else ""
    return f"JOBBROKER_{name.upper()}={value}: {error['msg']}{meaning}"
