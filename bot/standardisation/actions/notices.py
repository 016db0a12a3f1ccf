"""Messages about an exercise, each in the language of whoever gets it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.delivery import outbox
from bot.kit.delivery.outbox import Recipient
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Screen
from bot.people.rules import Person
from bot.people.store import NOBODY, load_people
from bot.standardisation.rules.exercises import Exercise, Judge, Paper, Progress
from bot.standardisation.screens.notices import (
    all_signed_notice,
    closed_notice,
    invitation_notice,
    reminder_notice,
)


async def invite(
    session: AsyncSession, exercise: Exercise, paper: Paper, judges: Iterable[Judge], now: datetime
) -> None:
    """Ask everybody to judge."""
    for person in await _people(session, judges):
        words = Words(person.language)
        screen = invitation_notice(words, exercise, paper, person.zone)
        await _queue(session, exercise, person, screen, "invited", now)


async def remind(
    session: AsyncSession,
    exercise: Exercise,
    paper: Paper,
    judges: Iterable[Judge],
    day: date,
    now: datetime,
) -> int:
    """Those who have not signed; how many."""
    open_ = [one for one in judges if one.progress is not Progress.SIGNED]
    people = await _people(session, open_)
    for person in people:
        screen = reminder_notice(Words(person.language), exercise, paper, person.zone)
        await _queue(session, exercise, person, screen, f"reminded.{day.isoformat()}", now)
    return len(people)


async def tell_all_signed(
    session: AsyncSession, exercise: Exercise, paper: Paper, now: datetime
) -> None:
    """Whoever made it can close it before the deadline."""
    for person in await _load(session, {exercise.made_by}):
        screen = all_signed_notice(Words(person.language), exercise, paper, person.zone)
        await _queue(session, exercise, person, screen, "all_signed", now)


async def tell_closed(
    session: AsyncSession, exercise: Exercise, paper: Paper, judges: Iterable[Judge], now: datetime
) -> None:
    """Everybody who was asked, and whoever made it: the results are there."""
    numbers = {one.person_id for one in judges if one.person_id is not None}
    for person in await _load(session, numbers | {exercise.made_by}):
        screen = closed_notice(Words(person.language), exercise, paper)
        await _queue(session, exercise, person, screen, "closed", now)


async def _people(session: AsyncSession, judges: Iterable[Judge]) -> list[Person]:
    return await _load(session, {one.person_id for one in judges if one.person_id is not None})


async def _load(session: AsyncSession, numbers: set[int]) -> list[Person]:
    """Nobody is told in place of those who were erased."""
    found = await load_people(session, numbers)
    return [person for person in found.values() if person.public_id != NOBODY]


async def _queue(
    session: AsyncSession,
    exercise: Exercise,
    person: Person,
    screen: Screen,
    what: str,
    now: datetime,
) -> None:
    await outbox.queue(
        session,
        Recipient(person.id, person.telegram_id),
        screen,
        dedupe_key=f"standardisation.{what}.{exercise.id}.{person.id}",
        purpose=f"standardisation.{what.partition('.')[0]}",
        now=now,
    )
