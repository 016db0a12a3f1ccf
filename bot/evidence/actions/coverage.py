"""A trainee's overview as their tutor sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.evidence.actions.requirements import find_standing
from bot.evidence.rules.requirements import OutcomeStanding
from bot.evidence.store import pieces as store
from bot.evidence.store import reviews
from bot.kit.audit.log import record_read
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person


@dataclass(frozen=True, slots=True)
class TheirOverview:
    """How the outcomes of the trainee of that name stand, without drafts."""

    trainee: str
    standings: Mapping[str, OutcomeStanding]


async def read_overview(
    session: AsyncSession, tutor: Person, public: str, now: datetime
) -> TheirOverview:
    """The overview of whoever the piece belongs to, who is in the tutor's scope. It is logged.

    Drafts are left out. Raises ScreenOutdated, which leads to the queue.
    """
    try:
        waiting = await reviews.load_for_tutor(session, tutor, public)
    except store.PieceGone:
        raise ScreenOutdated(instead=places.OpenReview()) from None
    owner, thing = waiting.piece.person_id, Reference("evidence", "all")
    record_read(session, Deed(Action.EVIDENCE_OVERVIEW_READ, now, thing, tutor.id, owner))
    found = await find_standing(session, owner, now, with_drafts=False)
    return TheirOverview(waiting.trainee, found)
