"""A link opens one thing, once, for a while; of its token nothing but a hash is kept."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.kit.db import Database
from bot.kit.web.tables import TokenRow
from bot.kit.web.tokens import TokenFault, TokenRefused, find_token, make_token, revoke, use_token
from tests.people import MONDAY

DAY = timedelta(days=1)


async def made(database: Database, purpose: str = "example") -> tuple[int, str]:
    async with database.transaction() as session:
        return await make_token(
            session, purpose, "7", owner_id=None, expires_at=MONDAY + DAY, now=MONDAY
        )


async def fault_of(database: Database, token: str, **when: float) -> TokenFault | None:
    async with database.reading() as session:
        try:
            await find_token(session, "example", token, MONDAY + timedelta(**when))
        except TokenRefused as refused:
            return refused.fault
    return None


async def test_a_token_leads_to_its_subject_until_it_expires(database: Database) -> None:
    _, token = await made(database)
    async with database.reading() as session:
        assert (await find_token(session, "example", token, MONDAY)).subject == "7"
    assert await fault_of(database, token, hours=23) is None
    assert await fault_of(database, token, days=1) is TokenFault.EXPIRED


async def test_of_two_who_use_it_at_once_one_succeeds(database: Database) -> None:
    _, token = await made(database)

    async def use() -> str:
        async with database.transaction() as session:
            try:
                await use_token(session, "example", token, MONDAY)
            except TokenRefused as refused:
                return refused.fault
        return "done"

    assert sorted(await asyncio.gather(*(use() for _ in range(4)))) == ["done", *["used"] * 3]
    assert await fault_of(database, token, days=2) is TokenFault.USED


async def test_a_revoked_token_opens_nothing_and_is_revoked_once(database: Database) -> None:
    number, token = await made(database)
    for expected in (True, False):
        async with database.transaction() as session:
            assert await revoke(session, number, MONDAY) is expected
    assert await fault_of(database, token) is TokenFault.REVOKED


async def test_a_token_of_another_purpose_is_unknown(database: Database) -> None:
    _, token = await made(database, "file")
    assert await fault_of(database, token) is TokenFault.UNKNOWN


@pytest.mark.parametrize("token", ["", "A" * 32, "a' OR 1=1 --", "ä" * 32, "A" * 10_000])
async def test_nonsense_is_unknown(database: Database, token: str) -> None:
    await made(database)
    assert await fault_of(database, token) is TokenFault.UNKNOWN


async def test_the_token_itself_is_stored_nowhere(database: Database) -> None:
    tokens = {(await made(database))[1] for _ in range(20)}
    assert len(tokens) == 20
    async with database.reading() as session:
        rows = (await session.execute(select(TokenRow.__table__))).all()  # type: ignore[attr-defined]
    assert [token for token in tokens if token in repr(rows)] == []
