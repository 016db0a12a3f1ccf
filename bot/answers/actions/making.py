"""Making an answer that was given one for everybody: a draft, its names, languages and tags."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.answers.actions.publishing import index_live
from bot.answers.actions.refusals import NothingToPublish, TextEmpty, TextTooLong
from bot.answers.addresses import ChooseCountry, ChooseTopic, OpenLookedAfter, OpenMaking, WriteText
from bot.answers.rules.folding import folded
from bot.answers.rules.naming import Making, Spot, spots_of, without
from bot.answers.rules.published import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    Answer,
    State,
    Worded,
    may_change,
)
from bot.answers.store import answers as store
from bot.answers.store.votes import count_votes
from bot.curriculum.current import current_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.kit.i18n import LANGUAGES
from bot.kit.refusals import ScreenOutdated
from bot.kit.text import plain
from bot.people.countries import ZONES
from bot.people.rules import Person
from bot.tutoring.actions.opening import open_thread
from bot.tutoring.rules.thread import About, Entry, Side, Thread

_gathered: list[tuple[Curriculum, frozenset[str]]] = []


async def own_answers(
    session: AsyncSession, tutor: Person, question: str, now: datetime
) -> tuple[Thread, list[Entry]]:
    """Their answers in words that have reached whoever asked, the newest first.

    Raises NothingToPublish, ScreenOutdated for a question out of their scope.
    """
    thread = await open_thread(session, tutor, question, now)
    if thread.side is not Side.TUTOR:
        raise ScreenOutdated(instead=places.OpenQuestion(question))
    found = [entry for entry in reversed(thread.entries) if _is_own(entry, tutor, thread)]
    if not found:
        raise NothingToPublish(instead=places.OpenQuestion(question))
    return thread, found


def _is_own(entry: Entry, tutor: Person, thread: Thread) -> bool:
    written = entry.side is Side.TUTOR and entry.author_id == tutor.id and not entry.asks_back
    return written and bool(entry.text) and thread.delivered.get(entry.id) == "sent"


async def begin(
    session: AsyncSession, tutor: Person, question: str, entry: int, now: datetime
) -> Making:
    """A draft of one of their answers; begun already, it is opened.

    Raises NothingToPublish, ScreenOutdated.
    """
    thread, found = await own_answers(session, tutor, question, now)
    chosen = next((one for one in found if one.id == entry), None)
    if chosen is None:
        raise ScreenOutdated(instead=places.OpenQuestion(question))
    public = await store.find_by_entry(session, entry)
    if public is None:
        public = await _add(session, tutor, thread, chosen, now)
    return await load(session, tutor, public)


async def _add(
    session: AsyncSession, tutor: Person, thread: Thread, entry: Entry, now: datetime
) -> str:
    asked = thread.question
    public = await store.add_answer(
        session,
        author_id=tutor.id,
        asker_id=asked.asker_id,
        entry_id=entry.id,
        topic=_topic_of(thread),
        country=None,
        language=asked.language,
        made_at=now,
    )
    made = await store.find_answer(session, public)
    if made is not None:
        said = plain(entry.text).strip()[:LONGEST_ANSWER]
        worded = Worded(asked.language, asked.opening[:LONGEST_QUESTION], said)
        await store.save_waiting(session, made, worded, now)
    return public


def _topic_of(thread: Thread) -> str:
    """The one of the unit whose lesson was asked about, if any."""
    context, curriculum = thread.question.context, current_curriculum()
    lesson = curriculum.lessons.get(context.reference.rpartition(".")[0])
    if context.about is not About.CARD or lesson is None:
        return ""
    unit = curriculum.modules[lesson.module].unit
    return next((one.id for one in curriculum.topics.values() if one.unit == unit), "")


async def load(session: AsyncSession, person: Person, public: str) -> Making:
    """One that they look after. Raises ScreenOutdated."""
    answer = await store.find_answer(session, public)
    if answer is None or not may_change(person, answer):
        raise ScreenOutdated(instead=OpenLookedAfter())
    spots = await find_spots(session, answer)
    return Making(answer, spots, await count_votes(session, f"p.{public}"))


async def find_spots(session: AsyncSession, answer: Answer) -> Sequence[Spot]:
    """What is still to be decided."""
    if not answer.waiting:
        return ()
    names = await store.find_names(session, answer)
    return spots_of(answer, names, _known(current_curriculum()))


def _known(curriculum: Curriculum) -> Collection[str]:
    """The words of published answers and terms, which name nobody; gathered once a content."""
    if not _gathered or _gathered[0][0] is not curriculum:
        _gathered[:] = [(curriculum, frozenset(_words_of(curriculum)))]
    return _gathered[0][1]


def _words_of(curriculum: Curriculum) -> Iterator[str]:
    phrases = [term.term for term in curriculum.terms.values()]
    for answer in curriculum.answers.values():
        phrases += [answer.question, answer.answer]
    for phrase in phrases:
        for written in phrase.written.values():
            yield from folded(written, "en").split()


async def decide(
    session: AsyncSession, person: Person, public: str, version: int, *, goes: bool, now: datetime
) -> Making:
    """The next spot is left out, or names nobody. Raises ScreenOutdated for another version."""
    making = await load(session, person, public)
    answer = making.answer
    if answer.version != version or not making.spots:
        raise ScreenOutdated(instead=OpenMaking(public))
    spot = making.spots[0]
    if goes:
        worded = without(answer.waiting[spot.language], spot)
        await _save(session, answer, worded, now)
    else:
        cleared = sorted({*answer.cleared, folded(spot.word, "en")})
        await _change(session, answer, cleared=json.dumps(cleared, ensure_ascii=False))
    return await load(session, person, public)


async def write(
    session: AsyncSession, person: Person, at: WriteText, written: str, now: datetime
) -> Making:
    """Question or answer in one language, new; it waits to be published.

    Raises TextEmpty, TextTooLong, ScreenOutdated.
    """
    making = await load(session, person, at.answer)
    _must_be_language(at.answer, at.language)
    written = written.strip()
    most = LONGEST_ANSWER if at.is_answer else LONGEST_QUESTION
    if not written:
        raise TextEmpty(instead=at)
    if len(written) > most:
        raise TextTooLong(instead=at, most=most)
    now_there = making.answer.newest(at.language) or Worded(at.language, "", "")
    if at.is_answer:
        worded = Worded(at.language, now_there.question, written)
    else:
        worded = Worded(at.language, " ".join(written.split()), now_there.answer)
    await _save(session, making.answer, worded, now)
    return await load(session, person, at.answer)


def _must_be_language(public: str, language: str) -> None:
    if language not in LANGUAGES:
        raise ScreenOutdated(instead=OpenMaking(public))


async def open_text(session: AsyncSession, person: Person, public: str, language: str) -> Making:
    """In one language. Raises ScreenOutdated."""
    _must_be_language(public, language)
    return await load(session, person, public)


async def _save(session: AsyncSession, answer: Answer, worded: Worded, now: datetime) -> None:
    await _change(session, answer)
    await store.save_waiting(session, answer, worded, now)


async def _change(session: AsyncSession, answer: Answer, **values: object) -> None:
    if not await store.change(session, answer, list(State), **values):
        raise ScreenOutdated(instead=OpenMaking(answer.public_id))


async def set_topic(session: AsyncSession, person: Person, public: str, topic: str) -> Making:
    """Raises ScreenOutdated for a topic that there is not."""
    making = await load(session, person, public)
    if topic not in current_curriculum().topics:
        raise ScreenOutdated(instead=ChooseTopic(public))
    await _change(session, making.answer, topic=topic)
    return await load(session, person, public)


async def set_country(session: AsyncSession, person: Person, public: str, country: str) -> Making:
    """For one country, or for all; at once. Raises ScreenOutdated for one that there is not."""
    making = await load(session, person, public)
    if country and country not in ZONES:
        raise ScreenOutdated(instead=ChooseCountry(public))
    await _change(session, making.answer, country=country or None)
    changed = await store.find_answer(session, public)
    if changed is not None and changed.state is State.PUBLISHED:
        await index_live(session, changed)
    if changed is None or not may_change(person, changed):
        raise ScreenOutdated(instead=OpenLookedAfter())
    return await load(session, person, public)
