"""What goes back and forth once a question is sent: answers, questions back, follow-ups, edits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person
from bot.people.store import load_people
from bot.tutoring.actions import asking, claiming
from bot.tutoring.actions.notices import deliver, deliver_edit
from bot.tutoring.actions.opening import (
    as_asker,
    as_tutor,
    find_question,
    find_tutor,
    load_for_tutor,
    load_own,
    open_thread,
)
from bot.tutoring.actions.presence import begin_wait
from bot.tutoring.actions.refusals import EditTooLate, NotYours
from bot.tutoring.actions.standing_in import offer, who_stays
from bot.tutoring.rules.pages import opening_of
from bot.tutoring.rules.thread import Entry, Question, Side, State, Thread, Written
from bot.tutoring.rules.waiting import owes_nothing
from bot.tutoring.screens import notices as notice_screens
from bot.tutoring.store import threads as store

HELD = (State.CLAIMED, State.WAITING_FOR_ASKER, State.CLOSED)


async def begin_follow_up(
    session: AsyncSession, person: Person, public: str, now: datetime
) -> Thread:
    """Their sent question, about to be written more to. Raises ScreenOutdated, ClosedTooLong."""
    question = await load_own(session, person, public)
    if question.state is State.DRAFT:
        raise ScreenOutdated(instead=places.OpenQuestion(public))
    if question.state is State.CLOSED:
        claiming.must_be_recent(question, now)
    return await as_asker(session, person, question)


async def write_more(
    session: AsyncSession,
    person: Person,
    public: str,
    written: Written,
    now: datetime,
    hours: int,
    *,
    replied_to: int | None = None,
) -> Thread:
    """More from the one who asked: added to an unsent question, a follow-up to a sent one.

    `replied_to` is the entry that was replied to. Raises ScreenOutdated, ClosedTooLong.
    """
    question = await load_own(session, person, public)
    if question.state is State.DRAFT:
        return await asking.add_words(session, person, question, written, now)
    if question.state is State.CLOSED:
        question = await claiming.reopen_for_asker(session, person, question, now, hours)
    return await _follow_up(session, person, question, written, now, hours, replied_to)


async def _follow_up(
    session: AsyncSession,
    person: Person,
    question: Question,
    written: Written,
    now: datetime,
    hours: int,
    replied_to: int | None,
) -> Thread:
    entries = await store.find_entries(session, question.id)
    entry = await store.add_entry(session, question.id, person.id, Side.ASKER, written, now=now)
    former = await find_tutor(session, question)
    stays = await who_stays(session, former, now)
    leaves: dict[str, Any] = {} if stays or former is None else {"claimed_by": None}
    changed = await store.change(
        session,
        question,
        [State.OPEN, State.CLAIMED, State.WAITING_FOR_ASKER],
        any_version=True,
        held_by=former.id if former and leaves else None,
        state=str(State.OPEN) if leaves else store.STATE_BY_HOLDER,
        unread_asker=False,
        unread_tutor=True,
        **leaves,
        **await begin_wait(session, question, now, hours, stays),
    )
    if changed is None:
        raise ScreenOutdated(instead=places.OpenQuestion(question.public_id))
    if leaves:
        drawing = partial(notice_screens.returned_notice, question=changed, name=person.name)
        await offer(session, changed, former, person, drawing, "returned", now)
    tutor = await find_tutor(session, changed)
    if tutor is not None:
        answers = _answered(entries, replied_to, Side.TUTOR)
        await deliver(session, changed, entry, tutor, sender=person, answers=answers, now=now)
    return await as_asker(session, person, changed)


async def write_answer(
    session: AsyncSession,
    tutor: Person,
    public: str,
    written: Written,
    now: datetime,
    *,
    asks_back: bool = False,
    replied_to: int | None = None,
) -> Thread:
    """An answer, or a question back, from whoever has claimed it; it goes to the asker at once.

    A reply to the notice of a question that nobody has claimed claims it. Raises AlreadyClaimed,
    NotYours, ScreenOutdated.
    """
    question, asker = await load_for_tutor(session, tutor, public)
    if question.state is State.OPEN and replied_to is not None:
        question = await claiming.take(session, tutor, question, now)
    entries = await store.find_entries(session, question.id)
    changed = await _answered_by(session, tutor, question, now, asks_back=asks_back)
    entry = await store.add_entry(
        session, question.id, tutor.id, Side.TUTOR, written, now=now, asks_back=asks_back
    )
    answers = _answered(entries, replied_to, Side.ASKER)
    await deliver(session, changed, entry, asker, sender=tutor, answers=answers, now=now)
    return await as_tutor(session, tutor, changed, asker, now)


async def _answered_by(
    session: AsyncSession, tutor: Person, question: Question, now: datetime, *, asks_back: bool
) -> Question:
    first = question.first_answer_at or (None if asks_back else now)
    changed = await store.change(
        session,
        question,
        HELD,
        held_by=tutor.id,
        any_version=True,
        state=str(State.WAITING_FOR_ASKER if asks_back else State.CLAIMED),
        first_answer_at=first,
        closed_at=None,
        unread_asker=True,
        unread_tutor=False,
        **owes_nothing(),
    )
    if changed is None:
        raise NotYours(instead=places.OpenQuestion(question.public_id))
    return changed


def _answered(entries: Sequence[Entry], replied_to: int | None, side: Side) -> Entry | None:
    """The entry that was replied to, else the newest of the other side."""
    for entry in reversed(entries):
        if entry.id == replied_to or (not replied_to and entry.side is side):
            return entry
    return None


async def reply(
    session: AsyncSession,
    person: Person,
    public: str,
    entry: int,
    written: Written,
    now: datetime,
    hours: int,
) -> Thread:
    """A Telegram reply to something delivered, from whichever side. Raises as the two above."""
    question = await find_question(session, public)
    if question is not None and question.asker_id == person.id:
        return await write_more(session, person, public, written, now, hours, replied_to=entry)
    return await write_answer(session, person, public, written, now, replied_to=entry)


async def edit_written(
    session: AsyncSession, person: Person, written: Written, now: datetime
) -> Thread:
    """Somebody has edited their message in the chat: the row follows, and the other side is told.

    Raises EditTooLate where the message is part of no question (any more).
    """
    found = await store.find_written(session, person.id, written.message_id or 0)
    if found is None:
        raise EditTooLate
    public, entry = found
    question = await find_question(session, public)
    if question is None:
        raise EditTooLate
    if (entry.text, entry.media) != (written.text, written.media):
        await _edit(session, person, question, entry, written, now)
    return await open_thread(session, person, public, now)


async def edit_numbered(
    session: AsyncSession,
    tutor: Person,
    public: str,
    number: int,
    written: Written,
    now: datetime,
) -> Entry | None:
    """An answer of theirs, by its number, says something else now; None where it does not.

    Raises EditTooLate, ScreenOutdated.
    """
    question, _ = await load_for_tutor(session, tutor, public)
    entries = await store.find_entries(session, question.id)
    entry = next((one for one in entries if one.id == number), None)
    if entry is None or entry.author_id != tutor.id:
        raise EditTooLate
    if (entry.text, entry.media) == (written.text, written.media):
        return None
    return await _edit(session, tutor, question, entry, written, now)


async def _edit(
    session: AsyncSession,
    person: Person,
    question: Question,
    entry: Entry,
    written: Written,
    now: datetime,
) -> Entry:
    edited = await store.edit_entry(session, entry, written.text, written.media, now)
    other = question.claimed_by if entry.side is Side.ASKER else question.asker_id
    unread = "unread_tutor" if entry.side is Side.ASKER else "unread_asker"
    values = {unread: True} if other is not None else {}
    opening = opening_of(await store.find_entries(session, question.id))
    await store.change(session, question, list(State), any_version=True, opening=opening, **values)
    to = (await load_people(session, [other])).get(other) if other is not None else None
    if to is not None:
        await deliver_edit(session, question, edited, to, sender=person, now=now)
    return edited
