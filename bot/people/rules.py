"""Who somebody is, as frozen values, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from bot.kit.clock import in_zone
from bot.kit.telegram.roles import ANYONE, MEMBER

WEEK: Final = timedelta(days=7)


class Role(StrEnum):
    """What somebody does here; one person can hold several."""

    TRAINEE = "trainee"
    TUTOR = "tutor"
    ASSESSOR = "assessor"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


STAFF: Final = frozenset({Role.TUTOR, Role.ASSESSOR, Role.COORDINATOR, Role.ADMINISTRATOR})
ACTS_FIRST_AS: Final = (
    Role.COORDINATOR,
    Role.TUTOR,
    Role.ASSESSOR,
    Role.TRAINEE,
    Role.ADMINISTRATOR,
)
# What a route needs that both run the programme and set it up.
MANAGERS: Final = "coordinator|administrator"


class ScopeKind(StrEnum):
    """How far a role reaches."""

    PROGRAMME = "programme"
    COUNTRY = "country"
    COHORT = "cohort"


class Sector(StrEnum):
    """Employment-service sector."""

    COMMERCIAL = "commercial"
    PUBLIC = "public"
    INTEGRATION = "integration"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role and its scope: a cohort's id or a country's code; None for the whole programme."""

    role: Role
    scope_kind: ScopeKind = ScopeKind.PROGRAMME
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about a version of the consent text."""

    version: int
    agreed: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has given consent. Hours are wall time in `zone`; study days are 0 (Monday) to
    6.
    """

    id: int
    public_id: str
    telegram_id: int
    name: str
    language: str
    zone: str
    country: str | None = None
    sector: Sector | None = None
    study_days: tuple[int, ...] = ()
    study_time: time | None = None
    quiet_from: time = time(21)
    quiet_to: time = time(8)
    weekly_budget: int = 5
    new_messages: bool = False
    consent_version: int = 0
    profile_complete: bool = False
    profile_step: int = 0
    acting_as: Role | None = None
    blocked_at: datetime | None = None
    last_active_day: str | None = None
    erasing: bool = False
    grants: frozenset[Grant] = frozenset()

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    def has(self, role: Role) -> bool:
        return role in self.roles


def admits(person: Person | None, needs: str, consent_version: int) -> bool:
    """Whether a route is open: it needs `anyone`, `member`, or one of the roles named, joined by
    `|`. To somebody whose data is being erased none is.
    """
    if person is not None and person.erasing:
        return False
    if needs == ANYONE:
        return True
    if person is None or person.consent_version < consent_version:
        return False
    return needs == MEMBER or any(Role(role) in person.roles for role in needs.split("|"))


def acting_role(person: Person) -> Role | None:
    """The role in which somebody with several acts now: the one they chose, else the first of
    these.
    """
    if person.acting_as in person.roles:
        return person.acting_as
    return next((role for role in ACTS_FIRST_AS if role in person.roles), None)


class Disturb(StrEnum):
    """Whether somebody may be written to now; anything but YES is the reason recorded."""

    YES = "yes"
    QUIET_HOURS = "quiet_hours"
    BUDGET = "budget"
    BLOCKED = "blocked"


def is_quiet(now: datetime, zone: str, quiet_from: time, quiet_to: time) -> bool:
    """Whether the wall clock stands in the quiet hours, which may run over midnight; equal ends:
    never.
    """
    wall = in_zone(now, zone).time()
    if quiet_from <= quiet_to:
        return quiet_from <= wall < quiet_to
    return wall >= quiet_from or wall < quiet_to


def may_disturb(person: Person, now: datetime, reached_this_week: int) -> Disturb:
    """`reached_this_week`: reminders and broadcasts of the last seven days."""
    if person.blocked_at is not None:
        return Disturb.BLOCKED
    if is_quiet(now, person.zone, person.quiet_from, person.quiet_to):
        return Disturb.QUIET_HOURS
    if reached_this_week >= person.weekly_budget:
        return Disturb.BUDGET
    return Disturb.YES
