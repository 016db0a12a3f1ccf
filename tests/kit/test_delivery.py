"""The outbox: one row per message and person, claimed before it is sent, never twice."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, true

from bot.kit.db import Database, table_of
from bot.kit.delivery import bulk, outbox, store
from bot.kit.delivery.outbox import Recipient
from bot.kit.delivery.store import Outcome
from bot.kit.delivery.tables import Message
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import Screen
from bot.kit.text import text
from tests.people import MONDAY, Cast, Stage

SCREEN = Screen(text("Hello"))
NOBODY = Recipient(1, 1)


async def _queue(
    database: Database, key: str, urgency: Urgency = Urgency.NOTICE, **rest: object
) -> bool:
    async with database.transaction() as session:
        return await outbox.queue(
            session, NOBODY, SCREEN, dedupe_key=key, purpose="test", now=MONDAY,
            urgency=urgency, **rest,  # type: ignore[arg-type]
        )  # fmt: skip


async def _states(database: Database) -> list[str]:
    async with database.reading() as session:
        return list((await session.execute(select(Message.state).order_by(Message.id))).scalars())  # type: ignore[arg-type]


async def _claim(database: Database, limit: int = 10) -> list[int]:
    async with database.transaction() as session:
        return [message.id for message in await store.claim(session, limit, MONDAY)]


async def test_one_purpose_is_queued_once(database: Database) -> None:
    assert await _queue(database, "a")
    assert not await _queue(database, "a")
    assert await _states(database) == ["waiting"]


async def test_answers_are_claimed_before_notices_before_bulk(database: Database) -> None:
    for key, urgency in (("c", Urgency.BULK), ("b", Urgency.NOTICE), ("a", Urgency.ANSWER)):
        await _queue(database, key, urgency)
    assert [await _claim(database, 1) for _ in range(4)] == [[3], [2], [1], []]


async def test_a_message_waits_for_its_time_and_lapses_after_it(database: Database) -> None:
    await _queue(database, "later", not_before=MONDAY + timedelta(hours=1))
    await _queue(database, "lapsed", expires_at=MONDAY - timedelta(hours=1))
    assert await _claim(database) == []
    assert await _states(database) == ["waiting", "expired"]


async def test_after_a_crash_only_harmless_messages_go_again(database: Database) -> None:
    await _queue(database, "reminder")
    await _queue(database, "answer", twice_is_harmless=True)
    await _claim(database)
    async with database.transaction() as session:
        await store.recover(session, true())
    assert await _states(database) == ["uncertain", "waiting"]


async def _bulk(database: Database, count: int) -> int:
    async with database.transaction() as session:
        batch = await outbox.open_batch(session)
        content = await outbox.save_content(session, SCREEN)
        rows = [
            {"dedupe_key": f"bulk.{n}", "purpose": "test", "person_id": n, "chat_id": n,
             "content_id": content, "batch_id": batch, "not_before": MONDAY}
            for n in range(1, count + 1)
        ]  # fmt: skip
        await bulk.queue_bulk(session, rows)
    return batch


async def test_a_paused_batch_rests_and_goes_on(database: Database) -> None:
    batch = await _bulk(database, 3)
    async with database.transaction() as session:
        await outbox.set_batch(session, batch, "paused")
    assert await _claim(database) == []
    async with database.transaction() as session:
        await outbox.set_batch(session, batch, "open")
    assert len(await _claim(database)) == 3


async def test_what_is_withdrawn_stays_unsent(database: Database) -> None:
    batch = await _bulk(database, 3)
    await _claim(database, 1)
    async with database.transaction() as session:
        await outbox.set_batch(session, batch, "withdrawn")
        counts = await outbox.count_states(session, batch)
    assert counts == {"claimed": 1, "withdrawn": 2}


async def test_the_weekly_count_holds_what_counts_and_nothing_else(database: Database) -> None:
    await _queue(database, "counts", counts=True)
    await _queue(database, "answer", Urgency.ANSWER)
    since = MONDAY - timedelta(days=7)
    async with database.reading() as session:
        assert await outbox.count_reached(session, [1], since) == {1: 1}


async def test_an_outcome_is_noted_with_its_reason(database: Database) -> None:
    await _queue(database, "a")
    [number] = await _claim(database)
    async with database.transaction() as session:
        outcome = Outcome(number, "failed", MONDAY, error="Bad Request")
        await store.save_outcomes(session, [outcome])
        row = (await session.execute(select(table_of(Message)))).one()
    assert (row.state, row.error, row.sent_at) == ("failed", "Bad Request", None)


async def test_a_queued_message_reaches_the_phone(stage: Stage, cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    async with stage.app.services.database.transaction() as session:
        to = Recipient(1, amina.id)
        await outbox.queue(session, to, SCREEN, dedupe_key="x", purpose="test", now=MONDAY)
    await stage.settle()
    await amina.looks()
    amina.sees("Hello")
    assert await _states(stage.app.services.database) == ["sent"]


async def test_somebody_who_blocked_the_bot_is_marked_and_the_row_says_so(
    stage: Stage, cast: Cast
) -> None:
    amina = await cast.trainee("Amina")
    await stage.call("POST", f"people/{amina.id}/block")
    async with stage.app.services.database.transaction() as session:
        to = Recipient(1, amina.id)
        await outbox.queue(session, to, SCREEN, dedupe_key="x", purpose="test", now=MONDAY)
    await stage.settle()
    assert await _states(stage.app.services.database) == ["blocked"]
    assert (await cast.person(amina)).blocked_at is not None
