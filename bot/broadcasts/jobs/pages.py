"""What reaches phones page by page: deleting what was sent, and changing it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from bot.broadcasts.actions import sending
from bot.broadcasts.actions.confirming import message_of
from bot.broadcasts.jobs.loading import load_of
from bot.broadcasts.rules.states import State
from bot.broadcasts.store import buttons as buttons_store
from bot.broadcasts.store import recipients, texts
from bot.kit.delivery import batches
from bot.kit.delivery.batches import SentMessage
from bot.kit.services import Services
from bot.kit.tasks.worker import TryLater
from bot.kit.telegram import albums
from bot.kit.telegram.pace import Closed, Urgency
from bot.kit.telegram.show import Blocked, Uncertain, Unreachable

if TYPE_CHECKING:
    from bot.kit.tasks.worker import Due

A_PAGE: Final = 100


async def delete_page(services: Services, task: Due) -> None:
    """Delete up to a hundred messages of a withdrawn broadcast; the next page is another task."""
    broadcast = await load_of(services, task)
    if broadcast is None or broadcast.state is not State.WITHDRAWN or not broadcast.batch_id:
        return
    async with services.database.reading() as session:
        sent = await batches.find_sent(session, broadcast.batch_id, A_PAGE)

    async def delete(message: SentMessage) -> bool:
        together = (message.message_id, *message.others)
        return await albums.delete(services.shower, message.chat_id, together, Urgency.BULK)

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
    broadcast = await load_of(services, task)
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
        buttons = await buttons_store.load_buttons(session, broadcast.id)
    screen = albums.as_edited(message_of(broadcast, written[language], buttons))

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
