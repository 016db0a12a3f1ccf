"""Owners hear of drafts and files that go by themselves, while they can still do something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import EvidenceWithdrawn, announce
from bot.evidence.rules.going import DRAFT_AHEAD, FILE_AHEAD
from bot.evidence.screens.going import draft_notice, file_notice
from bot.evidence.store import entries, going, pieces
from bot.kit.clock import in_zone
from bot.kit.delivery import outbox
from bot.kit.i18n import Words
from bot.kit.settings import Settings
from bot.kit.telegram.screen import Screen
from bot.people.rules import Person
from bot.people.store import load_person


async def tell_of_draft(
    session: AsyncSession, settings: Settings, number: int, now: datetime
) -> None:
    piece = await pieces.load_piece_by_id(session, number)
    person = await load_person(session, piece.person_id)
    day = in_zone(now + DRAFT_AHEAD, person.zone).date()
    await going.mark_draft(session, number, now)
    notice = draft_notice(Words(person.language), piece, day, settings.withdrawn_days)
    await _tell(session, person, notice, "evidence.draft_goes", f"{number}.{now:%Y%m%d}", now)


async def announce_withdrawn(
    session: AsyncSession, numbers: Sequence[tuple[int]], now: datetime
) -> None:
    """Drafts that were withdrawn by themselves are so for everybody who listens."""
    for (number,) in numbers:
        piece = await pieces.load_piece_by_id(session, number)
        await announce(session, EvidenceWithdrawn(piece.person_id, piece.public_id, now))


async def tell_of_file(session: AsyncSession, number: int, now: datetime) -> None:
    entry = await entries.load_entry(session, number)
    piece = await pieces.load_piece_by_id(session, entry.piece_id)
    person = await load_person(session, piece.person_id)
    day = in_zone(now + FILE_AHEAD, person.zone).date()
    await going.mark_file(session, number, now)
    notice = file_notice(Words(person.language), piece, entry, day)
    await _tell(session, person, notice, "evidence.file_goes", f"{number}", now)


async def _tell(
    session: AsyncSession, person: Person, notice: Screen, purpose: str, about: str, now: datetime
) -> None:
    await outbox.queue(
        session,
        outbox.Recipient(person.id, person.telegram_id),
        notice,
        dedupe_key=f"{purpose}.{about}",
        purpose=purpose,
        now=now,
    )
