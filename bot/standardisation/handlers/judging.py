"""An assessor reads a sample, judges its criteria and signs."""

from __future__ import annotations

from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role
from bot.standardisation.actions import judging as actions
from bot.standardisation.actions.finding import load_paper, load_seen
from bot.standardisation.addresses import (
    AskToSign,
    GiveVerdict,
    JudgeCriterion,
    ReadPiece,
    SignVerdicts,
)
from bot.standardisation.handlers.running import overview_of
from bot.standardisation.rules.exercises import TAKING_PART, Progress, State
from bot.standardisation.screens import judging as screens
from bot.standardisation.store.judges import find_judge

routes = Routes("standardisation.judging")
ASSESSOR = str(Role.ASSESSOR)


@routes.pressed(ReadPiece, needs=TAKING_PART)
async def on_piece(visit: Visit[Person], address: ReadPiece) -> Screen:
    """Whoever judges or manages may read, before and after."""
    exercise = await load_seen(visit.session, visit.person, address.exercise)
    paper = await load_paper(visit.session, exercise)
    judge = await find_judge(visit.session, exercise.id, visit.person.id)
    judges = (
        exercise.state is State.OPEN and judge is not None and judge.progress is not Progress.SIGNED
    )
    return screens.piece_screen(visit.words, address.exercise, paper, address.piece, judges=judges)


@routes.pressed(JudgeCriterion, needs=ASSESSOR)
async def on_criterion(visit: Visit[Person], address: JudgeCriterion) -> Screen:
    judging = await actions.load_judging(visit.session, visit.person, address.exercise)
    return _criterion(visit, judging, address.criterion)


def _criterion(visit: Visit[Person], judging: actions.Judging, position: int) -> Screen:
    """Once it is signed there is nothing to say any more: the verdicts as they stand."""
    _, given = judging.at(position)
    if judging.is_signed:
        return _signing(visit, judging)
    return screens.criterion_screen(
        visit.words,
        judging.exercise.public_id,
        judging.paper,
        position,
        given,
        complete=not judging.open_positions,
    )


@routes.pressed(GiveVerdict, needs=ASSESSOR)
async def on_verdict(visit: Visit[Person], address: GiveVerdict) -> Screen:
    judging = await actions.give_verdict(
        visit.session,
        visit.person,
        address.exercise,
        address.criterion,
        address.verdict,
        visit.now,
    )
    return _criterion(visit, judging, address.criterion)


@routes.written(JudgeCriterion, needs=ASSESSOR)
async def on_comment(visit: Visit[Person], address: JudgeCriterion) -> Screen:
    judging = await actions.write_comment(
        visit.session,
        visit.person,
        address.exercise,
        address.criterion,
        visit.message.words,
        visit.now,
    )
    return _criterion(visit, judging, address.criterion)


@routes.pressed(AskToSign, needs=ASSESSOR)
async def on_sign_asked(visit: Visit[Person], address: AskToSign) -> Screen:
    judging = await actions.load_judging(visit.session, visit.person, address.exercise)
    return _signing(visit, judging)


def _signing(visit: Visit[Person], judging: actions.Judging) -> Screen:
    return screens.sign_screen(
        visit.words,
        judging.exercise.public_id,
        judging.paper,
        judging.given,
        complete=not judging.open_positions,
        signed=judging.is_signed,
    )


@routes.pressed(SignVerdicts, needs=ASSESSOR)
async def on_signed(visit: Visit[Person], address: SignVerdicts) -> Screen:
    judging = await actions.sign(visit.session, visit.person, address.exercise, visit.now)
    return await overview_of(visit, judging)
