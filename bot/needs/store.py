"""All SQL of the needs analysis. An answer is one look-up and one write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.current import current_curriculum
from bot.kit.db import insert_new, public_id, table_of
from bot.needs.rules import parts
from bot.needs.rules.parts import Analysis, Answer, Phase, Progress, Summary
from bot.needs.rules.results import Record
from bot.needs.tables import AnalysisRow, AnswerRow, PartRow

_analyses = table_of(AnalysisRow)
_answers = table_of(AnswerRow)
_parts = table_of(PartRow)
_ANALYSIS: Any = (
    _analyses.c.id,
    _analyses.c.phase,
    _analyses.c.started_at,
    _analyses.c.finished_at,
)
_ANSWER: Any = (
    _answers.c.question,
    _answers.c.unit,
    _answers.c.value,
    _answers.c.fingerprint,
    _answers.c.correct,
)
_OF_PART = (
    select(*_ANALYSIS, *_ANSWER)
    .select_from(
        _analyses.outerjoin(
            _answers,
            (_answers.c.analysis_id == _analyses.c.id) & (_answers.c.unit == bindparam("unit")),
        )
    )
    .where(_analyses.c.person_id == bindparam("person"), _analyses.c.phase == bindparam("of"))
)
_ALL_ANSWERS = (
    select(_answers.c.analysis_id, *_ANSWER)
    .join_from(_analyses, _answers, _answers.c.analysis_id == _analyses.c.id)
    .where(_analyses.c.person_id == bindparam("person"))
    .order_by(_answers.c.id)
)
# A part that is done has answers, so counting from the answers finds every part.
_PROGRESS = (
    select(
        *_ANALYSIS,
        _answers.c.unit,
        func.count(_answers.c.id).label("answered"),
        func.max(_parts.c.finished_at).label("done_at"),
    )
    .select_from(
        _analyses.outerjoin(_answers, _answers.c.analysis_id == _analyses.c.id).outerjoin(
            _parts, (_parts.c.analysis_id == _analyses.c.id) & (_parts.c.unit == _answers.c.unit)
        )
    )
    .where(_analyses.c.person_id == bindparam("person"))
    .group_by(*_ANALYSIS, _answers.c.unit)
    .order_by(_analyses.c.id)
)
_CHANGE = (
    update(_answers)
    .where(
        _answers.c.analysis_id == bindparam("of"),
        _answers.c.question == bindparam("asked"),
        _answers.c.value == bindparam("was"),
    )
    .values(
        value=bindparam("to"),
        fingerprint=bindparam("print"),
        earlier=_answers.c.earlier + _answers.c.value,
        changed_at=bindparam("now"),
    )
)
_FINISH = (
    update(_analyses)
    .where(_analyses.c.id == bindparam("of"), _analyses.c.finished_at.is_(None))
    .values(finished_at=bindparam("now"))
)


def _analysis(row: Any) -> Analysis:
    return Analysis(row.id, Phase(row.phase), row.started_at, row.finished_at)


def _answer(row: Any) -> Answer:
    return Answer(row.question, row.unit, row.value, row.fingerprint, row.correct)


async def find_part(
    session: AsyncSession, person_id: int, phase: Phase, unit: str
) -> tuple[Analysis, dict[str, Answer]] | None:
    """An analysis with the answers of one part, by question; one statement."""
    of = {"person": person_id, "of": str(phase), "unit": unit}
    rows = (await session.execute(_OF_PART, of)).all()
    if not rows:
        return None
    answered = {row.question: _answer(row) for row in rows if row.question is not None}
    return _analysis(rows[0]), answered


async def load_progress(session: AsyncSession, person_id: int) -> list[Progress]:
    """How far each analysis of a person is, oldest first; one statement."""
    by_id: dict[int, list[Any]] = {}
    for row in await session.execute(_PROGRESS, {"person": person_id}):
        by_id.setdefault(row.id, []).append(row)
    return [_progress(rows) for rows in by_id.values()]


def _progress(rows: Sequence[Any]) -> Progress:
    answered = {row.unit: row.answered for row in rows if row.unit is not None}
    done = frozenset(row.unit for row in rows if row.done_at is not None)
    return Progress(_analysis(rows[0]), answered, done)


async def load_summary(session: AsyncSession, person_id: int) -> Summary:
    """How far the latest analysis of a person is; one statement."""
    progress = await load_progress(session, person_id)
    return parts.summary_of(current_curriculum(), progress[-1] if progress else None)


async def load_records(session: AsyncSession, person_id: int) -> list[Record]:
    """Every analysis of a person with all its answers, oldest first; two statements."""
    progress = await load_progress(session, person_id)
    by_id: dict[int, dict[str, Answer]] = {}
    for row in await session.execute(_ALL_ANSWERS, {"person": person_id}) if progress else ():
        by_id.setdefault(row.analysis_id, {})[row.question] = _answer(row)
    nothing: Mapping[str, Answer] = {}
    return [Record(of.analysis, by_id.get(of.analysis.id, nothing), of.done) for of in progress]


async def add_analysis(
    session: AsyncSession, person_id: int, phase: Phase, content_hash: str, now: datetime
) -> int | None:
    """The id of a new analysis; None where the person has one of this phase already."""
    inserted: Any = await session.execute(
        insert_new(session, AnalysisRow)
        .values(
            public_id=public_id(),
            person_id=person_id,
            phase=str(phase),
            content_hash=content_hash,
            started_at=now,
        )
        .on_conflict_do_nothing()
        .returning(_analyses.c.id)
    )
    return inserted.scalar_one_or_none()


async def add_answer(
    session: AsyncSession, analysis_id: int, answer: Answer, now: datetime
) -> bool:
    """Whether the question had no answer before; one that is there already stays as it is."""
    inserted: Any = await session.execute(
        insert_new(session, AnswerRow)
        .values(
            analysis_id=analysis_id,
            unit=answer.unit,
            question=answer.question,
            value=answer.value,
            fingerprint=answer.fingerprint,
            correct=answer.correct,
            earlier="",
            answered_at=now,
        )
        .on_conflict_do_nothing()
    )
    return inserted.rowcount == 1


async def change_answer(
    session: AsyncSession, analysis_id: int, answer: Answer, was: str, now: datetime
) -> bool:
    """Whether the answer was still `was`, and is now this one; the earlier value is kept."""
    changed: Any = await session.execute(
        _CHANGE,
        {
            "of": analysis_id,
            "asked": answer.question,
            "was": was,
            "to": answer.value,
            "print": answer.fingerprint,
            "now": now,
        },
    )
    return changed.rowcount == 1


async def add_part(session: AsyncSession, analysis_id: int, unit: str, now: datetime) -> bool:
    """Whether the part was not done before."""
    inserted: Any = await session.execute(
        insert_new(session, PartRow)
        .values(analysis_id=analysis_id, unit=unit, finished_at=now)
        .on_conflict_do_nothing()
    )
    return inserted.rowcount == 1


async def save_finished(session: AsyncSession, analysis_id: int, now: datetime) -> bool:
    """Whether it was not finished before."""
    finished: Any = await session.execute(_FINISH, {"of": analysis_id, "now": now})
    return finished.rowcount == 1
