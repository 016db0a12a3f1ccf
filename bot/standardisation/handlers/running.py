"""The list of exercises, and an open one as its coordinator sees it."""

from __future__ import annotations

from bot import places
from bot.curriculum.current import current_curriculum
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person
from bot.standardisation.actions.finding import load_seen
from bot.standardisation.actions.judging import Judging, load_judging
from bot.standardisation.actions.preparing import load_prepared
from bot.standardisation.actions.running import close_early, load_run, remind_judges
from bot.standardisation.actions.seeing import open_results
from bot.standardisation.addresses import (
    AskToClose,
    CloseExercise,
    OpenExercise,
    OpenRun,
    RemindJudges,
)
from bot.standardisation.rules.exercises import MANAGING, TAKING_PART, Progress, State
from bot.standardisation.screens import judging as judging_screens
from bot.standardisation.screens import listing, running
from bot.standardisation.screens.preparing import preview_screen
from bot.standardisation.screens.results import results_screen
from bot.standardisation.store import exercises, judges
from bot.standardisation.store.papers import find_titles

routes = Routes("standardisation.running")


@routes.command("calibrate", needs=TAKING_PART)
async def on_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _list(visit, 0)


@routes.pressed(places.OpenStandardisation, needs=TAKING_PART)
async def on_list(visit: Visit[Person], address: places.OpenStandardisation) -> Screen:
    return await _list(visit, address.page)


async def _list(visit: Visit[Person], page: int) -> Screen:
    person, size = visit.person, listing.A_PAGE
    found = await exercises.find_exercises(
        visit.session, person, limit=size + 1, offset=page * size
    )
    shown = found[:size]
    numbers = [one.id for one in shown]
    titles = await find_titles(visit.session, current_curriculum(), shown, visit.words.language)
    own = await judges.find_own(visit.session, numbers, person.id)
    counts = await judges.count_progress(visit.session, numbers)
    rows = [
        listing.Row(one, titles[one.id], own.get(one.id), counts.get(one.id, {})) for one in shown
    ]
    manages = any(person.has(role) for role in MANAGING)
    more = len(found) > size
    return listing.exercises_screen(
        visit.words, rows, page, person.zone, more=more, manages=manages
    )


@routes.pressed(OpenExercise, needs=TAKING_PART)
async def on_exercise(visit: Visit[Person], address: OpenExercise) -> Screen:
    """To judge it comes before looking who has signed."""
    exercise = await load_seen(visit.session, visit.person, address.exercise)
    if exercise.state is State.CLOSED:
        results = await open_results(visit.session, visit.person, address.exercise, visit.now)
        return results_screen(visit.words, results)
    if exercise.state is State.DRAFT:
        prepared = await load_prepared(visit.session, visit.person, address.exercise)
        return preview_screen(
            visit.words, prepared.exercise, prepared.paper, prepared.judges, visit.person.zone
        )
    if await judges.find_judge(visit.session, exercise.id, visit.person.id) is None:
        return await run_of(visit, address.exercise)
    judging = await load_judging(visit.session, visit.person, address.exercise)
    return await overview_of(visit, judging)


async def overview_of(visit: Visit[Person], judging: Judging) -> Screen:
    """What is asked of a judge, and how far they are."""
    manages = await exercises.is_managed(visit.session, visit.person, judging.exercise)
    return judging_screens.overview_screen(
        visit.words,
        judging.exercise,
        judging.paper,
        judging.open_positions,
        visit.person.zone,
        signed=judging.is_signed,
        manages=manages,
    )


async def run_of(visit: Visit[Person], public: str, note: str = "") -> Screen:
    run = await load_run(visit.session, visit.person, public)
    return running.run_screen(
        visit.words,
        run.exercise,
        run.paper,
        {progress: run.named(progress) for progress in Progress},
        visit.person.zone,
        judges_too=any(one.person_id == visit.person.id for one in run.judges),
        note=note,
    )


@routes.pressed(OpenRun, needs=MANAGERS)
async def on_run(visit: Visit[Person], address: OpenRun) -> Screen:
    return await run_of(visit, address.exercise)


@routes.pressed(RemindJudges, needs=MANAGERS)
async def on_remind(visit: Visit[Person], address: RemindJudges) -> Screen:
    n = await remind_judges(visit.session, visit.person, address.exercise, visit.now)
    note = visit.words.count("standardisation.reminded", n)
    return await run_of(visit, address.exercise, note)


@routes.pressed(AskToClose, needs=MANAGERS)
async def on_close_asked(visit: Visit[Person], address: AskToClose) -> Screen:
    run = await load_run(visit.session, visit.person, address.exercise)
    signed = len(run.named(Progress.SIGNED))
    return running.close_screen(visit.words, run.exercise, run.paper, signed, len(run.judges))


@routes.pressed(CloseExercise, needs=MANAGERS)
async def on_closed(visit: Visit[Person], address: CloseExercise) -> Screen:
    await close_early(visit.session, visit.person, address.exercise, visit.now)
    results = await open_results(visit.session, visit.person, address.exercise, visit.now)
    return results_screen(visit.words, results)
