"""Client data in a part: reported, held back at once, and what becomes of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.events import EvidenceWithheld, announce
from bot.evidence.actions import hold_notices
from bot.evidence.actions.handing_in import next_version
from bot.evidence.actions.opening import opened
from bot.evidence.actions.purging import purge
from bot.evidence.actions.refusals import HoldEnded, NotYours, WhereTooLong
from bot.evidence.actions.sight import Part, find_bearings, load_part
from bot.evidence.addresses import OpenHold
from bot.evidence.rules.entries import Entry, one_line
from bot.evidence.rules.holds import (
    LONGEST_WHERE,
    Bearing,
    Hold,
    HoldState,
    Step,
    Why,
    due_after,
    following,
    is_end,
    may_look,
    may_take,
)
from bot.evidence.rules.pieces import Opened, Piece, State
from bot.evidence.store import entries as entry_store
from bot.evidence.store import holds as store
from bot.evidence.store import pieces
from bot.kit.audit.log import record, record_read
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.refusals import ScreenOutdated
from bot.kit.tasks.queue import queue_task
from bot.people.rules import Person
from bot.people.store import load_person

# A part that was being shown while it was reported reaches the chat a moment later.
LATE: Final = timedelta(minutes=2)
LOGGED: Final = {
    Step.OBJECT: Action.EVIDENCE_OBJECTED,
    Step.LIFT: Action.EVIDENCE_LIFTED,
    Step.UPHOLD: Action.EVIDENCE_UPHELD,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A hold as somebody sees it who has to do with it; `takes` is what they can do now."""

    hold: Hold
    piece: Piece
    trainee: str
    bearings: frozenset[Bearing]
    takes: frozenset[Step]
    looks: bool

    @property
    def is_own(self) -> bool:
        return Bearing.OWNER in self.bearings


async def find_part(session: AsyncSession, person: Person, public: str, entry: int) -> Part:
    """What is to be reported. Raises HoldEnded, ScreenOutdated."""
    return await load_part(session, person, public, entry)


async def report(
    session: AsyncSession, person: Person, public: str, entry: int, where: str, now: datetime
) -> Case:
    """Hold a part back at once; held back already, this person is one more who reported it.

    Whoever may see the part may do so. `where` it stands, in at most LONGEST_WHERE characters.
    Raises WhereTooLong, HoldEnded, ScreenOutdated.
    """
    part = await load_part(session, person, public, entry)
    place = one_line(where)
    if len(place) > LONGEST_WHERE:
        again = places.ReportClientData(public, entry)
        raise WhereTooLong(instead=again, n=LONGEST_WHERE)
    await pieces.touch_piece(session, part.piece.id, now)
    hold = await store.find_open(session, part.piece.id, part.id)
    is_first = hold is None
    hold = hold or await _hold(session, part, now)
    is_new = await store.add_report(session, hold, person.id, place, now)
    hold = await store.load_hold(session, hold.id)
    if is_first:
        await _held(session, hold, part.piece, now)
    if is_new:
        record(session, _deed(Action.EVIDENCE_REPORTED, person.id, hold, now))
    return await open_case(session, person, hold.id)


async def _hold(session: AsyncSession, part: Part, now: datetime) -> Hold:
    number = None
    if part.entry is None:
        await store.withhold_context(session, part.piece, part.version)
    else:
        number = part.entry.number
        if not await store.withhold_entry(session, part.entry.id):
            raise ScreenOutdated
    return await store.add_hold(session, part.piece, part.id, number, part.version, now)


async def _held(session: AsyncSession, hold: Hold, piece: Piece, now: datetime) -> None:
    await hold_notices.tell_held(session, hold, piece, now)
    gone = EvidenceWithheld(hold.person_id, piece.public_id, hold.entry, False, now)
    await announce(session, gone)
    for at, mark in ((now, "now"), (now + LATE, "late")):
        await queue_task(
            session,
            "evidence.take_back",
            {"hold": hold.id, "own": False},
            dedupe_key=f"evidence.take_back.{hold.id}.{mark}",
            run_after=at,
        )


def _deed(action: Action, actor: int | None, hold: Hold, now: datetime) -> Deed:
    return Deed(action, now, Reference("evidence_hold", str(hold.id)), actor, hold.person_id)


async def open_case(session: AsyncSession, person: Person, hold_id: int) -> Case:
    """For the trainee, staff in scope, and who reported it. Raises ScreenOutdated."""
    try:
        hold = await store.load_hold(session, hold_id)
    except store.HoldGone:
        raise ScreenOutdated from None
    bearings = await find_bearings(session, person, hold.person_id)
    if not bearings and person.id not in hold.reporters:
        raise ScreenOutdated
    piece = await pieces.load_piece_by_id(session, hold.piece_id)
    trainee = await load_person(session, hold.person_id)
    takes = frozenset(
        step
        for step in Step
        if following(hold.state, step) and may_take(step, hold, person.id, bearings)
    )
    looks = may_look(hold, person.id, bearings)
    return Case(hold, piece, trainee.name, bearings, takes, looks)


