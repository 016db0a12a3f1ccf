"""Every screen with a picture of a file fits a phone in every language."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.curriculum.curriculum import Curriculum
from bot.evidence.rules.entries import EntryState
from bot.evidence.rules.positions import Position
from bot.evidence.rules.previews import Preview, is_shown_so
from bot.evidence.screens.previews import preview_screen
from bot.kit.files.filetype import Family
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen
from bot.kit.text import plain
from tests.evidence.test_screens import file, review

PREVIEW = Preview(1, 1, 0, "evidence_previews/ab/x", 1, "0" * 64)


def all_screens(words: Words, content: Curriculum) -> Iterator[Screen]:
    now, entry = review(content), file(1, EntryState.STORED)
    for page in (-1, 0, 5, 99):
        many = replace(entry, preview="made", pages=123456)
        yield preview_screen(words, now, many, PREVIEW, page)
    yield preview_screen(words, now, replace(entry, preview="made", pages=1), PREVIEW, 0)
    yield preview_screen(words, now, replace(entry, preview="failed", pages=0), None, 0)
    yield preview_screen(words, now, entry, None, 7)
    yield preview_screen(words, now, replace(entry, extension="docx"), None, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_fits_a_phone_and_leads_on(language: str, content: Curriculum) -> None:
    for screen in all_screens(Words(language), content):
        buttons = [button for row in screen.rows for button in row]
        assert len(plain(screen.text)) <= 900
        assert 2 <= len(buttons) <= 8


def test_only_what_others_may_have_is_shown() -> None:
    entry = file(1, EntryState.STORED)
    assert is_shown_so(entry)
    assert not is_shown_so(replace(entry, position=Position.OPEN))
    assert not is_shown_so(file(1, EntryState.QUARANTINED))
    assert not is_shown_so(replace(entry, family=Family.VIDEO))
