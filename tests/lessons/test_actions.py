"""Reading on both databases."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from bot import events
from bot.curriculum.current import current_curriculum, use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.events import LessonFinished
from bot.items.answers import Choices
from bot.kit.db import Database
from bot.kit.refusals import ScreenOutdated
from bot.kit.text import bold, text
from bot.lessons import actions, rules, store
from bot.lessons.addresses import OpenCard
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Person
from bot.places import OpenLesson, OpenModules

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NETWORK, ESCO = "eures-network", "esco-basics"
CHECK = "lc-esco-basics-1"


@pytest.fixture
async def session(database: Database, content: Curriculum) -> AsyncIterator[AsyncSession]:
    async with database.transaction() as session:
        yield session


async def joined(session: AsyncSession, telegram_id: int) -> Person:
    number = await people.add_person(
        session,
        telegram_id,
        name="Amina",
        language="en",
        zone="Europe/Stockholm",
        weekly_budget=5,
        consent_version=CONSENT_VERSION,
        now=NOW,
    )
    return await people.load_person(session, number)


@pytest.fixture
async def amina(session: AsyncSession) -> Person:
    return await joined(session, 7_000_000_001)


@pytest.fixture
def finished() -> list[LessonFinished]:
    heard: list[LessonFinished] = []

    async def hear(_session: AsyncSession, event: LessonFinished) -> None:
        heard.append(event)

    events.forget_listeners()
    events.listen(LessonFinished, hear)
    return heard


async def test_one_goes_on_where_one_stopped(session: AsyncSession, amina: Person) -> None:
    assert (await actions.open_lesson(session, amina, NETWORK, NOW)).place.position == 1
    await actions.turn_to(session, amina, NETWORK, "idea", NOW)
    opened = await actions.open_lesson(session, amina, NETWORK, NOW)
    assert (opened.place.card.id, opened.resumed) == ("idea", True)


async def test_turning_back_keeps_how_far_one_has_been(
    session: AsyncSession, amina: Person
) -> None:
    for card in ("how", "scene"):
        await actions.turn_to(session, amina, NETWORK, card, NOW)
    summary = await store.load_summary(session, amina.id)
    assert (summary[NETWORK].card, summary[NETWORK].furthest) == ("scene", 6)


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that are run meanwhile."""
    run: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        run.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", count)
    yield run
    event.remove(database.engine.sync_engine, "before_cursor_execute", count)


@pytest.mark.parametrize("card", ["idea", "check", "reflection"])
async def test_turning_a_card_takes_three_statements_at_most(
    database: Database, session: AsyncSession, amina: Person, card: str
) -> None:
    with counted(database) as run:
        await actions.turn_to(session, amina, NETWORK, card, NOW)
    assert 1 <= len(run) <= 3
    with counted(database) as again:
        await actions.open_lesson(session, amina, NETWORK, NOW)
    assert 2 <= len(again) <= 3


async def test_another_person_begins_at_the_beginning(session: AsyncSession, amina: Person) -> None:
    await actions.turn_to(session, amina, NETWORK, "how", NOW)
    bjorn = await joined(session, 7_000_000_002)
    assert (await actions.open_lesson(session, bjorn, NETWORK, NOW)).place.position == 1
    assert await store.load_summary(session, amina.id) != await store.load_summary(
        session, bjorn.id
    )


async def test_a_lesson_finished_twice_is_told_once(
    session: AsyncSession, amina: Person, finished: list[LessonFinished]
) -> None:
    for _ in range(2):
        done = await actions.finish_lesson(session, amina, NETWORK, "sources", NOW)
    assert finished == [LessonFinished(amina.id, NETWORK, NOW)]
    assert (done.read, done.next and done.next.id) == (1, "eures-move")


async def test_a_lesson_that_was_finished_opens_at_its_beginning(
    session: AsyncSession, amina: Person, finished: list[LessonFinished]
) -> None:
    await actions.turn_to(session, amina, NETWORK, "sources", NOW)
    await actions.finish_lesson(session, amina, NETWORK, "sources", NOW)
    assert (await actions.open_lesson(session, amina, NETWORK, NOW)).place.position == 1
    reading = (await store.load_summary(session, amina.id))[NETWORK]
    assert rules.state_of(reading) is rules.State.READ
    assert reading.furthest == 12


async def test_an_old_end_that_has_cards_behind_it_now_does_not_finish(
    session: AsyncSession, amina: Person, finished: list[LessonFinished]
) -> None:
    with pytest.raises(ScreenOutdated) as refused:
        await actions.finish_lesson(session, amina, NETWORK, "reflection", NOW)
    assert refused.value.instead == OpenCard(NETWORK, "promise")
    assert finished == []


@pytest.mark.parametrize(
    ("lesson", "card", "instead"),
    [("gone", "aim", OpenModules()), (NETWORK, "gone", OpenLesson(NETWORK))],
)
async def test_a_card_that_is_gone_leads_to_what_is_there(
    session: AsyncSession, amina: Person, lesson: str, card: str, instead: object
) -> None:
    with pytest.raises(ScreenOutdated) as refused:
        await actions.turn_to(session, amina, lesson, card, NOW)
    assert refused.value.instead == instead


async def wrote(session: AsyncSession, person: Person, words: str, message: int) -> rules.Note:
    at = (NETWORK, "reflection", text(bold(words)))
    _, note = await actions.write_note(
        session, person, *at, message_id=message, now=NOW + timedelta(minutes=message)
    )
    return note


