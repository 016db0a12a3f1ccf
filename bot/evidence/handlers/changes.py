"""What changed between versions, and earlier versions as they were."""

from __future__ import annotations

from bot.evidence.actions import changes as actions
from bot.evidence.coverage_addresses import (
    OpenChanges,
    OpenVersion,
    OpenVersionEntry,
    ReviewChanges,
)
from bot.evidence.screens import changes as screens
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role

routes = Routes("evidence.changes")
TRAINEE, TUTOR = str(Role.TRAINEE), str(Role.TUTOR)


@routes.pressed(OpenChanges, needs=TRAINEE)
async def on_changes_pressed(visit: Visit[Person], address: OpenChanges) -> Screen:
    piece, changes = await actions.open_changes(
        visit.session, visit.person, address.piece, address.version
    )
    return screens.changes_screen(visit.words, piece, changes, address.page)


@routes.pressed(ReviewChanges, needs=TUTOR)
async def on_their_changes_pressed(visit: Visit[Person], address: ReviewChanges) -> Screen:
    review, changes = await actions.review_changes(
        visit.session, visit.person, address.piece, address.version, visit.now
    )
    return screens.review_changes_screen(visit.words, review, changes, address.page)


@routes.pressed(OpenVersion, needs=TRAINEE)
async def on_version_pressed(visit: Visit[Person], address: OpenVersion) -> Screen:
    piece, frozen = await actions.open_version(
        visit.session, visit.person, address.piece, address.version
    )
    return screens.version_screen(visit.words, piece, frozen, address.page, visit.person.zone)


@routes.pressed(OpenVersionEntry, needs=TRAINEE)
async def on_version_entry_pressed(visit: Visit[Person], address: OpenVersionEntry) -> Screen:
    piece, entry = await actions.open_version_entry(
        visit.session, visit.person, address.piece, address.version, address.entry
    )
    return screens.version_entry_screen(visit.words, piece, address.version, entry, address.page)
