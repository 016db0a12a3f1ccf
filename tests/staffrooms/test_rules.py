"""What is done next in a topic, what Telegram's refusals mean, and how fast it goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.kit.text import text
from bot.staffrooms.rules.faults import Fault, fault_of
from bot.staffrooms.rules.marks import is_note, words_of_note
from bot.staffrooms.rules.pace import spend
from bot.staffrooms.rules.topics import Do, Kind, Post, Topic, Wanted, next_step

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NONE = Topic(1, 1, 1, None, "", False, None, "", 1, None)
BARE = replace(NONE, thread=7, title="t", checked_at=NOW)
DONE = replace(BARE, card_message=8, card="c")
AS_IS = Wanted(title="t", card="c")
ENTRY = Post(Kind.ENTRY, 3)
SENT = replace(ENTRY, message_id=9)
RECEIPT = Post(Kind.RECEIPT, 3, message_id=10, said="waiting")
NOTE = Post(Kind.NOTE, 4, message_id=11, said="n")


def step(topic: Topic, wanted: Wanted) -> Do | None:
    found = next_step(topic, wanted, NOW)
    return found.do if found else None


@pytest.mark.parametrize(
    ("topic", "wanted", "do"),
    [
        (NONE, AS_IS, Do.CREATE),
        (NONE, replace(AS_IS, closed=True), None),
        (NONE, Wanted(gone=True), None),
        (DONE, Wanted(gone=True), Do.DELETE),
        (BARE, AS_IS, Do.SEND_CARD),
        (DONE, AS_IS, None),
        (DONE, replace(AS_IS, posts=(ENTRY,)), Do.SEND_POST),
        (replace(DONE, posts=(SENT,)), replace(AS_IS, posts=(ENTRY,)), None),
        (replace(DONE, posts=(replace(RECEIPT, message_id=None),)), AS_IS, Do.SEND_POST),
        (replace(DONE, posts=(RECEIPT,)), replace(AS_IS, said={RECEIPT.key: "sent"}), Do.EDIT_POST),
        (replace(DONE, posts=(NOTE,)), AS_IS, Do.DELETE_POST),
        (DONE, replace(AS_IS, title="u"), Do.RENAME),
        (DONE, replace(AS_IS, card="d"), Do.EDIT_CARD),
        (DONE, replace(AS_IS, closed=True), Do.CLOSE),
        (replace(DONE, closed=True), AS_IS, Do.REOPEN),
        (replace(DONE, closed=True), replace(AS_IS, closed=True, posts=(ENTRY,)), Do.REOPEN),
        (replace(DONE, checked_at=NOW - timedelta(hours=1)), AS_IS, Do.LOOK),
    ],
)
def test_one_thing_is_next(topic: Topic, wanted: Wanted, do: Do | None) -> None:
    assert step(topic, wanted) == do


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("Bad Request: message thread not found", Fault.TOPIC_GONE),
        ("Bad Request: TOPIC_ID_INVALID", Fault.TOPIC_GONE),
        ("Bad Request: TOPIC_DELETED", Fault.TOPIC_GONE),
        ("Bad Request: TOPIC_CLOSED", Fault.TOPIC_CLOSED),
        ("Bad Request: TOPIC_NOT_MODIFIED", Fault.UNCHANGED),
        ("Bad Request: not enough rights to create a topic", Fault.NO_RIGHT),
        ("Bad Request: CHAT_ADMIN_REQUIRED", Fault.NO_RIGHT),
        ("Bad Request: the chat is not a forum", Fault.NO_FORUM),
        ("Bad Request: wrong file identifier", Fault.OTHER),
    ],
)
def test_refusals_are_understood(said: str, fault: Fault) -> None:
    assert fault_of(said) is fault


@pytest.mark.parametrize(
    ("written", "note"),
    [("// shy", "shy"), ("  //shy", "shy"), ("//", ""), ("shy", None), ("1 // 2", None)],
)
def test_a_mark_ahead_makes_a_note(written: str, note: str | None) -> None:
    assert is_note(text(written)) == (note is not None)
    assert note is None or words_of_note(text(written)) == note


@given(some.lists(some.integers(0, 30), max_size=80), some.integers(1, 60))
def test_no_minute_gets_more_than_its_budget(waits: list[int], per_minute: int) -> None:
    free_at, now, sent = None, NOW, list[datetime]()
    for wait in waits:
        now += timedelta(seconds=wait / 10)
        free_at, again_at = spend(free_at, now, per_minute)
        if again_at is None:
            sent.append(now)
    for one in sent:
        minute = [other for other in sent if one <= other < one + timedelta(minutes=1)]
        assert len(minute) <= per_minute * 1.75 + 1


def test_who_waits_is_told_until_when() -> None:
    free_at = None
    for _ in range(15):
        free_at, again_at = spend(free_at, NOW, 20)
        assert again_at is None
    free_at, again_at = spend(free_at, NOW, 20)
    assert again_at is not None
    assert spend(free_at, again_at, 20)[1] is None
