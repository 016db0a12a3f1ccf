"""The entrance, the profile's units and outcomes."""

from __future__ import annotations

from bot import places
from bot.curriculum.current import current_curriculum
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.library.actions import load_outcome, load_unit
from bot.library.addresses import LessonsOfOutcome, OpenUnit, OpenUnits
from bot.library.handlers.glossary import looked_up
from bot.library.rules.reading import guides_for
from bot.library.screens import outcomes as screens
from bot.library.screens.start import library_screen
from bot.people.rules import MANAGERS, Person, Role, admits
from bot.tutoring.rules.waiting import may_answer

routes = Routes("library.outcomes")


@routes.command("library")
async def on_library_command(visit: Visit[Person], arguments: str) -> Screen:
    """With a word it is looked up in the glossary at once."""
    return looked_up(visit, arguments) if arguments else _library(visit)


@routes.pressed(places.OpenLibrary)
async def on_library_pressed(visit: Visit[Person], _address: places.OpenLibrary) -> Screen:
    return _library(visit)


def _library(visit: Visit[Person]) -> Screen:
    person = visit.person
    return library_screen(
        visit.words,
        has_guides=bool(guides_for(current_curriculum(), person)),
        is_manager=admits(person, MANAGERS, person.consent_version),
        answers=may_answer(person),
    )


@routes.pressed(OpenUnits)
async def on_units_pressed(visit: Visit[Person], _address: OpenUnits) -> Screen:
    return screens.units_screen(visit.words, current_curriculum().profile)


@routes.pressed(OpenUnit)
async def on_unit_pressed(visit: Visit[Person], address: OpenUnit) -> Screen:
    unit = load_unit(address.unit)
    return screens.unit_screen(visit.words, current_curriculum().profile, unit)


@routes.pressed(places.OpenOutcome)
async def on_outcome_pressed(visit: Visit[Person], address: places.OpenOutcome) -> Screen:
    return screens.outcome_screen(
        visit.words,
        current_curriculum(),
        load_outcome(address.outcome),
        address.page,
        is_trainee=visit.person.has(Role.TRAINEE),
    )


@routes.pressed(LessonsOfOutcome)
async def on_lessons_pressed(visit: Visit[Person], address: LessonsOfOutcome) -> Screen:
    outcome = load_outcome(address.outcome)
    return screens.lessons_screen(visit.words, current_curriculum(), outcome, address.page)