async def take_step(
    session: AsyncSession, person: Person, hold_id: int, step: Step, now: datetime
) -> Case:
    """What the trainee or who decides does; done already, nothing happens.

    Raises NotYours, HoldEnded, ScreenOutdated.
    """
    case = await open_case(session, person, hold_id)
    back = OpenHold(hold_id)
    if not may_take(step, case.hold, person.id, case.bearings):
        raise NotYours(instead=back)
    state = following(case.hold.state, step)
    if state is None:
        if case.hold.state in _meant_by(step):
            return case
        raise HoldEnded(instead=back)
    if step is Step.PURGE:
        why = Why.ASKED if case.is_own else Why.DECIDED
        await purge(session, case.hold, case.piece, person.id, why, now)
    else:
        await _move(session, case, person, step, state, now)
    return await open_case(session, person, hold_id)


def _meant_by(step: Step) -> frozenset[HoldState]:
    """Where a step leads, so that a second press of its button is no refusal."""
    ends = {following(state, step) for state in HoldState}
    return frozenset(state for state in ends if state is not None)


async def _move(
    session: AsyncSession, case: Case, person: Person, step: Step, state: HoldState, now: datetime
) -> None:
    values: dict[str, object] = {}
    if step in (Step.LIFT, Step.UPHOLD):
        values = {"decided_by": person.id, "due_at": due_after(now), "warned": False}
    if is_end(state):
        values["ended_at"] = now
    await pieces.touch_piece(session, case.piece.id, now)
    if not await store.move_hold(session, case.hold, state, **values):
        raise HoldEnded(instead=OpenHold(case.hold.id))
    record(session, _deed(LOGGED[step], person.id, case.hold, now))
    await _AFTER[step](session, case, person, now)


async def _objected(session: AsyncSession, case: Case, _person: Person, now: datetime) -> None:
    await hold_notices.tell_objected(session, case.hold, case.piece, now)


async def _lifted(session: AsyncSession, case: Case, person: Person, now: datetime) -> None:
    hold = case.hold
    if hold.is_of_context:
        await store.release_context(session, hold.piece_id)
    elif await store.release_entry(session, hold.entry):
        await _scan_again(session, hold, now)
    await _decided(session, case, person, now)
    await store.clear_places(session, hold.id)


async def _scan_again(session: AsyncSession, hold: Hold, now: datetime) -> None:
    """It was held back before a scanner had seen it; its tries are counted from elsewhere on."""
    await queue_task(
        session,
        "evidence.scan",
        {"entry": hold.entry, "tries": 100 * hold.id},
        dedupe_key=f"evidence.scan.{hold.entry}.hold.{hold.id}",
        run_after=now,
    )


async def _decided(session: AsyncSession, case: Case, person: Person, now: datetime) -> None:
    hold = await store.load_hold(session, case.hold.id)
    if not case.is_own:
        await hold_notices.tell_trainee(session, hold, case.piece, str(hold.state), now)
    await hold_notices.tell_reporters(session, hold, case.piece, person.id, now)


_AFTER: Final[dict[Step, Callable[..., Awaitable[None]]]] = {
    Step.OBJECT: _objected,
    Step.LIFT: _lifted,
    Step.UPHOLD: _decided,
}


async def begin_mended(
    session: AsyncSession, person: Person, hold_id: int, now: datetime
) -> tuple[Hold, Opened]:
    """The trainee's draft without that part; where the piece is handed in, its next version.

    Raises NotYours, ScreenOutdated.
    """
    case = await open_case(session, person, hold_id)
    hold, piece = case.hold, case.piece
    if not case.is_own:
        raise NotYours(instead=OpenHold(hold_id))
    if piece.state is State.WITHDRAWN or hold.state is HoldState.LIFTED:
        raise ScreenOutdated(instead=OpenHold(hold_id))
    if not piece.is_draft:
        values = next_version(piece)
        await pieces.change_piece(session, piece, piece.state, changed_at=now, **values)
    if not hold.is_of_context:
        await entry_store.take_out(session, hold.entry, now)
    await entry_store.clear_refused(session, piece.id, now)
    return hold, await opened(session, await pieces.load_piece_by_id(session, piece.id))


async def look_at_held(
    session: AsyncSession, person: Person, hold_id: int, now: datetime
) -> tuple[Case, Entry | None, str]:
    """What is held back, for who is to decide: an entry, or a line of context. It is logged.

    Raises NotYours, ScreenOutdated.
    """
    case = await open_case(session, person, hold_id)
    hold = case.hold
    if not case.looks:
        raise NotYours(instead=OpenHold(hold_id))
    part = Reference("evidence_hold", str(hold.id))
    read = Deed(Action.EVIDENCE_PART_READ, now, part, person.id, hold.person_id)
    record_read(session, read)
    if hold.is_of_context:
        return case, None, await store.load_context(session, hold.piece_id, hold.version)
    entry = await entry_store.load_entry(session, hold.entry)
    return case, entry, ""
