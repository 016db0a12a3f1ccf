"""The overview, its units and outcomes: one's own, and a trainee's for their tutor."""

from __future__ import annotations

from bot import places
from bot.curriculum.current import current_curriculum
from bot.evidence.actions.coverage import read_overview
from bot.evidence.actions.requirements import find_standing
from bot.evidence.coverage_addresses import (
    OpenUnitCoverage,
    ReviewCoverage,
    ReviewOutcomeEvidence,
    ReviewUnitCoverage,
)
from bot.evidence.screens.coverage import coverage_screen, unit_coverage_screen
from bot.evidence.screens.outcome import outcome_evidence_screen
from bot.kit.clock import in_zone
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role

routes = Routes("evidence.coverage")
TRAINEE, TUTOR = str(Role.TRAINEE), str(Role.TUTOR)


@routes.pressed(places.OpenEvidenceCoverage, needs=TRAINEE)
async def on_coverage_pressed(
    visit: Visit[Person], _address: places.OpenEvidenceCoverage
) -> Screen:
    found = await find_standing(visit.session, visit.person.id, visit.now)
    today = in_zone(visit.now, visit.person.zone).date()
    return coverage_screen(visit.words, current_curriculum(), found, today)


@routes.pressed(OpenUnitCoverage, needs=TRAINEE)
async def on_unit_pressed(visit: Visit[Person], address: OpenUnitCoverage) -> Screen:
    unit = current_curriculum().units.get(address.unit)
    if unit is None:
        raise ScreenOutdated(instead=places.OpenEvidenceCoverage())
    found = await find_standing(visit.session, visit.person.id, visit.now)
    return unit_coverage_screen(visit.words, unit, found, visit.person.zone)


@routes.pressed(places.OpenOutcomeEvidence, needs=TRAINEE)
async def on_outcome_pressed(visit: Visit[Person], address: places.OpenOutcomeEvidence) -> Screen:
    found = await find_standing(visit.session, visit.person.id, visit.now)
    standing = found.get(address.outcome)
    if standing is None:
        raise ScreenOutdated(instead=places.OpenEvidenceCoverage())
    return outcome_evidence_screen(visit.words, standing, address.page, visit.person.zone)


@routes.pressed(ReviewCoverage, needs=TUTOR)
async def on_their_coverage_pressed(visit: Visit[Person], address: ReviewCoverage) -> Screen:
    theirs = await read_overview(visit.session, visit.person, address.piece, visit.now)
    today = in_zone(visit.now, visit.person.zone).date()
    return coverage_screen(
        visit.words,
        current_curriculum(),
        theirs.standings,
        today,
        of=address.piece,
        trainee=theirs.trainee,
    )


@routes.pressed(ReviewUnitCoverage, needs=TUTOR)
async def on_their_unit_pressed(visit: Visit[Person], address: ReviewUnitCoverage) -> Screen:
    unit = current_curriculum().units.get(address.unit)
    if unit is None:
        raise ScreenOutdated(instead=ReviewCoverage(address.piece))
    theirs = await read_overview(visit.session, visit.person, address.piece, visit.now)
    zone = visit.person.zone
    return unit_coverage_screen(visit.words, unit, theirs.standings, zone, of=address.piece)


@routes.pressed(ReviewOutcomeEvidence, needs=TUTOR)
async def on_their_outcome_pressed(visit: Visit[Person], address: ReviewOutcomeEvidence) -> Screen:
    theirs = await read_overview(visit.session, visit.person, address.piece, visit.now)
    standing = theirs.standings.get(address.outcome)
    if standing is None:
        raise ScreenOutdated(instead=ReviewCoverage(address.piece))
    return outcome_evidence_screen(
        visit.words, standing, address.page, visit.person.zone, of=address.piece
    )
