"""What somebody does in lessons: open, turn, finish, write a note, answer a check question."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.curriculum.current import current_curriculum
from bot.curriculum.items import Item, Kind
from bot.curriculum.lessons import Card, CardKind, Lesson
from bot.events import LessonFinished, announce
from bot.items import store as item_store
from bot.items.answers import NOTHING, Answer, decode_answer, encode_answer, is_complete
from bot.items.paths import Path, continues
from bot.items.rules import score
from bot.kit.clock import in_zone
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.kit.text import Text
from bot.lessons import rules, store
from bot.lessons.addresses import OpenCard
from bot.lessons.rules import CardInPlace, FinishedLesson, Note, OpenedCard
from bot.people.rules import Person


class NoteRewritten(Refusal):
    """An old message was edited after a newer note had been written."""

    words = "lessons.note_rewritten"


class AnswerUnfinished(Refusal):
    """Handed in before everything is chosen or placed."""

    words = "lessons.answer_unfinished"


async def open_lesson(
    session: AsyncSession, person: Person, lesson: str, now: datetime
) -> OpenedCard:
    """The card where they stopped, or the first one. Raises ScreenOutdated for no such lesson."""
    found = load_lesson(lesson)
    reading = await store.find_reading(session, person.id, lesson)
    at = rules.resume_at(found, reading)
    return await _turn(session, person, at, now, resumed=at.position > 1)


async def turn_to(
    session: AsyncSession, person: Person, lesson: str, card: str, now: datetime
) -> OpenedCard:
    """This card, which is from now on where they stopped. Raises ScreenOutdated."""
    return await _turn(session, person, load_card(lesson, card), now)


async def _turn(
    session: AsyncSession,
    person: Person,
    at: CardInPlace,
    now: datetime,
    *,
    resumed: bool = False,
) -> OpenedCard:
    await store.save_position(session, person.id, at, now)
    return await _opened(session, person, at, now, resumed=resumed)


async def _opened(
    session: AsyncSession,
    person: Person,
    at: CardInPlace,
    now: datetime,
    *,
    resumed: bool = False,
) -> OpenedCard:
    note, given, so_far, card = None, None, None, at.card
    if card.kind is CardKind.REFLECTION:
        note = await store.find_note(session, person.id, at.lesson.id, card.id)
    if card.item is not None:
        given, so_far = await _answered(session, person, card.item)
    return OpenedCard(at, resumed, _is_under_review(card, person, now), note, given, so_far)


async def _answered(
    session: AsyncSession, person: Person, item: Item
) -> tuple[Answer | None, Answer | None]:
    """What they handed in, or else the way they have gone in a case."""
    packed = await store.find_answer(session, person.id, item)
    if packed is not None:
        return decode_answer(item, packed), None
    path = await store.find_path(session, person.id, item) if item.kind is Kind.CASE else None
    return None, decode_answer(item, path) if path else None


def _is_under_review(card: Card, person: Person, now: datetime) -> bool:
    today = in_zone(now, person.zone).date()
    return card.is_withdrawn(today) or (card.item is not None and card.item.is_withdrawn(today))


def load_lesson(lesson: str) -> Lesson:
    """Raises ScreenOutdated, which leads to the modules."""
    found = current_curriculum().lessons.get(lesson)
    if found is None:
        raise ScreenOutdated(instead=places.OpenModules())
    return found


def load_card(lesson: str, card: str) -> CardInPlace:
    """Raises ScreenOutdated, which leads to where they stopped in the lesson."""
    load_lesson(lesson)
    found = rules.find_card(current_curriculum(), lesson, card)
    if found is None:
        raise ScreenOutdated(instead=places.OpenLesson(lesson))
    return found


def load_reflection(lesson: str, card: str) -> CardInPlace:
    """A card that asks for a note. Raises ScreenOutdated."""
    at = load_card(lesson, card)
    if at.card.kind is not CardKind.REFLECTION:
        raise ScreenOutdated(instead=OpenCard(lesson, card))
    return at


async def finish_lesson(
    session: AsyncSession, person: Person, lesson: str, card: str, now: datetime
) -> FinishedLesson:
    """Read to the end, and the next time it opens at its beginning.

    Raises ScreenOutdated where the card is the last one no more.
    """
    at = load_card(lesson, card)
    if at.next is not None:
        raise ScreenOutdated(instead=OpenCard(lesson, at.next.id))
    await store.save_position(session, person.id, CardInPlace(at.lesson, 1), now)
    if await store.save_finished(session, person.id, lesson, now):
        await announce(session, LessonFinished(person.id, lesson, now))
    curriculum = current_curriculum()
    module = curriculum.modules[at.lesson.module]
    readings = await store.load_summary(session, person.id)
    following = rules.next_lesson(curriculum, module, readings, lesson)
    return FinishedLesson(at.lesson, module, following, rules.count_read(module, readings))


async def load_note(
    session: AsyncSession, person: Person, lesson: str, card: str
) -> tuple[CardInPlace, Note]:
    """Their own note on a reflection card. Raises ScreenOutdated where there is none."""
    at = load_reflection(lesson, card)
    note = await store.find_note(session, person.id, lesson, card)
    if note is None:
        raise ScreenOutdated(instead=OpenCard(lesson, card))
    return at, note


async def write_note(
    session: AsyncSession,
    person: Person,
    lesson: str,
    card: str,
    text: Text,
    *,
    message_id: int,
    now: datetime,
) -> tuple[CardInPlace, Note]:
    """A new version of the note. Raises ScreenOutdated where nothing is asked there any more."""
    at = load_reflection(lesson, card)
    newest = await store.find_note(session, person.id, lesson, card)
    note = Note(text, newest.version + 1 if newest else 1, message_id, now)
    await store.add_note(session, person.id, lesson, card, note)
    return at, note


async def edit_note(
    session: AsyncSession,
    person: Person,
    lesson: str,
    card: str,
    text: Text,
    *,
    message_id: int,
    now: datetime,
) -> tuple[CardInPlace, Note]:
    """The message that holds the note was edited: its words become a new version.

    Raises NoteRewritten where that message does not hold the newest note, ScreenOutdated.
    """
    _, newest = await load_note(session, person, lesson, card)
    if newest.message_id != message_id:
        raise NoteRewritten(instead=OpenCard(lesson, card))
    return await write_note(session, person, lesson, card, text, message_id=message_id, now=now)


async def answer_check(
    session: AsyncSession,
    person: Person,
    item: str,
    mark: str,
    packed: str,
    *,
    done: bool,
    now: datetime,
) -> OpenedCard:
    """Build an answer on, or hand it in: the first one handed in counts and is the one shown.

    A choice in a case is kept as it is made, and none of them can be taken back. Raises
    ScreenOutdated where it is asked so no more, AnswerUnfinished.
    """
    at, asked, answer = _load_check(item, mark, packed)
    opened = await _opened(session, person, at, now)
    kept = opened.so_far
    if opened.given is not None or (kept and not _goes_on(answer, kept)):
        return opened
    if done:
        return await _hand_in(session, person, opened, asked, answer, now)
    if isinstance(answer, Path) and answer != kept:
        was = encode_answer(asked, kept) if kept else NOTHING
        if not await store.save_path(session, person.id, asked, packed, was=was):
            return await _opened(session, person, at, now)
    return replace(opened, so_far=answer)


def _goes_on(answer: Answer, kept: Answer) -> bool:
    return isinstance(answer, Path) and isinstance(kept, Path) and continues(answer, kept)


async def _hand_in(
    session: AsyncSession,
    person: Person,
    opened: OpenedCard,
    asked: Item,
    answer: Answer,
    now: datetime,
) -> OpenedCard:
    at = opened.place
    if not is_complete(asked, answer):
        raise AnswerUnfinished(instead=OpenCard(at.lesson.id, at.card.id))
    await item_store.save_snapshots(session, [asked])
    packed, right = encode_answer(asked, answer), score(asked, answer).right
    await store.add_answer(session, person.id, at, asked, answer=packed, right=right, now=now)
    return await _opened(session, person, at, now)


async def open_check(
    session: AsyncSession, person: Person, item: str, mark: str, now: datetime
) -> OpenedCard:
    """The card that asks it, with what they answered. Raises ScreenOutdated."""
    at, _ = _load_asking(item, mark)
    return await _opened(session, person, at, now)


def _load_check(item: str, mark: str, packed: str) -> tuple[CardInPlace, Item, Answer]:
    at, asked = _load_asking(item, mark)
    try:
        return at, asked, decode_answer(asked, packed)
    except ValueError:
        raise ScreenOutdated(instead=OpenCard(at.lesson.id, at.card.id)) from None


def _load_asking(item: str, mark: str) -> tuple[CardInPlace, Item]:
    """Whoever pressed a button of the item as it was sees the card as it is."""
    at = rules.find_check(current_curriculum(), item)
    if at is None or at.card.item is None:
        raise ScreenOutdated(instead=places.OpenModules())
    if at.card.item.mark != mark:
        raise ScreenOutdated(instead=OpenCard(at.lesson.id, at.card.id))
    return at, at.card.item
