"""What happens to people with every update: the gate, and the day they were last here."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.clock import Clock, in_zone
from bot.kit.i18n import closest_language
from bot.kit.telegram.visit import Sender, Visit
from bot.people import store
from bot.people.rules import Person, admits

# Of the text that is agreed to today: its words are under `joining.consent.v2`. Earlier ones stay.
CONSENT_VERSION: Final = 2
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PeopleGate:
    """The one place where roles are checked: the kit asks it before each handler."""

    clock: Clock

    async def load(self, session: AsyncSession, sender: Sender, chat_id: int) -> Person | None:
        return await store.find_person_of_chat(session, sender.id)

    def language(self, visitor: Person | None, sender: Sender) -> str:
        return visitor.language if visitor else closest_language(sender.language_code)

    def admits(self, visitor: Person | None, needs: str) -> bool:
        return admits(visitor, needs, CONSENT_VERSION)

    def wants_new_messages(self, visitor: Person | None) -> bool:
        return visitor is not None and visitor.new_messages

    async def seen(self, session: AsyncSession, visitor: Person) -> None:
        """Once a day, and when somebody who had blocked the bot is back."""
        today = in_zone(self.clock.now(), visitor.zone).date().isoformat()
        if visitor.last_active_day != today or visitor.blocked_at is not None:
            await store.save_person(session, visitor.id, last_active_day=today, blocked_at=None)

    async def refused(self, session: AsyncSession, visit: Visit[Person], needs: str) -> None:
        if visit.person.erasing:
            return
        log.warning("person %s lacks the role %s", visit.person.public_id, needs)
        refused = Reference("role", needs)
        record(session, Deed(Action.ACCESS_REFUSED, visit.now, refused, visit.person.id))

    async def membership(self, session: AsyncSession, chat_id: int, *, blocked: bool) -> None:
        await store.set_blocked(session, chat_id, self.clock.now() if blocked else None)
