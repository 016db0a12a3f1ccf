"""What coordinators see of the programme as a whole."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.store import find_cohorts
from bot.people.rules import MANAGERS, Person, ScopeKind
from bot.reports.rules import Recruitment, recruit
from bot.reports.store import count_learners


async def load_recruitment(session: AsyncSession, coordinator: Person, target: int) -> Recruitment:
    """As it stands this moment, without what this one is not to see."""
    own = await _own_countries(session, coordinator)
    return recruit(await count_learners(session), own, target)


async def _own_countries(session: AsyncSession, coordinator: Person) -> frozenset[str] | None:
    """The countries somebody runs, or has a group in; None for the whole programme."""
    managing = MANAGERS.split("|")
    scopes = [grant for grant in coordinator.grants if str(grant.role) in managing]
    if any(grant.scope_kind is ScopeKind.PROGRAMME for grant in scopes):
        return None
    countries = {one.scope for one in scopes if one.scope_kind is ScopeKind.COUNTRY}
    groups = [grant for grant in scopes if grant.scope_kind is ScopeKind.COHORT]
    found = await find_cohorts(session, groups) if groups else []
    return frozenset({one for one in countries if one} | {cohort.country for cohort in found})
