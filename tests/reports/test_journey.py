"""Recruitment on the phones of coordinators."""

from __future__ import annotations

from bot.people.rules import Role, ScopeKind
from bot.reports.addresses import OpenRecruitment
from tests.people import Cast, Stage


async def test_the_numbers_are_those_of_this_moment(stage: Stage, cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await carla.writes("/recruitment")
    carla.sees("0 of 80 learners have joined: 0% of the target.")
    await cast.trainee("Amina")
    await cast.member("Eleni", Role.TRAINEE, Role.TUTOR, country="GR", sector=None)
    await carla.writes("/recruitment")
    carla.sees("2 of 80 learners have joined")
    carla.sees("Greece: 1 (sector not named yet 1)")
    carla.sees("Sweden: 1 (Public")
    stage.app.services.settings.learner_target = 4
    await carla.presses_old(OpenRecruitment(9999), times=2)
    carla.sees("2 of 4 learners have joined: 50% of the target.")


async def test_a_coordinator_of_another_country_sees_no_small_number(cast: Cast) -> None:
    nikos = await cast.coordinator("Nikos", scope_kind=ScopeKind.COUNTRY, scope="GR")
    for name in ("Amina", "Bo", "Sven"):
        await cast.trainee(name)
    await cast.trainee("Eleni", country="GR")
    await nikos.writes("/recruitment")
    nikos.sees("1 of 80 learners have joined")
    nikos.sees("Fewer than 5 people in other countries are not counted here.")
    nikos.sees_no("Sweden")


async def test_the_lists_tell_coordinators_of_it_and_tutors_do_not_get_it(cast: Cast) -> None:
    carla, greta = await cast.coordinator("Carla"), await cast.tutor("Greta")
    await carla.writes("/lists")
    carla.sees("/recruitment")
    await greta.writes("/lists")
    greta.sees_no("/recruitment")
    await greta.writes("/recruitment")
    greta.sees_no("learners have joined")
    await greta.presses_old(OpenRecruitment())
    greta.sees_no("learners have joined")
