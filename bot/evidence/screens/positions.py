"""Whether the place stays in a file that says where it was made."""

from __future__ import annotations

from bot import places
from bot.evidence.addresses import (
    AddTo,
    AlwaysRemovePlace,
    AskPlace,
    AskPlaceAgain,
    OpenContents,
    OpenEntry,
    SettlePlace,
)
from bot.evidence.rules.entries import Counts, Entry
from bot.evidence.rules.pieces import Opened, Piece, can_be_replaced, first_open
from bot.evidence.rules.positions import Position
from bot.evidence.screens.parts import (
    back_button,
    counts_line,
    entry_line,
    entry_name,
    number_of,
)
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import bold, paragraphs


def settling_buttons(words: Words, piece: Piece, entry: Entry) -> Rows:
    """Remove the place, keep it, or remove it from now on; as long as that is possible."""
    public = piece.public_id
    if entry.position not in (Position.OPEN, Position.KEPT) or not can_be_replaced(piece, entry):
        return ()
    remove = Button(words("evidence.place.remove"), SettlePlace(public, entry.id, remove=True))
    if entry.position is Position.KEPT:
        return button_rows(remove)
    keep = Button(words("evidence.place.keep"), SettlePlace(public, entry.id, remove=False))
    always = Button(words("evidence.place.always"), AlwaysRemovePlace(public, entry.id))
    return (remove, keep), (always,)


def place_line(words: Words, entry: Entry) -> str:
    """How it stands with the place in a file; empty for a file that names none."""
    return words(f"evidence.place.{entry.position}") if entry.position else ""


def question_line(words: Words, entry: Entry) -> str:
    """The question alone, where it is open."""
    return place_line(words, entry) if entry.position is Position.OPEN else ""


def receipt_line(words: Words, entry: Entry) -> str:
    """The question, or that the place goes without one."""
    by_itself = entry.position is Position.REMOVING
    return words("evidence.place.by_itself") if by_itself else place_line(words, entry)


def receipt_rows(words: Words, piece: Piece, entry: Entry) -> Rows:
    """The answers under a receipt; or the way back to being asked."""
    if entry.position is not Position.REMOVING:
        return settling_buttons(words, piece, entry)
    return button_rows(Button(words("evidence.place.ask_again"), AskPlaceAgain(piece.public_id)))


def place_screen(words: Words, piece: Piece, entry: Entry) -> Screen:
    """The question, with what depends on it."""
    public = piece.public_id
    asked = entry.position is Position.OPEN and can_be_replaced(piece, entry)
    return Screen(
        paragraphs(
            entry_line(words, entry),
            place_line(words, entry),
            words("evidence.place.why") if asked else "",
        ),
        (
            *settling_buttons(words, piece, entry),
            (back_button(words, OpenEntry(public, entry.id)),),
        ),
    )


def settled_screen(words: Words, opened: Opened, entry: Entry) -> Screen:
    """What was settled; the next file that is asked about stands first."""
    public = opened.piece.public_id
    waiting = first_open(opened.entries)
    key = "kept_now" if entry.position is Position.KEPT else "removing_now"
    onward = Button(words("evidence.place.next"), AskPlace(public, waiting.id)) if waiting else None
    change = Button(words("evidence.place.remove"), SettlePlace(public, entry.id, remove=True))
    can_change = entry.position is Position.KEPT and can_be_replaced(opened.piece, entry)
    return Screen(
        words.text(f"evidence.place.{key}", name=bold(_named(words, entry))),
        button_rows(
            onward,
            change if can_change else None,
            Button(words("evidence.button.contents"), OpenContents(public)),
            Button(words("evidence.button.open"), places.OpenPieceOfEvidence(public)),
        ),
        expects=_more(opened.piece),
    )


def _more(piece: Piece) -> AddTo | None:
    """An answer in between does not end the sending of files."""
    return AddTo(piece.public_id) if piece.is_draft else None


def _named(words: Words, entry: Entry) -> str:
    number = number_of(words, entry)
    name = entry_name(words, entry)
    return f"{name} ({number})" if number else name


def always_screen(words: Words, piece: Piece) -> Screen:
    """From now on nobody is asked."""
    return Screen(
        words.text("evidence.place.always_now"),
        button_rows(
            Button(words("evidence.place.ask_again"), AskPlaceAgain(piece.public_id)),
            Button(words("evidence.button.open"), places.OpenPieceOfEvidence(piece.public_id)),
        ),
        expects=_more(piece),
    )


def asked_again_screen(words: Words, piece: Piece) -> Screen:
    """From now on there is a question for each file."""
    way = Button(words("evidence.button.open"), places.OpenPieceOfEvidence(piece.public_id))
    return Screen(words.text("evidence.place.asked_again"), button_rows(way), expects=_more(piece))


def removed_notice(words: Words, piece: Piece, entry: Entry, counts: Counts) -> Screen:
    """The place is out of a file."""
    return _notice(words, piece, entry, "removed_notice", counts)


def stays_notice(words: Words, piece: Piece, entry: Entry, counts: Counts) -> Screen:
    """The place could not be removed; nobody gets the file before it is settled."""
    return _notice(words, piece, entry, "stays_notice", counts)


def _notice(words: Words, piece: Piece, entry: Entry, key: str, counts: Counts) -> Screen:
    way = Button(words("evidence.button.open"), places.OpenPieceOfEvidence(piece.public_id))
    return Screen(
        paragraphs(
            words.text(f"evidence.place.{key}", name=bold(_named(words, entry))),
            words("evidence.now", counts=counts_line(words, counts)),
        ),
        (*settling_buttons(words, piece, entry), (way,)),
        stays=True,
    )
