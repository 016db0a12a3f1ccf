"""The timeline in every language: short, few buttons."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from bot.cohorts.rules import Cohort, Milestone
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.text import plain, utf16_length
from bot.meetings.rules.meeting import Attendance, Audience, Invited, Meeting, Reply, Scope
from bot.timeline.rules import Dated
from bot.timeline.screens import calendar_screen, timeline_screen

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LONG = 2**31 - 1
COHORT = Cohort(
    LONG, "p", "A" * 60, "GB", None, "Europe/London", date(2026, 9, 1), date(2027, 9, 30)
)
MEETING = Meeting(
    LONG, "p", Scope(Audience.COHORT, LONG, "GB", "A" * 60), "T" * 60, date(2026, 12, 1),
    time(17), 60, "P" * 200, "Europe/London",
)  # fmt: skip
DUE = Milestone(LONG, LONG, "M" * 60, date(2026, 12, 20), time(17), "Europe/London")
DATED = [
    Dated(NOW, milestone=DUE),
    *(Dated(NOW, invited=Invited(MEETING, reply)) for reply in (None, *Reply)),
    *(Dated(NOW, invited=Invited(MEETING, None, mark)) for mark in Attendance),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_screens_are_short_and_every_button_fits(language: str) -> None:
    words = Words(language)
    drawn = [
        timeline_screen(
            words, cohorts, {LONG: ["N" * 30] * 9}, dated, "Asia/Nicosia", NOW,
            past=past, page=page,
        )
        for cohorts in ([], [COHORT] * 2)
        for dated in ([], DATED * 3)
        for past in (True, False)
        for page in (0, 1, 2)
    ]  # fmt: skip
    drawn.append(calendar_screen(words, [], "b", NOW))
    for screen in drawn:
        assert utf16_length(plain(screen.text)) <= 900, plain(screen.text)
        assert sum(len(row) for row in screen.rows) <= 8
        for row in screen.rows:
            for button in row:
                assert isinstance(button.to, str) or len(button.to.pack()) <= 64
