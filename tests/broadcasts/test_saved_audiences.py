"""Audiences kept under a name: rules, counted anew at each use."""

from __future__ import annotations

import pytest

from bot.broadcasts.actions import saved_audiences
from bot.broadcasts.addresses import (
    DropAudience,
    OpenSavedAudience,
    OpenSavedAudiences,
    UseAudience,
)
from bot.broadcasts.rules.audience import Audience, Dimension
from bot.broadcasts.store import saved_audiences as store
from bot.kit.db import Database
from bot.kit.refusals import ScreenOutdated
from tests.broadcasts.composing import begins, writes_in
from tests.broadcasts.world import choose, coordinator, draft, load
from tests.people import MONDAY, Cast, Phone

SWEDEN = Audience({Dimension.COUNTRY: frozenset({"SE"})}, {Dimension.ROLE: frozenset({"tutor"})})


async def test_rules_are_kept_and_used_for_another_draft(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        first = await choose(session, await draft(session, carla), SWEDEN)
        name = await saved_audiences.save(session, carla, first.id, "  In\n Sweden ", MONDAY)
        assert name == "In Sweden"
        [kept] = await store.find_page(session, carla.id, limit=9, offset=0)
        second = await draft(session, carla, en="Hello again")
        await saved_audiences.use(session, carla, second.id, kept.id, MONDAY)
        assert (await load(session, second.id)).audience == SWEDEN


async def test_a_name_is_given_once_and_has_a_length(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        number = (await draft(session, carla)).id
        await saved_audiences.save(session, carla, number, "Όλοι", MONDAY)
        for wrong, refusal in (
            ("Όλοι", saved_audiences.AudienceNameTaken),
            ("x" * 41, saved_audiences.AudienceNameLength),
            (" \n ", saved_audiences.AudienceNameLength),
        ):
            with pytest.raises(refusal):
                await saved_audiences.save(session, carla, number, wrong, MONDAY)
        await saved_audiences.save(session, carla, number, "Two", MONDAY)
        two = await store.find_named(session, carla.id, "Two") or 0
        with pytest.raises(saved_audiences.AudienceNameTaken):
            await saved_audiences.rename(session, carla, number, two, "Όλοι")
        await saved_audiences.rename(session, carla, number, two, "Two")


async def test_no_more_than_fifty_are_kept(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        number = (await draft(session, carla)).id
        for n in range(50):
            await store.add(session, carla.id, f"{n}", SWEDEN, MONDAY)
        with pytest.raises(saved_audiences.TooManyAudiences):
            await saved_audiences.save(session, carla, number, "One more", MONDAY)


async def test_another_coordinators_audiences_are_out_of_reach(database: Database) -> None:
    async with database.transaction() as session:
        carla, dora = await coordinator(session), await coordinator(session, 2)
        await store.add(session, carla.id, "Mine", SWEDEN, MONDAY)
        kept = await store.find_named(session, carla.id, "Mine") or 0
        number = (await draft(session, dora)).id
        with pytest.raises(ScreenOutdated):
            await saved_audiences.use(session, dora, number, kept, MONDAY)
        with pytest.raises(ScreenOutdated):
            await saved_audiences.rename(session, dora, number, kept, "Yours")
        await saved_audiences.drop(session, dora, kept)
        assert await store.find_one(session, carla.id, kept) is not None


async def goes_to_audiences(carla: Phone) -> None:
    await begins(carla)
    await writes_in(carla, "English", "Hello")
    await carla.presses("For whom")


async def test_saved_reused_renamed_and_deleted(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await cast.trainee("Amina", country="SE")
    await cast.trainee("Bo", country="DE")
    await goes_to_audiences(carla)
    await carla.presses("Country")
    await carla.presses("Sweden")
    await carla.presses("Back")
    await carla.presses("Saved audiences", times=2)
    carla.sees("None is saved yet")
    await carla.writes("In Sweden")
    carla.sees("Saved: In Sweden")
    await cast.trainee("Cem", country="SE")
    await goes_to_audiences(carla)
    carla.sees("For 3 people")
    await carla.presses("Saved audiences")
    await carla.presses("In Sweden")
    carla.sees("For 2 people")
    await carla.writes("Σουηδία")
    carla.sees("Σουηδία")
    await carla.presses("Use it for this message", times=2)
    carla.sees("Country: Sweden")
    carla.sees("For 2 people")
    await carla.presses("Saved audiences")
    await carla.presses("Σουηδία")
    await carla.presses("Delete this audience")
    await carla.presses("Yes, delete it", times=2)
    carla.sees("None is saved yet")


async def test_old_buttons_of_saved_audiences_lead_to_the_list(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await goes_to_audiences(carla)
    for old in (OpenSavedAudience(1, 7), UseAudience(1, 7), DropAudience(1, 7, sure=False)):
        await carla.presses_old(old)
        carla.sees("None is saved yet")
    amina = await cast.trainee("Amina")
    await amina.presses_old(OpenSavedAudiences(1))
    amina.sees_no("Saved audiences")


async def test_a_test_comes_in_every_language_as_people_get_it(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await begins(carla)
    await writes_in(carla, "English", "See you")
    await writes_in(carla, "Svenska", "Vi ses")
    await carla.presses("Preview")
    await carla.presses("Send me a test")
    own = [words.get("text") for words in carla.of_bot()]
    assert own.count("See you") == 1
    assert own.count("Vi ses") == 1
    carla.has_seen("in: English and Swedish")
