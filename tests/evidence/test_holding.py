"""Who may report, what is held back at once, and what others see then; on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.actions import adding, handing_in, holding, opening, reviewing, sight
from bot.evidence.actions.refusals import ContentMissing, HeldBack, HoldEnded, NotYours
from bot.evidence.actions.requirements import find_standing
from bot.evidence.rules.entries import EntryState, Form
from bot.evidence.rules.holds import THE_CONTEXT, HoldState, Step
from bot.evidence.rules.pieces import Piece, State
from bot.evidence.rules.requirements import Fit
from bot.evidence.store import entries as entry_store
from bot.evidence.store import holds as store
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.visit import Received
from bot.kit.text import plain, text
from bot.people.rules import Grant, Person, Role, ScopeKind
from tests.evidence.conftest import NOW, Crew, words_of


async def entry_of(session: AsyncSession, amina: Person, public: str) -> int:
    return (await opening.open_piece(session, amina, public)).entries[0].id


async def report(crew: Crew, person: Person, public: str, entry: int, where: str = "") -> int:
    return (await holding.report(crew.session, person, public, entry, where, NOW)).hold.id


async def step(crew: Crew, person: Person, hold: int, which: Step) -> HoldState:
    return (await holding.take_step(crew.session, person, hold, which, NOW)).hold.state


async def test_two_reporters_hold_it_back_once_and_both_hear_how_it_went(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    tom = await crew.join("Tom", Grant(Role.TUTOR))
    carla = await crew.join("Carla", Grant(Role.COORDINATOR))
    public = await crew.hand_in(amina)
    entry = await entry_of(session, amina, public)
    holds = {await report(crew, one, public, entry) for one in (greta, tom, greta)}
    assert len(holds) == 1
    [hold] = holds
    assert len(await crew.told("evidence.hold_held")) == 1
    assert len(await crew.told("evidence.held_back")) == 1
    assert await step(crew, carla, hold, Step.UPHOLD) is HoldState.UPHELD
    told = await crew.told("evidence.hold_upheld")
    assert sorted(one.person_id for one in told) == sorted([amina.id, greta.id, tom.id])


async def test_the_trainee_is_told_at_once_as_an_answer_and_in_their_language(
    crew: Crew, session: AsyncSession, greta: Person
) -> None:
    jon = await crew.join("Jón", Grant(Role.TRAINEE), language="is")
    public = await crew.hand_in(jon)
    await report(crew, greta, public, await entry_of(session, jon, public), "þriðja lína")
    [message] = await crew.told("evidence.hold_held")
    assert "Honum er strax haldið eftir" in await words_of(session, message)
    assert "þriðja lína" in await words_of(session, message)


@pytest.mark.parametrize("who", ["stranger", "other_tutor", "assessor", "coordinator", "trainee"])
async def test_whoever_does_not_see_a_part_cannot_report_it(
    crew: Crew, session: AsyncSession, amina: Person, who: str
) -> None:
    grants = {
        "stranger": (),
        "other_tutor": (Grant(Role.TUTOR, ScopeKind.COUNTRY, "IS"),),
        "assessor": (Grant(Role.ASSESSOR),),
        "coordinator": (Grant(Role.COORDINATOR),),
        "trainee": (Grant(Role.TRAINEE),),
    }
    person = await crew.join("Somebody", *grants[who])
    public = await crew.hand_in(amina)
    for part in (await entry_of(session, amina, public), THE_CONTEXT):
        with pytest.raises(ScreenOutdated):
            await report(crew, person, public, part)


async def test_a_room_above_says_who_else_sees_a_part(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    anna = await crew.join("Anna", Grant(Role.ASSESSOR))
    public = await crew.hand_in(amina)
    sight.let_see(_anna_sees)
    try:
        hold = await report(crew, anna, public, await entry_of(session, amina, public))
    finally:
        sight.forget_others()
    assert (await holding.open_case(session, anna, hold)).takes == frozenset()


async def _anna_sees(_session: AsyncSession, person: Person, _piece: Piece) -> bool:
    return person.name == "Anna"


async def test_a_draft_and_what_is_not_in_a_version_are_nobodys_to_report(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    public = await crew.begin(amina)
    await crew.write(amina, public, "not yet")
    entry = await entry_of(session, amina, public)
    with pytest.raises(ScreenOutdated):
        await report(crew, greta, public, entry)
    other = await crew.hand_in(amina)
    with pytest.raises(ScreenOutdated):
        await report(crew, greta, other, entry)


async def test_nobody_else_has_it_in_any_version(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    public = await crew.hand_in(amina, "Mrs Secret came.")
    await reviewing.give_feedback(session, greta, public, 1, text("Good"), None, NOW)
    await handing_in.begin_version(session, amina, public, 1, NOW)
    await crew.write(amina, public, "And more.", message=12)
    await crew.confirm_all(amina, public)
    await handing_in.submit_piece(session, amina, public, 2, NOW)
    entry = await entry_of(session, amina, public)
    await report(crew, greta, public, entry)
    for version in (1, 2):
        review = await reviewing.open_review(session, greta, public, version, now=NOW)
        assert "Secret" not in repr(review)
    own = await opening.open_piece(session, amina, public)
    assert plain(own.entries[0].text) == "Mrs Secret came."
    assert await store.find_withheld(session, [entry, 999]) == {entry: EntryState.WITHHELD}


async def test_what_is_held_back_does_not_count(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    public = await crew.hand_in(amina)
    await report(crew, greta, public, await entry_of(session, amina, public))
    standing = (await find_standing(session, amina.id, NOW))["1.1"]
    assert [one.fit for one in standing.considered] == [Fit.WITHHELD]


async def test_handing_in_needs_something_that_others_may_see(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    public = await crew.hand_in(amina)
    hold = await report(crew, greta, public, await entry_of(session, amina, public))
    for _ in range(2):
        _, opened = await holding.begin_mended(session, amina, hold, NOW)
    assert (opened.piece.state, opened.piece.version) == (State.DRAFT, 2)
    await crew.confirm_all(amina, public)
    with pytest.raises(ContentMissing):
        await handing_in.submit_piece(session, amina, public, 2, NOW)


async def test_a_part_that_is_held_back_is_not_changed_by_editing_its_message(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    public = await crew.begin(amina)
    await crew.write(amina, public, "Mrs Secret", message=33)
    await report(crew, amina, public, await entry_of(session, amina, public))
    sent = Received(33, text("A woman"))
    with pytest.raises(HeldBack):
        await adding.edit_sent(session, amina, public, sent, NOW)


async def test_an_own_report_alone_is_taken_back_by_the_trainee(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    public = await crew.hand_in(amina)
    entry = await entry_of(session, amina, public)
    hold = await report(crew, amina, public, entry)
    assert await crew.told("evidence.hold_held") == []
    assert await step(crew, amina, hold, Step.LIFT) is HoldState.LIFTED
    assert (await entry_store.load_entry(session, entry)).state is EntryState.STORED
    again = await report(crew, greta, public, entry)
    assert again != hold
    with pytest.raises(NotYours):
        await step(crew, amina, again, Step.LIFT)


async def test_who_reported_it_does_not_decide(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    public = await crew.hand_in(amina)
    hold = await report(crew, greta, public, await entry_of(session, amina, public))
    await step(crew, amina, hold, Step.OBJECT)
    with pytest.raises(NotYours):
        await step(crew, greta, hold, Step.LIFT)
    with pytest.raises(NotYours):
        await holding.look_at_held(session, greta, hold, NOW)


async def test_a_second_press_is_no_refusal_and_a_late_other_one_is(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    carla = await crew.join("Carla", Grant(Role.COORDINATOR))
    public = await crew.hand_in(amina)
    entry = await entry_of(session, amina, public)
    hold = await report(crew, greta, public, entry)
    for _ in range(2):
        assert await step(crew, carla, hold, Step.PURGE) is HoldState.PURGED
    with pytest.raises(HoldEnded):
        await step(crew, carla, hold, Step.LIFT)
    with pytest.raises(HoldEnded):
        await report(crew, greta, public, entry)


async def test_a_file_that_no_scanner_has_seen_waits_for_it_again(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    public = await crew.hand_in(amina)
    piece = (await opening.open_piece(session, amina, public)).piece
    entry = await entry_store.add_entry(
        session, piece.id, amina.id, Form.FILE, NOW, state="quarantined", key="evidence/x"
    )
    hold = await report(crew, amina, public, entry)
    await step(crew, amina, hold, Step.LIFT)
    assert (await entry_store.load_entry(session, entry)).state is EntryState.QUARANTINED
