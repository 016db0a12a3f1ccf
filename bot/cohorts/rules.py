"""What a cohort is, and whom a scope covers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from bot.kit.clock import instant_of
from bot.people.rules import Grant, Person, Role, ScopeKind, Sector

LONGEST_NAME: Final = 60
END_OF_DAY: Final = time(23, 59)
MANAGING: Final = (Role.COORDINATOR, Role.ADMINISTRATOR)


class Part(StrEnum):
    """What is asked to make a cohort, in that order."""

    NAME = "name"
    COUNTRY = "country"
    SECTOR = "sector"
    START = "start"
    END = "end"


MIXED: Final = "mixed"  # a cohort of several sectors


@dataclass(frozen=True, slots=True)
class CohortDraft:
    """A cohort that somebody is about to make; a sector of MIXED is an answer, too."""

    name: str | None = None
    country: str | None = None
    sector: str | None = None
    starts_on: date | None = None

    @property
    def missing(self) -> Part:
        """What is asked next."""
        answers = (self.name, self.country, self.sector, self.starts_on)
        return next((p for p, a in zip(Part, answers, strict=False) if a is None), Part.END)


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group that learns together; `zone` is the IANA zone of its milestones."""

    id: int
    public_id: str
    name: str
    country: str
    sector: Sector | None
    zone: str
    starts_on: date
    ends_on: date
    version: int = 0


@dataclass(frozen=True, slots=True)
class Milestone:
    """A deadline of a cohort: wall time in `zone`, which is the cohort's."""

    id: int
    cohort_id: int
    title: str
    due_on: date
    due_time: time
    zone: str
    version: int = 0

    @property
    def due_at(self) -> datetime:
        """The instant, in UTC."""
        return instant_of(self.due_on, self.due_time, self.zone)

    def is_over(self, now: datetime) -> bool:
        return self.due_at <= now


@dataclass(frozen=True, slots=True)
class Move:
    """Other dates of a cohort. `along` are the milestones that move with its first day, each as it
    is and as it would be; `beyond` those that would lie after the last day if they stayed.
    """

    cohort: Cohort
    starts_on: date
    ends_on: date
    along: tuple[tuple[Milestone, Milestone], ...] = ()
    beyond: tuple[Milestone, ...] = ()

    @property
    def days(self) -> int:
        """By how many the first day moves; negative where it comes earlier."""
        return (self.starts_on - self.cohort.starts_on).days

    @property
    def changes(self) -> bool:
        before = (self.cohort.starts_on, self.cohort.ends_on)
        return before != (self.starts_on, self.ends_on)


def plan_move(
    cohort: Cohort, milestones: Iterable[Milestone], starts_on: date, ends_on: date, now: datetime
) -> Move:
    """What moves: milestones keep their time of day on the wall clock, whatever the clocks do in
    between. What is over stays, since it has been; and nothing moves to where it would be over.
    """
    ahead = [one for one in milestones if not one.is_over(now)]
    by = starts_on - cohort.starts_on
    moved = [(one, replace(one, due_on=one.due_on + by)) for one in ahead] if by else []
    along = tuple(pair for pair in moved if not pair[1].is_over(now))
    beyond = tuple(one for one in ahead if one.due_on > ends_on)
    return Move(cohort, starts_on, ends_on, along, beyond)


def reaches(grant: Grant, country: str | None, cohort_ids: Iterable[int]) -> bool:
    """Whether a grant's scope holds somebody (or a group) of that country and those cohorts."""
    if grant.scope_kind is ScopeKind.PROGRAMME:
        return True
    if grant.scope_kind is ScopeKind.COUNTRY:
        return country is not None and grant.scope == country
    return grant.scope is not None and int(grant.scope) in cohort_ids


def covers(
    person: Person, roles: Iterable[Role], *, country: str | None, cohort_ids: Iterable[int]
) -> bool:
    """Whether somebody holds one of the roles over a trainee of that country and those cohorts."""
    wanted, cohorts = frozenset(roles), frozenset(cohort_ids)
    return any(grant.role in wanted and reaches(grant, country, cohorts) for grant in person.grants)


def holds_scope(outer: Grant, kind: ScopeKind, scope: str | None, country: str | None) -> bool:
    """Whether a scope lies within a grant's; `country` is that of the cohort, where it is one."""
    if kind is ScopeKind.PROGRAMME:
        return outer.scope_kind is ScopeKind.PROGRAMME
    if kind is ScopeKind.COUNTRY:
        return reaches(outer, scope, ())
    return reaches(outer, country, (int(scope or 0),))


def may_make_in(person: Person, country: str) -> bool:
    """Whether somebody may make a cohort there: a scope of one cohort does not reach."""
    return covers(person, MANAGING, country=country, cohort_ids=())


def clean_title(written: str) -> str | None:
    """A name of a cohort or a title of a milestone: one line of 2 to 60 characters, or None."""
    title = " ".join(written.split())
    return title if 2 <= len(title) <= LONGEST_NAME else None


_NUMBERS: Final = re.compile(r"(\d{1,2})[./\-\s]+(\d{1,2})(?:[./\-\s]+(\d{4}|\d{2}))?[.]?")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})")
_NAMED: Final = re.compile(r"(\d{1,2})[.]?(?:\s+de)?\s+([^\W\d]+)[.]?(?:\s+de)?(?:\s+(\d{4}))?")
_WITH_TIME: Final = re.compile(r"(.*?)[\s,]+(\d{1,2})[:.](\d{2})")
YEARS_AROUND: Final = 10


def read_date(written: str, months: Mapping[str, int], today: date) -> date | None:
    """A day as people write it, day before month or year first; without a year the next such day.

    `months` are the names of months in the writer's language. None for what is no date, or one more
    than ten years away.
    """
    words = _folded(written)
    names = {_folded(name).rstrip("."): number for name, number in months.items()}
    if found := _YEAR_FIRST.fullmatch(words):
        return _day(int(found[3]), int(found[2]), int(found[1]), today)
    if found := _NUMBERS.fullmatch(words):
        return _day(int(found[1]), int(found[2]), _year(found[3]), today)
    if (found := _NAMED.fullmatch(words)) and found[2] in names:
        return _day(int(found[1]), names[found[2]], _year(found[3]), today)
    return None


def read_due(written: str, months: Mapping[str, int], today: date) -> tuple[date, time] | None:
    """A day, or a day and a time of day after it; a day alone ends at 23:59."""
    day = read_date(written, months, today)
    if day is not None:
        return day, END_OF_DAY
    found = _WITH_TIME.fullmatch(written.strip())
    if found is None or int(found[2]) > 23 or int(found[3]) > 59:
        return None
    day = read_date(found[1], months, today)
    return (day, time(int(found[2]), int(found[3]))) if day else None


def _folded(words: str) -> str:
    # lower() and not casefold(), which takes a Greek iota with two accents apart
    return unicodedata.normalize("NFC", words.strip().lower())


def _year(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) if len(written) == 4 else 2000 + int(written)


def _day(day: int, month: int, year: int | None, today: date) -> date | None:
    try:
        if year is not None:
            read = date(year, month, day)
        else:
            read = date(today.year, month, day)
            read = read if read >= today else date(today.year + 1, month, day)
    except ValueError:
        return None
    return read if abs(read.year - today.year) <= YEARS_AROUND else None
