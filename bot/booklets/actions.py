"""What somebody does with booklets: look at one, have it sent; and what a finished one leads to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.booklets import store
from bot.booklets.editions import edition_of
from bot.booklets.rules import Edition, Offer, Printed, find_work, is_whole, may_read
from bot.booklets.screens import booklet_message, booklet_screen, failed_screen
from bot.curriculum.current import current_curriculum
from bot.kit.delivery import outbox
from bot.kit.delivery.outbox import Recipient
from bot.kit.i18n import Words
from bot.kit.refusals import NotAllowed, ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import Screen
from bot.people.rules import Person

# An older edition may still be on its way to somebody.
KEPT_ON: Final = timedelta(days=1)
STAMP: Final = "%Y%m%d%H%M"


def load_edition(person: Person, name: str) -> Edition:
    """In the person's language, or in English where there is none in it.

    Raises ScreenOutdated for a work that is gone, NotAllowed for a guide for other roles.
    """
    curriculum = current_curriculum()
    work = find_work(curriculum, name)
    if work is None:
        raise ScreenOutdated(instead=places.OpenModules())
    if not may_read(person, work):
        raise NotAllowed
    return edition_of(curriculum, work, person.language)


async def open_booklet(session: AsyncSession, person: Person, name: str, now: datetime) -> Offer:
    """What there is to have; one that nobody has asked for yet is being printed from now on.

    Raises what `load_edition` raises.
    """
    edition = load_edition(person, name)
    printed = await store.find_printed(session, edition.digest)
    if printed is None:
        await _queue_printing(session, person, edition, now)
    return offer_of(edition, printed, now)


def offer_of(edition: Edition, printed: Printed | None, now: datetime) -> Offer:
    whole = is_whole(current_curriculum(), edition.work, edition.language)
    return Offer(edition, printed, int(now.timestamp()), whole)


async def _queue_printing(
    session: AsyncSession, person: Person, edition: Edition, now: datetime
) -> None:
    """Once a minute at the most: whoever presses again is told once that it is there."""
    await queue_task(
        session,
        "booklets.print",
        {"work": edition.work.id, "person": person.id, "asked": f"{now:{STAMP}}"},
        dedupe_key=f"booklets.print.{edition.digest[:16]}.{person.id}.{now:{STAMP}}",
        run_after=now,
    )


async def send_booklet(
    session: AsyncSession, person: Person, name: str, offered: int, now: datetime
) -> Offer:
    """Put it into the outbox: one copy for each offer, however often its button is pressed.

    Raises what `load_edition` raises, and ScreenOutdated where it has to be printed anew first.
    """
    edition = load_edition(person, name)
    printed = await store.find_printed(session, edition.digest)
    if printed is None:
        raise ScreenOutdated(instead=places.OpenBooklet(name))
    offer = offer_of(edition, printed, now)
    await outbox.queue(
        session,
        Recipient(person.id, person.telegram_id),
        booklet_message(Words(person.language), edition, printed),
        dedupe_key=f"booklets.{name}.{person.id}.{offered}",
        purpose="booklets.booklet",
        now=now,
        urgency=Urgency.ANSWER,
        twice_is_harmless=True,
    )
    return offer


async def keep_printed(
    session: AsyncSession, edition: Edition, printed: Printed, now: datetime
) -> None:
    """It can be offered from now on; objects of earlier editions go a day later."""
    await store.save_printed(session, edition, printed, now)
    for key in await store.forget_older(session, edition):
        await discard_later(session, key, now)


async def discard_later(session: AsyncSession, key: str, now: datetime) -> None:
    """The object goes in a day, unless it is in use again by then."""
    await queue_task(
        session,
        "booklets.discard",
        {"key": key},
        dedupe_key=f"booklets.discard.{key}.{now:{STAMP}}",
        run_after=now + KEPT_ON,
    )


async def tell_ready(
    session: AsyncSession, person: Person, offer: Offer, asked: str, now: datetime
) -> None:
    """The offer that somebody has waited for since `asked`, as a message."""
    screen = booklet_screen(Words(person.language), offer)
    key = f"booklets.ready.{offer.edition.digest[:16]}.{person.id}.{asked}"
    await _tell(session, person, screen, key, now)


async def tell_failed(
    session: AsyncSession, person: Person, edition: Edition, asked: str, now: datetime
) -> None:
    """That it is not to be had now, and where the same can be read."""
    screen = failed_screen(Words(person.language), edition)
    key = f"booklets.failed.{edition.digest[:16]}.{person.id}.{asked}"
    await _tell(session, person, screen, key, now)


async def _tell(
    session: AsyncSession, person: Person, screen: Screen, dedupe_key: str, now: datetime
) -> None:
    await outbox.queue(
        session,
        Recipient(person.id, person.telegram_id),
        screen,
        dedupe_key=dedupe_key,
        purpose="booklets.offer",
        now=now,
        urgency=Urgency.ANSWER,
        twice_is_harmless=True,
    )
