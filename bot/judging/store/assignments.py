"""Who has which part in a round, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.verdicts import Verdict
from bot.judging.rules.rounds import (
    ACTIVE,
    UNSIGNED,
    Assignment,
    Held,
    Place,
    Reason,
    Stage,
)
from bot.judging.rules.verdicts import Noted
from bot.judging.store.rounds import rounds
from bot.judging.tables import AssignmentRow, ConflictRow, PieceRow, VerdictRow
from bot.kit.db import insert_new, public_id, table_of
from bot.people.store import people

assignments = table_of(AssignmentRow)
verdicts = table_of(VerdictRow)
conflicts = table_of(ConflictRow)
_parts = table_of(PieceRow)
COLUMNS: Any = (
    assignments.c.id,
    assignments.c.public_id,
    assignments.c.round_id,
    assignments.c.assessor_id,
    assignments.c.place,
    assignments.c.stage,
    assignments.c.assigned_at,
    assignments.c.due_at,
    assignments.c.next_at,
    assignments.c.step,
    assignments.c.declared_at,
    assignments.c.signed_at,
)


class WorkGone(LookupError):
    """Nobody, or somebody else, has a part of that id."""


def assignment_of(row: Any) -> Assignment:
    """A part from the first columns of a row, which are those above."""
    number, public, round_id, assessor, place, stage, *rest = row[: len(COLUMNS)]
    return Assignment(number, public, round_id, assessor, Place(place), Stage(stage), *rest)


async def add_assignment(
    session: AsyncSession,
    round_id: int,
    place: Place,
    assessor_id: int,
    *,
    now: datetime,
    due_at: datetime,
    next_at: datetime,
) -> Assignment | None:
    """A part for an assessor; None where somebody has the place already."""
    adding = (
        insert_new(session, AssignmentRow)
        .values(
            public_id=public_id(),
            round_id=round_id,
            assessor_id=assessor_id,
            place=int(place),
            stage=str(Stage.ASSIGNED),
            assigned_at=now,
            due_at=due_at,
            next_at=next_at,
            step=0,
        )
        .on_conflict_do_nothing()
        .returning(*COLUMNS)
    )
    row = (await session.execute(adding)).one_or_none()
    return assignment_of(row) if row else None


async def load_work(session: AsyncSession, assessor_id: int, public: str) -> Assignment:
    """One's own part, while it is or once it was signed. Raises WorkGone."""
    own = (
        assignments.c.public_id == public,
        assignments.c.assessor_id == assessor_id,
        assignments.c.stage.in_([str(stage) for stage in ACTIVE]),
    )
    row = (await session.execute(select(*COLUMNS).where(*own))).one_or_none()
    if row is None:
        raise WorkGone(public)
    return assignment_of(row)


async def is_shown(session: AsyncSession, assessor_id: int, piece_id: int) -> bool:
    """Whether an assessor has, or had and signed, a round that a piece went into."""
    found = (
        select(assignments.c.id)
        .join_from(assignments, _parts, _parts.c.round_id == assignments.c.round_id)
        .where(
            assignments.c.assessor_id == assessor_id,
            assignments.c.stage.in_([str(Stage.OPEN), str(Stage.SIGNED)]),
            _parts.c.piece_id == piece_id,
        )
        .limit(1)
    )
    return (await session.execute(found)).one_or_none() is not None


async def find_assignments(session: AsyncSession, round_id: int) -> list[Assignment]:
    """Every part in a round, moved ones too, by place and time."""
    found = select(*COLUMNS).where(assignments.c.round_id == round_id)
    ordered = found.order_by(assignments.c.place, assignments.c.id)
    return [assignment_of(row) for row in await session.execute(ordered)]


async def find_held(session: AsyncSession, round_id: int) -> list[Held]:
    """Every part in a round with the name of its assessor and, where it moved, why."""
    declared = and_(
        conflicts.c.assessor_id == assignments.c.assessor_id,
        conflicts.c.person_id == rounds.c.person_id,
    )
    found = (
        select(*COLUMNS, people.c.name, conflicts.c.kind, conflicts.c.note, conflicts.c.lifted_at)
        .select_from(
            assignments.join(rounds, rounds.c.id == assignments.c.round_id)
            .outerjoin(people, people.c.id == assignments.c.assessor_id)
            .outerjoin(conflicts, declared)
        )
        .where(assignments.c.round_id == round_id)
        .order_by(assignments.c.place, assignments.c.id)
    )
    return [
        Held(
            assignment_of(row),
            row.name or "",
            row.kind or "",
            row.note or "",
            lifted=row.lifted_at is not None,
        )
        for row in await session.execute(found)
    ]


