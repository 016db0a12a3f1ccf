"""At the door: an invitation is opened and taken, consent is given, declined or withdrawn."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.events import PersonChanged, PersonJoined, announce
from bot.joining import store
from bot.joining.lists import store as lists
from bot.joining.rules import (
    Fault,
    Invitation,
    after_wrong_code,
    clean_name,
    hash_of,
    pause_until,
    why_refused,
)
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.i18n import LANGUAGES
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.countries import zone_of_country
from bot.people.guards import check_may_tutor
from bot.people.rules import Grant, Person, Role, ScopeKind

NAME_COLUMN: Final = 100


class WrongCode(Refusal):
    words = "joining.code_wrong"


class CodeRevoked(Refusal):
    words = "joining.code_revoked"


class CodeUsed(Refusal):
    words = "joining.code_used"


class CodeFull(Refusal):
    words = "joining.code_full"


class CodeExpired(Refusal):
    words = "joining.code_expired"


class TooManyGuesses(Refusal):
    """`minutes` is how long the account has to wait."""

    words = "joining.too_many_guesses"


REFUSALS: Final[dict[Fault, type[Refusal]]] = {
    Fault.WRONG: WrongCode,
    Fault.REVOKED: CodeRevoked,
    Fault.USED: CodeUsed,
    Fault.FULL: CodeFull,
    Fault.EXPIRED: CodeExpired,
}


async def find_open_invitation(
    session: AsyncSession, telegram_id: int, code: str, now: datetime
) -> Invitation:
    """The invitation of a code. Raises TooManyGuesses, or WrongCode and the other four."""
    until = pause_until(await store.find_guesses(session, telegram_id))
    if until is not None and now < until:
        raise TooManyGuesses(minutes=math.ceil((until - now).total_seconds() / 60))
    return _if_open(await store.find_invitation(session, hash_of(code)), now)


def _if_open(invitation: Invitation | None, now: datetime) -> Invitation:
    fault = why_refused(invitation, now)
    if invitation is None or fault is not None:
        raise REFUSALS[fault or Fault.WRONG]
    return invitation


async def count_wrong_code(session: AsyncSession, telegram_id: int, now: datetime) -> None:
    """Remember a wrong code against the account: it survives the refusal."""
    before = await store.find_guesses(session, telegram_id)
    await store.save_guesses(session, telegram_id, after_wrong_code(before, now))


async def open_invitation(
    session: AsyncSession, telegram_id: int, code: str, now: datetime
) -> store.Entry:
    """Somebody stands at the door: no more is stored than account, language and invitation."""
    invitation = await find_open_invitation(session, telegram_id, code, now)
    entry = await store.find_entry(session, telegram_id)
    if entry is None or entry.invitation_id != invitation.id:
        await store.count_opened(session, invitation.id)
        await store.save_entry(session, telegram_id, now, invitation_id=invitation.id)
    language = entry.language if entry else None
    return store.Entry(telegram_id, invitation.id, language, declined=False)


async def choose_language_at_the_door(
    session: AsyncSession, telegram_id: int, language: str, now: datetime
) -> None:
    """Raises ScreenOutdated for a language we do not have."""
    if language not in LANGUAGES:
        raise ScreenOutdated
    await store.save_entry(session, telegram_id, now, language=language)


async def agree(
    session: AsyncSession, telegram_id: int, first_name: str, version: int, now: datetime
) -> int:
    """Consent: whoever stands at the door comes in. The person's id; pressed again it is the same
    one.

    Raises ScreenOutdated for another version of the text, WrongCode and the others for the
    invitation.
    """
    if version != CONSENT_VERSION:
        raise ScreenOutdated
    person = await people.find_person_of_chat(session, telegram_id)
    if person is not None:
        await _agree_again(session, person, now)
        return person.id
    entry = await store.find_entry(session, telegram_id)
    if entry is None or entry.invitation_id is None:
        raise ScreenOutdated
    found = await store.find_invitation_of_id(session, entry.invitation_id)
    invitation = _if_open(found, now)
    await _take_place(session, invitation, now)
    person_id = await _add_person(session, entry, first_name, invitation, now)
    _log_consent(session, Action.CONSENT_GIVEN, person_id, now)
    await _give(session, person_id, invitation, now)
    await store.delete_entry(session, telegram_id)
    await store.delete_interest(session, telegram_id)
    await announce(session, PersonJoined(person_id, invitation.cohort_id, now))
    return person_id


async def _agree_again(session: AsyncSession, person: Person, now: datetime) -> None:
    if person.consent_version >= CONSENT_VERSION:
        return
    await people.save_person(session, person.id, consent_version=CONSENT_VERSION)
    await _record(session, person.telegram_id, True, person.language, now)
    _log_consent(session, Action.CONSENT_GIVEN, person.id, now)
    await announce(session, PersonChanged(person.id, now))


async def _record(
    session: AsyncSession, telegram_id: int, agreed: bool, language: str, now: datetime
) -> None:
    await people.add_consent(
        session,
        telegram_id,
        version=CONSENT_VERSION,
        agreed=agreed,
        language=language,
        now=now,
    )


def _log_consent(session: AsyncSession, action: Action, person_id: int, now: datetime) -> None:
    consent = Reference("consent", str(CONSENT_VERSION))
    record(session, Deed(action, now, consent, person_id, person_id))


async def _take_place(session: AsyncSession, invitation: Invitation, now: datetime) -> None:
    if not await store.take_place(session, invitation.id, now):
        _if_open(await store.find_invitation_of_id(session, invitation.id), now)
        raise CodeFull


async def _add_person(
    session: AsyncSession,
    entry: store.Entry,
    first_name: str,
    invitation: Invitation,
    now: datetime,
) -> int:
    language = entry.language or "en"
    zone = zone_of_country(invitation.grant.scope, language)
    if invitation.cohort_id is not None:
        zone = (await cohorts.load_cohort(session, invitation.cohort_id)).zone
    await _record(session, entry.telegram_id, True, language, now)
    return await people.add_person(
        session,
        entry.telegram_id,
        name=clean_name(first_name)[:NAME_COLUMN],
        language=language,
        zone=zone,
        weekly_budget=5,
        consent_version=CONSENT_VERSION,
        now=now,
    )


async def _give(
    session: AsyncSession, person_id: int, invitation: Invitation, now: datetime
) -> None:
    await store.add_use(session, invitation.id, person_id, now)
    await lists.forget_name(session, invitation.public_id)
    await people.add_grant(session, person_id, invitation.grant, now)
    role = Reference("role", _written(invitation.grant))
    record(session, Deed(Action.ROLE_GRANTED, now, role, invitation.made_by, person_id))
    if invitation.grant.role is Role.TRAINEE and invitation.cohort_id is not None:
        await cohorts.add_member(session, person_id, invitation.cohort_id, now)


def _written(grant: Grant) -> str:
    """A role and its scope, as `tutor:cohort:12`."""
    return ":".join(filter(None, (grant.role, grant.scope_kind, grant.scope)))


async def _check_may_tutor(session: AsyncSession, person: Person, grant: Grant) -> None:
    """Who becomes tutor of a group tutors everybody in it. Raises what keeps them from it."""
    if grant.role is Role.TUTOR and grant.scope_kind is ScopeKind.COHORT:
        group = await cohorts.find_member_ids(session, int(grant.scope or 0))
        await check_may_tutor(session, person, group)


async def join_further(
    session: AsyncSession, person: Person, code: str, now: datetime
) -> Invitation | None:
    """Somebody who has joined opens another invitation: what they got; None where they have it
    already.
    """
    known = await store.find_invitation(session, hash_of(code))
    if known and (known.grant in person.grants):
        return None
    invitation = await find_open_invitation(session, person.telegram_id, code, now)
    await _check_may_tutor(session, person, invitation.grant)
    await store.count_opened(session, invitation.id)
    await _take_place(session, invitation, now)
    await _give(session, person.id, invitation, now)
    await announce(session, PersonChanged(person.id, now))
    return invitation


async def decline(session: AsyncSession, telegram_id: int, language: str, now: datetime) -> None:
    """Recorded; the invitation stays open for a change of mind. Raises ScreenOutdated for a
    member.
    """
    person = await people.find_person_of_chat(session, telegram_id)
    if person is not None and person.consent_version >= CONSENT_VERSION:
        raise ScreenOutdated
    await _record(session, telegram_id, False, language, now)
    if person is None:
        await store.save_entry(session, telegram_id, now, declined=True)


async def withdraw_consent(session: AsyncSession, person: Person, now: datetime) -> None:
    """The gate closes; what is stored stays until erasure is asked for."""
    if person.consent_version == 0:
        return
    await people.save_person(session, person.id, consent_version=0)
    await _record(session, person.telegram_id, False, person.language, now)
    _log_consent(session, Action.CONSENT_WITHDRAWN, person.id, now)
