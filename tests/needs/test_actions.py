"""Answering on both databases."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import events, places
from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.events import NeedsPartFinished
from bot.items.answers import encode_answer
from bot.items.rules import right_answer
from bot.kit.db import Database, table_of
from bot.kit.refusals import ScreenOutdated
from bot.needs import store
from bot.needs.actions import answering, reviewing
from bot.needs.addresses import ShowQuestion, ShowResult, ShowUnits
from bot.needs.rules.parts import Asked, Phase, QuestionKind
from bot.needs.rules.results import FinishedPart
from bot.needs.tables import AnalysisRow, AnswerRow
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Person
from tests.needs.answering import NOON, part

START = Phase.START


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
        now=NOON,
    )
    return await people.load_person(session, number)


@pytest.fixture
async def amina(session: AsyncSession) -> Person:
    return await joined(session, 7_000_000_001)


@pytest.fixture(autouse=True)
def done() -> list[NeedsPartFinished]:
    heard: list[NeedsPartFinished] = []

    async def hear(_session: AsyncSession, happened: NeedsPartFinished) -> None:
        heard.append(happened)

    events.forget_listeners()
    events.listen(NeedsPartFinished, hear)
    return heard


async def answers(
    session: AsyncSession,
    person: Person,
    question: str,
    value: int,
    was: int = 0,
    phase: Phase = START,
) -> Asked | FinishedPart:
    return await answering.submit_answer(
        session, person, phase, question, value=value, was=was, now=NOON
    )


async def checks(
    session: AsyncSession, person: Person, content: Curriculum, item: str, phase: Phase = START
) -> Asked:
    of = content.items[item]
    packed = encode_answer(of, right_answer(of))
    return await answering.submit_check(
        session, person, phase, item, mark=of.mark, packed=packed, now=NOON
    )


async def answers_part(
    session: AsyncSession,
    person: Person,
    content: Curriculum,
    unit: str,
    phase: Phase = START,
) -> None:
    for question in part(content, unit).questions:
        if question.kind is QuestionKind.CHECK:
            await checks(session, person, content, question.id, phase)
        else:
            await answers(session, person, question.id, 2, phase=phase)


async def answers_all(
    session: AsyncSession, person: Person, content: Curriculum, phase: Phase = START
) -> None:
    for unit in content.units:
        await answers_part(session, person, content, unit, phase)
    await reviewing.finish_analysis(session, person, phase, NOON)


async def rows(session: AsyncSession, model: type[Any], *columns: str) -> list[Any]:
    table = table_of(model)
    chosen = [table.c[name] for name in columns]
    return [tuple(row) for row in await session.execute(select(*chosen).order_by(table.c.id))]


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that are run meanwhile."""
    run: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        run.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", count)
    yield run
    event.remove(database.engine.sync_engine, "before_cursor_execute", count)


async def test_the_first_answer_begins_the_analysis(session: AsyncSession, amina: Person) -> None:
    opened = await answering.open_part(session, amina, START, "3", NOON)
    assert isinstance(opened, Asked)
    assert await rows(session, AnalysisRow, "phase") == []
    reached = await answers(session, amina, "3.1.k", 2)
    assert isinstance(reached, Asked)
    assert (reached.place.question.id, reached.noted and reached.noted.value) == ("3.1.s", "2")
    assert await rows(session, AnalysisRow, "person_id", "phase") == [(amina.id, "start")]


async def test_a_second_press_stores_one_answer(session: AsyncSession, amina: Person) -> None:
    for _ in range(2):
        reached = await answers(session, amina, "1.1.k", 3)
        assert isinstance(reached, Asked)
        assert reached.place.question.id == "1.1.s"
    stored = await rows(session, AnswerRow, "question", "value", "earlier", "changed_at")
    assert stored == [("1.1.k", "3", "", None)]


async def test_a_changed_answer_keeps_the_earlier_ones(
    session: AsyncSession, amina: Person
) -> None:
    for value, was in ((3, 0), (2, 3), (4, 2)):
        await answers(session, amina, "1.1.k", value, was)
    stored = await rows(session, AnswerRow, "value", "earlier", "changed_at", "answered_at")
    assert stored == [("4", "32", NOON, NOON)]


async def test_an_answer_of_another_device_is_not_overwritten_unseen(
    session: AsyncSession, amina: Person
) -> None:
    await answers(session, amina, "1.1.k", 3)
    with pytest.raises(ScreenOutdated) as refused:
        await answers(session, amina, "1.1.k", 1)
    assert refused.value.instead == ShowQuestion(START, "1.1.k")
    assert await rows(session, AnswerRow, "value") == [("3",)]


