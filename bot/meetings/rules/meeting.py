"""What a meeting is, who may lead it, and what follows from a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from bot.cohorts.rules import covers, holds_scope, reaches
from bot.kit.clock import in_zone, instant_of
from bot.people.rules import Grant, Person, Role, ScopeKind

LEADING: Final = (Role.TUTOR, Role.COORDINATOR, Role.ADMINISTRATOR)
LENGTHS: Final = (30, 45, 60, 90, 120, 180)
SHORTEST, LONGEST = 5, 720  # minutes


class Audience(StrEnum):
    """Who is invited: the trainees of a cohort, or the staff within a scope."""

    COHORT = "cohort"
    STAFF = "staff"


class Reply(StrEnum):
    """What somebody says about coming."""

    COMING = "coming"
    MAYBE = "maybe"
    CANNOT = "cannot"


class Attendance(StrEnum):
    """What staff note afterwards."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


class Part(StrEnum):
    """What is asked about a meeting, in that order."""

    TITLE = "title"
    WHEN = "when"
    LENGTH = "length"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose meeting it is: of a cohort, of a country, or of the whole programme.

    `country` is that of the cohort where there is one; `group` its name.
    """

    audience: Audience
    cohort_id: int | None = None
    country: str | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Wall time in `zone`. `version` counts changes, and is the SEQUENCE of calendar files.

    `told_at`: when people were last told of it as it is.
    """

    id: int
    public_id: str
    scope: Scope
    title: str
    day: date
    at: time
    minutes: int
    place: str
    zone: str
    version: int = 0
    cancelled: bool = False
    told_at: datetime | None = None

    @property
    def starts_at(self) -> datetime:
        """The instant, in UTC."""
        return instant_of(self.day, self.at, self.zone)

    @property
    def ends_at(self) -> datetime:
        """So many minutes of real time later, whatever the clocks do meanwhile."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def has_begun(self, now: datetime) -> bool:
        return self.starts_at <= now

    def is_over(self, now: datetime) -> bool:
        return self.ends_at <= now

    @property
    def link(self) -> str | None:
        """The address of the room, where the place is one."""
        return self.place if is_link(self.place) else None


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody's own side of a meeting."""

    meeting: Meeting
    reply: Reply | None = None
    attendance: Attendance | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited, as staff see them."""

    person_id: int
    name: str
    reply: Reply | None = None
    attendance: Attendance | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A meeting that somebody is about to call, or a change of one.

    `public_id` becomes the meeting's; `meeting_id` and `version` are those of the one to change.
    """

    public_id: str
    scope: Scope
    zone: str
    title: str | None = None
    day: date | None = None
    at: time | None = None
    minutes: int | None = None
    place: str | None = None
    meeting_id: int | None = None
    version: int = 0

    @property
    def missing(self) -> Part | None:
        """What is asked next; None when everything is answered."""
        answers = (self.title, self.day, self.minutes, self.place)
        return next((p for p, a in zip(Part, answers, strict=True) if a is None), None)

    @property
    def meeting(self) -> Meeting:
        """As it will be. Raises ValueError while something is missing."""
        values = (self.title, self.day, self.at, self.minutes, self.place)
        title, day, at, minutes, place = values
        if title is None or day is None or at is None or minutes is None or place is None:
            raise ValueError("a draft with questions left")
        return Meeting(
            self.meeting_id or 0, self.public_id, self.scope, title, day, at, minutes, place,
            self.zone, self.version,
        )  # fmt: skip


def may_lead(person: Person, scope: Scope) -> bool:
    """Whether somebody calls, changes and closes such a meeting: of a cohort its staff, of
    partners coordinators whose own scope holds the meeting's.
    """
    if scope.audience is Audience.COHORT:
        ids = (scope.cohort_id,) if scope.cohort_id else ()
        return covers(person, LEADING, country=scope.country, cohort_ids=ids)
    wanted = scope_of(scope)
    return any(
        grant.role is Role.COORDINATOR and holds_scope(grant, *wanted, scope.country)
        for grant in person.grants
    )


def scope_of(scope: Scope) -> tuple[ScopeKind, str | None]:
    """As grants write it."""
    if scope.cohort_id is not None:
        return ScopeKind.COHORT, str(scope.cohort_id)
    if scope.country is not None:
        return ScopeKind.COUNTRY, scope.country
    return ScopeKind.PROGRAMME, None


def widest(grants: Iterable[Grant]) -> list[Grant]:
    """The coordinator's scopes of which none lies within another: the whole programme alone, or
    countries and cohorts; by kind and name.
    """
    own = {grant for grant in grants if grant.role is Role.COORDINATOR}
    if any(grant.scope_kind is ScopeKind.PROGRAMME for grant in own):
        return [Grant(Role.COORDINATOR)]
    return sorted(own, key=lambda grant: (grant.scope_kind, grant.scope or ""), reverse=True)


def may_be_invited(grant: Grant, scope: Scope, countries: Mapping[int, str]) -> bool:
    """Whether a grant makes somebody staff within a meeting's scope. `countries`: of cohorts."""
    if grant.role is Role.TRAINEE:
        return False
    kind, name = scope_of(scope)
    if kind is ScopeKind.PROGRAMME:
        return True
    if grant.scope_kind is ScopeKind.COHORT:
        own = int(grant.scope or 0)
        return own == scope.cohort_id if kind is ScopeKind.COHORT else countries.get(own) == name
    return grant.scope_kind is kind and reaches(grant, name, ())


def asks_anew(before: Meeting, after: Meeting) -> bool:
    """Whether a change makes what people said about coming worthless: another time, that is."""
    return (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at)


def differs(before: Meeting, after: Meeting) -> bool:
    """Whether there is anything to tell."""
    return asks_anew(before, after) or (before.title, before.place) != (after.title, after.place)


def exists(day: date, at: time, zone: str) -> bool:
    """Whether the zone's wall clock shows that time at all: an hour is skipped once a year."""
    return in_zone(instant_of(day, at, zone), zone).replace(tzinfo=None) == datetime.combine(
        day, at
    )


def is_link(place: str) -> bool:
    return place.startswith("https://")


def next_mark(attendance: Attendance | None) -> Attendance:
    """What the next tap notes: present first, since most are, then absent, then excused."""
    order = {
        None: Attendance.PRESENT,
        Attendance.PRESENT: Attendance.ABSENT,
        Attendance.ABSENT: Attendance.EXCUSED,
        Attendance.EXCUSED: Attendance.PRESENT,
    }
    return order[attendance]
