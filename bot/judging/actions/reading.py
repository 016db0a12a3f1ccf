"""What assessors read of a round's evidence; who may is decided by `open_work`, here alone.

They see the versions that went into the round, whatever was handed in since, and of what is held
back or not known to be clean no more than that it is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.actions.previews import look_at_page
from bot.evidence.rules.changes import Changes, changes_between
from bot.evidence.rules.entries import Entry
from bot.evidence.rules.previews import Preview, is_shown_so
from bot.evidence.store import pieces, reviews
from bot.judging.actions.assessing import open_work
from bot.judging.actions.staffing import deed
from bot.judging.addresses import OpenPart, OpenWork
from bot.judging.rules.reading import Judged, Seen, Since
from bot.judging.rules.rounds import Stage, Work
from bot.judging.store import rounds
from bot.kit.audit.log import record_read
from bot.kit.audit.rules import Action, Reference
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person


async def open_evidence(
    session: AsyncSession, assessor: Person, public: str, now: datetime
) -> tuple[Work, Mapping[int, Judged]]:
    """All that went into a round, and what of it earlier rounds had, by the id of the piece.

    Raises ScreenOutdated before the assessor has declared themselves.
    """
    work = await open_work(session, assessor, public, now)
    if work.assignment.stage is Stage.ASSIGNED:
        raise ScreenOutdated(instead=OpenWork(public))
    return work, await rounds.find_judged_before(session, work.round)


async def open_part(
    session: AsyncSession, assessor: Person, public: str, number: int, now: datetime
) -> Seen:
    """One version in a round, by the id of its row. It is logged. Raises ScreenOutdated."""
    work, before = await open_evidence(session, assessor, public, now)
    for part in work.parts:
        if part.id == number:
            _log(session, Action.EVIDENCE_READ, work, ("evidence", part.frozen.piece_id), now)
            return Seen(work, part, before.get(part.frozen.piece_id))
    raise ScreenOutdated(instead=OpenWork(public))


async def open_entry(
    session: AsyncSession, assessor: Person, public: str, number: int, entry_id: int, now: datetime
) -> tuple[Seen, Entry]:
    """One file, text or link of a version. It is logged. Raises ScreenOutdated."""
    seen = await open_part(session, assessor, public, number, now)
    for entry in seen.part.frozen.entries:
        if entry.id == entry_id:
            _log(session, Action.EVIDENCE_PART_READ, seen.work, ("evidence_entry", entry.id), now)
            return seen, entry
    raise ScreenOutdated(instead=OpenPart(public, number))


async def look_at_entry(
    session: AsyncSession,
    assessor: Person,
    public: str,
    number: int,
    entry_id: int,
    page: int,
    now: datetime,
) -> tuple[Seen, Entry, Preview | None]:
    """As `open_entry`, with the picture of a page where there is one."""
    seen, entry = await open_entry(session, assessor, public, number, entry_id, now)
    if not is_shown_so(entry):
        return seen, entry, None
    return seen, entry, await look_at_page(session, entry, page, now)


async def open_changes(
    session: AsyncSession, assessor: Person, public: str, number: int, now: datetime
) -> tuple[Seen, Changes]:
    """From the version that an earlier round had to the one in this. It is logged.

    Raises ScreenOutdated where there is none, or it is the same.
    """
    seen = await open_part(session, assessor, public, number, now)
    piece = await pieces.load_piece_of_anybody(session, seen.part.piece)
    old = seen.before and await reviews.find_version(session, piece, seen.before.version)
    if seen.since is not Since.CHANGED or old is None:
        raise ScreenOutdated(instead=OpenPart(public, number))
    return seen, changes_between(old, seen.part.frozen)


def _log(
    session: AsyncSession, action: Action, work: Work, thing: tuple[str, int], now: datetime
) -> None:
    read = deed(action, work.round, work.assignment.assessor_id, now)
    record_read(session, replace(read, thing=Reference(thing[0], str(thing[1]))))
