"""Coordinators see who judges what, and give a place to somebody by hand; `/judge` for both."""

from __future__ import annotations

from bot import places
from bot.judging.actions import coordinating
from bot.judging.addresses import Assign, OpenRoundDesk, PickAssessor
from bot.judging.handlers.assessing import open_list
from bot.judging.handlers.parts import terms_of
from bot.judging.rules.desk import COUNTED_FOR
from bot.judging.rules.rounds import Place
from bot.judging.screens import coordinating as screens
from bot.judging.store import lists
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person, Role, acting_role

routes = Routes("judging.coordinating")


@routes.command("judge", needs=f"{Role.ASSESSOR}|{MANAGERS}")
async def on_judge_command(visit: Visit[Person], _arguments: str) -> Screen:
    """The list of an assessor; the desk for whoever runs the programme and acts as that now."""
    managing = acting_role(visit.person) in (Role.COORDINATOR, Role.ADMINISTRATOR)
    if visit.person.has(Role.ASSESSOR) and not managing:
        return await open_list(visit, 0)
    return await _desk(visit, 0)


@routes.pressed(places.OpenJudgingDesk, needs=MANAGERS)
async def on_desk_pressed(visit: Visit[Person], address: places.OpenJudgingDesk) -> Screen:
    return await _desk(visit, address.page)


async def _desk(visit: Visit[Person], page: int) -> Screen:
    size = screens.A_PAGE
    found = await lists.find_waiting(
        visit.session, visit.person, visit.now, limit=size + 1, offset=page * size
    )
    waivers = await lists.count_waivers(visit.session, visit.person, visit.now - COUNTED_FOR)
    return screens.desk_screen(
        visit.words, found[:size], page, visit.person.zone, waivers, more=len(found) > size
    )


@routes.pressed(OpenRoundDesk, needs=MANAGERS)
async def on_round_pressed(visit: Visit[Person], address: OpenRoundDesk) -> Screen:
    desk = await coordinating.open_desk(visit.session, visit.person, address.round, visit.now)
    return screens.round_desk_screen(visit.words, desk, visit.person.zone)


def _place(number: int, public: str) -> Place:
    try:
        return Place(number)
    except ValueError:
        raise ScreenOutdated(instead=OpenRoundDesk(public)) from None


@routes.pressed(PickAssessor, needs=MANAGERS)
async def on_pick_pressed(visit: Visit[Person], address: PickAssessor) -> Screen:
    place = _place(address.place, address.round)
    desk, candidates = await coordinating.find_choice(
        visit.session, visit.person, address.round, visit.now
    )
    return screens.assessors_screen(visit.words, desk, place, candidates, address.page)


@routes.pressed(Assign, needs=MANAGERS)
async def on_assign_pressed(visit: Visit[Person], address: Assign) -> Screen:
    desk = await coordinating.assign_by_hand(
        visit.session,
        visit.person,
        address.round,
        _place(address.place, address.round),
        address.assessor,
        address.instead,
        terms_of(visit),
        visit.now,
    )
    return screens.round_desk_screen(visit.words, desk, visit.person.zone)
