"""Finding answers: for somebody who looks one up, and for somebody who is about to ask."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.addresses import ReadFitting
from bot.answers.rules.fitting import SUGGESTED, Found, best
from bot.answers.rules.folding import stems
from bot.answers.store.index import look_up
from bot.curriculum.words import SOURCE_LANGUAGE
from bot.people.rules import Person
from bot.tutoring.rules.thread import Fitting, Question

LONGEST = 1000  # characters of a question that are looked up
log = logging.getLogger(__name__)


async def find_answers(
    session: AsyncSession, person: Person, written: str, *, only_fitting: bool = False
) -> list[Found]:
    """In their own language, then what exists in English alone; the best first."""
    written = written[:LONGEST]
    found = await _in(session, person, written, person.language, only_fitting=only_fitting)
    if person.language != SOURCE_LANGUAGE and len(found) < SUGGESTED:
        known = {one.reference for one in found}
        others = await _in(session, person, written, SOURCE_LANGUAGE, only_fitting=only_fitting)
        found += [one for one in others if one.reference not in known]
    return found


async def _in(
    session: AsyncSession, person: Person, written: str, language: str, *, only_fitting: bool
) -> list[Found]:
    wanted = stems(written, language)
    found = await look_up(session, wanted, language, person.country)
    return best(found, wanted, only_fitting=only_fitting)


async def suggest(
    session: AsyncSession, asker: Person, question: Question, written: str
) -> Sequence[Fitting]:
    """At most three that fit an unsent question. A fault here keeps nobody from asking."""
    try:
        async with session.begin_nested():
            found = await find_answers(session, asker, written, only_fitting=True)
    except SQLAlchemyError as fault:
        log.warning("no answers could be looked up: %s", type(fault).__name__)
        return ()
    return tuple(_fitting(question, one) for one in found[:SUGGESTED])


def _fitting(question: Question, found: Found) -> Fitting:
    to = ReadFitting(question.public_id, question.version, found.reference)
    return Fitting(found.title, to)
