"""Every screen of meetings, in every language: short, few buttons, addresses that fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.cohorts.rules import Cohort
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen, screen_to_data
from bot.kit.text import plain, utf16_length
from bot.meetings.rules.meeting import (
    Attendance,
    Audience,
    Draft,
    Guest,
    Invited,
    Meeting,
    Part,
    Reply,
    Scope,
)
from bot.meetings.rules.telling import News
from bot.meetings.screens import composing, guests, lists, meeting, notices
from bot.people.rules import Grant, Role, ScopeKind

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LONG = 2**31 - 1
COHORT = Cohort(
    LONG, "p", "A" * 60, "GB", None, "Europe/London", date(2026, 9, 1), date(2027, 9, 30)
)
SCOPES = [
    Scope(Audience.COHORT, LONG, "GB", "A" * 60),
    Scope(Audience.STAFF, LONG, "GB", "A" * 60),
    Scope(Audience.STAFF, None, "GB"),
    Scope(Audience.STAFF),
]
MEETING = Meeting(
    LONG, "p" * 10, SCOPES[1], "T" * 60, date(2026, 12, 1), time(17), 120,
    "https://" + "p" * 188 + ".org", "Europe/London", LONG,
)  # fmt: skip
ZONE = "Asia/Nicosia"
DRAFT = Draft(
    MEETING.public_id, MEETING.scope, MEETING.zone, MEETING.title, MEETING.day, MEETING.at,
    MEETING.minutes, MEETING.place, MEETING.id, LONG,
)  # fmt: skip
GUESTS = [Guest(LONG, "N" * 40, reply) for reply in (None, *Reply)] * 3


def every_screen(words: Words) -> Iterator[Screen]:
    for past in (True, False):
        for found in ([], [MEETING] * lists.A_PAGE):
            yield lists.meetings_screen(
                words, found, ZONE, NOW, past=past, page=1, more=True, may_call=True
            )
            yield lists.group_screen(words, COHORT, found, ZONE, 1, more=True)
    yield lists.whose_screen(words, [COHORT] * lists.CHOICES, 1, more=True, partners=True)
    grant = Grant(Role.COORDINATOR, ScopeKind.COHORT, str(LONG))
    yield lists.staff_screen(words, [(grant, "A" * 60)] * lists.CHOICES, 1, more=True)
    yield from meeting_screens(words)
    for part in Part:
        yield composing.part_screen(words, part, DRAFT, NOW.date())
    yield composing.call_screen(words, DRAFT, 1000, ZONE)
    other = replace(MEETING, title="U" * 60, place="q" * 200, at=time(18), minutes=90)
    for after in (MEETING, other):
        yield composing.change_screen(
            words, MEETING, after, 1000, ZONE, differs=after is not MEETING
        )
    for found in ([], GUESTS):
        yield guests.guests_screen(words, MEETING, found[:10], 1, more=True)
        sheet = found[: guests.ON_A_SHEET]
        yield guests.attendance_screen(words, MEETING, sheet, 1, more=True, note="n" * 60)
    for news in News:
        yield notices.news_screen(words, MEETING, news, ZONE)


def meeting_screens(words: Words) -> Iterator[Screen]:
    replies = dict.fromkeys((None, *Reply), 1000)
    marks = dict.fromkeys((None, *Attendance), 1000)
    for one in (MEETING, replace(MEETING, cancelled=True)):
        for now in (NOW, MEETING.starts_at, MEETING.ends_at + timedelta(days=1)):
            own = [
                *(Invited(one, reply) for reply in (None, *Reply)),
                *(Invited(one, None, mark) for mark in Attendance),
            ]
            for invited in (None, *own):
                yield meeting.meeting_screen(words, one, invited, replies, marks, ZONE, now)
                yield meeting.meeting_screen(words, one, invited, None, None, ZONE, now)
        yield meeting.file_screen(words, one, "b", ZONE, NOW)
        yield meeting.cancel_screen(words, one, 1000, ZONE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_screens_are_short_and_every_button_fits(language: str) -> None:
    for screen in every_screen(Words(language)):
        assert utf16_length(plain(screen.text)) <= 900, plain(screen.text)
        assert sum(len(row) for row in screen.rows) <= 8, plain(screen.text)
        assert screen.rows
        screen_to_data(screen)
        for row in screen.rows:
            for button in row:
                assert isinstance(button.to, str) or len(button.to.pack()) <= 64


def test_whose_meeting_it_is_reads_differently_for_each_scope() -> None:
    drawn = {plain(notices.news_screen(Words("en"), replace(MEETING, scope=one), News.CALLED,
                                       ZONE).text) for one in SCOPES}  # fmt: skip
    assert len(drawn) == len(SCOPES)
