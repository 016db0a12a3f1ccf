"""A coordinator prepares an exercise: a sample, judges, a deadline, a look, and off it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.current import current_curriculum
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person, Role, ScopeKind
from bot.people.store import find_people_with
from bot.standardisation.actions.finding import load_paper, load_seen
from bot.standardisation.actions.notices import invite
from bot.standardisation.actions.refusals import (
    DayDoesNotFit,
    NoDay,
    TooFewJudges,
    TooManyJudges,
)
from bot.standardisation.addresses import (
    AskDeadline,
    ChooseJudges,
    ChooseSample,
    OpenExercise,
)
from bot.standardisation.papers import hash_of, paper_of
from bot.standardisation.rules.exercises import (
    MOST_JUDGES,
    Deadline,
    Exercise,
    Paper,
    State,
    fits,
    in_days,
    is_enough,
    may_judge,
    read_deadline,
    widest,
)
from bot.standardisation.store import exercises
from bot.standardisation.store import judges as store
from bot.standardisation.store.papers import save_paper


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft with its choices. `offered` are all who may be asked, by name; `chosen` their ids."""

    exercise: Exercise
    paper: Paper
    offered: Sequence[Person]
    chosen: frozenset[int]

    @property
    def judges(self) -> list[Person]:
        return [person for person in self.offered if person.id in self.chosen]


async def prepare(session: AsyncSession, person: Person, sample: str, now: datetime) -> Prepared:
    """A new draft with everybody who may be asked; an earlier draft goes. Raises ScreenOutdated."""
    curriculum = current_curriculum()
    if sample not in curriculum.samples:
        raise ScreenOutdated(instead=ChooseSample())
    await exercises.delete_drafts(session, person.id)
    mark = hash_of(paper_of(curriculum, curriculum.samples[sample]))
    public = await exercises.add_draft(session, person, sample, mark, widest(person.grants), now)
    exercise = await load_seen(session, person, public)
    offered = await find_assessors(session, person)
    await store.add_judges(session, exercise.id, [one.id for one in offered[:MOST_JUDGES]], now)
    return await load_prepared(session, person, public)


async def find_assessors(session: AsyncSession, manager: Person) -> list[Person]:
    """Those who judge anybody within the manager's scope, by name."""
    found = await find_people_with(session, Role.ASSESSOR)
    grants = [grant for one in (manager, *found) for grant in one.grants]
    cohorts = {g.scope for g in grants if g.scope_kind is ScopeKind.COHORT and g.scope}
    countries = await exercises.find_countries(session, cohorts) if cohorts else {}
    offered = [one for one in found if may_judge(manager, one, countries)]
    return sorted(offered, key=lambda one: (one.name, one.id))


async def load_prepared(session: AsyncSession, person: Person, public: str) -> Prepared:
    """Somebody's own draft. Raises ScreenOutdated, which leads to what became of it."""
    exercise = await load_seen(session, person, public)
    if exercise.state is not State.DRAFT:
        raise ScreenOutdated(instead=OpenExercise(public))
    paper = await load_paper(session, exercise)
    offered = await find_assessors(session, person)
    asked = await store.find_judges(session, exercise.id)
    there = {one.id for one in offered}
    chosen = {one.person_id for one in asked if one.person_id is not None}
    return Prepared(exercise, paper, offered, frozenset(chosen & there))


async def set_judge(
    session: AsyncSession, person: Person, public: str, judge: int, *, on: bool, now: datetime
) -> Prepared:
    """Ask somebody, or do not. Raises ScreenOutdated for somebody who may not be asked."""
    prepared = await load_prepared(session, person, public)
    if judge not in {one.id for one in prepared.offered}:
        raise ScreenOutdated(instead=ChooseJudges(public))
    if on:
        await store.add_judges(session, prepared.exercise.id, [judge], now)
        return replace(prepared, chosen=prepared.chosen | {judge})
    await store.remove_judge(session, prepared.exercise.id, judge)
    return replace(prepared, chosen=prepared.chosen - {judge})


async def set_days(
    session: AsyncSession, person: Person, public: str, days: int, now: datetime
) -> Prepared:
    """So many days from today, at six in the evening."""
    return await _save(session, person, public, in_days(days, now, person.zone), now)


async def write_deadline(
    session: AsyncSession, person: Person, public: str, written: str, now: datetime
) -> Prepared:
    """A day as people write it. Raises NoDay."""
    months = Words(person.language).months()
    deadline = read_deadline(written, months, now, person.zone)
    if deadline is None:
        today = in_zone(now, person.zone).date()
        raise NoDay(instead=AskDeadline(public), example=today)
    return await _save(session, person, public, deadline, now)


async def _save(
    session: AsyncSession, person: Person, public: str, deadline: Deadline, now: datetime
) -> Prepared:
    prepared = await load_prepared(session, person, public)
    if not fits(deadline, now):
        raise DayDoesNotFit(instead=AskDeadline(public))
    await exercises.save_deadline(session, prepared.exercise.id, deadline)
    return replace(prepared, exercise=replace(prepared.exercise, deadline=deadline))


def judge_draft(prepared: Prepared, now: datetime) -> Deadline:
    """Its deadline, if it can be opened. Raises the refusal that says what is missing."""
    exercise = prepared.exercise
    judges = ChooseJudges(exercise.public_id)
    if not is_enough(prepared.judges):
        too_many = len(prepared.judges) > MOST_JUDGES
        raise TooManyJudges(instead=judges) if too_many else TooFewJudges(instead=judges)
    if exercise.deadline is None or not fits(exercise.deadline, now):
        raise DayDoesNotFit(instead=AskDeadline(exercise.public_id))
    return exercise.deadline


async def start(session: AsyncSession, person: Person, public: str, now: datetime) -> Exercise:
    """Open it: the judges are told. Raises ScreenOutdated where it is open already."""
    prepared = await load_prepared(session, person, public)
    judge_draft(prepared, now)
    exercise = prepared.exercise
    if not await exercises.open_draft(session, exercise.id, now):
        raise ScreenOutdated(instead=OpenExercise(public))
    await save_paper(session, prepared.paper)
    await store.keep_judges(session, exercise.id, prepared.chosen)
    asked = await store.find_judges(session, exercise.id)
    exercise = replace(exercise, state=State.OPEN)
    await invite(session, exercise, prepared.paper, asked, now)
    thing = Reference("exercise", str(exercise.id))
    record(session, Deed(Action.EXERCISE_OPENED, now, thing, person.id))
    return exercise


async def discard(session: AsyncSession, person: Person, public: str) -> None:
    """A draft that is not wanted. Raises ScreenOutdated where it is none any more."""
    exercise = await load_seen(session, person, public)
    if exercise.state is not State.DRAFT:
        raise ScreenOutdated(instead=OpenExercise(public))
    await exercises.delete_drafts(session, person.id)
