"""Audiences kept under a name: saved from a draft, used for another, renamed, deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.actions.access import load_own
from bot.broadcasts.actions.composing import change_draft
from bot.broadcasts.addresses import OpenSavedAudience, OpenSavedAudiences
from bot.broadcasts.rules.audience import LONGEST_NAME, MOST_SAVED, SavedAudience, to_json
from bot.broadcasts.rules.states import Deed
from bot.broadcasts.store import saved_audiences as store
from bot.kit.address import Address
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.people.rules import Person


class AudienceNameLength(Refusal):
    """From one to `most` characters."""

    words = "broadcasts.audience_name_length"


class AudienceNameTaken(Refusal):
    words = "broadcasts.audience_name_taken"


class TooManyAudiences(Refusal):
    """At most `most`."""

    words = "broadcasts.too_many_audiences"


async def load_saved(
    session: AsyncSession, person: Person, number: int, saved: int
) -> SavedAudience:
    """One's own. Raises ScreenOutdated for any other."""
    found = await store.find_one(session, person.id, saved)
    if found is None:
        raise ScreenOutdated(instead=OpenSavedAudiences(number))
    return found


async def save(
    session: AsyncSession, person: Person, number: int, written: str, now: datetime
) -> str:
    """Keep the rules of a draft under a name; the name. Raises AudienceNameLength,
    AudienceNameTaken or TooManyAudiences.
    """
    broadcast = await load_own(session, person, number)
    again = OpenSavedAudiences(number)
    name = _checked(written, again)
    if await store.count(session, person.id) >= MOST_SAVED:
        raise TooManyAudiences(instead=again, most=MOST_SAVED)
    if not await store.add(session, person.id, name, broadcast.audience, now):
        raise AudienceNameTaken(instead=again)
    return name


def _checked(written: str, again: Address) -> str:
    name = " ".join(written.split())
    if not name or len(name) > LONGEST_NAME:
        raise AudienceNameLength(instead=again, most=LONGEST_NAME)
    return name


async def rename(
    session: AsyncSession, person: Person, number: int, saved: int, written: str
) -> None:
    """Raises AudienceNameLength or AudienceNameTaken."""
    await load_saved(session, person, number, saved)
    again = OpenSavedAudience(number, saved)
    name = _checked(written, again)
    if await store.find_named(session, person.id, name) not in (None, saved):
        raise AudienceNameTaken(instead=again)
    await store.rename(session, person.id, saved, name)


async def use(
    session: AsyncSession, person: Person, number: int, saved: int, now: datetime
) -> None:
    """The draft has these rules now; whom they mean is counted anew, within one's own scope."""
    broadcast = await load_own(session, person, number)
    found = await load_saved(session, person, number, saved)
    values = {"audience": to_json(found.audience)}
    await change_draft(session, person, broadcast, Deed.CHOSE, now, found.name, values=values)


async def drop(session: AsyncSession, person: Person, saved: int) -> None:
    """What was sent to it stays as it is. Pressed twice it is gone once."""
    await store.drop(session, person.id, saved)
