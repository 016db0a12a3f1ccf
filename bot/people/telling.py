"""The same news for many people: queued together, one content for all who read the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.delivery import bulk, outbox
from bot.kit.i18n import Words
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import Screen
from bot.people.rules import Person, is_quiet

Draw = Callable[[Words, str], Screen]


async def tell_many(
    session: AsyncSession,
    people: Iterable[Person],
    draw: Draw,
    *,
    key: str,
    purpose: str,
    now: datetime,
    expires_at: datetime | None = None,
) -> None:
    """Each in their language and zone, which `draw` gets; silent in their quiet hours, outside the
    weekly budget, and not to those who have blocked the bot. `key` makes it once a person.
    """
    contents: dict[tuple[str, str], int] = {}
    rows: list[dict[str, Any]] = []
    for one in people:
        if one.blocked_at is not None:
            continue
        how = (one.language, one.zone)
        if how not in contents:
            screen = draw(Words(one.language), one.zone)
            contents[how] = await outbox.save_content(session, screen)
        message = {"purpose": purpose, "not_before": now, "expires_at": expires_at}
        rows.append({**message, **_to(one, now), "content_id": contents[how],
                     "dedupe_key": f"{key}.{one.id}"})  # fmt: skip
    if rows:
        await bulk.queue_bulk(session, rows)


def _to(person: Person, now: datetime) -> dict[str, Any]:
    return {
        "person_id": person.id,
        "chat_id": person.telegram_id,
        "batch_id": None,
        "urgency": int(Urgency.NOTICE),
        "counts": False,
        "silent": is_quiet(now, person.zone, person.quiet_from, person.quiet_to),
    }
