"""Presses, answers and commands of cohorts."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot import places
from bot.cohorts import actions, screens, store
from bot.cohorts.addresses import (
    AnswerPart,
    AskDeletion,
    AskDue,
    AskNewDue,
    AskNewTitle,
    AskPart,
    AskTitle,
    DeleteMilestone,
    OpenCohort,
    OpenMilestone,
    OpenMilestones,
)
from bot.cohorts.rules import MANAGING, Cohort, Part
from bot.kit.clock import in_zone
from bot.kit.telegram.routes import Routes
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.people.rules import MANAGERS, Person

A_PAGE: Final = 4
SHOWN_BEFORE: Final = timedelta(days=30)
SHOWN_AFTER: Final = timedelta(days=400)
ON_A_TIMELINE: Final = 12
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
    return screens.cohort_screen(visit.words, cohort, members.get(cohort.id, 0), len(milestones))


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
    written = visit.message.words
    await actions.move_milestone(
        visit.session, visit.person, address.milestone, written, address, visit.now
    )
    return await _milestone(visit, address.milestone)


@routes.pressed(AskDeletion, needs=MANAGERS)
async def on_deletion_asked(visit: Visit[Person], address: AskDeletion) -> Screen:
    number = address.milestone
    _, milestone = await actions.load_own_milestone(visit.session, visit.person, number)
    return screens.deletion_screen(visit.words, milestone)


@routes.pressed(DeleteMilestone, needs=MANAGERS)
async def on_deleted(visit: Visit[Person], address: DeleteMilestone) -> Screen:
    cohort = await actions.delete_milestone(visit.session, visit.person, address.milestone)
    return await _milestones(visit, cohort)


@routes.command("timeline")
async def on_timeline_command(visit: Visit[Person], _arguments: str) -> Screen:
    return await _timeline(visit)


@routes.pressed(places.OpenTimeline)
async def on_timeline(visit: Visit[Person], _address: places.OpenTimeline) -> Screen:
    return await _timeline(visit)


async def _timeline(visit: Visit[Person]) -> Screen:
    person, today = visit.person, in_zone(visit.now, visit.person.zone).date()
    cohorts = await store.find_cohorts_of(visit.session, person.id)
    span = (today - SHOWN_BEFORE, today + SHOWN_AFTER)
    found = await store.find_milestones_of(visit.session, [person.id], *span)
    shown = found.get(person.id, [])[:ON_A_TIMELINE]
    return screens.timeline_screen(visit.words, cohorts[:3], shown, person.zone, visit.now)
