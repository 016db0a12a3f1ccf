"""Where trainees stand: worked out from what the slices below hold, and kept with an index.

So that a list over a whole programme costs what its page costs, not what all trainees cost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Integer, bindparam, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.tables import EntryRow as EvidenceEntryRow
from bot.evidence.tables import PieceRow
from bot.kit.db import insert_new, table_of
from bot.lessons.tables import ReadingRow
from bot.lists.rules.entries import Standing, State
from bot.lists.tables import StandingRow
from bot.needs.tables import AnalysisRow
from bot.needs.tables import AnswerRow as NeedsAnswerRow
from bot.people.rules import Role
from bot.people.store import grants, people
from bot.quizzes.tables import AnswerRow as QuizAnswerRow
from bot.quizzes.tables import AttemptRow
from bot.tutoring.rules.thread import Side
from bot.tutoring.tables import EntryRow as WordRow

standings = table_of(StandingRow)
_readings = table_of(ReadingRow)
_analyses = table_of(AnalysisRow)
_needs = table_of(NeedsAnswerRow)
_attempts = table_of(AttemptRow)
_answers = table_of(QuizAnswerRow)
_pieces = table_of(PieceRow)
_parts = table_of(EvidenceEntryRow)
_words = table_of(WordRow)
_PEOPLE: Any = bindparam("people", type_=Integer(), expanding=True)


def _newest(of: Any, at: Any, *joined: Any) -> Any:
    found = select(of.label("person_id"), func.max(at).label("at"))
    found = found.join_from(*joined) if joined else found
    return found.where(of.in_(_PEOPLE)).group_by(of)


_DOINGS: Final = union_all(
    _newest(_readings.c.person_id, _readings.c.turned_at),
    _newest(_analyses.c.person_id, _analyses.c.started_at),
    _newest(
        _analyses.c.person_id,
        _needs.c.answered_at,
        *(_analyses, _needs, _needs.c.analysis_id == _analyses.c.id),
    ),
    _newest(_attempts.c.person_id, _attempts.c.started_at),
    _newest(
        _attempts.c.person_id,
        _answers.c.answered_at,
        *(_attempts, _answers, _answers.c.attempt_id == _attempts.c.id),
    ),
    _newest(_pieces.c.person_id, _pieces.c.submitted_at),
    _newest(_parts.c.person_id, _parts.c.sent_at),
    _newest(_words.c.author_id, _words.c.written_at).where(_words.c.side == str(Side.ASKER)),
).subquery()
_DONE: Final = select(_DOINGS.c.person_id, func.max(_DOINGS.c.at)).group_by(_DOINGS.c.person_id)


async def find_seen_since(
    session: AsyncSession, day: str, after: int, limit: int
) -> list[tuple[int, datetime]]:
    """A page of the trainees who were here on that day (ISO 8601) or later, with when they joined.

    Nobody else can have done anything since. By id, from the one after `after`.
    """
    trainees = select(grants.c.person_id).where(grants.c.role == str(Role.TRAINEE))
    seen = or_(people.c.last_active_day >= day, people.c.last_active_day.is_(None))
    found = (
        select(people.c.id, people.c.joined_at)
        .where(people.c.id > after, seen, people.c.id.in_(trainees))
        .order_by(people.c.id)
        .limit(limit)
    )
    return [(row.id, row.joined_at) for row in await session.execute(found)]


async def find_joined(session: AsyncSession, person_ids: Sequence[int]) -> dict[int, datetime]:
    """When several people joined."""
    found = select(people.c.id, people.c.joined_at).where(people.c.id.in_(person_ids))
    return {row.id: row.joined_at for row in await session.execute(found)}


async def find_done(session: AsyncSession, person_ids: Sequence[int]) -> dict[int, datetime]:
    """When several people last did something to learn; who never did is left out. One statement."""
    found: Any = await session.execute(_DONE, {"people": person_ids})
    return {of: at for of, at in found if at is not None}


async def find_standings(session: AsyncSession, person_ids: Sequence[int]) -> dict[int, Standing]:
    """Where several people stand, as it was last worked out."""
    found = select(standings).where(standings.c.person_id.in_(person_ids))
    return {
        row.person_id: Standing(State(row.state), row.since) for row in await session.execute(found)
    }


async def save_standings(session: AsyncSession, found: Mapping[int, Standing]) -> None:
    """Where several people stand now; at most 500."""
    rows = [
        {"person_id": of, "state": str(one.state), "since": one.since} for of, one in found.items()
    ]
    if rows:
        adding = insert_new(session, StandingRow).values(rows)
        changed = {"state": adding.excluded.state, "since": adding.excluded.since}
        await session.execute(
            adding.on_conflict_do_update(index_elements=["person_id"], set_=changed)
        )
