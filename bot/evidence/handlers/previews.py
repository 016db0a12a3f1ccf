"""The file itself, for tutors who have seen its picture."""

from __future__ import annotations

from bot.evidence.actions.reviewing import open_part
from bot.evidence.preview_addresses import ReviewOriginal
from bot.evidence.screens.reviewing import review_entry_screen
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role

routes = Routes("evidence.previews")


@routes.pressed(ReviewOriginal, needs=str(Role.TUTOR))
async def on_original_pressed(visit: Visit[Person], address: ReviewOriginal) -> Screen:
    review, entry = await open_part(
        visit.session, visit.person, address.piece, address.version, address.entry, visit.now
    )
    return review_entry_screen(visit.words, review, entry, 0)
