"""An assessor judges a sample: verdicts and comments in any order, kept as a draft, signed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.profile import Criterion
from bot.curriculum.verdicts import Verdict
from bot.kit.audit.log import record
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person
from bot.standardisation.actions.finding import load_paper, load_seen
from bot.standardisation.actions.notices import tell_all_signed
from bot.standardisation.actions.refusals import (
    CommentLength,
    Incomplete,
    IsClosed,
    IsSigned,
)
from bot.standardisation.addresses import JudgeCriterion, OpenExercise, OpenResults
from bot.standardisation.rules.exercises import (
    Exercise,
    Given,
    Judge,
    Paper,
    Progress,
    State,
    clean_comment,
    open_positions,
)
from bot.standardisation.store import exercises
from bot.standardisation.store import judges as store


@dataclass(frozen=True, slots=True)
class Judging:
    """An open exercise as one of its judges sees it."""

    exercise: Exercise
    paper: Paper
    judge: Judge
    given: Mapping[str, Given]

    @property
    def open_positions(self) -> list[int]:
        return open_positions(self.paper, self.given)

    @property
    def is_signed(self) -> bool:
        return self.judge.progress is Progress.SIGNED

    def at(self, position: int) -> tuple[Criterion, Given]:
        """A criterion, counted from 1, and what is said of it. Raises ScreenOutdated."""
        if not 1 <= position <= len(self.paper.criteria):
            raise ScreenOutdated(instead=OpenExercise(self.exercise.public_id))
        criterion = self.paper.criteria[position - 1]
        return criterion, self.given.get(criterion.id, Given())


async def load_judging(session: AsyncSession, person: Person, public: str) -> Judging:
    """One's own part in an open exercise. Raises IsClosed, ScreenOutdated for anybody else's."""
    exercise = await load_seen(session, person, public)
    judge = await store.find_judge(session, exercise.id, person.id)
    if judge is None or exercise.state is State.DRAFT:
        raise ScreenOutdated(instead=OpenExercise(public))
    if exercise.state is State.CLOSED:
        raise IsClosed(instead=OpenResults(public))
    given = await store.find_given(session, [judge.id])
    return Judging(exercise, await load_paper(session, exercise), judge, given[judge.id])


async def give_verdict(
    session: AsyncSession,
    person: Person,
    public: str,
    position: int,
    verdict: Verdict,
    now: datetime,
) -> Judging:
    """Say it of one criterion; until it is signed it can be said anew."""
    return await _give(session, person, public, position, {"verdict": str(verdict)}, now)


async def write_comment(
    session: AsyncSession, person: Person, public: str, position: int, written: str, now: datetime
) -> Judging:
    """Give the reason for one criterion; a later one takes its place. Raises CommentLength."""
    comment = clean_comment(written)
    if comment is None:
        raise CommentLength(instead=JudgeCriterion(public, position))
    return await _give(session, person, public, position, {"comment": comment}, now)


async def _give(
    session: AsyncSession,
    person: Person,
    public: str,
    position: int,
    values: Mapping[str, str],
    now: datetime,
) -> Judging:
    judging = await load_judging(session, person, public)
    criterion, _ = judging.at(position)
    if not await store.begin(session, judging.judge.id, now):
        raise IsSigned(instead=OpenExercise(public))
    await store.save_given(session, judging.judge.id, criterion.id, values)
    return await load_judging(session, person, public)


async def sign(session: AsyncSession, person: Person, public: str, now: datetime) -> Judging:
    """Once, when every criterion has a verdict and a comment. Raises Incomplete, IsSigned."""
    judging = await load_judging(session, person, public)
    if judging.is_signed:
        raise IsSigned(instead=OpenExercise(public))
    if judging.open_positions:
        first = judging.open_positions[0]
        lacking = ", ".join(judging.at(position)[0].id for position in judging.open_positions)
        raise Incomplete(instead=JudgeCriterion(public, first), criteria=lacking)
    # Closing waits for this transaction, or this one for the closing: no signature falls between.
    if not await exercises.lock_open(session, judging.exercise.id):
        raise IsClosed(instead=OpenResults(public))
    if not await store.sign(session, judging.judge.id, now):
        raise IsSigned(instead=OpenExercise(public))
    thing = Reference("exercise", str(judging.exercise.id))
    record(session, Deed(Action.EXERCISE_SIGNED, now, thing, person.id, person.id))
    await _tell_if_last(session, judging, now)
    return await load_judging(session, person, public)


async def _tell_if_last(session: AsyncSession, judging: Judging, now: datetime) -> None:
    judges = await store.find_judges(session, judging.exercise.id)
    if all(one.progress is Progress.SIGNED for one in judges):
        await tell_all_signed(session, judging.exercise, judging.paper, now)
