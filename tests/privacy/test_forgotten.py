"""Somebody of whom every table is full is forgotten: nothing is left but what the policy names."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.erasers import ERASERS
from bot.kit.audit.verify import verify
from bot.kit.db import Database, table_of
from bot.kit.delivery import outbox
from bot.kit.delivery.tables import Message
from bot.kit.files.store import ObjectStore, open_store
from bot.kit.files.zipping import one_chunk
from bot.kit.personal.current import use_erasers
from bot.kit.personal.holdings import Erased
from bot.kit.services import Services
from bot.kit.settings import Settings
from bot.kit.tasks.queue import queue_task
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.store import save_addresses
from bot.kit.text import text
from bot.people.rules import Grant, Role
from bot.people.store import add_grant, add_person, find_person_of_chat, load_person
from bot.privacy.actions.forgetting import INACTIVE, forget
from bot.privacy.jobs.erasure import Erasing
from bot.privacy.store.erasures import find_erasure
from bot.schema import METADATA
from tests.people import FrozenClock
from tests.privacy.filling import NOW, Filling, Somebody, places

ANNA, BO = 5_111_111_111, 5_222_222_222
# What others are left with of somebody who worked for them: each is named on the screen of /forget.
KEPT = {kept.table for one in ERASERS for kept in one.kept}
# What hangs together with it: of what was sent or opened for others, without who did.
KEPT |= {"broadcasts_broadcast", "broadcasts_button", "broadcasts_content", "broadcasts_event"}
KEPT |= {"standardisation_exercise"}


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def services(database: Database, tmp_path: Path) -> Services:
    use_erasers(ERASERS)
    nothing: Any = None
    objects = open_store(str(tmp_path / "files"))
    settings = Settings(token=None)
    return Services(database, FrozenClock(NOW), settings, objects, nothing, "", nothing)


async def add(database: Database, telegram_id: int, mark: str) -> Somebody:
    async with database.transaction() as session:
        number = await add_person(
            session, telegram_id,
            name=mark, language="el", zone="Europe/Athens", weekly_budget=5,
            consent_version=1, now=NOW,
        )  # fmt: skip
        await add_grant(session, number, Grant(Role.TUTOR), NOW)
        person = await load_person(session, number)
    return Somebody(Erased(number, telegram_id, person.public_id), mark)


@pytest.fixture
async def two(services: Services) -> tuple[Somebody, Somebody]:
    """Anna and Bo, of whom every table is full, and the store."""
    anna = await add(services.database, ANNA, "annamark")
    bo = await add(services.database, BO, "bomark")
    async with services.database.transaction() as session:
        filling = Filling(session)
        await filling.fill(anna, bo)
    for _, key in filling.files:
        await services.objects.put_stream(key, one_chunk(key.encode()), 1000)
    return anna, bo


async def erase(services: Services, telegram_id: int) -> str:
    async with services.database.transaction() as session:
        person = await find_person_of_chat(session, telegram_id)
        assert person is not None
        number = await forget(session, person, INACTIVE, NOW)
    await go_on(services, number)
    return number


async def go_on(services: Services, number: str) -> None:
    async with services.database.reading() as session:
        erasure = await find_erasure(session, number)
    assert erasure is not None
    await Erasing(services, erasure).run()


async def rows(database: Database) -> AsyncGenerator[tuple[str, dict[str, Any]]]:
    async with database.reading() as session:
        for table in METADATA.sorted_tables:
            for row in (await session.execute(select(table))).mappings():
                yield table.name, dict(row)


def says(table: str, row: dict[str, Any], somebody: Somebody) -> bool:
    """Whether any column says who it was."""
    whose = somebody.whose
    texts = (somebody.mark, whose.public_id, str(whose.telegram_id))
    if any(isinstance(v, str) and any(text in v for text in texts) for v in row.values()):
        return True
    stands = {row[column.name] for column in places(METADATA.tables[table])}
    itself = table == "people_person" and row["id"] == whose.person_id
    return itself or not stands.isdisjoint({whose.person_id, whose.telegram_id})


async def left_of(services: Services, somebody: Somebody) -> list[str]:
    """Tables and rows; the last message to them is forgotten once it was sent."""
    return [
        f"{table}: {row}"
        async for table, row in rows(services.database)
        if says(table, row, somebody) and row.get("purpose") != "privacy.erased"
    ]


async def keys(objects: ObjectStore, mark: str) -> list[str]:
    return [key async for key in objects.list("evidence") if mark in key]


async def test_nothing_is_left_but_what_the_policy_names(
    services: Services, two: tuple[Somebody, Somebody]
) -> None:
    anna, _ = two
    assert len(await left_of(services, anna)) > 60
    await erase(services, ANNA)
    left = await left_of(services, anna)
    assert [row for row in left if row.partition(":")[0] not in KEPT] == []
    assert [row for row in left if str(ANNA) in row or anna.whose.public_id in row] == []
    assert await keys(services.objects, anna.mark) == []


async def test_who_stands_next_to_them_loses_nothing(
    services: Services, two: tuple[Somebody, Somebody]
) -> None:
    anna, bo = two
    own = [
        (table, row)
        async for table, row in rows(services.database)
        if says(table, row, bo) and not says(table, row, anna)
    ]
    await erase(services, ANNA)
    after = [found async for found in rows(services.database)]
    assert [found for found in own if found not in after] == []
    assert len(await keys(services.objects, bo.mark)) == len(
        [1 async for key in services.objects.list("evidence")]
    )


async def test_killed_anywhere_it_goes_on(
    services: Services, two: tuple[Somebody, Somebody], monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, _ = two
    whole, left = Database.transaction, [0]

    def transaction(self: Database) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        return whole(self)

    async with services.database.transaction() as session:
        person = await find_person_of_chat(session, ANNA)
        assert person is not None
        number = await forget(session, person, INACTIVE, NOW)
    monkeypatch.setattr(Database, "transaction", transaction)
    for lives in range(2, 200, 7):
        left[0] = lives
        try:
            await go_on(services, number)
            break
        except Killed:
            continue
    monkeypatch.undo()
    told = await left_of(services, anna)
    assert [row for row in told if row.partition(":")[0] not in KEPT] == []
    assert await keys(services.objects, anna.mark) == []


async def test_the_log_is_whole_afterwards(
    services: Services, two: tuple[Somebody, Somebody]
) -> None:
    await erase(services, ANNA)
    await erase(services, BO)
    verdict = await verify(services.database, None)
    assert (verdict.rows, list(verdict.faults)) == (2, [])


async def test_what_led_others_to_them_is_taken_out(
    services: Services, two: tuple[Somebody, Somebody]
) -> None:
    anna, bo = two
    async with services.database.transaction() as session:
        to = outbox.Recipient(bo.whose.person_id, BO)
        for number, said in enumerate((f"{anna.mark} asks you", "Somebody else asks you")):
            screen = Screen(text(said))
            await outbox.queue(
                session, to, screen, dedupe_key=f"test.{number}", purpose="test", now=NOW
            )
        await session.execute(update(table_of(Message)).values(state="sent"))
        await save_addresses(session, [(BO, 7, f"evidence.piece|{anna.whose.public_id}")])
        await save_addresses(session, [(BO, 8, f"evidence.piece|{bo.whose.public_id}")])
        payload = {"person": anna.whose.person_id}
        await queue_task(session, "home.menu", payload, dedupe_key="test.menu", run_after=NOW)
    await erase(services, ANNA)
    told = [row async for row in rows(services.database)]
    screens = [row["screen"] for table, row in told if table == "delivery_content"]
    assert sum("Somebody else asks you" in one for one in screens) == 1
    assert not any("asks you" in one and anna.mark in one for one in screens)
    led = {row["message_id"] for table, row in told if table == "kit_message"}
    assert (7 in led, 8 in led) == (False, True)
    assert [row for table, row in told if table == "kit_task" and row["kind"] == "home.menu"] == []
