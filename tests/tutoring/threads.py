"""Questions, entries and people as values, for the tests of this room."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.kit.text import text
from bot.people.rules import Grant, Person, Role
from bot.tutoring.rules.thread import Context, Entry, Media, Question, Side, State, Thread

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def question(**values: Any) -> Question:
    plain = Question(
        id=1,
        public_id="abcdefghij",
        asker_id=1,
        language="en",
        context=Context(),
        opening="May I call the employer?",
        state=State.OPEN,
        version=1,
        claimed_by=None,
        asked_at=NOW,
        first_answer_at=None,
        due_at=NOW,
        wait=1,
        escalation=0,
        escalates_at=NOW,
        closed_at=None,
        helped=None,
        unread_asker=False,
        unread_tutor=False,
    )
    return replace(plain, **values)


def entry(number: int, words: str = "", side: Side = Side.ASKER, **values: Any) -> Entry:
    plain = Entry(
        id=number,
        author_id=1 if side is Side.ASKER else 2,
        side=side,
        asks_back=False,
        text=text(words),
        media=None,
        message_id=number,
        album=None,
        dedupe_key=None,
        written_at=NOW,
        edits=0,
    )
    return replace(plain, **values)


PHOTO = Media("photo", "file-id")


def person(number: int, name: str, *roles: Role, **values: Any) -> Person:
    plain = Person(
        id=number,
        public_id=f"person-{number}",
        telegram_id=7_000_000_000 + number,
        name=name,
        language="en",
        zone="Europe/Stockholm",
        country="SE",
        last_active_day="2026-11-24",
        grants=frozenset(Grant(role) for role in roles),
    )
    return replace(plain, **values)


AMINA = person(1, "Amina", Role.TRAINEE)
GRETA = person(2, "Greta", Role.TUTOR)


def thread(*entries: Entry, side: Side = Side.TUTOR, **values: Any) -> Thread:
    asked = question(**values)
    tutor = GRETA if asked.claimed_by == GRETA.id else None
    return Thread(asked, entries or (entry(1, asked.opening),), side, AMINA, tutor)
