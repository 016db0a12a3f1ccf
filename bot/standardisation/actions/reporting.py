"""All exercises of twelve months in somebody's scope, and what everybody said in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.current import current_curriculum
from bot.curriculum.verdicts import Verdict
from bot.people.rules import Person
from bot.standardisation.rules.exercises import Judge
from bot.standardisation.rules.results import Results, Sheet, letter_of, ratings_of
from bot.standardisation.store import exercises
from bot.standardisation.store import judges as store
from bot.standardisation.store.papers import load_papers

TWELVE_MONTHS: Final = timedelta(days=365)
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Report:
    """The exercises, the newest first, and each judge's verdicts over all of them."""

    closed: Sequence[Results]
    ratings: Sequence[dict[str, Verdict]]


async def load_report(session: AsyncSession, person: Person, now: datetime) -> Report:
    """Five statements, however many exercises there are."""
    found = await exercises.find_closed_since(session, person, now - TWELVE_MONTHS, MOST)
    numbers = [one.id for one in found]
    papers = await load_papers(session, current_curriculum(), found)
    asked = await store.count_progress(session, numbers)
    signed = await store.find_signed(session, numbers)
    given = await store.find_given(session, [one.id for one in signed])
    sheets: dict[int, list[Sheet]] = {number: [] for number in numbers}
    for one in signed:
        sheets[one.exercise_id].append(Sheet(letter_of(one.letter or 0), given[one.id]))
    closed = [
        Results(one, papers[one.id], tuple(sheets[one.id]), sum(asked.get(one.id, {}).values()))
        for one in found
    ]
    by_judge: dict[str, dict[str, Verdict]] = {}
    for one in signed:
        (ratings,) = ratings_of(one.exercise_id, [Sheet("", given[one.id])])
        by_judge.setdefault(_who(one), {}).update(ratings)
    return Report(closed, list(by_judge.values()))


def _who(judge: Judge) -> str:
    """The same for one person in all exercises; somebody erased is another in each."""
    return f"judge {judge.id}" if judge.person_id is None else f"person {judge.person_id}"
