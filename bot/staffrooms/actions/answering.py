"""What is written and pressed in a topic: the same as in a tutor's private chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.groups import TopicChange
from bot.kit.telegram.visit import Group, Received
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Person, admits
from bot.people.store import load_people
from bot.staffrooms.actions.refusals import (
    AnsweredAlready,
    HeldByColleague,
    NoteEmpty,
    NoteWithFile,
    NotToBePassedOn,
    NotTutorHere,
)
from bot.staffrooms.actions.saying import look
from bot.staffrooms.rules.marks import is_note, words_of_note
from bot.staffrooms.rules.topics import Kind, Post, Room, Topic
from bot.staffrooms.store import rooms
from bot.staffrooms.store import topics as store
from bot.tutoring.actions import claiming, noting, writing
from bot.tutoring.actions.opening import covers_asker, find_question
from bot.tutoring.rules.thread import Entry, Media, Question, State, Written
from bot.tutoring.store import threads

STAFF = "tutor|coordinator"


@dataclass(frozen=True, slots=True)
class Place:
    """A topic, its question, and the tutor who does something there."""

    room: Room
    topic: Topic
    question: Question
    asker: Person
    tutor: Person


async def _place_of_thread(
    session: AsyncSession, person: Person | None, group: Group
) -> Place | None:
    room = await rooms.find_room(session, group.id)
    topic = await store.find_topic(session, room.id, group.thread) if room else None
    question = await threads.find_by_number(session, topic.question_id) if topic else None
    if room is None or topic is None or question is None:
        return None
    return await _place(session, person, room, topic, question)


async def _place_of_question(
    session: AsyncSession, person: Person | None, group: Group, public: str
) -> Place:
    """Raises ScreenOutdated where the group does not show that question."""
    room = await rooms.find_room(session, group.id)
    question = await find_question(session, public) if room else None
    if room is None or question is None:
        raise ScreenOutdated
    topic = await store.find_topic_of(session, room.id, question.id)
    if topic is None:
        raise ScreenOutdated
    return await _place(session, person, room, topic, question)


async def _place(
    session: AsyncSession, person: Person | None, room: Room, topic: Topic, question: Question
) -> Place:
    """Raises NotTutorHere for everybody who may not answer whoever asked, in private either."""
    asker = (await load_people(session, [question.asker_id])).get(question.asker_id)
    if person is None or asker is None or not admits(person, STAFF, CONSENT_VERSION):
        raise NotTutorHere
    if asker.id == person.id or not await covers_asker(session, person, asker):
        raise NotTutorHere
    return Place(room, topic, question, asker, person)


async def write(
    session: AsyncSession, person: Person | None, group: Group, received: Received, now: datetime
) -> None:
    """An answer, or behind the mark a note; nothing in a topic that is none of ours.

    Raises NotTutorHere, HeldByColleague, NotToBePassedOn, and what a note or answer raises.
    """
    place = await _place_of_thread(session, person, group)
    if place is None:
        return
    if is_note(received.text):
        await _note(session, place, received, now)
    elif received.upload is None and not received.words.strip():
        raise NotToBePassedOn
    else:
        await _answer(session, place, received, now)


async def _note(session: AsyncSession, place: Place, received: Received, now: datetime) -> None:
    words = words_of_note(received.text)
    if received.upload is not None:
        raise NoteWithFile
    if not words:
        raise NoteEmpty
    public = place.question.public_id
    thread = await noting.write_note(session, place.tutor, public, words, None, now)
    number = thread.notes[-1].id
    await _keep(session, place, Post(Kind.NOTE, number, message_id=received.message_id))
    await _keep(session, place, Post(Kind.NOTED, number, reply_to=received.message_id))


async def _answer(session: AsyncSession, place: Place, received: Received, now: datetime) -> None:
    question, tutor = place.question, place.tutor
    if question.state is State.OPEN:
        question = await claiming.take(session, tutor, question, now)
    await _must_hold(session, place, question)
    written = _written(received)
    thread = await writing.write_answer(session, tutor, question.public_id, written, now)
    entry = thread.entries[-1]
    await _keep(session, place, Post(Kind.ENTRY, entry.id, message_id=received.message_id))
    if not _is_further(thread.entries, entry):
        receipt = Post(Kind.RECEIPT, entry.id, reply_to=received.message_id, said="waiting")
        await _keep(session, place, receipt)


async def _must_hold(session: AsyncSession, place: Place, question: Question) -> None:
    holder = question.claimed_by
    if holder in (None, place.tutor.id):
        return
    found = (await load_people(session, [holder])).get(holder)
    name = found.name if found else ""
    raise HeldByColleague(name=name, asker=place.asker.name)


def _written(received: Received) -> Written:
    """Without its number: that counts in the group, and questions know messages of private chats.
    Nor what it quotes, which may be a note.
    """
    upload = received.upload
    media = Media(upload.kind, upload.file_id) if upload else None
    return Written(received.text, media, None, received.album)


def _is_further(entries: Sequence[Entry], entry: Entry) -> bool:
    """Whether it is of an album that has its receipt already."""
    return entry.album is not None and any(
        one.album == entry.album and one.id != entry.id for one in entries
    )


async def _keep(session: AsyncSession, place: Place, post: Post) -> None:
    await store.save_post(session, place.topic.id, post)


async def edit(
    session: AsyncSession, person: Person | None, group: Group, received: Received, now: datetime
) -> None:
    """The answer or note follows its message, as in private; other messages are none of ours.

    Raises NotTutorHere, AnsweredAlready, EditTooLate, NoteTooLong.
    """
    place = await _place_of_thread(session, person, group)
    if place is None:
        return
    post = await store.find_post(session, place.topic.id, received.message_id)
    public, tutor = place.question.public_id, place.tutor
    if post is None:
        return
    if post.kind is Kind.NOTE:
        words = words_of_note(received.text)
        await noting.edit_numbered(session, tutor, public, post.ref, words)
    elif post.kind is Kind.ENTRY:
        if is_note(received.text):
            raise AnsweredAlready(asker=place.asker.name)
        await _edit_answer(session, place, post, received, now)


async def _edit_answer(
    session: AsyncSession, place: Place, post: Post, received: Received, now: datetime
) -> None:
    written = _written(received)
    public, tutor = place.question.public_id, place.tutor
    edited = await writing.edit_numbered(session, tutor, public, post.ref, written, now)
    if edited is not None:
        at, number = received.message_id, edited.edits
        await _keep(session, place, Post(Kind.EDIT, edited.id, number, message_id=at))
        receipt = Post(Kind.RECEIPT, edited.id, number, reply_to=at, said="waiting")
        await _keep(session, place, receipt)


async def _held_place(
    session: AsyncSession, person: Person | None, group: Group, public: str
) -> Place:
    """Raises HeldByColleague, NotTutorHere, ScreenOutdated."""
    place = await _place_of_question(session, person, group, public)
    await _must_hold(session, place, place.question)
    return place


async def claim(
    session: AsyncSession, person: Person | None, group: Group, public: str, now: datetime
) -> None:
    """Raises AlreadyClaimed, NotTutorHere, ScreenOutdated."""
    place = await _place_of_question(session, person, group, public)
    await claiming.claim_question(session, place.tutor, public, now)


async def hand_back(
    session: AsyncSession,
    person: Person | None,
    group: Group,
    public: str,
    version: int,
    now: datetime,
    hours: int,
) -> None:
    """Raises HeldByColleague, NotTutorHere, ScreenOutdated."""
    place = await _held_place(session, person, group, public)
    await claiming.hand_back(session, place.tutor, public, version, now, hours)


async def close(
    session: AsyncSession,
    person: Person | None,
    group: Group,
    public: str,
    version: int,
    now: datetime,
) -> None:
    """Raises HeldByColleague, NotTutorHere, ScreenOutdated."""
    place = await _held_place(session, person, group, public)
    await claiming.close_question(session, place.tutor, public, version, now)


async def reopen(
    session: AsyncSession,
    person: Person | None,
    group: Group,
    public: str,
    version: int,
    now: datetime,
    hours: int,
) -> None:
    """Raises HeldByColleague, ClosedTooLong, NotTutorHere, ScreenOutdated."""
    place = await _held_place(session, person, group, public)
    await claiming.reopen_question(session, place.tutor, public, version, now, hours)


async def put_right(session: AsyncSession, group: Group, change: TopicChange) -> None:
    """Somebody renamed, closed or reopened a topic by hand: it is shown as its question stands."""
    room = await rooms.find_room(session, group.id)
    topic = await store.find_topic(session, room.id, group.thread) if room else None
    if room is None or topic is None:
        return
    is_now = {"title": ""} if change.closed is None else {"closed": change.closed}
    await store.has_changed(session, topic.id, **is_now)
    await look(session, room.id)
