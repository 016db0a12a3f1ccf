"""Every screen about a place in a file fits a phone in every language."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.curriculum.curriculum import Curriculum
from bot.evidence.rules.entries import Counts, Entry, EntryState
from bot.evidence.rules.pieces import Opened, Piece, State
from bot.evidence.rules.positions import Position
from bot.evidence.screens import contents, notices
from bot.evidence.screens import piece as pieces
from bot.evidence.screens import positions as screens
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen
from bot.kit.text import plain
from tests.evidence.conftest import NOW
from tests.evidence.test_rules import piece
from tests.evidence.test_screens import file

COUNTS = Counts(30, 0, 30, 30)


def draft(**values: object) -> Piece:
    return piece(public_id="abcdefghjk", outcome="7.2", context="x" * 300, **values)


def photo(position: Position) -> Entry:
    return replace(file(1, EntryState.STORED), position=position, caption="")


def all_screens(words: Words) -> Iterator[Screen]:
    for position in Position:
        entry = photo(position)
        opened = Opened(draft(), tuple(replace(entry, id=n) for n in range(1, 5)))
        yield screens.place_screen(words, opened.piece, entry)
        yield screens.settled_screen(words, opened, entry)
        yield screens.removed_notice(words, opened.piece, entry, COUNTS)
        yield screens.stays_notice(words, opened.piece, entry, COUNTS)
        yield contents.contents_screen(words, opened, 0)
        yield contents.entry_screen(words, opened.piece, entry, 0)
        yield notices.receipt(words, opened.piece, entry, Counts(1))
        yield pieces.piece_screen(words, opened, "Europe/Stockholm")
    yield screens.always_screen(words, draft())
    yield screens.asked_again_screen(words, draft())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_fits_a_phone_and_leads_on(language: str, content: Curriculum) -> None:
    for screen in all_screens(Words(language)):
        buttons = [button for row in screen.rows for button in row]
        assert len(plain(screen.text)) <= 900
        assert 1 <= len(buttons) <= 8, [button.label for button in buttons]


def test_nothing_can_be_chosen_once_it_is_handed_in(content: Curriculum) -> None:
    done = draft(state=State.SUBMITTED, submitted_at=NOW)
    screen = screens.place_screen(Words("en"), done, photo(Position.KEPT))
    assert [b.label for row in screen.rows for b in row] == ["Back"]
