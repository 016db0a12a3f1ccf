"""What many tests of meetings do first."""

from __future__ import annotations

from datetime import date, timedelta

from bot.cohorts import store as cohorts
from bot.people.rules import Role, ScopeKind
from tests.people import MONDAY, Cast, Phone, Stage


async def group(stage: Stage, name: str = "Autumn", country: str = "SE") -> int:
    async with stage.app.services.database.transaction() as session:
        return await cohorts.add_cohort(
            session, name=name, country=country, sector=None, zone="Europe/Stockholm",
            starts_on=date(2026, 9, 1), ends_on=date(2027, 6, 30), now=MONDAY,
        )  # fmt: skip


async def joins(stage: Stage, cast: Cast, phone: Phone, cohort: int) -> None:
    person = await cast.person(phone)
    async with stage.app.services.database.transaction() as session:
        await cohorts.add_member(session, person.id, cohort, stage.clock.now())


async def tutor_of(cast: Cast, cohort: int, name: str = "Greta") -> Phone:
    return await cast.member(name, Role.TUTOR, scope_kind=ScopeKind.COHORT, scope=str(cohort))


async def writes(
    greta: Phone, whose: str = "Autumn", title: str = "First evidence", place: str = "Room 3"
) -> None:
    """Up to what it will be, before anybody is invited."""
    await greta.writes("/meetings")
    await greta.presses("Call a meeting")
    await greta.presses(whose)
    await greta.writes(title)
    await greta.writes("1 December 2026 17:00")
    await greta.presses("60 minutes")
    await greta.writes(place)


async def calls(greta: Phone, **how: str) -> None:
    await writes(greta, **how)
    await greta.presses("Invite everybody")


async def is_held(stage: Stage) -> None:
    """Time goes by until it is over."""
    await stage.passes(seconds=(timedelta(days=8, hours=9)).total_seconds())
