"""An answer that was offered before a question was sent: it helped, or the question goes out."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.answers.rules.published import CONTENT, STAFF, Read, State
from bot.answers.store.answers import find_answer
from bot.answers.store.votes import save_vote
from bot.curriculum.current import current_curriculum
from bot.kit.refusals import ScreenOutdated
from bot.kit.text import text
from bot.people.rules import Person
from bot.tutoring.actions import asking as tutoring
from bot.tutoring.actions.opening import find_question
from bot.tutoring.rules.thread import State as QuestionState
from bot.tutoring.rules.thread import Thread


async def read_answer(
    session: AsyncSession, person: Person, reference: str, today: date
) -> Read | None:
    """In their language if it exists in it; None for one that is gone or withdrawn."""
    if reference.startswith(CONTENT):
        return _of_content(reference, person.language, today)
    found = await find_answer(session, reference.removeprefix(STAFF))
    if found is None or found.state is not State.PUBLISHED:
        return None
    worded = found.read_in(person.language)
    return Read(
        reference,
        worded.language,
        worded.question,
        text(worded.answer),
        valid_as_of=found.valid_as_of,
        is_late=found.is_late(today),
    )


async def read_published(session: AsyncSession, person: Person, public: str, today: date) -> Read:
    """One that staff have published. Raises ScreenOutdated for one that is gone."""
    found = await read_answer(session, person, f"{STAFF}{public}", today)
    if found is None:
        raise ScreenOutdated(instead=places.OpenAnswers())
    return found


async def rate(
    session: AsyncSession, person: Person, public: str, *, helped: bool, now: datetime
) -> None:
    """Whether it helped; said again, the newer word counts. Raises ScreenOutdated."""
    found = await find_answer(session, public)
    if found is None or found.state is not State.PUBLISHED:
        raise ScreenOutdated(instead=places.OpenAnswers())
    reference = f"{STAFF}{public}"
    await save_vote(session, person.id, reference, helped=helped, asking=False, now=now)


def _of_content(reference: str, language: str, today: date) -> Read | None:
    found = current_curriculum().answers.get(reference.removeprefix(CONTENT))
    if found is None or found.is_withdrawn(today):
        return None
    asked, said = found.question.text(language), found.answer.text(language)
    day = found.valid_as_of
    return Read(reference, said.language, asked.text, said.rich, found.source, day)


async def read_fitting(
    session: AsyncSession, person: Person, question: str, reference: str, today: date
) -> Read:
    """For an unsent question of theirs. Raises ScreenOutdated for either that is gone."""
    await tutoring.load_draft(session, person, question)
    found = await read_answer(session, person, reference, today)
    if found is None:
        raise ScreenOutdated(instead=places.OpenQuestion(question))
    return found


async def end_asking(
    session: AsyncSession, person: Person, question: str, reference: str, now: datetime
) -> None:
    """It helped: the question goes, unsent. Pressed again nothing happens.

    Raises ScreenOutdated for a question that was sent meanwhile, or is not theirs.
    """
    if await find_question(session, question) is None:
        return
    await tutoring.drop_question(session, person, question)
    await save_vote(session, person.id, reference, helped=True, asking=True, now=now)


async def send_after_all(
    session: AsyncSession,
    person: Person,
    question: str,
    version: int,
    reference: str,
    now: datetime,
    hours: int,
) -> Thread:
    """It did not help: the question goes out as it was on the screen, once.

    Raises ScreenOutdated where more was written since, or it is gone.
    """
    before = await find_question(session, question)
    thread = await tutoring.send_question(session, person, question, version, now, hours)
    if before is not None and before.state is QuestionState.DRAFT:
        await save_vote(session, person.id, reference, helped=False, asking=True, now=now)
    return thread
