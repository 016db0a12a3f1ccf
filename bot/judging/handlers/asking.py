"""Trainees have outcomes judged, and read and answer what was said."""

from __future__ import annotations

from bot import places
from bot.evidence.actions.requirements import find_standing
from bot.judging.actions import asking
from bot.judging.addresses import (
    AskToWithdraw,
    OpenRound,
    PickOutcome,
    ReadReasons,
    SendForJudgement,
    WithdrawRound,
    WriteResponse,
)
from bot.judging.handlers.parts import terms_of
from bot.judging.rules.rounds import State
from bot.judging.screens import asking as screens
from bot.judging.screens.results import reasons_screen, respond_screen, round_screen
from bot.judging.screens.sufficiency import warnings_of
from bot.judging.store import rounds
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role

routes = Routes("judging.asking")
TRAINEE = str(Role.TRAINEE)


@routes.pressed(places.OpenJudgements, needs=TRAINEE)
async def on_mine_pressed(visit: Visit[Person], address: places.OpenJudgements) -> Screen:
    size, start = screens.ROUNDS_A_PAGE, address.page * screens.ROUNDS_A_PAGE
    found = (await rounds.find_rounds_of(visit.session, visit.person.id))[start:]
    return screens.judgements_screen(
        visit.words, found[:size], address.page, more=len(found) > size
    )


@routes.pressed(PickOutcome, needs=TRAINEE)
async def on_outcomes_pressed(visit: Visit[Person], address: PickOutcome) -> Screen:
    outcomes = await asking.find_askable(visit.session, visit.person)
    return screens.outcomes_screen(visit.words, outcomes, address.page)


@routes.pressed(places.AskForJudgement, needs=TRAINEE)
async def on_ask_pressed(visit: Visit[Person], address: places.AskForJudgement) -> Screen:
    outcome = asking.load_outcome(address.outcome)
    prepared = await asking.prepare(visit.session, visit.person, outcome.id)
    if prepared.open_round is not None:
        return await _round(visit, prepared.open_round.public_id)
    standing = await find_standing(visit.session, visit.person.id, visit.now, with_drafts=False)
    warnings = warnings_of(visit.words, standing[outcome.id])
    return screens.ask_screen(visit.words, prepared, warnings)


@routes.pressed(SendForJudgement, needs=TRAINEE)
async def on_send_pressed(visit: Visit[Person], address: SendForJudgement) -> Screen:
    shown = await asking.ask(
        visit.session, visit.person, address.outcome, address.number, terms_of(visit), visit.now
    )
    return round_screen(visit.words, shown, visit.person.zone)


@routes.pressed(OpenRound, needs=TRAINEE)
async def on_round_pressed(visit: Visit[Person], address: OpenRound) -> Screen:
    return await _round(visit, address.round)


async def _round(visit: Visit[Person], public: str) -> Screen:
    shown = await asking.open_round(visit.session, visit.person, public)
    return round_screen(visit.words, shown, visit.person.zone)


@routes.pressed(ReadReasons, needs=TRAINEE)
async def on_reasons_pressed(visit: Visit[Person], address: ReadReasons) -> Screen:
    shown = await asking.open_round(visit.session, visit.person, address.round)
    return reasons_screen(visit.words, shown, address.page, visit.person.zone)


@routes.pressed(AskToWithdraw, needs=TRAINEE)
async def on_leave_pressed(visit: Visit[Person], address: AskToWithdraw) -> Screen:
    round_ = await asking.load_own(visit.session, visit.person, address.round)
    if not round_.may_be_withdrawn:
        return await _round(visit, address.round)
    return screens.sure_screen(visit.words, round_)


@routes.pressed(WithdrawRound, needs=TRAINEE)
async def on_withdraw_pressed(visit: Visit[Person], address: WithdrawRound) -> Screen:
    shown = await asking.withdraw(visit.session, visit.person, address.round, visit.now)
    return round_screen(visit.words, shown, visit.person.zone)


@routes.pressed(WriteResponse, needs=TRAINEE)
async def on_respond_pressed(visit: Visit[Person], address: WriteResponse) -> Screen:
    round_ = await asking.load_own(visit.session, visit.person, address.round)
    if round_.state is not State.JUDGED or round_.responded_at is not None:
        raise ScreenOutdated(instead=OpenRound(address.round))
    return respond_screen(visit.words, round_)


@routes.written(WriteResponse, needs=TRAINEE)
async def on_response_written(visit: Visit[Person], address: WriteResponse) -> Screen:
    shown = await asking.respond(
        visit.session, visit.person, address.round, visit.message.words, visit.now
    )
    said = visit.words("judging.response_sent")
    return round_screen(visit.words, shown, visit.person.zone).with_note(said)
