"""Every screen of reminders in every language: short, few buttons, a way on, no place moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot import places
from bot.cohorts.rules import Milestone
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen, screen_from_data, screen_to_data
from bot.kit.text import plain, utf16_length
from bot.meetings.rules.meeting import Audience, Meeting, Scope
from bot.people.rules import Person
from bot.reminders import screens
from bot.reminders.rules.deciding import Reminder
from bot.reminders.rules.facts import Frequency, Kind, Preference, Source, Waiting

NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)
AMINA = Person(
    1, "p", 10, "Amina", "en", "Europe/Stockholm",
    study_days=tuple(range(7)), study_time=time(22), weekly_budget=5,
)  # fmt: skip
MILESTONES = tuple(
    Milestone(n, 1, "M" * 60, date(2026, 12, 1), time(17), "Europe/Stockholm") for n in range(9)
)
MEETINGS = tuple(
    Meeting(
        n, "p", Scope(Audience.STAFF), "T" * 60, date(2026, 12, 1), time(17), 60, "P" * 200,
        "Europe/Stockholm",
    )
    for n in range(3)
)  # fmt: skip
ANSWER = Waiting(Source.ANSWER, 1, "q7k2m9", NOW)
FEEDBACK = Waiting(Source.FEEDBACK, 2, "e4x8p3", NOW)


def reminder(kind: Kind, *waiting: Waiting, again: bool = False) -> Reminder:
    waits = waiting or (ANSWER, FEEDBACK)
    return Reminder(kind, ("key",), again, NOW, 14, MILESTONES, waits, MEETINGS)


def fits(screen: Screen) -> None:
    assert utf16_length(plain(screen.text)) <= 900, plain(screen.text)
    assert 0 < sum(len(row) for row in screen.rows) <= 8
    assert screen_from_data(screen_to_data(screen)) == screen
    assert screen.expects is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_reminders_fit(language: str, kind: Kind) -> None:
    words = Words(language)
    for again in (False, True):
        fits(screens.reminder_screen(words, reminder(kind, again=again), AMINA.zone))
    fits(screens.again_screen(words, AMINA, kind, NOW, is_late=True))
    for frequency in Frequency:
        fits(screens.turned_screen(words, kind, frequency, Frequency.ON))
        fits(screens.undone_screen(words, kind, frequency))
        fits(screens.kind_screen(words, kind, frequency))


@pytest.mark.parametrize("language", LANGUAGES)
def test_settings_fit_with_everything_in_them(language: str) -> None:
    again = Preference(Frequency.FEWER, NOW + timedelta(hours=2))
    chosen = dict.fromkeys(Kind, again)
    fits(screens.settings_screen(Words(language), AMINA, chosen, 5, NOW))
    fits(screens.settings_screen(Words(language), replace(AMINA, study_days=()), {}, 5, NOW))
    for most in (0, 1, 5, 6, 50):
        fits(screens.budget_screen(Words(language), AMINA, most))


@pytest.mark.parametrize(
    ("waiting", "to"),
    [
        ((ANSWER,), places.OpenQuestion("q7k2m9")),
        ((ANSWER, ANSWER), places.OpenQuestions()),
        ((FEEDBACK,), places.OpenPieceOfEvidence("e4x8p3")),
        ((FEEDBACK, FEEDBACK), places.OpenEvidence()),
        ((ANSWER, FEEDBACK), places.OpenHome()),
    ],
)
def test_the_first_button_leads_to_what_waits(
    waiting: tuple[Waiting, ...], to: places.Address
) -> None:
    screen = screens.reminder_screen(Words("en"), reminder(Kind.WAITING, *waiting), AMINA.zone)
    assert screen.rows[0][0].to == to


def test_once_more_that_is_past_is_not_shown() -> None:
    chosen = {Kind.STUDY: Preference(snoozed_until=NOW)}
    assert "once more" not in plain(
        screens.settings_screen(Words("en"), AMINA, chosen, 5, NOW).text
    )


def test_numbers_to_choose_from_end_with_the_programmes() -> None:
    assert screens.budget_choices(0) == [0]
    assert screens.budget_choices(5) == [0, 1, 2, 3, 4, 5]
    assert screens.budget_choices(12) == [0, 1, 2, 3, 5, 12]
