"""Progress, pausing, withdrawing, the ledger, and changing what was sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.broadcasts.actions import access, ledger, sending
from bot.broadcasts.addresses import (
    AskWithdraw,
    OpenHistory,
    OpenRecipients,
    OpenReplacements,
    OpenUncertain,
    Pause,
    Replace,
    ResendFailed,
    ResendUncertain,
    Resume,
    SendLedger,
    Withdraw,
    WriteReplacement,
)
from bot.broadcasts.rules.states import Broadcast, expected_end
from bot.broadcasts.screens import recipients as recipients_screens
from bot.broadcasts.screens import sending as screens
from bot.broadcasts.store import answers, recipients, texts
from bot.broadcasts.store import broadcasts as store
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person

A_PAGE: Final = 10
EVENTS: Final = 7
routes = Routes("broadcasts.sending")


async def progress_screen(visit: Visit[Person], broadcast: Broadcast) -> Screen:
    """How far it is. The message it is shown in becomes the one that goes on showing it."""
    counts = await recipients.load_counts(visit.session, broadcast.batch_id)
    end = expected_end(
        counts, visit.now, before=None, per_second=visit.settings.messages_per_second
    )
    tally = await answers.load_tally(visit.session, broadcast.id)
    own = broadcast.composer_id == visit.person.id
    if own and visit.pressed_message and not visit.person.new_messages:
        await store.set_live(visit.session, broadcast, visit.chat_id, visit.pressed_message)
    return screens.progress_screen(
        visit.words,
        broadcast,
        await texts.load_variants(visit.session, broadcast.id),
        screens.Progress(counts, visit.now, visit.person.zone, end, tally=tally),
        manages=own or access.runs_all(visit.person),
    )


def beside(visit: Visit[Person], broadcast: Broadcast, screen: Screen) -> Screen:
    """The message that shows the progress goes on doing so: others come below it."""
    is_live = visit.pressed_message is not None and (
        visit.pressed_message == broadcast.live_message
    )
    return replace(screen, fresh=True) if is_live else screen


async def _progress(visit: Visit[Person], number: int) -> Screen:
    broadcast = await access.load_visible(visit.session, visit.person, number)
    return await progress_screen(visit, broadcast)


@routes.pressed(Pause, needs=MANAGERS)
async def on_paused(visit: Visit[Person], address: Pause) -> Screen:
    await sending.pause(visit.session, visit.person, address.broadcast, visit.now)
    return await _progress(visit, address.broadcast)


@routes.pressed(Resume, needs=MANAGERS)
async def on_resumed(visit: Visit[Person], address: Resume) -> Screen:
    await sending.resume(visit.session, visit.person, address.broadcast, visit.now)
    return await _progress(visit, address.broadcast)


@routes.pressed(AskWithdraw, needs=MANAGERS)
async def on_withdraw_asked(visit: Visit[Person], address: AskWithdraw) -> Screen:
    broadcast = await access.load_managed(visit.session, visit.person, address.broadcast)
    counts = await recipients.load_counts(visit.session, broadcast.batch_id)
    return beside(visit, broadcast, screens.withdraw_screen(visit.words, broadcast, counts))


@routes.pressed(Withdraw, needs=MANAGERS)
async def on_withdrawn(visit: Visit[Person], address: Withdraw) -> Screen:
    await sending.withdraw(visit.session, visit.person, address.broadcast, visit.now)
    return await _progress(visit, address.broadcast)


@routes.pressed(OpenHistory, needs=MANAGERS)
async def on_history(visit: Visit[Person], address: OpenHistory) -> Screen:
    broadcast = await access.load_visible(visit.session, visit.person, address.broadcast)
    events = await store.find_events(visit.session, broadcast.id, EVENTS)
    screen = screens.history_screen(visit.words, broadcast, events, visit.person.zone)
    return beside(visit, broadcast, screen)


@routes.pressed(OpenRecipients, needs=MANAGERS)
async def on_recipients(visit: Visit[Person], address: OpenRecipients) -> Screen:
    return await _recipients(visit, address.broadcast)


async def _recipients(visit: Visit[Person], number: int) -> Screen:
    broadcast = await access.load_visible(visit.session, visit.person, number)
    counts = await recipients.load_counts(visit.session, broadcast.batch_id)
    manages = broadcast.composer_id == visit.person.id or access.runs_all(visit.person)
    screen = recipients_screens.recipients_screen(visit.words, broadcast, counts, manages=manages)
    return beside(visit, broadcast, screen)


@routes.pressed(SendLedger, needs=MANAGERS)
async def on_ledger(visit: Visit[Person], address: SendLedger) -> Screen:
    broadcast = await ledger.ask_for_ledger(
        visit.session, visit.person, address.broadcast, visit.now
    )
    return recipients_screens.ledger_comes_screen(visit.words, broadcast)


@routes.pressed(OpenUncertain, needs=MANAGERS)
async def on_uncertain(visit: Visit[Person], address: OpenUncertain) -> Screen:
    broadcast = await access.load_visible(visit.session, visit.person, address.broadcast)
    page = max(0, address.page)
    rows, total = await ledger.find_uncertain(visit.session, broadcast, page, A_PAGE)
    manages = broadcast.composer_id == visit.person.id or access.runs_all(visit.person)
    return recipients_screens.uncertain_screen(
        visit.words,
        broadcast,
        rows,
        total,
        page,
        more=(page + 1) * A_PAGE < total,
        manages=manages,
    )


@routes.pressed(ResendUncertain, needs=MANAGERS)
async def on_uncertain_again(visit: Visit[Person], address: ResendUncertain) -> Screen:
    await sending.resend_uncertain(visit.session, visit.person, address.broadcast, visit.now)
    return await _progress(visit, address.broadcast)


@routes.pressed(ResendFailed, needs=MANAGERS)
async def on_failed_again(visit: Visit[Person], address: ResendFailed) -> Screen:
    await sending.resend_failed(visit.session, visit.person, address.broadcast, visit.now)
    return await _progress(visit, address.broadcast)


@routes.pressed(OpenReplacements, needs=MANAGERS)
async def on_replacements(visit: Visit[Person], address: OpenReplacements) -> Screen:
    broadcast = await access.load_own(visit.session, visit.person, address.broadcast)
    written = await texts.load_variants(visit.session, broadcast.id)
    screen = recipients_screens.replacements_screen(visit.words, broadcast, written)
    return beside(visit, broadcast, screen)


async def _replacement(visit: Visit[Person], number: int, language: str) -> Screen:
    broadcast = await sending.load_sent_text(visit.session, visit.person, number, language)
    written = {one.language: one for one in await texts.load_variants(visit.session, number)}
    reached = await ledger.count_readers(visit.session, broadcast, language)
    return recipients_screens.replacement_screen(visit.words, broadcast, written[language], reached)


@routes.pressed(WriteReplacement, needs=MANAGERS)
async def on_replacement(visit: Visit[Person], address: WriteReplacement) -> Screen:
    return await _replacement(visit, address.broadcast, address.language)


@routes.written(WriteReplacement, needs=MANAGERS)
@routes.edited(WriteReplacement, needs=MANAGERS)
async def on_replacement_written(visit: Visit[Person], address: WriteReplacement) -> Screen:
    await sending.write_replacement(
        visit.session,
        visit.person,
        address.broadcast,
        address.language,
        visit.message.text,
        visit.now,
    )
    return await _replacement(visit, address.broadcast, address.language)


@routes.pressed(Replace, needs=MANAGERS)
async def on_replaced(visit: Visit[Person], address: Replace) -> Screen:
    number, language = address.broadcast, address.language
    await sending.replace_text(visit.session, visit.person, number, language, visit.now)
    broadcast = await access.load_own(visit.session, visit.person, number)
    return recipients_screens.replacing_screen(visit.words, broadcast)
