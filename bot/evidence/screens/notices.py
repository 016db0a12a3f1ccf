"""What people are told about evidence while they are elsewhere; nobody's place moves."""

from __future__ import annotations

from typing import Final

from bot import places
from bot.evidence.addresses import AddTo
from bot.evidence.rules.entries import Counts, Entry, EntryState, shortened
from bot.evidence.rules.holds import receipt_of
from bot.evidence.rules.pieces import Feedback, Piece
from bot.evidence.screens.parts import (
    counts_line,
    entry_name,
    facts_of,
    outcome_title,
    reason_of,
    short_title,
)
from bot.evidence.screens.positions import receipt_line, receipt_rows
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, quote

SAID: Final = 650


def receipt(words: Words, piece: Piece, entry: Entry, counts: Counts) -> Screen:
    """Number, name, size and outcome of a file that lies in the store; this message stays.

    Of one in quarantine it says what is still to come.
    """
    number, waits = bold(str(entry.number)), entry.state is EntryState.QUARANTINED
    return Screen(
        paragraphs(
            lines(
                words.text("evidence.receipt_unchecked", n=number)
                if waits
                else words.text("evidence.receipt", n=number),
                f"{entry_name(words, entry)} ({facts_of(words, entry)})",
                outcome_title(words, piece.outcome),
            ),
            words("evidence.will_be_checked") if waits else "",
            receipt_line(words, entry),
            _now(words, counts),
            _before_more(words, counts),
        ),
        (*receipt_rows(words, piece, entry), *_onward(words, piece, counts)),
        replies_to=AddTo(piece.public_id),
        stays=True,
        shows=receipt_of(piece.id, entry.id),
    )


def _before_more(words: Words, counts: Counts) -> str:
    """A reply adds to the piece: under the last message alone, as the way on."""
    return "" if counts.arriving else words("evidence.remove_names")


def _now(words: Words, counts: Counts) -> str:
    return words("evidence.now", counts=counts_line(words, counts))


def _onward(words: Words, piece: Piece, counts: Counts) -> Rows:
    """A way on under the last message alone, so that an album ends in one button."""
    if counts.arriving:
        return ()
    return button_rows(
        Button(words("evidence.button.open"), places.OpenPieceOfEvidence(piece.public_id))
    )


def checked_notice(words: Words, piece: Piece, entry: Entry, counts: Counts) -> Screen:
    """A file that was in quarantine is clean and stored."""
    return Screen(
        paragraphs(
            lines(
                words.text("evidence.checked", n=bold(str(entry.number))),
                f"{entry_name(words, entry)} ({facts_of(words, entry)})",
            ),
            bold(short_title(words, piece.outcome, piece.kind)),
            _now(words, counts),
        ),
        _onward(words, piece, counts),
        stays=True,
    )


def refused_notice(words: Words, piece: Piece, entry: Entry, counts: Counts) -> Screen:
    """Why a file was not kept, and what to do."""
    name = bold(entry_name(words, entry))
    return Screen(
        paragraphs(
            lines(words.text("evidence.not_kept", name=name), reason_of(words, entry)),
            _now(words, counts),
            _before_more(words, counts),
        ),
        _onward(words, piece, counts),
        replies_to=AddTo(piece.public_id),
        stays=True,
    )


def waiting_notice(words: Words, piece: Piece, entry: Entry, counts: Counts) -> Screen:
    """It takes longer, and goes on by itself."""
    return Screen(
        paragraphs(
            words.count_text(
                "evidence.takes_longer", counts.arriving, name=bold(entry_name(words, entry))
            ),
            bold(short_title(words, piece.outcome, piece.kind)),
        ),
        replies_to=AddTo(piece.public_id),
    )


def feedback_notice(words: Words, piece: Piece, feedback: Feedback) -> Screen:
    """What a tutor said. A Telegram reply to it asks the tutors about this piece."""
    public = piece.public_id
    return Screen(
        paragraphs(
            _heading(words, piece, feedback),
            quote(shortened(feedback.text, SAID)) if feedback.text else "",
            words("evidence.feedback_reply"),
        ),
        button_rows(Button(words("evidence.button.open"), places.OpenPieceOfEvidence(public))),
        attachment=feedback.media,
        replies_to=places.AskTutor("evidence", public),
        stays=True,
    )


def _heading(words: Words, piece: Piece, feedback: Feedback) -> Text:
    return words.text(
        "evidence.feedback_from",
        name=bold(feedback.tutor),
        title=bold(short_title(words, piece.outcome, piece.kind)),
        n=feedback.version,
    )


def submitted_notice(words: Words, piece: Piece, trainee: str) -> Screen:
    """For tutors: a version waits."""
    return _for_tutors(words, piece, "submitted_notice", trainee)


def all_checked_notice(words: Words, piece: Piece, trainee: str) -> Screen:
    """For tutors: nothing in a version is in quarantine any more."""
    return _for_tutors(words, piece, "all_checked", trainee)


def _for_tutors(words: Words, piece: Piece, key: str, trainee: str) -> Screen:
    return Screen(
        words.text(
            f"evidence.{key}",
            name=bold(trainee),
            title=bold(short_title(words, piece.outcome, piece.kind)),
            n=piece.version,
        ),
        button_rows(
            Button(words("evidence.button.review"), places.OpenPieceOfEvidence(piece.public_id))
        ),
        stays=True,
    )
