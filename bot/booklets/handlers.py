"""Presses of booklets."""

from __future__ import annotations

from bot import places
from bot.booklets.actions import open_booklet, send_booklet
from bot.booklets.addresses import SendBooklet
from bot.booklets.screens import booklet_screen, sent_screen
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person

routes = Routes("booklets")


@routes.pressed(places.OpenBooklet)
async def on_booklet_pressed(visit: Visit[Person], address: places.OpenBooklet) -> Screen:
    offer = await open_booklet(visit.session, visit.person, address.id, visit.now)
    return booklet_screen(visit.words, offer)


@routes.pressed(SendBooklet)
async def on_send_pressed(visit: Visit[Person], address: SendBooklet) -> Screen:
    offer = await send_booklet(visit.session, visit.person, address.id, address.offered, visit.now)
    return sent_screen(visit.words, offer)
