"""Who is told what about a judgement, each in their own language, through the outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.judging.rules.desk import Declared
from bot.judging.rules.rounds import Assignment, Round
from bot.judging.screens import notices as screens
from bot.kit.delivery import outbox
from bot.kit.delivery.outbox import Recipient
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Screen
from bot.people.rules import Person, is_quiet
from bot.people.store import load_people

Drawing = Callable[[Words, str], Screen]


async def tell(
    session: AsyncSession, people: Iterable[Person], drawing: Drawing, key: str, now: datetime
) -> None:
    """One message to each, without a sound in their quiet hours.

    `drawing` gets their words and the zone of their clock; `key` is its purpose and what it is
    about: `judging.result.12`.
    """
    for person in people:
        await outbox.queue(
            session,
            Recipient(person.id, person.telegram_id),
            drawing(Words(person.language), person.zone),
            dedupe_key=f"{key}.{person.id}",
            purpose=".".join(key.split(".")[:2]),
            now=now,
            silent=is_quiet(now, person.zone, person.quiet_from, person.quiet_to),
        )


async def tell_trainee(session: AsyncSession, round_: Round, now: datetime) -> None:
    """There is a result, or an assessor needs more."""
    trainee = (await load_people(session, [round_.person_id])).values()
    drawing = partial(_undated, screens.outcome_notice, round_)
    await tell(session, trainee, drawing, f"judging.{round_.state}.{round_.id}", now)


async def tell_assigned(
    session: AsyncSession, assessor: Person, part: Assignment, round_: Round, now: datetime
) -> None:
    """An assessor has something to judge, or is reminded of it."""
    name = await _name(session, round_.person_id)
    what = "assigned" if not part.step else "reminder"
    drawing = partial(screens.assigned_notice, part=part, round_=round_, name=name)
    key = f"judging.{what}.{part.id}"
    await tell(session, [assessor], lambda w, zone: drawing(w, zone=zone), key, now)


async def tell_ended(
    session: AsyncSession, ended: Iterable[Assignment], round_: Round, now: datetime
) -> None:
    """Assessors have nothing to do about a round any more."""
    by_assessor = {one.assessor_id: one for one in ended if one.assessor_id is not None}
    found = await load_people(session, by_assessor)
    name = await _name(session, round_.person_id)
    for number, assessor in found.items():
        drawing = partial(_undated, partial(screens.ended_notice, name=name), round_)
        await tell(session, [assessor], drawing, f"judging.ended.{by_assessor[number].id}", now)


async def tell_coordinators(
    session: AsyncSession, round_: Round, what: str, mark: str, now: datetime
) -> None:
    """Nobody is eligible (`lacking`), or somebody is over the agreed time (`late`)."""
    coordinators = await cohorts.find_coordinators_for(session, round_.person_id)
    name = await _name(session, round_.person_id)
    drawing = partial(_undated, partial(screens.desk_notice, name=name, what=what), round_)
    await tell(session, coordinators, drawing, f"judging.{what}.{mark}", now)


async def tell_response(
    session: AsyncSession,
    trainee: Person,
    round_: Round,
    parts: Iterable[Assignment],
    now: datetime,
) -> None:
    """Those who signed read what the trainee answers."""
    signed = {one.assessor_id: one for one in parts if one.signed_at and one.assessor_id}
    for number, assessor in (await load_people(session, signed)).items():
        drawing = partial(screens.response_notice, part=signed[number], name=trainee.name)
        key = f"judging.response.{signed[number].id}"
        await tell(session, [assessor], partial(_undated, drawing, round_), key, now)


async def tell_lifted(session: AsyncSession, of: Declared, because: str, now: datetime) -> None:
    """An assessor learns that a conflict they declared holds no more."""
    assessor = (await load_people(session, [of.assessor_id])).values()
    key = f"judging.lifted.{of.id}.{now:%Y%m%d%H%M%S}"
    drawing = partial(screens.lifted_notice, name=of.trainee, because=because)
    await tell(session, assessor, lambda words, _zone: drawing(words), key, now)


def _undated(
    drawing: Callable[[Words, Round], Screen], round_: Round, words: Words, _zone: str
) -> Screen:
    return drawing(words, round_)


async def _name(session: AsyncSession, person_id: int) -> str:
    found = (await load_people(session, [person_id])).get(person_id)
    return found.name if found else ""
