"""Claims of new accounts: made, found by their number, confirmed by staff or refused; a move that
the chat before says it did not make.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.joining import store as joining
from bot.joining.actions.moving import check_nobody, check_pause, move, tell
from bot.joining.moving import store
from bot.joining.moving.addresses import OpenMoves, OpenReturn, SayWho
from bot.joining.moving.rules import (
    DISPUTED_WITHIN,
    Claim,
    ClaimState,
    How,
    Move,
    is_open,
    may_confirm,
    read_number,
)
from bot.joining.rules import clean_name, what_is_wrong_with
from bot.joining.screens import moving as screens
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.delivery import outbox
from bot.kit.i18n import Words
from bot.kit.refusals import NotAllowed, Refusal, ScreenOutdated
from bot.people import store as people
from bot.people.rules import Person, Role, ScopeKind

LOOKED_THROUGH: Final = 200
OFFERED: Final = 5


class NoName(Refusal):
    words = "joining.move.no_name"


class NoNumber(Refusal):
    words = "joining.move.no_number"


class ClaimOver(Refusal):
    words = "joining.move.claim_over"


async def claim_a_place(
    session: AsyncSession, account: int, said: str, first_name: str, language: str, now: datetime
) -> Claim:
    """A new account says who it is. Raises AlreadySomebody, NoName."""
    await check_nobody(session, account)
    name = clean_name(said)
    if what_is_wrong_with(name) is not None:
        raise NoName(instead=SayWho())
    first = clean_name(first_name)[:64]
    return await store.save_claim(session, account, name, first, language, now)


async def find_claim_of_number(
    session: AsyncSession, staff: Person, written: str, now: datetime
) -> Claim | None:
    """The claim that somebody told the number of; None where there is none, which is to be counted.

    Raises TooManyTries, NoNumber.
    """
    check_pause(await joining.find_guesses(session, staff.telegram_id), now, OpenMoves())
    number = read_number(written)
    if number is None:
        raise NoNumber(instead=OpenMoves())
    claim = await store.find_claim_of_number(session, number)
    return claim if claim is not None and is_open(claim, now) else None


async def load_claim(session: AsyncSession, public: str, now: datetime) -> Claim:
    """Raises ClaimOver for one that ended, and where there is none."""
    claim = await store.find_claim(session, public)
    if claim is None or not is_open(claim, now):
        raise ClaimOver(instead=OpenMoves())
    return claim


async def find_claimed(session: AsyncSession, staff: Person, name: str) -> list[Person]:
    """Of those whom the staff may confirm, the ones of that name."""
    cleaned = clean_name(name)
    ids = await store.find_ids_by_name(session, cleaned, LOOKED_THROUGH) if cleaned else []
    loaded = await people.load_people(session, ids)
    found = [loaded[number] for number in ids if number in loaded]
    return (await _confirmable(session, staff, found))[:OFFERED]


async def _confirmable(
    session: AsyncSession, staff: Person, found: Sequence[Person]
) -> list[Person]:
    wanted = {
        int(grant.scope or 0)
        for person in found
        for grant in person.grants
        if grant.scope_kind is ScopeKind.COHORT
    }
    countries = await store.find_countries(session, wanted)
    own = await store.find_memberships(session, [person.id for person in found])
    return [one for one in found if may_confirm(staff, one, countries, own.get(one.id, set()))]


async def load_claimed(session: AsyncSession, staff: Person, person_id: int) -> Person:
    """Raises NotAllowed outside the staff's scope, ScreenOutdated where they are gone."""
    try:
        person = await people.load_person(session, person_id)
    except people.PersonGone:
        raise ScreenOutdated(instead=OpenMoves()) from None
    if not await _confirmable(session, staff, [person]):
        raise NotAllowed
    return person


async def confirm_move(
    session: AsyncSession, staff: Person, public: str, person_id: int, now: datetime
) -> Person:
    """Staff have spoken to the person, whose chat the new one becomes. Once: pressed again it says
    the same.

    Raises ClaimOver, NotAllowed, AlreadySomebody, MovedMeanwhile.
    """
    person = await load_claimed(session, staff, person_id)
    before = await store.find_claim(session, public)
    if before and before.state is ClaimState.CONFIRMED and before.account == person.telegram_id:
        return person
    claim = await load_claim(session, public, now)
    await check_nobody(session, claim.account)
    if not await store.end_claim(session, claim.id, ClaimState.CONFIRMED):
        raise ClaimOver(instead=OpenMoves())
    moved = await move(session, person, claim.account, How.STAFF, staff.id, now)
    notice = screens.new_chat_notice(Words(person.language), person.name)
    to = outbox.Recipient(person.id, claim.account)
    await tell(session, to, notice, f"joining.confirmed.{public}", now)
    return moved


async def refuse_claim(session: AsyncSession, public: str, now: datetime) -> None:
    """Nobody the staff know; the account is told whom to ask, once. Raises ClaimOver."""
    before = await store.find_claim(session, public)
    if before is not None and before.state is ClaimState.REFUSED:
        return
    claim = await load_claim(session, public, now)
    if not await store.end_claim(session, claim.id, ClaimState.REFUSED):
        raise ClaimOver(instead=OpenMoves())
    notice = screens.refused_notice(Words(claim.language))
    key = f"joining.refused.{public}"
    await tell(session, outbox.Recipient(0, claim.account), notice, key, now)


async def dispute_move(session: AsyncSession, account: int, public: str, now: datetime) -> Move:
    """The chat before says that it was not them: staff who know them are told, once.

    Raises ScreenOutdated for another chat's move, and after a month.
    """
    found = await store.find_move_from(session, account)
    if found is None or found.public_id != public or now - found.at > DISPUTED_WITHIN:
        raise ScreenOutdated(instead=OpenReturn())
    if not await store.dispute(session, found.id, now):
        return found
    person = await people.load_person(session, found.person_id)
    moved = Reference("move", found.public_id)
    record(session, Deed(Action.PERSON_MOVE_DISPUTED, now, moved, person.id, person.id))
    for staff in await _staff_of(session, person):
        notice = screens.disputed_notice(Words(staff.language), person.name)
        to = outbox.Recipient(staff.id, staff.telegram_id)
        await tell(session, to, notice, f"joining.disputed.{public}.{staff.id}", now)
    return found


async def _staff_of(session: AsyncSession, person: Person) -> list[Person]:
    """Who can move them back: those who run the programme; of trainees their tutors, too."""
    held = await people.find_people_with(session, Role.TUTOR, Role.COORDINATOR, Role.ADMINISTRATOR)
    countries = await store.find_countries(
        session,
        {int(g.scope or 0) for g in person.grants if g.scope_kind is ScopeKind.COHORT},
    )
    own = await store.find_memberships(session, [person.id])
    return [one for one in held if may_confirm(one, person, countries, own.get(person.id, set()))]
