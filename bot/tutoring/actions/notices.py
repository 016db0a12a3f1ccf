"""Who is told what about a question, each in their own language, through the outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.delivery import bulk, outbox
from bot.kit.delivery.outbox import Recipient
from bot.kit.i18n import Words
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import Screen
from bot.people.rules import Person, is_quiet
from bot.tutoring.rules.thread import Entry, Question, Side
from bot.tutoring.screens import notices as screens
from bot.tutoring.store import threads as store

AT_ONCE: Final = 500
Drawing = Callable[[Words], Screen]


async def tell(
    session: AsyncSession,
    staff: Iterable[Person],
    drawing: Drawing,
    *,
    dedupe_key: str,
    purpose: str,
    now: datetime,
) -> None:
    """One notice to each, in the order given: two statements a language and one for 500 people."""
    told = list(staff)
    contents = {
        language: await outbox.save_content(session, drawing(Words(language)))
        for language in sorted({person.language for person in told})
    }
    rows: list[dict[str, Any]] = [
        {
            "dedupe_key": f"{dedupe_key}.{person.id}",
            "purpose": purpose,
            "person_id": person.id,
            "chat_id": person.telegram_id,
            "content_id": contents[person.language],
            "batch_id": None,
            "not_before": now,
            "urgency": int(Urgency.NOTICE),
            "counts": False,
            "silent": is_quiet(now, person.zone, person.quiet_from, person.quiet_to),
        }
        for person in told
    ]
    for start in range(0, len(rows), AT_ONCE):
        await bulk.queue_bulk(session, rows[start : start + AT_ONCE])


async def deliver(
    session: AsyncSession,
    question: Question,
    entry: Entry,
    to: Person,
    *,
    sender: Person,
    answers: Entry | None,
    now: datetime,
) -> None:
    """Bring an entry to the other side, as a Telegram reply to the message that it answers."""
    is_answer = entry.side is Side.TUTOR
    await outbox.queue(
        session,
        Recipient(to.id, to.telegram_id),
        screens.entry_notice(Words(to.language), question, entry, sender.name),
        dedupe_key=entry.dedupe_key or f"tutoring.entry.{entry.id}",
        purpose="tutoring.answer" if is_answer else "tutoring.follow_up",
        now=now,
        urgency=Urgency.ANSWER if is_answer else Urgency.NOTICE,
        twice_is_harmless=True,
        silent=is_quiet(now, to.zone, to.quiet_from, to.quiet_to),
        reply_to=await _seen_as(session, answers, to) if answers else None,
    )


async def deliver_edit(
    session: AsyncSession,
    question: Question,
    entry: Entry,
    to: Person,
    *,
    sender: Person,
    now: datetime,
) -> None:
    """The new words of an entry that the other side has already, as a reply to the old ones."""
    is_answer = entry.side is Side.TUTOR
    await outbox.queue(
        session,
        Recipient(to.id, to.telegram_id),
        screens.edit_notice(Words(to.language), question, entry, sender.name),
        dedupe_key=f"tutoring.edit.{entry.id}.{entry.edits}",
        purpose="tutoring.edit",
        now=now,
        urgency=Urgency.ANSWER if is_answer else Urgency.NOTICE,
        twice_is_harmless=True,
        silent=is_quiet(now, to.zone, to.quiet_from, to.quiet_to),
        reply_to=await _seen_as(session, entry, to),
    )


async def tell_asker(
    session: AsyncSession,
    asker: Person,
    drawing: Drawing,
    *,
    dedupe_key: str,
    purpose: str,
    now: datetime,
) -> None:
    """One notice to the one who asked."""
    await outbox.queue(
        session,
        Recipient(asker.id, asker.telegram_id),
        drawing(Words(asker.language)),
        dedupe_key=dedupe_key,
        purpose=purpose,
        now=now,
        silent=is_quiet(now, asker.zone, asker.quiet_from, asker.quiet_to),
    )


async def _seen_as(session: AsyncSession, entry: Entry, person: Person) -> int | None:
    """The message in which somebody has an entry before them: their own, or the one we sent."""
    if entry.author_id == person.id:
        return entry.message_id
    return await store.find_delivered(session, entry.dedupe_key, person.id)
