"""A coordinator prepares an exercise."""

from __future__ import annotations

from bot.curriculum.current import current_curriculum
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person
from bot.standardisation.actions import preparing as actions
from bot.standardisation.addresses import (
    AskDeadline,
    ChooseJudges,
    ChooseSample,
    DiscardExercise,
    PrepareExercise,
    PreviewExercise,
    SetDeadline,
    SetJudge,
    StartExercise,
)
from bot.standardisation.handlers.running import run_of
from bot.standardisation.screens import preparing as screens

routes = Routes("standardisation.preparing")


@routes.pressed(ChooseSample, needs=MANAGERS)
async def on_choose_sample(visit: Visit[Person], address: ChooseSample) -> Screen:
    return screens.samples_screen(visit.words, current_curriculum(), address.page)


@routes.pressed(PrepareExercise, needs=MANAGERS)
async def on_sample_chosen(visit: Visit[Person], address: PrepareExercise) -> Screen:
    prepared = await actions.prepare(visit.session, visit.person, address.sample, visit.now)
    return _judges(visit, prepared, 0)


def _judges(visit: Visit[Person], prepared: actions.Prepared, page: int) -> Screen:
    return screens.judges_screen(
        visit.words, prepared.exercise, prepared.offered, prepared.chosen, page
    )


@routes.pressed(ChooseJudges, needs=MANAGERS)
async def on_choose_judges(visit: Visit[Person], address: ChooseJudges) -> Screen:
    prepared = await actions.load_prepared(visit.session, visit.person, address.exercise)
    return _judges(visit, prepared, address.page)


@routes.pressed(SetJudge, needs=MANAGERS)
async def on_judge_set(visit: Visit[Person], address: SetJudge) -> Screen:
    prepared = await actions.set_judge(
        visit.session, visit.person, address.exercise, address.person, on=address.on, now=visit.now
    )
    return _judges(visit, prepared, address.page)


@routes.pressed(AskDeadline, needs=MANAGERS)
async def on_deadline_asked(visit: Visit[Person], address: AskDeadline) -> Screen:
    prepared = await actions.load_prepared(visit.session, visit.person, address.exercise)
    zone = visit.person.zone
    return screens.deadline_screen(visit.words, prepared.exercise, zone, visit.now)


@routes.pressed(SetDeadline, needs=MANAGERS)
async def on_days_pressed(visit: Visit[Person], address: SetDeadline) -> Screen:
    prepared = await actions.set_days(
        visit.session, visit.person, address.exercise, address.days, visit.now
    )
    return _preview(visit, prepared)


@routes.written(AskDeadline, needs=MANAGERS)
async def on_deadline_written(visit: Visit[Person], address: AskDeadline) -> Screen:
    prepared = await actions.write_deadline(
        visit.session, visit.person, address.exercise, visit.message.words, visit.now
    )
    return _preview(visit, prepared)


def _preview(visit: Visit[Person], prepared: actions.Prepared) -> Screen:
    return screens.preview_screen(
        visit.words, prepared.exercise, prepared.paper, prepared.judges, visit.person.zone
    )


@routes.pressed(PreviewExercise, needs=MANAGERS)
async def on_preview(visit: Visit[Person], address: PreviewExercise) -> Screen:
    prepared = await actions.load_prepared(visit.session, visit.person, address.exercise)
    return _preview(visit, prepared)


@routes.pressed(StartExercise, needs=MANAGERS)
async def on_start(visit: Visit[Person], address: StartExercise) -> Screen:
    await actions.start(visit.session, visit.person, address.exercise, visit.now)
    return await run_of(visit, address.exercise)


@routes.pressed(DiscardExercise, needs=MANAGERS)
async def on_discard(visit: Visit[Person], address: DiscardExercise) -> Screen:
    await actions.discard(visit.session, visit.person, address.exercise)
    return screens.samples_screen(visit.words, current_curriculum(), 0)
