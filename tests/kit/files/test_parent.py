"""The process that children come from: each file alone, nothing left behind, nothing known."""

import asyncio
import contextlib
import gc
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import psutil
import pytest

from bot.kit.files.decoding import asking, shelter
from bot.kit.files.decoding.asking import Parent, ParentGone, can_fork
from bot.kit.files.decoding.shelter import Decoded, NotDecoded, What, decode
from bot.kit.files.keys import new_key
from bot.kit.files.store import ObjectStore, open_store
from tests.kit.files.samples import PDF
from tests.kit.files.test_position import cut

pytestmark = pytest.mark.skipif(not can_fork(), reason="no parent on this system")
SAYS = """
import json
def say(**told): print(json.dumps({**told, "lengths": []}), flush=True)
"""


@pytest.fixture
async def parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Parent]:
    """One whose children run what a test writes into `program.py`."""
    parent = Parent(tmp_path / "program.py")
    monkeypatch.setattr(shelter, "_PARENT", parent)
    yield parent
    parent.end()


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], int]:
    return lambda body: (tmp_path / "program.py").write_text(SAYS + body, "utf-8")


async def ask(what: What = "check", seconds: float = 20) -> Decoded:
    with tempfile.TemporaryFile() as file:
        file.write(b"a file")
        return await decode(file, what, seconds)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 - other processes set no event
            await asyncio.sleep(0.01)


def lives(pid: int) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


async def test_a_child_reads_its_file_and_knows_what_is_asked(
    parent: Parent, program: Callable[[str], int]
) -> None:
    program("import sys\nsay(read=sys.stdin.read(), argv=sys.argv[1:], name=__name__)")
    told = (await ask("pages")).told
    assert told == {"read": "a file", "argv": ["pages"], "name": "__main__"}


async def test_nothing_is_started_before_the_first_file(
    parent: Parent, program: Callable[[str], int]
) -> None:
    assert parent.pid is None
    program("say()")
    await ask()
    assert parent.pid is not None


@pytest.mark.parametrize("death", ["os.abort()", "os.kill(os.getpid(), 9)", "sys.exit(3)", "1 / 0"])
async def test_a_child_that_dies_takes_nobody_along(
    parent: Parent, program: Callable[[str], int], death: str
) -> None:
    program(f"import os, sys\nif sys.argv[1] == 'picture': {death}\nsay()")
    await ask("check")
    before = parent.pid
    with pytest.raises(NotDecoded):
        await ask("picture")
    await ask("check")
    assert parent.pid == before


async def test_a_child_that_is_ended_is_gone_with_what_it_started(
    parent: Parent, program: Callable[[str], int]
) -> None:
    program(
        "import os, time\nother = os.fork()\nif other: print(os.getpid(), other, flush=True)\n"
        "while True: time.sleep(1)"
    )
    with tempfile.TemporaryFile() as file:
        said = await parent.ask(file.fileno(), "check", 1.0, 1000)
    first, second = map(int, said.split())
    await until(lambda: not lives(first) and not lives(second))


