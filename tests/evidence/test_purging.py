"""After a part was deleted nothing of it is anywhere, on both databases and both stores."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.evidence import jobs, taking_back
from bot.evidence.actions import handing_in, holding
from bot.evidence.rules.entries import EntryState
from bot.evidence.rules.holds import THE_CONTEXT, Hold, HoldState, Step, Why
from bot.evidence.rules.pieces import Check
from bot.evidence.store import holds as store
from bot.evidence.tables import HoldRow, PreviewRow
from bot.evidence.verification import Evidence
from bot.kit.audit.tables import AuditRow
from bot.kit.db import table_of
from bot.kit.files.keys import new_key
from bot.kit.telegram.tables import Chat, StoredUpdate
from bot.kit.telegram.visit import Received
from bot.kit.text import text
from bot.people.rules import Grant, Person, Role
from bot.schema import METADATA
from tests.evidence.conftest import NOW, Crew, Harbour
from tests.kit.files.samples import PDF

MARKER = "Qvistmarkeren"
BODY = PDF + f"% {MARKER}\n".encode()


async def hand_in(harbour: Harbour) -> None:
    """A file with a caption and a name, a text, a line of context: the marker is in each."""
    await harbour.sends(BODY, f"{MARKER}.pdf")
    await harbour.settle()
    async with harbour.services.database.transaction() as session:
        crew = Crew(session)
        await crew.write(harbour.amina, harbour.piece, f"I met {MARKER}.", message=90)
        edited = Received(1, text(f"Minutes: {MARKER}"))
        from bot.evidence.actions.adding import edit_sent

        await edit_sent(session, harbour.amina, harbour.piece, edited, NOW)
        again = Received(90, text(f"I met {MARKER} twice."))
        await edit_sent(session, harbour.amina, harbour.piece, again, NOW)
        line = f"For {MARKER}"
        await handing_in.write_context(session, harbour.amina, harbour.piece, line, NOW)
        for check in Check:
            await handing_in.confirm(
                session, harbour.amina, harbour.piece, check, yes=True, now=NOW
            )
        await handing_in.submit_piece(session, harbour.amina, harbour.piece, 1, NOW)


async def keep_elsewhere(harbour: Harbour, entry: int) -> None:
    """What may lie around: a preview, a text nobody expected, an update that was set aside."""
    key = new_key("evidence")
    await harbour.objects.put_stream(key, _chunks(MARKER.encode()), 1000)
    chat = harbour.amina.telegram_id
    aside: dict[str, Any] = {"update_id": 5, "chat_id": chat, "received_at": NOW, "attempts": 3}
    async with harbour.services.database.transaction() as session:
        preview = {"entry_id": entry, "page": 9, "key": key, "size": 13, "sha256": "x"}
        await session.execute(insert(table_of(PreviewRow)).values(**preview, source="y"))
        draft = json.dumps([f"I met {MARKER}."])
        await session.execute(insert(table_of(Chat)).values(chat_id=chat, draft=draft))
        payload = json.dumps({"text": MARKER})
        await session.execute(
            insert(table_of(StoredUpdate)).values(**aside, state="set_aside", payload=payload)
        )


async def _chunks(body: bytes) -> Any:
    yield body


async def everything(harbour: Harbour) -> str:
    """Every value of every table, and every object of the store."""
    found: list[str] = []
    async with harbour.services.database.reading() as session:
        for table in METADATA.sorted_tables:
            found += [repr(tuple(row)) for row in await session.execute(select(table))]
    async for key in harbour.objects.list("evidence"):
        found += [repr(chunk) async for chunk in harbour.objects.stream(key)]
    return "\n".join(found)


async def report(harbour: Harbour, person: Person, entry: int) -> Hold:
    async with harbour.services.database.transaction() as session:
        case = await holding.report(session, person, harbour.piece, entry, f"by {MARKER}", NOW)
        return case.hold


async def step(harbour: Harbour, person: Person, hold: Hold, which: Step) -> None:
    async with harbour.services.database.transaction() as session:
        await holding.take_step(session, person, hold.id, which, harbour.clock.now())


@pytest.fixture
async def tutor(harbour: Harbour) -> Person:
    async with harbour.services.database.transaction() as session:
        return await Crew(session, count(50)).join("Greta", Grant(Role.TUTOR))


async def test_nothing_of_it_is_left_in_the_database_or_the_store(
    harbour: Harbour, tutor: Person
) -> None:
    await hand_in(harbour)
    file, written = await harbour.entries()
    await keep_elsewhere(harbour, file.id)
    before = await everything(harbour)
    assert before.count(MARKER) >= 8
    for entry in (file.id, written.id, THE_CONTEXT):
        hold = await report(harbour, tutor, entry)
        await step(harbour, harbour.amina, hold, Step.PURGE)
    await harbour.settle()
    left = await everything(harbour)
    assert MARKER not in left
    assert file.sha256 not in left
    assert file.key not in left
    assert file.file_id not in left
    assert await harbour.keys() == set()


async def test_a_trace_stays_that_holds_nothing_of_it(harbour: Harbour, tutor: Person) -> None:
    await hand_in(harbour)
    file, _ = await harbour.entries()
    hold = await report(harbour, tutor, file.id)
    await step(harbour, harbour.amina, hold, Step.PURGE)
    async with harbour.services.database.reading() as session:
        trace = await store.load_hold(session, hold.id)
        (row,) = (await session.execute(select(table_of(HoldRow)))).all()
        logged = select(table_of(AuditRow).c.action)
        actions = set((await session.execute(logged)).scalars())
    assert (trace.state, trace.why, trace.number) == (HoldState.PURGED, Why.ASKED, 1)
    assert (trace.decided_by, trace.ended_at) == (harbour.amina.id, NOW)
    assert trace.places == ()
    assert MARKER not in repr(tuple(row))
    assert {"evidence.reported", "evidence.purged"} <= actions
    (gone, _) = await harbour.entries()
    assert (gone.state, gone.number, gone.size) == (str(EntryState.PURGED), 1, None)


async def test_rows_and_objects_agree_before_and_after(harbour: Harbour, tutor: Person) -> None:
    await hand_in(harbour)
    file, _ = await harbour.entries()
    evidence = Evidence(harbour.services.database, harbour.objects)
    late = NOW + timedelta(days=9)
    hold = await report(harbour, tutor, file.id)
    assert await evidence.count() == 1  # what is held back lies there still, and is looked at
    assert [one async for one in evidence.compare(late, lambda _: None)] == []
    await step(harbour, harbour.amina, hold, Step.PURGE)
    assert [one async for one in evidence.compare(late, lambda _: None)] == []
    await harbour.settle()
    assert [one async for one in evidence.compare(late, lambda _: None)] == []


async def test_what_nobody_mends_goes_by_itself_after_a_warning(
    harbour: Harbour, tutor: Person
) -> None:
    await hand_in(harbour)
    file, _ = await harbour.entries()
    hold = await report(harbour, tutor, file.id)
    for days, told, state in ((22, 0, "withheld"), (2, 1, "withheld"), (7, 1, "purged")):
        harbour.clock.forward(days=days)
        for _ in range(2):
            await taking_back.tick(harbour.services)
        assert len(await harbour.told("evidence.hold_warned")) == told
        assert (await harbour.entries())[0].state == state
    async with harbour.services.database.reading() as session:
        ended = await store.load_hold(session, hold.id)
    assert (ended.why, ended.decided_by) == (Why.EXPIRED, None)
    assert len(await harbour.told("evidence.hold_purged")) == 2  # the trainee, and the reporter


async def test_while_somebody_is_to_decide_time_decides_nothing(
    harbour: Harbour, tutor: Person
) -> None:
    await hand_in(harbour)
    file, _ = await harbour.entries()
    hold = await report(harbour, tutor, file.id)
    await step(harbour, harbour.amina, hold, Step.OBJECT)
    harbour.clock.forward(days=60)
    for _ in range(2):
        await taking_back.tick(harbour.services)
    assert (await harbour.entries())[0].state == "withheld"


async def test_the_same_file_is_a_new_one_after_it_was_deleted(
    harbour: Harbour, tutor: Person
) -> None:
    await hand_in(harbour)
    file, _ = await harbour.entries()
    hold = await report(harbour, tutor, file.id)
    async with harbour.services.database.transaction() as session:
        await holding.begin_mended(session, harbour.amina, hold.id, NOW)
    await harbour.sends(BODY)
    await harbour.settle()
    assert (await harbour.entries())[-1].reason is None  # taken out: not twice in the draft
    await step(harbour, harbour.amina, hold, Step.PURGE)
    assert (await harbour.entries())[0].sha256 is None


async def test_an_object_that_cannot_be_deleted_now_is_deleted_later(
    harbour: Harbour, tutor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await hand_in(harbour)
    file, _ = await harbour.entries()
    hold = await report(harbour, tutor, file.id)
    await step(harbour, harbour.amina, hold, Step.PURGE)
    real = harbour.objects.delete
    monkeypatch.setattr(harbour.objects, "delete", _unreachable)
    await harbour.settle()
    assert await harbour.keys() == {file.key}
    monkeypatch.setattr(harbour.objects, "delete", real)
    harbour.clock.forward(minutes=5)
    await harbour.settle()
    assert await harbour.keys() == set()


async def _unreachable(_key: str) -> None:
    raise jobs.StoreUnreachable("away")
