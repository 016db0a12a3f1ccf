"""What is due for a person by now and not yet dealt with, each under a key that never changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.cohorts.rules import Milestone
from bot.meetings.rules.meeting import Meeting, Reply
from bot.people.rules import Person
from bot.reminders.rules.facts import Facts, Kind, Waiting
from bot.reminders.rules.moments import A_DAY, day_of, hour, study_moment

AWAY: Final = {3: 6, 7: 13, 14: 20}  # after so many days without a visit, until that day
AHEAD: Final = (7, 1)  # days before a milestone
AFTERWARDS: Final = timedelta(days=3)  # a milestone that has passed is spoken of
UNREAD: Final = timedelta(hours=24)  # an answer may lie so long
UNREAD_AT_MOST: Final = timedelta(days=7)
SHORTLY: Final = timedelta(hours=1)  # ahead of a meeting
KNOWN_A_DAY: Final = timedelta(hours=12)  # who has just been told needs no reminder
LOOKED_BACK: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something due since `at`, of use until the end of `last_day` on the person's wall clock.

    `again`: the person asked to be reminded once more.
    """

    kind: Kind
    key: str
    at: datetime
    last_day: date
    again: bool = False
    milestone: Milestone | None = None
    waiting: Waiting | None = None
    meeting: Meeting | None = None


def find_due(person: Person, facts: Facts, now: datetime) -> list[Occurrence]:
    """Everything due by now that has no record: what can still be sent, and what went stale since
    the last look.
    """
    known = {record.key for record in facts.records}
    today = day_of(person, now)
    found = [*meetings(person, facts, now), *_again(person, facts)]
    if not facts.only_meetings:
        found += _of_learning(person, facts, known, now)
    return [
        one
        for one in found
        if one.at <= now
        and one.key not in known
        and (today <= one.last_day or one.at > facts.looked_at)
    ]


def _of_learning(person: Person, facts: Facts, known: set[str], now: datetime) -> list[Occurrence]:
    return [
        *_study(person, facts, now),
        *_inactive(person, known, now),
        *_milestones(person, facts, now),
        *_waiting(person, facts),
    ]


def _study(person: Person, facts: Facts, now: datetime) -> Iterator[Occurrence]:
    today = day_of(person, now)
    day = max(day_of(person, facts.looked_at), today - LOOKED_BACK)
    while day <= today:
        at = study_moment(person, day)
        if at is not None:
            yield Occurrence(Kind.STUDY, f"study.{day}", at, day)
        day += A_DAY


def _inactive(person: Person, known: set[str], now: datetime) -> Iterator[Occurrence]:
    """One step of absence that was missed is made good by the highest one that is reached."""
    if person.last_active_day is None:
        return
    last = date.fromisoformat(person.last_active_day)
    steps = [
        Occurrence(
            Kind.INACTIVE,
            f"inactive.{days}.{last}",
            hour(person, last + timedelta(days=days)),
            last + timedelta(days=until),
        )
        for days, until in AWAY.items()
        if day_of(person, now) >= last + timedelta(days=days)
    ]
    missed = [step for step in steps if step.at <= now and step.key not in known]
    if not missed:
        return
    yield from (step for step in missed if step is not steps[-1])
    highest = steps[-1]
    yield Occurrence(Kind.INACTIVE, highest.key, min(highest.at, now), highest.last_day)


def _milestones(person: Person, facts: Facts, now: datetime) -> Iterator[Occurrence]:
    for milestone in facts.milestones:
        yield from _before(person, milestone, now)
        if milestone.due_at > facts.since:
            yield _after(person, milestone)


def _before(person: Person, milestone: Milestone, now: datetime) -> Iterator[Occurrence]:
    """The reminder of a week before is of use until that of the day before, which is until it is
    over.
    """
    day = day_of(person, milestone.due_at)
    last_days = {7: day - 2 * A_DAY, 1: day - A_DAY if milestone.is_over(now) else day}
    for ahead in AHEAD:
        yield Occurrence(
            Kind.MILESTONE,
            f"milestone.{milestone.id}.{ahead}.{milestone.due_on}",
            hour(person, day - ahead * A_DAY),
            last_days[ahead],
            milestone=milestone,
        )


def _after(person: Person, milestone: Milestone) -> Occurrence:
    day = day_of(person, milestone.due_at)
    key = f"missed.{milestone.id}.{milestone.due_on}"
    at = hour(person, day + A_DAY)
    return Occurrence(Kind.MISSED, key, at, day + AFTERWARDS, milestone=milestone)


def _waiting(person: Person, facts: Facts) -> Iterator[Occurrence]:
    for waiting in facts.waiting:
        grown = waiting.since + UNREAD
        day = day_of(person, grown)
        at = hour(person, day)
        at = at if at >= grown else hour(person, day + A_DAY)
        key = f"waiting.{waiting.source}.{waiting.number}"
        last_day = day_of(person, at + UNREAD_AT_MOST)
        yield Occurrence(Kind.WAITING, key, at, last_day, waiting=waiting)


def meetings(person: Person, facts: Facts, now: datetime) -> Iterator[Occurrence]:
    """On the day before, and an hour ahead; nothing to who cannot come, or has only just been
    told of it.
    """
    for invited in facts.meetings:
        meeting = invited.meeting
        if invited.reply is Reply.CANNOT:
            continue
        told, day = meeting.told_at or facts.since, day_of(person, meeting.starts_at)
        eve, soon = hour(person, day - A_DAY), meeting.starts_at - SHORTLY
        for at, known_for, which in ((eve, KNOWN_A_DAY, "day"), (soon, SHORTLY, "hour")):
            if at - told >= known_for:
                key = f"meeting.{meeting.id}.{meeting.version}.{which}"
                over = meeting.has_begun(now)
                last_day = day_of(person, now) - A_DAY if over else day_of(person, at)
                yield Occurrence(Kind.MEETING, key, at, last_day, meeting=meeting)


def coming_meetings(facts: Facts, now: datetime) -> list[Meeting]:
    """What a reminder of meetings, asked for once more, is about by now."""
    return [
        one.meeting
        for one in facts.meetings
        if one.reply is not Reply.CANNOT and not one.meeting.has_begun(now)
    ]


def _again(person: Person, facts: Facts) -> Iterator[Occurrence]:
    for kind in Kind:
        until = facts.preference(kind).snoozed_until
        if until is not None:
            key = f"again.{kind}.{until:%Y%m%d%H%M}"
            yield Occurrence(kind, key, until, day_of(person, until), again=True)


def open_milestones(person: Person, facts: Facts, kind: Kind, now: datetime) -> list[Milestone]:
    """What a reminder of that kind, asked for once more, is about by now."""
    week = timedelta(days=AHEAD[0])
    today = day_of(person, now)
    if kind is Kind.MISSED:
        return [m for m in facts.milestones if facts.since < m.due_at <= now < m.due_at + week]
    ahead = [m for m in facts.milestones if not m.is_over(now)]
    return [m for m in ahead if day_of(person, m.due_at) - today <= week]
