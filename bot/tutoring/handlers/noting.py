"""Notes among colleagues."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.kit.text import plain
from bot.people.rules import Person
from bot.tutoring.actions import noting
from bot.tutoring.addresses import AddNote, OpenNotes, TakeNoteBack
from bot.tutoring.handlers.parts import STAFF, in_place
from bot.tutoring.rules.thread import Thread
from bot.tutoring.screens import noting as screens

Keep = Callable[[AsyncSession, Person, str, str, int | None, datetime], Coroutine[Any, Any, Thread]]
routes = Routes("tutoring")


@routes.pressed(OpenNotes, needs=STAFF)
async def on_notes_pressed(visit: Visit[Person], address: OpenNotes) -> Screen:
    thread = await noting.open_notes(visit.session, visit.person, address.question, visit.now)
    return screens.notes_screen(visit.words, thread, visit.person, address.page)


@routes.pressed(AddNote, needs=STAFF)
async def on_write_note_pressed(visit: Visit[Person], address: AddNote) -> Screen:
    thread = await noting.open_notes(visit.session, visit.person, address.question, visit.now)
    return screens.write_note_screen(visit.words, thread)


@routes.written(AddNote, needs=STAFF)
async def on_note_written(visit: Visit[Person], address: AddNote) -> Screen:
    screen = await _noted(visit, address, noting.write_note)
    return in_place(visit, screen.with_note(visit.words("tutoring.noted")), address)


@routes.edited(AddNote, needs=STAFF)
async def on_note_edited(visit: Visit[Person], address: AddNote) -> Screen:
    return in_place(visit, await _noted(visit, address, noting.edit_note), address)


async def _noted(visit: Visit[Person], address: AddNote, keep: Keep) -> Screen:
    """The notes with the message in it, new or changed."""
    message, written = visit.message, plain(visit.message.text).strip()
    thread = await keep(
        visit.session, visit.person, address.question, written, message.message_id, visit.now
    )
    return screens.notes_screen(visit.words, thread, visit.person)


@routes.pressed(TakeNoteBack, needs=STAFF)
async def on_take_back_pressed(visit: Visit[Person], address: TakeNoteBack) -> Screen:
    thread = await noting.take_back(
        visit.session, visit.person, address.question, address.note, visit.now
    )
    return screens.notes_screen(visit.words, thread, visit.person)
