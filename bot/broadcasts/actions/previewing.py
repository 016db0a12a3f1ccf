"""The message on one's own phone, before anybody else gets it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.actions.confirming import NothingWritten, message_of
from bot.broadcasts.addresses import OpenTexts
from bot.broadcasts.rules.states import Broadcast
from bot.broadcasts.rules.texts import Variant
from bot.broadcasts.screens import notices
from bot.broadcasts.store import buttons as buttons_store
from bot.broadcasts.store import texts
from bot.kit.delivery import outbox
from bot.kit.i18n import Words
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import Screen
from bot.people.rules import Person


async def send_previews(
    session: AsyncSession, person: Person, broadcast: Broadcast, now: datetime
) -> int:
    """Every language, marked as a preview; how many. Raises NothingWritten."""
    variants = await texts.load_variants(session, broadcast.id)
    for variant in variants:
        await send_preview(session, person, broadcast, variant, now)
    if not variants:
        raise NothingWritten(instead=OpenTexts(broadcast.id))
    return len(variants)


async def send_preview(
    session: AsyncSession, person: Person, broadcast: Broadcast, variant: Variant, now: datetime
) -> None:
    """One language, marked as a preview."""
    buttons = await buttons_store.load_buttons(session, broadcast.id)
    message = message_of(broadcast, variant, buttons, counted=False)
    marked = notices.preview_screen(Words(person.language), variant.language, message)
    key = f"preview.{broadcast.id}.{broadcast.version}.{variant.language}.{now.isoformat()}"
    await _send(session, person, marked, key, now)


async def send_test(
    session: AsyncSession, person: Person, broadcast: Broadcast, now: datetime
) -> list[str]:
    """Every language, unmarked, as its recipients get it; in which. Raises NothingWritten."""
    variants = await texts.load_variants(session, broadcast.id)
    if not variants:
        raise NothingWritten(instead=OpenTexts(broadcast.id))
    buttons = await buttons_store.load_buttons(session, broadcast.id)
    for variant in variants:
        message = message_of(broadcast, variant, buttons, counted=False)
        key = f"test.{broadcast.id}.{variant.language}.{now.isoformat()}"
        await _send(session, person, message, key, now)
    return [variant.language for variant in variants]


async def _send(
    session: AsyncSession, person: Person, screen: Screen, key: str, now: datetime
) -> None:
    await outbox.queue(
        session,
        outbox.Recipient(person.id, person.telegram_id),
        screen,
        dedupe_key=f"broadcasts.{key}.{person.id}",
        purpose="broadcasts.preview",
        now=now,
        urgency=Urgency.ANSWER,
        twice_is_harmless=True,
    )