@pytest.mark.parametrize(
    ("question", "value"), [("1.1.k", 5), ("1.1.k", 0), ("1.1", 4), ("c1a", 1), ("1.1.k", -1)]
)
async def test_a_step_that_there_is_not_is_not_stored(
    session: AsyncSession, amina: Person, question: str, value: int
) -> None:
    with pytest.raises(ScreenOutdated):
        await answers(session, amina, question, value)
    assert await rows(session, AnswerRow, "value") == []


async def test_an_analysis_that_cannot_be_taken_yet_takes_no_answer(
    session: AsyncSession, amina: Person
) -> None:
    for phase in (Phase.MIDDLE, Phase.END):
        with pytest.raises(ScreenOutdated) as refused:
            await answers(session, amina, "1.1.k", 2, phase=phase)
        assert refused.value.instead == places.OpenNeeds()


async def test_one_goes_on_where_one_left_off_in_any_part(
    session: AsyncSession, amina: Person
) -> None:
    for question in ("6.1.k", "6.1.s", "2.1.k"):
        await answers(session, amina, question, 2)
    for unit, question in (("6", "6.1.r"), ("2", "2.1.s"), ("4", "4.1.k")):
        opened = await answering.open_part(session, amina, START, unit, NOON)
        assert isinstance(opened, Asked)
        assert opened.place.question.id == question


async def test_a_part_that_is_done_is_told_once_and_leads_on(
    session: AsyncSession, amina: Person, content: Curriculum, done: list[NeedsPartFinished]
) -> None:
    await answers_part(session, amina, content, "7")
    finished = await answering.open_part(session, amina, START, "7", NOON)
    assert isinstance(finished, FinishedPart)
    assert finished.following is not None
    assert (finished.following.unit.id, finished.done) == ("1", 1)
    changed = await answers(session, amina, "7.1.k", 4, was=2)
    assert isinstance(changed, FinishedPart)
    assert done == [NeedsPartFinished(amina.id, "7", NOON)]


async def test_a_check_is_answered_once(
    session: AsyncSession, amina: Person, content: Curriculum
) -> None:
    of = content.items["c1a"]
    first = await checks(session, amina, content, "c1a")
    again = await answering.submit_check(
        session, amina, START, "c1a", mark=of.mark, packed="1", now=NOON
    )
    assert first.given == again.given
    assert await rows(session, AnswerRow, "question", "correct") == [("c1a", True)]


@pytest.mark.parametrize("packed", ["9", "-", "nonsense"])
async def test_an_answer_that_the_check_does_not_have_is_not_taken(
    session: AsyncSession, amina: Person, content: Curriculum, packed: str
) -> None:
    mark = content.items["c1a"].mark
    with pytest.raises(ScreenOutdated) as refused:
        await answering.submit_check(
            session, amina, START, "c1a", mark=mark, packed=packed, now=NOON
        )
    assert refused.value.instead == ShowQuestion(START, "c1a")


def with_newer_check(content: Curriculum) -> Curriculum:
    checks = content.needs.checks["1"]
    newer = replace(checks[0], version=2)
    needs = replace(content.needs, checks={**content.needs.checks, "1": (newer, checks[1])})
    return replace(content, needs=needs, items={**content.items, newer.id: newer})


async def test_a_check_is_explained_as_it_was_when_it_was_answered(
    session: AsyncSession, amina: Person, content: Curriculum
) -> None:
    await checks(session, amina, content, "c1a")
    use_curriculum(with_newer_check(content))
    opened = await answering.open_question(session, amina, START, "c1a", NOON)
    assert opened.item is not None
    assert (opened.item.version, opened.place.question.item) == (
        1,
        with_newer_check(content).items["c1a"],
    )


async def test_a_check_of_last_year_is_asked_no_more(session: AsyncSession, amina: Person) -> None:
    with pytest.raises(ScreenOutdated):
        await answering.open_question(session, amina, START, "c7a", NOON + timedelta(days=300))


