"""Rows and objects compared both ways, and mended as far as Telegram still has the file."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.evidence import jobs, nightly, nightly_others, refetching
from bot.evidence.rules.verifying import Finding, KeptFile, Trouble
from bot.evidence.verification import Evidence
from bot.kit.db import table_of
from bot.kit.files.failures import StoreUnreachable
from bot.kit.files.keys import new_key
from bot.kit.files.store import open_store
from bot.kit.tasks.tables import Task
from bot.kit.tasks.worker import TaskWorker
from bot.kit.telegram import media
from bot.kit.telegram.media import FetchFailed
from bot.people.rules import Grant, Role
from tests.evidence.conftest import Crew, Harbour
from tests.evidence.test_arriving import BOTH, FOLDER
from tests.kit.files.conftest import KEYS
from tests.kit.files.samples import PDF
from tests.kit.files.test_store import chunks


@pytest.fixture
def quay(harbour: Harbour, monkeypatch: pytest.MonkeyPatch) -> Harbour:
    """The harbour with everything that mends."""
    monkeypatch.setattr(media, "fetch", lambda _bot, file_id: _pieces(harbour.files, file_id))
    handlers: Mapping[str, Any] = {
        "evidence.fetch": jobs.fetch_file,
        "evidence.discard": jobs.discard_object,
        "evidence.refetch": refetching.refetch_file,
        "evidence.verify": nightly.verify_step,
        nightly_others.OTHERS: nightly_others.verify_others,
    }
    bound = {kind: _bound(handler, harbour) for kind, handler in handlers.items()}
    harbour.tasks = TaskWorker(harbour.services.database, harbour.clock, bound, harbour.process)
    return harbour


def _bound(handler: Any, harbour: Harbour) -> Any:
    return lambda task: handler(harbour.services, task)


async def _pieces(files: Mapping[str, bytes | Exception], file_id: str) -> AsyncIterator[bytes]:
    body = files[file_id]
    if isinstance(body, Exception):
        raise body
    yield body


def evidence_of(harbour: Harbour) -> Evidence:
    return Evidence(harbour.services.database, harbour.objects)


async def findings(harbour: Harbour, days: int = 3) -> list[Finding]:
    now = harbour.clock.now() + timedelta(days=days)
    return [one async for one in evidence_of(harbour).compare(now, lambda _n: None)]


async def mended(harbour: Harbour, days: int = 3) -> list[str]:
    now = harbour.clock.now() + timedelta(days=days)
    found = await findings(harbour, days)
    return [await evidence_of(harbour).mend(one, now) for one in found]


async def stored(harbour: Harbour, body: bytes = PDF) -> Any:
    await harbour.sends(body)
    await harbour.settle()
    return (await harbour.entries())[-1]


async def put(harbour: Harbour, key: str, body: bytes) -> None:
    await harbour.objects.put_stream(key, chunks(body), limit=len(body))


@BOTH
async def test_what_is_as_it_was_stored_is_not_mentioned(quay: Harbour) -> None:
    await stored(quay)
    assert await findings(quay) == []


@BOTH
@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (None, Trouble.MISSING),
        (PDF + b"more", Trouble.SIZE),
        (PDF[:-1] + b"!", Trouble.HASH),
    ],
)
async def test_a_bent_object_is_found_and_brought_from_telegram_again(
    quay: Harbour, body: bytes | None, trouble: Trouble
) -> None:
    entry = await stored(quay)
    await quay.objects.delete(entry.key)
    if body is not None:
        await put(quay, entry.key, body)
    [finding] = await findings(quay)
    assert (finding.trouble, finding.key) == (trouble, entry.key)
    quay.clock.forward(days=3)
    await mended(quay, days=0)
    await quay.settle()
    [after] = await quay.entries()
    assert (after.state, after.number, after.key != entry.key) == ("stored", 1, True)
    assert await findings(quay) == []


@FOLDER
async def test_the_bent_object_goes_an_hour_after_it_was_replaced(quay: Harbour) -> None:
    entry = await stored(quay)
    await quay.objects.delete(entry.key)
    await put(quay, entry.key, b"bent")
    await mended(quay, days=0)
    await quay.settle()
    assert len(await quay.keys()) == 2
    assert await findings(quay) == []  # a task is to delete it
    quay.clock.forward(hours=2)
    await quay.settle()
    assert await quay.keys() == {(await quay.entries())[0].key}


@BOTH
async def test_what_telegram_has_no_more_is_lost_and_said_to_owner_and_coordinators(
    quay: Harbour,
) -> None:
    async with quay.services.database.transaction() as session:
        await Crew(session, iter([900])).join("Carla", Grant(Role.COORDINATOR))  # type: ignore[arg-type]
    entry = await stored(quay)
    await quay.objects.delete(entry.key)
    quay.files["file-1"] = FetchFailed("wrong file_id")
    await mended(quay, days=0)
    await quay.waits_until_given_up()
    [after] = await quay.entries()
    assert (after.state, after.reason, after.number) == ("refused", "lost", 1)
    [told] = await quay.told("evidence.refused")
    assert "Please send it again" in told
    [lost] = await quay.told("evidence.lost")
    assert "Amina" in lost
    assert "no. 1" in lost
    assert await findings(quay) == []


@FOLDER
async def test_a_lost_file_that_is_sent_again_is_kept(quay: Harbour) -> None:
    entry = await stored(quay)
    await quay.objects.delete(entry.key)
    quay.files["file-1"] = FetchFailed("gone")
    await mended(quay, days=0)
    await quay.waits_until_given_up()
    again = await stored(quay)
    assert (again.state, again.number) == ("stored", 2)


@FOLDER
async def test_other_content_from_telegram_is_not_taken_for_it(quay: Harbour) -> None:
    entry = await stored(quay)
    await quay.objects.delete(entry.key)
    quay.files["file-1"] = PDF + b"\n%%EOF"
    await mended(quay, days=0)
    await quay.settle()
    [after] = await quay.entries()
    assert (after.reason, await quay.keys()) == ("lost", set())


@BOTH
async def test_an_object_without_a_row_is_found_after_a_day_and_deleted(quay: Harbour) -> None:
    kept = await stored(quay)
    orphan, foreign = new_key("evidence"), new_key("evidence/previews")
    for key in (orphan, foreign):
        await put(quay, key, b"x")
    assert await findings(quay, days=0) == []
    [finding] = await findings(quay)
    assert (finding.trouble, finding.key) == (Trouble.ORPHAN, orphan)
    assert await mended(quay) == ["it is deleted"]
    assert await quay.keys() == {kept.key, foreign}


@BOTH
async def test_a_file_that_nobody_fetches_any_more_is_fetched_again(quay: Harbour) -> None:
    await quay.sends(PDF)
    assert await findings(quay) == []  # its task waits
    tasks = table_of(Task)
    async with quay.services.database.transaction() as session:
        await session.execute(update(tasks).values(state="set_aside"))
    [finding] = await findings(quay)
    assert finding.trouble is Trouble.STUCK
    await mended(quay)
    quay.clock.forward(days=4)
    await quay.settle()
    assert [one.state for one in await quay.entries()] == ["stored"]


@FOLDER
async def test_without_its_key_a_file_is_named_and_left_alone(quay: Harbour, folder: Path) -> None:
    sealed = replace(quay.services, objects=open_store(str(folder), KEYS))
    quay.services = sealed
    entry = await stored(quay)
    quay.services = replace(sealed, objects=open_store(str(folder), KEYS[1:]))
    [finding] = await findings(quay)
    assert finding.trouble is Trouble.LOCKED
    assert "JOBBROKER_STORE_KEY" in finding.words
    assert await mended(quay) == ["nothing can be done without the key"]
    quay.services = sealed
    assert await findings(quay) == []
    path = folder / entry.key
    path.write_bytes(path.read_bytes()[:-1])
    assert [one.trouble for one in await findings(quay)] == [Trouble.DAMAGED]


@FOLDER
async def test_what_lies_under_a_lost_key_is_fetched_anew_when_somebody_says_so(
    quay: Harbour, folder: Path
) -> None:
    quay.services = replace(quay.services, objects=open_store(str(folder), KEYS[1:]))
    entry = await stored(quay)
    quay.services = replace(quay.services, objects=open_store(str(folder), KEYS[:1]))
    [finding] = await findings(quay)
    await evidence_of(quay).mend(finding, quay.clock.now(), key_is_lost=True)
    await quay.settle()
    [after] = await quay.entries()
    assert (after.state, after.sha256, after.key != entry.key) == ("stored", entry.sha256, True)
    assert await findings(quay) == []


@FOLDER
async def test_a_store_that_is_away_is_not_taken_for_an_empty_one(
    quay: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = await stored(quay)
    quay.services = replace(quay.services, objects=open_store("s3://b?endpoint=http://127.0.0.1:9"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    with pytest.raises(StoreUnreachable):
        await findings(quay)
    assert (await quay.entries())[0].key == entry.key


@BOTH
async def test_each_night_looks_mends_and_tells_staff(quay: Harbour) -> None:
    async with quay.services.database.transaction() as session:
        await Crew(session, iter([900])).join("Carla", Grant(Role.COORDINATOR))  # type: ignore[arg-type]
    entry = await stored(quay)
    await quay.objects.delete(entry.key)
    await nightly.tick(quay.services)
    await nightly.tick(quay.services)
    await quay.settle()
    [told] = await quay.told("evidence.night")
    assert "1 fault" in told
    assert (await quay.entries())[0].key != entry.key
    quay.clock.forward(days=1)
    await nightly.tick(quay.services)
    await quay.settle()
    assert len(await quay.told("evidence.night")) == 1


@FOLDER
async def test_a_night_does_its_share_and_the_next_goes_on(
    quay: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    look_at = Evidence.look_at

    async def noted(self: Evidence, file: KeptFile) -> Finding | None:
        looked.append(file.id)
        return await look_at(self, file)

    monkeypatch.setattr(Evidence, "look_at", noted)
    monkeypatch.setattr(nightly, "STEP", 2)
    monkeypatch.setattr(nightly, "share_of_a_night", lambda _rows: 3)
    for n in range(5):
        await stored(quay, PDF + b"\n" * n)
    ids = [one.id for one in await quay.entries()]
    for _ in range(3):
        await nightly.tick(quay.services)
        await quay.settle()
        quay.clock.forward(days=1)
    assert looked == [*ids, *ids[:3]]


@FOLDER
async def test_before_two_in_the_morning_nothing_begins(quay: Harbour) -> None:
    quay.clock.at = quay.clock.at.replace(hour=1)
    await nightly.tick(quay.services)
    assert "evidence.verify" not in await quay.tasks_in("waiting")
