"""Answering question by question, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.curriculum.current import current_curriculum
from bot.curriculum.items import Item
from bot.events import NeedsPartFinished, announce
from bot.items import store as items
from bot.items.answers import decode_answer, is_complete
from bot.items.rules import score
from bot.kit.clock import in_zone
from bot.kit.refusals import ScreenOutdated
from bot.needs import store
from bot.needs.addresses import ShowQuestion, ShowResult
from bot.needs.rules import parts
from bot.needs.rules.parts import Analysis, Answer, Asked, Change, Part, Phase, Place
from bot.needs.rules.results import FinishedPart, Record, unit_result
from bot.people.rules import Person


@dataclass(frozen=True, slots=True)
class _Open:
    """A part that is being answered: the analysis (none before the first answer) and answers."""

    phase: Phase
    part: Part
    analysis: Analysis | None
    answers: Mapping[str, Answer]

    def with_answer(self, answer: Answer) -> _Open:
        return replace(self, answers={**self.answers, answer.question: answer})


def today_of(person: Person, now: datetime) -> date:
    return in_zone(now, person.zone).date()


async def open_part(
    session: AsyncSession, person: Person, phase: Phase, unit: str, now: datetime
) -> Asked | FinishedPart:
    """The first question that is open, or the summary of a part that is done.

    Raises ScreenOutdated where there is no such part, or the analysis is finished.
    """
    part = parts.part_of(current_curriculum(), unit, today_of(person, now))
    if part is None:
        raise ScreenOutdated(instead=places.OpenNeeds())
    return await _go_on(session, person, await _load(session, person, phase, part), now)


async def open_question(
    session: AsyncSession, person: Person, phase: Phase, question: str, now: datetime
) -> Asked:
    """One question and what was answered to it. Raises ScreenOutdated."""
    place = load_place(question, today_of(person, now))
    return await _asked(session, await _load(session, person, phase, place.part), place)


async def _asked(
    session: AsyncSession, at: _Open, place: Place, noted: Answer | None = None
) -> Asked:
    """A check that was answered is explained as it was then, whatever it has become."""
    given, item = at.answers.get(place.question.id), place.question.item
    if given and item:
        version = (item.id, given.fingerprint)
        (item,) = await items.load_items(session, [version], current_curriculum().items)
    return Asked(at.phase, place, given, noted, item)


def load_place(question: str, today: date) -> Place:
    """Raises ScreenOutdated where the question is asked no more."""
    place = parts.find_place(current_curriculum(), question, today)
    if place is None:
        raise ScreenOutdated(instead=places.OpenNeeds())
    return place


async def submit_answer(
    session: AsyncSession,
    person: Person,
    phase: Phase,
    question: str,
    *,
    value: int,
    was: int,
    now: datetime,
) -> Asked | FinishedPart:
    """Store a step or an importance and go on; an earlier one is kept as history.

    Raises ScreenOutdated where another answer than `was` (0 for none) has been stored meanwhile, or
    nothing can be answered there any more.
    """
    place = load_place(question, today_of(person, now))
    asked, curriculum = place.question, current_curriculum()
    at = await _load(session, person, phase, place.part)
    given = at.answers.get(question)
    change = parts.change_of(given.value if given else None, str(value), str(was))
    allowed = 1 <= value <= len(parts.choices(curriculum, asked))
    if not allowed or change is Change.OUTDATED:
        raise ScreenOutdated(instead=ShowQuestion(phase, question))
    answer = Answer(question, place.part.unit.id, str(value), parts.fingerprint(curriculum, asked))
    at = await _keep(session, person, at, answer, change, now)
    return await _go_on(session, person, at, now, noted=answer)


async def submit_check(
    session: AsyncSession,
    person: Person,
    phase: Phase,
    item_id: str,
    *,
    mark: str,
    packed: str,
    now: datetime,
) -> Asked:
    """Hand in a knowledge check; the first answer counts and is the one shown.

    Raises ScreenOutdated where it is asked so no more.
    """
    place, item = load_check(phase, item_id, mark, today_of(person, now))
    at = await _load(session, person, phase, place.part)
    if item_id not in at.answers:
        answer = _judged(phase, place, item, packed)
        await items.save_snapshots(session, [item])
        at = await _keep(session, person, at, answer, Change.NEW, now)
        await _finish_if_done(session, person, at, now)
    return await _asked(session, at, place)


def load_check(phase: Phase, item_id: str, mark: str, today: date) -> tuple[Place, Item]:
    """A knowledge check as it was when the button was drawn. Raises ScreenOutdated."""
    place = load_place(item_id, today)
    item = place.question.item
    if item is None or item.mark != mark:
        raise ScreenOutdated(instead=ShowQuestion(phase, item_id))
    return place, item


def _judged(phase: Phase, place: Place, item: Item, packed: str) -> Answer:
    try:
        given = decode_answer(item, packed)
    except ValueError:
        raise ScreenOutdated(instead=ShowQuestion(phase, item.id)) from None
    if not is_complete(item, given):
        raise ScreenOutdated(instead=ShowQuestion(phase, item.id))
    right = score(item, given).right
    return Answer(item.id, place.part.unit.id, packed, item.fingerprint, right)


async def _load(session: AsyncSession, person: Person, phase: Phase, part: Part) -> _Open:
    """What stands of a part. Raises ScreenOutdated where nothing can be answered in that phase."""
    found = await store.find_part(session, person.id, phase, part.unit.id)
    if found is None:
        if phase is not Phase.START:
            raise ScreenOutdated(instead=places.OpenNeeds())
        return _Open(phase, part, None, {})
    analysis, answers = found
    if analysis.finished_at is not None:
        raise ScreenOutdated(instead=ShowResult(phase))
    return _Open(phase, part, analysis, answers)


async def _keep(
    session: AsyncSession,
    person: Person,
    at: _Open,
    answer: Answer,
    change: Change,
    now: datetime,
) -> _Open:
    """Store an answer; the analysis begins with the first one."""
    if change is Change.SAME:
        return at
    analysis = at.analysis or await begin(session, person, at.phase, now)
    if change is Change.NEW:
        kept = await store.add_answer(session, analysis.id, answer, now)
    else:
        was = at.answers[answer.question].value
        kept = await store.change_answer(session, analysis.id, answer, was, now)
    if not kept:
        raise ScreenOutdated(instead=ShowQuestion(at.phase, answer.question))
    return replace(at.with_answer(answer), analysis=analysis)


async def begin(session: AsyncSession, person: Person, phase: Phase, now: datetime) -> Analysis:
    """A new analysis. Raises ScreenOutdated where the person has one of this phase already."""
    asked = parts.content_hash(current_curriculum())
    number = await store.add_analysis(session, person.id, phase, asked, now)
    if number is None:
        raise ScreenOutdated(instead=places.OpenNeeds())
    return Analysis(number, phase, now)


async def _go_on(
    session: AsyncSession,
    person: Person,
    at: _Open,
    now: datetime,
    noted: Answer | None = None,
) -> Asked | FinishedPart:
    place = parts.resume_at(at.part, at.answers)
    if place is not None:
        return await _asked(session, at, place, noted)
    await _finish_if_done(session, person, at, now)
    progress = (await store.load_progress(session, person.id))[-1]
    curriculum, unit = current_curriculum(), at.part.unit
    following = parts.next_unit(curriculum, progress.done, unit.id)
    result = unit_result(unit, Record(progress.analysis, at.answers, progress.done))
    next_part = parts.part_of(curriculum, following, today_of(person, now)) if following else None
    return FinishedPart(at.phase, at.part, result, next_part, len(progress.done))


async def _finish_if_done(session: AsyncSession, person: Person, at: _Open, now: datetime) -> None:
    if at.analysis is None or parts.resume_at(at.part, at.answers) is not None:
        return
    if await store.add_part(session, at.analysis.id, at.part.unit.id, now):
        await announce(session, NeedsPartFinished(person.id, at.part.unit.id, now))
