"""Assessors read the evidence: its pages, the files themselves, and what changed between rounds."""

from __future__ import annotations

from bot.evidence.rules.previews import is_shown_so
from bot.judging.actions import reading
from bot.judging.addresses import OpenChanges, OpenEntry, OpenOriginal, OpenPart, OpenParts
from bot.judging.screens import evidence as screens
from bot.judging.screens.changes import changes_screen
from bot.judging.screens.previews import preview_screen
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role

routes = Routes("judging.reading")
ASSESSOR = str(Role.ASSESSOR)


@routes.pressed(OpenParts, needs=ASSESSOR)
async def on_parts_pressed(visit: Visit[Person], address: OpenParts) -> Screen:
    work, before = await reading.open_evidence(visit.session, visit.person, address.work, visit.now)
    return screens.parts_screen(visit.words, work, before, address.page, visit.person.zone)


@routes.pressed(OpenPart, needs=ASSESSOR)
async def on_part_pressed(visit: Visit[Person], address: OpenPart) -> Screen:
    seen = await reading.open_part(
        visit.session, visit.person, address.work, address.part, visit.now
    )
    return screens.part_screen(visit.words, seen, address.page, visit.person.zone)


@routes.pressed(OpenEntry, needs=ASSESSOR)
async def on_entry_pressed(visit: Visit[Person], address: OpenEntry) -> Screen:
    seen, entry, preview = await reading.look_at_entry(
        visit.session, visit.person, address.work, address.part, address.entry, address.page,
        visit.now,
    )  # fmt: skip
    if is_shown_so(entry):
        return preview_screen(visit.words, seen, entry, preview, address.page)
    return screens.entry_screen(visit.words, seen, entry, address.page)


@routes.pressed(OpenOriginal, needs=ASSESSOR)
async def on_original_pressed(visit: Visit[Person], address: OpenOriginal) -> Screen:
    seen, entry = await reading.open_entry(
        visit.session, visit.person, address.work, address.part, address.entry, visit.now
    )
    return screens.entry_screen(visit.words, seen, entry, 0)


@routes.pressed(OpenChanges, needs=ASSESSOR)
async def on_changes_pressed(visit: Visit[Person], address: OpenChanges) -> Screen:
    seen, changes = await reading.open_changes(
        visit.session, visit.person, address.work, address.part, visit.now
    )
    return changes_screen(visit.words, seen, changes, address.page)
