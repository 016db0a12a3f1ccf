"""A decoder that a file has taken over reaches nobody, starts nothing, and reads no secret."""

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.kit.files.decoding import child, shelter
from bot.kit.files.decoding.asking import Parent
from tests.kit.files.test_decoding import CONFINED, ask

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's own limits")

_LANDLOCK = 444  # asked for its version, where there is one
FILES = {"secret file", "what another process knows", "folder"}
TRIED: dict[str, str] = {
    "connection": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "name looked up": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "pair of sockets": "import socket; socket.socketpair()",
    "process": "import os; os.fork()",
    "program": "import os; os.execv('/bin/true', ['true'])",
    "end of the bot": "import os; os.kill(os.getppid(), 0)",
    "more memory": "import resource as r; r.setrlimit(r.RLIMIT_AS, (2**40, 2**40))",
    "secret file": "open({secret!r}).read()",
    "what another process knows": "open(f'/proc/{{__import__(\"os\").getppid()}}/environ').read()",
    "folder": "import os; os.listdir({folder!r})",
}


@pytest.fixture(params=["forked", "started anew"])
def taken_over(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A program in the place of the decoder, in a process of either kind."""
    program = tmp_path / "program.py"
    monkeypatch.setattr(child, "__file__", str(program))
    parent = Parent(program)
    monkeypatch.setattr(shelter, "_PARENT", parent if request.param == "forked" else None)
    yield program
    parent.end()


@pytest.mark.parametrize("name", TRIED)
def test_what_a_decoder_has_no_need_of_is_refused(taken_over: Path, name: str) -> None:
    if name in FILES and ctypes.CDLL(None).syscall(_LANDLOCK, None, 0, 1) < 1:
        pytest.skip("a kernel without Landlock")
    secret = taken_over.with_name("secret")
    secret.write_text("1:token")
    tried = TRIED[name].format(secret=str(secret), folder=str(secret.parent))
    taken_over.write_text(
        f"{CONFINED}import json\ntry: {tried}; told = 'did it'\n"
        "except (OSError, ValueError) as fault: told = type(fault).__name__\n"
        "print(json.dumps({'told': told, 'lengths': []}))\n"
    )
    assert ask(b"x", "picture").told["told"] in {"PermissionError", "ValueError"}
