"""What changed since the version before, and earlier versions as they were handed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot import places
from bot.evidence.addresses import GiveFeedback, ReviewContents
from bot.evidence.coverage_addresses import (
    OpenChanges,
    OpenVersion,
    OpenVersionEntry,
    ReviewChanges,
)
from bot.evidence.rules.changes import Changes
from bot.evidence.rules.entries import Entry, pages_in
from bot.evidence.rules.holds import shown_of
from bot.evidence.rules.pieces import Frozen, Piece, Review
from bot.evidence.rules.telling import Naming, changes_told
from bot.evidence.screens.parts import (
    attachment_of,
    back_button,
    entry_line,
    entry_name,
    label,
    listed_line,
    short_title,
    tags_line,
    withheld_line,
)
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs

ENTRIES_A_PAGE: Final = 4


def changes_screen(words: Words, piece: Piece, changes: Changes, page: int) -> Screen:
    """For the trainee; the draft of a version counts as it stands."""
    public = piece.public_id
    shown, turning = _paged(words, changes, page, entry_line, lambda to: _own(public, changes, to))
    earlier = OpenVersion(public, changes.old)
    before = OpenChanges(public, changes.old)
    return Screen(
        paragraphs(_heading(words, short_title(words, piece.outcome, piece.kind), changes), *shown),
        (
            *turning,
            *button_rows(
                Button(_version(words, changes.old), earlier),
                Button(_since(words, changes.old - 1), before) if changes.old > 1 else None,
                back_button(words, places.OpenPieceOfEvidence(public)),
            ),
        ),
        shows=shown_of(piece.id),
    )


def _own(public: str, changes: Changes, page: int) -> OpenChanges:
    return OpenChanges(public, changes.new, page)


def review_changes_screen(words: Words, review: Review, changes: Changes, page: int) -> Screen:
    """For the tutor: from here both versions can be read, and feedback be given."""
    public = review.piece.public_id
    shown, turning = _paged(
        words, changes, page, _as_others, lambda to: ReviewChanges(public, changes.new, to)
    )
    before = ReviewChanges(public, changes.old)
    return Screen(
        paragraphs(_heading(words, review.trainee, changes), *shown),
        (
            *turning,
            *button_rows(
                Button(words("evidence.button.give"), GiveFeedback(public, changes.new)),
                Button(_version(words, changes.new), ReviewContents(public, changes.new)),
                Button(_version(words, changes.old), ReviewContents(public, changes.old)),
                Button(_since(words, changes.old - 1), before) if changes.old > 1 else None,
                back_button(words, places.OpenPieceOfEvidence(public)),
            ),
        ),
        shows=shown_of(review.piece.id),
    )


def _as_others(words: Words, entry: Entry) -> Text:
    return entry_line(words, entry) if entry.is_for_others else withheld_line(words, entry)


def _since(words: Words, version: int) -> str:
    return label(words("evidence.changes.title", n=version))


def _version(words: Words, version: int) -> str:
    named = words("evidence.version", n=version)
    return named[:1].upper() + named[1:]


def _heading(words: Words, whose: str, changes: Changes) -> Text:
    return lines(bold(whose), bold(words("evidence.changes.title", n=changes.old)))


def _paged(
    words: Words,
    changes: Changes,
    page: int,
    naming: Naming,
    to: Callable[[int], OpenChanges | ReviewChanges],
) -> tuple[tuple[Text, ...], Rows]:
    """What a page says, under the explanation of the signs where there are any."""
    (shown,), turning = paged(words, changes_told(words, changes, naming), page, 1, to)
    marked = words.text("evidence.changes.how") if changes.has_signs else ()
    return (marked, shown), turning


def version_screen(words: Words, piece: Piece, frozen: Frozen, page: int, zone: str) -> Screen:
    """One's own version as it was handed in, each part of it opened by its button."""
    public, version = piece.public_id, frozen.version
    shown, turning = paged(
        words, frozen.entries, page, ENTRIES_A_PAGE, lambda to: OpenVersion(public, version, to)
    )
    opening = [
        Button(label(entry_name(words, one)), OpenVersionEntry(public, version, one.id))
        for one in shown
    ]
    at = words("evidence.handed_in", at=words.moment(frozen.submitted_at, zone))
    context = words.text("evidence.context_line", context=frozen.context)
    return Screen(
        paragraphs(
            lines(
                bold(short_title(words, frozen.outcome, frozen.kind)),
                joined(" · ", [_version(words, version), at]),
            ),
            lines(
                context if frozen.context else words("evidence.no_context"),
                tags_line(words, frozen.tags),
            ),
            lines(*(listed_line(words, entry) for entry in shown)),
        ),
        (
            *button_rows(*opening),
            *turning,
            (back_button(words, places.OpenPieceOfEvidence(public)),),
        ),
        shows=shown_of(piece.id),
    )


def version_entry_screen(
    words: Words, piece: Piece, version: int, entry: Entry, page: int
) -> Screen:
    """The file itself, or the whole text as it was then, in pages."""
    public = piece.public_id
    (shown,), turning = paged(
        words, pages_in(entry), page, 1, lambda to: OpenVersionEntry(public, version, entry.id, to)
    )
    return Screen(
        paragraphs(lines(bold(_version(words, version)), entry_line(words, entry)), shown),
        (*turning, (back_button(words, OpenVersion(public, version)),)),
        attachment=attachment_of(words, entry),
        shows=shown_of(piece.id),
    )
