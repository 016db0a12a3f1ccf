"""The message on one's own phone, before anybody else gets it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.actions.confirming import NothingWritten, message_of
from bot.broadcasts.addresses import OpenTexts
from bot.broadcasts.rules.states import Broadcast
from bot.broadcasts.rules.texts import fallback_of, language_for
from bot.broadcasts.screens import notices
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
    messages = await _messages(session, broadcast)
    for language, message in messages.items():
        marked = notices.preview_screen(Words(person.language), language, message)
        key = f"preview.{broadcast.id}.{broadcast.version}.{language}.{now.isoformat()}"
        await _send(session, person, marked, key, now)
    return len(messages)


async def send_test(
    session: AsyncSession, person: Person, broadcast: Broadcast, now: datetime
) -> str:
    """As one would get it oneself, unmarked; in which language. Raises NothingWritten."""
    messages = await _messages(session, broadcast)
    variants = await texts.load_variants(session, broadcast.id)
    fallback = fallback_of(variants, broadcast.fallback) or ""
    language = language_for(person.language, messages, fallback)
    key = f"test.{broadcast.id}.{now.isoformat()}"
    await _send(session, person, messages[language], key, now)
    return language


async def _messages(session: AsyncSession, broadcast: Broadcast) -> dict[str, Screen]:
    variants = await texts.load_variants(session, broadcast.id)
    if not variants:
        raise NothingWritten(instead=OpenTexts(broadcast.id))
    buttons = await texts.load_buttons(session, broadcast.id)
    return {one.language: message_of(broadcast, one, buttons) for one in variants}


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