async def test_a_note_written_anew_is_a_further_version(
    session: AsyncSession, amina: Person
) -> None:
    await wrote(session, amina, "First", 1)
    await wrote(session, amina, "Second", 2)
    note = await store.find_note(session, amina.id, NETWORK, "reflection")
    assert note is not None
    assert (note.text, note.version) == (bold("Second"), 2)
    opened = await actions.turn_to(session, amina, NETWORK, "reflection", NOW)
    assert opened.note == note


async def test_an_edited_message_renews_the_note_it_holds(
    session: AsyncSession, amina: Person
) -> None:
    await wrote(session, amina, "First", 1)
    at = (NETWORK, "reflection", text("Better"))
    _, note = await actions.edit_note(session, amina, *at, message_id=1, now=NOW)
    assert (note.text, note.version) == (text("Better"), 2)


async def test_editing_an_older_message_leaves_the_newer_note(
    session: AsyncSession, amina: Person
) -> None:
    await wrote(session, amina, "First", 1)
    await wrote(session, amina, "Second", 2)
    at = (NETWORK, "reflection", text("Older"))
    with pytest.raises(actions.NoteRewritten):
        await actions.edit_note(session, amina, *at, message_id=1, now=NOW)
    note = await store.find_note(session, amina.id, NETWORK, "reflection")
    assert note is not None
    assert note.version == 2


async def test_nobody_reads_anothers_note(session: AsyncSession, amina: Person) -> None:
    await wrote(session, amina, "Mine", 1)
    bjorn = await joined(session, 7_000_000_002)
    opened = await actions.turn_to(session, bjorn, NETWORK, "reflection", NOW)
    assert opened.note is None
    with pytest.raises(ScreenOutdated):
        await actions.load_note(session, bjorn, NETWORK, "reflection")


async def test_a_note_goes_to_a_reflection_only(session: AsyncSession, amina: Person) -> None:
    with pytest.raises(ScreenOutdated):
        await actions.write_note(
            session, amina, NETWORK, "aim", text("What?"), message_id=1, now=NOW
        )


async def answered(
    session: AsyncSession, person: Person, packed: str, *, done: bool = True
) -> rules.OpenedCard:
    mark = current_curriculum().items[CHECK].mark
    return await actions.answer_check(session, person, CHECK, mark, packed, done=done, now=NOW)


async def test_the_first_answer_to_a_question_is_the_one_kept(
    session: AsyncSession, amina: Person
) -> None:
    first = await answered(session, amina, "0")
    second = await answered(session, amina, "1")
    assert first.given == second.given == Choices(frozenset("a"))
    opened = await actions.turn_to(session, amina, ESCO, "check", NOW)
    assert opened.given == first.given


async def test_an_answer_not_handed_in_is_not_kept(session: AsyncSession, amina: Person) -> None:
    opened = await answered(session, amina, "0", done=False)
    assert (opened.given, opened.so_far) == (None, Choices(frozenset("a")))
    again = await actions.turn_to(session, amina, ESCO, "check", NOW)
    assert (again.given, again.so_far) == (None, None)


async def test_an_unfinished_answer_is_not_handed_in(session: AsyncSession, amina: Person) -> None:
    with pytest.raises(actions.AnswerUnfinished):
        await answered(session, amina, "-")
    assert (await actions.turn_to(session, amina, ESCO, "check", NOW)).given is None


@pytest.mark.parametrize("packed", ["9", "nonsense"])
async def test_an_answer_that_the_question_does_not_have_is_not_taken(
    session: AsyncSession, amina: Person, packed: str
) -> None:
    with pytest.raises(ScreenOutdated) as refused:
        await answered(session, amina, packed)
    assert refused.value.instead == OpenCard(ESCO, "check")


async def test_an_answer_to_the_question_as_it_was_leads_to_its_card(
    session: AsyncSession, amina: Person
) -> None:
    with pytest.raises(ScreenOutdated) as refused:
        await actions.answer_check(session, amina, CHECK, "1", "0", done=True, now=NOW)
    assert refused.value.instead == OpenCard(ESCO, "check")
    assert await store.find_answer(session, amina.id, current_curriculum().items[CHECK]) is None


async def test_a_question_that_has_changed_is_asked_again(
    session: AsyncSession, amina: Person, content: Curriculum
) -> None:
    await answered(session, amina, "0")
    use_curriculum(with_newer_question(content))
    opened = await actions.turn_to(session, amina, ESCO, "check", NOW)
    assert opened.given is None


def with_newer_question(content: Curriculum) -> Curriculum:
    lesson = content.lessons[ESCO]
    cards = tuple(
        replace(card, item=replace(card.item, version=2)) if card.item else card
        for card in lesson.cards
    )
    return replace(content, lessons={**content.lessons, ESCO: replace(lesson, cards=cards)})


async def test_facts_nobody_has_checked_in_time_are_said_to_be_under_review(
    session: AsyncSession, amina: Person
) -> None:
    fresh = await actions.turn_to(session, amina, ESCO, "structure", NOW)
    later = NOW + timedelta(days=365)
    stale = await actions.turn_to(session, amina, ESCO, "structure", later)
    assert (fresh.under_review, stale.under_review) == (False, True)
