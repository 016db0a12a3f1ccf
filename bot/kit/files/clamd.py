"""What ClamAV's daemon is told and what it answers: the PING, VERSION and INSTREAM of its protocol.

Own code, because the libraries for it read blocking files, know no Unix socket or hold one limit
over everything; here a stream goes in with bounded memory, and every step has its own limit.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator, AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from urllib.parse import unquote

from pydantic import AnyUrl

_LONGEST_ANSWER: Final = 4096
_LONGEST_PIECE: Final = 256 * 1024  # of what is sent between two looks at whether it wants more


class Trouble(StrEnum):
    """Why there is no verdict, in words for the log and for `jobbroker doctor`."""

    UNREACHABLE = "cannot be reached"
    SLOW = "does not answer in time"
    LIMIT = "takes no file of this size"
    NONSENSE = "answers with something that is no verdict"


class NoVerdict(Exception):
    """The daemon did not say what it was asked."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for a connection or a PONG, for a piece to be taken, and for the verdict."""

    connect: float = 5
    send: float = 30
    verdict: float = 60


class Wire:
    """A connection, for one question. Each raises NoVerdict.

    A socket and no asyncio stream: a stream whose peer hangs up while it is written to throws away
    what the peer had answered before.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    async def ask(self, command: str, seconds: float) -> str:
        """The answer to a command without data."""
        await self._send(f"z{command}\0".encode(), seconds)
        return await self._answer(seconds)

    async def stream(self, chunks: AsyncIterator[bytes], patience: Patience) -> str:
        """The answer to a stream of bytes; it may come before the end, and ends the sending.

        Raises whatever `chunks` raises.
        """
        answer = asyncio.create_task(self._read())
        try:
            await self._send_all(chunks, answer, patience.send)
            with _telling():
                got = await asyncio.wait_for(answer, patience.verdict)
        finally:
            answer.cancel()
            await asyncio.gather(answer, return_exceptions=True)
        return _words(got)

    async def _send_all(
        self, chunks: AsyncIterator[bytes], answer: asyncio.Task[bytes], seconds: float
    ) -> None:
        await self._send(b"zINSTREAM\0", seconds)
        async for chunk in chunks:
            for start in range(0, len(chunk), _LONGEST_PIECE):
                if answer.done():
                    return
                piece = memoryview(chunk)[start : start + _LONGEST_PIECE]
                await self._send(len(piece).to_bytes(4, "big"), seconds, answer)
                await self._send(piece, seconds, answer)
        await self._send(bytes(4), seconds, answer)

    async def _send(
        self, data: bytes | memoryview, seconds: float, answer: asyncio.Task[bytes] | None = None
    ) -> None:
        """A daemon that wants no more hangs up after its answer, which then counts."""
        with _telling():
            try:
                sending = asyncio.get_running_loop().sock_sendall(self._connection, data)
                await asyncio.wait_for(sending, seconds)
            except ConnectionError:
                if answer is None or not await _came(answer, seconds):
                    raise

    async def _answer(self, seconds: float) -> str:
        with _telling():
            return _words(await asyncio.wait_for(self._read(), seconds))

    async def _read(self) -> bytes:
        """What is answered, up to its end. Raises NoVerdict for one that is too long or cut off."""
        loop, answer = asyncio.get_running_loop(), b""
        while not answer.endswith(b"\0"):
            piece = await loop.sock_recv(self._connection, _LONGEST_ANSWER)
            answer += piece
            if not piece or len(answer) > _LONGEST_ANSWER:
                raise NoVerdict(Trouble.NONSENSE)
        return answer


@asynccontextmanager
async def connected(address: AnyUrl, seconds: float) -> AsyncGenerator[Wire]:
    """A connection to `unix:///path` or `tcp://host:port`. Raises NoVerdict."""
    with _telling():
        connection = await asyncio.wait_for(_open(address), seconds)
    with connection:  # what was not sent by now is not wanted
        yield Wire(connection)


async def _open(address: AnyUrl) -> socket.socket:
    if address.scheme == "unix":
        return await _connected(socket.AF_UNIX, unquote(address.path or ""))
    host = (address.host or "").strip("[]")
    found = await asyncio.get_running_loop().getaddrinfo(
        host, address.port, type=socket.SOCK_STREAM
    )
    for family, _, _, _, place in found[:-1]:
        with suppress(OSError):
            return await _connected(family, place)
    return await _connected(found[-1][0], found[-1][4])


async def _connected(family: int, place: Any) -> socket.socket:
    connection = socket.socket(family, socket.SOCK_STREAM)
    connection.setblocking(False)
    try:
        await asyncio.get_running_loop().sock_connect(connection, place)
    except BaseException:
        connection.close()
        raise
    return connection


async def _came(answer: asyncio.Task[bytes], seconds: float) -> bool:
    await asyncio.wait({answer}, timeout=seconds)
    return answer.done() and answer.exception() is None


@contextmanager
def _telling() -> Generator[None]:
    """Turns what a socket raises into NoVerdict."""
    try:
        yield
    except TimeoutError as late:
        raise NoVerdict(Trouble.SLOW) from late
    except OSError as gone:
        raise NoVerdict(Trouble.UNREACHABLE) from gone


def _words(answer: bytes) -> str:
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()
