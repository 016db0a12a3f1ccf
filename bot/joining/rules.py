"""Invitations and what is wrong with them, pauses after guessing, and answers to the profile's
questions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe
from typing import Final

from bot.cohorts.rules import holds_scope
from bot.kit.address import MOST, NUMBER
from bot.people.rules import Grant, Person, Role, ScopeKind

CODE_BYTES: Final = 24  # 192 bits: 32 characters of a start parameter
FREE_GUESSES: Final = 3
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=12)
FORGET_AFTER: Final = timedelta(days=1)
INVITED_BY_COORDINATORS: Final = frozenset({Role.TRAINEE, Role.TUTOR, Role.ASSESSOR})
COUNTRY: Final = re.compile(r"[A-Z]{2}")
RENEWED_FOR: Final = timedelta(days=30)
NAME_LENGTHS: Final = (2, 100)


class InvitationKind(StrEnum):
    """For one person, or for as many as the quota says."""

    PERSONAL = "personal"
    COHORT = "cohort"


class Layout(StrEnum):
    """How invitations are printed: cards to cut out, or a page for each person."""

    CARDS = "cards"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that lets people in; `cohort_id` is the cohort a trainee becomes a member of."""

    id: int
    kind: InvitationKind
    grant: Grant
    cohort_id: int | None
    quota: int
    expires_at: datetime | None
    revoked_at: datetime | None
    made_by: int | None
    made_at: datetime
    opened: int = 0
    joined: int = 0
    public_id: str = ""
    renewed: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """Of all that somebody made: invitations, those that were opened, and people who joined."""

    made: int
    opened: int
    joined: int


@dataclass(frozen=True, slots=True)
class ScopeOffer:
    """A scope that somebody may hand out; `name` is that of a cohort."""

    kind: ScopeKind
    scope: str | None = None
    name: str = ""


def wide_scopes(maker: Person, role: Role, countries: Iterable[str]) -> list[ScopeOffer]:
    """The programme and the countries somebody may hand the role out for, the widest first."""
    offers = [
        ScopeOffer(ScopeKind.PROGRAMME),
        *(ScopeOffer(ScopeKind.COUNTRY, country) for country in sorted(set(countries))),
    ]
    return [o for o in offers if may_invite(maker, Grant(role, o.kind, o.scope), None)]


@dataclass(frozen=True, slots=True)
class Interest:
    """A visitor who wants to be told when there is a place."""

    telegram_id: int
    first_name: str
    language: str
    left_at: datetime


class Fault(StrEnum):
    """Why an invitation lets nobody in."""

    WRONG = "wrong"
    REVOKED = "revoked"
    USED = "used"
    FULL = "full"
    EXPIRED = "expired"


def why_refused(invitation: Invitation | None, now: datetime) -> Fault | None:
    """What is wrong with an invitation; None where it lets somebody in."""
    if invitation is None:
        return Fault.WRONG
    if invitation.revoked_at is not None:
        return Fault.REVOKED
    if invitation.joined >= invitation.quota:
        return Fault.USED if invitation.kind is InvitationKind.PERSONAL else Fault.FULL
    if invitation.expires_at is not None and invitation.expires_at <= now:
        return Fault.EXPIRED
    return None


def can_be_renewed(invitation: Invitation) -> bool:
    """Whether a new link may take the place of the one before: there is still somebody to come."""
    return invitation.revoked_at is None and invitation.joined < invitation.quota


def renewed_until(invitation: Invitation, now: datetime) -> datetime | None:
    """A new link is good for a month at least."""
    if invitation.expires_at is None:
        return None
    return max(invitation.expires_at, now + RENEWED_FOR)


def new_code() -> str:
    """A code that nobody guesses: 192 random bits, fit for a start parameter."""
    return token_urlsafe(CODE_BYTES)


def hash_of(code: str) -> str:
    """What is stored of a code. Codes are random, so that a plain hash is enough."""
    return sha256(code.encode()).hexdigest()


def is_scope(grant: Grant) -> bool:
    """Whether its scope can be one of its kind: none, a country's code or a cohort's number."""
    scope = grant.scope or ""
    match grant.scope_kind:
        case ScopeKind.PROGRAMME:
            return not scope
        case ScopeKind.COUNTRY:
            return bool(COUNTRY.fullmatch(scope))
        case ScopeKind.COHORT:
            return bool(NUMBER.fullmatch(scope)) and int(scope) <= MOST


