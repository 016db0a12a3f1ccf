"""Deleting a part for good: from rows, from the store, from messages; a trace of it stays."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import EvidenceWithheld, announce
from bot.evidence.actions import hold_notices
from bot.evidence.actions.refusals import HoldEnded
from bot.evidence.addresses import OpenHold
from bot.evidence.rules.holds import Hold, HoldState, Why
from bot.evidence.rules.pieces import Piece
from bot.evidence.store import holds as store
from bot.evidence.store import pieces, purging
from bot.evidence.store.previews import forget_previews
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.delivery import outbox
from bot.kit.tasks.queue import queue_task
from bot.kit.telegram.store import forget_words_of
from bot.people.store import load_person

# What the bot told of a file, with its name: to the trainee, and to coordinators.
_TOLD: Final = ("receipt", "refused", "checked", "waiting", "lost")
# What it told of where it stands, in the words of reporters.
_QUOTED: Final = ("hold_held", "hold_warned", "hold_upheld", "hold_lifted")


async def purge(
    session: AsyncSession, hold: Hold, piece: Piece, by: int | None, why: Why, now: datetime
) -> None:
    """`by` is the id of who did it; None for time. Raises HoldEnded where somebody was faster."""
    await pieces.touch_piece(session, piece.id, now)
    ended = {"decided_by": by, "why": str(why), "ended_at": now}
    if not await store.move_hold(session, hold, HoldState.PURGED, **ended):
        raise HoldEnded(instead=OpenHold(hold.id))
    await store.clear_places(session, hold.id)
    quoted = [f"evidence.{of}.{hold.id}" for of in _QUOTED] if hold.places else []
    sent = [*await _wipe(session, hold, now), *await outbox.take_words_back(session, quoted)]
    trainee = await load_person(session, hold.person_id)
    await forget_words_of(session, trainee.telegram_id)
    await announce(session, EvidenceWithheld(trainee.id, piece.public_id, hold.entry, True, now))
    await queue_task(
        session,
        "evidence.take_back",
        {"hold": hold.id, "own": True, "sent": sent},
        dedupe_key=f"evidence.take_back.{hold.id}.purged",
        run_after=now,
    )
    thing = Reference("evidence_hold", str(hold.id))
    record(session, Deed(Action.EVIDENCE_PURGED, now, thing, by, hold.person_id))
    await _tell(session, await store.load_hold(session, hold.id), piece, by, now)


async def _wipe(session: AsyncSession, hold: Hold, now: datetime) -> list[tuple[int, int]]:
    """The chats and messages of the bot that say something of it still."""
    if hold.is_of_context:
        await purging.wipe_context(session, hold.piece_id, hold.version)
        return []
    smaller = await forget_previews(session, hold.entry)
    whole = await purging.wipe_entry(session, hold.piece_id, hold.entry)
    for n, key in enumerate(filter(None, (whole, *smaller))):
        await queue_task(
            session,
            "evidence.discard",
            {"key": key},
            dedupe_key=f"evidence.discard.{hold.entry}.purged.{n}",
            run_after=now,
        )
    return await outbox.take_words_back(session, [f"evidence.{of}.{hold.entry}" for of in _TOLD])


async def _tell(
    session: AsyncSession, hold: Hold, piece: Piece, by: int | None, now: datetime
) -> None:
    if by != hold.person_id:
        await hold_notices.tell_trainee(session, hold, piece, str(hold.state), now)
    await hold_notices.tell_reporters(session, hold, piece, by, now)
