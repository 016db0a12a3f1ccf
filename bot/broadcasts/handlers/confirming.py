"""Preview, test, confirmation by number, approval."""

from __future__ import annotations

from bot.broadcasts.actions import access, approving, confirming, previewing
from bot.broadcasts.addresses import (
    Approve,
    Confirm,
    Decline,
    OpenBroadcast,
    Preview,
    SendTest,
    Unconfirm,
)
from bot.broadcasts.handlers.audience import cohort_names
from bot.broadcasts.handlers.composing import draft_screen
from bot.broadcasts.handlers.sending import progress_screen
from bot.broadcasts.rules.states import Broadcast, State, needs_approval
from bot.broadcasts.screens import arranging as arranging_screens
from bot.broadcasts.screens import audience as audience_screens
from bot.broadcasts.screens import sending as screens
from bot.broadcasts.store import broadcasts as store
from bot.broadcasts.store import recipients, texts
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person
from bot.people.store import load_person

routes = Routes("broadcasts.confirming")


@routes.pressed(OpenBroadcast, needs=MANAGERS)
async def on_broadcast(visit: Visit[Person], address: OpenBroadcast) -> Screen:
    return await _broadcast(visit, address.broadcast)


async def _broadcast(visit: Visit[Person], number: int) -> Screen:
    broadcast = await access.load_visible(visit.session, visit.person, number)
    if not broadcast.is_unsent:
        return await progress_screen(visit, broadcast)
    if broadcast.composer_id != visit.person.id:
        return await _approval(visit, broadcast)
    if broadcast.state is State.DRAFT:
        return await draft_screen(visit, broadcast)
    written = await texts.load_variants(visit.session, broadcast.id)
    counts = await recipients.load_counts(visit.session, broadcast.batch_id)
    return screens.waiting_screen(visit.words, broadcast, written, counts, visit.now)


async def _approval(visit: Visit[Person], broadcast: Broadcast) -> Screen:
    written = await texts.load_variants(visit.session, broadcast.id)
    composer = await load_person(visit.session, broadcast.composer_id)
    cohorts = await cohort_names(visit, broadcast.audience)
    rules = audience_screens.rules_words(visit.words, broadcast.audience, cohorts)
    people = broadcast.confirmed_count or 0
    asked = broadcast.state is State.APPROVAL and await store.was_asked(
        visit.session, broadcast.id, visit.person.id
    )
    return screens.approval_screen(
        visit.words, broadcast, written, rules, composer.name, people, asked=asked
    )


@routes.pressed(Preview, needs=MANAGERS)
async def on_preview(visit: Visit[Person], address: Preview) -> Screen:
    broadcast = await access.load_visible(visit.session, visit.person, address.broadcast)
    sent = await previewing.send_previews(visit.session, visit.person, broadcast, visit.now)
    own = broadcast.composer_id == visit.person.id
    return arranging_screens.preview_screen(visit.words, broadcast, sent, own=own)


@routes.pressed(SendTest, needs=MANAGERS)
async def on_test(visit: Visit[Person], address: SendTest) -> Screen:
    broadcast = await access.load_own(visit.session, visit.person, address.broadcast)
    languages = await previewing.send_test(visit.session, visit.person, broadcast, visit.now)
    return arranging_screens.test_screen(visit.words, broadcast, languages)


@routes.pressed(Confirm, needs=MANAGERS)
async def on_confirm(visit: Visit[Person], address: Confirm) -> Screen:
    asked = await confirming.ask_to_confirm(
        visit.session, visit.person, address.broadcast, visit.now
    )
    return await _question(visit, asked, None)


async def _question(visit: Visit[Person], asked: confirming.Asked, before: int | None) -> Screen:
    written = await texts.load_variants(visit.session, asked.broadcast.id)
    reach = asked.reach
    return screens.confirm_screen(
        visit.words, asked.broadcast, written, reach.people, reach.blocked, before
    )


@routes.written(Confirm, needs=MANAGERS)
async def on_number_written(visit: Visit[Person], address: Confirm) -> Screen:
    asked = await confirming.confirm(
        visit.session, visit.person, address.broadcast, visit.message.words, visit.now
    )
    if not asked.confirmed:
        return await _question(visit, asked, asked.before)
    large = needs_approval(asked.reach.people, visit.settings.approval_threshold)
    return screens.confirmed_screen(visit.words, asked.broadcast, asked.reach.people, large=large)


@routes.pressed(Unconfirm, needs=MANAGERS)
async def on_taken_back(visit: Visit[Person], address: Unconfirm) -> Screen:
    number = address.broadcast
    await confirming.take_back(visit.session, visit.person, number, visit.now)
    return await _broadcast(visit, number)


@routes.pressed(Approve, needs=MANAGERS)
async def on_approved(visit: Visit[Person], address: Approve) -> Screen:
    await approving.approve(
        visit.session, visit.person, address.broadcast, address.version, visit.now
    )
    return screens.decided_screen(visit.words, "approved")


@routes.pressed(Decline, needs=MANAGERS)
async def on_decline(visit: Visit[Person], address: Decline) -> Screen:
    broadcast = await approving.load_to_approve(
        visit.session, visit.person, address.broadcast, address.version
    )
    return screens.decline_screen(visit.words, broadcast)


@routes.written(Decline, needs=MANAGERS)
async def on_declined(visit: Visit[Person], address: Decline) -> Screen:
    reason = visit.message.words
    await approving.decline(
        visit.session, visit.person, address.broadcast, address.version, reason, visit.now
    )
    return screens.decided_screen(visit.words, "declined")
