"""What recipients answered, and which buttons they pressed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.rules.buttons import Tally
from bot.broadcasts.store.buttons import buttons, load_buttons
from bot.broadcasts.tables import AnswerRow, PressRow
from bot.kit.db import insert_new, table_of
from bot.kit.delivery.tables import Message
from bot.people.store import people

answers = table_of(AnswerRow)
presses = table_of(PressRow)
messages = table_of(Message)


async def is_recipient(session: AsyncSession, broadcast_id: int, person_id: int) -> bool:
    """Whether the broadcast went to them; a preview is not it, nor what may still be taken back."""
    key = f"broadcast.{broadcast_id}.{person_id}"
    found = select(messages.c.id).where(
        messages.c.dedupe_key == key, messages.c.state.not_in(("waiting", "withdrawn"))
    )
    return (await session.execute(found)).first() is not None


async def find_answer(session: AsyncSession, broadcast_id: int, person_id: int) -> int | None:
    """The button that somebody answered with."""
    found = select(answers.c.button_id).where(
        answers.c.broadcast_id == broadcast_id, answers.c.person_id == person_id
    )
    return (await session.execute(found)).scalar_one_or_none()


async def save_answer(
    session: AsyncSession, broadcast_id: int, person_id: int, button_id: int, now: datetime
) -> None:
    """It takes the place of an earlier one."""
    values = {"button_id": button_id, "at": now}
    saving = insert_new(session, AnswerRow).values(
        broadcast_id=broadcast_id, person_id=person_id, **values
    )
    keys = ["broadcast_id", "person_id"]
    await session.execute(saving.on_conflict_do_update(index_elements=keys, set_=values))


async def save_press(session: AsyncSession, button_id: int, person_id: int, now: datetime) -> None:
    """One row a person; pressing again only counts the presses."""
    saving = insert_new(session, PressRow).values(
        button_id=button_id, person_id=person_id, times=1, first_at=now
    )
    again = {"times": presses.c.times + 1}
    await session.execute(
        saving.on_conflict_do_update(index_elements=["button_id", "person_id"], set_=again)
    )


async def load_tally(session: AsyncSession, broadcast_id: int) -> Tally:
    """The buttons of a broadcast and what is known of their presses; one statement if there are
    none, else four.
    """
    there = await load_buttons(session, broadcast_id)
    if not there:
        return Tally()
    answered = (
        select(answers.c.button_id, func.count())
        .where(answers.c.broadcast_id == broadcast_id)
        .group_by(answers.c.button_id)
    )
    pressed = (
        select(presses.c.button_id, func.count())
        .join_from(presses, buttons, buttons.c.id == presses.c.button_id)
        .where(buttons.c.broadcast_id == broadcast_id)
        .group_by(presses.c.button_id)
    )
    opened = select(buttons.c.id, buttons.c.opened).where(
        buttons.c.broadcast_id == broadcast_id, buttons.c.token.is_not(None)
    )
    found = [await session.execute(one) for one in (answered, pressed, opened)]
    by_button = [{row[0]: row[1] for row in rows} for rows in found]
    return Tally(there, *by_button)


async def find_names(
    session: AsyncSession, broadcast_id: int, button_id: int, *, limit: int, offset: int
) -> Sequence[str]:
    """Who answered so, the first first."""
    found = (
        select(people.c.name)
        .join_from(answers, people, people.c.id == answers.c.person_id)
        .where(answers.c.broadcast_id == broadcast_id, answers.c.button_id == button_id)
        .order_by(answers.c.at, answers.c.person_id)
    )
    return (await session.execute(found.limit(limit).offset(offset))).scalars().all()
