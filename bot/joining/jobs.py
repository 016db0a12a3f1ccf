"""Files of people are read beside the chat."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from bot.joining.actions.listing import READ_TASK, count_by_grant, keep_list
from bot.joining.actions.moving import FOLLOW_TASK
from bot.joining.lists import store
from bot.joining.lists.addresses import SendList
from bot.joining.lists.reading import MOST_BYTES, NotReadable, Written, read_people
from bot.joining.screens import listing as screens
from bot.kit.delivery import outbox
from bot.kit.i18n import Words
from bot.kit.services import Services
from bot.kit.tasks.worker import TryLater
from bot.kit.telegram.media import FetchFailed, TooLargeToFetch, fetch
from bot.kit.telegram.moving import clear_commands
from bot.people.rules import Person, Role, ScopeKind
from bot.people.store import PersonGone, load_person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.kit.tasks.worker import Due
    from bot.kit.telegram.screen import Screen

log = logging.getLogger(__name__)
PURPOSE: Final = "joining.list"


async def read_list(services: Services, task: Due) -> None:
    """Read a list that somebody sent and show them what would be made of it."""
    asked = task.payload
    address = SendList(Role(asked["role"]), ScopeKind(asked["kind"]), asked["scope"] or "")
    try:
        async with services.database.reading() as session:
            person = await load_person(session, asked["person"])
    except PersonGone:
        log.info("a list is not read: whoever sent it is gone")
        return
    read = await _read(services, task, person.language)
    now = services.clock.now()
    async with services.database.transaction() as session:
        screen = await _shown(session, person, address, read, now)
        to = outbox.Recipient(person.id, person.telegram_id)
        key = f"{PURPOSE}.{task.id}"
        await outbox.queue(session, to, screen, dedupe_key=key, purpose=PURPOSE, now=now)


async def _read(services: Services, task: Due, language: str) -> list[Written] | str:
    """The people of the file, or why there are none. Raises TryLater."""
    try:
        content = await _content(services, task.payload["file"])
        return await asyncio.to_thread(read_people, content, language)
    except NotReadable as unreadable:
        return unreadable.kind
    except FetchFailed as failed:
        if not task.last_try:
            raise TryLater(str(failed)) from failed
        return "fetch"


async def _shown(
    session: AsyncSession,
    person: Person,
    address: SendList,
    read: list[Written] | str,
    now: datetime,
) -> Screen:
    words = Words(person.language)
    if isinstance(read, str):
        return screens.unreadable_screen(words, address, read)
    found = await keep_list(session, person, address.grant, read, now)
    counted = await count_by_grant(session, await store.find_people(session, found.id))
    return screens.look_screen(words, found, counted, address)


async def follow_move(services: Services, task: Due) -> None:
    """What was written to the chat before while somebody moved goes along; its menu goes."""
    old = task.payload["old"]
    async with services.database.transaction() as session:
        try:
            person = await load_person(session, task.payload["person"])
        except PersonGone:
            return
        if person.telegram_id == old:
            return  # they have moved back
        await outbox.readdress(session, person.id, old, person.telegram_id)
    await clear_commands(services.bot, old)


async def _content(services: Services, file_id: str) -> bytes:
    """Raises NotReadable for more than a list may have, FetchFailed."""
    content = bytearray()
    try:
        async for chunk in fetch(services.bot, file_id):
            content += chunk
            if len(content) > MOST_BYTES:
                raise NotReadable("many")
    except TooLargeToFetch as large:
        raise NotReadable("many") from large
    return bytes(content)


TASKS: Final = {FOLLOW_TASK: follow_move, READ_TASK: read_list}
