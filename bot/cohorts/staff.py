"""SQL of who looks after a cohort."""

from __future__ import annotations

from typing import Final

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.rules import Cohort
from bot.people.rules import Role, ScopeKind
from bot.people.store import grants, people

SHOWN: Final = (Role.TUTOR, Role.COORDINATOR)
MOST: Final = 100


async def find_names(session: AsyncSession, cohort: Cohort) -> dict[Role, list[str]]:
    """The names of tutors and coordinators whose scope holds the cohort, by role and name; those
    of this very cohort first.
    """
    own = and_(grants.c.scope_kind == str(ScopeKind.COHORT), grants.c.scope == str(cohort.id))
    there = and_(grants.c.scope_kind == str(ScopeKind.COUNTRY), grants.c.scope == cohort.country)
    everywhere = grants.c.scope_kind == str(ScopeKind.PROGRAMME)
    found = (
        select(grants.c.role, people.c.name, people.c.id, grants.c.scope_kind)
        .join_from(grants, people, people.c.id == grants.c.person_id)
        .where(grants.c.role.in_([str(role) for role in SHOWN]), or_(own, there, everywhere))
        .order_by(grants.c.scope_kind, people.c.name, people.c.id)
        .limit(MOST)
    )
    named: dict[Role, dict[int, str]] = {}
    for row in await session.execute(found):
        named.setdefault(Role(row.role), {}).setdefault(row.id, row.name)
    return {role: list(names.values()) for role, names in named.items()}
