"""Tutors look at what was handed in and give feedback."""

from __future__ import annotations

from dataclasses import replace

from bot import places
from bot.evidence.actions.previews import look_at_page
from bot.evidence.actions.reviewing import (
    begin_feedback,
    give_feedback,
    open_part,
    open_review,
)
from bot.evidence.addresses import (
    GiveFeedback,
    ReviewContents,
    ReviewEntry,
    ReviewFeedback,
)
from bot.evidence.rules.previews import is_shown_so
from bot.evidence.screens import reviewing as screens
from bot.evidence.screens.previews import preview_screen
from bot.evidence.store import reviews
from bot.evidence.store.holds import find_held_pieces
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Known, Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role

routes = Routes("evidence.reviewing")
TUTOR = str(Role.TUTOR)


@routes.command("review", needs=TUTOR)
async def on_review_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _queue(visit, 0)


@routes.pressed(places.OpenReview, needs=TUTOR)
async def on_review_pressed(visit: Visit[Person], address: places.OpenReview) -> Screen:
    return await _queue(visit, max(0, address.page))


async def _queue(visit: Visit[Person], page: int) -> Screen:
    size = screens.WAITING_A_PAGE
    found = await reviews.find_queue(
        visit.session, visit.person, limit=size + 1, offset=page * size
    )
    more = len(found) > size
    held = await find_held_pieces(visit.session, [one.piece.id for one in found])
    found = [replace(one, held=one.piece.id in held) for one in found]
    return screens.queue_screen(visit.words, found[:size], page, visit.person.zone, more=more)


@routes.pressed(ReviewContents, needs=TUTOR)
async def on_parts_pressed(visit: Visit[Person], address: ReviewContents) -> Screen:
    review = await open_review(
        visit.session, visit.person, address.piece, address.version, now=visit.now
    )
    return screens.review_contents_screen(visit.words, review, address.page)


@routes.pressed(ReviewEntry, needs=TUTOR)
async def on_part_pressed(visit: Visit[Person], address: ReviewEntry) -> Screen:
    review, entry = await open_part(
        visit.session, visit.person, address.piece, address.version, address.entry, visit.now
    )
    if not is_shown_so(entry):
        return screens.review_entry_screen(visit.words, review, entry, address.page)
    preview = await look_at_page(visit.session, entry, address.page, visit.now)
    return preview_screen(visit.words, review, entry, preview, address.page)


@routes.pressed(GiveFeedback, needs=TUTOR)
async def on_give_pressed(visit: Visit[Person], address: GiveFeedback) -> Screen:
    review = await begin_feedback(
        visit.session, visit.person, address.piece, address.version, visit.now
    )
    return screens.write_feedback_screen(visit.words, review)


@routes.written(GiveFeedback, needs=TUTOR, takes=("text", "upload"))
async def on_feedback_written(visit: Visit[Person], address: GiveFeedback) -> Screen:
    message, upload = visit.message, visit.message.upload
    review = await give_feedback(
        visit.session,
        visit.person,
        address.piece,
        address.version,
        message.text,
        Known(upload.kind, upload.file_id) if upload else None,
        visit.now,
    )
    return screens.feedback_sent_screen(visit.words, review)


@routes.pressed(ReviewFeedback, needs=TUTOR)
async def on_said_pressed(visit: Visit[Person], address: ReviewFeedback) -> Screen:
    review = await open_review(visit.session, visit.person, address.piece, now=visit.now)
    if not review.feedback:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(address.piece))
    return screens.said_screen(visit.words, review, address.which, address.page, visit.person.zone)
