"""Opening a question: as the one who asked, or as one of those who may answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.cohorts import store as cohorts
from bot.cohorts.rules import covers
from bot.kit.audit.log import record_read
from bot.kit.audit.rules import Action, Deed, Reference
from bot.kit.delivery import outbox
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Person
from bot.people.store import load_people
from bot.tutoring.actions.refusals import NotYours
from bot.tutoring.actions.suggesting import find_fitting
from bot.tutoring.rules.thread import Entry, Question, Side, State, Thread
from bot.tutoring.rules.waiting import ANSWERING
from bot.tutoring.store import threads as store
from bot.tutoring.store.notes import find_notes


async def load_own(session: AsyncSession, person: Person, public: str) -> Question:
    """A question by the one who asked it. Raises ScreenOutdated."""
    question = await find_question(session, public)
    if question is None or question.asker_id != person.id:
        raise ScreenOutdated(instead=places.OpenQuestions())
    return question


async def load_for_tutor(
    session: AsyncSession, tutor: Person, public: str
) -> tuple[Question, Person]:
    """A question within somebody's scope, and who asked it; never their own.

    Raises ScreenOutdated.
    """
    question = await find_question(session, public)
    if question is None or question.state is State.DRAFT or question.asker_id == tutor.id:
        raise ScreenOutdated(instead=places.OpenHome())
    asker = (await load_people(session, [question.asker_id])).get(question.asker_id)
    if asker is None or not await covers_asker(session, tutor, asker):
        raise ScreenOutdated(instead=places.OpenHome())
    return question, asker


async def covers_asker(session: AsyncSession, tutor: Person, asker: Person) -> bool:
    """Whether somebody may answer what this person asks."""
    groups = (await cohorts.find_cohort_ids(session, [asker.id])).get(asker.id, frozenset())
    return covers(tutor, ANSWERING, country=asker.country, cohort_ids=groups)


async def find_question(session: AsyncSession, public: str) -> Question | None:
    try:
        return await store.load_question(session, public)
    except store.QuestionGone:
        return None


async def open_thread(session: AsyncSession, person: Person, public: str, now: datetime) -> Thread:
    """Everything about a question, from the side on which somebody stands; it is read then.

    Raises ScreenOutdated for what does not exist or is not theirs to see.
    """
    question = await find_question(session, public)
    if question is not None and question.asker_id == person.id:
        return await as_asker(session, person, question)
    question, asker = await load_for_tutor(session, person, public)
    return await as_tutor(session, person, question, asker, now)


async def open_held(session: AsyncSession, tutor: Person, public: str, now: datetime) -> Thread:
    """A question that they have claimed, to write to its asker. Raises NotYours, ScreenOutdated."""
    question, asker = await load_for_tutor(session, tutor, public)
    if question.claimed_by != tutor.id:
        raise NotYours(instead=places.OpenQuestion(public))
    return await as_tutor(session, tutor, question, asker, now)


async def as_asker(session: AsyncSession, asker: Person, question: Question) -> Thread:
    """The thread as the one who asked sees it."""
    if question.unread_asker:
        await store.mark_read(session, question, Side.ASKER)
    tutor = await find_tutor(session, question)
    thread = await _thread(session, question, Side.ASKER, asker, tutor)
    return await find_fitting(session, thread) if question.state is State.DRAFT else thread


async def as_tutor(
    session: AsyncSession, tutor: Person, question: Question, asker: Person, now: datetime
) -> Thread:
    """The thread as those see it who may answer. It is logged."""
    if question.unread_tutor and question.claimed_by == tutor.id:
        await store.mark_read(session, question, Side.TUTOR)
    read = Reference("question", str(question.id))
    record_read(session, Deed(Action.QUESTION_READ, now, read, tutor.id, asker.id))
    holder = await find_tutor(session, question)
    thread = await _thread(session, question, Side.TUTOR, asker, holder)
    return replace(thread, notes=await find_notes(session, question.id))


async def find_tutor(session: AsyncSession, question: Question) -> Person | None:
    """Who has claimed it, if anybody."""
    if question.claimed_by is None:
        return None
    return (await load_people(session, [question.claimed_by])).get(question.claimed_by)


async def _thread(
    session: AsyncSession, question: Question, side: Side, asker: Person, tutor: Person | None
) -> Thread:
    entries = await store.find_entries(session, question.id)
    return Thread(question, entries, side, asker, tutor, await _delivered(session, entries, side))


async def _delivered(session: AsyncSession, entries: Sequence[Entry], side: Side) -> dict[int, str]:
    keys = {e.dedupe_key: e.id for e in entries if e.dedupe_key and e.side is side}
    if not keys:
        return {}
    states = await outbox.find_states(session, keys)
    return {keys[key]: state for key, state in states.items()}


async def load_file(
    session: AsyncSession, person: Person, public: str, entry_id: int, now: datetime
) -> Entry:
    """An entry with a file, of a thread they may see. A tutor's look is logged.

    Raises ScreenOutdated.
    """
    thread = await open_thread(session, person, public, now)
    for entry in thread.entries:
        if entry.id == entry_id and entry.media is not None:
            read = Reference("question_entry", str(entry.id))
            asker = thread.question.asker_id
            record_read(session, Deed(Action.QUESTION_FILE_READ, now, read, person.id, asker))
            return entry
    raise ScreenOutdated(instead=places.OpenQuestion(public))
