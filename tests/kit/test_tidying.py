"""What the inbox no longer needs goes by itself."""

from sqlalchemy import select

from bot.kit.telegram import store
from bot.kit.telegram.tables import StoredUpdate
from bot.kit.tidying import tidy
from tests.people import Stage


async def _rows(stage: Stage) -> list[tuple[int, str]]:
    async with stage.app.services.database.reading() as session:
        found = select(StoredUpdate.update_id, StoredUpdate.payload)  # type: ignore[call-overload]
        return [(row[0], row[1]) for row in await session.execute(found)]


async def test_handled_updates_and_payloads_set_aside_go_in_their_time(stage: Stage) -> None:
    now = stage.clock.now()
    async with stage.app.services.database.transaction() as session:
        await store.add_updates(session, [(1, 5, "a"), (2, 5, "b"), (3, 5, "c")], now)
        await store.mark_handled(session, 1, now)
        await store.count_failure(session, 2, "RuntimeError", 3, set_aside=True, now=now)
    stage.clock.forward(days=3)
    await tidy(stage.app.services)
    assert await _rows(stage) == [(2, "b"), (3, "c")]
    stage.clock.forward(days=5)
    await tidy(stage.app.services)
    assert await _rows(stage) == [(2, ""), (3, "c")]
