"""Somebody of the staff nudges a trainee or writes to them: out of quiet hours, and logged."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.clock import in_zone
from bot.kit.delivery import outbox
from bot.kit.i18n import Words
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.screen import Screen
from bot.kit.text import Text, plain
from bot.lists.actions.refusals import (
    EnoughThisWeek,
    NoWords,
    NudgedAlready,
    TooLong,
    Unreachable,
)
from bot.lists.addresses import OpenList
from bot.lists.rules.entries import LONGEST_LETTER, Why
from bot.lists.screens import letters
from bot.lists.store import doings
from bot.lists.store.entries import find_reached
from bot.people.rules import WEEK, Disturb, Person, may_disturb
from bot.people.store import load_person
from bot.reminders.rules.moments import quiet_at, quiet_end


async def load_trainee(session: AsyncSession, staff: Person, why: Why, public: str) -> Person:
    """Somebody in scope whom the bot can reach. Raises ScreenOutdated or Unreachable."""
    number = await find_reached(session, staff, public)
    if number is None:
        raise ScreenOutdated(instead=OpenList(why.list))
    trainee = await load_person(session, number)
    if trainee.blocked_at is not None:
        raise Unreachable(instead=OpenList(why.list), name=trainee.name)
    return trainee


async def nudge(
    session: AsyncSession, staff: Person, trainee: Person, why: Why, most: int, now: datetime
) -> datetime:
    """A friendly word, once a day at most, whoever of the staff gives it; when it goes out.

    It counts as one of the week's messages; `most` is what the settings allow of them. Raises
    NudgedAlready or EnoughThisWeek.
    """
    day = in_zone(now, trainee.zone).date().isoformat()
    at = _awake_at(trainee, now)
    reached = (await outbox.count_reached(session, [trainee.id], now - WEEK)).get(trainee.id, 0)
    screen = letters.nudge_screen(Words(trainee.language), trainee, staff, why)
    key = f"lists.nudge.{trainee.id}.{day}"
    if await outbox.find_states(session, [key]):
        raise NudgedAlready(instead=OpenList(why.list), name=trainee.name)
    capped = replace(trainee, weekly_budget=min(trainee.weekly_budget, most))
    if may_disturb(capped, at, reached) is Disturb.BUDGET:
        raise EnoughThisWeek(instead=OpenList(why.list), name=trainee.name)
    await _send(session, staff, trainee, screen, key, at, now, counts=True)
    return at


async def write_to(
    session: AsyncSession,
    staff: Person,
    trainee: Person,
    words: Text,
    message_id: int,
    now: datetime,
) -> datetime:
    """Words of one's own; when they go out. Raises NoWords or TooLong."""
    length = len(plain(words).strip())
    if not length:
        raise NoWords
    if length > LONGEST_LETTER:
        raise TooLong(n=length, most=LONGEST_LETTER)
    at = _awake_at(trainee, now)
    screen = letters.letter_screen(Words(trainee.language), staff, words)
    key = f"lists.letter.{staff.id}.{message_id}"
    await _send(session, staff, trainee, screen, key, at, now, counts=False)
    return at


def _awake_at(trainee: Person, now: datetime) -> datetime:
    return quiet_end(trainee, now) if quiet_at(trainee, now) else now


async def _send(
    session: AsyncSession,
    staff: Person,
    trainee: Person,
    screen: Screen,
    key: str,
    at: datetime,
    now: datetime,
    *,
    counts: bool,
) -> None:
    to = outbox.Recipient(trainee.id, trainee.telegram_id)
    await outbox.queue(
        session, to, screen, dedupe_key=key, purpose="lists.letter", now=now,
        not_before=at, counts=counts,
    )  # fmt: skip
    await doings.save_contact(session, staff, trainee.id, now)
    thing = Reference("message", "nudge" if counts else "letter")
    record(session, Deed(Action.PERSON_MESSAGED, now, thing, staff.id, trainee.id))
