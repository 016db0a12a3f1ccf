"""Sending things into a draft: one screen until *Done*, which says how everything stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.evidence.addresses import AddTo
from bot.evidence.rules.entries import Entry, EntryState, Why, count
from bot.evidence.rules.pieces import Opened, Piece
from bot.evidence.screens.parts import (
    counts_line,
    entry_line,
    home_button,
    outcome_title,
    short_title,
    witness_button,
)
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs

REFUSED_SHOWN: Final = 3


def collect_screen(words: Words, opened: Opened, limit_mb: int) -> Screen:
    """Takes the next file, text or link; built from what is there, whatever came in between."""
    entries = opened.entries
    how = _status(words, entries) if entries else _beginning(words, opened, limit_mb)
    return _collecting(words, opened.piece, how, is_empty=not entries)


def _collecting(words: Words, piece: Piece, how: Text, *, is_empty: bool = False) -> Screen:
    """While nothing is in it asking a witness comes first, where somebody can confirm it."""
    public = piece.public_id
    done = Button(words("kit.done"), places.OpenPieceOfEvidence(public))
    witness = witness_button(words, piece)
    return Screen(
        paragraphs(bold(short_title(words, piece.outcome, piece.kind)), how),
        button_rows(*((witness, done) if is_empty else (done, witness)), home_button(words)),
        expects=AddTo(public),
    )


def mended_screen(words: Words, opened: Opened, number: int | None) -> Screen:
    """Takes what stands in for the part with this receipt's number, which is out of the draft."""
    left = words("evidence.hold.left_out", n=number) if number else ""
    return _collecting(
        words,
        opened.piece,
        paragraphs(
            " ".join(filter(None, (words("evidence.hold.send_now"), left))),
            words("evidence.remove_names"),
        ),
    )


def _beginning(words: Words, opened: Opened, limit_mb: int) -> Text:
    return paragraphs(
        outcome_title(words, opened.piece.outcome),
        bold(words("evidence.remove_names")),
        words("evidence.collect_how"),
        words("evidence.limits", limit=limit_mb),
    )


def _status(words: Words, entries: Sequence[Entry]) -> Text:
    refused = [entry for entry in entries if entry.reason == Why.TOO_LARGE]  # told nowhere else
    hidden = len(refused) - REFUSED_SHOWN
    return paragraphs(
        words("evidence.now", counts=counts_line(words, count(entries))),
        lines(
            *(entry_line(words, entry) for entry in refused[-REFUSED_SHOWN:]),
            words.count("evidence.more_refused", hidden) if hidden > 0 else "",
        ),
        _last_words(words, entries),
        words("evidence.send_more"),
        words("evidence.remove_names"),
    )


def _last_words(words: Words, entries: Sequence[Entry]) -> Text:
    """A text or link that came last is named with its number: that is its receipt."""
    last = entries[-1]
    if last.state is not EntryState.STORED or not last.text:
        return ()
    return entry_line(words, last)
