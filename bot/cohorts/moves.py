"""SQL of changed dates: everything by comparison of versions, and who is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.rules import Cohort, Milestone
from bot.cohorts.tables import CohortRow, MemberRow, MilestoneRow
from bot.kit.db import table_of

_cohorts = table_of(CohortRow)
_members = table_of(MemberRow)
_milestones = table_of(MilestoneRow)


async def save_dates(session: AsyncSession, cohort: Cohort, starts_on: date, ends_on: date) -> bool:
    """Whether the cohort still had the version that was read; it has the next one then."""
    changing = (
        update(_cohorts)
        .where(_cohorts.c.id == cohort.id, _cohorts.c.version == cohort.version)
        .values(starts_on=starts_on, ends_on=ends_on, version=cohort.version + 1)
    )
    changed: Any = await session.execute(changing)
    return changed.rowcount == 1


async def save_due(
    session: AsyncSession, milestone: Milestone, due_on: date, due_time: time
) -> bool:
    """Whether the milestone still had the version that was read; it has the next one then."""
    changing = (
        update(_milestones)
        .where(_milestones.c.id == milestone.id, _milestones.c.version == milestone.version)
        .values(due_on=due_on, due_time=due_time, version=milestone.version + 1)
    )
    changed: Any = await session.execute(changing)
    return changed.rowcount == 1


async def save_along(session: AsyncSession, moved: Iterable[Milestone]) -> None:
    """Several milestones get other days at once."""
    rows = [{"of": one.id, "day": one.due_on} for one in moved]
    if rows:
        connection = await session.connection()
        changing = update(_milestones).where(_milestones.c.id == bindparam("of"))
        await connection.execute(
            changing.values(due_on=bindparam("day"), version=_milestones.c.version + 1), rows
        )


async def find_page(session: AsyncSession, cohort_id: int, after: int, limit: int) -> list[int]:
    """The next trainees of a cohort, by id."""
    found = (
        select(_members.c.person_id)
        .where(_members.c.cohort_id == cohort_id, _members.c.person_id > after)
        .order_by(_members.c.person_id)
        .limit(limit)
    )
    return list((await session.execute(found)).scalars())
