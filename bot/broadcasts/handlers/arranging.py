"""Attachment, buttons and time of a draft."""

from __future__ import annotations

from bot.broadcasts.actions import access, arranging
from bot.broadcasts.addresses import (
    AddPlace,
    OpenExtras,
    OpenWhen,
    RemoveButtons,
    RemoveMedia,
    SendNow,
    UseZones,
)
from bot.broadcasts.screens import arranging as screens
from bot.broadcasts.store import texts
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person

routes = Routes("broadcasts.arranging")


async def _extras(visit: Visit[Person], number: int) -> Screen:
    broadcast = await access.load_own(visit.session, visit.person, number)
    buttons = await texts.load_buttons(visit.session, number)
    return screens.extras_screen(visit.words, broadcast, buttons)


@routes.pressed(OpenExtras, needs=MANAGERS)
async def on_extras(visit: Visit[Person], address: OpenExtras) -> Screen:
    return await _extras(visit, address.broadcast)


@routes.written(OpenExtras, needs=MANAGERS, takes=("text", "upload"))
async def on_extra_sent(visit: Visit[Person], address: OpenExtras) -> Screen:
    session, person, number = visit.session, visit.person, address.broadcast
    if visit.message.upload is not None:
        await arranging.attach(session, person, number, visit.message.upload, visit.now)
    else:
        await arranging.add_link(session, person, number, visit.message.words, visit.now)
    return await _extras(visit, number)


@routes.pressed(AddPlace, needs=MANAGERS)
async def on_place(visit: Visit[Person], address: AddPlace) -> Screen:
    number = address.broadcast
    await arranging.add_button(visit.session, visit.person, number, address.place, visit.now)
    return await _extras(visit, number)


@routes.pressed(RemoveMedia, needs=MANAGERS)
async def on_media_removed(visit: Visit[Person], address: RemoveMedia) -> Screen:
    await arranging.detach(visit.session, visit.person, address.broadcast, visit.now)
    return await _extras(visit, address.broadcast)


@routes.pressed(RemoveButtons, needs=MANAGERS)
async def on_buttons_removed(visit: Visit[Person], address: RemoveButtons) -> Screen:
    await arranging.remove_buttons(visit.session, visit.person, address.broadcast, visit.now)
    return await _extras(visit, address.broadcast)


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
