"""What staff groups hold about somebody: the groups they connected, and where they were told that
they are no tutor. Topics are numbers and digests; those of what somebody asked go all the same.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import table_of
from bot.kit.personal.holdings import Erased, Eraser, Kept, Rows
from bot.people.store import NOBODY_ID
from bot.staffrooms.actions.showing import forget_topics
from bot.staffrooms.tables import RoomRow, ToldRow

_rooms = table_of(RoomRow)
_told = table_of(ToldRow)


async def _take_topics_away(session: AsyncSession, whose: Erased, _now: datetime) -> int:
    """What they asked goes from the groups, too; what they wrote there as staff is Telegram's."""
    await forget_topics(session, whose.person_id)
    return 0


ERASER: Final = Eraser(
    "staffrooms",
    before=(_take_topics_away,),
    rows=(
        Rows(
            "groups_connected",
            _rooms,
            lambda of: _rooms.c.connected_by == of.person_id,
            become={"connected_by": NOBODY_ID},
            hides=frozenset({"group_id", "worker", "changes", "worked_at", "again_at", "fault"}),
        ),
        Rows(
            "told_in_groups",
            _told,
            lambda of: _told.c.telegram_id == of.telegram_id,
            hides=frozenset({"group_id"}),
        ),
    ),
    kept=(Kept("groups_connected", "staffrooms_room", staff=True),),
    impersonal=("staffrooms_pace", "staffrooms_post", "staffrooms_topic"),
)
