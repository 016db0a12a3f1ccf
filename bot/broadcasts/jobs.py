"""What happens to broadcasts beside the conversation: preparing, following, pages, the file."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from bot.broadcasts.actions import preparing, sending
from bot.broadcasts.actions.confirming import message_of
from bot.broadcasts.rules.ledger import Row, as_csv, cells
from bot.broadcasts.rules.states import (
    FOLLOW_AGAIN,
    FOLLOWERS_APART,
    Broadcast,
    Counts,
    State,
    expected_end,
    next_look,
)
from bot.broadcasts.screens.recipients import ledger_screen
from bot.broadcasts.screens.sending import Progress, progress_screen
from bot.broadcasts.store import broadcasts as store
from bot.broadcasts.store import recipients, texts
from bot.kit.delivery import batches
from bot.kit.delivery.batches import SentMessage
from bot.kit.i18n import Words
from bot.kit.services import Services
from bot.kit.tasks.worker import TryLater
from bot.kit.telegram.pace import Closed, Urgency
from bot.kit.telegram.show import Blocked, NotSent, Uncertain, Unreachable
from bot.people.store import load_person

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

CHUNKS_A_TASK: Final = 10
A_PAGE: Final = 100
LEDGER_ROWS: Final = 1000
AN_HOUR: Final = timedelta(hours=1)
log = logging.getLogger(__name__)


async def prepare(services: Services, task: Due) -> None:
    """Put recipients into the outbox, 500 a transaction; after 5,000 it is another task's turn."""
    number, batch = task.payload["broadcast"], task.payload["batch"]
    threshold, now = services.settings.approval_threshold, services.clock.now()
    after: int | None = None
    for _ in range(CHUNKS_A_TASK):
        async with services.database.transaction() as session:
            after = await preparing.prepare_chunk(session, number, batch, threshold, now)
        if after is None:
            return
    async with services.database.transaction() as session:
        await preparing.queue_preparing(session, number, batch, after or 0, now)


async def follow(services: Services, task: Due) -> None:
    """Look how far it is, tell it in the one message, and look again."""
    async with services.database.reading() as session:
        broadcast = await store.find_broadcast(session, task.payload["broadcast"])
    if broadcast is not None:
        await _follow(services, broadcast)


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
    progress = _progress(services, before, counts, composer.zone)
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
            await store.set_live(session, broadcast, chat, sent)


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


async def delete_page(services: Services, task: Due) -> None:
    """Delete up to a hundred messages of a withdrawn broadcast; the next page is another task."""
    broadcast = await _load(services, task)
    if broadcast is None or broadcast.state is not State.WITHDRAWN or not broadcast.batch_id:
        return
    async with services.database.reading() as session:
        sent = await batches.find_sent(session, broadcast.batch_id, A_PAGE)

    async def delete(message: SentMessage) -> bool:
        return await services.shower.delete(message.chat_id, message.message_id, Urgency.BULK)

    done, cut_off = await _each(sent, delete)
    async with services.database.transaction() as session:
        if cut_off:
            await batches.note_deletions(session, done)
        else:
            page = task.payload["page"]
            await sending.note_deletions(session, broadcast, done, page, services.clock.now())
    if cut_off:
        raise TryLater("Telegram could not be reached")


async def change_page(services: Services, task: Due) -> None:
    """Change up to a hundred messages that show an old text; the next page is another task."""
    broadcast = await _load(services, task)
    language, content = task.payload["language"], task.payload["content"]
    if broadcast is None or broadcast.state is State.WITHDRAWN or not broadcast.batch_id:
        return
    async with services.database.reading() as session:
        contents = (await recipients.find_contents(session, broadcast.id))[language]
        if contents[-1] != content:
            return  # a newer text has come in between, and a task of its own
        old = contents[:-1]
        sent = await batches.find_outdated(session, broadcast.batch_id, old, A_PAGE)
        written = {one.language: one for one in await texts.load_variants(session, broadcast.id)}
        buttons = await texts.load_buttons(session, broadcast.id)
    screen = message_of(broadcast, written[language], buttons)

    async def change(message: SentMessage) -> bool:
        place = (message.chat_id, message.message_id)
        return await services.shower.edit(screen, *place, Urgency.BULK)

    done, cut_off = await _each(sent, change)
    so_far = {name: task.payload[name] for name in ("changed", "kept")}
    async with services.database.transaction() as session:
        if cut_off:
            await batches.note_changes(session, done, content)
        else:
            now = services.clock.now()
            await sending.note_changes(session, broadcast, language, content, done, so_far, now)
    if cut_off:
        raise TryLater("Telegram could not be reached")


async def _load(services: Services, task: Due) -> Broadcast | None:
    async with services.database.reading() as session:
        return await store.find_broadcast(session, task.payload["broadcast"])


async def _each(
    sent: Sequence[SentMessage], work: Callable[[SentMessage], Awaitable[bool]]
) -> tuple[dict[int, str | None], bool]:
    """By message: None where it worked, else why not; and whether Telegram could not be reached,
    whose messages are left out.
    """

    async def one(message: SentMessage) -> tuple[int, str | None] | None:
        try:
            worked = await work(message)
        except (Closed, Unreachable, Uncertain):
            return None
        except Blocked:
            return message.id, "blocked"
        return message.id, None if worked else "refused"

    results: list[Any] = await asyncio.gather(*(one(message) for message in sent))
    done = [result for result in results if result is not None]
    return dict(done), len(done) < len(results)


async def send_ledger(services: Services, task: Due) -> None:
    """Everybody's row as a file, read a thousand at a time."""
    async with services.database.reading() as session:
        person = await load_person(session, task.payload["person"])
    broadcast = await _load(services, task)
    if broadcast is None or broadcast.batch_id is None:
        return
    rows = await _read_ledger(services, broadcast.batch_id)
    words = Words(person.language)
    header = [words(f"broadcasts.column.{n}") for n in range(1, 7)]
    content = as_csv(
        header,
        (
            cells(
                row,
                lambda state: words(f"broadcasts.ledger.{state}"),
                lambda at: words.moment(at, person.zone),
            )
            for row in rows
        ),
    )
    try:
        screen = ledger_screen(words, broadcast, content, len(rows))
        await services.shower.send(screen, person.telegram_id, Urgency.ANSWER)
    except Unreachable:
        raise TryLater("Telegram could not be reached") from None
    except (Blocked, NotSent, Uncertain) as fault:
        log.info("the ledger of broadcast %s was not sent: %s", broadcast.id, fault)


async def _read_ledger(services: Services, batch: int) -> list[Row]:
    rows: list[Row] = []
    async with services.database.reading() as session:
        while True:
            after = rows[-1].id if rows else 0
            page = await recipients.find_rows(session, batch, after=after, limit=LEDGER_ROWS)
            rows.extend(page)
            if len(page) < LEDGER_ROWS:
                return rows
