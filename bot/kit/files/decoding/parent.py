"""The process that children come from: `python -I parent.py PROGRAM`, with a socket as its input.

It has the decoders imported, and for each file forks a child that runs PROGRAM as if that had been
started anew, only without the tenth of a second that the imports take. It never looks into a file
itself, and ends with all its children when the socket is closed.

Asked is with a line of JSON and three descriptors: the file, where the answer goes, and a line over
which the asker hears that the child has ended (ENDED), and gives up by closing it or its half.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final, NoReturn

ENDED: Final = b"."
LONGEST_WORD: Final = 1024
_DESCRIPTORS: Final = 64
_DIES_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG
_DECODERS: Final = (
    "PIL.Image",
    "PIL.ImageOps",
    "PIL.ImageCms",
    "pypdf",
    "pypdf.errors",
    "pypdf.generic",
    "pypdfium2",
    "bot.kit.files.inside",
)


def prepare() -> None:
    """Import what children need; what cannot be imported is a child's own fault, later."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_DESCRIPTORS, _DESCRIPTORS))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the asker ends it, after what it still asks
    for name in _DECODERS:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    if image := sys.modules.get("PIL.Image"):
        image.init()
    gc.collect()
    gc.freeze()  # so that collecting in a child copies nothing of it


@dataclass(frozen=True, slots=True)
class _Child:
    """One that runs: a descriptor that is ready when it has ended, and the asker's line."""

    pid: int
    handle: int
    line: socket.socket


class Parent:
    """Forks, waits and kills, until its socket is closed."""

    def __init__(self, asked: socket.socket, program: Path) -> None:
        self._asked = asked
        self._path = str(program)
        self._code = compile(program.read_bytes(), self._path, "exec", dont_inherit=True)
        self._prctl: Any = ctypes.CDLL(None).prctl
        self._ears = select.poll()
        self._ears.register(asked, select.POLLIN)
        self._children: dict[int, _Child] = {}

    def serve(self) -> None:
        while True:
            for number, _ in self._ears.poll():
                if number == self._asked.fileno():
                    word, descriptors, _, _ = socket.recv_fds(self._asked, LONGEST_WORD, 3)
                    if not word:
                        return
                    self._begin(json.loads(word)["argument"], descriptors)
                elif child := self._children.get(number):
                    self._hear(child, number)

    def _begin(self, argument: str, descriptors: list[int]) -> None:
        file, answer, line = descriptors
        own = os.getpid()
        pid = os.fork()
        if not pid:
            self._become(argument, file, answer, own)
        os.close(file)
        os.close(answer)
        child = _Child(pid, os.pidfd_open(pid), socket.socket(fileno=line))
        for number in (child.handle, line):
            self._children[number] = child
            self._ears.register(number, select.POLLIN)

    def _become(self, argument: str, file: int, answer: int, parent: int) -> NoReturn:
        """The child from here on; nothing of what the parent holds is left open in it."""
        code = 1
        try:
            os.setsid()
            self._prctl(_DIES_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
            if os.getppid() == parent:
                _take(file, answer)
                _run(self._code, self._path, argument)
                code = 0
        finally:
            os._exit(code)

    def _hear(self, child: _Child, number: int) -> None:
        """It has ended, or its asker has given it up: then it will have ended soon."""
        _kill(child.pid)
        if number != child.handle:
            self._ears.unregister(number)
            return
        os.waitpid(child.pid, 0)
        for one in (child.handle, child.line.fileno()):
            del self._children[one]
            with contextlib.suppress(KeyError):
                self._ears.unregister(one)
        os.close(child.handle)
        with contextlib.suppress(OSError):  # nobody may listen any more
            child.line.send(ENDED, socket.MSG_NOSIGNAL | socket.MSG_DONTWAIT)
        child.line.close()


def _kill(pid: int) -> None:
    """With whatever it may have started; until it is waited for the number is nobody else's."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)


def _take(file: int, answer: int) -> None:
    os.dup2(file, 0)
    os.dup2(answer, 1)
    os.closerange(3, _DESCRIPTORS)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as it lives
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def _run(code: CodeType, path: str, argument: str) -> None:
    program = ModuleType("__main__")
    program.__file__ = path
    sys.modules["__main__"] = program
    sys.argv = [path, argument]
    exec(code, program.__dict__)  # noqa: S102 - our own program
    sys.stdout.flush()


if __name__ == "__main__":
    prepare()
    with socket.socket(fileno=0) as asked:
        Parent(asked, Path(sys.argv[1])).serve()