async def test_an_answer_takes_four_statements_at_most(
    database: Database, session: AsyncSession, amina: Person, content: Curriculum
) -> None:
    with counted(database) as first:
        await answers(session, amina, "7.1.k", 2)
    with counted(database) as next_one:
        await answers(session, amina, "7.1.s", 2)
    with counted(database) as changed:
        await answers(session, amina, "7.1.s", 3, was=2)
    assert [len(run) for run in (first, next_one, changed)] == [3, 2, 2]
    await answers_part_but_last(session, amina, content)
    with counted(database) as last:
        await checks(session, amina, content, "c7b")
    assert len(last) <= 4
    with counted(database) as afterwards:
        await answers(session, amina, "7.1.k", 3, was=2)
    assert len(afterwards) <= 4


async def answers_part_but_last(session: AsyncSession, person: Person, content: Curriculum) -> None:
    for question in part(content, "7").questions[2:-1]:
        if question.kind is QuestionKind.CHECK:
            await checks(session, person, content, question.id)
        else:
            await answers(session, person, question.id, 2)


async def test_a_summary_takes_one_statement(
    database: Database, session: AsyncSession, amina: Person, content: Curriculum
) -> None:
    assert (await store.load_summary(session, amina.id)).phase is None
    await answers_part(session, amina, content, "1")
    await answers(session, amina, "2.1.k", 2)
    with counted(database) as run:
        summary = await store.load_summary(session, amina.id)
    assert len(run) == 1
    assert (summary.parts_done, summary.answered, summary.finished_at) == (1, 11, None)


async def test_nothing_is_finished_before_every_part_is(
    session: AsyncSession, amina: Person, content: Curriculum
) -> None:
    await answers_part(session, amina, content, "1")
    with pytest.raises(ScreenOutdated):
        await reviewing.finish_analysis(session, amina, START, NOON)
    assert (await store.load_summary(session, amina.id)).finished_at is None


async def test_what_is_finished_stays_as_it_is(
    session: AsyncSession, amina: Person, content: Curriculum
) -> None:
    await answers_all(session, amina, content)
    with pytest.raises(ScreenOutdated) as refused:
        await answers(session, amina, "1.1.k", 4, was=2)
    assert refused.value.instead == ShowResult(START)
    shown = await reviewing.finish_analysis(session, amina, START, NOON + timedelta(days=1))
    assert shown.record.analysis.finished_at == NOON
    assert shown.record.answers["1.1.k"].value == "2"


async def test_it_can_be_taken_again_and_the_earlier_one_stays(
    session: AsyncSession, amina: Person, content: Curriculum
) -> None:
    await answers_all(session, amina, content)
    for _ in range(2):
        await reviewing.start_again(session, amina, Phase.MIDDLE, NOON)
    await answers_part(session, amina, content, "2", Phase.MIDDLE)
    shown = await reviewing.load_result(session, amina)
    assert (shown.record.analysis.phase, shown.record.done) == (Phase.MIDDLE, frozenset("2"))
    assert shown.earlier is not None
    assert len(shown.earlier.answers) == 70
    count = select(func.count()).select_from(table_of(AnalysisRow))
    assert (await session.execute(count)).scalar_one() == 2


@pytest.mark.parametrize("phase", [Phase.START, Phase.END])
async def test_no_phase_is_left_out_or_taken_twice(
    session: AsyncSession, amina: Person, content: Curriculum, phase: Phase
) -> None:
    with pytest.raises(ScreenOutdated):
        await reviewing.start_again(session, amina, Phase.MIDDLE, NOON)
    await answers_all(session, amina, content)
    if phase is Phase.END:
        with pytest.raises(ScreenOutdated):
            await reviewing.start_again(session, amina, phase, NOON)
    else:
        await reviewing.start_again(session, amina, phase, NOON)
    assert await rows(session, AnalysisRow, "phase") == [("start",)]


async def test_nobody_sees_anothers_answers(
    session: AsyncSession, amina: Person, content: Curriculum
) -> None:
    await answers_part(session, amina, content, "1")
    bjorn = await joined(session, 7_000_000_002)
    assert await reviewing.find_result(session, bjorn) is None
    opened = await answering.open_question(session, bjorn, START, "1.1.k", NOON)
    assert opened.given is None
    with pytest.raises(ScreenOutdated):
        await reviewing.load_outcome(session, bjorn, START, "1.1")


async def test_an_outcome_of_an_open_part_is_not_shown(
    session: AsyncSession, amina: Person, content: Curriculum
) -> None:
    await answers_part(session, amina, content, "1")
    for outcome in ("2.1", "9.9"):
        with pytest.raises(ScreenOutdated) as refused:
            await reviewing.load_outcome(session, amina, START, outcome)
        assert refused.value.instead == ShowUnits(START)
