"""Where objects lie: a store's address turned into obstore's store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from obstore.store import LocalStore, S3Store

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

Place = LocalStore | S3Store

# A task tries again later: what hangs for minutes would only hold its place in the queue.
_RETRY: Final[RetryConfig] = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}
_QUERY: Final = frozenset({"endpoint", "region"})


class BadStoreAddress(ValueError):
    """The address of a store cannot be used; the message says what is expected."""


def open_place(url: str, prefix: str = "") -> Place:
    """A folder (made if it is missing) or a bucket; with a prefix, what lies under it there.

    Raises BadStoreAddress for an address of another kind, OSError for a folder that cannot be made.
    """
    parts = urlsplit(url)
    if parts.scheme == "s3":
        return _bucket(parts, prefix)
    if parts.scheme == "file":
        return _folder(Path(unquote(parts.path)) / prefix)
    if "://" in url or not url.strip():
        raise BadStoreAddress(f"{url!r}: expected a folder, file:///folder or s3://bucket/prefix")
    return _folder(Path(url) / prefix)


def _folder(path: Path) -> LocalStore:
    path.mkdir(parents=True, exist_ok=True)
    return LocalStore(path.resolve())


def _bucket(parts: SplitResult, below: str) -> S3Store:
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if not parts.hostname or query.keys() - _QUERY:
        raise BadStoreAddress("expected s3://bucket/prefix?endpoint=https://host&region=name")
    if parts.username or parts.password:
        raise BadStoreAddress("credentials come from the environment, not from the address")
    prefix = "/".join(filter(None, (parts.path.strip("/"), below))) or None
    client = _client(query.get("endpoint"))
    region = query.get("region")
    if (endpoint := query.get("endpoint")) is None:
        return S3Store(
            parts.hostname,
            prefix=prefix,
            client_options=client,
            retry_config=_RETRY,
            config={"region": region} if region else {},
        )
    return S3Store(
        parts.hostname,
        prefix=prefix,
        client_options=client,
        retry_config=_RETRY,
        endpoint=endpoint,
        region=region or "us-east-1",  # what services other than Amazon's take for their only one
        virtual_hosted_style_request=False,  # a bucket is not a host name there
    )


def _client(endpoint: str | None) -> ClientConfig:
    return {
        "allow_http": bool(endpoint and endpoint.startswith("http://")),
        "connect_timeout": timedelta(seconds=5),
        "timeout": timedelta(seconds=60),
    }
