"""What home reads of a trainee: one statement over the tables of the slices below.

Each slice's own summary would be a statement of its own; with those of the kit they would be more
than the
eight that a screen which everybody opens all day may cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    Date,
    Integer,
    String,
    Time,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    null,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.rules import Milestone
from bot.cohorts.store import cohorts, members, milestones
from bot.evidence.tables import PieceRow
from bot.home.rules import Facts, Progress
from bot.judging.tables import RoundRow
from bot.kit.db import Instant, table_of
from bot.lessons.tables import ReadingRow
from bot.needs.tables import AnalysisRow, PartRow
from bot.quizzes.rules import WHOLE
from bot.quizzes.tables import AttemptRow
from bot.tutoring.tables import QuestionRow

_readings = table_of(ReadingRow)
_attempts = table_of(AttemptRow)
_analysis = table_of(AnalysisRow)
_parts = table_of(PartRow)
_questions = table_of(QuestionRow)
_pieces = table_of(PieceRow)
_rounds = table_of(RoundRow)
_PERSON: Final = bindparam("person", type_=Integer())


def _named(kind: str, key: Any, *, n: Any = None, at: Any = None, rest: Any = ()) -> Any:
    """A row of the union: kind, key, number, instant, and a milestone's day, time and zone."""
    day, clock, zone = rest or (null(), null(), null())
    return (
        literal_column(f"'{kind}'", String).label("kind"),
        cast(key, String).label("key"),
        cast(null() if n is None else n, Integer).label("n"),
        (cast(null(), Instant) if at is None else at).label("at"),
        (cast(day, Date) if not rest else day).label("day"),
        (cast(clock, Time) if not rest else clock).label("clock"),
        (cast(zone, String) if not rest else zone).label("zone"),
    )


def _lessons() -> Any:
    done = case((_readings.c.finished_at.is_(None), 0), else_=1)
    columns = _named("lesson", _readings.c.lesson, n=done, at=_readings.c.turned_at)
    return select(*columns).where(_readings.c.person_id == _PERSON)


def _quizzes() -> Any:
    """Finished attempts that reached the pass mark count as done, and one may be open."""
    finished = _attempts.c.finished_at.is_not(None)
    reached = _attempts.c.points * 100 >= _attempts.c.pass_mark * _attempts.c.total * WHOLE
    state = case((finished & reached, 1), (finished, 2), else_=0)
    columns = _named("quiz", _attempts.c.quiz, n=state, at=_attempts.c.started_at)
    return select(*columns).where(_attempts.c.person_id == _PERSON)


def _analyses() -> Any:
    """The latest analysis, whole or not, and the units of its finished parts."""
    latest = (
        select(func.max(_analysis.c.id)).where(_analysis.c.person_id == _PERSON).scalar_subquery()
    )
    whole = case((_analysis.c.finished_at.is_(None), 0), else_=1)
    return (
        select(*_named("analysis", _analysis.c.phase, n=whole)).where(_analysis.c.id == latest),
        select(*_named("part", _parts.c.unit)).where(_parts.c.analysis_id == latest),
    )


def _milestone() -> Any:
    soonest = (
        select(milestones.c.title, milestones.c.due_on, milestones.c.due_time, cohorts.c.zone)
        .select_from(
            milestones.join(cohorts, cohorts.c.id == milestones.c.cohort_id).join(
                members, members.c.cohort_id == milestones.c.cohort_id
            )
        )
        .where(
            members.c.person_id == _PERSON,
            milestones.c.due_on >= bindparam("today", type_=Date()),
        )
        .order_by(milestones.c.due_on, milestones.c.due_time, milestones.c.id)
        .limit(1)
        .subquery()
    )
    rest = (soonest.c.due_on, soonest.c.due_time, soonest.c.zone)
    return select(*_named("milestone", soonest.c.title, rest=rest))


def _answers() -> Any:
    """How many questions have an answer that the asker has not read."""
    unread = (_questions.c.asker_id == _PERSON) & _questions.c.unread_asker.is_(True)
    columns = _named("answers", literal_column("''", String), n=func.count())
    return select(*columns).select_from(_questions).where(unread)


def _feedback() -> Any:
    """How many pieces of evidence have feedback that their owner has not read."""
    unread = (_pieces.c.person_id == _PERSON) & _pieces.c.unread.is_(True)
    columns = _named("feedback", literal_column("''", String), n=func.count())
    return select(*columns).select_from(_pieces).where(unread)


def _judged() -> Any:
    """How many rounds have a result, or a note, that their trainee has not read."""
    unread = (_rounds.c.person_id == _PERSON) & _rounds.c.unread.is_(True)
    columns = _named("judged", literal_column("''", String), n=func.count())
    return select(*columns).select_from(_rounds).where(unread)


_FACTS: Final = union_all(
    _lessons(), _quizzes(), *_analyses(), _answers(), _feedback(), _judged(), _milestone()
)


async def load_facts(session: AsyncSession, person_id: int, today: date) -> Facts:
    """Everything home shows of a trainee; one statement."""
    rows = (await session.execute(_FACTS, {"person": person_id, "today": today})).all()
    by_kind: dict[str, list[Any]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    return _facts(by_kind)


def _facts(by_kind: dict[str, list[Any]]) -> Facts:
    analysis = by_kind.get("analysis", [])
    soonest = by_kind.get("milestone", [])
    return Facts(
        analysed=analysis[0].n == 1 if analysis else None,
        parts=frozenset(row.key for row in by_kind.get("part", [])),
        lessons=_progress(by_kind.get("lesson", [])),
        quizzes=_progress(by_kind.get("quiz", [])),
        unread=by_kind["answers"][0].n,
        feedback=by_kind["feedback"][0].n,
        judged=by_kind["judged"][0].n,
        milestone=_soonest(soonest[0]) if soonest else None,
    )


def _soonest(row: Any) -> Milestone:
    return Milestone(0, 0, row.key, row.day, row.clock, row.zone)


def _progress(rows: Sequence[Any]) -> dict[str, Progress]:
    """By lesson or quiz: done once (1), open (0), and when it was last touched."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return {
        key: Progress(
            done=any(row.n == 1 for row in of),
            is_open=any(row.n == 0 for row in of),
            at=max(row.at for row in of),
        )
        for key, of in found.items()
    }
