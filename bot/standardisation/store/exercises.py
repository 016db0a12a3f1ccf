"""Exercises: drafts, open and closed ones, and which of them somebody sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, cast, delete, false, insert, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.store import cohorts
from bot.kit.db import public_id, table_of
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.standardisation.rules.agreement import Agreement
from bot.standardisation.rules.exercises import MANAGING, Deadline, Exercise, State
from bot.standardisation.tables import ExerciseRow, JudgeRow

exercises = table_of(ExerciseRow)
judges = table_of(JudgeRow)


class ExerciseGone(LookupError):
    """No exercise of that id is there for whoever asks."""


def _exercise(row: Any) -> Exercise:
    deadline = agreement = None
    if row.due_on is not None:
        deadline = Deadline(row.due_on, row.due_time, row.zone)
    if row.judges is not None:
        agreement = Agreement(row.judges, row.units, row.same, row.alpha, bool(row.varies))
    return Exercise(
        id=row.id,
        public_id=row.public_id,
        sample=row.sample,
        hash=row.hash,
        state=State(row.state),
        scope=Grant(Role.COORDINATOR, ScopeKind(row.scope_kind), row.scope),
        made_by=row.made_by,
        deadline=deadline,
        closed_at=row.closed_at,
        agreement=agreement,
    )


def managed_by(person: Person) -> ColumnElement[bool]:
    """Those somebody made, and those whose scope lies within one that they manage."""
    allowed: list[ColumnElement[bool]] = [false()]
    managing = [grant for grant in person.grants if grant.role in MANAGING]
    if managing:
        allowed.append(exercises.c.made_by == person.id)
    for grant in managing:
        if grant.scope_kind is ScopeKind.PROGRAMME:
            allowed.append(true())
        else:
            allowed.append(_within(grant))
    return or_(*allowed)


def _within(grant: Grant) -> ColumnElement[bool]:
    same = (exercises.c.scope_kind == str(grant.scope_kind)) & (exercises.c.scope == grant.scope)
    if grant.scope_kind is ScopeKind.COHORT:
        return same
    there = select(cast(cohorts.c.id, String)).where(cohorts.c.country == grant.scope)
    of_cohort = exercises.c.scope_kind == str(ScopeKind.COHORT)
    return same | (of_cohort & exercises.c.scope.in_(there))


def _asked(person: Person) -> ColumnElement[bool]:
    mine = select(judges.c.exercise_id).where(judges.c.person_id == person.id)
    return (exercises.c.state != str(State.DRAFT)) & exercises.c.id.in_(mine)


def _not_anothers_draft(person: Person) -> ColumnElement[bool]:
    return (exercises.c.state != str(State.DRAFT)) | (exercises.c.made_by == person.id)


async def load_exercise(
    session: AsyncSession, person: Person, public: str, *, managed: bool = False
) -> Exercise:
    """One that somebody judges or manages; with `managed` the latter alone. Raises ExerciseGone."""
    seen = managed_by(person) if managed else or_(managed_by(person), _asked(person))
    found = select(*exercises.c).where(
        exercises.c.public_id == public, seen, _not_anothers_draft(person)
    )
    row = (await session.execute(found)).one_or_none()
    if row is None:
        raise ExerciseGone(public)
    return _exercise(row)


async def is_managed(session: AsyncSession, person: Person, exercise: Exercise) -> bool:
    found = select(exercises.c.id).where(exercises.c.id == exercise.id, managed_by(person))
    return (await session.execute(found)).first() is not None


async def find_by_id(session: AsyncSession, exercise_id: int) -> Exercise | None:
    found = select(*exercises.c).where(exercises.c.id == exercise_id)
    row = (await session.execute(found)).one_or_none()
    return _exercise(row) if row else None


async def find_exercises(
    session: AsyncSession, person: Person, *, limit: int, offset: int
) -> list[Exercise]:
    """A page of those that somebody judges or manages: what is open first, then the newest."""
    found = (
        select(*exercises.c)
        .where(or_(managed_by(person), _asked(person)), _not_anothers_draft(person))
        .order_by((exercises.c.state == str(State.CLOSED)), exercises.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [_exercise(row) for row in await session.execute(found)]


async def find_due(session: AsyncSession, last_day: date, limit: int) -> list[Exercise]:
    """Open ones whose deadline's day is no later, the earliest first."""
    found = (
        select(*exercises.c)
        .where(exercises.c.state == str(State.OPEN), exercises.c.due_on <= last_day)
        .order_by(exercises.c.due_on, exercises.c.due_time, exercises.c.id)
        .limit(limit)
    )
    return [_exercise(row) for row in await session.execute(found)]


