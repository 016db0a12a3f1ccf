"""Stores that must behave alike: a folder and a bucket of a local server, plain and encrypted."""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer
from pydantic import AnyUrl

from bot.kit.files.store import ObjectStore, open_store
from tests.kit.files.daemon import own_clamd


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The address of an S3 server of this machine, without buckets."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket_address(
    s3_server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> str:
    """The address of an empty bucket, with a prefix in it."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    name = f"bucket-{abs(hash(request.node.nodeid))}"
    client = boto3.client("s3", endpoint_url=s3_server, region_name="us-east-1")
    client.create_bucket(Bucket=name)
    return f"s3://{name}/evidence/files?endpoint={s3_server}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


KEYS = (b"newest key, of thirty-two bytes.", b"older key, also of thirty-two b.")
PLACES = ["folder", pytest.param("s3", marks=pytest.mark.s3)]
SEALED = ["sealed-folder", pytest.param("sealed-s3", marks=pytest.mark.s3)]


@pytest.fixture(params=PLACES + SEALED)
def store(request: pytest.FixtureRequest) -> ObjectStore:
    place = request.param.removeprefix("sealed-")
    fixture = "folder" if place == "folder" else "bucket_address"
    keys = KEYS if place != request.param else ()
    return open_store(str(request.getfixturevalue(fixture)), keys)


@pytest.fixture(scope="session")
def clamd_address(clamd: Path) -> Iterator[AnyUrl]:
    """A real daemon with signatures of our own; tests that use it carry the mark `clamav`."""
    # Not among pytest's folders: a socket's path has at most 107 bytes.
    with (
        tempfile.TemporaryDirectory(prefix="clamd-") as folder,
        own_clamd(clamd, Path(folder)) as address,
    ):
        yield address
