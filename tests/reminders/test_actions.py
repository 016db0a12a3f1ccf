"""Looking at people on both databases: bulk reads, one message each, one look a day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.curriculum.curriculum import Curriculum
from bot.events import PersonChanged, PersonJoined
from bot.evidence.tables import PieceRow
from bot.kit.db import Database, table_of
from bot.kit.delivery import bulk, outbox
from bot.kit.delivery.tables import Content, Message
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.screen import Screen
from bot.kit.text import text
from bot.lessons.tables import ReadingRow
from bot.needs.tables import AnalysisRow
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Grant, Person, Role
from bot.quizzes.tables import AttemptRow
from bot.reminders.actions import choosing, looking
from bot.reminders.rules.facts import Frequency, Kind, Preference, Reason
from bot.reminders.rules.moments import Snooze
from bot.reminders.store import looks, preferences, standing
from bot.reminders.tables import DueRow, LogRow
from bot.tutoring.actions import asking, claiming, writing
from bot.tutoring.actions.opening import open_thread
from bot.tutoring.rules.thread import Written

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
EVENING = datetime(2026, 11, 24, 17, tzinfo=UTC)  # 18:00 in Stockholm
A_DAY = timedelta(days=1)
_due = table_of(DueRow)
_log = table_of(LogRow)
_messages = table_of(Message)


@pytest.fixture
async def session(database: Database, content: Curriculum) -> AsyncIterator[AsyncSession]:
    async with database.transaction() as session:
        yield session


async def joined(
    session: AsyncSession, number: int, role: Role = Role.TRAINEE, **values: Any
) -> Person:
    """Somebody who studies every day at six in the evening and was here on Monday."""
    person_id = await people.add_person(
        session, 7_000_000_000 + number, name=f"Person {number}", language="en",
        zone="Europe/Stockholm", weekly_budget=5, consent_version=CONSENT_VERSION, now=MONDAY,
    )  # fmt: skip
    hours = {"study_days": "0123456", "study_time": time(18), **values}
    await people.save_person(session, person_id, **hours)
    await people.add_grant(session, person_id, Grant(role), MONDAY)
    await looking.on_person_joined(session, PersonJoined(person_id, None, MONDAY))
    return await people.load_person(session, person_id)


@pytest.fixture
async def amina(session: AsyncSession) -> Person:
    return await joined(session, 1)


async def looks_until(session: AsyncSession, now: datetime, most: int = 5) -> int:
    """Every page that is due; how many."""
    pages = 0
    while await looking.look_at_due(session, now, most):
        pages += 1
    return pages


async def queued(session: AsyncSession, person: Person | None = None) -> list[str]:
    found = select(_messages.c.dedupe_key).where(_messages.c.purpose.startswith("reminders."))
    if person is not None:
        found = found.where(_messages.c.person_id == person.id)
    return list((await session.execute(found.order_by(_messages.c.id))).scalars())


async def reasons(session: AsyncSession, person: Person) -> dict[str, Reason | None]:
    found = await looks.find_records(session, [person.id], MONDAY - A_DAY)
    return {record.key: record.reason for record in found.get(person.id, [])}


async def due_at(session: AsyncSession, person: Person) -> datetime:
    found = select(_due.c.due_at).where(_due.c.person_id == person.id)
    return (await session.execute(found)).scalar_one()


async def test_a_study_reminder_is_queued_once_with_what_delivery_needs(
    session: AsyncSession, amina: Person
) -> None:
    await looks_until(session, MONDAY)
    assert await due_at(session, amina) == EVENING - A_DAY
    await looks_until(session, EVENING)
    await looking.on_person_changed(session, PersonChanged(amina.id, EVENING))
    await looks_until(session, EVENING)
    (row,) = (await session.execute(select(_messages))).all()
    assert row.dedupe_key == f"reminders.{amina.id}.study.2026-11-24"
    assert (row.purpose, row.chat_id, row.counts) == ("reminders.study", amina.telegram_id, True)
    assert not row.twice_is_harmless
    assert row.expires_at == datetime(2026, 11, 24, 19, 59, 59, tzinfo=UTC)
    assert await due_at(session, amina) == EVENING + A_DAY


async def test_all_who_study_at_the_same_time_share_one_screen(
    session: AsyncSession,
) -> None:
    count = looking.A_PAGE + 3
    for number in range(count):
        await joined(session, number)
    assert await looks_until(session, EVENING) == 2
    assert len(await queued(session)) == count
    contents = await session.execute(select(table_of(Content).c.id))
    assert len(contents.all()) == 2  # one a page


async def test_statements_do_not_grow_with_people(session: AsyncSession) -> None:
    counted: list[int] = []
    for number in (1, 30):
        for other in range(number):
            await joined(session, 100 * number + other)
        statements: list[str] = []
        bind: Any = session.get_bind()

        def note(_c: Any, _cu: Any, statement: str, *_: Any) -> None:
            statements.append(statement)  # noqa: B023

        event.listen(bind, "before_cursor_execute", note)
        await looks_until(session, EVENING + number * A_DAY)
        event.remove(bind, "before_cursor_execute", note)
        counted.append(len(statements))
    assert counted[0] == counted[1] <= 20


async def test_an_idle_tick_is_one_small_read(database: Database, content: Curriculum) -> None:
    async with database.transaction() as session:
        await joined(session, 1)
        await looks_until(session, MONDAY)
        assert not await looks.is_anybody_due(session, MONDAY + timedelta(hours=1))
        assert await looks.is_anybody_due(session, EVENING)


async def test_people_who_came_without_a_word_are_found(session: AsyncSession) -> None:
    await joined(session, 1)
    number = await people.add_person(
        session, 5, name="Bo", language="sv", zone="Europe/Stockholm", weekly_budget=5,
        consent_version=CONSENT_VERSION, now=MONDAY,
    )  # fmt: skip
    assert await looks.is_anybody_due(session, MONDAY - A_DAY)
    await looking.look_at_due(session, MONDAY, 5)
    assert await looks.find_due_of(session, number) is not None
    assert not await looks.is_anybody_due(session, MONDAY)


@pytest.mark.parametrize(
    "values", [{"blocked_at": MONDAY}, {"consent_version": 0}, {"study_days": ""}]
)
async def test_who_cannot_be_reminded_is_left_alone_and_looked_at_tomorrow(
    session: AsyncSession, values: dict[str, Any]
) -> None:
    bo = await joined(session, 2, **values)
    await looks_until(session, EVENING)
    assert (await queued(session), await reasons(session, bo)) == ([], {})
    assert await due_at(session, bo) == EVENING + A_DAY


async def test_staff_get_no_reminders(session: AsyncSession) -> None:
    await joined(session, 2, Role.TUTOR)
    await looks_until(session, EVENING)
    assert await queued(session) == []


async def test_broadcasts_use_up_the_week(session: AsyncSession, amina: Person) -> None:
    await people.save_person(session, amina.id, weekly_budget=2)
    content = await outbox.save_content(session, Screen(text("News")))
    await bulk.queue_bulk(
        session,
        [
            {
                "dedupe_key": f"broadcasts.{n}", "purpose": "broadcasts", "person_id": amina.id,
                "chat_id": amina.telegram_id, "content_id": content, "batch_id": None,
                "not_before": EVENING - timedelta(hours=n),
            }
            for n in (1, 2)
        ],
    )  # fmt: skip
    await looks_until(session, EVENING)
    assert (await reasons(session, amina))["study.2026-11-24"] is Reason.BUDGET
    await looks_until(session, EVENING + 7 * A_DAY)
    assert await queued(session) == [f"reminders.{amina.id}.inactive.7.2026-11-23"]


async def test_the_programmes_number_is_the_most(session: AsyncSession, amina: Person) -> None:
    await looks_until(session, EVENING, most=0)
    assert (await reasons(session, amina))["study.2026-11-24"] is Reason.BUDGET
    chosen = await choosing.choose_budget(session, amina, 40, 5)
    assert chosen.weekly_budget == 5


async def test_a_milestone_reaches_its_group(session: AsyncSession, amina: Person) -> None:
    group = await cohorts.add_cohort(
        session, name="Autumn", country="SE", sector=None, zone="Europe/Athens",
        starts_on=date(2026, 9, 1), ends_on=date(2027, 6, 30), now=MONDAY,
    )  # fmt: skip
    await cohorts.add_member(session, amina.id, group, MONDAY)
    number = await cohorts.add_milestone(session, group, "Evidence", date(2026, 12, 1), time(17))
    await people.save_person(session, amina.id, last_active_day="2026-11-24")
    await looks_until(session, EVENING)
    assert await queued(session) == [f"reminders.{amina.id}.milestone.{number}.7.2026-12-01"]


async def test_an_answer_unread_for_a_day_is_spoken_of_once(
    session: AsyncSession, amina: Person
) -> None:
    greta = await joined(session, 9, Role.TUTOR)
    begun = await asking.write_question(
        session, amina, "none", "", Written(text("May I?"), message_id=1), MONDAY
    )
    asked = begun.question
    await asking.send_question(session, amina, asked.public_id, asked.version, MONDAY, 48)
    await claiming.claim_question(session, greta, asked.public_id, MONDAY)
    answer = Written(text("Yes"), message_id=2)
    await writing.write_answer(session, greta, asked.public_id, answer, MONDAY)
    ((waiting,),) = (await standing.find_waiting(session, [amina.id, greta.id])).values()
    assert (waiting.public_id, waiting.since) == (asked.public_id, MONDAY)
    await looks_until(session, EVENING - timedelta(hours=9))
    assert await queued(session, amina) == []
    await looks_until(session, EVENING)
    await looks_until(session, EVENING + A_DAY)
    key = f"reminders.{amina.id}.waiting.answer.{waiting.number}"
    assert (await queued(session, amina)).count(key) == 1
    await open_thread(session, amina, asked.public_id, MONDAY)
    assert await standing.find_waiting(session, [amina.id]) == {}


async def test_who_has_done_everything_is_not_told_to_study(
    session: AsyncSession, amina: Person, content: Curriculum
) -> None:
    assert await standing.find_busy(session, [amina.id], content) == {amina.id}
    await does_everything(session, amina, content)
    assert await standing.find_busy(session, [amina.id], content) == frozenset()
    await looks_until(session, EVENING)
    assert (await reasons(session, amina))["study.2026-11-24"] is Reason.NOTHING


async def does_everything(session: AsyncSession, person: Person, content: Curriculum) -> None:
    begun: dict[str, Any] = {"person_id": person.id, "started_at": MONDAY}
    done = {**begun, "finished_at": MONDAY}
    read = {**done, "card": "c", "furthest": 1, "turned_at": MONDAY}
    passed = {**done, "quiz_version": 1, "pass_mark": 70, "asked": "[]", "total": 1, "points": 2520}
    handed_in = {"person_id": person.id, "state": "submitted", "submitted_at": MONDAY}
    session.add(AnalysisRow(public_id="a", phase="start", content_hash="0", **done))
    session.add_all(ReadingRow(lesson=lesson, **read) for lesson in content.lessons)
    session.add_all(AttemptRow(public_id=q, quiz=q, **passed) for q in content.quizzes)
    session.add_all(
        PieceRow(public_id=outcome, outcome=outcome, changed_at=MONDAY, **handed_in)
        for outcome in content.outcomes
    )
    await session.flush()


async def test_later_comes_once_more_however_often_it_is_pressed(
    session: AsyncSession, amina: Person
) -> None:
    await looks_until(session, EVENING)
    for _ in range(2):
        until = await choosing.ask_again(session, amina, Kind.STUDY, Snooze.LATER, 5, EVENING)
    assert until == datetime(2026, 11, 24, 19, 45, tzinfo=UTC)
    await looks_until(session, EVENING + timedelta(minutes=1))
    await looks_until(session, until)
    await looks_until(session, until + timedelta(minutes=1))
    again = f"reminders.{amina.id}.again.study.202611241945"
    assert await queued(session) == [f"reminders.{amina.id}.study.2026-11-24", again]


async def test_later_taken_back_does_not_come(session: AsyncSession, amina: Person) -> None:
    await looks_until(session, EVENING)
    until = await choosing.ask_again(session, amina, Kind.STUDY, Snooze.LATER, 5, EVENING)
    await choosing.take_back_again(session, amina, Kind.STUDY)
    await looks_until(session, until)
    assert len(await queued(session)) == 1


async def test_a_full_week_promises_nothing(session: AsyncSession, amina: Person) -> None:
    await people.save_person(session, amina.id, weekly_budget=1)
    bo = await people.load_person(session, amina.id)
    await looks_until(session, EVENING)
    with pytest.raises(choosing.BudgetUsed):
        await choosing.ask_again(session, bo, Kind.STUDY, Snooze.TOMORROW, 5, EVENING)


async def test_once_more_about_what_is_over_says_so(session: AsyncSession, amina: Person) -> None:
    for kind in (Kind.MILESTONE, Kind.MISSED, Kind.WAITING):
        with pytest.raises(ScreenOutdated):
            await choosing.ask_again(session, amina, kind, Snooze.LATER, 5, EVENING)


async def test_what_it_was_before_can_be_gone_back_to(session: AsyncSession, amina: Person) -> None:
    choose = choosing.choose_frequency
    assert await choose(session, amina, Kind.STUDY, Frequency.FEWER) is Frequency.ON
    assert await choose(session, amina, Kind.STUDY, Frequency.OFF) is Frequency.FEWER
    assert await choose(session, amina, Kind.STUDY, Frequency.OFF) is Frequency.ON
    stored = await choosing.load_preferences(session, amina)
    assert stored == {Kind.STUDY: Preference(Frequency.OFF)}


async def test_choices_of_one_kind_keep_each_other(session: AsyncSession, amina: Person) -> None:
    await choosing.choose_frequency(session, amina, Kind.STUDY, Frequency.FEWER)
    until = await choosing.ask_again(session, amina, Kind.STUDY, Snooze.LATER, 5, EVENING)
    stored = await preferences.find_preferences(session, [amina.id])
    assert stored[amina.id][Kind.STUDY] == Preference(Frequency.FEWER, until)


async def test_one_persons_odd_data_keeps_nobody_elses_reminder_back(
    session: AsyncSession, amina: Person
) -> None:
    odd = await joined(session, 2, last_active_day="the day before yesterday")
    await looks_until(session, EVENING)
    assert await queued(session) == [f"reminders.{amina.id}.study.2026-11-24"]
    assert await due_at(session, odd) == EVENING + looking.AFTER_A_FAULT


async def test_a_person_who_leaves_leaves_nothing(session: AsyncSession, amina: Person) -> None:
    await looks_until(session, EVENING)
    await choosing.choose_frequency(session, amina, Kind.STUDY, Frequency.OFF)
    await looking.erase(session, amina.id)
    assert await reasons(session, amina) == {}
    assert await choosing.load_preferences(session, amina) == {}
    assert await looks.find_due_of(session, amina.id) is None
    log = await session.execute(select(_log.c.id))
    assert log.all() == []