async def find_closed_since(
    session: AsyncSession, person: Person, since: datetime, limit: int
) -> list[Exercise]:
    """Those closed since then that somebody manages, the newest first."""
    found = (
        select(*exercises.c)
        .where(
            exercises.c.state == str(State.CLOSED),
            exercises.c.closed_at >= since,
            managed_by(person),
        )
        .order_by(exercises.c.closed_at.desc(), exercises.c.id.desc())
        .limit(limit)
    )
    return [_exercise(row) for row in await session.execute(found)]


async def add_draft(
    session: AsyncSession, person: Person, sample: str, mark: str, scope: Grant, now: datetime
) -> str:
    """A new draft; its public id."""
    public = public_id()
    values = {
        "public_id": public,
        "sample": sample,
        "hash": mark,
        "state": str(State.DRAFT),
        "scope_kind": str(scope.scope_kind),
        "scope": scope.scope,
        "made_by": person.id,
        "made_at": now,
        "zone": person.zone,
    }
    await session.execute(insert(exercises).values(**values))
    return public


async def delete_drafts(session: AsyncSession, person_id: int) -> None:
    """Whatever somebody has begun to prepare."""
    drafts = select(exercises.c.id).where(
        exercises.c.made_by == person_id, exercises.c.state == str(State.DRAFT)
    )
    numbers: Sequence[int] = list((await session.execute(drafts)).scalars())
    if numbers:
        await session.execute(delete(judges).where(judges.c.exercise_id.in_(numbers)))
        await session.execute(delete(exercises).where(exercises.c.id.in_(numbers)))


async def save_deadline(session: AsyncSession, exercise_id: int, deadline: Deadline) -> bool:
    """Whether it was still a draft."""
    values = {"due_on": deadline.day, "due_time": deadline.at, "zone": deadline.zone}
    return await _change(session, exercise_id, State.DRAFT, values)


async def open_draft(session: AsyncSession, exercise_id: int, now: datetime) -> bool:
    """Whether it was still a draft."""
    return await _change(
        session, exercise_id, State.DRAFT, {"state": str(State.OPEN), "opened_at": now}
    )


async def close_open(session: AsyncSession, exercise_id: int, now: datetime) -> bool:
    """Whether it was still open."""
    return await _change(
        session, exercise_id, State.OPEN, {"state": str(State.CLOSED), "closed_at": now}
    )


async def save_agreement(session: AsyncSession, exercise_id: int, found: Agreement) -> bool:
    values = {
        "judges": found.judges,
        "units": found.units,
        "same": found.same,
        "alpha": found.alpha,
        "varies": found.varies,
    }
    return await _change(session, exercise_id, State.CLOSED, values)


async def note_reminder(session: AsyncSession, exercise_id: int, day: date) -> bool:
    """Whether nobody was reminded on that day yet, and it is still open."""
    first = or_(exercises.c.reminded_on.is_(None), exercises.c.reminded_on != day)
    return await _change(session, exercise_id, State.OPEN, {"reminded_on": day}, first)


async def _change(
    session: AsyncSession,
    exercise_id: int,
    state: State,
    values: dict[str, Any],
    where: ColumnElement[bool] | None = None,
) -> bool:
    changing = update(exercises).where(exercises.c.id == exercise_id)
    changing = changing.where(exercises.c.state == str(state))
    if where is not None:
        changing = changing.where(where)
    changed: Any = await session.execute(changing.values(**values))
    return changed.rowcount == 1


async def lock_open(session: AsyncSession, exercise_id: int) -> bool:
    """Whether it is open, and stays so until this transaction ends."""
    found = select(exercises.c.state).where(exercises.c.id == exercise_id).with_for_update()
    return (await session.execute(found)).scalar_one_or_none() == str(State.OPEN)


async def find_countries(session: AsyncSession, scopes: Iterable[str]) -> dict[str, str]:
    """The countries of cohorts, by the scopes that name them."""
    numbers = [int(scope) for scope in scopes]
    found = select(cohorts.c.id, cohorts.c.country).where(cohorts.c.id.in_(numbers))
    return {str(row.id): row.country for row in await session.execute(found)}
