"""A question whose tutor is away is offered to whoever stands in, else to all who are there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.i18n import Words
from bot.kit.telegram.screen import Screen
from bot.people.rules import Person
from bot.tutoring.actions.notices import tell
from bot.tutoring.actions.presence import find_answering, find_deputy, is_on_leave
from bot.tutoring.rules.thread import Question
from bot.tutoring.screens import notices as screens


async def offer(
    session: AsyncSession,
    question: Question,
    former: Person | None,
    asker: Person,
    drawing: Callable[[Words], Screen],
    what: str,
    now: datetime,
    *,
    everybody: bool = False,
) -> None:
    """`former` had it; `drawing` is what others are told where nobody stands in for them: those
    who are told first, or everybody who is there.
    """
    deputy = await find_deputy(session, former, asker, now) if former else None
    others = [] if deputy else await find_answering(session, question, now, everybody=everybody)
    if deputy and former:
        drawing = partial(
            screens.stand_in_notice, question=question, tutor=former.name, name=asker.name
        )
    await tell(
        session,
        [deputy] if deputy else others,
        drawing,
        dedupe_key=f"tutoring.{what}.{question.id}.{question.version}",
        purpose=f"tutoring.{what}",
        now=now,
    )


async def who_stays(session: AsyncSession, tutor: Person | None, now: datetime) -> Person | None:
    """The tutor, unless it is one of their days away."""
    if tutor is None or await is_on_leave(session, tutor, now):
        return None
    return tutor
