"""The parent process as the bot sees it: begun with the first file, ended when none come."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Final

from bot.kit.files.decoding import parent

REST_SECONDS: Final = 300.0  # it holds some 40 MB
_ENDS_WITHIN: Final = 5.0
_PIECE: Final = 256 * 1024


class ParentGone(Exception):
    """It ended before the child did: nobody knows what the child would have said."""


def can_fork() -> bool:
    """Whether this system has what the parent needs, and lets us have it."""
    if sys.platform != "linux":
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except (AttributeError, OSError):  # an old kernel, or a container that forbids it
        return False
    return True


class Parent:
    """At most one process, for all who ask; it ends with us, however we end."""

    def __init__(self, program: Path) -> None:
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: socket.socket | None = None
        self._rest: asyncio.TimerHandle | None = None
        atexit.register(self.end)

    @property
    def pid(self) -> int | None:
        """The number of the process, if there is one."""
        return self._process.pid if self._process else None

    async def ask(self, file: int, argument: str, seconds: float, most: int) -> bytes:
        """What a child says of a file: at most one byte more than `most`, and what it has said by
        then when it has to be ended. Raises ParentGone.
        """
        self._stir()
        answer, said = socket.socketpair()
        line, heard = socket.socketpair()
        with answer, line:
            with said, heard:
                self._hand(argument, [file, said.fileno(), heard.fileno()])
            asked = self._process
            got = await _all_of(answer, seconds, most)
            if not await _has_ended(line):
                if self._process is asked:
                    self.end()
                raise ParentGone("it ended before its child did")
        self._stir()
        return got

    def end(self) -> None:
        """It is gone when this returns, and its children are with it."""
        if self._wire is not None:
            self._wire.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._wire = self._process = None

    def _stir(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
        self._rest = asyncio.get_running_loop().call_later(REST_SECONDS, self.end)

    def _hand(self, argument: str, descriptors: list[int]) -> None:
        word = json.dumps({"argument": argument}).encode()
        try:
            socket.send_fds(self._wire or self._begin(), [word], descriptors)
        except OSError:  # it has ended since it was asked last
            self.end()
            try:
                socket.send_fds(self._begin(), [word], descriptors)
            except OSError as fault:
                raise ParentGone(str(fault)) from fault

    def _begin(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        self._wire = ours
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, and nobody's words
                [sys.executable, "-I", str(Path(parent.__file__)), str(self._program)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"PYTHONIOENCODING": "utf-8"},  # nothing that we know: no token, no key
                start_new_session=True,  # Ctrl+C is for us
            )
        return ours


async def _has_ended(line: socket.socket) -> bool:
    """Whether the parent says that the child, which has nothing more to say, is gone."""
    line.setblocking(False)
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_WR)
        async with asyncio.timeout(_ENDS_WITHIN):
            return await asyncio.get_running_loop().sock_recv(line, 1) == parent.ENDED
    return False


async def _all_of(answer: socket.socket, seconds: float, most: int) -> bytes:
    """All that comes until the other side is closed, the time is over, or it is too much."""
    loop, got = asyncio.get_running_loop(), bytearray()
    answer.setblocking(False)
    with contextlib.suppress(TimeoutError, ConnectionError):
        async with asyncio.timeout(seconds):
            while len(got) <= most and (piece := await loop.sock_recv(answer, _PIECE)):
                got += piece
    return bytes(got[: most + 1])
