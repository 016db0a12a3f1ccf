"""A new phone or account: at the door, in one's own chat, and for staff."""

from __future__ import annotations

from bot.cohorts.store import find_cohorts_of
from bot.joining.actions import claiming
from bot.joining.actions import moving as actions
from bot.joining.moving import store
from bot.joining.moving.addresses import (
    AskNewCode,
    ConfirmMove,
    MakeCode,
    NotMe,
    OpenClaim,
    OpenMoves,
    OpenRecovery,
    OpenReturn,
    PickPerson,
    RefuseClaim,
    SayWho,
    TakeBackClaim,
)
from bot.joining.moving.rules import is_open
from bot.joining.screens import moving as screens
from bot.kit.i18n import Words
from bot.kit.telegram.roles import ANYONE, MEMBER
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import STAFF, Person, Role, admits

STAFF_NEEDED = f"{Role.TUTOR}|{Role.COORDINATOR}|{Role.ADMINISTRATOR}"
routes = Routes("joining.moving")


@routes.command("recover", needs=ANYONE)
async def on_recover(visit: Visit[Person], _arguments: str) -> Screen:
    return await _recovery(visit) if _is_member(visit) else await _return(visit)


def _is_member(visit: Visit[Person]) -> bool:
    return admits(visit.visitor, MEMBER, CONSENT_VERSION)


async def _recovery(visit: Visit[Person]) -> Screen:
    person = visit.person
    code = await store.find_code_of(visit.session, person.id)
    staff = bool(person.roles & (STAFF - {Role.ASSESSOR}))
    return screens.recovery_screen(visit.words, person, code, visit.now, staff=staff)


async def _return(visit: Visit[Person]) -> Screen:
    claim = await store.find_claim_of(visit.session, visit.sender.id)
    waiting = claim is not None and is_open(claim, visit.now)
    return screens.return_screen(visit.words, waiting=waiting)


@routes.pressed(OpenReturn, needs=ANYONE)
async def on_return(visit: Visit[Person], _address: OpenReturn) -> Screen:
    return await _recovery(visit) if _is_member(visit) else await _return(visit)


@routes.written(OpenReturn, needs=ANYONE)
async def on_code_written(visit: Visit[Person], _address: OpenReturn) -> Screen:
    account, now = visit.sender.id, visit.now
    try:
        person = await actions.move_by_code(visit.session, account, visit.message.words, now)
    except actions.WrongCode as wrong:
        code = wrong.code
        visit.keep(lambda session: actions.count_failure(session, account, code, now))
        raise
    code = await actions.make_code(visit.session, person, now)
    visit.visitor, visit.words = person, Words(person.language)
    return screens.back_screen(visit.words, person.name, code)


@routes.pressed(SayWho, needs=ANYONE)
async def on_who(visit: Visit[Person], _address: SayWho) -> Screen:
    claim = await store.find_claim_of(visit.session, visit.sender.id)
    if claim is not None and is_open(claim, visit.now):
        return screens.number_screen(visit.words, claim)
    return screens.who_screen(visit.words)


@routes.written(SayWho, needs=ANYONE)
async def on_name_written(visit: Visit[Person], _address: SayWho) -> Screen:
    sender, language = visit.sender, visit.words.language
    claim = await claiming.claim_a_place(
        visit.session, sender.id, visit.message.words, sender.first_name, language, visit.now
    )
    return screens.number_screen(visit.words, claim)


@routes.pressed(TakeBackClaim, needs=ANYONE)
async def on_claim_taken_back(visit: Visit[Person], _address: TakeBackClaim) -> Screen:
    await store.delete_claim(visit.session, visit.sender.id)
    return screens.taken_back_screen(visit.words)


@routes.pressed(NotMe, needs=ANYONE)
async def on_not_me(visit: Visit[Person], address: NotMe) -> Screen:
    move = await claiming.dispute_move(visit.session, visit.sender.id, address.move, visit.now)
    told = await store.find_move_from(visit.session, visit.sender.id)
    return screens.left_screen(visit.words, told or move, visit.now)


@routes.pressed(OpenRecovery)
async def on_recovery(visit: Visit[Person], _address: OpenRecovery) -> Screen:
    return await _recovery(visit)


@routes.pressed(AskNewCode)
async def on_new_code_asked(visit: Visit[Person], _address: AskNewCode) -> Screen:
    return screens.new_code_screen(visit.words)


@routes.pressed(MakeCode)
async def on_code_made(visit: Visit[Person], _address: MakeCode) -> Screen:
    code = await actions.make_code(visit.session, visit.person, visit.now)
    return screens.code_screen(visit.words, code)


@routes.pressed(OpenMoves, needs=STAFF_NEEDED)
async def on_moves(visit: Visit[Person], _address: OpenMoves) -> Screen:
    return screens.moves_screen(visit.words)


@routes.written(OpenMoves, needs=STAFF_NEEDED)
async def on_number_written(visit: Visit[Person], _address: OpenMoves) -> Screen:
    staff, now = visit.person, visit.now
    claim = await claiming.find_claim_of_number(visit.session, staff, visit.message.words, now)
    if claim is None:
        account = staff.telegram_id
        visit.keep(lambda session: actions.count_failure(session, account, None, now))
        raise claiming.NoNumber(instead=OpenMoves())
    found = await claiming.find_claimed(visit.session, staff, claim.said)
    return screens.claim_screen(visit.words, claim, found, staff.zone)


@routes.pressed(OpenClaim, needs=STAFF_NEEDED)
async def on_claim(visit: Visit[Person], address: OpenClaim) -> Screen:
    claim = await claiming.load_claim(visit.session, address.claim, visit.now)
    found = await claiming.find_claimed(visit.session, visit.person, claim.said)
    return screens.claim_screen(visit.words, claim, found, visit.person.zone)


@routes.written(OpenClaim, needs=STAFF_NEEDED)
async def on_name_looked_for(visit: Visit[Person], address: OpenClaim) -> Screen:
    claim = await claiming.load_claim(visit.session, address.claim, visit.now)
    found = await claiming.find_claimed(visit.session, visit.person, visit.message.words)
    return screens.claim_screen(visit.words, claim, found, visit.person.zone)


@routes.pressed(PickPerson, needs=STAFF_NEEDED)
async def on_person_picked(visit: Visit[Person], address: PickPerson) -> Screen:
    claim = await claiming.load_claim(visit.session, address.claim, visit.now)
    person = await claiming.load_claimed(visit.session, visit.person, address.person)
    groups = [one.name for one in await find_cohorts_of(visit.session, person.id)]
    return screens.confirm_screen(visit.words, claim, person, groups, visit.person.zone)


@routes.pressed(ConfirmMove, needs=STAFF_NEEDED)
async def on_move_confirmed(visit: Visit[Person], address: ConfirmMove) -> Screen:
    person = await claiming.confirm_move(
        visit.session, visit.person, address.claim, address.person, visit.now
    )
    return screens.staff_done_screen(visit.words, "joining.move.confirmed", name=person.name)


@routes.pressed(RefuseClaim, needs=STAFF_NEEDED)
async def on_claim_refused(visit: Visit[Person], address: RefuseClaim) -> Screen:
    await claiming.refuse_claim(visit.session, address.claim, visit.now)
    return screens.staff_done_screen(visit.words, "joining.move.refused_done")
