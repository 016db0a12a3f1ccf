"""Lists of people to invite."""

from __future__ import annotations

from collections.abc import Sequence

from bot.joining.actions import listing as actions
from bot.joining.addresses import OpenInvitations
from bot.joining.lists import store
from bot.joining.lists.addresses import (
    AskTakeBack,
    DropList,
    MakeList,
    OpenList,
    OpenLists,
    OpenRest,
    RenewList,
    SendList,
    SendTable,
    TakeBack,
)
from bot.joining.lists.reading import MOST_PEOPLE
from bot.joining.lists.rules import PeopleList
from bot.joining.lists.workbook import EXAMPLE, TABLE, TEXTS, pack_rows
from bot.joining.rules import Layout, is_scope
from bot.joining.screens import handing_out
from bot.joining.screens import listing as screens
from bot.joining.screens.handing_out import HandedOut
from bot.kit.clock import in_zone
from bot.kit.delivery import outbox
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person

routes = Routes("joining.listing")


@routes.pressed(SendList, needs=MANAGERS)
async def on_list_asked(visit: Visit[Person], address: SendList) -> Screen:
    if not is_scope(address.grant):
        raise ScreenOutdated(instead=OpenInvitations())
    example = pack_rows(EXAMPLE, screens.example_of(visit.words))
    return screens.how_screen(visit.words, address, example)


@routes.written(SendList, needs=MANAGERS, takes=("text", "upload"))
async def on_list_sent(visit: Visit[Person], address: SendList) -> Screen:
    upload = visit.message.upload
    await actions.receive_list(visit.session, visit.person, address.grant, upload, visit.now)
    return screens.reading_screen(visit.words, address)


@routes.pressed(DropList, needs=MANAGERS)
async def on_dropped(visit: Visit[Person], address: DropList) -> Screen:
    found = await actions.load_list(visit.session, visit.person, address.public)
    if found.made_at is None:
        await store.drop(visit.session, visit.person.id)
    return await _lists(visit, 0)


@routes.pressed(MakeList, needs=MANAGERS)
async def on_made(visit: Visit[Person], address: MakeList) -> Screen:
    outs = await actions.make_list(
        visit.session, visit.person, address.public, visit.bot_name, visit.now
    )
    return await _handed_out(visit, outs, address.layout, f"{address.public}.0")


@routes.pressed(RenewList, needs=MANAGERS)
async def on_renewed(visit: Visit[Person], address: RenewList) -> Screen:
    outs = await actions.renew_list(
        visit.session, visit.person, address.public, address.renewed, visit.bot_name, visit.now
    )
    key = f"{address.public}.{address.renewed + 1}"
    return await _handed_out(visit, outs, address.layout, key)


async def _handed_out(
    visit: Visit[Person], outs: Sequence[HandedOut], layout: Layout, key: str
) -> Screen:
    """Paper now, and the texts for e-mail and SMS as a message of their own."""
    maker, words = visit.person, visit.words
    workbook = pack_rows(TEXTS, handing_out.texts_of(words, outs))
    await outbox.queue(
        visit.session,
        outbox.Recipient(maker.id, maker.telegram_id),
        screens.texts_screen(words, workbook),
        dedupe_key=f"joining.texts.{key}",
        purpose="joining.texts",
        now=visit.now,
    )
    day = in_zone(visit.now, maker.zone).date()
    return handing_out.printed_screen(words, handing_out.sheet(outs, words, layout, day))


@routes.pressed(OpenLists, needs=MANAGERS)
async def on_lists(visit: Visit[Person], address: OpenLists) -> Screen:
    return await _lists(visit, max(address.page, 0))


async def _lists(visit: Visit[Person], page: int) -> Screen:
    size = screens.A_PAGE
    found = await store.find_lists(visit.session, visit.person.id, size + 1, page * size)
    progress = await store.find_progress(visit.session, [one.id for one in found])
    more, zone = len(found) > size, visit.person.zone
    return screens.lists_screen(visit.words, found[:size], progress, page, zone, more=more)


@routes.pressed(OpenList, needs=MANAGERS)
async def on_list(visit: Visit[Person], address: OpenList) -> Screen:
    found = await actions.load_list(visit.session, visit.person, address.public)
    return await _list(visit, found, max(address.page, 0))


async def _list(visit: Visit[Person], found: PeopleList, page: int) -> Screen:
    if found.made_at is None:
        return await _lists(visit, 0)
    size, zone = screens.A_PAGE, visit.person.zone
    progress = await store.find_progress(visit.session, [found.id])
    people = await store.find_followed(visit.session, found.id, visit.now, size + 1, page * size)
    counted = progress.get(found.id, screens.NOTHING)
    more = len(people) > size
    return screens.list_screen(visit.words, found, counted, people[:size], page, zone, more=more)


@routes.pressed(OpenRest, needs=MANAGERS)
async def on_rest(visit: Visit[Person], address: OpenRest) -> Screen:
    found = await actions.load_list(visit.session, visit.person, address.public)
    missing = await store.find_missing(visit.session, found.id)
    return screens.rest_screen(visit.words, found, len(missing))


@routes.pressed(AskTakeBack, needs=MANAGERS)
async def on_taking_back_asked(visit: Visit[Person], address: AskTakeBack) -> Screen:
    found = await actions.load_list(visit.session, visit.person, address.public)
    missing = await store.find_missing(visit.session, found.id)
    return screens.take_back_screen(visit.words, found, len(missing))


@routes.pressed(TakeBack, needs=MANAGERS)
async def on_taken_back(visit: Visit[Person], address: TakeBack) -> Screen:
    found = await actions.take_back_list(visit.session, visit.person, address.public, visit.now)
    return await _list(visit, found, 0)


@routes.pressed(SendTable, needs=MANAGERS)
async def on_table(visit: Visit[Person], address: SendTable) -> Screen:
    found = await actions.load_list(visit.session, visit.person, address.public)
    people = await store.find_followed(visit.session, found.id, visit.now, MOST_PEOPLE)
    workbook = pack_rows(TABLE, screens.table_of(visit.words, people))
    return screens.table_screen(visit.words, found, workbook)
