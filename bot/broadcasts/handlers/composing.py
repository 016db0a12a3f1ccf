"""The list, a draft and its texts."""

from __future__ import annotations

from typing import Final

from bot import places
from bot.broadcasts.actions import access, composing, confirming
from bot.broadcasts.addresses import (
    AskDiscard,
    Discard,
    NewBroadcast,
    OpenTexts,
    RemoveText,
    UseAsFallback,
    WriteText,
)
from bot.broadcasts.rules.states import Broadcast, Counts
from bot.broadcasts.screens import composing as screens
from bot.broadcasts.store import broadcasts as store
from bot.broadcasts.store import buttons as buttons_store
from bot.broadcasts.store import recipients, texts
from bot.kit.i18n import LANGUAGES
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person

A_PAGE: Final = 4
routes = Routes("broadcasts.composing")


@routes.command("broadcast", needs=MANAGERS)
async def on_broadcast_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _list(visit, 0)


@routes.pressed(places.OpenBroadcasts, needs=MANAGERS)
async def on_broadcasts(visit: Visit[Person], address: places.OpenBroadcasts) -> Screen:
    if visit.pressed_message is not None:
        await store.leave_live(visit.session, visit.chat_id, visit.pressed_message)
    return await _list(visit, max(0, address.page))


async def _list(visit: Visit[Person], page: int) -> Screen:
    session, person = visit.session, visit.person
    found = await store.find_page(
        session,
        person.id,
        sees_all=access.runs_all(person),
        limit=A_PAGE + 1,
        offset=page * A_PAGE,
    )
    shown = found[:A_PAGE]
    written = await texts.find_variants(session, [one.id for one in shown])
    counts = await recipients.find_counts(session, [one.batch_id for one in shown if one.batch_id])
    rows = [
        (one, written.get(one.id, []), counts.get(one.batch_id or 0, Counts({}))) for one in shown
    ]
    return screens.list_screen(visit.words, rows, page, visit.now, more=len(found) > A_PAGE)


@routes.pressed(NewBroadcast, needs=MANAGERS)
async def on_new(visit: Visit[Person], _address: NewBroadcast) -> Screen:
    broadcast = await composing.begin(visit.session, visit.person, visit.now)
    return await draft_screen(visit, broadcast)


async def draft_screen(visit: Visit[Person], broadcast: Broadcast) -> Screen:
    """The draft as it stands."""
    written = await texts.load_variants(visit.session, broadcast.id)
    buttons = await buttons_store.load_buttons(visit.session, broadcast.id)
    reach = await confirming.count_reach(visit.session, visit.person, broadcast.audience)
    return screens.draft_screen(visit.words, broadcast, written, buttons, reach.people)


@routes.pressed(AskDiscard, needs=MANAGERS)
async def on_discard_asked(visit: Visit[Person], address: AskDiscard) -> Screen:
    broadcast = await access.load_own(visit.session, visit.person, address.broadcast)
    written = await texts.load_variants(visit.session, broadcast.id)
    return screens.discard_screen(visit.words, broadcast, written)


@routes.pressed(Discard, needs=MANAGERS)
async def on_discarded(visit: Visit[Person], address: Discard) -> Screen:
    await composing.discard(visit.session, visit.person, address.broadcast, visit.now)
    return await _list(visit, 0)


@routes.pressed(OpenTexts, needs=MANAGERS)
async def on_texts(visit: Visit[Person], address: OpenTexts) -> Screen:
    broadcast = await access.load_own(visit.session, visit.person, address.broadcast)
    return await _texts(visit, broadcast)


async def _texts(visit: Visit[Person], broadcast: Broadcast) -> Screen:
    written = await texts.load_variants(visit.session, broadcast.id)
    return screens.texts_screen(visit.words, broadcast, written)


async def _text(visit: Visit[Person], number: int, language: str) -> Screen:
    broadcast = await access.load_own(visit.session, visit.person, number)
    if language not in LANGUAGES:
        raise ScreenOutdated(instead=OpenTexts(number))
    written = await texts.load_variants(visit.session, number)
    return screens.text_screen(visit.words, broadcast, written, language)


@routes.pressed(WriteText, needs=MANAGERS)
async def on_text(visit: Visit[Person], address: WriteText) -> Screen:
    return await _text(visit, address.broadcast, address.language)


@routes.written(WriteText, needs=MANAGERS)
async def on_text_written(visit: Visit[Person], address: WriteText) -> Screen:
    await composing.write_text(
        visit.session,
        visit.person,
        address.broadcast,
        address.language,
        visit.message,
        visit.now,
    )
    return await _text(visit, address.broadcast, address.language)


@routes.edited(WriteText, needs=MANAGERS)
async def on_text_edited(visit: Visit[Person], address: WriteText) -> Screen:
    await composing.edit_text(
        visit.session,
        visit.person,
        address.broadcast,
        address.language,
        visit.message,
        visit.now,
    )
    return await _text(visit, address.broadcast, address.language)


@routes.pressed(RemoveText, needs=MANAGERS)
async def on_text_removed(visit: Visit[Person], address: RemoveText) -> Screen:
    await composing.remove_text(
        visit.session, visit.person, address.broadcast, address.language, visit.now
    )
    return await _text(visit, address.broadcast, address.language)


@routes.pressed(UseAsFallback, needs=MANAGERS)
async def on_fallback(visit: Visit[Person], address: UseAsFallback) -> Screen:
    await composing.use_as_fallback(
        visit.session, visit.person, address.broadcast, address.language, visit.now
    )
    broadcast = await access.load_own(visit.session, visit.person, address.broadcast)
    return await _texts(visit, broadcast)
