"""ClamAV's daemon: the real one with signatures of our own, and one that only acts as if."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

from pydantic import AnyUrl

MARK = b"jobbroker-test-virus-5d1f"
HASHED = b"%PDF-1.4\nThis very file is on the list.\n%%EOF\n"
LIMIT_MB = 3
_SECONDS = 30


@contextlib.contextmanager
def own_clamd(program: Path, folder: Path) -> Iterator[AnyUrl]:
    """The address of a daemon that knows MARK (in any file) and HASHED, and takes 3 MB."""
    signatures = folder / "signatures"
    signatures.mkdir(exist_ok=True)
    (signatures / "own.ndb").write_text(f"Jobbroker.Mark:0:*:{MARK.hex()}\n")
    digest = hashlib.sha256(HASHED).hexdigest()
    (signatures / "own.hsb").write_text(f"{digest}:{len(HASHED)}:Jobbroker.Hash\n")
    socket = folder / "clamd.ctl"
    settings = folder / "clamd.conf"
    settings.write_text(
        f"LocalSocket {socket}\nDatabaseDirectory {signatures}\nTemporaryDirectory {folder}\n"
        f"StreamMaxLength {LIMIT_MB}M\nForeground yes\nUser root\nMaxThreads 2\n"
    )
    with (folder / "clamd.log").open("w") as log:
        command = [str(program), "--foreground", f"--config-file={settings}"]
        running = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait_for(socket, running, folder / "clamd.log")
        yield AnyUrl(f"unix://{socket}")
    finally:
        running.terminate()
        running.wait(_SECONDS)


def _wait_for(socket: Path, running: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _SECONDS
    while not socket.exists():
        assert running.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.05)


Acting = Callable[[asyncio.StreamReader, asyncio.StreamWriter, bytes], Awaitable[None]]


@contextlib.asynccontextmanager
async def acting(act: Acting, *, port: int = 0) -> AsyncIterator[AnyUrl]:
    """A daemon on a port of 127.0.0.1; `act` gets each connection with the command it began."""

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await act(reader, writer, await reader.readuntil(b"\0"))
        writer.close()

    server = await asyncio.start_server(meet, "127.0.0.1", port)
    async with server:
        yield AnyUrl(f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}")


def answering(verdict: bytes) -> Acting:
    """PONG to a PING; the whole stream is read and answered with `verdict`."""

    async def act(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter, command: bytes
    ) -> None:
        if command == b"zINSTREAM\0":
            while size := int.from_bytes(await reader.readexactly(4), "big"):
                await reader.readexactly(size)
        writer.write(b"PONG\0" if command == b"zPING\0" else verdict)
        await writer.drain()

    return act
