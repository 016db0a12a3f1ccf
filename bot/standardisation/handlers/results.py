"""What closed exercises brought."""

from __future__ import annotations

from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person
from bot.standardisation.actions.seeing import ask_for_report, criterion_at, open_results
from bot.standardisation.addresses import OpenResult, OpenResults, ReadComments, SendReport
from bot.standardisation.rules.exercises import TAKING_PART
from bot.standardisation.screens import results as screens
from bot.standardisation.screens.listing import report_comes_screen

routes = Routes("standardisation.results")


@routes.pressed(OpenResults, needs=TAKING_PART)
async def on_results(visit: Visit[Person], address: OpenResults) -> Screen:
    results = await open_results(visit.session, visit.person, address.exercise, visit.now)
    return screens.results_screen(visit.words, results)


@routes.pressed(OpenResult, needs=TAKING_PART)
async def on_result(visit: Visit[Person], address: OpenResult) -> Screen:
    results = await open_results(visit.session, visit.person, address.exercise, visit.now)
    criterion_at(results, address.criterion)
    return screens.result_screen(visit.words, results, address.criterion)


@routes.pressed(ReadComments, needs=TAKING_PART)
async def on_comments(visit: Visit[Person], address: ReadComments) -> Screen:
    results = await open_results(visit.session, visit.person, address.exercise, visit.now)
    criterion_at(results, address.criterion)
    return screens.comments_screen(visit.words, results, address.criterion, address.page)


@routes.pressed(SendReport, needs=MANAGERS)
async def on_report(visit: Visit[Person], _address: SendReport) -> Screen:
    await ask_for_report(visit.session, visit.person, visit.now)
    return report_comes_screen(visit.words)
