"""What somebody is about to call or to change."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.store import cohorts
from bot.kit.db import insert_new, table_of
from bot.meetings.rules.meeting import Audience, Draft, Scope
from bot.meetings.tables import DraftRow

drafts = table_of(DraftRow)
_REST = ("zone", "title", "day", "at", "minutes", "place", "meeting_id", "version")
_COLUMNS: Any = (
    drafts.c.public_id,
    drafts.c.audience,
    drafts.c.cohort_id,
    cohorts.c.country,
    drafts.c.country,
    cohorts.c.name,
    *(drafts.c[name] for name in _REST),
)


async def find_draft(session: AsyncSession, person_id: int) -> Draft | None:
    found = select(*_COLUMNS).select_from(
        drafts.outerjoin(cohorts, cohorts.c.id == drafts.c.cohort_id)
    )
    row = (await session.execute(found.where(drafts.c.person_id == person_id))).one_or_none()
    if row is None:
        return None
    public, audience, cohort_id, of_cohort, country, group, *rest = row
    scope = Scope(Audience(audience), cohort_id, of_cohort or country, group or "")
    return Draft(public, scope, *rest)


async def save_draft(session: AsyncSession, person_id: int, draft: Draft) -> None:
    """In the place of whatever was begun before."""
    scope = draft.scope
    values: dict[str, Any] = {
        "public_id": draft.public_id,
        "audience": str(scope.audience),
        "cohort_id": scope.cohort_id,
        "country": None if scope.cohort_id is not None else scope.country,
        **{name: getattr(draft, name) for name in _REST},
    }
    adding = insert_new(session, DraftRow).values(person_id=person_id, **values)
    await session.execute(adding.on_conflict_do_update(index_elements=["person_id"], set_=values))


async def delete_draft(session: AsyncSession, person_id: int) -> None:
    await session.execute(delete(drafts).where(drafts.c.person_id == person_id))
