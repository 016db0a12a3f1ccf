"""An open exercise, as its coordinator sees it: who has signed, reminding, closing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random, SystemRandom

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.clock import in_zone
from bot.kit.refusals import ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.people.rules import Person
from bot.people.store import load_people
from bot.standardisation.actions.finding import load_paper, load_seen
from bot.standardisation.actions.notices import remind, tell_closed
from bot.standardisation.actions.refusals import AlreadyReminded
from bot.standardisation.addresses import OpenExercise, OpenRun
from bot.standardisation.rules.agreement import Agreement
from bot.standardisation.rules.exercises import Exercise, Judge, Paper, Progress, State
from bot.standardisation.rules.results import Sheet, draw_letters, letter_of
from bot.standardisation.store import exercises
from bot.standardisation.store import judges as store


@dataclass(frozen=True, slots=True)
class Run:
    """An open exercise with its judges, and their names by person's id."""

    exercise: Exercise
    paper: Paper
    judges: Sequence[Judge]
    names: Mapping[int, str]

    def named(self, progress: Progress) -> list[str]:
        """Who is how far, by name."""
        of = [one.person_id or 0 for one in self.judges if one.progress is progress]
        return sorted(self.names[number] for number in of if number in self.names)


async def load_run(session: AsyncSession, person: Person, public: str) -> Run:
    """An open exercise that somebody manages. Raises ScreenOutdated."""
    exercise = await load_seen(session, person, public, managed=True)
    if exercise.state is not State.OPEN:
        raise ScreenOutdated(instead=OpenExercise(public))
    judges = await store.find_judges(session, exercise.id)
    numbers = [one.person_id for one in judges if one.person_id is not None]
    people = await load_people(session, numbers)
    names = {number: one.name for number, one in people.items()}
    return Run(exercise, await load_paper(session, exercise), judges, names)


async def remind_judges(session: AsyncSession, person: Person, public: str, now: datetime) -> int:
    """Those who have not signed, once a day; how many. Raises AlreadyReminded."""
    run = await load_run(session, person, public)
    day = in_zone(now, person.zone).date()
    if not await exercises.note_reminder(session, run.exercise.id, day):
        raise AlreadyReminded(instead=OpenRun(public))
    return await remind(session, run.exercise, run.paper, run.judges, day, now)


async def close_early(session: AsyncSession, person: Person, public: str, now: datetime) -> None:
    """Before its deadline. Raises ScreenOutdated where it is closed already."""
    run = await load_run(session, person, public)
    if not await close(session, run.exercise, now, by=person.id):
        raise ScreenOutdated(instead=OpenExercise(public))


async def close(
    session: AsyncSession,
    exercise: Exercise,
    now: datetime,
    *,
    by: int | None = None,
    dice: Random | None = None,
) -> bool:
    """Whether it was open. Names become letters; how far they agree is computed by a task."""
    if not await exercises.close_open(session, exercise.id, now):
        return False
    judges = await store.find_judges(session, exercise.id)
    signed = [one for one in judges if one.progress is Progress.SIGNED]
    await store.save_letters(session, draw_letters(signed, dice or SystemRandom()))
    thing = Reference("exercise", str(exercise.id))
    record(session, Deed(Action.EXERCISE_CLOSED, now, thing, by))
    await queue_task(
        session,
        "standardisation.agree",
        {"exercise": exercise.id},
        dedupe_key=f"standardisation.agree.{exercise.id}",
        run_after=now,
    )
    return True


async def load_sheets(session: AsyncSession, exercise_id: int) -> list[Sheet]:
    """What was signed, by letter."""
    signed = await store.find_signed(session, [exercise_id])
    given = await store.find_given(session, [one.id for one in signed])
    return [Sheet(letter_of(one.letter or 0), given[one.id]) for one in signed]


async def publish(session: AsyncSession, exercise_id: int, found: Agreement, now: datetime) -> None:
    """Keep the figures of a closed exercise, and tell everybody that the results are there."""
    exercise = await exercises.find_by_id(session, exercise_id)
    if exercise is None or not await exercises.save_agreement(session, exercise_id, found):
        return
    judges = await store.find_judges(session, exercise_id)
    exercise = replace(exercise, agreement=found)
    await tell_closed(session, exercise, await load_paper(session, exercise), judges, now)
