"""Reading a plan, and what a tutor puts on top of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.cohorts import store as cohorts
from bot.cohorts.rules import covers
from bot.curriculum.current import current_curriculum
from bot.curriculum.lessons import Lesson
from bot.kit.audit.log import record, record_read
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.delivery import outbox
from bot.kit.delivery.outbox import Recipient
from bot.kit.i18n import Words
from bot.kit.refusals import ScreenOutdated
from bot.lessons import store as lessons
from bot.needs import store as needs
from bot.needs.rules.results import result_of
from bot.people import store as people
from bot.people.rules import Person, Role, is_quiet
from bot.plan import rules, store
from bot.plan.addresses import ShowTraineePlan
from bot.plan.rules import LearningPlan
from bot.plan.screens import pinned_notice

TRAINEES_A_PAGE: Final = 5
LAST_PAGE: Final = 10_000


async def load_plan(session: AsyncSession, person: Person) -> LearningPlan:
    """From the latest answers, what has been read, and what tutors have put on top."""
    curriculum = current_curriculum()
    shown = result_of(curriculum, await needs.load_records(session, person.id))
    readings = await lessons.load_summary(session, person.id)
    pins = await store.load_pins(session, person.id)
    return rules.plan_of(curriculum, shown.record if shown else None, readings, pins)


async def read_plan(
    session: AsyncSession, tutor: Person, trainee: Person, now: datetime
) -> LearningPlan:
    """A trainee's plan as their tutor sees it. It is logged."""
    record_read(session, _deed(Action.PLAN_READ, tutor, trainee, "own", now))
    return await load_plan(session, trainee)


def _deed(action: Action, tutor: Person, trainee: Person, lesson: str, now: datetime) -> Deed:
    return Deed(action, now, Reference("plan", lesson), tutor.id, trainee.id)


async def find_trainees(
    session: AsyncSession, tutor: Person, page: int
) -> tuple[Sequence[Person], bool]:
    """A page of the trainees in a tutor's scope, by name, and whether there are more.

    Raises ScreenOutdated for a page that there is no more.
    """
    scopes = [grant for grant in tutor.grants if grant.role is Role.TUTOR]
    at = min(max(page, 0), LAST_PAGE) * TRAINEES_A_PAGE
    found = await cohorts.find_trainees(
        session, scopes, but=tutor.id, limit=TRAINEES_A_PAGE + 1, offset=at
    )
    if at and not found:
        raise ScreenOutdated(instead=places.OpenTraineePlans())
    return found[:TRAINEES_A_PAGE], len(found) > TRAINEES_A_PAGE


async def load_trainee(session: AsyncSession, tutor: Person, public_id: str) -> Person:
    """Raises ScreenOutdated for somebody the tutor's scope does not cover, or themselves."""
    number = await people.find_person_id(session, public_id)
    if number is None or number == tutor.id:
        raise ScreenOutdated(instead=places.OpenTraineePlans())
    trainee = await people.load_person(session, number)
    groups = (await cohorts.find_cohort_ids(session, [number])).get(number, frozenset())
    is_theirs = covers(tutor, [Role.TUTOR], country=trainee.country, cohort_ids=groups)
    if not is_theirs or not trainee.has(Role.TRAINEE):
        raise ScreenOutdated(instead=places.OpenTraineePlans())
    return trainee


async def pin_lesson(
    session: AsyncSession, tutor: Person, public_id: str, lesson: str, now: datetime
) -> Person:
    """Put a lesson on top of a trainee's plan; they are told once. Raises ScreenOutdated."""
    trainee = await load_trainee(session, tutor, public_id)
    found = load_lesson(public_id, lesson)
    if await store.add_pin(session, trainee.id, lesson, tutor.id, now):
        record(session, _deed(Action.PLAN_PINNED, tutor, trainee, lesson, now))
        await _tell(session, tutor, trainee, found, now)
    return trainee


async def unpin_lesson(
    session: AsyncSession, tutor: Person, public_id: str, lesson: str, now: datetime
) -> Person:
    """Take a lesson off the top. Raises ScreenOutdated."""
    trainee = await load_trainee(session, tutor, public_id)
    if await store.delete_pin(session, trainee.id, lesson):
        record(session, _deed(Action.PLAN_UNPINNED, tutor, trainee, lesson, now))
    return trainee


def load_lesson(public_id: str, lesson: str) -> Lesson:
    """Raises ScreenOutdated where the content has it no more."""
    found = current_curriculum().lessons.get(lesson)
    if found is None:
        raise ScreenOutdated(instead=ShowTraineePlan(public_id))
    return found


async def _tell(
    session: AsyncSession, tutor: Person, trainee: Person, lesson: Lesson, now: datetime
) -> None:
    """In the trainee's language; without a sound in their quiet hours."""
    await outbox.queue(
        session,
        Recipient(trainee.id, trainee.telegram_id),
        pinned_notice(Words(trainee.language), tutor.name, lesson),
        dedupe_key=f"plan.pin.{trainee.id}.{lesson.id}.{now.isoformat()}",
        purpose="plan.pin",
        now=now,
        silent=is_quiet(now, trainee.zone, trainee.quiet_from, trainee.quiet_to),
    )
