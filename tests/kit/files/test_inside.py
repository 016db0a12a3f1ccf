"""Office documents and RTF are looked through by a process of their own, and nobody waits."""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.kit.files import inside, packages, rtf
from bot.kit.files.decoding import child, shelter
from bot.kit.files.decoding.asking import Parent, can_fork
from bot.kit.files.filetype import Reason, Refused
from bot.kit.files.keys import new_key
from bot.kit.files.kind import recognise_object
from bot.kit.files.store import ObjectStore, open_store
from tests.kit.files import samples, test_container, test_office
from tests.kit.files.documents import field, office
from tests.kit.files.samples import DOCX, TAKEN
from tests.kit.files.test_kind import REFUSED, reason_of
from tests.kit.files.test_parent import SAYS, hanging_once, other_child, parent, running
from tests.kit.files.test_position import cut

__all__ = ["other_child", "parent"]
RTF_WITH_DDE = b"{\\rtf1 {\\field{\\*\\fldinst DDEAUTO a b}}}"
ENDLESS = office("docx", field("PAGE") + "<w:p/>" * 4_500_000)
REAL = f"import runpy\nrunpy.run_path({str(Path(child.__file__))!r}, run_name='__main__')"
forking = pytest.mark.skipif(not can_fork(), reason="no parent on this system")


@pytest.fixture
def folder_store(tmp_path: Path) -> ObjectStore:
    return open_store(str(tmp_path / "files"))


@pytest.fixture
def judged(folder_store: ObjectStore) -> Callable[[bytes], Any]:
    """The extension of a document as it lies in the store, or why it is refused."""

    async def judge(body: bytes) -> str | Refused:
        key = (await folder_store.put_stream(new_key("evidence"), cut(body, 9000), len(body))).key
        try:
            return (await recognise_object(folder_store, key)).extension
        except Refused as refused:
            return refused

    return judge


@pytest.fixture
def nothing_looked_into_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks into a document in the bot itself fails."""

    def forbidden(*_: object) -> None:
        raise AssertionError("the bot looks into a document itself")

    for room, name in (
        (inside, "package"),
        (inside, "refuse_active_rtf"),
        (packages, "parts_of"),
        (packages, "read_xml"),
        (rtf, "_tokens"),
    ):
        monkeypatch.setattr(room, name, forbidden)


@pytest.mark.usefixtures("nothing_looked_into_here")
@pytest.mark.parametrize("extension", ["docx", "xlsx", "pptx", "odt", "ods", "odp", "rtf"])
@pytest.mark.parametrize("how", ["forked", "started anew"])
async def test_documents_are_taken_by_what_the_other_process_says(
    judged: Callable[[bytes], Any], monkeypatch: pytest.MonkeyPatch, how: str, extension: str
) -> None:
    if how == "started anew":
        monkeypatch.setattr(shelter, "_PARENT", None)
    assert await judged(TAKEN[extension]) == extension


HOSTILE = {
    "archive": REFUSED["ZIP"][0],
    "program": REFUSED["docx with a program"][0],
    "e-book": REFUSED["e-book"][0],
    "locked": REFUSED["locked OpenDocument"][0],
    "cut off": REFUSED["cut-off docx"][0],
    "two in one": test_container.named("../a.xml"),
    "object": test_office.HOSTILE["object of old"][0],
    "linked object": test_office.HOSTILE["linked object"][0],
    "letters": test_office.HOSTILE["types in unknown letters"][0],
    "Basic": REFUSED["OpenDocument with Basic"][0],
    "bomb": samples.package({"[Content_Types].xml": b" " * 60_000_000}, packed=True),
    "RTF with an object": REFUSED["RTF with an object"][0],
    "RTF with DDE": RTF_WITH_DDE,
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_the_reason_is_the_one_that_the_look_finds(
    judged: Callable[[bytes], Any], name: str
) -> None:
    assert (await judged(HOSTILE[name])).reason is reason_of(HOSTILE[name])


@pytest.mark.usefixtures("nothing_looked_into_here")
async def test_a_document_that_takes_too_long_is_refused_and_all_else_goes_on(
    judged: Callable[[bytes], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelter, "SECONDS", 0.5)
    look, ticks = asyncio.create_task(judged(ENDLESS)), 0
    while not look.done():
        await asyncio.sleep(0.001)
        ticks += 1
    refused = look.result()
    assert (refused.reason, refused.found) == (
        Reason.COMPLEX,
        "the process ended without an answer",
    )
    assert ticks > 10


@forking
@pytest.mark.usefixtures("other_child")
@pytest.mark.parametrize(
    ("again", "verdict"), [(REAL, "docx"), ("import os; os.abort()", Reason.COMPLEX)]
)
async def test_killed_in_the_middle_of_a_document_that_is_asked_once_more(
    judged: Callable[[bytes], Any], parent: Parent, tmp_path: Path, again: str, verdict: str
) -> None:
    times, mark = tmp_path / "times", tmp_path / "mark"
    count = f"with open({str(times)!r}, 'a') as times: times.write('.')\n"
    (tmp_path / "program.py").write_text(count + hanging_once(mark, again), "utf-8")
    asked = asyncio.create_task(judged(DOCX))
    await running(mark)
    assert parent.pid is not None
    os.kill(parent.pid, signal.SIGKILL)
    told = await asked
    assert (getattr(told, "reason", told), times.read_text()) == (verdict, "..")


@forking
@pytest.mark.parametrize(
    "said",
    [
        "kind='rtf'",
        "kind='exe'",
        "kind=['docx']",
        "refused='nothing'",
        "refused={}",
        "fault='MemoryError'",
        "found='x' * 10**6",
    ],
)
async def test_what_a_process_says_that_was_taken_over_is_no_other_type(
    judged: Callable[[bytes], Any], parent: Parent, tmp_path: Path, said: str
) -> None:
    (tmp_path / "program.py").write_text(f"{SAYS}say({said})", "utf-8")
    refused = await judged(DOCX)
    assert refused.reason is Reason.COMPLEX
    assert len(refused.found) <= shelter.LONGEST_FOUND
    assert parent.pid is not None


@forking
async def test_an_rtf_text_is_no_office_document_whatever_is_said(
    judged: Callable[[bytes], Any], parent: Parent, tmp_path: Path
) -> None:
    (tmp_path / "program.py").write_text(f"{SAYS}say(kind='docx')", "utf-8")
    assert (await judged(TAKEN["rtf"])).reason is Reason.COMPLEX
    assert parent.pid is not None
