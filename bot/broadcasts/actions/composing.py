"""Texts, attachment, buttons, time and audience of a draft.

Whatever recipients would notice makes a new version: what was confirmed or approved before is void.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.actions.access import load_own
from bot.broadcasts.addresses import OpenBroadcast, OpenTexts, WriteText
from bot.broadcasts.rules.states import UNSENT, Broadcast, Deed, State
from bot.broadcasts.rules.texts import (
    Variant,
    is_too_long,
    longest,
)
from bot.broadcasts.store import broadcasts as store
from bot.broadcasts.store import texts
from bot.kit.address import Address
from bot.kit.delivery import batches
from bot.kit.i18n import LANGUAGES
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.kit.telegram.visit import Received
from bot.kit.text import Text, plain, render, utf16_length
from bot.people.rules import Person


class AlreadySent(Refusal):
    words = "broadcasts.already_sent"


class TooLong(Refusal):
    """`length` of `most` characters."""

    words = "broadcasts.too_long"


class Empty(Refusal):
    words = "broadcasts.empty_text"


class OlderText(Refusal):
    words = "broadcasts.older_text"


async def begin(session: AsyncSession, person: Person, now: datetime) -> Broadcast:
    """A new draft, or the one that is still empty."""
    empty = await store.find_empty(session, person.id)
    if empty is not None:
        return empty
    made = await store.add_broadcast(session, person.id, person.zone, now)
    await store.add_event(session, made.id, person.id, Deed.BEGUN, now)
    return made


async def discard(session: AsyncSession, person: Person, number: int, now: datetime) -> None:
    """Nobody sees the draft any more. Raises AlreadySent for one that is more than that."""
    broadcast = await load_own(session, person, number)
    values = {"state": str(State.DISCARDED), "finished_at": now}
    if not await store.change(session, broadcast, State.DRAFT, **values):
        raise AlreadySent(instead=OpenBroadcast(number))
    await store.add_event(session, number, person.id, Deed.DISCARDED, now)


async def change_draft(
    session: AsyncSession,
    person: Person,
    broadcast: Broadcast,
    deed: Deed,
    now: datetime,
    detail: str | None = None,
    values: Mapping[str, object] | None = None,
) -> None:
    """A new version, which is a draft again. Raises AlreadySent, or ScreenOutdated where somebody
    was faster.
    """
    again = OpenBroadcast(broadcast.id)
    if not broadcast.is_unsent:
        raise AlreadySent(instead=again)
    draft = {
        "state": str(State.DRAFT), "version": broadcast.version + 1, "batch_id": None,
        "confirmed_count": None, "asked_count": None, **(values or {}),
    }  # fmt: skip
    if not await store.change(session, broadcast, *UNSENT, **draft):
        raise ScreenOutdated(instead=again)
    if broadcast.batch_id is not None:
        await batches.discard(session, broadcast.batch_id)
        await store.save_asked(session, broadcast.id, ())
    await store.add_event(session, broadcast.id, person.id, deed, now, detail)


async def write_text(
    session: AsyncSession,
    person: Person,
    number: int,
    language: str,
    message: Received,
    now: datetime,
) -> Broadcast:
    """The text in a language, with its formatting; it takes the place of an earlier one."""
    broadcast = await load_own(session, person, number)
    if language not in LANGUAGES:
        raise ScreenOutdated(instead=OpenTexts(number))
    checked(message.text, WriteText(number, language), with_media=broadcast.media is not None)
    await change_draft(session, person, broadcast, Deed.WROTE, now, language)
    variant = Variant(language, message.text, message.message_id)
    await texts.save_variant(session, number, variant, now)
    return broadcast


def checked(words: Text, again: Address, *, with_media: bool) -> None:
    """Raises Empty or TooLong."""
    if not plain(words).strip():
        raise Empty(instead=again)
    if is_too_long(words, with_media=with_media):
        length = utf16_length(render(words).text)
        raise TooLong(instead=again, length=length, most=longest(with_media=with_media))


async def edit_text(
    session: AsyncSession,
    person: Person,
    number: int,
    language: str,
    message: Received,
    now: datetime,
) -> Broadcast:
    """The message a text was composed in was edited. Raises OlderText where a newer message holds
    the text by now.
    """
    broadcast = await load_own(session, person, number)
    written = {one.language: one for one in await texts.load_variants(session, number)}
    if language not in written or written[language].message_id != message.message_id:
        raise OlderText(instead=WriteText(number, language))
    return await write_text(session, person, broadcast.id, language, message, now)


async def remove_text(
    session: AsyncSession, person: Person, number: int, language: str, now: datetime
) -> None:
    broadcast = await load_own(session, person, number)
    await change_draft(session, person, broadcast, Deed.REMOVED, now, language)
    await texts.delete_variant(session, number, language)


async def use_as_fallback(
    session: AsyncSession, person: Person, number: int, language: str, now: datetime
) -> None:
    """Raises ScreenOutdated for a language that is not written."""
    broadcast = await load_own(session, person, number)
    written = {one.language for one in await texts.load_variants(session, number)}
    if language not in written:
        raise ScreenOutdated(instead=OpenTexts(number))
    await change_draft(
        session, person, broadcast, Deed.CHOSE, now, language, values={"fallback": language}
    )
