"""Presses and the command of the needs analysis."""

from __future__ import annotations

from bot import places
from bot.curriculum.current import current_curriculum
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.needs.actions import answering, reviewing
from bot.needs.addresses import (
    AnswerCheck,
    AnswerQuestion,
    AskAgain,
    FinishAnalysis,
    OpenPart,
    ShowGaps,
    ShowOutcome,
    ShowParts,
    ShowQuestion,
    ShowResult,
    ShowUnits,
    StartAgain,
)
from bot.needs.rules.parts import Asked
from bot.needs.rules.results import FinishedPart, Shown
from bot.needs.screens import checks, closely, overview, questions, result
from bot.people.rules import Person

routes = Routes("needs")


@routes.command("needs")
async def on_needs_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _needs(visit)


@routes.pressed(places.OpenNeeds)
async def on_needs_pressed(visit: Visit[Person], _address: places.OpenNeeds) -> Screen:
    return await _needs(visit)


async def _needs(visit: Visit[Person]) -> Screen:
    """The introduction, how far it is, or the result of what is finished."""
    latest = await reviewing.load_latest(visit.session, visit.person)
    if latest is None:
        return overview.introduction_screen(visit.words, current_curriculum())
    if latest.analysis.finished_at is None:
        return overview.progress_screen(visit.words, current_curriculum(), latest)
    return _result(visit, await reviewing.load_result(visit.session, visit.person))


@routes.pressed(ShowParts)
async def on_parts_pressed(visit: Visit[Person], address: ShowParts) -> Screen:
    progress = await reviewing.load_phase(visit.session, visit.person, address.phase)
    today = answering.today_of(visit.person, visit.now)
    return overview.parts_screen(visit.words, current_curriculum(), address.phase, progress, today)


@routes.pressed(OpenPart)
async def on_part_pressed(visit: Visit[Person], address: OpenPart) -> Screen:
    reached = await answering.open_part(
        visit.session, visit.person, address.phase, address.unit, visit.now
    )
    return _reached(visit, reached)


@routes.pressed(ShowQuestion)
async def on_question_pressed(visit: Visit[Person], address: ShowQuestion) -> Screen:
    asked = await answering.open_question(
        visit.session, visit.person, address.phase, address.question, visit.now
    )
    return _question(visit, asked, address.page)


@routes.pressed(AnswerQuestion)
async def on_answer_pressed(visit: Visit[Person], address: AnswerQuestion) -> Screen:
    reached = await answering.submit_answer(
        visit.session,
        visit.person,
        address.phase,
        address.question,
        value=address.value,
        was=address.was,
        now=visit.now,
    )
    return _reached(visit, reached)


@routes.pressed(AnswerCheck)
async def on_check_pressed(visit: Visit[Person], address: AnswerCheck) -> Screen:
    asked = await answering.submit_check(
        visit.session,
        visit.person,
        address.phase,
        address.item,
        mark=address.mark,
        packed=address.answer,
        now=visit.now,
    )
    return _question(visit, asked)


def _reached(visit: Visit[Person], reached: Asked | FinishedPart) -> Screen:
    if isinstance(reached, FinishedPart):
        return overview.part_screen(visit.words, current_curriculum(), reached)
    return _question(visit, reached)


def _question(visit: Visit[Person], asked: Asked, page: int = 0) -> Screen:
    if asked.item is None:
        return questions.question_screen(visit.words, current_curriculum(), asked)
    seed = f"{visit.person.public_id}/{asked.phase}"
    return checks.check_screen(visit.words, current_curriculum(), asked, asked.item, seed, page)


@routes.pressed(FinishAnalysis)
async def on_finish_pressed(visit: Visit[Person], address: FinishAnalysis) -> Screen:
    shown = await reviewing.finish_analysis(visit.session, visit.person, address.phase, visit.now)
    return _result(visit, shown)


@routes.pressed(places.OpenNeedsResult)
async def on_latest_result_pressed(
    visit: Visit[Person], _address: places.OpenNeedsResult
) -> Screen:
    shown = await reviewing.find_result(visit.session, visit.person)
    return _result(visit, shown) if shown else await _needs(visit)


@routes.pressed(ShowResult)
async def on_result_pressed(visit: Visit[Person], address: ShowResult) -> Screen:
    return _result(visit, await reviewing.load_result(visit.session, visit.person, address.phase))


def _result(visit: Visit[Person], shown: Shown) -> Screen:
    return result.result_screen(visit.words, current_curriculum(), shown, visit.person.zone)


@routes.pressed(ShowGaps)
async def on_gaps_pressed(visit: Visit[Person], address: ShowGaps) -> Screen:
    shown = await reviewing.load_result(visit.session, visit.person, address.phase)
    return closely.gaps_screen(visit.words, current_curriculum(), shown)


@routes.pressed(ShowUnits)
async def on_units_pressed(visit: Visit[Person], address: ShowUnits) -> Screen:
    shown = await reviewing.load_result(visit.session, visit.person, address.phase)
    return closely.units_screen(visit.words, current_curriculum(), shown)


@routes.pressed(ShowOutcome)
async def on_outcome_pressed(visit: Visit[Person], address: ShowOutcome) -> Screen:
    shown, outcome = await reviewing.load_outcome(
        visit.session, visit.person, address.phase, address.outcome
    )
    return closely.outcome_screen(visit.words, current_curriculum(), shown, outcome)


@routes.pressed(AskAgain)
async def on_again_pressed(visit: Visit[Person], _address: AskAgain) -> Screen:
    phase = await reviewing.may_start_again(visit.session, visit.person)
    return overview.again_screen(visit.words, current_curriculum(), phase)


@routes.pressed(StartAgain)
async def on_start_pressed(visit: Visit[Person], address: StartAgain) -> Screen:
    await reviewing.start_again(visit.session, visit.person, address.phase, visit.now)
    return await _needs(visit)
