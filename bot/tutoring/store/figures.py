"""The figures, in one statement: percentiles by rank, which both databases can do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Float, String, case, cast, extract, func, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.rules import Person, Role
from bot.people.store import people
from bot.tutoring.rules.figures import ALL, NOBODY, By, Figures, Spread
from bot.tutoring.rules.thread import Helped, State
from bot.tutoring.store.lists import queued
from bot.tutoring.store.threads import questions

_tutor = people.alias("tutor")


async def find_figures(
    session: AsyncSession, viewer: Person, by: By, since: datetime
) -> list[Figures]:
    """Of everything in somebody's scope first, then group by group, those that wait most first.

    Who is no coordinator sees no other tutor's.
    """
    of = _questions(session, viewer, by, since).cte("asked")
    numbers = [column for column in of.c if column.name not in ("grp", "name")]
    every = select(literal(ALL).label("grp"), literal("").label("name"), *numbers)
    if by is By.TUTOR and Role.COORDINATOR not in viewer.roles:
        own = of.c.grp.in_([str(viewer.id), NOBODY])
        both = union_all(every, select(*of.c).where(own)).subquery()
    else:
        both = union_all(every, select(*of.c)).subquery()
    rows: Sequence[Any] = (await session.execute(_counted(_ranked(both)))).all()
    return sorted(map(_figures, rows), key=lambda one: (one.group != ALL, -one.waiting, -one.asked))


def _questions(session: AsyncSession, viewer: Person, by: By, since: datetime) -> Any:
    """What was asked in the period or is not closed, with what is measured of each."""
    group = questions.c.about if by is By.TOPIC else cast(questions.c.claimed_by, String)
    name = literal("") if by is By.TOPIC else func.coalesce(_tutor.c.name, "")
    recent = questions.c.asked_at >= since
    closed = questions.c.state == str(State.CLOSED)
    owed = questions.c.due_at.is_not(None)

    def seconds(until: Any) -> Any:
        return case((recent, _between(session, questions.c.asked_at, until)))

    return (
        queued(
            viewer,
            func.coalesce(group, NOBODY).label("grp"),
            name.label("name"),
            case((questions.c.state == str(State.OPEN), 1)).label("open"),
            case((owed & ~closed, 1)).label("waiting"),
            case((recent, 1)).label("asked"),
            seconds(questions.c.first_answer_at).label("first"),
            case((closed, seconds(questions.c.closed_at))).label("done"),
            case((recent, questions.c.helped)).label("helped"),
        )
        .outerjoin(_tutor, _tutor.c.id == questions.c.claimed_by)
        .where(questions.c.state != str(State.DRAFT), or_(recent, ~closed))
    )


def _between(session: AsyncSession, start: Any, end: Any) -> Any:
    """Seconds, as a number with a point on both databases."""
    if session.get_bind().dialect.name == "postgresql":
        return cast(extract("epoch", end - start), Float)
    return (func.julianday(end) - func.julianday(start)) * 86400.0


def _ranked(both: Any) -> Any:
    """Each question's place among its group's, the quickest first."""

    def place(of: Any) -> Any:
        order = (of.is_(None), of)
        return func.row_number().over(partition_by=both.c.grp, order_by=order)

    def number(of: Any) -> Any:
        return func.count(of).over(partition_by=both.c.grp)

    return select(
        *both.c,
        place(both.c.first).label("first_place"),
        number(both.c.first).label("firsts"),
        place(both.c.done).label("done_place"),
        number(both.c.done).label("dones"),
    ).subquery()


def _counted(ranked: Any) -> Any:
    one = ranked.c

    def at(share: int, of: Any, place: Any, number: Any) -> Any:
        return func.max(case((place == (number * share + 99) // 100, of)))

    return select(
        one.grp,
        func.max(one.name),
        func.count(one.open),
        func.count(one.waiting),
        func.count(one.asked),
        func.count(one.first),
        at(50, one.first, one.first_place, one.firsts),
        at(90, one.first, one.first_place, one.firsts),
        func.count(one.done),
        at(50, one.done, one.done_place, one.dones),
        at(90, one.done, one.done_place, one.dones),
        func.count(one.helped),
        func.count(case((one.helped == str(Helped.YES), 1))),
    ).group_by(one.grp)


def _figures(row: Any) -> Figures:
    group, name, free, waiting, asked, *times, rated, helped = row
    return Figures(
        group, name, free, waiting, asked, _spread(*times[:3]), _spread(*times[3:]), rated, helped
    )


def _spread(number: int, median: float | None, ninth: float | None) -> Spread:
    return Spread(number, _span(median), _span(ninth))


def _span(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=round(seconds))
