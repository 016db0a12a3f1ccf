"""The facts by which tutor, assessor and decider are kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import String, and_, cast, exists, func, not_, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.store import members
from bot.evidence.store.pieces import pieces
from bot.evidence.tables import FeedbackRow
from bot.judging.rules.rounds import UNSIGNED, Stage
from bot.judging.rules.separation import Facts
from bot.judging.store.assignments import assignments, conflicts
from bot.judging.store.rounds import rounds
from bot.kit.db import table_of
from bot.people.rules import Role, ScopeKind
from bot.people.store import grants
from bot.tutoring.rules.thread import Side
from bot.tutoring.store.threads import entries, questions

_feedback = table_of(FeedbackRow)


async def find_tutors_of(session: AsyncSession, person_id: int) -> frozenset[int]:
    """Everybody who counts as having tutored a person; see `rules.separation` for which facts."""
    answered = (
        select(entries.c.author_id)
        .join_from(entries, questions, questions.c.id == entries.c.question_id)
        .where(questions.c.asker_id == person_id, entries.c.side == str(Side.TUTOR))
    )
    taken_on = select(questions.c.claimed_by).where(questions.c.asker_id == person_id)
    fed_back = (
        select(_feedback.c.tutor_id)
        .join_from(_feedback, pieces, pieces.c.id == _feedback.c.piece_id)
        .where(pieces.c.person_id == person_id)
    )
    own_cohorts = select(cast(members.c.cohort_id, String)).where(members.c.person_id == person_id)
    of_cohort = select(grants.c.person_id).where(
        grants.c.role == str(Role.TUTOR),
        grants.c.scope_kind == str(ScopeKind.COHORT),
        grants.c.scope.in_(own_cohorts),
    )
    found = await session.execute(union(answered, taken_on, fed_back, of_cohort))
    return frozenset(one for one in found.scalars() if one)


async def find_assessors_of(session: AsyncSession, person_id: int) -> frozenset[int]:
    """Everybody who has opened evidence of a person in order to judge it, signed or not."""
    found = (
        select(assignments.c.assessor_id)
        .join_from(assignments, rounds, rounds.c.id == assignments.c.round_id)
        .where(rounds.c.person_id == person_id, assignments.c.declared_at.is_not(None))
        .distinct()
    )
    return frozenset(one for one in (await session.execute(found)).scalars() if one)


async def find_conflicted(session: AsyncSession, person_id: int) -> frozenset[int]:
    """Assessors who have declared that they do not judge a person."""
    found = select(conflicts.c.assessor_id).where(
        conflicts.c.person_id == person_id, conflicts.c.lifted_at.is_(None)
    )
    return frozenset((await session.execute(found)).scalars())


async def load_facts(session: AsyncSession, person_id: int, round_id: int) -> Facts:
    """What decides who may judge a round.

    Who gave a part back for a conflict that was a mistake has no part in it any more.
    """
    mistaken = exists().where(
        conflicts.c.assessor_id == assignments.c.assessor_id,
        conflicts.c.person_id == person_id,
        conflicts.c.lifted_at >= assignments.c.assigned_at,
    )
    given_back = and_(assignments.c.stage == str(Stage.MOVED), mistaken)
    part = select(assignments.c.assessor_id).where(
        assignments.c.round_id == round_id, not_(given_back)
    )
    return Facts(
        person_id,
        await find_tutors_of(session, person_id),
        await find_conflicted(session, person_id),
        frozenset(one for one in (await session.execute(part)).scalars() if one),
    )


async def count_work(
    session: AsyncSession, assessor_ids: Iterable[int]
) -> Mapping[int, tuple[int, int]]:
    """How many parts each has open and has signed; those without any are not in the answer."""
    wanted = [*map(str, UNSIGNED), str(Stage.SIGNED)]
    counted = (
        select(assignments.c.assessor_id, assignments.c.stage, func.count().label("n"))
        .where(assignments.c.assessor_id.in_(list(assessor_ids)), assignments.c.stage.in_(wanted))
        .group_by(assignments.c.assessor_id, assignments.c.stage)
    )
    found: dict[int, tuple[int, int]] = {}
    for assessor, stage, n in await session.execute(counted):
        opened, signed = found.get(assessor, (0, 0))
        is_signed = stage == Stage.SIGNED
        found[assessor] = (opened + n * (not is_signed), signed + n * is_signed)
    return found
