"""Presses and commands of home."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot import places
from bot.curriculum.current import current_curriculum
from bot.home import screens, store
from bot.home.actions import act_as, load_work
from bot.home.addresses import ActAs
from bot.home.rules import VISITORS_MENU, commands_of
from bot.kit.clock import in_zone
from bot.kit.telegram.gate import Ways
from bot.kit.telegram.roles import ANYONE, MEMBER
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Person, Role, acting_role, admits

routes = Routes("home")


async def _home(visit: Visit[Person], person: Person) -> Screen:
    role = acting_role(person)
    if role is not None and role is not Role.TRAINEE:
        work = await load_work(visit.session, person, role, visit.now)
        return screens.staff_screen(visit.words, person, role, work)
    today = in_zone(visit.now, person.zone).date()
    facts = await store.load_facts(visit.session, person.id, today)
    return screens.trainee_screen(visit.words, person, facts, current_curriculum())


@routes.command("home")
async def on_home_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _home(visit, visit.person)


@routes.pressed(places.OpenHome)
async def on_home_pressed(visit: Visit[Person], _address: places.OpenHome) -> Screen:
    return await _home(visit, visit.person)


@routes.pressed(ActAs)
async def on_role_switched(visit: Visit[Person], address: ActAs) -> Screen:
    return await _home(visit, await act_as(visit.session, visit.person, address.role))


@routes.command("help", needs=ANYONE)
async def on_help(visit: Visit[Person], _arguments: str) -> Screen:
    person = visit.visitor if admits(visit.visitor, MEMBER, CONSENT_VERSION) else None
    commands = commands_of(person) if person else VISITORS_MENU
    return screens.help_screen(visit.words, commands)


async def _unaddressed(visit: Visit[Person]) -> Screen:
    message = visit.message
    if message.upload is not None:
        return screens.unaddressed_files(visit.words, visit.person, len(visit.draft_files))
    return screens.unaddressed_screen(visit.words, visit.person, message.text)


async def _unknown_command(visit: Visit[Person]) -> Screen:
    return screens.unknown_command_screen(visit.words)


def ways(visitor: Callable[[Visit[Person]], Awaitable[Screen]]) -> Ways[Person]:
    """Home, and what answers visitors (who are at the door of joining), text that nobody expected,
    and unknown commands.
    """
    return Ways(places.OpenHome(), visitor, _unaddressed, _unknown_command)
