"""What happens to published answers with time."""

from __future__ import annotations

from datetime import date
from weakref import WeakKeyDictionary

from bot.answers.actions.indexing import index_content
from bot.curriculum.current import current_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.kit.db import Database
from bot.kit.services import Services

# What was compared with the index last: it is read again for another content or on another day.
_compared: WeakKeyDictionary[Database, tuple[Curriculum, date]] = WeakKeyDictionary()


async def tick(services: Services) -> None:
    """What the content says now is what is found."""
    now = (current_curriculum(), services.clock.now().date())
    if _compared.get(services.database) == now:
        return
    async with services.database.transaction() as session:
        await index_content(session, *now)
    _compared[services.database] = now
