"""Attachment and buttons of a draft."""

from __future__ import annotations

from bot.broadcasts.actions import access, arranging, labelling
from bot.broadcasts.addresses import AddPlace, OpenExtras, RemoveButtons, RemoveMedia
from bot.broadcasts.reply_addresses import (
    AddPair,
    OpenLabels,
    OpenPlaces,
    WriteAnswers,
    WriteLabels,
)
from bot.broadcasts.rules.buttons import labelled, place_button
from bot.broadcasts.screens import buttons as screens
from bot.broadcasts.screens.arranging import extras_screen
from bot.broadcasts.store import buttons as store
from bot.broadcasts.store import texts
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person

routes = Routes("broadcasts.extras")


async def _extras(visit: Visit[Person], number: int) -> Screen:
    broadcast = await access.load_own(visit.session, visit.person, number)
    buttons = await store.load_buttons(visit.session, number)
    return extras_screen(
        visit.words,
        broadcast,
        buttons,
        await _languages(visit, number),
        counts_links=visit.settings.public_url is not None,
    )


async def _languages(visit: Visit[Person], number: int) -> list[str]:
    return [one.language for one in await texts.load_variants(visit.session, number)]


@routes.pressed(OpenExtras, needs=MANAGERS)
async def on_extras(visit: Visit[Person], address: OpenExtras) -> Screen:
    return await _extras(visit, address.broadcast)


@routes.written(OpenExtras, needs=MANAGERS, takes=("text", "upload"))
async def on_extra_sent(visit: Visit[Person], address: OpenExtras) -> Screen:
    session, person, number = visit.session, visit.person, address.broadcast
    message, words = visit.message, visit.message.words
    if message.upload is not None:
        await arranging.attach(session, person, number, message.upload, visit.now, message.album)
    else:
        await labelling.add_link(session, person, number, words, visit.settings, visit.now)
    return await _extras(visit, number)


@routes.pressed(OpenPlaces, needs=MANAGERS)
async def on_places(visit: Visit[Person], address: OpenPlaces) -> Screen:
    broadcast = await access.load_own(visit.session, visit.person, address.broadcast)
    buttons = await store.load_buttons(visit.session, broadcast.id)
    return screens.places_screen(visit.words, broadcast, buttons)


@routes.pressed(AddPlace, needs=MANAGERS)
async def on_place(visit: Visit[Person], address: AddPlace) -> Screen:
    number, again = address.broadcast, OpenExtras(address.broadcast)
    button = place_button(address.place)
    await labelling.add_buttons(visit.session, visit.person, number, [button], again, visit.now)
    return await _extras(visit, number)


@routes.pressed(WriteAnswers, needs=MANAGERS)
async def on_answers(visit: Visit[Person], address: WriteAnswers) -> Screen:
    broadcast = await access.load_own(visit.session, visit.person, address.broadcast)
    buttons = await store.load_buttons(visit.session, broadcast.id)
    return screens.answers_screen(visit.words, broadcast, buttons)


@routes.written(WriteAnswers, needs=MANAGERS)
async def on_answers_written(visit: Visit[Person], address: WriteAnswers) -> Screen:
    number, words = address.broadcast, visit.message.words
    await labelling.add_answers(visit.session, visit.person, number, words, visit.now)
    return await _extras(visit, number)


@routes.pressed(AddPair, needs=MANAGERS)
async def on_pair(visit: Visit[Person], address: AddPair) -> Screen:
    number = address.broadcast
    await labelling.add_pair(visit.session, visit.person, number, address.pair, visit.now)
    return await _extras(visit, number)


@routes.pressed(OpenLabels, needs=MANAGERS)
async def on_labels(visit: Visit[Person], address: OpenLabels) -> Screen:
    return await _labels(visit, address.broadcast)


async def _labels(visit: Visit[Person], number: int) -> Screen:
    broadcast = await access.load_own(visit.session, visit.person, number)
    buttons = await store.load_buttons(visit.session, number)
    languages = await _languages(visit, number)
    return screens.labels_screen(visit.words, broadcast, buttons, languages)


@routes.pressed(WriteLabels, needs=MANAGERS)
async def on_label(visit: Visit[Person], address: WriteLabels) -> Screen:
    broadcast = await access.load_own(visit.session, visit.person, address.broadcast)
    buttons = await store.load_buttons(visit.session, broadcast.id)
    languages = await _languages(visit, broadcast.id)
    if address.language not in languages or not labelled(buttons):
        raise ScreenOutdated(instead=OpenLabels(broadcast.id))
    return screens.label_screen(visit.words, broadcast, buttons, address.language)


@routes.written(WriteLabels, needs=MANAGERS)
async def on_label_written(visit: Visit[Person], address: WriteLabels) -> Screen:
    number, language, words = address.broadcast, address.language, visit.message.words
    await labelling.write_labels(visit.session, visit.person, number, language, words, visit.now)
    return await _labels(visit, number)


@routes.pressed(RemoveMedia, needs=MANAGERS)
async def on_media_removed(visit: Visit[Person], address: RemoveMedia) -> Screen:
    await arranging.detach(visit.session, visit.person, address.broadcast, visit.now)
    return await _extras(visit, address.broadcast)


@routes.pressed(RemoveButtons, needs=MANAGERS)
async def on_buttons_removed(visit: Visit[Person], address: RemoveButtons) -> Screen:
    await labelling.remove_buttons(visit.session, visit.person, address.broadcast, visit.now)
    return await _extras(visit, address.broadcast)
