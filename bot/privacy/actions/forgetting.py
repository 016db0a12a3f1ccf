"""Somebody asks to be forgotten: what is in the way, and the beginning of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.personal.current import current_erasers
from bot.kit.personal.holdings import Erased
from bot.kit.refusals import Refusal
from bot.kit.tasks.queue import queue_task
from bot.people import store as people
from bot.people.rules import STAFF, Person
from bot.privacy.addresses import OpenDuties
from bot.privacy.rules.duties import Open
from bot.privacy.store import erasures

ASKED: Final = "asked"
INACTIVE: Final = "inactive"


class DutiesFirst(Refusal):
    words = "privacy.duties_first"


def whose(person: Person) -> Erased:
    return Erased(person.id, person.telegram_id, person.public_id)


async def load_duties(session: AsyncSession, person: Person) -> Sequence[Open]:
    """What somebody would leave open, what blocks first."""
    found: list[Open] = []
    for eraser in current_erasers():
        for duty in eraser.duties:
            n = await duty.count(session, whose(person))
            found += [Open(duty.what, n, duty.blocks)] if n else []
    return sorted(found, key=lambda duty: not duty.blocks)


def what_stays(person: Person) -> Sequence[str]:
    """What the slices keep of somebody like them, in the order of the slices from below."""
    is_staff = bool(person.roles & STAFF)
    kept = [one for eraser in reversed(current_erasers()) for one in eraser.kept]
    return [one.what for one in kept if is_staff or not one.staff]


async def nothing_blocks(session: AsyncSession, person: Person) -> None:
    """Raises DutiesFirst."""
    if any(duty.blocks for duty in await load_duties(session, person)):
        raise DutiesFirst(instead=OpenDuties())


async def forget(session: AsyncSession, person: Person, reason: str, now: datetime) -> str:
    """From here on everything is closed to them, and their data goes; the erasure's number.

    Raises DutiesFirst.
    """
    await nothing_blocks(session, person)
    await people.add_nobody(session, now)
    await people.keep_number(session, person.id)
    await people.save_person(session, person.id, erasing=True, blocked_at=now)
    number = await erasures.add_erasure(session, person, reason, now)
    erased = Reference("erasure", number)
    actor = person.id if reason == ASKED else None
    record(session, Deed(Action.PERSON_ERASED, now, erased, actor, person.id))
    await queue_erasing(session, number, now)
    return number


async def queue_erasing(session: AsyncSession, number: str, now: datetime) -> None:
    await queue_task(
        session,
        "privacy.erase",
        {"number": number},
        dedupe_key=f"privacy.erase.{number}.{now:%Y-%m-%d}",
        run_after=now,
    )
