"""Topics of questions, and the messages in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, exists, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.tables import MemberRow
from bot.kit.db import insert_new, table_of
from bot.people.rules import ScopeKind
from bot.people.store import people
from bot.staffrooms.rules.topics import LOOK_AGAIN, Kind, Post, Room, Topic
from bot.staffrooms.store.rooms import rooms
from bot.staffrooms.tables import PostRow, TopicRow
from bot.tutoring.rules.thread import State
from bot.tutoring.store.threads import questions

topics = table_of(TopicRow)
posts = table_of(PostRow)
_members = table_of(MemberRow)
LOOKS_AT_ONCE: Final = 2  # how many topics of all groups are looked after in half a minute
MOST_POSTS: Final = 2000
_NONE: Final = {"thread_id": None, "title": "", "closed": False, "card_message": None, "card": ""}
_PENDING: Final = (str(State.OPEN), str(State.CLAIMED), str(State.WAITING_FOR_ASKER))


def _topic(row: Any, its_posts: Iterable[Post] = ()) -> Topic:
    return Topic(
        id=row.id,
        room_id=row.room_id,
        question_id=row.question_id,
        thread=row.thread_id,
        title=row.title,
        closed=row.closed,
        card_message=row.card_message,
        card=row.card,
        wanted=row.wanted,
        checked_at=row.checked_at,
        posts=tuple(its_posts),
    )


async def want(session: AsyncSession, question_id: int, room_ids: Iterable[int]) -> set[int]:
    """A question is another: its topics in these groups, and wherever else it has one, are behind.

    The groups to look at.
    """
    touched = await _behind(session, topics.c.question_id == question_id)
    for room_id in room_ids:
        if room_id not in touched:
            new = insert_new(session, TopicRow).values(room_id=room_id, question_id=question_id)
            values = {"title": "", "card": "", "closed": False, "wanted": 1, "shown": 0}
            await session.execute(new.values(**values, version=0).on_conflict_do_nothing())
            touched.add(room_id)
    return touched


async def want_all(session: AsyncSession, room: Room) -> None:
    """A newly connected group: each question of its scope that is not closed gets a topic."""
    asked = (
        select(literal(room.id), questions.c.id, *map(literal, ("", "", False, 1, 0, 0)))
        .join_from(questions, people, people.c.id == questions.c.asker_id)
        .where(questions.c.state.in_(_PENDING), _in_scope(room))
        .order_by(questions.c.id)
    )
    names = ["room_id", "question_id", "title", "card", "closed", "wanted", "shown", "version"]
    new = insert_new(session, TopicRow).from_select(names, asked)
    await session.execute(new.on_conflict_do_nothing())


def _in_scope(room: Room) -> ColumnElement[bool]:
    if room.scope_kind is ScopeKind.PROGRAMME:
        return people.c.id == people.c.id
    if room.scope_kind is ScopeKind.COUNTRY:
        return people.c.country == room.scope
    group = select(_members.c.person_id).where(_members.c.cohort_id == int(room.scope or 0))
    return people.c.id.in_(group)


async def want_again(session: AsyncSession, now: datetime) -> set[int]:
    """What no event tells of: a question that changed by itself, an answer that has arrived
    meanwhile, and a topic that nobody has looked after for an hour. The groups to look at.
    """
    open_one = topics.c.thread_id.is_not(None) & topics.c.closed.is_(False)
    asked = questions.c.id == topics.c.question_id
    same = exists().where(asked, questions.c.version == topics.c.version)
    waiting = select(posts.c.topic_id).where(posts.c.said == "waiting")
    old = or_(topics.c.checked_at.is_(None), topics.c.checked_at <= now - LOOK_AGAIN)
    unchecked = (
        select(topics.c.id)
        .join(rooms, rooms.c.id == topics.c.room_id)
        .where(open_one, old, rooms.c.fault.is_(None))
        .order_by(topics.c.checked_at, topics.c.id)
        .limit(LOOKS_AT_ONCE)
    )
    return (
        await _behind(session, open_one & ~same)
        | await _behind(session, topics.c.id.in_(waiting))
        | await _behind(session, topics.c.id.in_(unchecked.scalar_subquery()))
    )


async def want_gone(session: AsyncSession) -> set[int]:
    """Topics whose question went by itself, after its time."""
    return await _behind(session, ~exists().where(questions.c.id == topics.c.question_id))


async def find_behind(session: AsyncSession) -> set[int]:
    """The groups that have something left to do, and can."""
    found = (
        select(topics.c.room_id)
        .join(rooms, rooms.c.id == topics.c.room_id)
        .where(topics.c.shown != topics.c.wanted, rooms.c.fault.is_(None))
        .distinct()
    )
    return set((await session.execute(found)).scalars())


async def want_of(session: AsyncSession, asker_id: int) -> set[int]:
    """Somebody has moved: whatever they asked may belong elsewhere now."""
    asked = select(questions.c.id).where(questions.c.asker_id == asker_id)
    return await _behind(session, topics.c.question_id.in_(asked))


async def find_pending(session: AsyncSession, asker_id: int) -> list[int]:
    """What somebody asked and that is not closed."""
    found = select(questions.c.id).where(
        questions.c.asker_id == asker_id, questions.c.state.in_(_PENDING)
    )
    return list((await session.execute(found.order_by(questions.c.id).limit(200))).scalars())


async def _behind(session: AsyncSession, of: ColumnElement[bool]) -> set[int]:
    behind = update(topics).where(of).values(wanted=topics.c.wanted + 1)
    return set((await session.execute(behind.returning(topics.c.room_id))).scalars())


async def find_next(session: AsyncSession, room_id: int) -> Topic | None:
    """The first that is behind, with what stands in it."""
    behind = select(topics).where(topics.c.room_id == room_id, topics.c.shown != topics.c.wanted)
    row = (await session.execute(behind.order_by(topics.c.id).limit(1))).one_or_none()
    if row is None:
        return None
    found = select(posts).where(posts.c.topic_id == row.id).order_by(posts.c.id).limit(MOST_POSTS)
    return _topic(row, map(_post, await session.execute(found)))


def _post(row: Any) -> Post:
    return Post(Kind(row.kind), row.ref, row.number, row.message_id, row.reply_to, row.said)


async def find_topic(session: AsyncSession, room_id: int, thread: int) -> Topic | None:
    """The one in which somebody writes; without what stands in it."""
    found = select(topics).where(topics.c.room_id == room_id, topics.c.thread_id == thread)
    row = (await session.execute(found)).one_or_none()
    return _topic(row) if row else None


async def find_topic_of(session: AsyncSession, room_id: int, question_id: int) -> Topic | None:
    found = select(topics).where(topics.c.room_id == room_id, topics.c.question_id == question_id)
    row = (await session.execute(found)).one_or_none()
    return _topic(row) if row else None


async def find_post(session: AsyncSession, topic_id: int, message_id: int) -> Post | None:
    """What a message in a topic became; None where it was not taken."""
    found = select(posts).where(posts.c.topic_id == topic_id, posts.c.message_id == message_id)
    row = (await session.execute(found.order_by(posts.c.id).limit(1))).one_or_none()
    return _post(row) if row else None


async def settle(session: AsyncSession, topic: Topic, version: int) -> None:
    """It stands as was wanted when it was loaded; what changed since makes it behind again."""
    settled = update(topics).where(topics.c.id == topic.id)
    await session.execute(settled.values(shown=topic.wanted, version=version))


async def save_topic(session: AsyncSession, topic_id: int, **values: object) -> None:
    await session.execute(update(topics).where(topics.c.id == topic_id).values(**values))


async def has_changed(session: AsyncSession, topic_id: int, **values: object) -> None:
    """Somebody else's hand: it is another now, and has to be put right."""
    await save_topic(session, topic_id, wanted=topics.c.wanted + 1, **values)


