"""A topic is brought to where its question stands, one call to Telegram after the other.

Before each call it is decided and paid for, after it noted, each in a transaction of its own: what
a stop cuts off is decided again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.cohorts.rules import reaches
from bot.kit.delivery import outbox
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Screen, screen_to_data
from bot.people.rules import Person
from bot.people.store import NOBODY, load_people
from bot.staffrooms.actions.saying import look, queue_deletion
from bot.staffrooms.rules.faults import Fault
from bot.staffrooms.rules.topics import (
    SHOWN,
    Do,
    Kind,
    Post,
    Room,
    Step,
    Topic,
    Wanted,
    digest,
    next_step,
)
from bot.staffrooms.screens.topics import View, card_screen, post_screen, title_of
from bot.staffrooms.store import rooms
from bot.staffrooms.store import topics as store
from bot.tutoring.rules.pages import OPENING, excerpt
from bot.tutoring.rules.thread import Entry, Question, State
from bot.tutoring.store import notes, threads

_STATES: Mapping[str, str] = {"claimed": "waiting", "withdrawn": "failed", "expired": "failed"}


@dataclass(frozen=True, slots=True)
class Call:
    """What is to be done now: `name` is a topic's, `screen` that of a message."""

    room: Room
    topic: Topic
    step: Step
    name: str = ""
    screen: Screen | None = None
    said: str = ""


async def next_call(
    session: AsyncSession, room_id: int, worker: int, now: datetime, per_minute: float
) -> Call | None:
    """None where nothing is left, another task has the group, or its minute is full: then it is
    looked at again in time.
    """
    room = await rooms.hold(session, room_id, worker, now)
    if room is None:
        return None
    while topic := await store.find_next(session, room_id):
        call = await _call(session, room, topic, now)
        if call is None:
            continue
        again_at = await rooms.take_turn(session, room.group_id, now, per_minute)
        if again_at is None:
            return call
        await rooms.let_go(session, room, worker, again_at)
        await look(session, room_id, again_at)
        return None
    if not await rooms.let_go(session, room, worker):
        await look(session, room_id)
    return None


async def _call(session: AsyncSession, room: Room, topic: Topic, now: datetime) -> Call | None:
    view = await _view(session, room, topic)
    if view is None:
        step = next_step(topic, Wanted(gone=True), now)
        if step is None:
            await store.delete_topic(session, topic.id)
        return Call(room, topic, step) if step else None
    words = Words(room.language)
    name, card = title_of(words, view), card_screen(words, view)
    wanted = Wanted(
        closed=view.question.state is State.CLOSED,
        title=digest(name),
        card=_digest_of(card),
        posts=_posts(view, topic),
        said=await _said(session, view, topic),
    )
    step = next_step(topic, wanted, now)
    if step is None:
        await store.settle(session, topic, view.question.version)
        return None
    if step.do in (Do.SEND_CARD, Do.EDIT_CARD):
        return Call(room, topic, step, name, card, wanted.card)
    if step.post is None or step.do is Do.DELETE_POST:
        return Call(room, topic, step, name)
    said = (wanted.said or {}).get(step.post.key, step.post.said)
    if step.post.kind is Kind.ENTRY:
        said = str(view.entries[step.post.ref].edits)
    screen = post_screen(words, view, step.post, said)
    return Call(room, topic, step, name, screen, said)


async def _view(session: AsyncSession, room: Room, topic: Topic) -> View | None:
    """None where the question is gone, or none of this group's any more."""
    question = await threads.find_by_number(session, topic.question_id)
    if question is None:
        return None
    entries = await threads.find_entries(session, question.id)
    wrote = {entry.author_id for entry in entries} | {question.asker_id, question.claimed_by or 0}
    people = await load_people(session, wrote)
    asker = people.get(question.asker_id)
    if asker is None or asker.public_id == NOBODY or not await _belongs(session, room, asker):
        return None
    return View(
        room,
        question,
        asker,
        people.get(question.claimed_by or 0),
        {entry.id: entry for entry in entries},
        {note.id: note for note in await notes.find_notes(session, question.id)},
        {number: person.name for number, person in people.items()},
    )


async def _belongs(session: AsyncSession, room: Room, asker: Person) -> bool:
    groups = (await cohorts.find_cohort_ids(session, [asker.id])).get(asker.id, frozenset())
    return reaches(room.reach, asker.country, groups)


