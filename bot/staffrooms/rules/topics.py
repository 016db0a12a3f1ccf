"""What stands in a topic, what should, and the one thing to do next to bring the two together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.people.rules import Grant, Role, ScopeKind
from bot.staffrooms.rules.faults import Fault

LOOK_AGAIN: Final = timedelta(hours=1)
SHOWN: Final = 30  # of a long thread the newest are shown in a topic that is built anew


class Kind(StrEnum):
    """What a message in a topic stands for."""

    ENTRY = "entry"
    EDIT = "edit"
    NOTE = "note"
    RECEIPT = "receipt"  # what became of an answer that was written here
    NOTED = "noted"  # that a note was kept


@dataclass(frozen=True, slots=True)
class Room:
    """A connected group; `scope` as in a grant."""

    id: int
    group_id: int
    title: str
    language: str
    zone: str
    scope_kind: ScopeKind
    scope: str | None
    connected_by: int
    fault: Fault | None
    changes: int

    @property
    def reach(self) -> Grant:
        """Whose questions come here, as a coordinator of that scope would reach them."""
        return Grant(Role.COORDINATOR, self.scope_kind, self.scope)


@dataclass(frozen=True, slots=True)
class Post:
    """A message in a topic; `message_id` is None while it is to be sent, 0 where it cannot be."""

    kind: Kind
    ref: int
    number: int = 0
    message_id: int | None = None
    reply_to: int | None = None
    said: str = ""

    @property
    def key(self) -> tuple[Kind, int, int]:
        return self.kind, self.ref, self.number


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as it stands, as far as we know; `title` and `card` are digests."""

    id: int
    room_id: int
    question_id: int
    thread: int | None
    title: str
    closed: bool
    card_message: int | None
    card: str
    wanted: int
    checked_at: datetime | None
    posts: Sequence[Post] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A topic as it should stand. `gone`: its question is none of this group any more.

    `said` is what each receipt has to say now, by its key.
    """

    gone: bool = False
    closed: bool = False
    title: str = ""
    card: str = ""
    posts: Sequence[Post] = ()
    said: Mapping[tuple[Kind, int, int], str] | None = None


class Do(StrEnum):
    """One call to Telegram."""

    CREATE = "create"
    RENAME = "rename"
    CLOSE = "close"
    REOPEN = "reopen"
    DELETE = "delete"
    SEND_CARD = "send_card"
    EDIT_CARD = "edit_card"
    SEND_POST = "send_post"
    EDIT_POST = "edit_post"
    DELETE_POST = "delete_post"
    LOOK = "look"  # whether it is still there: it is given the name that it has


@dataclass(frozen=True, slots=True)
class Step:
    do: Do
    post: Post | None = None


def next_step(topic: Topic, wanted: Wanted, now: datetime) -> Step | None:
    """None where nothing is left to do. What is closed gets no topic of its own."""
    if wanted.gone:
        return Step(Do.DELETE) if topic.thread is not None else None
    if topic.thread is None:
        return None if wanted.closed else Step(Do.CREATE)
    sending = _next_to_send(topic, wanted)
    if sending is not None:
        return Step(Do.REOPEN) if topic.closed else sending
    return _next_to_change(topic, wanted, now)


def _next_to_send(topic: Topic, wanted: Wanted) -> Step | None:
    if topic.card_message is None:
        return Step(Do.SEND_CARD)
    there = {post.key for post in topic.posts}
    missing = next((post for post in wanted.posts if post.key not in there), None)
    unsent = next((post for post in topic.posts if post.message_id is None), None)
    post = missing or unsent
    return Step(Do.SEND_POST, post) if post else None


def _next_to_change(topic: Topic, wanted: Wanted, now: datetime) -> Step | None:
    if topic.title != wanted.title:
        return Step(Do.RENAME)
    if topic.card != wanted.card:
        return Step(Do.EDIT_CARD)
    changed = _next_post_to_change(topic, wanted)
    if changed is not None:
        return changed
    if topic.closed != wanted.closed:
        return Step(Do.CLOSE if wanted.closed else Do.REOPEN)
    if not topic.closed and (topic.checked_at is None or topic.checked_at <= now - LOOK_AGAIN):
        return Step(Do.LOOK)
    return None


def _next_post_to_change(topic: Topic, wanted: Wanted) -> Step | None:
    """What we said of it is another now; or it is a note that was taken back."""
    said = wanted.said or {}
    notes = {post.key for post in wanted.posts if post.kind is Kind.NOTE}
    for post in topic.posts:
        if not post.message_id:
            continue
        if post.said and post.said != said.get(post.key, post.said):
            return Step(Do.EDIT_POST, post)
        if post.kind is Kind.NOTE and post.key not in notes:
            return Step(Do.DELETE_POST, post)
    return None


def digest(words: str) -> str:
    """Enough to see that something is another."""
    return hashlib.sha256(words.encode()).hexdigest()[:32]
