"""From a draft to a frozen audience: confirmed by number, prepared in chunks, approved if large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.actions.access import load_own, scopes_of
from bot.broadcasts.actions.composing import change_draft
from bot.broadcasts.actions.preparing import queue_preparing
from bot.broadcasts.addresses import Confirm, OpenAudience, OpenBroadcast, OpenTexts, OpenWhen
from bot.broadcasts.rules.audience import Audience
from bot.broadcasts.rules.buttons import MessageButton
from bot.broadcasts.rules.states import UNSENT, Broadcast, Deed, State
from bot.broadcasts.rules.texts import (
    Variant,
    read_number,
)
from bot.broadcasts.rules.times import why_not
from bot.broadcasts.screens import notices
from bot.broadcasts.store import audience, recipients, texts
from bot.broadcasts.store import broadcasts as store
from bot.broadcasts.store import buttons as buttons_store
from bot.broadcasts.store.audience import Reach
from bot.kit.delivery import outbox
from bot.kit.i18n import Words
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.kit.telegram.screen import Screen
from bot.people.rules import Person

A_CHUNK: Final = 500
SAMPLED: Final = 5
MOST_ASKED: Final = 20


class NothingWritten(Refusal):
    words = "broadcasts.nothing_written"


class NobodyMeant(Refusal):
    words = "broadcasts.nobody_meant"


class TimePassed(Refusal):
    words = "broadcasts.time_passed"


class WrongNumber(Refusal):
    words = "broadcasts.wrong_number"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be confirmed; `before` is the number that stood there first, where it changed."""

    broadcast: Broadcast
    reach: Reach
    before: int | None = None
    confirmed: bool = False


async def count_reach(session: AsyncSession, person: Person, of: Audience) -> Reach:
    """How many are meant now, within the composer's scope."""
    return await audience.count(session, of, scopes_of(person))


async def sample_names(session: AsyncSession, person: Person, of: Audience, seed: int) -> list[str]:
    """Five of them; the same for the same seed."""
    return await audience.sample(session, of, scopes_of(person), seed, SAMPLED)


async def ask_to_confirm(
    session: AsyncSession, person: Person, number: int, now: datetime
) -> Asked:
    """Raises NothingWritten, NobodyMeant or TimePassed, or ScreenOutdated for no draft."""
    broadcast = await load_own(session, person, number)
    if broadcast.state is not State.DRAFT:
        raise ScreenOutdated(instead=OpenBroadcast(number))
    if not await texts.load_variants(session, number):
        raise NothingWritten(instead=OpenTexts(number))
    if _has_passed(broadcast, now):
        raise TimePassed(instead=OpenWhen(number))
    reach = await count_reach(session, person, broadcast.audience)
    if not reach.people:
        raise NobodyMeant(instead=OpenAudience(number))
    await store.change(session, broadcast, State.DRAFT, asked_count=reach.people)
    return Asked(broadcast, reach, broadcast.asked_count)


def _has_passed(broadcast: Broadcast, now: datetime) -> bool:
    if broadcast.send_on is None or broadcast.send_at is None:
        return False
    return why_not(broadcast.send_on, broadcast.send_at, now, broadcast.zone) is not None


async def confirm(
    session: AsyncSession, person: Person, number: int, written: str, now: datetime
) -> Asked:
    """Typed the number: confirmed if it is right, asked again if it is not the same any more.

    Raises WrongNumber for another one.
    """
    asked = await ask_to_confirm(session, person, number, now)
    if asked.before != asked.reach.people:
        return asked
    if read_number(written) != asked.reach.people:
        raise WrongNumber(instead=Confirm(number))
    await _freeze(session, person, asked.broadcast, asked.reach.people, now)
    return Asked(asked.broadcast, asked.reach, confirmed=True)


async def _freeze(
    session: AsyncSession, person: Person, broadcast: Broadcast, count: int, now: datetime
) -> None:
    batch = await outbox.open_batch(session, paused=True)
    variants = await texts.load_variants(session, broadcast.id)
    buttons = await buttons_store.load_buttons(session, broadcast.id)
    values = {
        "state": str(State.PREPARING), "batch_id": batch, "confirmed_count": count,
        "frozen_after": 0, "frozen_until": await audience.load_newest_id(session),
    }  # fmt: skip
    if not await store.change(session, broadcast, State.DRAFT, **values):
        raise ScreenOutdated(instead=OpenBroadcast(broadcast.id))
    await recipients.delete_contents(session, broadcast.id)
    for variant in variants:
        content = await outbox.save_content(session, message_of(broadcast, variant, buttons))
        await recipients.add_content(session, broadcast.id, variant.language, content)
    await store.add_event(session, broadcast.id, person.id, Deed.CONFIRMED, now, str(count))
    await queue_preparing(session, broadcast.id, batch, 0, now)


def message_of(
    broadcast: Broadcast,
    variant: Variant,
    buttons: Sequence[MessageButton],
    *,
    counted: bool = True,
) -> Screen:
    """What recipients of a language get; a preview's links are not `counted`."""
    return notices.message_screen(
        Words(variant.language), variant.words, broadcast.media, buttons, counted=counted
    )


async def take_back(session: AsyncSession, person: Person, number: int, now: datetime) -> None:
    """While nothing has been sent: a draft again. Pressed twice it stays one."""
    broadcast = await load_own(session, person, number)
    if broadcast.state is not State.DRAFT and broadcast.state in UNSENT:
        await change_draft(session, person, broadcast, Deed.TAKEN_BACK, now)
