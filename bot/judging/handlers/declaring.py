"""Assessors declare conflicts of interest, or that they have none."""

from __future__ import annotations

from bot.cohorts import store as cohorts
from bot.judging.actions import declaring
from bot.judging.actions.assessing import open_work
from bot.judging.addresses import (
    DeclareNone,
    OpenConflicts,
    PickConflict,
    PickPerson,
    PickStanding,
    WriteConflict,
    WriteStanding,
)
from bot.judging.handlers.parts import terms_of
from bot.judging.screens import assessing
from bot.judging.screens import declaring as screens
from bot.judging.store import conflicts
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person, Role

routes = Routes("judging.declaring")
ASSESSOR = str(Role.ASSESSOR)


@routes.pressed(DeclareNone, needs=ASSESSOR)
async def on_none_pressed(visit: Visit[Person], address: DeclareNone) -> Screen:
    work = await declaring.declare_none(
        visit.session, visit.person, address.work, terms_of(visit), visit.now
    )
    if work is None:
        return assessing.done_screen(visit.words, "judging.tutored_meanwhile")
    return assessing.work_screen(visit.words, work, visit.person.zone)


@routes.pressed(PickConflict, needs=ASSESSOR)
async def on_conflict_pressed(visit: Visit[Person], address: PickConflict) -> Screen:
    work = await open_work(visit.session, visit.person, address.work, visit.now)
    return screens.pick_conflict_screen(visit.words, work)


@routes.pressed(WriteConflict, needs=ASSESSOR)
async def on_kind_pressed(visit: Visit[Person], address: WriteConflict) -> Screen:
    work = await open_work(visit.session, visit.person, address.work, visit.now)
    return screens.because_screen(visit.words, work.candidate, address.kind, address)


@routes.written(WriteConflict, needs=ASSESSOR)
async def on_conflict_written(visit: Visit[Person], address: WriteConflict) -> Screen:
    await declaring.declare_conflict(
        visit.session,
        visit.person,
        address.work,
        address.kind,
        visit.message.words,
        terms_of(visit),
        visit.now,
    )
    return assessing.done_screen(visit.words, "judging.conflict_noted")


@routes.pressed(OpenConflicts, needs=ASSESSOR)
async def on_conflicts_pressed(visit: Visit[Person], address: OpenConflicts) -> Screen:
    size, page = screens.A_PAGE, address.page
    found = await conflicts.find_declared(
        visit.session, visit.person.id, limit=size + 1, offset=page * size
    )
    return screens.conflicts_screen(visit.words, found[:size], page, more=len(found) > size)


@routes.pressed(PickPerson, needs=ASSESSOR)
async def on_people_pressed(visit: Visit[Person], address: PickPerson) -> Screen:
    size, page, person = screens.A_PAGE, address.page, visit.person
    scopes = [grant for grant in person.grants if grant.role is Role.ASSESSOR]
    found = await cohorts.find_trainees(
        visit.session, scopes, but=person.id, limit=size + 1, offset=page * size
    )
    return screens.people_screen(visit.words, found[:size], page, more=len(found) > size)


@routes.pressed(PickStanding, needs=ASSESSOR)
async def on_person_pressed(visit: Visit[Person], address: PickStanding) -> Screen:
    trainee = await declaring.load_trainee(visit.session, visit.person, address.person)
    return screens.pick_standing_screen(visit.words, trainee)


@routes.pressed(WriteStanding, needs=ASSESSOR)
async def on_standing_pressed(visit: Visit[Person], address: WriteStanding) -> Screen:
    trainee = await declaring.load_trainee(visit.session, visit.person, address.person)
    return screens.because_screen(visit.words, trainee.name, address.kind, address)


@routes.written(WriteStanding, needs=ASSESSOR)
async def on_standing_written(visit: Visit[Person], address: WriteStanding) -> Screen:
    await declaring.declare_beforehand(
        visit.session,
        visit.person,
        address.person,
        address.kind,
        visit.message.words,
        terms_of(visit),
        visit.now,
    )
    return assessing.done_screen(visit.words, "judging.conflict_noted")
