"""Presses, answers and commands of cohorts."""

from __future__ import annotations

from typing import Final

from bot import places
from bot.cohorts import staff, store
from bot.cohorts.actions import making as actions
from bot.cohorts.actions import moving
from bot.cohorts.addresses import (
    AnswerPart,
    AskDeletion,
    AskDue,
    AskEnd,
    AskNewDue,
    AskNewTitle,
    AskPart,
    AskStart,
    AskTitle,
    DeleteMilestone,
    MoveDates,
    MoveMilestone,
    OpenCohort,
    OpenMilestone,
    OpenMilestones,
    OpenMove,
)
from bot.cohorts.rules import MANAGING, Cohort, Part
from bot.cohorts.screens import groups as screens
from bot.cohorts.screens import moving as move_screens
from bot.kit.clock import in_zone
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person

A_PAGE: Final = 4
routes = Routes("cohorts")


@routes.command("cohorts", needs=MANAGERS)
async def on_cohorts_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _cohorts(visit, 0)


@routes.pressed(places.OpenCohorts, needs=MANAGERS)
async def on_cohorts(visit: Visit[Person], address: places.OpenCohorts) -> Screen:
    return await _cohorts(visit, max(0, address.page))


async def _cohorts(visit: Visit[Person], page: int) -> Screen:
    scopes = [grant for grant in visit.person.grants if grant.role in MANAGING]
    found = await store.find_cohorts(visit.session, scopes, limit=A_PAGE + 1, offset=page * A_PAGE)
    shown = found[:A_PAGE]
    members = await store.count_members(visit.session, [cohort.id for cohort in shown])
    may_make = bool(actions.countries_of(visit.person))
    more = len(found) > A_PAGE
    return screens.cohorts_screen(visit.words, shown, members, page, more=more, may_make=may_make)


def _question(visit: Visit[Person], part: Part, page: int = 0) -> Screen:
    countries = actions.countries_of(visit.person)
    today = in_zone(visit.now, visit.person.zone)
    return screens.part_screen(visit.words, part, countries, page, today)


@routes.pressed(AskPart, needs=MANAGERS)
async def on_part_asked(visit: Visit[Person], address: AskPart) -> Screen:
    return _question(visit, address.part, address.page)


@routes.pressed(AnswerPart, needs=MANAGERS)
async def on_part_pressed(visit: Visit[Person], address: AnswerPart) -> Screen:
    draft = await actions.press_part(visit.session, visit.person, address.part, address.value)
    return _question(visit, draft.missing)


@routes.written(AskPart, needs=MANAGERS)
async def on_part_written(visit: Visit[Person], address: AskPart) -> Screen:
    written = visit.message.words
    made = await actions.write_part(visit.session, visit.person, address.part, written, visit.now)
    if isinstance(made, int):
        return await _cohort(visit, await store.load_cohort(visit.session, made))
    return _question(visit, made.missing)


async def _cohort(visit: Visit[Person], cohort: Cohort) -> Screen:
    members = await store.count_members(visit.session, [cohort.id])
    milestones = await store.find_milestones(visit.session, cohort.id)
    names = await staff.find_names(visit.session, cohort)
    count = members.get(cohort.id, 0)
    return screens.cohort_screen(visit.words, cohort, count, len(milestones), names)


@routes.pressed(OpenCohort, needs=MANAGERS)
async def on_cohort(visit: Visit[Person], address: OpenCohort) -> Screen:
    cohort = await actions.load_own_cohort(visit.session, visit.person, address.cohort)
    return await _cohort(visit, cohort)


async def _milestones(visit: Visit[Person], cohort: Cohort, page: int = 0) -> Screen:
    found = await store.find_milestones(visit.session, cohort.id)
    return screens.milestones_screen(visit.words, cohort, found, page, visit.now)


@routes.pressed(OpenMilestones, needs=MANAGERS)
async def on_milestones(visit: Visit[Person], address: OpenMilestones) -> Screen:
    cohort = await actions.load_own_cohort(visit.session, visit.person, address.cohort)
    return await _milestones(visit, cohort, address.page)


@routes.pressed(AskTitle, needs=MANAGERS)
async def on_title_asked(visit: Visit[Person], address: AskTitle) -> Screen:
    cohort = await actions.load_own_cohort(visit.session, visit.person, address.cohort)
    return screens.title_screen(visit.words, address, OpenMilestones(cohort.id))


@routes.written(AskTitle, needs=MANAGERS)
async def on_title_written(visit: Visit[Person], address: AskTitle) -> Screen:
    cohort = await actions.write_title(
        visit.session, visit.person, address.cohort, visit.message.words
    )
    return _due_question(visit, cohort)


def _due_question(visit: Visit[Person], cohort: Cohort) -> Screen:
    back = OpenMilestones(cohort.id)
    return screens.due_screen(visit.words, cohort, AskDue(cohort.id), back, visit.now)


@routes.pressed(AskDue, needs=MANAGERS)
async def on_due_asked(visit: Visit[Person], address: AskDue) -> Screen:
    cohort = await actions.load_own_cohort(visit.session, visit.person, address.cohort)
    return _due_question(visit, cohort)


