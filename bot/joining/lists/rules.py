"""What a list says of each person, and what is wrong with it, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Final

from bot.joining.lists.reading import Written, folded
from bot.joining.rules import clean_name, what_is_wrong_with
from bot.kit.i18n import LANGUAGES, Words, own_name
from bot.people.rules import Grant, Role, ScopeKind

SHOWN_LETTERS: Final = 30
DAYS: Final = 30  # that an invitation of a list is good for


class Wrong(StrEnum):
    """What keeps a line of a list from becoming an invitation."""

    NAME = "name"
    LANGUAGE = "language"
    GROUP = "group"
    GROUPS = "groups"
    ROLE = "role"
    TWICE = "twice"
    INVITED = "invited"
    JOINED = "joined"


class State(StrEnum):
    """How far somebody on a list has come."""

    MADE = "made"
    OPENED = "opened"
    JOINED = "joined"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Faulty:
    """A line that makes no invitation; `said` is what stands there."""

    line: int
    wrong: Wrong
    said: str


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody on a list; `name` is None once it is forgotten."""

    line: int
    name: str | None
    language: str
    grant: Grant
    public_id: str = ""


@dataclass(frozen=True, slots=True)
class PeopleList:
    """A list as it was sent; `made_at` is None until its invitations are made."""

    id: int
    public_id: str
    made_by: int
    sent_at: datetime
    made_at: datetime | None
    renewed: int = 0
    faults: tuple[Faulty, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of an invitee; `joined_as` is what somebody who joined is called now."""

    invitee: Invitee
    state: State
    joined_as: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a list were made, opened, and taken."""

    made: int
    opened: int
    joined: int


def judge(
    written: Sequence[Written],
    grant: Grant,
    groups: Mapping[str, Sequence[str]],
    roles: Sequence[Role],
) -> tuple[list[Invitee], list[Faulty]]:
    """Whom to invite, and the lines that are wrong.

    `grant` holds where a line names no group or role of its own; `groups` are the ids of those
    within the sender's scope, by folded name; `roles` those that the sender may hand out.
    """
    good: list[Invitee] = []
    faults: list[Faulty] = []
    seen: set[tuple[str, str]] = set()
    for one in written:
        found = _judged(one, grant, groups, roles)
        if isinstance(found, Invitee):
            key = (folded(found.name or ""), str(found.grant))
            if key not in seen:
                seen.add(key)
                good.append(found)
                continue
            found = _fault(one, Wrong.TWICE, one.name)
        faults.append(found)
    return good, faults


def _judged(
    one: Written, grant: Grant, groups: Mapping[str, Sequence[str]], roles: Sequence[Role]
) -> Invitee | Faulty:
    name = clean_name(one.name)
    language = _languages().get(folded(one.language))
    role = _roles().get(folded(one.role)) if one.role else grant.role
    if what_is_wrong_with(name) is not None:
        return _fault(one, Wrong.NAME, one.name)
    if language is None:
        return _fault(one, Wrong.LANGUAGE, one.language)
    if role is None or role not in roles:
        return _fault(one, Wrong.ROLE, one.role)
    if not one.group:
        return Invitee(one.line, name, language, Grant(role, grant.scope_kind, grant.scope))
    named = groups.get(folded(one.group), ())
    if not named or role is Role.ADMINISTRATOR:
        return _fault(one, Wrong.GROUP, one.group)
    if len(named) > 1 and grant.scope not in named:
        return _fault(one, Wrong.GROUPS, one.group)
    group = grant.scope if grant.scope in named else named[0]
    return Invitee(one.line, name, language, Grant(role, ScopeKind.COHORT, group))


def without(
    people: Sequence[Invitee], known: Mapping[tuple[str, Grant], Wrong]
) -> tuple[list[Invitee], list[Faulty]]:
    """Those who are still to be invited, and those who were before or are here already."""
    good = [one for one in people if (one.name, one.grant) not in known]
    there = [one for one in people if (one.name, one.grant) in known]
    return good, [
        Faulty(one.line, known[one.name or "", one.grant], (one.name or "")[:SHOWN_LETTERS])
        for one in there
    ]


def state_of(
    opened: int,
    joined: int,
    revoked_at: datetime | None,
    expires_at: datetime | None,
    now: datetime,
) -> State:
    """What an invitation of a list has come to."""
    if joined:
        return State.JOINED
    if revoked_at is not None:
        return State.REVOKED
    if expires_at is not None and expires_at <= now:
        return State.EXPIRED
    return State.OPENED if opened else State.MADE


def _fault(one: Written, wrong: Wrong, said: str) -> Faulty:
    return Faulty(one.line, wrong, said[:SHOWN_LETTERS])


@cache
def _languages() -> Mapping[str, str]:
    """Languages by code, by their own names and by what they are called in the other five."""
    named = {folded(own_name(code)): code for code in LANGUAGES}
    for spoken in LANGUAGES:
        named |= {folded(Words(spoken).language_name(code)): code for code in LANGUAGES}
    return named | {code: code for code in LANGUAGES}


@cache
def _roles() -> Mapping[str, Role]:
    """Roles by their words in all languages."""
    named = {folded(Words(one)(f"people.role.{role}")): role for one in LANGUAGES for role in Role}
    return named | {str(role): role for role in Role}
