"""Who is meant: one condition over people, counted, sampled, and read in pages.

Everything is an EXISTS on an indexed column, so that each person is looked at once: 20,000 people
are counted in some 20 ms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.rules.audience import Audience, Dimension, NeedsStep
from bot.cohorts.store import cohorts, members, within
from bot.kit.db import Instant, table_of
from bot.kit.delivery.tables import Message
from bot.needs.rules.parts import Phase
from bot.needs.tables import AnalysisRow
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Grant, Person, ScopeKind
from bot.people.store import grants, people

analyses = table_of(AnalysisRow)
messages = table_of(Message)
# Neighbouring ids fall far apart, by the golden section; the seed turns them round.
RANGE: Final = 99_991
SCATTER: Final = 61_798
TURN: Final = 38_183


@dataclass(frozen=True, slots=True)
class Reach:
    """How many are meant and can be reached, and how many are meant but blocked the bot."""

    people: int
    blocked: int


@dataclass(frozen=True, slots=True)
class Span:
    """People by their ids, in the order in which they joined: after one, until another."""

    after: int
    until: int


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent: the broadcast and its batch, and for whoever is not told otherwise the content
    and when it is due.
    """

    broadcast: int
    batch: int
    content: int
    due: datetime


def _cohort(values: Iterable[str]) -> ColumnElement[bool]:
    numbers = [int(value) for value in values if value.isdigit()]
    of = select(members.c.person_id).where(
        members.c.person_id == people.c.id, members.c.cohort_id.in_(numbers)
    )
    return of.exists()


def _role(values: Iterable[str]) -> ColumnElement[bool]:
    # Without statistics SQLite looks all trainees up by their role, for each person anew; what is
    # concatenated has no index, so that the person's own few grants are read instead.
    role = grants.c.role.concat("")
    of = select(grants.c.id).where(grants.c.person_id == people.c.id, role.in_(list(values)))
    return of.exists()


def _needs(values: Iterable[str]) -> ColumnElement[bool]:
    begun = select(analyses.c.id).where(
        analyses.c.person_id == people.c.id, analyses.c.phase == str(Phase.START)
    )
    conditions: dict[str, ColumnElement[bool]] = {
        NeedsStep.NOT_STARTED: ~begun.exists(),
        NeedsStep.STARTED: begun.where(analyses.c.finished_at.is_(None)).exists(),
        NeedsStep.FINISHED: begun.where(analyses.c.finished_at.is_not(None)).exists(),
    }
    return or_(false(), *(conditions[value] for value in values if value in conditions))


def _column(column: Any) -> Callable[[Iterable[str]], ColumnElement[bool]]:
    # A person without a country is in none of them: NULL must become false before it is negated.
    return lambda values: func.coalesce(column, "").in_(list(values))


_CONDITIONS: Final[Mapping[Dimension, Callable[[Iterable[str]], ColumnElement[bool]]]] = {
    Dimension.COHORT: _cohort,
    Dimension.COUNTRY: _column(people.c.country),
    Dimension.SECTOR: _column(people.c.sector),
    Dimension.LANGUAGE: _column(people.c.language),
    Dimension.NEEDS: _needs,
    Dimension.ROLE: _role,
}


def in_scope(scopes: Iterable[Grant]) -> ColumnElement[bool]:
    """People within any of the scopes, as a condition on `people`."""
    allowed: list[ColumnElement[bool]] = [false()]
    for grant in scopes:
        if grant.scope_kind is ScopeKind.PROGRAMME:
            return true()
        if grant.scope_kind is ScopeKind.COUNTRY:
            allowed.append(func.coalesce(people.c.country, "") == (grant.scope or "-"))
        else:
            allowed.append(_cohort([grant.scope or ""]))
    return or_(*allowed)


def _meant(audience: Audience, scopes: Sequence[Grant]) -> ColumnElement[bool]:
    chosen = [_CONDITIONS[dimension](of) for dimension, of in audience.chosen.items()]
    left_out = [~_CONDITIONS[dimension](of) for dimension, of in audience.left_out.items()]
    consented = people.c.consent_version >= CONSENT_VERSION
    return and_(consented, in_scope(scopes), *chosen, *left_out)


