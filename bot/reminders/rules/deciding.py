"""One look at a person: what is sent now, what is skipped and why, and when to look again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, TypeAlias

from bot.cohorts.rules import Milestone
from bot.meetings.rules.meeting import Meeting
from bot.people.rules import WEEK, Disturb, Person, may_disturb
from bot.reminders.rules.due import (
    Occurrence,
    coming_meetings,
    find_due,
    meetings,
    open_milestones,
)
from bot.reminders.rules.facts import Facts, Frequency, Kind, Reason, Record, Waiting
from bot.reminders.rules.moments import day_of, last_moment, moments_after, quiet_end

# Who comes first where the week's budget does not suffice for all.
ORDER: Final = (Kind.MEETING, Kind.WAITING, Kind.MILESTONE, Kind.MISSED, Kind.INACTIVE, Kind.STUDY)
AT_THE_LATEST: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message. `keys` are the occurrences it stands for; `days` those since the last visit.

    It may arrive until `expires_at`.
    """

    kind: Kind
    keys: tuple[str, ...]
    again: bool
    expires_at: datetime
    days: int = 0
    milestones: tuple[Milestone, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    meetings: tuple[Meeting, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a person came to."""

    next_at: datetime
    reminders: tuple[Reminder, ...] = ()
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Hold:
    """Not now, but then: until quiet hours are over, or when the person asked for it."""

    until: datetime


Verdict: TypeAlias = Reason | Hold | None


@dataclass(slots=True)
class _Looking:
    person: Person
    facts: Facts
    now: datetime
    reminders: list[Reminder] = field(default_factory=list[Reminder])
    records: list[Record] = field(default_factory=list[Record])
    held: list[datetime] = field(default_factory=list[datetime])


def look(person: Person, facts: Facts, now: datetime) -> Look:
    """Decide on everything that is due for a person who can be reminded."""
    looking = _Looking(person, facts, now)
    found = find_due(person, facts, now)
    today = day_of(person, now)
    for kind in ORDER:
        of_kind = [one for one in found if one.kind is kind]
        _skip(looking, [one for one in of_kind if one.last_day < today], Reason.STALE)
        fresh = [one for one in of_kind if one.last_day >= today]
        if fresh:
            _decide(looking, kind, fresh)
    next_at = look_next(person, facts, now, looking.held)
    return Look(next_at, tuple(looking.reminders), tuple(looking.records))


def look_next(
    person: Person, facts: Facts, now: datetime, held: Sequence[datetime] = ()
) -> datetime:
    """When this person is to be looked at again: always later than now, within a day or so."""
    snoozed = [preference.snoozed_until for preference in facts.preferences.values()]
    later = [at for at in (*snoozed, *held) if at is not None and at > now]
    met = [one.at for one in meetings(person, facts, now) if one.at > now]
    return min((*moments_after(person, now), *later, *met), default=now + AT_THE_LATEST)


def _skip(looking: _Looking, skipped: Sequence[Occurrence], reason: Reason | None) -> None:
    at = looking.now
    looking.records.extend(Record(one.kind, one.key, at, reason) for one in skipped)


def _decide(looking: _Looking, kind: Kind, due: Sequence[Occurrence]) -> None:
    verdict = _verdict(looking, kind, due)
    if isinstance(verdict, Hold):
        until = day_of(looking.person, verdict.until)
        looking.held.append(verdict.until)
        _skip(looking, [one for one in due if one.last_day < until], _why_held(looking, kind))
    else:
        _skip(looking, due, verdict)
        if verdict is None:
            looking.reminders.append(_reminder(looking, kind, due))


def _why_held(looking: _Looking, kind: Kind) -> Reason:
    until = looking.facts.preference(kind).snoozed_until
    is_snoozed = until is not None and until > looking.now
    return Reason.SNOOZED if is_snoozed else Reason.QUIET_HOURS


def _verdict(looking: _Looking, kind: Kind, due: Sequence[Occurrence]) -> Verdict:
    """None: send it. What somebody asked for once more comes whatever they are doing today."""
    until = looking.facts.preference(kind).snoozed_until
    if until is not None and until > looking.now:
        return Hold(until)
    if any(one.again for one in due):
        reason = None if _has_subject(looking, kind) else Reason.NOTHING
    else:
        reason = _unwanted(looking, kind)
    return reason or _disturbing(looking)


def _has_subject(looking: _Looking, kind: Kind) -> bool:
    return has_subject(looking.person, looking.facts, kind, looking.now)


def has_subject(person: Person, facts: Facts, kind: Kind, now: datetime) -> bool:
    """Whether there is by now anything that a reminder of the kind could be about."""
    if kind is Kind.WAITING:
        return bool(facts.waiting)
    if kind is Kind.MEETING:
        return bool(coming_meetings(facts, now))
    if kind in (Kind.MILESTONE, Kind.MISSED):
        return bool(open_milestones(person, facts, kind, now))
    return True


def _unwanted(looking: _Looking, kind: Kind) -> Reason | None:
    frequency = looking.facts.preference(kind).frequency
    if frequency is Frequency.OFF:
        return Reason.OFF
    if frequency is Frequency.FEWER and _was_sent_this_week(looking, kind):
        return Reason.FEWER
    return _needless_study(looking) if kind is Kind.STUDY else None


def _was_sent_this_week(looking: _Looking, kind: Kind) -> bool:
    return any(
        record.kind is kind and record.reason is None and record.at > looking.now - WEEK
        for record in looking.facts.records
    )


def _needless_study(looking: _Looking) -> Reason | None:
    if looking.person.last_active_day == day_of(looking.person, looking.now).isoformat():
        return Reason.ACTIVE
    if not looking.facts.has_something_to_do:
        return Reason.NOTHING
    said = any(reminder.kind is Kind.INACTIVE for reminder in looking.reminders)
    return Reason.TOGETHER if said else None


def _disturbing(looking: _Looking) -> Verdict:
    reached = looking.facts.reached + len(looking.reminders)
    match may_disturb(looking.person, looking.now, reached):
        case Disturb.YES:
            return None
        case Disturb.QUIET_HOURS:
            return Hold(quiet_end(looking.person, looking.now))
        case Disturb.BUDGET:
            return Reason.BUDGET
        case Disturb.BLOCKED:
            return Reason.BLOCKED


def _reminder(looking: _Looking, kind: Kind, due: Sequence[Occurrence]) -> Reminder:
    person, facts, now = looking.person, looking.facts, looking.now
    again = any(one.again for one in due)
    milestones = [one.milestone for one in due if one.milestone]
    waiting = [one.waiting for one in due if one.waiting]
    met = [one.meeting for one in due if one.meeting]
    if again and kind is Kind.WAITING:
        waiting = list(facts.waiting)
    elif again and kind in (Kind.MILESTONE, Kind.MISSED):
        milestones = open_milestones(person, facts, kind, now)
    elif again and kind is Kind.MEETING:
        met = coming_meetings(facts, now)
    return Reminder(
        kind,
        tuple(one.key for one in due),
        again,
        min([last_moment(person, now), *(one.starts_at for one in met)]),
        _days_away(person, day_of(person, now)),
        tuple(milestones),
        tuple(waiting),
        tuple(dict.fromkeys(met)),
    )


def _days_away(person: Person, today: date) -> int:
    if person.last_active_day is None:
        return 0
    return (today - date.fromisoformat(person.last_active_day)).days
