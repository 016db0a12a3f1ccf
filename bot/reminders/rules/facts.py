"""What a reminder is about, and what is known of a person when it is decided on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.cohorts.rules import Milestone
from bot.meetings.rules.meeting import Invited


class Kind(StrEnum):
    """What somebody is reminded of."""

    STUDY = "study"
    INACTIVE = "inactive"
    MILESTONE = "milestone"
    MISSED = "missed"
    MEETING = "meeting"
    WAITING = "waiting"


class Frequency(StrEnum):
    """How often somebody wants a kind; FEWER is at most once a week."""

    ON = "on"
    FEWER = "fewer"
    OFF = "off"


class Reason(StrEnum):
    """Why something that was due was not sent."""

    QUIET_HOURS = "quiet_hours"
    BUDGET = "budget"
    BLOCKED = "blocked"
    ACTIVE = "active"  # here today already
    NOTHING = "nothing"  # nothing left to do, or nothing waiting any more
    OFF = "off"
    FEWER = "fewer"
    SNOOZED = "snoozed"
    STALE = "stale"  # found too late to be of use
    TOGETHER = "together"  # another message of the same moment says it


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one occurrence; `reason` is None where it was sent."""

    kind: Kind
    key: str
    at: datetime
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Preference:
    """How somebody wants a kind. At `snoozed_until` they asked to be reminded again."""

    frequency: Frequency = Frequency.ON
    snoozed_until: datetime | None = None


class Source(StrEnum):
    """What waits for somebody: a tutor's answer, or feedback on a piece of evidence."""

    ANSWER = "answer"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something unread since then. `number` is its own, `public_id` what a button opens."""

    source: Source
    number: int
    public_id: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person. `since`: when they were first looked at, `looked_at`: when last.

    `records` are those of the last 30 days, `milestones` those due from 21 days ago to nine ahead,
    `meetings` what they are invited to within three days. `only_meetings`: who is no trainee has no
    other reminders.
    `reached` counts reminders and broadcasts of the last seven days.
    """

    since: datetime
    looked_at: datetime
    milestones: tuple[Milestone, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    records: tuple[Record, ...] = ()
    preferences: Mapping[Kind, Preference] = field(default_factory=dict[Kind, Preference])
    meetings: tuple[Invited, ...] = ()
    reached: int = 0
    has_something_to_do: bool = True
    only_meetings: bool = False

    def preference(self, kind: Kind) -> Preference:
        return self.preferences.get(kind, Preference())