@routes.written(AskDue, needs=MANAGERS)
async def on_due_written(visit: Visit[Person], address: AskDue) -> Screen:
    written = visit.message.words
    number = await actions.write_due(
        visit.session, visit.person, address.cohort, written, visit.now
    )
    return await _milestone(visit, number)


async def _milestone(visit: Visit[Person], number: int) -> Screen:
    _, milestone = await actions.load_own_milestone(visit.session, visit.person, number)
    return screens.milestone_screen(visit.words, milestone, visit.now)


@routes.pressed(OpenMilestone, needs=MANAGERS)
async def on_milestone(visit: Visit[Person], address: OpenMilestone) -> Screen:
    return await _milestone(visit, address.milestone)


@routes.pressed(AskNewTitle, needs=MANAGERS)
async def on_new_title_asked(visit: Visit[Person], address: AskNewTitle) -> Screen:
    await actions.load_own_milestone(visit.session, visit.person, address.milestone)
    return screens.title_screen(visit.words, address, OpenMilestone(address.milestone))


@routes.written(AskNewTitle, needs=MANAGERS)
async def on_new_title_written(visit: Visit[Person], address: AskNewTitle) -> Screen:
    written = visit.message.words
    await actions.retitle_milestone(
        visit.session, visit.person, address.milestone, written, address
    )
    return await _milestone(visit, address.milestone)


@routes.pressed(AskNewDue, needs=MANAGERS)
async def on_new_due_asked(visit: Visit[Person], address: AskNewDue) -> Screen:
    number = address.milestone
    cohort, _ = await actions.load_own_milestone(visit.session, visit.person, number)
    back = OpenMilestone(number)
    return screens.due_screen(visit.words, cohort, address, back, visit.now)


@routes.written(AskNewDue, needs=MANAGERS)
async def on_new_due_written(visit: Visit[Person], address: AskNewDue) -> Screen:
    number, written = address.milestone, visit.message.words
    move = await moving.read_milestone_move(
        visit.session, visit.person, number, written, address, visit.now
    )
    if move.told:
        return move_screens.milestone_move_screen(visit.words, move, visit.now)
    await moving.move_milestone(visit.session, visit.person, move, visit.now)
    return await _milestone(visit, number)


@routes.pressed(MoveMilestone, needs=MANAGERS)
async def on_milestone_moved(visit: Visit[Person], address: MoveMilestone) -> Screen:
    await moving.confirm_milestone_move(visit.session, visit.person, address, visit.now)
    screen = await _milestone(visit, address.milestone)
    return screen.with_note(visit.words("cohorts.moved"))


@routes.pressed(AskStart, needs=MANAGERS)
async def on_start_asked(visit: Visit[Person], address: AskStart) -> Screen:
    cohort = await actions.load_own_cohort(visit.session, visit.person, address.cohort)
    return move_screens.start_screen(visit.words, cohort, visit.now)


@routes.written(AskStart, needs=MANAGERS)
async def on_start_written(visit: Visit[Person], address: AskStart) -> Screen:
    cohort = await actions.load_own_cohort(visit.session, visit.person, address.cohort)
    start = actions.read_day(visit.person, visit.message.words, address, visit.now)
    return move_screens.end_screen(visit.words, cohort, start, visit.now)


@routes.pressed(AskEnd, needs=MANAGERS)
async def on_end_asked(visit: Visit[Person], address: AskEnd) -> Screen:
    cohort = await actions.load_own_cohort(visit.session, visit.person, address.cohort)
    start = moving.day_of(address.start, cohort)
    return move_screens.end_screen(visit.words, cohort, start, visit.now)


@routes.written(AskEnd, needs=MANAGERS)
async def on_end_written(visit: Visit[Person], address: AskEnd) -> Screen:
    end = actions.read_day(visit.person, visit.message.words, address, visit.now)
    return await _move(visit, OpenMove(address.cohort, address.start, end.toordinal()))


@routes.pressed(OpenMove, needs=MANAGERS)
async def on_move(visit: Visit[Person], address: OpenMove) -> Screen:
    return await _move(visit, address)


async def _move(visit: Visit[Person], address: OpenMove) -> Screen:
    move, told = await moving.plan(visit.session, visit.person, address, visit.now)
    return move_screens.move_screen(visit.words, move, told)


@routes.pressed(MoveDates, needs=MANAGERS)
async def on_moved(visit: Visit[Person], address: MoveDates) -> Screen:
    await moving.move_dates(visit.session, visit.person, address, visit.now)
    cohort = await actions.load_own_cohort(visit.session, visit.person, address.cohort)
    screen = await _cohort(visit, cohort)
    return screen.with_note(visit.words("cohorts.moved"))


@routes.pressed(AskDeletion, needs=MANAGERS)
async def on_deletion_asked(visit: Visit[Person], address: AskDeletion) -> Screen:
    number = address.milestone
    _, milestone = await actions.load_own_milestone(visit.session, visit.person, number)
    return screens.deletion_screen(visit.words, milestone)


@routes.pressed(DeleteMilestone, needs=MANAGERS)
async def on_deleted(visit: Visit[Person], address: DeleteMilestone) -> Screen:
    cohort = await actions.delete_milestone(visit.session, visit.person, address.milestone)
    return await _milestones(visit, cohort)
