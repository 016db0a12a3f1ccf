"""Many messages of a chat are deleted, with as few calls as Telegram allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.show import NotSent, Shower, Unreachable

AT_ONCE: Final = 100


async def delete_all(shower: Shower, chat_id: int, message_ids: Sequence[int]) -> None:
    """One that is gone, or too old, is passed over.

    Raises Blocked, Unreachable or Uncertain.
    """
    for start in range(0, len(message_ids), AT_ONCE):
        some = list(message_ids[start : start + AT_ONCE])
        try:
            await shower.paced(
                chat_id,
                Urgency.NOTICE,
                lambda of=some: shower.bot.delete_messages(chat_id, of),
            )
        except Unreachable:
            raise
        except NotSent:  # one that Telegram keeps makes it keep them all
            for one in some:
                await shower.delete(chat_id, one, Urgency.NOTICE)
