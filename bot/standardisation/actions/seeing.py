"""What a closed exercise brought, for whoever took part in it or manages it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.profile import Criterion
from bot.kit.audit.log import record_read
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.refusals import ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.people.rules import Person
from bot.standardisation.actions.finding import load_paper, load_seen
from bot.standardisation.actions.refusals import IsOpen
from bot.standardisation.actions.running import load_sheets
from bot.standardisation.addresses import OpenExercise, OpenResults
from bot.standardisation.rules.exercises import State
from bot.standardisation.rules.results import Results, letter_of
from bot.standardisation.store import exercises
from bot.standardisation.store import judges as store


async def open_results(
    session: AsyncSession, person: Person, public: str, now: datetime
) -> Results:
    """Everybody's verdicts, by letter. It is logged. Raises IsOpen before it is closed."""
    exercise = await load_seen(session, person, public)
    if exercise.state is not State.CLOSED:
        raise IsOpen(instead=OpenExercise(public))
    asked = await store.find_judges(session, exercise.id)
    own = next((one for one in asked if one.person_id == person.id), None)
    thing = Reference("exercise", str(exercise.id))
    record_read(session, Deed(Action.EXERCISE_RESULTS_READ, now, thing, person.id))
    return Results(
        exercise=exercise,
        paper=await load_paper(session, exercise),
        sheets=tuple(await load_sheets(session, exercise.id)),
        invited=len(asked),
        own=letter_of(own.letter) if own and own.letter is not None else None,
        manages=await exercises.is_managed(session, person, exercise),
    )


def criterion_at(results: Results, position: int) -> Criterion:
    """A criterion, counted from 1. Raises ScreenOutdated."""
    if not 1 <= position <= len(results.paper.criteria):
        raise ScreenOutdated(instead=OpenResults(results.exercise.public_id))
    return results.paper.criteria[position - 1]


async def ask_for_report(session: AsyncSession, person: Person, now: datetime) -> None:
    """The agreement of twelve months as a message; asked twice within a minute it is sent once."""
    thing = Reference("exercise", "twelve_months")
    record_read(session, Deed(Action.EXERCISE_RESULTS_READ, now, thing, person.id))
    await queue_task(
        session,
        "standardisation.report",
        {"person": person.id},
        dedupe_key=f"standardisation.report.{person.id}.{now:%Y-%m-%dT%H:%M}",
        run_after=now,
    )
