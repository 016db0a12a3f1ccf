"""Memory of a file that passes through: stored, read back and recognised, in its own process."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024
FILE_BYTES = 20 * MEGABYTE
GOAL = 24.0


def measure() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder, _s3() as bucket:
        return [
            _row("a folder", folder),
            _row("a folder, encrypted", folder, "encrypted"),
            _row("S3", bucket),
            _row("S3, encrypted", bucket, "encrypted"),
        ]


def _row(place: str, address: str, *how: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.files", address, *how]
    root = Path(__file__).parents[1]
    ran = subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=120)
    value = json.loads(ran.stdout)
    name = f"20 MB file into {place}: peak memory over idle"
    return {"name": name, "value": value, "unit": "MB", "goal": GOAL, "met": value <= GOAL}


@contextmanager
def _s3() -> Iterator[str]:
    """A bucket on a server of this machine."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    os.environ.update(AWS_ACCESS_KEY_ID="benchmark", AWS_SECRET_ACCESS_KEY="benchmark")
    client = boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1")
    client.create_bucket(Bucket="benchmark")
    yield f"s3://benchmark?endpoint=http://{host}:{port}"
    server.stop()


async def _pass_through(address: str, *, encrypted: bool) -> float:
    """Megabytes that the peak grew by, after a small file has woken everything up."""
    from bot.kit.files.keys import new_key
    from bot.kit.files.kind import recognise_object
    from bot.kit.files.store import open_store

    store = open_store(address, (os.urandom(32),) if encrypted else ())
    peaks: list[float] = []
    for size in (MEGABYTE, FILE_BYTES):
        key = new_key("evidence")
        stored = await store.put_stream(key, _document(size), limit=size)
        assert await store.read_back(key) == stored
        assert (await recognise_object(store, key)).extension == "pdf"
        peaks.append(_peak())
    return round(peaks[1] - peaks[0], 1)


async def _document(size: int) -> AsyncIterator[bytes]:
    """A PDF of `size` bytes, in the pieces in which Telegram's answer arrives."""
    begin, end = b"%PDF-1.7\n", b"\n%%EOF\n"
    yield begin
    left = size - len(begin) - len(end)
    while left:
        piece = os.urandom(min(64 * 1024, left))
        left -= len(piece)
        yield piece
    yield end


def _peak() -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_pass_through(sys.argv[1], encrypted=len(sys.argv) > 2))))
