"""Answers to whether the place stays in a file."""

from __future__ import annotations

from bot.evidence.actions import positions
from bot.evidence.actions.opening import load_own
from bot.evidence.addresses import AlwaysRemovePlace, AskPlace, AskPlaceAgain, SettlePlace
from bot.evidence.screens import positions as screens
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role

routes = Routes("evidence.positions")
TRAINEE = str(Role.TRAINEE)


@routes.pressed(AskPlace, needs=TRAINEE)
async def on_place_asked(visit: Visit[Person], address: AskPlace) -> Screen:
    asked = await positions.ask_place(visit.session, visit.person, address.piece, address.entry)
    return screens.place_screen(visit.words, *asked)


@routes.pressed(SettlePlace, needs=TRAINEE)
async def on_place_settled(visit: Visit[Person], address: SettlePlace) -> Screen:
    settled = await positions.settle_place(
        visit.session,
        visit.person,
        address.piece,
        address.entry,
        remove=address.remove,
        now=visit.now,
    )
    return screens.settled_screen(visit.words, *settled)


@routes.pressed(AlwaysRemovePlace, needs=TRAINEE)
async def on_always_pressed(visit: Visit[Person], address: AlwaysRemovePlace) -> Screen:
    opened, _ = await positions.always_remove(
        visit.session, visit.person, address.piece, address.entry, visit.now
    )
    return screens.always_screen(visit.words, opened.piece)


@routes.pressed(AskPlaceAgain, needs=TRAINEE)
async def on_ask_again_pressed(visit: Visit[Person], address: AskPlaceAgain) -> Screen:
    piece = await load_own(visit.session, visit.person, address.piece)
    await positions.ask_again(visit.session, visit.person)
    return screens.asked_again_screen(visit.words, piece)
