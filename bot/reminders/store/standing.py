"""Where people stand in lower slices: what they have done, and what they have not yet read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, String, bindparam, func, literal_column, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.curriculum import Curriculum
from bot.evidence.tables import FeedbackRow, PieceRow
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
_pieces = table_of(PieceRow)
_feedback = table_of(FeedbackRow)
_PEOPLE: Any = bindparam("people", type_=Integer(), expanding=True)


def _any_of(name: str) -> Any:
    return bindparam(name, type_=String(), expanding=True)


def _passed() -> Any:
    mark = _attempts.c.pass_mark * _attempts.c.total * WHOLE
    return (
        select(_attempts.c.person_id, _attempts.c.quiz)
        .where(
            _attempts.c.person_id.in_(_PEOPLE),
            _attempts.c.quiz.in_(_any_of("quizzes")),
            _attempts.c.finished_at.is_not(None),
            _attempts.c.points * 100 >= mark,
        )
        .distinct()
    )


def _read() -> Any:
    return select(_readings.c.person_id, _readings.c.lesson).where(
        _readings.c.person_id.in_(_PEOPLE),
        _readings.c.lesson.in_(_any_of("lessons")),
        _readings.c.finished_at.is_not(None),
    )


def _analysed() -> Any:
    """One step, however often the analysis was taken."""
    finished = _analyses.c.person_id.in_(_PEOPLE) & _analyses.c.finished_at.is_not(None)
    columns = (_analyses.c.person_id, func.min(_analyses.c.phase))
    return select(*columns).where(finished).group_by(_analyses.c.person_id)


def _evidenced() -> Any:
    return (
        select(_pieces.c.person_id, _pieces.c.outcome)
        .where(
            _pieces.c.person_id.in_(_PEOPLE),
            _pieces.c.outcome.in_(_any_of("outcomes")),
            _pieces.c.submitted_at.is_not(None),
        )
        .distinct()
    )


_STEPS: Any = union_all(_passed(), _read(), _analysed(), _evidenced()).subquery()
_DONE: Any = select(_STEPS.c.person_id, func.count()).group_by(_STEPS.c.person_id)


async def find_busy(
    session: AsyncSession, person_ids: Sequence[int], curriculum: Curriculum
) -> frozenset[int]:
    """Who of several people has something left to do: the needs analysis, a lesson, a quiz, or
    evidence for an outcome.
    """
    steps: dict[str, list[str]] = {
        "lessons": list(curriculum.lessons),
        "quizzes": list(curriculum.quizzes),
        "outcomes": list(curriculum.outcomes),
    }
    all_of_it = 1 + sum(map(len, steps.values()))
    found: Any = await session.execute(_DONE, {"people": person_ids, **steps})
    finished = {of for of, done in found if done >= all_of_it}
    return frozenset(person_ids) - finished


def _named(source: Source) -> Any:
    return literal_column(f"'{source}'", String)


def _answers() -> Any:
    return (
        select(
            _questions.c.asker_id,
            _named(Source.ANSWER),
            func.max(_entries.c.id),
            _questions.c.public_id,
            func.max(_entries.c.written_at),
        )
        .join_from(_questions, _entries, _entries.c.question_id == _questions.c.id)
        .where(
            _questions.c.asker_id.in_(_PEOPLE),
            _questions.c.unread_asker.is_(True),
            _entries.c.side == str(Side.TUTOR),
        )
        .group_by(_questions.c.asker_id, _questions.c.public_id)
    )


def _feedbacks() -> Any:
    return (
        select(
            _pieces.c.person_id,
            _named(Source.FEEDBACK),
            func.max(_feedback.c.id),
            _pieces.c.public_id,
            func.max(_feedback.c.given_at),
        )
        .join_from(_pieces, _feedback, _feedback.c.piece_id == _pieces.c.id)
        .where(_pieces.c.person_id.in_(_PEOPLE), _pieces.c.unread.is_(True))
        .group_by(_pieces.c.person_id, _pieces.c.public_id)
    )


_WAITING: Any = union_all(_answers(), _feedbacks())


async def find_waiting(
    session: AsyncSession, person_ids: Sequence[int]
) -> dict[int, list[Waiting]]:
    """What several people have not yet read: tutors' answers, each question once by its newest, and
    feedback on evidence.
    """
    waiting: dict[int, list[Waiting]] = {}
    found: Any = await session.execute(_WAITING, {"people": person_ids})
    for of, source, number, public_id, since in found:
        waiting.setdefault(of, []).append(Waiting(Source(source), number, public_id, since))
    return waiting
