"""All SQL of quizzes. An answer is a look-up, an update by comparison and an insert."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, String, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.items import Item
from bot.curriculum.lessons import Quiz
from bot.kit.db import Instant, insert_new, table_of
from bot.quizzes.rules import Attempt, Given, OpenAttempt, Result, Standing
from bot.quizzes.tables import AnswerRow, AttemptRow

_attempts = table_of(AttemptRow)
_answers = table_of(AnswerRow)
_COLUMNS: Any = (
    _attempts.c.id,
    _attempts.c.public_id,
    _attempts.c.quiz,
    _attempts.c.pass_mark,
    _attempts.c.asked,
    _attempts.c.position,
    _attempts.c.points,
    _attempts.c.begun,
    _attempts.c.started_at,
    _attempts.c.finished_at,
)
_OF_PERSON = select(*_COLUMNS).where(_attempts.c.person_id == bindparam("person"))
_ATTEMPT = _OF_PERSON.where(_attempts.c.public_id == bindparam("of"))
_OPEN = _OF_PERSON.where(_attempts.c.quiz == bindparam("of"), _attempts.c.finished_at.is_(None))
_STANDS = (
    _attempts.c.id == bindparam("of"),
    _attempts.c.position == bindparam("at"),
    _attempts.c.begun.is_not_distinct_from(bindparam("was", type_=String())),
)
_BEGIN = update(_attempts).where(*_STANDS).values(begun=bindparam("to"))
_ADVANCE = (
    update(_attempts)
    .where(*_STANDS)
    .values(
        begun=None,
        position=_attempts.c.position + 1,
        points=_attempts.c.points + bindparam("more", type_=Integer()),
        finished_at=bindparam("finished", type_=Instant()),
    )
)
_ADD_ANSWER = insert(_answers)
_GIVEN = select(
    _answers.c.position, _answers.c.answer, _answers.c.points, _answers.c.correct
).where(_answers.c.attempt_id == bindparam("of"))
_GIVEN_AT = _GIVEN.where(_answers.c.position == bindparam("at"))
_ALL_GIVEN = _GIVEN.order_by(_answers.c.position)


def _summary() -> Any:
    """Of each quiz the open attempt, the last finished one and the best: at most three rows."""
    is_open = _attempts.c.finished_at.is_(None)
    share = _attempts.c.points * 1.0 / _attempts.c.total
    columns: Any = (*_COLUMNS, _attempts.c.total)
    ranked = (
        select(
            *columns,
            _rank(is_open, _attempts.c.id.desc()).label("age"),
            _rank(is_open, share.desc(), _attempts.c.id.desc()).label("place"),
        )
        .where(_attempts.c.person_id == bindparam("person"))
        .subquery()
    )
    return select(ranked).where((ranked.c.age == 1) | (ranked.c.place == 1))


def _rank(is_open: Any, *order: Any) -> Any:
    return func.row_number().over(partition_by=[_attempts.c.quiz, is_open], order_by=order)


_SUMMARY = _summary()


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer about to be kept: what was asked, what was answered, and what it is worth."""

    item: Item
    answer: str
    points: int
    right: bool
    language: str


async def find_attempt(session: AsyncSession, person_id: int, public_id: str) -> Attempt | None:
    """An attempt of this person; nothing for anybody else's."""
    row = (await session.execute(_ATTEMPT, {"person": person_id, "of": public_id})).one_or_none()
    return _attempt(row) if row else None


async def find_open(session: AsyncSession, person_id: int, quiz: str) -> Attempt | None:
    row = (await session.execute(_OPEN, {"person": person_id, "of": quiz})).one_or_none()
    return _attempt(row) if row else None


def _attempt(row: Any) -> Attempt:
    return Attempt(
        id=row.id,
        public_id=row.public_id,
        quiz=row.quiz,
        pass_mark=row.pass_mark,
        versions=tuple((item, mark) for item, mark in json.loads(row.asked)),
        position=row.position,
        points=row.points,
        started_at=row.started_at,
        finished_at=row.finished_at,
        begun=row.begun,
    )


async def start_attempt(
    session: AsyncSession,
    person_id: int,
    quiz: Quiz,
    items: Iterable[Item],
    *,
    public_id: str,
    now: datetime,
) -> None:
    """A new attempt that asks these items; nothing happens while another one is open."""
    versions = [[item.id, item.fingerprint] for item in items]
    await session.execute(
        insert_new(session, AttemptRow)
        .values(
            public_id=public_id,
            person_id=person_id,
            quiz=quiz.id,
            quiz_version=quiz.version,
            pass_mark=quiz.pass_mark,
            asked=json.dumps(versions),
            total=len(versions),
            started_at=now,
        )
        .on_conflict_do_nothing()
    )


async def add_answer(
    session: AsyncSession, attempt: Attempt, judged: Judged, now: datetime
) -> bool:
    """Keep the answer to the question that the attempt is at, and move on; the last one finishes.

    False where it was answered or begun otherwise meanwhile: then nothing is changed.
    """
    finished = now if attempt.position == attempt.total else None
    moved: Any = await session.execute(
        _ADVANCE, {**_as_it_stands(attempt), "more": judged.points, "finished": finished}
    )
    if moved.rowcount == 0:
        return False
    await session.execute(_ADD_ANSWER, _answer_values(attempt, judged, now))
    return True


async def keep_begun(session: AsyncSession, attempt: Attempt, begun: str) -> bool:
    """Whether the way through the case that is asked still was as in `attempt`, and is this now."""
    kept: Any = await session.execute(_BEGIN, {**_as_it_stands(attempt), "to": begun})
    return kept.rowcount == 1


def _as_it_stands(attempt: Attempt) -> dict[str, Any]:
    return {"of": attempt.id, "at": attempt.position, "was": attempt.begun}


def _answer_values(attempt: Attempt, judged: Judged, now: datetime) -> dict[str, Any]:
    return {
        "attempt_id": attempt.id,
        "position": attempt.position,
        "item_id": judged.item.id,
        "hash": judged.item.fingerprint,
        "answer": judged.answer,
        "points": judged.points,
        "correct": judged.right,
        "language": judged.language,
        "answered_at": now,
    }


async def load_answer(session: AsyncSession, attempt: Attempt, position: int) -> Given:
    """Raises NoResultFound where that question is not answered."""
    return Given(*(await session.execute(_GIVEN_AT, {"of": attempt.id, "at": position})).one())


async def load_answers(session: AsyncSession, attempt: Attempt) -> tuple[Given, ...]:
    """In the order asked."""
    rows = await session.execute(_ALL_GIVEN, {"of": attempt.id})
    return tuple(Given(*row) for row in rows)


async def load_summary(session: AsyncSession, person_id: int) -> dict[str, Standing]:
    """Where somebody stands with each quiz that they have begun, by quiz; one statement."""
    by_quiz: dict[str, list[Any]] = {}
    for row in await session.execute(_SUMMARY, {"person": person_id}):
        by_quiz.setdefault(row.quiz, []).append(row)
    return {quiz: _standing(quiz, rows) for quiz, rows in by_quiz.items()}


def _standing(quiz: str, rows: list[Any]) -> Standing:
    open_ = [OpenAttempt(r.public_id, r.position, r.total) for r in rows if r.finished_at is None]
    finished = [row for row in rows if row.finished_at is not None]
    last = next((_result(row) for row in finished if row.age == 1), None)
    best = next((_result(row) for row in finished if row.place == 1), None)
    return Standing(quiz, open_[0] if open_ else None, last, best)


def _result(row: Any) -> Result:
    return Result(row.public_id, row.points, row.total, row.pass_mark, row.finished_at)