async def change_assignment(
    session: AsyncSession, part: Assignment, expected: Iterable[Stage], **values: object
) -> Assignment | None:
    """Changed if it still stands so; nothing where it has moved on."""
    same = (
        assignments.c.id == part.id,
        assignments.c.stage.in_([str(stage) for stage in expected]),
    )
    changing: Any = update(assignments).where(*same).values(**values)
    row = (await session.execute(changing.returning(*COLUMNS))).one_or_none()
    return assignment_of(row) if row else None


async def cancel_unsigned(
    session: AsyncSession, round_id: int, places: Iterable[Place] = tuple(Place)
) -> list[Assignment]:
    """Nobody has to do anything more in these places; those whose part ended."""
    ending: Any = (
        update(assignments)
        .where(
            assignments.c.round_id == round_id,
            assignments.c.place.in_([int(place) for place in places]),
            assignments.c.stage.in_([str(stage) for stage in UNSIGNED]),
        )
        .values(stage=str(Stage.CANCELLED), next_at=None)
    )
    rows = await session.execute(ending.returning(*COLUMNS))
    return [assignment_of(row) for row in rows]


async def find_verdicts(session: AsyncSession, assignment_id: int) -> dict[str, Noted]:
    """What an assessor has noted so far, by criterion."""
    found = select(verdicts).where(verdicts.c.assignment_id == assignment_id)
    return {row.criterion: _verdict(row) for row in await session.execute(found)}


def _verdict(row: Any) -> Noted:
    return Noted(Verdict(row.mark) if row.mark else None, row.comment)


async def save_verdict(
    session: AsyncSession, assignment_id: int, criterion: str, verdict: Noted, now: datetime
) -> None:
    """One criterion, anew or for the first time."""
    values = {
        "mark": str(verdict.mark) if verdict.mark else "",
        "comment": verdict.comment,
        "changed_at": now,
    }
    saving = insert_new(session, VerdictRow).values(
        assignment_id=assignment_id, criterion=criterion, **values
    )
    await session.execute(
        saving.on_conflict_do_update(index_elements=["assignment_id", "criterion"], set_=values)
    )


async def find_signed(session: AsyncSession, round_id: int) -> Mapping[Place, dict[str, Verdict]]:
    """The marks of everybody who has signed in a round."""
    found = (
        select(assignments.c.place, verdicts.c.criterion, verdicts.c.mark)
        .join_from(assignments, verdicts, verdicts.c.assignment_id == assignments.c.id)
        .where(assignments.c.round_id == round_id, assignments.c.stage == str(Stage.SIGNED))
        .order_by(assignments.c.place, verdicts.c.id)
    )
    signed: dict[Place, dict[str, Verdict]] = {}
    for place, criterion, mark in await session.execute(found):
        signed.setdefault(Place(place), {})[criterion] = Verdict(mark)
    return signed


async def find_reasons(session: AsyncSession, round_id: int) -> tuple[Reason, ...]:
    """Everything that was signed in a round, by place."""
    found = (
        select(
            verdicts.c.criterion,
            verdicts.c.mark,
            verdicts.c.comment,
            assignments.c.place,
            assignments.c.signed_at,
            people.c.name,
        )
        .select_from(
            assignments.join(verdicts, verdicts.c.assignment_id == assignments.c.id).outerjoin(
                people, people.c.id == assignments.c.assessor_id
            )
        )
        .where(assignments.c.round_id == round_id, assignments.c.stage == str(Stage.SIGNED))
        .order_by(assignments.c.place, verdicts.c.criterion)
    )
    return tuple(
        Reason(
            row.criterion,
            Verdict(row.mark),
            row.comment,
            Place(row.place),
            row.name or "",
            row.signed_at,
        )
        for row in await session.execute(found)
    )
