"""Every screen of privacy fits a phone in every language and has a way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from bot.erasers import ERASERS
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen
from bot.kit.text import plain
from bot.privacy.rules.duties import Open
from bot.privacy.rules.exports import Standing
from bot.privacy.rules.retention import PERIODS
from bot.privacy.screens import exporting, forgetting, periods

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
ZONE = "Europe/Athens"


def on_the_way_out(words: Words) -> Iterator[Screen]:
    declared = [one for eraser in ERASERS for one in eraser.kept]
    kept = [one.what for one in declared]
    duties = [duty for eraser in ERASERS for duty in eraser.duties]
    yield forgetting.forget_screen(words)
    yield from (forgetting.stays_screen(words, kept, page) for page in range(-1, 6))
    yield forgetting.stays_screen(words, [one.what for one in declared if not one.staff])
    yield forgetting.duties_screen(words, [Open(d.what, 12, d.blocks) for d in duties])
    yield forgetting.duties_screen(words, [Open("questions", 1, blocks=False)])
    yield forgetting.confirm_screen(words, wrong=True)


def of_data(words: Words) -> Iterator[Screen]:
    standings = [
        Standing(may_make=True),
        Standing(may_make=False, making=True),
        Standing(False, False, True, 12, NOW, NOW),
    ]
    yield from (exporting.data_screen(words, standing, ZONE) for standing in standings)
    yield exporting.document_screen(words, "exports/aa/a", "my-data.zip", NOW, ZONE)
    yield exporting.part_screen(words, "exports/aa/a", "my-data-01.zip", NOW, ZONE, 1, 12)
    yield exporting.link_screen(words, "https://example.org/file/x", 10**9, NOW, ZONE)
    yield exporting.too_large_screen(words, 10**9, "privacy@example.org")
    yield exporting.failed_screen(words, "privacy@example.org")


def of_periods(words: Words) -> Iterator[Screen]:
    counts = {period.kind: 12_345 for period in PERIODS if period.shown and period.days}
    yield from (periods.periods_screen(words, page) for page in range(-1, 4))
    yield periods.list_screen(words, counts)
    yield periods.held_screen(words, NOW, ZONE)
    yield periods.inactive_screen(words, date(2024, 11, 1), date(2026, 12, 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_fits_and_leads_somewhere(language: str) -> None:
    words = Words(language)
    for screen in (*on_the_way_out(words), *of_data(words), *of_periods(words)):
        buttons = [button for row in screen.rows for button in row]
        assert len(plain(screen.text)) <= 900, plain(screen.text)
        assert 0 < len(buttons) <= 8
        assert len({button.label for button in buttons}) == len(buttons)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_message_needs_no_button(language: str) -> None:
    for asked in (True, False):
        screen = forgetting.erased_screen(Words(language), "abc", NOW, ZONE, asked=asked)
        assert "abc" in plain(screen.text)
        assert len(plain(screen.text)) <= 900
    assert plain(forgetting.progress_screen(Words(language), 1, 4).text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_slice_that_holds_something_says_what(language: str) -> None:
    for eraser in ERASERS:
        assert not eraser.rows or Words(language)(f"privacy.slice.{eraser.slice}")
