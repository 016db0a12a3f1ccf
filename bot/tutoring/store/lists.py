"""Many questions: an asker's own, a tutor's queue, what is due, and the counts of home."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
from sqlalchemy import false as never
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.tables import MemberRow
from bot.kit.db import table_of
from bot.people.rules import Grant, Person, ScopeKind
from bot.people.store import people
from bot.tutoring.rules.thread import Counts, Listed, Question, QueueCounts, State
from bot.tutoring.rules.waiting import ANSWERING
from bot.tutoring.store.threads import COLUMNS, question_of, questions

_members = table_of(MemberRow)
asker = people.alias("asker")


async def find_own(
    session: AsyncSession, asker_id: int, *, limit: int, offset: int
) -> list[Question]:
    """A page of somebody's questions: ones with news first, then the newest."""
    found = (
        select(*COLUMNS)
        .where(questions.c.asker_id == asker_id)
        .order_by(questions.c.unread_asker.desc(), questions.c.id.desc())
    )
    return [question_of(row) for row in await session.execute(found.limit(limit).offset(offset))]


async def load_summary(session: AsyncSession, person_id: int) -> Counts:
    """One statement, for home."""
    not_closed = questions.c.state.not_in([str(State.CLOSED), str(State.DRAFT)])
    counted = select(
        func.count(case((questions.c.unread_asker.is_(True), 1))),
        func.count(case((not_closed, 1))),
    ).where(questions.c.asker_id == person_id)
    return Counts(*(await session.execute(counted)).one())


def _in_scope(tutor: Person) -> ColumnElement[bool]:
    """Questions of whom the tutor's scopes cover, never their own; a condition on the asker."""
    scopes = [grant for grant in tutor.grants if grant.role in ANSWERING]
    return and_(asker.c.id != tutor.id, or_(never(), *map(_reached, scopes)))


def _reached(grant: Grant) -> ColumnElement[bool]:
    if grant.scope_kind is ScopeKind.PROGRAMME:
        return true()
    if grant.scope_kind is ScopeKind.COUNTRY:
        return asker.c.country == grant.scope
    of_cohort = select(_members.c.person_id).where(_members.c.cohort_id == int(grant.scope or 0))
    return asker.c.id.in_(of_cohort)


def queued(tutor: Person, *columns: Any) -> Any:
    """Columns of questions and their askers, in somebody's scope."""
    joined = questions.join(asker, asker.c.id == questions.c.asker_id)
    return select(*columns).select_from(joined).where(_in_scope(tutor))


def unclaimed() -> ColumnElement[bool]:
    """What waits for somebody to take it."""
    return and_(questions.c.state == str(State.OPEN), questions.c.claimed_by.is_(None))


async def find_queue(
    session: AsyncSession,
    tutor: Person,
    *,
    limit: int,
    offset: int,
    languages: Collection[str] = (),
) -> list[Listed]:
    """A page of what nobody has claimed: own languages first, then what is due soonest.

    `languages` are those they answer in besides that of their screens.
    """
    spoken = sorted({tutor.language, *languages})
    found = queued(tutor, *COLUMNS, asker.c.name).where(unclaimed())
    ordered = found.order_by(
        questions.c.language.not_in(spoken), questions.c.due_at, questions.c.id
    )
    return [
        Listed(question_of(row), row.name) for row in await _page(session, ordered, limit, offset)
    ]


async def find_mine(
    session: AsyncSession, tutor: Person, *, limit: int, offset: int
) -> list[Listed]:
    """A page of what a tutor has claimed and not closed: unread first, then what is due soonest."""
    joined = questions.join(asker, asker.c.id == questions.c.asker_id)
    found = select(*COLUMNS, asker.c.name).select_from(joined).where(_is_mine(tutor))
    ordered = found.order_by(
        questions.c.unread_tutor.desc(),
        questions.c.due_at.is_(None),
        questions.c.due_at,
        questions.c.id,
    )
    return [
        Listed(question_of(row), row.name) for row in await _page(session, ordered, limit, offset)
    ]


async def find_held(session: AsyncSession, tutor_id: int) -> list[Question]:
    """What somebody has claimed and not closed, at most 100, the longest in hand first."""
    held = [str(State.CLAIMED), str(State.WAITING_FOR_ASKER)]
    found = select(*COLUMNS).where(questions.c.claimed_by == tutor_id, questions.c.state.in_(held))
    ordered = found.order_by(questions.c.claimed_at, questions.c.id).limit(100)
    return [question_of(row) for row in await session.execute(ordered)]


async def _page(session: AsyncSession, found: Any, limit: int, offset: int) -> Sequence[Any]:
    return (await session.execute(found.limit(limit).offset(offset))).all()


def _is_mine(tutor: Person) -> ColumnElement[bool]:
    held = [str(State.CLAIMED), str(State.WAITING_FOR_ASKER)]
    return and_(questions.c.claimed_by == tutor.id, questions.c.state.in_(held))


async def count_queue(session: AsyncSession, tutor: Person) -> QueueCounts:
    """One statement, for staff's home."""
    waiting = queued(tutor, func.count()).where(unclaimed())
    mine = select(func.count()).select_from(questions).where(_is_mine(tutor))
    owed = mine.where(questions.c.due_at.is_not(None))
    counted = select(waiting.scalar_subquery(), mine.scalar_subquery(), owed.scalar_subquery())
    return QueueCounts(*(await session.execute(counted)).one())


async def find_due(session: AsyncSession, now: datetime, limit: int) -> list[Question]:
    """Questions whose next escalation is due, the longest waiting first."""
    found = select(*COLUMNS).where(questions.c.escalates_at <= now)
    ordered = found.order_by(questions.c.escalates_at, questions.c.id).limit(limit)
    return [question_of(row) for row in await session.execute(ordered)]
