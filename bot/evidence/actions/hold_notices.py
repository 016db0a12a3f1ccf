"""Who is told what about a part that is held back, each in their own language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.evidence.rules.holds import Hold
from bot.evidence.rules.pieces import Piece
from bot.evidence.screens import hold_notices as screens
from bot.kit.delivery import outbox
from bot.kit.delivery.outbox import Recipient
from bot.kit.i18n import Words
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import Screen
from bot.kit.web.objects import has_open_link
from bot.people.rules import Person, is_quiet
from bot.people.store import load_people, load_person

Drawing = Callable[[Words, Person], Screen]


async def tell_held(session: AsyncSession, hold: Hold, piece: Piece, now: datetime) -> None:
    """The trainee, and the coordinators. One who reported it themselves hears of links alone: those
    to what was exported with it stop.
    """
    trainee = await load_person(session, hold.person_id)
    links = await has_open_link(session, trainee.id, now)
    if links or not hold.is_own_report:
        what = "links" if hold.is_own_report else "held"
        await tell_trainee(session, hold, piece, what, now, links=links)
    coordinators = await cohorts.find_coordinators_for(session, trainee.id)
    told = [one for one in coordinators if one.id not in hold.reporters]

    def draw(words: Words, _person: Person) -> Screen:
        return screens.for_coordinators(words, hold, piece, trainee.name)

    await _tell(session, told, draw, f"evidence.held_back.{hold.id}", now)


async def tell_trainee(
    session: AsyncSession,
    hold: Hold,
    piece: Piece,
    what: str,
    now: datetime,
    *,
    links: bool = False,
) -> None:
    """What has become of it, and what they can do; `what` is `held`, `links`, `warned` or a state.
    `links` to exports opened until now.
    """
    trainee = await load_person(session, hold.person_id)

    def draw(words: Words, person: Person) -> Screen:
        return screens.for_trainee(words, hold, piece, what, person.zone, links=links)

    key = f"evidence.hold_{what}.{hold.id}.{hold.due_at:%Y%m%d}"
    await _tell(session, [trainee], draw, key, now, Urgency.ANSWER)


async def tell_objected(session: AsyncSession, hold: Hold, piece: Piece, now: datetime) -> None:
    """Those who can decide."""
    trainee = await load_person(session, hold.person_id)

    def draw(words: Words, _person: Person) -> Screen:
        return screens.for_deciders(words, hold, piece, trainee.name)

    deciders = await find_deciders(session, hold)
    await _tell(session, deciders, draw, f"evidence.hold_objected.{hold.id}", now)


async def find_deciders(session: AsyncSession, hold: Hold) -> list[Person]:
    """The coordinators who have not reported it themselves; where there are none, such tutors."""
    coordinators = await cohorts.find_coordinators_for(session, hold.person_id)
    tutors = await cohorts.find_tutors_for(session, hold.person_id)
    deciding = [one for one in coordinators if one.id not in hold.reporters]
    return deciding or [one for one in tutors if one.id not in hold.reporters]


async def tell_reporters(
    session: AsyncSession, hold: Hold, piece: Piece, but: int | None, now: datetime
) -> None:
    """How it went, to all who reported it but the trainee and who did it."""
    people = await load_people(session, hold.reporters - {hold.person_id, but})

    def draw(words: Words, _person: Person) -> Screen:
        return screens.for_reporter(words, hold, piece)

    told = [people[number] for number in sorted(people)]
    await _tell(session, told, draw, f"evidence.hold_{hold.state}.{hold.id}", now)


def in_place_of_it(words: Words) -> Screen:
    """What a message says from which a part was taken back."""
    return screens.taken_back_screen(words)


async def _tell(
    session: AsyncSession,
    people: Iterable[Person],
    draw: Drawing,
    key: str,
    now: datetime,
    urgency: Urgency = Urgency.NOTICE,
) -> None:
    for person in people:
        await outbox.queue(
            session,
            Recipient(person.id, person.telegram_id),
            draw(Words(person.language), person),
            dedupe_key=f"{key}.{person.id}",
            purpose=".".join(key.split(".")[:2]),
            now=now,
            urgency=urgency,
            twice_is_harmless=True,
            silent=is_quiet(now, person.zone, person.quiet_from, person.quiet_to),
        )
