"""SQL of what somebody is about to make: a cohort's answers so far, a milestone's title."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.rules import CohortDraft
from bot.cohorts.tables import CohortDraftRow, MilestoneDraftRow
from bot.kit.db import insert_new, table_of

drafts = table_of(CohortDraftRow)
milestone_drafts = table_of(MilestoneDraftRow)


async def load_draft(session: AsyncSession, person_id: int) -> CohortDraft:
    """What somebody has answered so far; nothing, if nothing."""
    found = select(drafts.c.name, drafts.c.country, drafts.c.sector, drafts.c.starts_on)
    row = (await session.execute(found.where(drafts.c.person_id == person_id))).one_or_none()
    return CohortDraft(*row) if row else CohortDraft()


async def save_draft(session: AsyncSession, person_id: int, **values: object) -> None:
    """Make the draft, or change the given columns of it."""
    inserting = insert_new(session, CohortDraftRow).values(person_id=person_id, **values)
    await session.execute(
        inserting.on_conflict_do_update(index_elements=["person_id"], set_=values)
    )


async def delete_draft(session: AsyncSession, person_id: int) -> None:
    await session.execute(delete(drafts).where(drafts.c.person_id == person_id))


async def find_title(session: AsyncSession, person_id: int, cohort_id: int) -> str | None:
    """The title of the milestone that somebody is about to add to a cohort."""
    found = select(milestone_drafts.c.title).where(
        milestone_drafts.c.person_id == person_id, milestone_drafts.c.cohort_id == cohort_id
    )
    return (await session.execute(found)).scalar_one_or_none()


async def save_title(session: AsyncSession, person_id: int, cohort_id: int, title: str) -> None:
    values = {"cohort_id": cohort_id, "title": title}
    inserting = insert_new(session, MilestoneDraftRow).values(person_id=person_id, **values)
    await session.execute(
        inserting.on_conflict_do_update(index_elements=["person_id"], set_=values)
    )


async def delete_title(session: AsyncSession, person_id: int) -> None:
    gone = delete(milestone_drafts).where(milestone_drafts.c.person_id == person_id)
    await session.execute(gone)
