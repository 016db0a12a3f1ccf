"""Whatever is said in a group is queued: at the group's pace, and once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import public_id
from bot.kit.i18n import Words
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.kit.telegram.screen import Screen, screen_to_data
from bot.kit.telegram.visit import Group
from bot.kit.text import text
from bot.staffrooms.actions.refusals import TOLD_ONCE
from bot.staffrooms.store import rooms

SAY: Final = "staffrooms.say"
SHOW: Final = "staffrooms.show"
DELETE: Final = "staffrooms.delete"
AT_ONCE: Final = datetime(2000, 1, 1, tzinfo=UTC)


async def say(
    session: AsyncSession,
    group: Group,
    screen: Screen,
    *,
    reply_to: int | None = None,
    not_before: datetime = AT_ONCE,
) -> None:
    """Into the topic where somebody is, as an answer to their message if there is one."""
    payload = {
        "group": group.id,
        "thread": group.thread,
        "reply_to": reply_to,
        "screen": screen_to_data(screen),
    }
    key = f"{SAY}.{public_id()}"
    await queue_task(session, SAY, payload, dedupe_key=key, run_after=not_before)


async def say_refusal(
    session: AsyncSession,
    group: Group,
    words: Words,
    refusal: Refusal,
    who: int,
    reply_to: int | None,
    now: datetime,
) -> None:
    """Why not. Who has no business in a group hears it once; its topics alone are our business."""
    if isinstance(refusal, TOLD_ONCE) and not await rooms.tell_once(session, group.id, who, now):
        return
    outdated = isinstance(refusal, ScreenOutdated)
    said = words("staffrooms.outdated") if outdated else words(refusal.words, **refusal.values)
    sentence = Screen(text(said))
    await say(session, group, sentence, reply_to=reply_to)


async def look(session: AsyncSession, room_id: int, not_before: datetime = AT_ONCE) -> None:
    """A group has something to show; nothing where it is no longer connected."""
    changes = await rooms.touch(session, room_id)
    if changes is not None:
        key = f"{SHOW}.{room_id}.{changes}"
        await queue_task(session, SHOW, {"room": room_id}, dedupe_key=key, run_after=not_before)


async def queue_deletion(session: AsyncSession, there: list[tuple[int, int]]) -> None:
    """Topics go with everything in them. `there` names the group and the topic's id in it."""
    for group, thread in there:
        await queue_task(
            session,
            DELETE,
            {"group": group, "thread": thread},
            dedupe_key=f"{DELETE}.{group}.{thread}",
            run_after=AT_ONCE,
        )
