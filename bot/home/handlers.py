"""Presses and commands of home."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot import places
from bot.home import screens
from bot.kit.telegram.gate import Ways
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person

routes = Routes("home")


@routes.command("home")
async def on_home_command(visit: Visit[Person], _arguments: str) -> Screen:
    return screens.home_screen(visit.words, visit.person.name)


@routes.pressed(places.OpenHome)
async def on_home_pressed(visit: Visit[Person], _address: places.OpenHome) -> Screen:
    return screens.home_screen(visit.words, visit.person.name)


async def _unaddressed(visit: Visit[Person]) -> Screen:
    return screens.unaddressed_screen(visit.words, visit.draft)


async def _unknown_command(visit: Visit[Person]) -> Screen:
    return screens.unknown_command_screen(visit.words)


def ways(visitor: Callable[[Visit[Person]], Awaitable[Screen]]) -> Ways[Person]:
    """Home, and what answers visitors (who are at the door of joining), text that nobody expected,
    and unknown commands.
    """
    return Ways(places.OpenHome(), visitor, _unaddressed, _unknown_command)