def may_invite(maker: Person, grant: Grant, country: str | None) -> bool:
    """Whether somebody may hand out a role in a scope; `country` is that of the cohort, where it
    is one.
    """
    return any(
        (own.role is Role.ADMINISTRATOR or _coordinates(own, grant))
        and holds_scope(own, grant.scope_kind, grant.scope, country)
        for own in maker.grants
    )


def _coordinates(own: Grant, wanted: Grant) -> bool:
    return own.role is Role.COORDINATOR and wanted.role in INVITED_BY_COORDINATORS


def invitable_roles(maker: Person) -> tuple[Role, ...]:
    """The roles somebody may hand out at all, in the order they are offered."""
    if maker.has(Role.ADMINISTRATOR):
        return (
            Role.TRAINEE,
            Role.TUTOR,
            Role.ASSESSOR,
            Role.COORDINATOR,
            Role.ADMINISTRATOR,
        )
    if maker.has(Role.COORDINATOR):
        return (Role.TRAINEE, Role.TUTOR, Role.ASSESSOR)
    return ()


def scopes_of(maker: Person) -> tuple[Grant, ...]:
    """The grants by which somebody invites and runs cohorts."""
    managing = (Role.ADMINISTRATOR, Role.COORDINATOR)
    return tuple(grant for grant in maker.grants if grant.role in managing)


@dataclass(frozen=True, slots=True)
class Guesses:
    """Wrong codes of one account, and when the last came."""

    failures: int
    last_at: datetime


def pause_until(guesses: Guesses | None) -> datetime | None:
    """Until when no code of this account is tried; the pause doubles with each wrong one."""
    if guesses is None or guesses.failures < FREE_GUESSES:
        return None
    doublings = min(guesses.failures - FREE_GUESSES, 20)
    return guesses.last_at + min(LONGEST_PAUSE, FIRST_PAUSE * 2**doublings)


def after_wrong_code(guesses: Guesses | None, now: datetime) -> Guesses:
    """One more; a day without any begins anew."""
    if guesses is None or now - guesses.last_at >= FORGET_AFTER:
        return Guesses(1, now)
    return Guesses(guesses.failures + 1, now)


class Step(StrEnum):
    """The questions of the profile, in the order they are asked."""

    NAME = "name"
    COUNTRY = "country"
    SECTOR = "sector"
    ZONE = "zone"
    DAYS = "days"
    HOUR = "hour"
    QUIET = "quiet"


STEPS: Final = tuple(Step)


def next_question(person: Person) -> Step | None:
    """The first question not answered yet; None when the profile is complete."""
    if person.profile_complete or person.profile_step >= len(STEPS):
        return None
    return STEPS[person.profile_step]


class NameFault(StrEnum):
    """What is wrong with a name for a certificate."""

    LENGTH = "length"
    CHARACTERS = "characters"


def clean_name(written: str) -> str:
    """A name as it is printed: composed characters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", written).split())


def what_is_wrong_with(name: str) -> NameFault | None:
    """Letters of any script, marks, spaces, and . ' ’ - · , between them; two letters at least."""
    shortest, longest = NAME_LENGTHS
    letters = sum(1 for character in name if character.isalpha())
    if not all(_in_a_name(character) for character in name):
        return NameFault.CHARACTERS
    if letters < shortest or len(name) > longest:
        return NameFault.LENGTH
    return None


def _in_a_name(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" or character in " .'’‘ʼ-‐·,"


_TIME: Final = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?")
_SPAN: Final = re.compile(rf"\s*{_TIME.pattern}\s*(?:-|–|—|\s)\s*{_TIME.pattern}\s*")


_AFTER_NOON: Final = re.compile(r"p\.?\s?m|μ\.?\s?μ", re.IGNORECASE)


def read_time(written: str) -> time | None:
    """A time of day as people write it: 17:30, 17.30, 17, kl. 17, 5:30 pm; None if it is none."""
    found = re.fullmatch(rf"\D{{0,6}}{_TIME.pattern}\D{{0,6}}", written.strip())
    read = _time(found[1], found[2]) if found else None
    if read is not None and read.hour < 12 and _AFTER_NOON.search(written):
        return read.replace(hour=read.hour + 12)
    return read


def read_span(written: str) -> tuple[time, time] | None:
    """Two times of day: 21:00-08:00, 22–7; None if they are none."""
    found = _SPAN.fullmatch(written)
    if found is None:
        return None
    start, end = _time(found[1], found[2]), _time(found[3], found[4])
    return (start, end) if start is not None and end is not None else None


def _time(hour: str, minute: str | None) -> time | None:
    hours, minutes = int(hour) % 24 if hour == "24" else int(hour), int(minute or 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None