async def test_limits_are_the_childs_own(parent: Parent, program: Callable[[str], int]) -> None:
    program(
        "import resource as r\nr.setrlimit(r.RLIMIT_AS, (1 << 28, 1 << 28))\nbytearray(1 << 29)"
    )
    for _ in range(2):
        with pytest.raises(NotDecoded):
            await ask()
    assert parent.pid is not None
    assert resource.prlimit(parent.pid, resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY


async def test_it_and_its_children_know_no_secret_and_hold_nothing_open(
    parent: Parent, program: Callable[[str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBBROKER_TOKEN", "1:secret")
    with tempfile.TemporaryFile() as ours:
        os.set_inheritable(ours.fileno(), True)
        program("import os\nsay(env=list(os.environ), open=os.listdir('/proc/self/fd'))")
        told = (await ask()).told
    assert {int(one) for one in told["open"]} <= {0, 1, 2, 3}  # 3 is the folder it reads
    assert set(told["env"]) <= {"PYTHONIOENCODING", "LC_CTYPE"}
    assert "JOBBROKER_TOKEN" not in psutil.Process(parent.pid).environ()


def hanging_once(mark: Path, then: str) -> str:
    return (
        "import os, time\n"
        f"if not os.path.exists({str(mark)!r}):\n"
        f"    with open({str(mark)!r}, 'w') as mark: mark.write(str(os.getpid()))\n"
        f"    time.sleep(60)\n{then}"
    )


async def running(mark: Path) -> int:
    """The number of the child that hangs, once it does."""
    await until(lambda: mark.exists() and mark.read_text() != "")
    return int(await asyncio.to_thread(mark.read_text))


async def killed_in_the_middle(parent: Parent, mark: Path) -> tuple[asyncio.Task[Decoded], int]:
    asked = asyncio.create_task(ask())
    child = await running(mark)
    assert parent.pid is not None
    os.kill(parent.pid, signal.SIGKILL)
    return asked, child


@pytest.fixture
def other_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelter.child, "__file__", str(tmp_path / "program.py"))


@pytest.mark.usefixtures("other_child")
async def test_killed_in_the_middle_of_a_file_that_is_asked_again_once(
    parent: Parent, program: Callable[[str], int], tmp_path: Path
) -> None:
    program(hanging_once(tmp_path / "mark", "say(again=True)"))
    asked, child = await killed_in_the_middle(parent, tmp_path / "mark")
    assert (await asked).told == {"again": True}
    await until(lambda: not lives(child))
    await ask()
    assert parent.pid is not None


@pytest.mark.usefixtures("other_child")
async def test_a_file_that_dies_again_is_not_asked_a_third_time(
    parent: Parent, program: Callable[[str], int], tmp_path: Path
) -> None:
    times = tmp_path / "times"
    count = f"with open({str(times)!r}, 'a') as times: times.write('.')\n"
    program(count + hanging_once(tmp_path / "mark", "os.abort()"))
    asked, _ = await killed_in_the_middle(parent, tmp_path / "mark")
    with pytest.raises(NotDecoded):
        await asked
    assert times.read_text() == ".."


async def test_one_that_ended_between_two_files_is_begun_anew(
    parent: Parent, program: Callable[[str], int]
) -> None:
    program("say()")
    await ask()
    before = parent.pid
    assert before is not None
    os.kill(before, signal.SIGKILL)
    await until(lambda: not lives(before))
    with tempfile.TemporaryFile() as file:
        assert await parent.ask(file.fileno(), "check", 20, 1000)
    assert parent.pid not in (before, None)


async def test_one_that_answers_nobody_any_more_is_ended(
    parent: Parent, program: Callable[[str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_ENDS_WITHIN", 0.2)
    program("say()")
    await ask()
    before = parent.pid
    assert before is not None
    os.kill(before, signal.SIGSTOP)
    with tempfile.TemporaryFile() as file, pytest.raises(ParentGone):
        await parent.ask(file.fileno(), "check", 0.2, 1000)
    assert (parent.pid, lives(before)) == (None, False)


async def test_it_ends_when_no_files_come(
    parent: Parent, program: Callable[[str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "REST_SECONDS", 0.05)
    program("say()")
    await ask()
    await until(lambda: parent.pid is None)


BOT = """
import asyncio, sys, tempfile
from pathlib import Path
from bot.kit.files.decoding.asking import Parent

async def main():
    parent = Parent(Path(sys.argv[1]))
    with tempfile.TemporaryFile() as file:
        asked = asyncio.create_task(parent.ask(file.fileno(), "check", 60, 1000))
        await asyncio.sleep(0)
        print(parent.pid, flush=True)
        await asked

asyncio.run(main())
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
async def test_it_ends_with_the_bot_and_its_children_do(
    program: Callable[[str], int], tmp_path: Path, how: signal.Signals
) -> None:
    mark = tmp_path / "mark"
    program(hanging_once(mark, ""))
    command = [sys.executable, "-c", BOT, str(tmp_path / "program.py")]
    bot = await asyncio.create_subprocess_exec(
        *command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert bot.stdout
    parent = int(await bot.stdout.readline())
    child = await running(mark)
    assert lives(parent)
    bot.send_signal(how)
    await bot.wait()
    await until(lambda: not lives(parent) and not lives(child))


async def test_two_hundred_files_leave_no_process_and_nothing_open(
    parent: Parent, program: Callable[[str], int]
) -> None:
    program("say()")
    await ask()
    gc.collect()  # what other tests left open does not count
    before = psutil.Process().num_fds()
    for _ in range(100):
        await asyncio.gather(ask(), ask())
    process = psutil.Process(parent.pid)
    assert psutil.Process().num_fds() == before
    assert process.children(recursive=True) == []
    await until(lambda: process.num_fds() == 3)  # its socket, and two of nothing


async def test_no_more_than_two_are_looked_into_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, most = 0, 0

    async def slow(*_: object) -> Decoded:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.01)
        now -= 1
        return Decoded({"verdict": "shows"}, ())

    monkeypatch.setattr(shelter, "decode", slow)
    store: ObjectStore = open_store(str(tmp_path / "files"))
    key = (await store.put_stream(new_key("evidence"), cut(PDF, 900), len(PDF))).key
    await asyncio.gather(*(shelter.refuse_active_pdf(store, key) for _ in range(9)))
    assert most == shelter.AT_ONCE
