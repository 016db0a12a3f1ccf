"""Pieces as they are kept, as requirements look at them; on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.actions import handing_in
from bot.evidence.actions.requirements import find_standing
from bot.evidence.actions.reviewing import give_feedback
from bot.evidence.rules.pieces import Kind, State
from bot.evidence.rules.requirements import Fit
from bot.evidence.store.entries import entries
from bot.evidence.store.offers import find_offers
from bot.kit.text import text
from bot.people.rules import Grant, Person, Role
from tests.evidence.conftest import NOW, Crew


async def fits(session: AsyncSession, person: Person, outcome: str = "1.1") -> list[Fit]:
    found = await find_standing(session, person.id, NOW)
    return [one.fit for one in found[outcome].considered]


async def hand_in_a_case(crew: Crew, person: Person) -> str:
    piece = await crew.begin(person, "1.1", Kind.CASE_FILE)
    await crew.write(person, piece, "They found work.")
    await crew.confirm_all(person, piece)
    await handing_in.submit_piece(crew.session, person, piece, 1, NOW)
    return piece


async def test_every_outcome_of_the_profile_has_a_standing(
    session: AsyncSession, amina: Person
) -> None:
    found = await find_standing(session, amina.id, NOW)
    assert len(found) == 14
    assert not any(one.is_enough or one.considered for one in found.values())


async def test_a_handed_in_piece_counts_and_a_draft_does_not(
    session: AsyncSession, crew: Crew, amina: Person
) -> None:
    await hand_in_a_case(crew, amina)
    await crew.begin(amina, "1.1", Kind.WITNESS)
    assert sorted(await fits(session, amina)) == [Fit.COUNTS, Fit.DRAFT]
    without = await find_standing(session, amina.id, NOW, with_drafts=False)
    assert [one.fit for one in without["1.1"].considered] == [Fit.COUNTS]


async def test_what_was_handed_in_counts_while_its_next_version_is_a_draft(
    session: AsyncSession, crew: Crew, amina: Person, greta: Person
) -> None:
    piece = await hand_in_a_case(crew, amina)
    await give_feedback(session, greta, piece, 1, text("Say more."), None, NOW)
    await handing_in.begin_version(session, amina, piece, 1, NOW)
    await handing_in.set_tag(session, amina, piece, "2.1", on=True, now=NOW)
    (offer,) = await find_offers(session, amina.id)
    assert offer.has_feedback
    assert (offer.state, offer.version, offer.tags) == (State.DRAFT, 1, ("1.1",))
    assert await fits(session, amina) == [Fit.COUNTS]
    assert await fits(session, amina, "2.1") == []


async def test_a_withdrawn_draft_and_other_peoples_pieces_are_not_considered(
    session: AsyncSession, crew: Crew, amina: Person
) -> None:
    piece = await crew.begin(amina)
    await handing_in.withdraw_piece(session, amina, piece, 1, NOW)
    await crew.hand_in(await crew.join("Bo", Grant(Role.TRAINEE)))
    assert await fits(session, amina) == []


@pytest.mark.parametrize("state", ["quarantined", "refused"])
async def test_a_piece_whose_only_file_is_not_known_to_be_clean_does_not_count(
    session: AsyncSession, crew: Crew, amina: Person, state: str
) -> None:
    await hand_in_a_case(crew, amina)
    await session.execute(update(entries).values(state=state))
    assert await fits(session, amina) == [Fit.WITHHELD]


async def test_beside_a_clean_text_an_infected_file_is_passed_over_and_a_waiting_one_is_not(
    session: AsyncSession, crew: Crew, amina: Person
) -> None:
    piece = await crew.begin(amina, "1.1", Kind.CASE_FILE)
    await crew.write(amina, piece, "They found work.", 10)
    await crew.write(amina, piece, "And kept it.", 11)
    await crew.confirm_all(amina, piece)
    await handing_in.submit_piece(session, amina, piece, 1, NOW)
    second = entries.c.message_id == 11
    await session.execute(update(entries).where(second).values(state="refused"))
    assert await fits(session, amina) == [Fit.COUNTS]
    await session.execute(update(entries).where(second).values(state="quarantined"))
    assert await fits(session, amina) == [Fit.WITHHELD]


async def test_a_look_at_all_outcomes_is_one_statement(
    session: AsyncSession, crew: Crew, amina: Person
) -> None:
    for _ in range(3):
        await hand_in_a_case(crew, amina)
    asked: list[str] = []
    connection: Any = await session.connection()

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(connection.sync_connection, "before_cursor_execute", listen)
    await find_standing(session, amina.id, NOW)
    event.remove(connection.sync_connection, "before_cursor_execute", listen)
    assert len(asked) == 1
