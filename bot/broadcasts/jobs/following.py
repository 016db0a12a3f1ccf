"""How far a broadcast is, told in one message that is edited as it goes."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.broadcasts.actions import sending
from bot.broadcasts.rules.states import (
    FOLLOW_AGAIN,
    FOLLOWERS_APART,
    Broadcast,
    Counts,
    State,
    expected_end,
    next_look,
)
from bot.broadcasts.screens.sending import Progress, progress_screen
from bot.broadcasts.store import answers, recipients, texts
from bot.broadcasts.store import broadcasts as store
from bot.kit.i18n import Words
from bot.kit.services import Services
from bot.kit.telegram.pace import Closed, Urgency
from bot.kit.telegram.show import Blocked, NotSent, Uncertain
from bot.people.store import load_person

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

AN_HOUR: Final = timedelta(hours=1)
log = logging.getLogger(__name__)


async def follow(services: Services, task: Due) -> None:
    """Look how far it is, tell it in the one message, and look again."""
    async with services.database.reading() as session:
        broadcast = await store.find_broadcast(session, task.payload["broadcast"])
    if broadcast is not None:
        await _follow(services, broadcast)


async def tell(services: Services, task: Due) -> None:
    """Show what came back by the buttons where the progress is shown, also when all is sent."""
    async with services.database.reading() as session:
        broadcast = await store.find_broadcast(session, task.payload["broadcast"])
        counts = await recipients.load_counts(session, broadcast.batch_id if broadcast else None)
    if broadcast is not None and broadcast.live_message is not None:
        await _tell(services, broadcast, broadcast, counts)


async def watch(services: Services) -> None:
    """A tick: what no task follows any more is followed all the same, and deleting goes on."""
    now = services.clock.now()
    async with services.database.reading() as session:
        active = await store.find_active(session)
    for broadcast in active:
        if broadcast.followed_at is None or broadcast.followed_at <= now - FOLLOW_AGAIN:
            await _follow(services, broadcast)
        if broadcast.state is State.WITHDRAWN and _is_long_ago(broadcast, now):
            async with services.database.transaction() as session:
                hour = now.strftime("%Y%m%d%H")
                await sending.queue_deletion(session, broadcast.id, now, hour)


def _is_long_ago(broadcast: Broadcast, now: datetime) -> bool:
    """Whether deleting should be over, were it not for a long outage."""
    return broadcast.started_at is not None and broadcast.started_at < now - AN_HOUR


async def _follow(services: Services, broadcast: Broadcast) -> None:
    now = services.clock.now()
    if broadcast.state not in (State.SENDING, State.WITHDRAWN):
        return
    async with services.database.reading() as session:
        counts = await recipients.load_counts(session, broadcast.batch_id)
    async with services.database.transaction() as session:
        if not counts.left:  # nothing is called finished by what was true a moment ago
            counts = await recipients.load_counts(session, broadcast.batch_id)
        if not await store.follow(session, broadcast, now - FOLLOWERS_APART, now, counts.done):
            return
        over = broadcast.state is State.WITHDRAWN and broadcast.finished_at is not None
        if broadcast.state is State.SENDING and not counts.left:
            await sending.finish(session, broadcast, counts, now)
            over = True
        if not over:
            await sending.queue_following(session, broadcast.id, next_look(counts, now))
        broadcast_now = await store.find_broadcast(session, broadcast.id)
    if broadcast_now is not None:
        await _tell(services, broadcast, broadcast_now, counts)


async def _tell(
    services: Services, before: Broadcast, broadcast: Broadcast, counts: Counts
) -> None:
    """Edit the message that shows the progress; send it where there has never been one."""
    if broadcast.live_chat is not None and broadcast.live_message is None:
        return
    async with services.database.reading() as session:
        composer = await load_person(session, broadcast.composer_id)
        variants = await texts.load_variants(session, broadcast.id)
        tally = await answers.load_tally(session, broadcast.id)
    progress = replace(_progress(services, before, counts, composer.zone), tally=tally)
    screen = progress_screen(Words(composer.language), broadcast, variants, progress)
    chat, shower = composer.telegram_id, services.shower
    try:
        if broadcast.live_message is None:
            sent = await shower.send(screen, chat, Urgency.NOTICE, silent=True)
        elif progress.pause:
            await shower.edit_at_once(screen, chat, broadcast.live_message)
            return
        else:
            there = await shower.edit(screen, chat, broadcast.live_message, Urgency.NOTICE)
            sent = broadcast.live_message if there else None
    except (Blocked, Closed, NotSent, Uncertain) as fault:
        log.info("the progress of broadcast %s was not shown: %s", broadcast.id, fault)
        return
    if sent != broadcast.live_message:
        async with services.database.transaction() as session:
            is_live = await store.set_live(session, broadcast, chat, sent)
        if sent is not None and not is_live:
            await _take_away(services, chat, sent)


async def _take_away(services: Services, chat: int, message: int) -> None:
    """Another message has become the one that shows the progress while this one was sent."""
    try:
        await services.shower.delete(chat, message, Urgency.NOTICE)
    except (Blocked, Closed, NotSent, Uncertain) as fault:
        log.info("a second message that shows a progress stays: %s", fault)


def _progress(services: Services, before: Broadcast, counts: Counts, zone: str) -> Progress:
    now, pause = services.clock.now(), services.shower.pace.pause_left
    last = (before.followed_at, before.followed_done) if before.followed_at else None
    end = expected_end(
        counts,
        now,
        before=last,
        per_second=services.settings.messages_per_second,
        pause=pause,
    )
    return Progress(counts, now, zone, end, pause, now + timedelta(seconds=pause))