async def save_post(session: AsyncSession, topic_id: int, post: Post) -> None:
    """New, or with another message and other words than before."""
    now = {"message_id": post.message_id, "said": post.said}
    values = {"kind": str(post.kind), "ref": post.ref, "number": post.number, **now}
    new = insert_new(session, PostRow).values(topic_id=topic_id, reply_to=post.reply_to, **values)
    keys = ["topic_id", "kind", "ref", "number"]
    await session.execute(new.on_conflict_do_update(index_elements=keys, set_=now))


async def delete_post(session: AsyncSession, topic_id: int, post: Post) -> None:
    """It stands there no more."""
    same = posts.c.kind == str(post.kind), posts.c.ref == post.ref, posts.c.number == post.number
    await session.execute(delete(posts).where(posts.c.topic_id == topic_id, *same))


async def begin_anew(session: AsyncSession, topic_id: int) -> None:
    """Somebody deleted it: nothing stands there any more."""
    await session.execute(delete(posts).where(posts.c.topic_id == topic_id))
    await save_topic(session, topic_id, **_NONE)


async def begin_all_anew(session: AsyncSession, room_id: int) -> None:
    """The group has become another, in which there are no topics yet."""
    of_room = select(topics.c.id).where(topics.c.room_id == room_id)
    await session.execute(delete(posts).where(posts.c.topic_id.in_(of_room)))
    values = {**_NONE, "wanted": topics.c.wanted + 1}
    await session.execute(update(topics).where(topics.c.room_id == room_id).values(**values))


async def delete_topic(session: AsyncSession, topic_id: int) -> None:
    await session.execute(delete(posts).where(posts.c.topic_id == topic_id))
    await session.execute(delete(topics).where(topics.c.id == topic_id))


async def delete_topics(session: AsyncSession, of: ColumnElement[bool]) -> list[tuple[int, int]]:
    """Rows alone; (group, topic's id there) of those that stand in a group."""
    found = (
        select(rooms.c.group_id, topics.c.thread_id)
        .join(rooms, rooms.c.id == topics.c.room_id)
        .where(of, topics.c.thread_id.is_not(None))
    )
    there = [(row.group_id, row.thread_id) for row in await session.execute(found)]
    await session.execute(delete(posts).where(posts.c.topic_id.in_(select(topics.c.id).where(of))))
    await session.execute(delete(topics).where(of))
    return there
