"""Recruitment fits a phone in every language, and a screen reader gets all of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.kit.i18n import LANGUAGES, Words
from bot.kit.text import plain
from bot.people.rules import Person
from bot.reports.rules import SECTORS, recruit
from bot.reports.screens import recruitment_screen

CARLA = Person(1, "carla", 42, "Carla", "en", "UTC")
CODES = ("AT", "CY", "DE", "ES", "GB", "GR", "IS", "SE", "")
FULL = {(code, sector): 9_999 for code in CODES for sector in SECTORS}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("own", [None, frozenset({"SE"})])
@pytest.mark.parametrize("page", [0, 2, 9999])
def test_every_page_fits(language: str, own: frozenset[str] | None, page: int) -> None:
    small = {("FI", "public"): 2, ("GB", "public"): 2, ("GB", "integration"): 6}
    screen = recruitment_screen(Words(language), CARLA, recruit(FULL | small, own, 80), page)
    assert len(plain(screen.text)) <= 900
    assert 1 <= sum(map(len, screen.rows)) <= 8


def test_whoever_has_a_screen_reader_hears_numbers_and_no_blocks() -> None:
    found = recruit({("SE", "public"): 37}, None, 80)
    spoken = replace(CARLA, new_messages=True)
    said = plain(recruitment_screen(Words("en"), spoken, found, 0).text)
    assert "37 of 80 learners have joined: 46% of the target." in said
    assert "Sweden: 37" in said
    assert "▓" not in said
    assert "▓▓▓▓░░░░░░" in plain(recruitment_screen(Words("en"), CARLA, found, 0).text)
