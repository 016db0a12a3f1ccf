"""The time of a draft."""

from __future__ import annotations

from bot.broadcasts.actions import access, arranging
from bot.broadcasts.addresses import (
    OpenWhen,
    SendNow,
    UseZones,
)
from bot.broadcasts.screens import arranging as screens
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person

routes = Routes("broadcasts.arranging")


async def _when(visit: Visit[Person], number: int) -> Screen:
    broadcast = await access.load_own(visit.session, visit.person, number)
    return screens.when_screen(visit.words, broadcast, visit.person.zone, visit.now)


@routes.pressed(OpenWhen, needs=MANAGERS)
async def on_when(visit: Visit[Person], address: OpenWhen) -> Screen:
    return await _when(visit, address.broadcast)


@routes.written(OpenWhen, needs=MANAGERS)
async def on_when_written(visit: Visit[Person], address: OpenWhen) -> Screen:
    written = visit.message.words
    await arranging.set_time(visit.session, visit.person, address.broadcast, written, visit.now)
    return await _when(visit, address.broadcast)


@routes.pressed(SendNow, needs=MANAGERS)
async def on_now(visit: Visit[Person], address: SendNow) -> Screen:
    await arranging.send_now(visit.session, visit.person, address.broadcast, visit.now)
    return await _when(visit, address.broadcast)


@routes.pressed(UseZones, needs=MANAGERS)
async def on_zones(visit: Visit[Person], address: UseZones) -> Screen:
    number = address.broadcast
    await arranging.use_zones(visit.session, visit.person, number, visit.now, own=address.own)
    return await _when(visit, number)
