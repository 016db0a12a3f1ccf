"""An exercise with what is judged in it, for whoever may see it."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.curriculum.current import current_curriculum
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person
from bot.standardisation.actions.refusals import SampleGone
from bot.standardisation.addresses import ChooseSample
from bot.standardisation.rules.exercises import Exercise, Paper
from bot.standardisation.store import exercises, papers


async def load_seen(
    session: AsyncSession, person: Person, public: str, *, managed: bool = False
) -> Exercise:
    """An exercise that somebody judges or manages. Raises ScreenOutdated for any other."""
    try:
        return await exercises.load_exercise(session, person, public, managed=managed)
    except exercises.ExerciseGone:
        raise ScreenOutdated(instead=places.OpenStandardisation()) from None


async def load_paper(session: AsyncSession, exercise: Exercise) -> Paper:
    """What is judged. Raises SampleGone for a draft whose sample has changed since."""
    try:
        return await papers.load_paper(session, current_curriculum(), exercise)
    except papers.PaperGone:
        raise SampleGone(instead=ChooseSample()) from None
