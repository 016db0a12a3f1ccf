"""What somebody does to the log behind the bot's back is found, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from bot.kit.audit import store, verify
from bot.kit.audit.log import use_key
from bot.kit.audit.verify import MOST_FAULTS, Broken, seal
from bot.kit.db import Database
from tests.kit.audit.world import run, without_triggers, write

KEY = "a key of at least thirty-two bytes"


@pytest.fixture
def sealing() -> Iterator[bytes]:
    use_key(SecretStr(KEY))
    yield KEY.encode()
    use_key(None)


@pytest.mark.parametrize(
    ("statement", "sequence", "words"),
    [
        ("UPDATE audit_row SET actor = 'x' WHERE sequence = 3", 3, "changed"),
        ("UPDATE audit_row SET at = 'soon' WHERE sequence = 1", 1, "changed"),
        ("UPDATE audit_row SET hash = 'x' WHERE sequence = 5", 5, "changed"),
        ("UPDATE audit_row SET sequence = 9 WHERE sequence = 5", 5, "rows 5 to 8 were removed"),
        ("DELETE FROM audit_row WHERE sequence = 2", 2, "row 2 was removed"),
        ("DELETE FROM audit_row WHERE sequence IN (2, 3)", 2, "rows 2 to 3 were removed"),
        ("DELETE FROM audit_row WHERE sequence > 3", 5, "the end was cut off: rows 4 to 5"),
        ("DELETE FROM audit_row", 5, "cut off"),
    ],
)
async def test_it_is_found_where_it_was_done(
    database: Database, statement: str, sequence: int, words: str
) -> None:
    await write(database, 5)
    await without_triggers(database, statement)
    verdict = await verify.verify(database, None)
    assert verdict.faults[0].sequence == sequence
    assert words in verdict.faults[0].words


async def test_a_whole_log_has_no_fault_and_names_its_anchor(database: Database) -> None:
    await write(database, 5)
    verdict = await verify.verify(database, None)
    assert (verdict.rows, verdict.count, verdict.anchor.sequence) == (5, 0, 5)
    assert (await verify.verify(database, None, verdict.anchor)).count == 0


async def test_a_log_that_grows_meanwhile_has_no_fault(database: Database) -> None:
    writing = asyncio.create_task(write(database, 40))
    while not writing.done():
        assert (await verify.verify(database, None)).faults == []
    await writing


async def test_an_empty_log_has_no_fault(database: Database, sealing: bytes) -> None:
    assert (await verify.verify(database, sealing)).count == 0


async def test_pages_hang_together(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_PAGE", store._PAGE.limit(2))
    await write(database, 5)
    verdict = await verify.verify(database, None)
    assert (verdict.rows, verdict.count) == (5, 0)


async def test_of_many_faults_the_first_are_told_and_all_are_counted(
    sqlite_database: Database,
) -> None:
    await write(sqlite_database, MOST_FAULTS + 10)
    await without_triggers(sqlite_database, "UPDATE audit_row SET digest = 'x'")
    verdict = await verify.verify(sqlite_database, None)
    assert (len(verdict.faults), verdict.count) == (MOST_FAULTS, MOST_FAULTS + 10)


async def test_without_the_key_the_end_cannot_be_cut_off_unseen(
    database: Database, sealing: bytes
) -> None:
    await write(database, 3)
    assert (await verify.verify(database, sealing)).count == 0
    await without_triggers(
        database,
        "UPDATE audit_head SET sequence = 2, "
        "hash = (SELECT previous FROM audit_row WHERE sequence = 3)",
        "DELETE FROM audit_row WHERE sequence = 3",
    )
    assert (await verify.verify(database, None)).count == 0
    for _ in range(2):
        verdict = await verify.verify(database, sealing)
        assert ["not sealed" in fault.words for fault in verdict.faults] == [True]
        await write(database, 1)  # what is written afterwards does not cover it up


async def test_a_log_from_before_the_key_is_sealed_once(database: Database, sealing: bytes) -> None:
    use_key(None)
    await write(database, 2)
    use_key(SecretStr(KEY))
    assert (await verify.verify(database, sealing)).count == 1
    async with database.transaction() as session:
        await seal(session, await verify.verify(database, None), sealing)
    await write(database, 1)
    assert (await verify.verify(database, sealing)).count == 0


async def test_a_log_with_faults_or_one_that_has_grown_is_not_sealed(
    sqlite_database: Database, sealing: bytes
) -> None:
    await write(sqlite_database, 2)
    older = await verify.verify(sqlite_database, None)
    await write(sqlite_database, 1)
    with pytest.raises(Broken):
        async with sqlite_database.transaction() as session:
            await seal(session, older, sealing)
    await without_triggers(sqlite_database, "DELETE FROM audit_row WHERE sequence = 2")
    broken = await verify.verify(sqlite_database, None)
    with pytest.raises(Broken):
        async with sqlite_database.transaction() as session:
            await seal(session, broken, sealing)


async def test_values_that_no_row_can_have_are_a_fault_and_no_crash(
    sqlite_database: Database,
) -> None:
    """SQLite puts anything into any column."""
    await write(sqlite_database, 2)
    await without_triggers(sqlite_database)
    await run(sqlite_database, "UPDATE audit_row SET at = x'ff00', actor = 1.5 WHERE sequence = 1")
    verdict = await verify.verify(sqlite_database, None)
    assert [fault.sequence for fault in verdict.faults] == [1]
