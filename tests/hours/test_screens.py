"""Every screen of working hours fits, in every language, at its fullest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bot.hours import screens
from bot.hours.rules.calendar import Away
from bot.hours.rules.setting import Setting
from bot.hours.rules.week import PRESETS, Preset, Span
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen
from bot.kit.text import plain
from bot.people.rules import Person, Role
from tests.tutoring.threads import person

LONG = "Ελένη Παπαδοπούλου-Κωνσταντινοπουλίδου του Αλεξάνδρου της Θεσσαλονίκης"
GRETA = person(2, "Greta", Role.TUTOR)
NIKOS = person(9, LONG, Role.TUTOR)
TODAY = date(2026, 11, 24)
FULL = tuple(
    tuple(Span(hour * 60, hour * 60 + 180) for hour in (first, first + 6, first + 12))
    for first in (1, 2, 1, 2, 1, 2, 1)
)
AWAY = [Away(date(2026, 12, 23), date(2027, 1, 6), 9, 2**31 - 1 - n) for n in range(9)]


def drawn(words: Words, who: Person) -> Iterator[Screen]:
    everything = frozenset(LANGUAGES)
    settings = [
        Setting("Europe/Stockholm"),
        Setting("Europe/Stockholm", PRESETS[Preset.OFFICE], "SE"),
        Setting("Asia/Nicosia", FULL, "GR", everything),
        Setting("Asia/Nicosia", FULL, "XX", everything),
    ]
    for setting in settings:
        yield screens.hours_screen(words, who, setting, AWAY, {9: NIKOS}, TODAY)
        yield screens.week_screen(words, setting)
        yield screens.days_screen(words, setting)
        yield from (screens.day_screen(words, setting, day) for day in range(7))
        yield screens.languages_screen(words, who, setting)
    yield screens.away_screen(words, AWAY, {9: NIKOS})
    yield screens.away_screen(words, [], {})
    yield screens.write_away_screen(words)
    for page in (0, 1, 99):
        yield screens.deputies_screen(words, AWAY[0], NIKOS, [NIKOS] * 9, page)
        yield screens.deputies_screen(words, AWAY[0], None, [], page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_fits(language: str) -> None:
    for screen in drawn(Words(language), replace(GRETA, language=language)):
        buttons = [button for row in screen.rows for button in row]
        assert len(plain(screen.text)) <= 900
        assert 1 <= len(buttons) <= 8
        assert all(len(button.label) <= 44 for button in buttons)
        assert all(len(one.to.pack()) <= 64 for one in buttons if not isinstance(one.to, str))


def test_days_with_the_same_hours_are_one_line() -> None:
    setting = Setting("Europe/Stockholm", PRESETS[Preset.OFFICE], "SE")
    shown = plain(screens.hours_screen(Words("en"), GRETA, setting, [], {}, TODAY).text)
    assert "Monday – Friday: 09:00–17:00" in shown
    assert "Next: 25 December 2026, Christmas Day" in shown
    assert "Stockholm" in shown
