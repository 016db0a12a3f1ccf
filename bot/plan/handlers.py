"""Presses and the command of the plan."""

from __future__ import annotations

from bot import places
from bot.curriculum.current import current_curriculum
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role, acting_role
from bot.plan import actions, screens
from bot.plan.addresses import PinLesson, ShowTraineePlan, UnpinLesson

routes = Routes("plan")


@routes.command("plan")
async def on_plan_command(visit: Visit[Person], _arguments: str) -> Screen:
    """Their own; somebody who acts as a tutor sees whose plans there are."""
    if acting_role(visit.person) is Role.TUTOR:
        return await _trainees(visit, 0)
    return await _plan(visit, 0)


@routes.pressed(places.OpenPlan)
async def on_plan_pressed(visit: Visit[Person], address: places.OpenPlan) -> Screen:
    return await _plan(visit, address.page)


async def _plan(visit: Visit[Person], page: int) -> Screen:
    plan = await actions.load_plan(visit.session, visit.person)
    return screens.plan_screen(visit.words, current_curriculum(), plan, page)


@routes.pressed(places.OpenTraineePlans, needs=Role.TUTOR)
async def on_trainees_pressed(visit: Visit[Person], address: places.OpenTraineePlans) -> Screen:
    return await _trainees(visit, address.page)


async def _trainees(visit: Visit[Person], page: int) -> Screen:
    trainees, has_more = await actions.find_trainees(visit.session, visit.person, page)
    return screens.trainees_screen(visit.words, trainees, page, has_more=has_more)


@routes.pressed(ShowTraineePlan, needs=Role.TUTOR)
async def on_trainee_pressed(visit: Visit[Person], address: ShowTraineePlan) -> Screen:
    trainee = await actions.load_trainee(visit.session, visit.person, address.trainee)
    return await _trainee_plan(visit, trainee, address.page)


async def _trainee_plan(visit: Visit[Person], trainee: Person, page: int = 0) -> Screen:
    plan = await actions.read_plan(visit.session, visit.person, trainee, visit.now)
    return screens.trainee_plan_screen(visit.words, current_curriculum(), trainee, plan, page)


@routes.pressed(PinLesson, needs=Role.TUTOR)
async def on_pin_pressed(visit: Visit[Person], address: PinLesson) -> Screen:
    trainee = await actions.pin_lesson(
        visit.session, visit.person, address.trainee, address.lesson, visit.now
    )
    screen = await _trainee_plan(visit, trainee)
    return screen.with_note(visit.words.text("plan.is_told", name=trainee.name))


@routes.pressed(UnpinLesson, needs=Role.TUTOR)
async def on_unpin_pressed(visit: Visit[Person], address: UnpinLesson) -> Screen:
    trainee = await actions.unpin_lesson(
        visit.session, visit.person, address.trainee, address.lesson, visit.now
    )
    return await _trainee_plan(visit, trainee)
