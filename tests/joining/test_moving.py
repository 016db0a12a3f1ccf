"""A lost phone: a person goes on in another chat by their code, or as staff confirm."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import places
from bot.joining.moving.addresses import (
    ConfirmMove,
    MakeCode,
    NotMe,
    OpenClaim,
    OpenMoves,
    PickPerson,
    RefuseClaim,
)
from bot.joining.moving.rules import CODE_LASTS
from bot.joining.moving.store import claims, codes
from bot.kit.audit.rules import Action
from bot.kit.delivery import outbox
from bot.kit.telegram.screen import Screen
from bot.people.rules import Role, ScopeKind
from tests.evidence.ways import begins, written
from tests.home.test_journey import menu_of
from tests.joining.test_journey import joins
from tests.joining.ways import asks, code_on, has_a_code
from tests.people import Cast, Phone, Stage
from tests.privacy.test_journey import forgets
from tests.test_audit import rows_of


async def public_of(stage: Stage, phone: Phone) -> str:
    async with stage.app.services.database.reading() as session:
        found = select(claims.c.public_id).where(claims.c.telegram_id == phone.id)
        return (await session.execute(found)).scalar_one()


async def confirms(staff: Phone, number: str, name: str) -> None:
    await staff.writes("/recover")
    await staff.presses("Help somebody")
    await staff.writes(number)
    await staff.presses(name)
    await staff.presses("I have spoken")


async def test_the_code_is_shown_once_as_the_profile_is_complete(cast: Cast) -> None:
    amina = await joins(cast, "Amina")
    for label in (
        "I agree",
        "Go on",
        "Keep",
        "United Kingdom",
        "Public",
        "London",
        "Done",
        "09:00",
    ):
        await amina.presses(label)
    await amina.presses("No quiet hours", times=2)
    amina.sees("Your profile is complete")
    code = code_on(amina)
    await amina.presses("Show me Home")
    amina.sees_no(code)
    async with cast.stage.app.services.database.reading() as session:
        stored = (await session.execute(select(codes))).all()
    assert code.replace("-", "") not in str(stored)
    new = await cast.visitor("Amina's new phone")
    await new.opens("")
    await new.presses("I have been here before")
    await new.writes(code.lower().replace("-", " "))
    new.sees("Welcome back, Amina")


async def test_by_code_everything_follows_and_the_old_chat_is_told_and_closed(
    cast: Cast, stage: Stage
) -> None:
    amina = await cast.trainee("Amina")
    code = await has_a_code(amina)
    before = await cast.person(amina)
    await amina.writes("A thought that belongs nowhere yet")
    new = await cast.visitor("A.")
    await new.writes("/recover")
    await new.writes(code)
    new.sees("Welcome back, Amina")
    assert code_on(new) != code
    after = await cast.person(new)
    assert (after.id, after.grants) == (before.id, before.grants)
    await amina.looks()
    amina.sees("Your place has moved to another chat")
    await amina.presses_old(places.OpenHome(), times=2)
    amina.sees("This chat was left on 23 November 2026")
    await amina.writes("Hello?")
    amina.sees("This chat was left")
    assert await menu_of(stage, amina) == []
    assert "home" in await menu_of(stage, new)
    (moved,) = [row for row in await rows_of(stage) if row.action == Action.PERSON_MOVED]
    assert moved.object_id == "code"


async def test_what_waits_to_be_sent_comes_to_the_new_chat(cast: Cast, stage: Stage) -> None:
    amina = await cast.trainee("Amina")
    code = await has_a_code(amina)
    person = await cast.person(amina)
    async with stage.app.services.database.transaction() as session:
        await outbox.queue(
            session,
            outbox.Recipient(person.id, amina.id),
            Screen(("A reminder of tomorrow",)),
            dedupe_key="tomorrow",
            purpose="test.tomorrow",
            now=stage.clock.now(),
            not_before=stage.clock.now() + timedelta(hours=20),
            reply_to=1,
        )
    new = await cast.visitor("A.")
    await new.writes("/recover")
    await new.writes(code)
    async with stage.app.services.database.transaction() as session:
        await outbox.queue(
            session,
            outbox.Recipient(person.id, amina.id),
            Screen(("Written while they moved",)),
            dedupe_key="meanwhile",
            purpose="test.meanwhile",
            now=stage.clock.now(),
            not_before=stage.clock.now() + timedelta(hours=20),
        )
    await stage.passes(minutes=5)
    await stage.passes(hours=21)
    await new.looks()
    new.has_seen("A reminder of tomorrow")
    new.has_seen("Written while they moved")
    await amina.looks()
    amina.sees_no("A reminder of tomorrow")
    amina.sees_no("Written while they moved")


async def test_a_file_that_is_on_its_way_while_they_move_is_receipted_in_the_new_chat(
    cast: Cast, stage: Stage, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    code = await has_a_code(amina)
    await begins(amina)
    tasks, stage.app.tasks.work_once = stage.app.tasks.work_once, _nothing  # type: ignore[method-assign]
    await amina.uploads(written(tmp_path / "plan.pdf"))
    new = await cast.visitor("A.")
    await new.writes("/recover")
    await new.writes(code)
    stage.app.tasks.work_once = tasks  # type: ignore[method-assign]
    await stage.settle()
    await new.looks()
    new.has_seen("plan.pdf")
    await amina.uploads(written(tmp_path / "late.pdf"))
    amina.sees("what is sent here is not kept")
    await new.looks()
    new.sees_no("late.pdf")


async def _nothing() -> bool:
    return False


async def test_a_used_replaced_expired_or_wrong_code_says_what_to_do(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    old = await has_a_code(amina)
    await amina.writes("/recover")
    await amina.presses("Make a new code")
    amina.sees("will move nobody any more")
    await amina.presses("Yes, show a new one", times=2)
    code = code_on(amina)
    new, thief = await cast.visitor("A."), await cast.visitor("T.")
    await new.writes("/recover")
    for said, heard in ((old, "A newer recovery code"), ("K7QF", "20 letters and digits")):
        await new.writes(said)
        new.sees(heard)
        await new.presses("Go on")
    await new.writes(code)
    fresh = code_on(new)
    await thief.writes("/recover")
    await thief.writes(code)
    thief.sees("This code has been used")
    cast.stage.clock.at += CODE_LASTS
    await thief.presses("Go on")
    await thief.writes(fresh)
    thief.sees("has expired")


async def test_guessing_is_paused_for_the_account_and_the_pause_ends(
    cast: Cast, stage: Stage
) -> None:
    code = await has_a_code(await cast.trainee("Amina"))
    thief = await cast.visitor("T.")
    for _ in range(3):
        await thief.writes("/recover")
        await thief.writes("Z" * 20)
        thief.sees("no such recovery code")
    await thief.writes("/recover")
    await thief.writes(code)
    thief.sees("Wait about 1 min.")
    stage.clock.forward(minutes=2)
    await thief.writes("/recover")
    await thief.writes(code)
    thief.sees("Welcome back, Amina")


async def test_a_code_that_many_accounts_guess_at_is_paused_for_all_of_them(
    cast: Cast, stage: Stage
) -> None:
    code = await has_a_code(await cast.trainee("Amina"))
    near = code[:-1] + ("0" if code[-1] != "0" else "1")
    for name in ("T.", "U.", "V."):
        thief = await cast.visitor(name)
        await thief.writes("/recover")
        await thief.writes(near)
    amina = await cast.visitor("A.")
    await amina.writes("/recover")
    await amina.writes(code)
    amina.sees("Wait about 1 min.")
    stage.clock.forward(minutes=2)
    await amina.writes("/recover")
    await amina.writes(code)
    amina.sees("Welcome back")


async def test_a_chat_with_a_place_of_its_own_takes_no_other(cast: Cast) -> None:
    code = await has_a_code(await cast.trainee("Amina"))
    bo = await cast.trainee("Bo")
    await bo.presses_old("joining.return")
    bo.sees("Recovery code")
    async with cast.stage.app.services.database.transaction() as session:
        from bot.people.store import save_person

        await save_person(session, (await cast.person(bo)).id, consent_version=0)
    await bo.writes("/recover")
    await bo.writes(code)
    bo.sees("already has a place of its own")
    await bo.presses_old("joining.return.who")
    await bo.writes("Amina")
    bo.sees("already has a place of its own")


async def test_staff_in_scope_confirm_once_after_speaking(cast: Cast, stage: Stage) -> None:
    amina, greta = await cast.trainee("Amina Haddad"), await cast.tutor("Greta")
    new = await cast.visitor("Mina")
    number = await asks(new, "amina haddad")
    await greta.writes("/recover")
    await greta.presses("Help somebody")
    await greta.writes(number.replace(" ", ""))
    greta.sees("Says they are: amina haddad")
    greta.sees("In Telegram: Mina, English")
    await greta.presses("Amina Haddad")
    greta.sees("Last here: 23 November 2026")
    greta.sees("Have you spoken to this person yourself")
    await greta.presses("I have spoken", times=2)
    greta.has_seen("goes on in the new chat")
    await new.looks()
    new.sees("Welcome back, Amina Haddad")
    await new.presses("Make a new code")
    code_on(new)
    await amina.looks()
    amina.sees("Your place has moved")
    moved = [row for row in await rows_of(stage) if row.action == Action.PERSON_MOVED]
    assert [row.object_id for row in moved] == ["staff"]
    await greta.writes("/recover")
    await greta.presses("Help somebody")
    await greta.writes(number)
    greta.sees("Nobody with this number")


@pytest.mark.parametrize("scope", ["GR", None])
async def test_nobody_outside_the_scope_sees_or_moves_a_person(
    cast: Cast, stage: Stage, scope: str | None
) -> None:
    amina = await cast.trainee("Amina")
    other = await cast.member(
        "Other", Role.TUTOR if scope else Role.ASSESSOR, scope_kind=ScopeKind.COUNTRY, scope=scope
    )
    new = await cast.visitor("A.")
    number = await asks(new, "Amina")
    public, person = await public_of(stage, new), (await cast.person(amina)).id
    await other.presses_old(OpenMoves())
    await other.writes(number)
    for place in (OpenClaim(public), PickPerson(public, person), ConfirmMove(public, person)):
        await other.presses_old(place)
        other.sees_no("Amina Haddad")
        other.sees_no("goes on in the new chat")
    bo = await cast.trainee("Bo")
    for place in (PickPerson(public, person), ConfirmMove(public, person), RefuseClaim(public)):
        await bo.presses_old(place)
    assert (await cast.person(amina)).id == person
    await new.presses_old(places.OpenHome())
    new.sees_no("Welcome back")


async def test_a_coordinator_moves_no_administrator_and_nobody_themselves(
    cast: Cast, stage: Stage
) -> None:
    ada = await cast.administrator("Ada")
    carla = await cast.coordinator("Carla")
    new = await cast.visitor("A.")
    await asks(new, "Ada")
    public = await public_of(stage, new)
    for whose in (ada, carla):
        person = await cast.person(whose)
        await carla.presses_old(ConfirmMove(public, person.id))
        assert (await cast.person(whose)).id == person.id


async def test_a_claim_ends_by_refusal_by_being_taken_back_and_by_time(
    cast: Cast, stage: Stage
) -> None:
    await cast.trainee("Amina")
    greta, new = await cast.tutor("Greta"), await cast.visitor("A.")
    number = await asks(new, "Amina")
    await greta.presses_old(OpenMoves())
    await greta.writes(number)
    public = await public_of(stage, new)
    await greta.presses("It is nobody I know", times=2)
    greta.has_seen("Nothing was moved")
    await new.looks()
    new.sees("could not be confirmed")
    number = await asks(new, "Amina")
    await new.presses("Take it back", times=2)
    new.sees("good for nothing any more")
    number = await asks(new, "Amina")
    stage.clock.forward(days=3)
    await greta.presses_old(OpenMoves())
    await greta.writes(number)
    greta.sees("Nobody with this number")
    await greta.presses_old(OpenClaim(public))
    greta.sees("This request is over")


async def test_the_old_chat_says_it_was_not_me_and_comes_back(cast: Cast, stage: Stage) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    carla = await cast.coordinator("Carla", scope_kind=ScopeKind.COUNTRY, scope="GR")
    code = await has_a_code(amina)
    thief = await cast.visitor("T.")
    await thief.writes("/recover")
    await thief.writes(code)
    await amina.looks()
    await amina.presses("It was not me", times=2)
    amina.sees("Those who can help have been told")
    await greta.looks()
    greta.sees("the old chat says: it was not me")
    assert sum("it was not me" in str(m) for m in greta.messages) == 1
    await carla.looks()
    carla.sees_no("it was not me")
    await amina.presses("Come back to this chat")
    await amina.presses("I have no code")
    await amina.writes("Amina")
    found = re.search(r"\d{4} \d{4}", amina.screen)
    assert found
    await confirms(greta, found[0], "Amina")
    await amina.looks()
    amina.sees("Welcome back, Amina")
    await thief.presses_old(places.OpenHome())
    thief.sees("This chat was left")
    await thief.presses_old(NotMe("nomove"))
    thief.sees("This chat was left")


async def test_who_was_erased_in_between_is_moved_by_nothing(cast: Cast, stage: Stage) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    person = await cast.person(amina)
    code = await has_a_code(amina)
    new = await cast.visitor("A.")
    number = await asks(new, "Amina")
    await greta.presses_old(OpenMoves())
    await greta.writes(number)
    public = await public_of(stage, new)
    await forgets(amina)
    await amina.writes("ERASE")
    for place in (PickPerson(public, person.id), ConfirmMove(public, person.id)):
        await greta.presses_old(place)
        greta.sees_no("goes on in the new chat")
    await new.writes("/recover")
    await new.writes(code)
    new.sees("no such recovery code")


async def test_who_moved_is_erased_whole(cast: Cast, stage: Stage) -> None:
    amina = await cast.trainee("Amina")
    code = await has_a_code(amina)
    new = await cast.visitor("A.")
    await new.writes("/recover")
    await new.writes(code)
    await forgets(new)
    await new.writes("ERASE")
    await stage.passes(seconds=5)
    async with stage.app.services.database.reading() as session:
        assert (await session.execute(select(codes))).all() == []
    await amina.writes("/start")
    amina.sees("What a job broker is")


async def test_a_code_of_long_ago_is_made_by_an_old_button_only_for_oneself(cast: Cast) -> None:
    amina, visitor = await cast.trainee("Amina"), await cast.visitor("V.")
    await amina.presses_old(MakeCode())
    code_on(amina)
    await visitor.opens("")
    await visitor.presses_old(MakeCode())
    visitor.sees("job broker")