async def count(session: AsyncSession, audience: Audience, scopes: Sequence[Grant]) -> Reach:
    """One statement."""
    reachable = func.sum(case((people.c.blocked_at.is_(None), 1), else_=0))
    blocked = func.sum(case((people.c.blocked_at.is_(None), 0), else_=1))
    counted = select(reachable, blocked).where(_meant(audience, scopes))
    row = (await session.execute(counted)).one()
    return Reach(row[0] or 0, row[1] or 0)


async def sample(
    session: AsyncSession, audience: Audience, scopes: Sequence[Grant], seed: int, limit: int
) -> list[str]:
    """Names of some of them, random but the same for a seed; one statement."""
    scattered = (cast(people.c.id, BigInteger) * SCATTER + seed * TURN) % RANGE
    found = select(people.c.name).where(_meant(audience, scopes), people.c.blocked_at.is_(None))
    rows = await session.execute(found.order_by(scattered, people.c.id).limit(limit))
    return list(rows.scalars())


def meant_within(audience: Audience, scopes: Sequence[Grant], span: Span) -> ColumnElement[bool]:
    """Whether somebody of the span is meant and can be reached."""
    return and_(
        people.c.id > span.after,
        people.c.id <= span.until,
        people.c.blocked_at.is_(None),
        _meant(audience, scopes),
    )


async def find_span(session: AsyncSession, after: int, until: int, limit: int) -> Span | None:
    """The next `limit` people by id, whoever is meant; None where nobody is left."""
    following = (
        select(people.c.id)
        .where(people.c.id > after, people.c.id <= until)
        .order_by(people.c.id)
        .limit(limit)
        .subquery()
    )
    last = (await session.execute(select(func.max(following.c.id)))).scalar_one()
    return None if last is None else Span(after, last)


async def find_zones(session: AsyncSession, which: ColumnElement[bool]) -> list[str]:
    """The time zones of some people, each once."""
    return list((await session.execute(select(people.c.zone).where(which).distinct())).scalars())


def messages_to(
    which: ColumnElement[bool], sent: Sent, contents: Mapping[str, int], due: Mapping[str, datetime]
) -> Select[Any]:
    """A row for the outbox for each of them, with the content of their language and due as in
    their zone; the database copies it without it coming here.
    """
    content = case(contents, value=people.c.language, else_=sent.content)
    instants = {zone: literal(instant, Instant) for zone, instant in due.items()}
    own = case(instants, value=people.c.zone, else_=literal(sent.due, Instant)) if due else None
    chosen: Any = select(
        literal(f"broadcast.{sent.broadcast}.").concat(cast(people.c.id, String)),
        literal("broadcasts.message"),
        people.c.id,
        people.c.telegram_id,
        content if contents else literal(sent.content),
        literal(sent.batch),
        literal(sent.due, Instant) if own is None else own,
    ).where(which)
    return chosen


async def load_newest_id(session: AsyncSession) -> int:
    """Whoever joins from now on has a higher one."""
    return (await session.execute(select(func.max(people.c.id)))).scalar_one() or 0


async def who_covers(
    session: AsyncSession, batch_id: int, candidates: Sequence[tuple[Person, Sequence[Grant]]]
) -> list[Person]:
    """Those of the candidates whose scopes hold every recipient of a batch; one statement."""
    if not candidates:
        return []
    outside = [func.sum(case((in_scope(scopes), 0), else_=1)) for _, scopes in candidates]
    counted = select(*outside).join_from(messages, people, people.c.id == messages.c.person_id)
    row = (await session.execute(counted.where(messages.c.batch_id == batch_id))).one()
    return [person for (person, _), number in zip(candidates, row, strict=True) if number == 0]


async def find_cohorts(
    session: AsyncSession, scopes: Sequence[Grant], limit: int
) -> dict[str, str]:
    """Cohorts within the scopes, the newest start first: names by id."""
    found = select(cohorts.c.id, cohorts.c.name).where(within(scopes))
    ordered = found.order_by(cohorts.c.starts_on.desc(), cohorts.c.id.desc()).limit(limit)
    return {str(row.id): row.name for row in await session.execute(ordered)}


async def find_countries(session: AsyncSession, scopes: Sequence[Grant]) -> list[str]:
    """Countries in which somebody is within the scopes."""
    found = select(people.c.country).where(people.c.country.is_not(None), in_scope(scopes))
    return list((await session.execute(found.distinct())).scalars())
