"""Who judges, how far they are, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.verdicts import Verdict
from bot.kit.db import insert_new, table_of
from bot.standardisation.rules.exercises import Given, Judge, Progress
from bot.standardisation.tables import JudgeRow, VerdictRow

judges = table_of(JudgeRow)
verdicts = table_of(VerdictRow)
_JUDGE: Any = (
    judges.c.id,
    judges.c.exercise_id,
    judges.c.person_id,
    judges.c.progress,
    judges.c.letter,
)


def _judge(row: Any) -> Judge:
    return Judge(row.id, row.exercise_id, row.person_id, Progress(row.progress), row.letter)


async def add_judges(
    session: AsyncSession, exercise_id: int, person_ids: Iterable[int], now: datetime
) -> None:
    """Ask them; who is asked already stays as they are."""
    rows = [
        {
            "exercise_id": exercise_id,
            "person_id": person_id,
            "progress": str(Progress.INVITED),
            "changed_at": now,
        }
        for person_id in person_ids
    ]
    if rows:
        await session.execute(insert_new(session, JudgeRow).on_conflict_do_nothing(), rows)


async def remove_judge(session: AsyncSession, exercise_id: int, person_id: int) -> None:
    """From a draft."""
    await session.execute(
        delete(judges).where(judges.c.exercise_id == exercise_id, judges.c.person_id == person_id)
    )


async def keep_judges(session: AsyncSession, exercise_id: int, person_ids: Iterable[int]) -> None:
    """Of a draft, these alone."""
    others = judges.c.person_id.not_in(list(person_ids))
    await session.execute(delete(judges).where(judges.c.exercise_id == exercise_id, others))


async def find_judges(session: AsyncSession, exercise_id: int) -> list[Judge]:
    """Everybody who was asked, in no order that says anything about them."""
    found = select(*_JUDGE).where(judges.c.exercise_id == exercise_id).order_by(judges.c.id)
    return [_judge(row) for row in await session.execute(found)]


async def find_signed(session: AsyncSession, exercise_ids: Iterable[int]) -> list[Judge]:
    """Those who have a letter, of several closed exercises, by exercise and letter."""
    found = (
        select(*_JUDGE)
        .where(judges.c.exercise_id.in_(list(exercise_ids)), judges.c.letter.is_not(None))
        .order_by(judges.c.exercise_id, judges.c.letter)
    )
    return [_judge(row) for row in await session.execute(found)]


async def find_judge(session: AsyncSession, exercise_id: int, person_id: int) -> Judge | None:
    found = select(*_JUDGE).where(
        judges.c.exercise_id == exercise_id, judges.c.person_id == person_id
    )
    row = (await session.execute(found)).one_or_none()
    return _judge(row) if row else None


async def find_own(
    session: AsyncSession, exercise_ids: Sequence[int], person_id: int
) -> dict[int, Judge]:
    """Somebody's own part in several exercises, by exercise."""
    found = select(*_JUDGE).where(
        judges.c.exercise_id.in_(exercise_ids), judges.c.person_id == person_id
    )
    return {row.exercise_id: _judge(row) for row in await session.execute(found)}


async def count_progress(
    session: AsyncSession, exercise_ids: Sequence[int]
) -> dict[int, dict[Progress, int]]:
    """How many judges of each exercise are how far."""
    counted = (
        select(judges.c.exercise_id, judges.c.progress, func.count().label("n"))
        .where(judges.c.exercise_id.in_(exercise_ids))
        .group_by(judges.c.exercise_id, judges.c.progress)
    )
    found: dict[int, dict[Progress, int]] = {}
    for row in await session.execute(counted):
        found.setdefault(row.exercise_id, {})[Progress(row.progress)] = row.n
    return found


async def begin(session: AsyncSession, judge_id: int, now: datetime) -> bool:
    """Whether this judge had not signed yet: they are at it from now on."""
    changed: Any = await session.execute(
        update(judges)
        .where(judges.c.id == judge_id, judges.c.progress != str(Progress.SIGNED))
        .values(progress=str(Progress.BEGUN), changed_at=now)
    )
    return changed.rowcount == 1


async def sign(session: AsyncSession, judge_id: int, now: datetime) -> bool:
    """Whether it was begun and not signed yet."""
    changed: Any = await session.execute(
        update(judges)
        .where(judges.c.id == judge_id, judges.c.progress == str(Progress.BEGUN))
        .values(progress=str(Progress.SIGNED), changed_at=now)
    )
    return changed.rowcount == 1


async def save_letters(session: AsyncSession, letters: Mapping[int, int]) -> None:
    """By judge's id."""
    if not letters:
        return
    setting = update(judges).where(judges.c.id == bindparam("of")).values(letter=bindparam("n"))
    connection = await session.connection()
    await connection.execute(setting, [{"of": of, "n": n} for of, n in letters.items()])


async def save_given(
    session: AsyncSession, judge_id: int, criterion: str, values: Mapping[str, str]
) -> None:
    """Set the `verdict` or the `comment` of a judge on a criterion, and leave the other."""
    inserting = insert_new(session, VerdictRow).values(
        judge_id=judge_id, criterion=criterion, **{"comment": "", **values}
    )
    await session.execute(
        inserting.on_conflict_do_update(index_elements=["judge_id", "criterion"], set_=dict(values))
    )


async def find_given(
    session: AsyncSession, judge_ids: Iterable[int]
) -> dict[int, dict[str, Given]]:
    """What several judges say, by judge and criterion."""
    numbers = list(judge_ids)
    found: dict[int, dict[str, Given]] = {number: {} for number in numbers}
    columns = (verdicts.c.judge_id, verdicts.c.criterion, verdicts.c.verdict, verdicts.c.comment)
    for row in await session.execute(select(*columns).where(verdicts.c.judge_id.in_(numbers))):
        verdict = Verdict(row.verdict) if row.verdict else None
        found[row.judge_id][row.criterion] = Given(verdict, row.comment)
    return found
