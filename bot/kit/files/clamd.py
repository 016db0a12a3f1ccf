"""What ClamAV's daemon is told and what it answers: the PING, VERSION and INSTREAM of its protocol.

Own code, because the libraries for it read blocking files, know no Unix socket or hold one limit
over everything; here a stream goes in with bounded memory, and every step has its own limit.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
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
    """A connection, for one question. Each raises NoVerdict."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def ask(self, command: str, seconds: float) -> str:
        """The answer to a command without data."""
        await self._send(f"z{command}\0".encode(), seconds)
        return await self._answer(seconds)

    async def stream(self, chunks: AsyncIterator[bytes], patience: Patience) -> str:
        """The answer to a stream of bytes; it may come before the end, and ends the sending.

        Raises whatever `chunks` raises.
        """
        answer = asyncio.create_task(self._reader.readuntil(b"\0"))
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
                self._writer.write(data)
                await asyncio.wait_for(self._writer.drain(), seconds)
            except ConnectionError:
                if answer is None or not await _came(answer, seconds):
                    raise

    async def _answer(self, seconds: float) -> str:
        with _telling():
            return _words(await asyncio.wait_for(self._reader.readuntil(b"\0"), seconds))


@asynccontextmanager
async def connected(address: AnyUrl, seconds: float) -> AsyncGenerator[Wire]:
    """A connection to `unix:///path` or `tcp://host:port`. Raises NoVerdict."""
    with _telling():
        reader, writer = await asyncio.wait_for(_open(address), seconds)
    try:
        yield Wire(reader, writer)
    finally:
        writer.transport.abort()  # what was not sent by now is not wanted


async def _open(address: AnyUrl) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if address.scheme == "unix":
        path = unquote(address.path or "")
        return await asyncio.open_unix_connection(path, limit=_LONGEST_ANSWER)
    host = (address.host or "").strip("[]")
    return await asyncio.open_connection(host, address.port, limit=_LONGEST_ANSWER)


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
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError) as broken:
        raise NoVerdict(Trouble.NONSENSE) from broken
    except OSError as gone:
        raise NoVerdict(Trouble.UNREACHABLE) from gone


def _words(answer: bytes) -> str:
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()
