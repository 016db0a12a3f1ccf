"""Who is told what about evidence, each in their own language, through the outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.evidence.rules.entries import Entry, count
from bot.evidence.rules.pieces import Feedback, Piece
from bot.evidence.screens import notices as screens
from bot.evidence.screens import positions as place_screens
from bot.evidence.store import entries as entry_store
from bot.evidence.store import pieces as store
from bot.kit.delivery import bulk, outbox
from bot.kit.delivery.outbox import Recipient
from bot.kit.i18n import Words
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import Screen
from bot.people.rules import Person, is_quiet
from bot.people.store import load_person

Drawing = Callable[[Words], Screen]


async def give_receipt(session: AsyncSession, entry: Entry, now: datetime) -> None:
    """Number, name, size and outcome of a file that was kept and read back."""
    await _about(session, entry, screens.receipt, "receipt", now, silent=True)


async def tell_refused(session: AsyncSession, entry: Entry, now: datetime) -> None:
    """Why a file was not kept, and what to do."""
    await _about(session, entry, screens.refused_notice, "refused", now)


async def tell_checked(session: AsyncSession, entry: Entry, now: datetime) -> None:
    """A file that was in quarantine is clean."""
    await _about(session, entry, screens.checked_notice, "checked", now, silent=True)


async def tell_place_removed(session: AsyncSession, entry: Entry, now: datetime) -> None:
    """The place is out of a file."""
    await _about(session, entry, place_screens.removed_notice, "placed", now, silent=True)


async def tell_place_stays(session: AsyncSession, entry: Entry, now: datetime) -> None:
    """The place could not be cut out of a file."""
    what = f"unplaced.{now:%Y%m%d%H%M%S}"  # each try may fail
    await _about(session, entry, place_screens.stays_notice, what, now)


async def tell_waiting(session: AsyncSession, entry: Entry, now: datetime) -> None:
    """What is arriving takes longer; nothing needs to be done."""
    await _about(session, entry, screens.waiting_notice, "waiting", now)


async def _about(
    session: AsyncSession,
    entry: Entry,
    drawing: Callable[..., Screen],
    what: str,
    now: datetime,
    *,
    silent: bool = False,
) -> None:
    """A notice on a file; it says how everything in the piece stands, as the rows have it now."""
    person = await load_person(session, entry.person_id)
    piece = await store.load_piece_by_id(session, entry.piece_id)
    counts = count(await entry_store.find_entries(session, piece.id))
    await _queue(
        session,
        person,
        partial(drawing, piece=piece, entry=entry, counts=counts),
        key=f"evidence.{what}.{entry.id}",
        purpose=f"evidence.{what.partition('.')[0]}",
        now=now,
        silent=silent or is_quiet(now, person.zone, person.quiet_from, person.quiet_to),
    )


async def _queue(
    session: AsyncSession,
    to: Person,
    drawing: Drawing,
    *,
    key: str,
    purpose: str,
    now: datetime,
    silent: bool,
    urgency: Urgency = Urgency.NOTICE,
) -> None:
    await outbox.queue(
        session,
        Recipient(to.id, to.telegram_id),
        drawing(Words(to.language)),
        dedupe_key=key,
        purpose=purpose,
        now=now,
        urgency=urgency,
        twice_is_harmless=True,
        silent=silent,
    )


async def deliver_feedback(
    session: AsyncSession, to: Person, piece: Piece, feedback: Feedback, now: datetime
) -> None:
    """A tutor's words or voice reach the trainee."""
    await _queue(
        session,
        to,
        partial(screens.feedback_notice, piece=piece, feedback=feedback),
        key=feedback.dedupe_key,
        purpose="evidence.feedback",
        now=now,
        silent=is_quiet(now, to.zone, to.quiet_from, to.quiet_to),
        urgency=Urgency.ANSWER,
    )


async def tell_tutors(session: AsyncSession, trainee: Person, piece: Piece, now: datetime) -> None:
    """Everybody whose scope covers the trainee hears that a version waits for feedback."""
    await _tell_tutors(session, trainee, piece, screens.submitted_notice, "submitted", now)


async def tell_tutors_checked(session: AsyncSession, piece: Piece, now: datetime) -> None:
    """They hear as well when nothing in a version is in quarantine any more."""
    trainee = await load_person(session, piece.person_id)
    await _tell_tutors(session, trainee, piece, screens.all_checked_notice, "all_checked", now)


async def _tell_tutors(
    session: AsyncSession,
    trainee: Person,
    piece: Piece,
    notice: Callable[..., Screen],
    what: str,
    now: datetime,
) -> None:
    tutors = await cohorts.find_tutors_for(session, trainee.id)
    drawing = partial(notice, piece=piece, trainee=trainee.name)
    contents = {
        language: await outbox.save_content(session, drawing(Words(language)))
        for language in sorted({tutor.language for tutor in tutors})
    }
    rows: list[dict[str, Any]] = [
        {
            "dedupe_key": f"evidence.{what}.{piece.id}.{piece.version}.{tutor.id}",
            "purpose": f"evidence.{what}",
            "person_id": tutor.id,
            "chat_id": tutor.telegram_id,
            "content_id": contents[tutor.language],
            "batch_id": None,
            "not_before": now,
            "urgency": int(Urgency.NOTICE),
            "counts": False,
            "silent": is_quiet(now, tutor.zone, tutor.quiet_from, tutor.quiet_to),
        }
        for tutor in tutors
    ]
    if rows:
        await bulk.queue_bulk(session, rows)
