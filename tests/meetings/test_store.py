"""Who is invited, who leads, comparison of versions: on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.kit.db import Database, table_of
from bot.kit.delivery.tables import Message
from bot.meetings.actions.telling import tell_page
from bot.meetings.erasing import ERASER
from bot.meetings.rules.meeting import Attendance, Audience, Meeting, Reply, Scope, may_be_invited
from bot.meetings.rules.telling import News
from bot.meetings.store import invitations, meetings
from bot.people.rules import Grant, Role, ScopeKind
from bot.people.store import load_person
from bot.privacy.rules.retention import period_of
from tests.cohorts.test_store import NOW, cohort, person

DAY = date(2026, 12, 1)


@pytest.fixture
async def session(database: Database) -> AsyncIterator[AsyncSession]:
    async with database.transaction() as session:
        yield session


async def called(
    session: AsyncSession, scope: Scope, by: int, public: str = "abc", day: date = DAY
) -> Meeting:
    draft = Meeting(0, public, scope, "Talk", day, time(17), 60, "Room 3", "Europe/Stockholm")
    number = await meetings.add_meeting(session, draft, by, NOW)
    assert number is not None
    await invitations.invite(session, number, scope)
    found = await meetings.find_meeting(session, number)
    assert found is not None
    return found


async def of_cohort(session: AsyncSession, trainees: int = 3) -> tuple[Meeting, list[int]]:
    autumn = await cohort(session, "Autumn", "SE", date(2026, 9, 1))
    tutor = await person(session, 1, Grant(Role.TUTOR, ScopeKind.COHORT, str(autumn)))
    members = [await person(session, 10 + n, Grant(Role.TRAINEE)) for n in range(trainees)]
    for one in members:
        await cohorts.add_member(session, one, autumn, NOW)
    meeting = await called(session, Scope(Audience.COHORT, autumn, "SE", "Autumn"), tutor)
    return meeting, [tutor, *members]


async def test_the_trainees_of_a_cohort_are_invited_once(session: AsyncSession) -> None:
    meeting, (_, *members) = await of_cohort(session)
    await invitations.invite(session, meeting.id, meeting.scope)
    assert await invitations.find_page(session, meeting.id, 0, 10) == members
    assert await invitations.find_page(session, meeting.id, members[0], 1) == [members[1]]
    assert meeting.scope.group == "Autumn"


async def test_staff_of_a_country_are_those_whom_the_rule_names(session: AsyncSession) -> None:
    autumn = await cohort(session, "Autumn", "SE", date(2026, 9, 1))
    winter = await cohort(session, "Winter", "DE", date(2026, 9, 1))
    grants = [
        Grant(role, kind, name)
        for role in (Role.TUTOR, Role.ASSESSOR, Role.COORDINATOR, Role.TRAINEE)
        for kind, name in (
            (ScopeKind.PROGRAMME, None), (ScopeKind.COUNTRY, "SE"), (ScopeKind.COUNTRY, "DE"),
            (ScopeKind.COHORT, str(autumn)), (ScopeKind.COHORT, str(winter)),
        )
    ]  # fmt: skip
    holders = {await person(session, 10 + n, grant): grant for n, grant in enumerate(grants)}
    countries = {autumn: "SE", winter: "DE"}
    scopes = [
        Scope(Audience.STAFF),
        Scope(Audience.STAFF, None, "SE"),
        Scope(Audience.STAFF, winter, "DE", "Winter"),
    ]
    for number, scope in enumerate(scopes):
        meeting = await called(session, scope, min(holders), f"m{number}")
        wanted = [of for of, one in holders.items() if may_be_invited(one, scope, countries)]
        assert await invitations.find_page(session, meeting.id, 0, 50) == wanted
        assert await invitations.count_invitees(session, scope) == len(wanted)


async def test_a_list_holds_what_one_is_invited_to_or_leads(session: AsyncSession) -> None:
    meeting, (tutor, amina, *_) = await of_cohort(session)
    other = await person(session, 90, Grant(Role.TUTOR, ScopeKind.COUNTRY, "DE"))
    country = await person(session, 91, Grant(Role.COORDINATOR, ScopeKind.COUNTRY, "SE"))
    staff = await called(session, Scope(Audience.STAFF, None, "SE"), country, "s")
    for of, wanted in {
        tutor: {meeting.id, staff.id},
        amina: {meeting.id},
        other: set[int](),
        country: {meeting.id, staff.id},
    }.items():
        somebody = await load_person(session, of)
        ahead = await meetings.find_own(session, somebody, DAY, past=False, limit=9, offset=0)
        assert {one.id for one in ahead} == wanted
        after = DAY + timedelta(days=1)
        over = await meetings.find_own(session, somebody, after, past=True, limit=9, offset=0)
        assert {one.id for one in over} == wanted


async def test_a_change_by_an_old_version_changes_nothing(session: AsyncSession) -> None:
    meeting, _ = await of_cohort(session)
    assert await meetings.change_meeting(session, replace(meeting, title="Other"), NOW)
    assert not await meetings.change_meeting(session, replace(meeting, title="Third"), NOW)
    assert not await meetings.cancel_meeting(session, meeting.id, 0)
    now = await meetings.find_meeting(session, meeting.id)
    assert now
    assert (now.title, now.version) == ("Other", 1)
    assert await meetings.cancel_meeting(session, meeting.id, 1)
    assert not await meetings.change_meeting(session, now, NOW)


async def test_a_reply_to_an_old_version_is_none(session: AsyncSession) -> None:
    meeting, (_, amina, *_) = await of_cohort(session)
    assert await invitations.save_reply(session, meeting, amina, Reply.COMING, NOW)
    assert await invitations.save_reply(session, meeting, amina, Reply.COMING, NOW)
    counted = await invitations.count_replies(session, meeting.id)
    assert counted == {Reply.COMING: 1, None: 2}
    await meetings.change_meeting(session, meeting, NOW)
    assert not await invitations.save_reply(session, meeting, amina, Reply.MAYBE, NOW)


async def test_marks_are_stored_once_and_the_rest_is_not_oneself(session: AsyncSession) -> None:
    meeting, (tutor, amina, bo, cem) = await of_cohort(session)
    absent = Attendance.ABSENT
    assert await invitations.mark(session, meeting.id, amina, absent, tutor, NOW)
    assert not await invitations.mark(session, meeting.id, amina, absent, tutor, NOW)
    assert await invitations.mark_rest(session, meeting.id, tutor, NOW, but=cem) == [bo]
    counted = await invitations.count_attendance(session, meeting.id)
    assert counted == {absent: 1, Attendance.PRESENT: 1, None: 1}


async def queued(session: AsyncSession) -> list[tuple[int, str]]:
    messages = table_of(Message)
    found = select(messages.c.person_id, messages.c.purpose).order_by(messages.c.person_id)
    return [(row.person_id, row.purpose) for row in await session.execute(found)]


async def tells(session: AsyncSession, meeting: Meeting, news: News, by: int) -> None:
    payload = {"meeting": meeting.id, "version": meeting.version, "news": str(news), "by": by}
    after: int | None = 0
    while after is not None:
        after = await tell_page(session, payload, after, NOW)


async def test_telling_twice_tells_once_and_not_who_did_it(session: AsyncSession) -> None:
    meeting, (_, amina, bo, cem) = await of_cohort(session)
    for _ in range(2):
        await tells(session, meeting, News.CALLED, by=cem)
    assert await queued(session) == [(amina, "meetings.called"), (bo, "meetings.called")]


async def test_what_another_version_has_replaced_is_not_told(session: AsyncSession) -> None:
    meeting, _ = await of_cohort(session)
    await meetings.change_meeting(session, meeting, NOW)
    await tells(session, meeting, News.CALLED, by=0)
    assert await queued(session) == []


async def test_days_from_and_to_are_both_in(session: AsyncSession) -> None:
    meeting, (_, amina, *_) = await of_cohort(session)
    found = await invitations.find_invited(session, [amina], DAY, DAY)
    assert [one.meeting for one in found[amina]] == [meeting]
    before = DAY - timedelta(days=1)
    assert await invitations.find_invited(session, [amina], before, before) == {}
    await meetings.cancel_meeting(session, meeting.id, 0)
    assert await invitations.find_invited(session, [amina], DAY, DAY) == {}


async def test_what_was_noted_goes_two_years_after_the_day(session: AsyncSession) -> None:
    await of_cohort(session)
    (aged,) = ERASER.aged
    for days, over in ((730, 0), (731, 3)):
        now = datetime(2026, 12, 1, 12, tzinfo=UTC) + timedelta(days=days)
        span = period_of(aged.kind).span
        assert span
        found = select(func.count()).select_from(aged.table).where(aged.is_over(now, span))
        assert (await session.execute(found)).scalar_one() == over
