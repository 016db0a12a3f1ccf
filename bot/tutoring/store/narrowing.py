"""The queue by topic, and by country or cohort, with counts."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.cohorts.tables import MemberRow
from bot.kit.db import table_of
from bot.people.rules import Person
from bot.tutoring.rules.narrowing import ABOUT, EVERYWHERE, TOPIC_OF, Counted, Place, Topic
from bot.tutoring.rules.thread import Listed
from bot.tutoring.store.lists import asker, queued, unclaimed
from bot.tutoring.store.threads import COLUMNS, question_of, questions

_members = table_of(MemberRow)
MOST: Final = 200


def _narrowed(topic: Topic, place: Place) -> ColumnElement[bool]:
    wanted: list[ColumnElement[bool]] = [unclaimed(), true()]
    if topic is not Topic.ALL:
        wanted.append(questions.c.about == str(ABOUT[topic]))
    if place.country is not None:
        wanted.append(asker.c.country == place.country)
    if place.cohort is not None:
        of = select(_members.c.person_id).where(_members.c.cohort_id == place.cohort)
        wanted.append(asker.c.id.in_(of))
    return and_(*wanted)


def _waiting(tutor: Person, topic: Topic, place: Place, *columns: Any) -> Select[Any]:
    found: Select[Any] = queued(tutor, *columns)
    return found.where(_narrowed(topic, place))


async def find_narrowed(
    session: AsyncSession, tutor: Person, topic: Topic, place: Place, *, limit: int, offset: int
) -> list[Listed]:
    """A page of what nobody has claimed there, the oldest first."""
    found = _waiting(tutor, topic, place, *COLUMNS, asker.c.name)
    ordered = found.order_by(questions.c.asked_at, questions.c.id).limit(limit).offset(offset)
    return [Listed(question_of(row), row.name) for row in await session.execute(ordered)]


async def count_topics(session: AsyncSession, tutor: Person, place: Place) -> dict[Topic, int]:
    """How many wait there of each topic; the sum under ALL."""
    counted = _waiting(tutor, Topic.ALL, place, questions.c.about, func.count())
    rows: Any = await session.execute(counted.group_by(questions.c.about))
    numbers: dict[Topic, int] = {TOPIC_OF[row[0]]: row[1] for row in rows}
    return {**numbers, Topic.ALL: sum(numbers.values())}


async def count_places(session: AsyncSession, tutor: Person, topic: Topic) -> list[Counted]:
    """Countries and cohorts in which questions of a topic wait, most first in either."""
    countries = _waiting(tutor, topic, EVERYWHERE, asker.c.country, func.count())
    by_country = countries.where(asker.c.country.is_not(None)).group_by(asker.c.country)
    found = [
        Counted(Place(country=code), number) for code, number in await _most(session, by_country)
    ]
    of = _waiting(tutor, topic, EVERYWHERE, _members.c.cohort_id, func.count())
    joined = of.join(_members, _members.c.person_id == asker.c.id)
    by_cohort = await _most(session, joined.group_by(_members.c.cohort_id))
    names = await cohorts.find_names(session, [number for number, _ in by_cohort])
    found += [Counted(Place(cohort=one), n, names.get(one, "")) for one, n in by_cohort]
    return found


async def _most(session: AsyncSession, counted: Select[Any]) -> list[tuple[Any, int]]:
    ordered = counted.order_by(func.count().desc(), counted.selected_columns[0]).limit(MOST)
    rows: Any = await session.execute(ordered)
    return [(row[0], row[1]) for row in rows]
