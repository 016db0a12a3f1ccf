"""Who has somebody's evidence to judge does not begin to tutor them; over HTTP."""

from __future__ import annotations

import pytest

from bot.cohorts.store import add_member
from bot.cohorts.tables import CohortRow
from bot.people.rules import Role, ScopeKind
from tests.joining.test_journey import invite
from tests.judging.ways import asks, hands_in_a_note, judges, opens, signs
from tests.people import Cast, Phone, Stage

FIRST = "You have evidence of Amina to judge, and nobody tutors and judges the same person."


@pytest.fixture(autouse=True)
def one_assessor(stage: Stage) -> None:
    stage.app.services.settings.second_assessor_share = 0


async def both(cast: Cast) -> tuple[Phone, Phone]:
    """Amina asks to have something judged; Greta, who tutors and assesses, is given it."""
    amina = await cast.trainee("Amina")
    greta = await cast.member("Greta", Role.TUTOR, Role.ASSESSOR)
    await hands_in_a_note(amina)
    await asks(amina)
    return amina, greta


async def gives_back(greta: Phone) -> None:
    await greta.presses("Go on")
    greta.sees("do you have a conflict of interest")
    await greta.presses("I have one")
    await greta.presses("I have tutored them")
    await greta.writes("I am her tutor.")


async def test_feedback_waits_until_the_judgement_is_given_back(cast: Cast) -> None:
    _, greta = await both(cast)
    await greta.writes("/review")
    await greta.presses("1. Amina")
    await greta.presses("Give feedback", times=2)
    greta.sees(FIRST)
    await gives_back(greta)
    await greta.writes("/review")
    await greta.presses("1. Amina")
    await greta.presses("Give feedback")
    await greta.writes("Say how it ended.")
    greta.sees_no(FIRST)


async def test_what_was_begun_before_the_round_came_is_not_sent_either(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    greta = await cast.member("Greta", Role.TUTOR, Role.ASSESSOR)
    await hands_in_a_note(amina)
    await greta.writes("/review")
    await greta.presses("1. Amina")
    await greta.presses("Give feedback")
    await asks(amina)
    await greta.writes("Say how it ended.")
    greta.sees(FIRST)
    await amina.looks()
    amina.sees_no("Say how it ended.")


async def test_a_question_is_not_taken_on_until_the_judgement_is_signed(cast: Cast) -> None:
    amina, greta = await both(cast)
    await amina.writes("/ask")
    await amina.writes("May I call the employer?")
    await amina.presses("Send question")
    await greta.looks()
    claim = greta.button("Claim")[1]["callback_data"]
    await greta.presses("Claim", times=2)
    greta.sees(FIRST)
    await opens(greta)
    await judges(greta, "Met", "Met", "Met", "Met", "Met")
    await signs(greta)
    await greta.presses_old(claim)
    greta.sees("May I call the employer?")
    assert FIRST not in greta.screen


async def has_a_group(cast: Cast, stage: Stage, amina: Phone) -> int:
    """The id of a group that Amina is in."""
    now, person = stage.clock.now(), await cast.person(amina)
    async with stage.app.services.database.transaction() as session:
        group = CohortRow(
            public_id="cohort0001", name="Autumn", country="SE", zone="UTC",
            starts_on=now.date(), ends_on=now.date(), made_at=now,
        )  # fmt: skip
        session.add(group)
        await session.flush()
        assert group.id is not None
        await add_member(session, person.id, group.id, now)
        return group.id


async def test_a_group_is_not_taken_on_meanwhile_and_others_judge_as_ever(
    cast: Cast, stage: Stage
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.member("Greta", Role.ASSESSOR)
    cohort = await has_a_group(cast, stage, amina)
    await hands_in_a_note(amina)
    await asks(amina)
    code = await invite(stage, Role.TUTOR, scope_kind=ScopeKind.COHORT, scope=str(cohort))
    for _ in range(2):
        await greta.opens(code)
        greta.sees(FIRST)
    await gives_back(greta)
    await greta.opens(code)
    greta.sees("You now have one more role here: Tutor (Autumn)")
    assert (await cast.person(greta)).has(Role.TUTOR)
