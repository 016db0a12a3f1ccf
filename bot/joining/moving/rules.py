"""Recovery codes, claims of new accounts, and who may confirm one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from secrets import choice, randbelow
from typing import Final

from bot.cohorts.rules import covers
from bot.joining.rules import Guesses, hash_of, may_invite
from bot.people.rules import Person, Role, ScopeKind

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that are taken for one another
LENGTH: Final = 20  # 100 random bits, 70 of them behind the part that finds the row
FINDS: Final = 6
GROUP: Final = 4
CODE_LASTS: Final = timedelta(days=730)
CLAIM_LASTS: Final = timedelta(days=3)
DISPUTED_WITHIN: Final = timedelta(days=30)
SHOWN_AGAIN: Final = timedelta(seconds=30)  # the last answer of the profile, pressed twice
NUMBER_LENGTH: Final = 8
NAME_LENGTH: Final = 100
# As people write a code down and type it again, on a Greek keyboard too.
_READ_AS: Final = str.maketrans("OILΑΒΕΖΗΙΚΜΝΟΡΤΧΥ", "011ABEZH1KMN0PTXY")


class How(StrEnum):
    """By what somebody moved."""

    CODE = "code"
    STAFF = "staff"


class CodeFault(StrEnum):
    """Why a code that was somebody's once moves nobody."""

    USED = "used"
    REPLACED = "replaced"
    EXPIRED = "expired"


class ClaimState(StrEnum):
    """What became of a claim; an open one ends by itself."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Code:
    """A recovery code as it is stored; `guesses` are wrong ones that begin like it."""

    id: int
    person_id: int
    code_hash: str
    made_at: datetime
    used_at: datetime | None
    replaced_at: datetime | None
    guesses: Guesses | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A new account that says who it is, to staff who hear its number from the person."""

    id: int
    public_id: str
    number: str
    account: int
    said: str
    first_name: str
    language: str
    asked_at: datetime
    state: ClaimState


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody moved from one chat to another."""

    id: int
    public_id: str
    person_id: int
    old_account: int
    at: datetime
    disputed_at: datetime | None


def new_code() -> str:
    """A code that nobody guesses and somebody can copy by hand."""
    return "".join(choice(SIGNS) for _ in range(LENGTH))


def spaced(code: str) -> str:
    """As it is shown: K7QF-2M9X-…"""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def read_code(written: str) -> str | None:
    """A code as somebody wrote it; None where it cannot be one."""
    upper = unicodedata.normalize("NFKC", written).upper().translate(_READ_AS)
    code = "".join(sign for sign in upper if sign.isalnum())
    return code if len(code) == LENGTH and not set(code) - set(SIGNS) else None


def is_right(code: str, stored: str | None) -> bool:
    """In constant time, whether there is such a code or not."""
    return compare_digest(hash_of(code), stored or hash_of("")) and stored is not None


def what_is_wrong_with(code: Code, now: datetime) -> CodeFault | None:
    if code.used_at is not None:
        return CodeFault.USED
    if code.replaced_at is not None:
        return CodeFault.REPLACED
    return CodeFault.EXPIRED if now - code.made_at >= CODE_LASTS else None


def new_number() -> str:
    """A number to be told on the telephone."""
    return f"{randbelow(10**NUMBER_LENGTH):0{NUMBER_LENGTH}}"


def read_number(written: str) -> str | None:
    """A claim's number as somebody wrote it; None where it cannot be one."""
    number = "".join(str(int(sign)) for sign in written if sign.isdecimal())
    return number if len(number) == NUMBER_LENGTH else None


def is_open(claim: Claim, now: datetime) -> bool:
    return claim.state is ClaimState.OPEN and now - claim.asked_at < CLAIM_LASTS


def may_confirm(staff: Person, person: Person, countries: Mapping[int, str], own: set[int]) -> bool:
    """Whether staff may say that a new account is somebody's.

    Tutors for the trainees they tutor; who runs the programme for everybody they could invite to
    all their roles; nobody for themselves. `countries` are those of the cohorts in the person's
    grants, by id; `own` the cohorts the person belongs to.
    """
    if staff.id == person.id or person.erasing:
        return False
    if person.roles == frozenset({Role.TRAINEE}) and covers(
        staff,
        (Role.TUTOR, Role.COORDINATOR, Role.ADMINISTRATOR),
        country=person.country,
        cohort_ids=own,
    ):
        return True
    return bool(person.grants) and all(
        may_invite(
            staff,
            grant,
            countries.get(int(grant.scope or 0)) if grant.scope_kind is ScopeKind.COHORT else None,
        )
        for grant in person.grants
    )
