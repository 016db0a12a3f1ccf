"""What its owner is told of a draft or a file that goes by itself in a while."""

from __future__ import annotations

from datetime import date

from bot import places
from bot.evidence.rules.entries import Entry
from bot.evidence.rules.pieces import Piece
from bot.evidence.screens.parts import entry_name, home_button, short_title
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, paragraphs


def draft_notice(words: Words, piece: Piece, day: date, days: int) -> Screen:
    """Any change of it keeps it."""
    said = words.count("evidence.going.draft", days, day=words.date(day))
    return _notice(words, piece, said)


def file_notice(words: Words, piece: Piece, entry: Entry, day: date) -> Screen:
    name = entry_name(words, entry)
    return _notice(words, piece, words("evidence.going.file", name=name, day=words.date(day)))


def _notice(words: Words, piece: Piece, said: str | Text) -> Screen:
    return Screen(
        paragraphs(bold(short_title(words, piece.outcome, piece.kind)), said),
        button_rows(
            Button(words("evidence.button.open"), places.OpenPieceOfEvidence(piece.public_id)),
            home_button(words),
        ),
        stays=True,
    )
