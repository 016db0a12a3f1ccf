"""Every screen of cohorts, in every language: short, few buttons, addresses that fit."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot import places
from bot.cohorts.actions.moving import MilestoneMove
from bot.cohorts.addresses import AskNewDue, OpenMilestone
from bot.cohorts.rules import Cohort, Milestone, Move, Part
from bot.cohorts.screens import groups as screens
from bot.cohorts.screens import moving
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen, screen_to_data
from bot.kit.text import plain, utf16_length
from bot.people.countries import ZONES
from bot.people.rules import Role, Sector

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
    names = {Role.TUTOR: ["N" * 60] * 9, Role.COORDINATOR: ["Carla"]}
    yield screens.cohort_screen(words, AUTUMN, 0, 0, {})
    yield screens.cohort_screen(words, AUTUMN, 1000, 100, names)
    yield screens.milestones_screen(words, AUTUMN, [DRAFT] * 12, 1, NOW)
    yield screens.milestones_screen(words, AUTUMN, [], 0, NOW)
    yield screens.title_screen(words, AskNewDue(LONG_ID), OpenMilestone(LONG_ID))
    yield screens.due_screen(words, AUTUMN, AskNewDue(LONG_ID), places.OpenHome(), NOW)
    yield screens.milestone_screen(words, DRAFT, NOW)
    yield screens.deletion_screen(words, DRAFT)
    yield moving.start_screen(words, AUTUMN, NOW)
    yield moving.end_screen(words, AUTUMN, date(2026, 10, 1), NOW)
    for along in ((), ((DRAFT, DRAFT),) * 9):
        move = Move(AUTUMN, date(2026, 10, 1), date(2027, 9, 30), along, (DRAFT,))
        yield moving.move_screen(words, move, 1000)
        dates = (date(2026, 9, 1), date(2027, 9, 30))
        yield moving.news_screen(words, moving.News("G" * 60, dates, dates, along), "Asia/Nicosia")
    yield moving.move_screen(words, Move(AUTUMN, AUTUMN.starts_on, AUTUMN.ends_on), 3)
    yield moving.milestone_move_screen(words, MilestoneMove(DRAFT, DRAFT, 1000), NOW)


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


def test_what_is_told_survives_the_queue() -> None:
    other = replace(DRAFT, due_on=date(2026, 12, 1))
    dates = (date(2026, 9, 1), date(2027, 9, 30)), (date(2026, 9, 8), date(2027, 9, 30))
    for news in (moving.News("G", *dates, ((DRAFT, other),)), moving.News("G")):
        again = moving.News.from_data(json.loads(json.dumps(news.to_data())))
        for words in map(Words, LANGUAGES):
            assert moving.news_screen(words, again, "UTC") == moving.news_screen(words, news, "UTC")
