"""Which of our messages in a chat can be deleted yet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.kit.db import Database
from bot.kit.telegram.sent import LONGEST, noted, still_deletable
from bot.kit.telegram.store import Shown, find_deletable, save_chat, save_shown

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@given(st.lists(st.integers(1, 2**40), max_size=500))
def test_what_is_read_was_written_and_the_newest_is_never_lost(ids: list[int]) -> None:
    kept = "".join(noted(one, NOW) for one in ids)[-LONGEST:]
    found = still_deletable(kept, NOW)
    assert set(found) <= set(ids)
    assert not ids or ids[-1] in found


def test_older_ones_are_left_where_they_are() -> None:
    kept = noted(1, NOW - timedelta(hours=50)) + noted(2, NOW - timedelta(hours=40))
    assert still_deletable(kept, NOW) == [2]
    assert still_deletable(None, NOW) == still_deletable("nonsense @ 7@", NOW) == []


async def test_new_messages_are_kept_and_edited_ones_need_not_be(database: Database) -> None:
    async with database.transaction() as session:
        await save_chat(session, 5, {"owed": "[]", "owed_by": 3}, known=False)
        await save_shown(session, [Shown(5, 2, 70, None, at=NOW), Shown(5, 3, 71, None, at=NOW)])
        await save_shown(session, [Shown(5, 4, 71, None, edited=True, at=NOW)])
        assert await find_deletable(session, 5, NOW) == [70, 71]
        assert await find_deletable(session, 6, NOW) == []
        many = [Shown(5, n, n, None, at=NOW) for n in range(1000, 2000)]
        await save_shown(session, many)
        newest = await find_deletable(session, 5, NOW)
    assert newest[-1] == 1999
    assert 100 < len(newest) < 300
