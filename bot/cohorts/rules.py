"""What a cohort is, and whom a scope covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.kit.clock import instant_of
from bot.people.rules import Grant, Person, Role, ScopeKind, Sector


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


@dataclass(frozen=True, slots=True)
class Milestone:
    """A deadline of a cohort: wall time in `zone`, which is the cohort's."""

    id: int
    cohort_id: int
    title: str
    due_on: date
    due_time: time
    zone: str

    @property
    def due_at(self) -> datetime:
        """The instant, in UTC."""
        return instant_of(self.due_on, self.due_time, self.zone)

    def is_over(self, now: datetime) -> bool:
        return self.due_at <= now


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
