"""What a piece holds, as its trainee sees it, and one file, text or link of it."""

from __future__ import annotations

from typing import Final

from bot import places
from bot.evidence.addresses import (
    AddTo,
    OpenContents,
    OpenEntry,
    PutBack,
    ReadFeedback,
    TakeOut,
)
from bot.evidence.rules.entries import Entry, EntryState, pages_in, pages_of
from bot.evidence.rules.holds import shown_of
from bot.evidence.rules.pieces import Opened, Piece
from bot.evidence.screens.parts import (
    attachment_of,
    back_button,
    entry_line,
    entry_name,
    feedback_heading,
    label,
    listed_line,
    short_title,
    witness_button,
)
from bot.evidence.screens.positions import place_line, question_line, settling_buttons
from bot.evidence.sending_addresses import SendInto
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs

ENTRIES_A_PAGE: Final = 4


def contents_screen(words: Words, opened: Opened, page: int) -> Screen:
    """A page of everything in it, each opened by its button."""
    piece = opened.piece
    public = piece.public_id
    witness = witness_button(words, piece)
    shown, navigation = paged(
        words,
        opened.entries,
        page,
        ENTRIES_A_PAGE - (witness is not None),
        lambda to: OpenContents(public, to),
    )
    listed = lines(
        *(lines(listed_line(words, entry), question_line(words, entry)) for entry in shown)
    )
    opening = [
        Button(label(entry_name(words, entry)), OpenEntry(public, entry.id))
        for entry in shown
        if entry.state is not EntryState.PURGED
    ]
    more = Button(words("evidence.step.content"), AddTo(public)) if piece.is_draft else None
    back = back_button(words, places.OpenPieceOfEvidence(public))
    return Screen(
        paragraphs(
            bold(short_title(words, piece.outcome, piece.kind)),
            listed or words("evidence.nothing_in_it"),
        ),
        (*button_rows(*opening), *navigation, *button_rows(witness, more, back, per_row=2)),
        expects=SendInto(public) if piece.is_draft else None,
        shows=shown_of(piece.id),
    )


def entry_screen(words: Words, piece: Piece, entry: Entry, page: int) -> Screen:
    """The file itself with its facts, or the whole text in pages."""
    public = piece.public_id
    can_go = piece.is_draft and entry.state is not EntryState.ARRIVING
    (shown,), navigation = paged(
        words, pages_in(entry), page, 1, lambda to: OpenEntry(public, entry.id, to)
    )
    out = Button(words("evidence.button.out"), TakeOut(public, entry.id)) if can_go else None
    return Screen(
        paragraphs(entry_line(words, entry), place_line(words, entry), shown),
        (
            *navigation,
            *settling_buttons(words, piece, entry),
            *button_rows(
                out, _data_button(words, piece, entry), back_button(words, OpenContents(public))
            ),
        ),
        attachment=attachment_of(words, entry),
        shows=shown_of(piece.id),
    )


def _data_button(words: Words, piece: Piece, entry: Entry) -> Button | None:
    """The way to report an own part, or to what can be done with one that is held back."""
    if entry.state not in (EntryState.STORED, EntryState.QUARANTINED, EntryState.WITHHELD):
        return None
    which = "now" if entry.state is EntryState.WITHHELD else "report"
    to = places.ReportClientData(piece.public_id, entry.id)
    return Button(words(f"evidence.hold.button.{which}"), to)


def taken_out_screen(words: Words, piece: Piece, entry_id: int) -> Screen:
    """It is out, and can still be had back."""
    public = piece.public_id
    return Screen(
        words.text("evidence.taken_out"),
        button_rows(
            Button(words("evidence.button.undo"), PutBack(public, entry_id)),
            back_button(words, OpenContents(public)),
        ),
    )


def feedback_screen(words: Words, opened: Opened, which: int, page: int, zone: str) -> Screen:
    """One tutor's feedback, in pages; earlier ones stand behind it. There is at least one."""
    which = min(max(which, 0), len(opened.feedback) - 1)
    said, public = opened.feedback[which], opened.piece.public_id
    (shown,), navigation = paged(
        words, pages_of(said.text), page, 1, lambda to: ReadFeedback(public, which, to)
    )
    earlier = Button(words("evidence.button.earlier"), ReadFeedback(public, which + 1))
    back = back_button(words, places.OpenPieceOfEvidence(public))
    return Screen(
        paragraphs(feedback_heading(words, said), shown, words.moment(said.given_at, zone)),
        (
            *navigation,
            *button_rows(earlier if which + 1 < len(opened.feedback) else None, back),
        ),
        attachment=said.media,
        replies_to=places.AskTutor("evidence", public),
    )
