"""Ready-made answers."""

from __future__ import annotations

from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.kit.text import plain
from bot.people.rules import Person
from bot.tutoring.actions import canned, opening
from bot.tutoring.addresses import (
    DropCanned,
    EditCanned,
    KeepCanned,
    OpenCanned,
    SendCanned,
    ShareCanned,
    UseCanned,
    WriteCanned,
)
from bot.tutoring.handlers.parts import STAFF
from bot.tutoring.rules.thread import Thread
from bot.tutoring.screens import canned as screens
from bot.tutoring.screens.writing import written_screen
from bot.tutoring.store import canned as store

routes = Routes("tutoring")


@routes.pressed(OpenCanned, needs=STAFF)
async def on_canned_pressed(visit: Visit[Person], address: OpenCanned) -> Screen:
    thread = await opening.open_held(visit.session, visit.person, address.question, visit.now)
    return await _listed(visit, thread, address.page)


async def _listed(visit: Visit[Person], thread: Thread, page: int) -> Screen:
    size = screens.PAGE
    language = thread.question.language
    found = await store.find_canned(
        visit.session, visit.person, language, limit=size + 1, offset=page * size
    )
    return screens.canned_screen(visit.words, thread, found[:size], page, more=len(found) > size)


def _shown(visit: Visit[Person], seen: canned.Preview) -> Screen:
    return screens.preview_screen(visit.words, seen.thread, seen.canned, seen.text, visit.person)


@routes.pressed(UseCanned, needs=STAFF)
async def on_use_pressed(visit: Visit[Person], address: UseCanned) -> Screen:
    seen = await canned.preview(
        visit.session, visit.person, address.question, address.text, visit.now
    )
    return _shown(visit, seen)


@routes.pressed(SendCanned, needs=STAFF)
async def on_send_pressed(visit: Visit[Person], address: SendCanned) -> Screen:
    thread = await canned.send(
        visit.session, visit.person, address.question, address.text, address.version, visit.now
    )
    return written_screen(visit.words, thread)


@routes.pressed(ShareCanned, needs=STAFF)
async def on_share_pressed(visit: Visit[Person], address: ShareCanned) -> Screen:
    seen = await canned.share(
        visit.session,
        visit.person,
        address.question,
        address.text,
        shared=address.shared,
        now=visit.now,
    )
    return _shown(visit, seen)


@routes.pressed(WriteCanned, needs=STAFF)
async def on_write_pressed(visit: Visit[Person], address: WriteCanned) -> Screen:
    thread = await opening.open_held(visit.session, visit.person, address.question, visit.now)
    return screens.write_screen(visit.words, thread)


@routes.written(WriteCanned, needs=STAFF)
async def on_canned_written(visit: Visit[Person], address: WriteCanned) -> Screen:
    written = plain(visit.message.text)
    seen = await canned.write(visit.session, visit.person, address.question, written, visit.now)
    return _kept(visit, seen)


def _kept(visit: Visit[Person], seen: canned.Preview) -> Screen:
    kept = visit.words("tutoring.canned.kept", name=seen.canned.name)
    return screens.kept_screen(visit.words, seen.thread, seen.canned, kept)


@routes.pressed(EditCanned, needs=STAFF)
async def on_edit_pressed(visit: Visit[Person], address: EditCanned) -> Screen:
    seen = await canned.load_own(
        visit.session, visit.person, address.question, address.text, visit.now
    )
    return screens.edit_screen(visit.words, seen.thread, seen.canned)


@routes.written(EditCanned, needs=STAFF)
async def on_rewritten(visit: Visit[Person], address: EditCanned) -> Screen:
    written = plain(visit.message.text)
    seen = await canned.change(
        visit.session, visit.person, address.question, address.text, written, visit.now
    )
    return _kept(visit, seen)


@routes.pressed(DropCanned, needs=STAFF)
async def on_drop_pressed(visit: Visit[Person], address: DropCanned) -> Screen:
    if not address.sure:
        seen = await canned.load_own(
            visit.session, visit.person, address.question, address.text, visit.now
        )
        return screens.drop_screen(visit.words, seen.thread, seen.canned)
    thread = await canned.drop(
        visit.session, visit.person, address.question, address.text, visit.now
    )
    return await _listed(visit, thread, 0)


@routes.pressed(KeepCanned, needs=STAFF)
async def on_keep_pressed(visit: Visit[Person], address: KeepCanned) -> Screen:
    thread, written = await canned.begin_keeping(
        visit.session, visit.person, address.question, address.entry, visit.now
    )
    return screens.keep_screen(visit.words, thread, address.entry, written)


@routes.written(KeepCanned, needs=STAFF)
async def on_name_written(visit: Visit[Person], address: KeepCanned) -> Screen:
    name = plain(visit.message.text)
    seen = await canned.keep(
        visit.session, visit.person, address.question, address.entry, name, visit.now
    )
    return _kept(visit, seen)
