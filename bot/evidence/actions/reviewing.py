"""What tutors do: look at what was handed in, and say how it can become better."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.evidence.actions.notices import deliver_feedback
from bot.evidence.actions.refusals import NotHandedIn
from bot.evidence.rules.entries import Entry
from bot.evidence.rules.pieces import Piece, Review, State
from bot.evidence.store import pieces as store
from bot.evidence.store import reviews
from bot.kit.audit.log import record, record_read
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.delivery import outbox
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.screen import Known
from bot.kit.text import Text
from bot.people.guards import check_may_tutor
from bot.people.rules import Person
from bot.people.store import load_person


async def open_review(
    session: AsyncSession, tutor: Person, public: str, version: int | None = None, *, now: datetime
) -> Review:
    """A version of a piece in scope, the newest unless named; never the tutor's own. It is logged.

    Raises NotHandedIn, or ScreenOutdated, which leads to the queue.
    """
    try:
        waiting = await reviews.load_for_tutor(session, tutor, public)
    except store.PieceGone:
        raise ScreenOutdated(instead=places.OpenReview()) from None
    frozen = await reviews.find_version(session, waiting.piece, version)
    if frozen is None and version is None:
        raise NotHandedIn(instead=places.OpenReview(), name=waiting.trainee)
    if frozen is None:
        raise ScreenOutdated(instead=places.OpenReview())
    said = await reviews.find_feedback(session, waiting.piece)
    states = await outbox.find_states(session, [one.dedupe_key for one in said])
    delivered = tuple(replace(one, delivery=states.get(one.dedupe_key)) for one in said)
    record_read(session, _deed(Action.EVIDENCE_READ, tutor, waiting.piece, now))
    return Review(waiting.piece, waiting.trainee, frozen, delivered)


def _deed(action: Action, tutor: Person, piece: Piece, now: datetime) -> Deed:
    return Deed(action, now, Reference("evidence", str(piece.id)), tutor.id, piece.person_id)


async def open_part(
    session: AsyncSession, tutor: Person, public: str, version: int, entry_id: int, now: datetime
) -> tuple[Review, Entry]:
    """One file, text or link of a version in scope. It is logged. Raises ScreenOutdated."""
    review = await open_review(session, tutor, public, version, now=now)
    for entry in review.frozen.entries:
        if entry.id == entry_id:
            read = _deed(Action.EVIDENCE_PART_READ, tutor, review.piece, now)
            part = Reference("evidence_entry", str(entry.id))
            record_read(session, replace(read, thing=part))
            return review, entry
    raise ScreenOutdated(instead=places.OpenReview())


async def begin_feedback(
    session: AsyncSession, tutor: Person, public: str, version: int, now: datetime
) -> Review:
    """Before a word is written: whether they may. Raises ScreenOutdated, or what keeps them."""
    review = await open_review(session, tutor, public, version, now=now)
    await check_may_tutor(session, tutor, [review.piece.person_id])
    return review


async def give_feedback(
    session: AsyncSession,
    tutor: Person,
    public: str,
    version: int,
    words: Text,
    media: Known | None,
    now: datetime,
) -> Review:
    """Say something about a version: it goes to the trainee, and the piece is theirs again.

    Where the trainee has gone on already, it still reaches them. Raises ScreenOutdated, or what
    keeps them from tutoring this person.
    """
    review = await begin_feedback(session, tutor, public, version, now)
    piece = review.piece
    said = await reviews.add_feedback(session, piece, version, tutor, words, media, now)
    if piece.version == version:
        values = {"state": str(State.FEEDBACK_GIVEN), "changed_at": now}
        await store.change_piece(session, piece, State.SUBMITTED, **values)
    await store.mark_unread(session, piece)
    trainee = await load_person(session, piece.person_id)
    await deliver_feedback(session, trainee, piece, said, now)
    record(session, _deed(Action.EVIDENCE_FED_BACK, tutor, piece, now))
    return await open_review(session, tutor, public, version, now=now)
