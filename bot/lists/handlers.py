"""Presses and the command of the lists."""

from __future__ import annotations

from typing import Final

from bot import places
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.kit.text import Part
from bot.lists.actions import looking, reaching
from bot.lists.addresses import (
    Nudge,
    OpenEntry,
    OpenList,
    PutAside,
    SetMornings,
    TakeBack,
    WriteTo,
)
from bot.lists.rules.entries import List
from bot.lists.rules.mornings import next_morning
from bot.lists.screens import letters
from bot.lists.screens import lists as screens
from bot.lists.store import doings
from bot.people.rules import Person, Role

routes = Routes("lists")
NEEDS: Final = f"{Role.TUTOR}|{Role.COORDINATOR}"


@routes.command("lists", needs=NEEDS)
async def on_lists_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _overview(visit)


@routes.pressed(places.OpenLists, needs=NEEDS)
async def on_lists_pressed(visit: Visit[Person], _address: places.OpenLists) -> Screen:
    return await _overview(visit)


async def _overview(visit: Visit[Person]) -> Screen:
    counts = await looking.count_own(visit.session, visit.person, visit.now)
    wanted = await doings.wants_mornings(visit.session, visit.person.id)
    return screens.overview_screen(visit.words, visit.person, counts, mornings=wanted)


@routes.pressed(SetMornings, needs=NEEDS)
async def on_mornings_set(visit: Visit[Person], address: SetMornings) -> Screen:
    due_at = next_morning(visit.person, visit.now)
    await doings.set_mornings(visit.session, visit.person.id, due_at, wanted=address.wanted)
    return await _overview(visit)


@routes.pressed(OpenList, needs=NEEDS)
async def on_list_pressed(visit: Visit[Person], address: OpenList) -> Screen:
    return await _list(visit, address.list, address.page)


async def _list(
    visit: Visit[Person], which: List, page: int, note: Part = "", undo: TakeBack | None = None
) -> Screen:
    """A page that has become empty is the one before it."""
    found = await looking.open_list(
        visit.session, visit.person, which, page, screens.A_PAGE, visit.now
    )
    if not found and page:
        return await _list(visit, which, page - 1 if note else 0, note, undo)
    shown, more = found[: screens.A_PAGE], len(found) > screens.A_PAGE
    return screens.list_screen(
        visit.words, visit.person, which, shown, page, visit.now, more=more, note=note, undo=undo
    )


@routes.pressed(OpenEntry, needs=NEEDS)
async def on_entry_pressed(visit: Visit[Person], address: OpenEntry) -> Screen:
    entry = await looking.load_entry(
        visit.session, visit.person, address.why, address.person, address.reference, visit.now
    )
    return screens.entry_screen(visit.words, visit.person, entry, address.page, visit.now)


@routes.pressed(PutAside, needs=NEEDS)
async def on_aside_pressed(visit: Visit[Person], address: PutAside) -> Screen:
    entry = await looking.load_entry(
        visit.session, visit.person, address.why, address.person, address.reference, visit.now
    )
    until = await looking.put_aside(visit.session, visit.person, entry, address.pause, visit.now)
    day = visit.words.moment(until, visit.person.zone)
    note = visit.words.text("lists.is_aside", name=entry.name, day=day)
    undo = TakeBack(address.why, address.person, address.reference, address.page)
    return await _list(visit, address.why.list, address.page, note, undo)


@routes.pressed(TakeBack, needs=NEEDS)
async def on_taken_back(visit: Visit[Person], address: TakeBack) -> Screen:
    entry = await looking.load_entry(
        visit.session, visit.person, address.why, address.person, address.reference, visit.now
    )
    await doings.take_back(visit.session, visit.person, entry)
    return screens.entry_screen(visit.words, visit.person, entry, address.page, visit.now)


@routes.pressed(Nudge, needs=NEEDS)
async def on_nudge_pressed(visit: Visit[Person], address: Nudge) -> Screen:
    await looking.load_entry(
        visit.session, visit.person, address.why, address.person, "", visit.now
    )
    trainee = await reaching.load_trainee(visit.session, visit.person, address.why, address.person)
    most = visit.settings.weekly_messages
    at = await reaching.nudge(visit.session, visit.person, trainee, address.why, most, visit.now)
    at_their_place = visit.words.moment(at, visit.person.zone)
    key = "lists.is_nudged" if at <= visit.now else "lists.is_nudged_later"
    note = visit.words.text(key, name=trainee.name, at=at_their_place)
    return await _list(visit, address.why.list, address.page, note)


@routes.pressed(WriteTo, needs=NEEDS)
async def on_write_pressed(visit: Visit[Person], address: WriteTo) -> Screen:
    trainee = await reaching.load_trainee(visit.session, visit.person, address.why, address.person)
    return letters.write_screen(visit.words, trainee, address)


@routes.written(WriteTo, takes=("text",), needs=NEEDS)
async def on_letter_written(visit: Visit[Person], address: WriteTo) -> Screen:
    trainee = await reaching.load_trainee(visit.session, visit.person, address.why, address.person)
    at = await reaching.write_to(
        visit.session,
        visit.person,
        trainee,
        visit.message.text,
        visit.message.message_id,
        visit.now,
    )
    key = "lists.is_written" if at <= visit.now else "lists.is_written_later"
    note = visit.words.text(key, name=trainee.name, at=visit.words.moment(at, visit.person.zone))
    return await _list(visit, address.why.list, address.page, note)
