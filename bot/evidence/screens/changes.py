"""What changed since the version before, and earlier versions as they were handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from bot import places
from bot.evidence.addresses import GiveFeedback, ReviewContents
from bot.evidence.coverage_addresses import (
    OpenChanges,
    OpenVersion,
    OpenVersionEntry,
    ReviewChanges,
)
from bot.evidence.rules.changes import Changed, Changes
from bot.evidence.rules.entries import Entry, excerpt, pages_in
from bot.evidence.rules.holds import shown_of
from bot.evidence.rules.pieces import Frozen, Piece, Review, outcome_of
from bot.evidence.screens.differences import PIECE, difference_parts, pages_of_parts
from bot.evidence.screens.parts import (
    attachment_of,
    back_button,
    entry_line,
    entry_name,
    kind_name,
    label,
    listed_line,
    number_of,
    outcome_title,
    short_title,
    tags_line,
    type_of,
    withheld_line,
)
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs, text

ENTRIES_A_PAGE: Final = 4
Naming = Callable[[Words, Entry], Text]


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
    blocks = [block for block in _blocks(words, changes, naming) if block]
    if not blocks:
        return (words.text("evidence.changes.nothing"),), ()
    (shown,), turning = paged(words, pages_of_parts(blocks), page, 1, to)
    marked = changes.texts or changes.captions or changes.context
    return ((words.text("evidence.changes.how"), shown) if marked else (shown,)), turning


def _blocks(words: Words, changes: Changes, naming: Naming) -> Iterator[list[Text]]:
    """The short facts first, then the texts."""
    yield [*_by_line([*_facts(words, changes), *_files(words, changes, naming)])]
    if changes.context:
        parts = difference_parts(words, changes.context)
        yield [words.text("evidence.context_line", context=parts[0]), *parts[1:]]
    for one in changes.texts:
        yield [_named(words, one), *difference_parts(words, one.difference)]
    for one in changes.captions:
        under = words("evidence.changes.under", number=number_of(words, one.entry))
        yield [text(bold(under), "\n"), *difference_parts(words, one.difference)]


def _by_line(facts: list[Text]) -> Iterator[Text]:
    for n, fact in enumerate(facts):
        yield text("\n", fact) if n else fact


def _named(words: Words, one: Changed) -> Text:
    sort = type_of(words, one.entry)
    named = joined(" ", [sort[:1].upper() + sort[1:], number_of(words, one.entry)])
    return text(bold(named), "\n")


def _facts(words: Words, changes: Changes) -> Iterator[Text]:
    if changes.outcome:
        old, new = (outcome_title(words, outcome) for outcome in changes.outcome)
        yield words.text("evidence.changes.outcome", old=old, new=new)
    if changes.kind:
        old, new = (kind_name(words, kind) for kind in changes.kind)
        yield words.text("evidence.changes.kind", old=old, new=new)
    if changes.tags_on:
        yield words.text("evidence.changes.tags_on", tags=_tags(words, changes.tags_on))
    if changes.tags_off:
        yield words.text("evidence.changes.tags_off", tags=_tags(words, changes.tags_off))


def _tags(words: Words, tags: Iterable[str]) -> str:
    """*1.1 knowledge, 2.1*."""
    return excerpt(", ".join(_tag(words, tag) for tag in tags), PIECE)


def _tag(words: Words, tag: str) -> str:
    outcome, aspect = outcome_of(tag), tag.rpartition(".")[2]
    return tag if outcome == tag else f"{outcome} {words(f'evidence.aspect.{aspect}')}"


def _files(words: Words, changes: Changes, naming: Naming) -> Iterator[Text]:
    for entry in changes.added:
        yield words.text("evidence.changes.added", entry=naming(words, entry))
    for entry in changes.taken_out:
        yield words.text("evidence.changes.out", entry=naming(words, entry))
    for old, new in changes.replaced:
        named = {"old": naming(words, old), "new": naming(words, new)}
        yield words.text("evidence.changes.replaced", **named)
    for entry in changes.reformatted:
        yield words.text("evidence.changes.reformatted", entry=naming(words, entry))


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
