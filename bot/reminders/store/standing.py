"""Where people stand in lower slices: what they have done, and what they have not yet read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import table_of
from bot.lessons.tables import ReadingRow
from bot.needs.tables import AnalysisRow
from bot.quizzes.rules import WHOLE
from bot.quizzes.tables import AttemptRow
from bot.reminders.rules.facts import Source, Waiting
from bot.tutoring.rules.thread import Side
from bot.tutoring.tables import EntryRow, QuestionRow

_readings = table_of(ReadingRow)
_attempts = table_of(AttemptRow)
_analyses = table_of(AnalysisRow)
_questions = table_of(QuestionRow)
_entries = table_of(EntryRow)


async def count_done(
    session: AsyncSession,
    person_ids: Sequence[int],
    lessons: Iterable[str],
    quizzes: Iterable[str],
) -> dict[int, int]:
    """How much each person has done of the needs analysis (one), these lessons and quizzes."""
    passed = _attempts.c.points * 100 >= _attempts.c.pass_mark * _attempts.c.total * WHOLE
    steps = union_all(
        select(_readings.c.person_id, _readings.c.lesson.label("step")).where(
            _readings.c.person_id.in_(person_ids),
            _readings.c.lesson.in_(list(lessons)),
            _readings.c.finished_at.is_not(None),
        ),
        select(_attempts.c.person_id, _attempts.c.quiz)
        .where(
            _attempts.c.person_id.in_(person_ids),
            _attempts.c.quiz.in_(list(quizzes)),
            _attempts.c.finished_at.is_not(None),
            passed,
        )
        .distinct(),
        select(_analyses.c.person_id, func.min(_analyses.c.phase))
        .where(_analyses.c.person_id.in_(person_ids), _analyses.c.finished_at.is_not(None))
        .group_by(_analyses.c.person_id),
    ).subquery()
    counted = select(steps.c.person_id, func.count()).group_by(steps.c.person_id)
    return {row[0]: row[1] for row in await session.execute(counted)}


async def find_waiting(
    session: AsyncSession, person_ids: Sequence[int]
) -> dict[int, list[Waiting]]:
    """What several people have not yet read, since the newest tutor's answer of each question."""
    newest = (
        select(
            _questions.c.asker_id,
            _questions.c.public_id,
            func.max(_entries.c.id),
            func.max(_entries.c.written_at),
        )
        .join_from(_questions, _entries, _entries.c.question_id == _questions.c.id)
        .where(
            _questions.c.asker_id.in_(person_ids),
            _questions.c.unread_asker.is_(True),
            _entries.c.side == str(Side.TUTOR),
        )
        .group_by(_questions.c.asker_id, _questions.c.public_id)
    )
    waiting: dict[int, list[Waiting]] = {}
    for of, public_id, number, since in await session.execute(newest):
        waiting.setdefault(of, []).append(Waiting(Source.ANSWER, number, public_id, since))
    return waiting
