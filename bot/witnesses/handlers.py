"""Presses and written accounts of trainees."""

from __future__ import annotations

from dataclasses import replace

from bot import places
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role
from bot.witnesses import screens
from bot.witnesses.actions import asking
from bot.witnesses.addresses import AskAgain, MakeLink, OpenRequest, TakeLinkBack, WriteAccount

routes = Routes("witnesses")
TRAINEE = str(Role.TRAINEE)


@routes.pressed(places.AskWitness, needs=TRAINEE)
async def on_list_pressed(visit: Visit[Person], address: places.AskWitness) -> Screen:
    piece, requests = await asking.find_requests(
        visit.session, visit.person, address.piece, visit.settings
    )
    return screens.requests_screen(visit.words, piece, requests, visit.person.zone, visit.now)


@routes.pressed(WriteAccount, needs=TRAINEE)
async def on_write_pressed(visit: Visit[Person], address: WriteAccount) -> Screen:
    piece = await asking.may_ask(visit.session, visit.person, address.piece, visit.now)
    return screens.write_screen(visit.words, piece)


@routes.edited(WriteAccount, needs=TRAINEE)
@routes.written(WriteAccount, needs=TRAINEE)
async def on_account_written(visit: Visit[Person], address: WriteAccount) -> Screen:
    request = await asking.write_account(
        visit.session, visit.person, address.piece, visit.message.words, visit.now
    )
    return await _shown(visit, request.public_id)


@routes.pressed(OpenRequest, needs=TRAINEE)
async def on_request_pressed(visit: Visit[Person], address: OpenRequest) -> Screen:
    return await _shown(visit, address.request)


async def _shown(visit: Visit[Person], public: str) -> Screen:
    request, piece = await asking.load_request(visit.session, visit.person, public)
    return screens.request_screen(visit.words, request, piece, visit.person.zone, visit.now)


@routes.pressed(MakeLink, needs=TRAINEE)
async def on_language_pressed(visit: Visit[Person], address: MakeLink) -> Screen:
    request, piece, url = await asking.make_link(
        visit.session, visit.person, address.request, address.language, visit.settings, visit.now
    )
    person = visit.person
    if url is None:  # pressed again: the message with the link must not go
        again = screens.request_screen(visit.words, request, piece, person.zone, visit.now)
        return replace(again, fresh=True)
    return screens.link_screen(visit.words, request, person.name, url)


@routes.pressed(TakeLinkBack, needs=TRAINEE)
async def on_revoke_pressed(visit: Visit[Person], address: TakeLinkBack) -> Screen:
    request, piece = await asking.take_link_back(
        visit.session, visit.person, address.request, visit.now
    )
    return screens.request_screen(visit.words, request, piece, visit.person.zone, visit.now)


@routes.pressed(AskAgain, needs=TRAINEE)
async def on_again_pressed(visit: Visit[Person], address: AskAgain) -> Screen:
    request = await asking.ask_again(visit.session, visit.person, address.request, visit.now)
    return await _shown(visit, request.public_id)
