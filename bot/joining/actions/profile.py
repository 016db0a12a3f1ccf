"""The profile's questions answered, and settings changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.events import PersonChanged, announce
from bot.joining import answers
from bot.joining.rules import STEPS, Step
from bot.kit.i18n import LANGUAGES
from bot.kit.refusals import ScreenOutdated
from bot.people import store as people
from bot.people.rules import Person


async def press_answer(session: AsyncSession, person: Person, step: Step, value: str) -> Person:
    """A button's answer; the person as they are then. Raises ScreenOutdated for a strange value."""
    return await _save(session, person, step, answers.pressed(step, value))


async def write_answer(session: AsyncSession, person: Person, step: Step, words: str) -> Person:
    """An answer in words. Raises a refusal that says what was wrong with it."""
    return await _save(session, person, step, answers.written(step, words))


async def _save(
    session: AsyncSession, person: Person, step: Step, values: answers.Values
) -> Person:
    progress: dict[str, Any] = {}
    if not person.profile_complete and STEPS.index(step) == person.profile_step:
        progress["profile_step"] = person.profile_step + 1
        progress["profile_complete"] = person.profile_step + 1 == len(STEPS)
    if values or progress:
        await people.save_person(session, person.id, **values, **progress)
    return await people.load_person(session, person.id)


async def set_study_day(session: AsyncSession, person: Person, day: int, on: bool) -> Person:
    """A day becomes one to study on, or none any more; 0 is Monday."""
    if day not in range(7):
        raise ScreenOutdated
    days = {*person.study_days, day} if on else {*person.study_days} - {day}
    await people.save_person(session, person.id, study_days="".join(map(str, sorted(days))))
    return await people.load_person(session, person.id)


async def change_language(
    session: AsyncSession, person: Person, language: str, now: datetime
) -> Person:
    """Raises ScreenOutdated for a language we do not have."""
    if language not in LANGUAGES:
        raise ScreenOutdated
    await people.save_person(session, person.id, language=language)
    await announce(session, PersonChanged(person.id, now))
    return await people.load_person(session, person.id)


async def set_new_messages(session: AsyncSession, person: Person, on: bool) -> Person:
    """Whether each step comes as a new message instead of an edited one."""
    await people.save_person(session, person.id, new_messages=on)
    return await people.load_person(session, person.id)