def _posts(view: View, topic: Topic) -> list[Post]:
    """What should stand below the card: the newest of the thread, and all notes."""
    entries = list(view.entries.values())
    shown = entries[1:] if entries and _is_on_card(entries[0], view.question) else entries
    seen = {one.ref: int(one.said or 0) for one in topic.posts if one.kind is Kind.ENTRY}
    posts: list[Post] = []
    for entry in shown[-SHOWN:]:
        posts.append(Post(Kind.ENTRY, entry.id))
        if entry.edits > seen.get(entry.id, entry.edits):
            posts.append(Post(Kind.EDIT, entry.id, entry.edits))
    return posts + [Post(Kind.NOTE, number) for number in view.notes]


def _is_on_card(entry: Entry, question: Question) -> bool:
    """Whether the card says all of it; an album's other files follow."""
    words = excerpt(entry.text, OPENING + 1)
    return entry.media is None and len(words) <= OPENING and words == question.opening


async def _said(
    session: AsyncSession, view: View, topic: Topic
) -> dict[tuple[Kind, int, int], str]:
    """What became of the answers that were written here, and what notes say now."""
    keys = {
        post.key: _dedupe_key(view.entries[post.ref], post.number)
        for post in topic.posts
        if post.kind is Kind.RECEIPT and post.ref in view.entries
    }
    states = await outbox.find_states(session, [key for key in keys.values() if key])
    said = {
        key: _STATES.get(state, state)
        for key, dedupe in keys.items()
        if (state := states.get(dedupe)) is not None
    }
    noted = {(Kind.NOTE, note.id, 0): digest(note.text) for note in view.notes.values()}
    return said | noted


def _dedupe_key(entry: Entry, edits: int) -> str:
    return f"tutoring.edit.{entry.id}.{edits}" if edits else entry.dedupe_key or ""


def _digest_of(screen: Screen) -> str:
    return digest(json.dumps(screen_to_data(screen), ensure_ascii=False, sort_keys=True))


async def has_been_done(
    session: AsyncSession, call: Call, result: int | None, now: datetime
) -> None:
    """The call went well; `result` is the id of a new topic or message."""
    topic, post = call.topic, call.step.post
    checked = {"checked_at": now}
    match call.step.do:
        case Do.CREATE:
            title = digest(call.name)
            await store.save_topic(session, topic.id, thread_id=result, title=title, **checked)
        case Do.RENAME | Do.LOOK:
            await store.save_topic(session, topic.id, title=digest(call.name), **checked)
        case Do.CLOSE | Do.REOPEN:
            closed = call.step.do is Do.CLOSE
            await store.save_topic(session, topic.id, closed=closed, **checked)
        case Do.DELETE:
            await store.delete_topic(session, topic.id)
        case Do.SEND_CARD | Do.EDIT_CARD:
            message = result or topic.card_message
            await store.save_topic(session, topic.id, card_message=message, card=call.said)
        case Do.SEND_POST | Do.EDIT_POST if post:
            message = result or post.message_id
            await store.save_post(
                session, topic.id, replace(post, message_id=message, said=call.said)
            )
        case Do.DELETE_POST if post:
            await store.delete_post(session, topic.id, post)
        case _:
            pass


async def has_failed(session: AsyncSession, call: Call, fault: Fault, now: datetime) -> None:
    """Telegram refused. A topic that was deleted is made anew; what cannot be is passed over."""
    topic, do = call.topic, call.step.do
    if fault is Fault.TOPIC_GONE:
        if do is Do.DELETE:
            await store.delete_topic(session, topic.id)
        else:
            await store.begin_anew(session, topic.id)
    elif fault is Fault.TOPIC_CLOSED:
        await store.save_topic(session, topic.id, closed=True)
    elif do is Do.EDIT_CARD and fault is not Fault.UNCHANGED:
        await store.save_topic(session, topic.id, card_message=None)
    elif do is Do.DELETE:
        # What cannot be deleted says at least nothing more.
        await store.delete_topic(session, topic.id)
    elif do is Do.SEND_POST and call.step.post:
        unsendable = replace(call.step.post, message_id=0, said=call.said)
        await store.save_post(session, topic.id, unsendable)
    elif do in (Do.CREATE, Do.SEND_CARD):
        await store.settle(session, topic, 0)  # tried again when the question changes
    else:
        await has_been_done(session, call, None, now)


async def forget_topics(session: AsyncSession, asker_id: int) -> None:
    """Somebody is erased: the topics of what they asked go at once."""
    asked = threads.questions.select().with_only_columns(threads.questions.c.id)
    mine = asked.where(threads.questions.c.asker_id == asker_id)
    there = await store.delete_topics(session, store.topics.c.question_id.in_(mine))
    await queue_deletion(session, there)
