"""Finishing a draft: context, tags, the four statements; handing in, withdrawing, going on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.curriculum.current import current_curriculum
from bot.events import EvidenceSubmitted, EvidenceWithdrawn, announce
from bot.evidence.actions.notices import tell_tutors
from bot.evidence.actions.opening import load_any_own, load_draft, load_own, opened
from bot.evidence.actions.refusals import MISSING, ContextTooLong, OnRecord
from bot.evidence.addresses import AddTo, AskPlace, OpenCheck, PickUnit, WriteContext
from bot.evidence.rules.entries import Entry, EntryState, one_line
from bot.evidence.rules.pieces import (
    LONGEST_CONTEXT,
    Check,
    Opened,
    Piece,
    State,
    Step,
    first_open,
    missing,
    next_check,
    toggled,
)
from bot.evidence.store import entries as entry_store
from bot.evidence.store import pieces as store
from bot.kit.address import Address
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person


async def write_context(
    session: AsyncSession, person: Person, public: str, written: str, now: datetime
) -> Opened:
    """The line of context; an earlier one is replaced. Raises ContextTooLong, HandedIn."""
    draft = await load_draft(session, person, public)
    line = one_line(written)
    if len(line) > LONGEST_CONTEXT:
        raise ContextTooLong(instead=WriteContext(public), n=LONGEST_CONTEXT)
    held = min(draft.context_held, draft.version - 1)  # what is written now was not reported
    return await _changed(session, draft, now, context=line, context_held=held)


async def set_tag(
    session: AsyncSession, person: Person, public: str, tag: str, *, on: bool, now: datetime
) -> Opened:
    """Put an outcome or a statement on a draft or take it off. Raises HandedIn, ScreenOutdated."""
    draft = await load_draft(session, person, public)
    curriculum = current_curriculum()
    if tag not in curriculum.outcomes and tag not in curriculum.statements:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(public))
    return await _changed(session, draft, now, tags=" ".join(toggled(draft, tag, on=on)))


async def confirm(
    session: AsyncSession, person: Person, public: str, check: Check, *, yes: bool, now: datetime
) -> Opened:
    """One of the four statements is so, or is not so yet. Raises HandedIn, ScreenOutdated."""
    draft = await load_draft(session, person, public)
    confirmed = draft.checks | {check} if yes else draft.checks - {check}
    in_order = " ".join(one for one in Check if one in confirmed)
    return await _changed(session, draft, now, checks=in_order)


async def _changed(session: AsyncSession, draft: Piece, now: datetime, **values: object) -> Opened:
    changed = await store.change_piece(session, draft, State.DRAFT, changed_at=now, **values)
    if changed is None:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(draft.public_id))
    return await opened(session, changed)


async def submit_piece(
    session: AsyncSession, person: Person, public: str, version: int, now: datetime
) -> Opened:
    """Freeze this version and tell the tutors; handed in already, nothing happens.

    Raises OutcomeMissing, ContentMissing, ChecksMissing, PlaceOpen, StillArriving, ScreenOutdated.
    """
    piece = await load_own(session, person, public)
    if piece.state is State.SUBMITTED and piece.version == version:
        return await opened(session, piece)
    if not piece.is_draft or piece.version != version:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(public))
    await store.touch_piece(session, piece.id, now)
    return await _submit(session, person, piece, now)


async def _submit(session: AsyncSession, person: Person, draft: Piece, now: datetime) -> Opened:
    held = await entry_store.find_entries(session, draft.id)
    step = missing(draft, held)
    if step is not None:
        raise MISSING[step](instead=_remedy(draft, step, held))
    values = {"state": str(State.SUBMITTED), "submitted_at": now}
    done = await _changed(session, draft, now, **values)
    gone = (EntryState.REFUSED, EntryState.PURGED)
    kept = [entry for entry in held if entry.state not in gone]
    await store.add_version(session, done.piece, kept, now)
    await announce(session, EvidenceSubmitted(person.id, draft.public_id, now))
    await tell_tutors(session, person, done.piece, now)
    await entry_store.clear_refused(session, draft.id, now)
    return await opened(session, done.piece)


def _remedy(draft: Piece, step: Step, held: Sequence[Entry]) -> Address:
    """Where what is missing can be put right."""
    public = draft.public_id
    if step is Step.PLACE and (asked := first_open(held)):
        return AskPlace(public, asked.id)
    if step is Step.OUTCOME:
        return PickUnit(public)
    if step is Step.CONTENT:
        return AddTo(public)
    check = next_check(draft.checks)
    return OpenCheck(public, check) if check else places.OpenPieceOfEvidence(public)


async def withdraw_piece(
    session: AsyncSession, person: Person, public: str, version: int, now: datetime
) -> Piece:
    """A draft goes that was never handed in; withdrawn already, nothing happens.

    Raises HandedIn, OnRecord, ScreenOutdated.
    """
    piece = await load_any_own(session, person, public)
    if piece.state is State.WITHDRAWN:
        return piece
    draft = await load_draft(session, person, public)
    if draft.submitted_at is not None:
        raise OnRecord(instead=places.OpenPieceOfEvidence(public))
    if draft.version != version:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(public))
    withdrawn = await _changed(session, draft, now, state=str(State.WITHDRAWN))
    await announce(session, EvidenceWithdrawn(person.id, public, now))
    return withdrawn.piece


async def take_back(session: AsyncSession, person: Person, public: str, now: datetime) -> Opened:
    """A withdrawn draft is there again. Raises ScreenOutdated."""
    piece = await load_any_own(session, person, public)
    if piece.state is State.WITHDRAWN:
        values = {"state": str(State.DRAFT), "changed_at": now}
        await store.change_piece(session, piece, State.WITHDRAWN, **values)
    return await opened(session, await load_own(session, person, public))


async def begin_version(
    session: AsyncSession, person: Person, public: str, version: int, now: datetime
) -> Opened:
    """Go on after feedback: a draft of the next version, its statements to be confirmed anew.

    Begun already, nothing happens. Raises ScreenOutdated.
    """
    piece = await load_own(session, person, public)
    if piece.is_draft and piece.version == version + 1:
        return await opened(session, piece)
    if piece.version != version or piece.state is not State.FEEDBACK_GIVEN:
        raise ScreenOutdated(instead=places.OpenPieceOfEvidence(public))
    values: dict[str, object] = next_version(piece)
    begun = await store.change_piece(session, piece, State.FEEDBACK_GIVEN, changed_at=now, **values)
    return await opened(session, begun or await load_own(session, person, public))


def next_version(piece: Piece) -> dict[str, object]:
    """What changes when the version behind this one is begun; a withheld context stays behind."""
    values: dict[str, object] = {"state": str(State.DRAFT), "version": piece.version + 1}
    if piece.context_held >= piece.version:
        values["context"] = ""
    return {**values, "checks": ""}
