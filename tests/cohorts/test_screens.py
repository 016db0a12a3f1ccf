"""Every screen of cohorts, in every language: short, few buttons, addresses that fit."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest

from bot import places
from bot.cohorts import screens
from bot.cohorts.addresses import AskNewDue, OpenMilestone
from bot.cohorts.rules import Cohort, Milestone, Part
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen, screen_to_data
from bot.kit.text import plain, utf16_length
from bot.people.countries import ZONES
from bot.people.rules import Sector

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LONG_ID = 9_999_999_999
AUTUMN = Cohort(
    LONG_ID, "p", "A" * 60, "GB", Sector.INTEGRATION, "Europe/London",
    date(2026, 9, 1), date(2027, 9, 30),
)  # fmt: skip
DRAFT = Milestone(LONG_ID, LONG_ID, "M" * 60, date(2026, 11, 20), time(17), "Europe/London")


def every_screen(words: Words) -> Iterator[Screen]:
    for cohorts in ([], [AUTUMN] * screens.A_PAGE):
        for may_make in (True, False):
            yield screens.cohorts_screen(
                words, cohorts, {LONG_ID: 30}, 1, more=True, may_make=may_make
            )
    for part in Part:
        yield screens.part_screen(words, part, list(ZONES), 2, NOW)
    yield screens.cohort_screen(words, AUTUMN, 0, 0)
    yield screens.milestones_screen(words, AUTUMN, [DRAFT] * 12, 1, NOW)
    yield screens.milestones_screen(words, AUTUMN, [], 0, NOW)
    yield screens.title_screen(words, AskNewDue(LONG_ID), OpenMilestone(LONG_ID))
    yield screens.due_screen(words, AUTUMN, AskNewDue(LONG_ID), places.OpenHome(), NOW)
    yield screens.milestone_screen(words, DRAFT, NOW)
    yield screens.deletion_screen(words, DRAFT)
    yield screens.timeline_screen(words, [AUTUMN] * 2, [DRAFT] * 6, "Europe/London", NOW)
    yield screens.timeline_screen(words, [], [], "Europe/London", NOW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_screens_are_short_and_every_button_fits(language: str) -> None:
    for screen in every_screen(Words(language)):
        assert utf16_length(plain(screen.text)) <= 900, plain(screen.text)
        assert sum(len(row) for row in screen.rows) <= 8, plain(screen.text)
        assert screen.rows
        screen_to_data(screen)


def test_what_is_over_says_so_in_words() -> None:
    screen = screens.milestone_screen(Words("en"), DRAFT, NOW)
    assert "20 November 2026, 17:00 (over)" in plain(screen.text)
