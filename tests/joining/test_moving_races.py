"""Two who move with one code, or two ways at once, on both databases."""

import asyncio
from datetime import UTC, datetime

from sqlalchemy import select

from bot.joining.actions.claiming import claim_a_place, confirm_move
from bot.joining.actions.moving import make_code, move_by_code
from bot.joining.moving.store import find_move_from, moves
from bot.kit.db import Database
from bot.kit.refusals import Refusal
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Grant, Person, Role

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def somebody(database: Database, account: int, role: Role) -> Person:
    async with database.transaction() as session:
        number = await people.add_person(
            session, account, name="Amina", language="en", zone="UTC", weekly_budget=5,
            consent_version=CONSENT_VERSION, now=NOW,
        )  # fmt: skip
        await people.add_grant(session, number, Grant(role), NOW)
        await people.add_consent(
            session, account, version=CONSENT_VERSION, agreed=True, language="en", now=NOW
        )
        return await people.load_person(session, number)


async def by_code(database: Database, account: int, code: str) -> bool:
    try:
        async with database.transaction() as session:
            await move_by_code(session, account, code, NOW)
    except Refusal:
        return False
    return True


async def test_of_two_who_use_one_code_at_once_one_moves(database: Database) -> None:
    amina = await somebody(database, 11, Role.TRAINEE)
    async with database.transaction() as session:
        code = await make_code(session, amina, NOW)
    moved = await asyncio.gather(by_code(database, 21, code), by_code(database, 22, code))
    assert sorted(moved) == [False, True]
    async with database.reading() as session:
        person = await people.load_person(session, amina.id)
        assert len((await session.execute(select(moves))).all()) == 1
        decided = await people.find_decisions(session, person.telegram_id, 5)
    assert person.telegram_id in (21, 22)
    assert [one.version for one in decided] == [CONSENT_VERSION]


async def test_of_a_code_and_a_tutor_at_once_one_moves(database: Database) -> None:
    amina = await somebody(database, 11, Role.TRAINEE)
    greta = await somebody(database, 12, Role.TUTOR)
    async with database.transaction() as session:
        code = await make_code(session, amina, NOW)
        claim = await claim_a_place(session, 31, "Amina", "Mina", "en", NOW)

    async def by_tutor() -> bool:
        try:
            async with database.transaction() as session:
                await confirm_move(session, greta, claim.public_id, amina.id, NOW)
        except Refusal:
            return False
        return True

    results = await asyncio.gather(by_code(database, 21, code), by_tutor())
    async with database.reading() as session:
        person = await people.load_person(session, amina.id)
        rows = (await session.execute(select(moves))).all()
        assert await find_move_from(session, 11) is not None
    assert len(rows) == sum(results)
    assert person.telegram_id in (21, 31)


async def test_a_claim_confirmed_twice_at_once_moves_once(database: Database) -> None:
    amina = await somebody(database, 11, Role.TRAINEE)
    greta = await somebody(database, 12, Role.TUTOR)
    async with database.transaction() as session:
        claim = await claim_a_place(session, 31, "Amina", "Mina", "en", NOW)

    async def confirm() -> bool:
        try:
            async with database.transaction() as session:
                await confirm_move(session, greta, claim.public_id, amina.id, NOW)
        except Refusal:
            return False
        return True

    assert any(await asyncio.gather(confirm(), confirm()))
    async with database.reading() as session:
        assert len((await session.execute(select(moves))).all()) == 1
        assert (await people.load_person(session, amina.id)).telegram_id == 31
