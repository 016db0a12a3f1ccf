"""What staff are told about files that are not as they were stored."""

from __future__ import annotations

from bot.evidence.rules.entries import Entry
from bot.evidence.rules.pieces import Piece
from bot.evidence.screens.parts import home_button, short_title
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Screen, button_rows
from bot.kit.text import bold


def lost_notice(words: Words, piece: Piece, entry: Entry, owner: str) -> Screen:
    """For coordinators: a trainee has to send a file again."""
    return Screen(
        words.text(
            "evidence.lost_notice",
            name=bold(owner),
            n=entry.number or 0,
            title=bold(short_title(words, piece.outcome, piece.kind)),
        ),
        button_rows(home_button(words)),
        stays=True,
    )


def night_notice(words: Words, found: int, looked_at: int) -> Screen:
    """For coordinators and administrators, after a night that found something."""
    return Screen(
        words.count_text("evidence.night_notice", found, of=words.number(looked_at)),
        button_rows(home_button(words)),
        stays=True,
    )
