"""The evidence of a round, as an assessor reads it."""

from __future__ import annotations

from typing import Final

from bot import places
from bot.evidence.rules.entries import Entry, pages_in
from bot.evidence.rules.holds import shown_of
from bot.evidence.rules.pieces import Frozen, outcome_of
from bot.judging.addresses import OpenCriterion, OpenEntry, OpenPart, OpenParts, OpenWork
from bot.judging.rules.rounds import Part, Stage, Work
from bot.judging.rules.verdicts import first_unfinished
from bot.judging.screens.parts import (
    attachment_of,
    back_button,
    entry_line,
    entry_name,
    label,
    part_name,
)
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs

PARTS_A_PAGE: Final = 4
ENTRIES_A_PAGE: Final = 4


def parts_screen(words: Words, work: Work, page: int, zone: str) -> Screen:
    """A page of the pieces that go into the round."""
    public = work.assignment.public_id
    numbered = list(enumerate(work.parts, 1))
    shown, pages = paged(words, numbered, page, PARTS_A_PAGE, lambda to: OpenParts(public, to))
    opening = [
        Button(label(f"{n}. {part_name(words, part.frozen)}"), OpenPart(public, part.id))
        for n, part in shown
    ]
    return Screen(
        paragraphs(
            bold(work.candidate),
            lines(*(_row(words, n, part, zone) for n, part in shown)) or words("judging.no_parts"),
        ),
        (
            *button_rows(*opening),
            *pages,
            (*_criteria(words, work), back_button(words, OpenWork(public))),
        ),
    )


def _row(words: Words, number: int, part: Part, zone: str) -> Text:
    frozen = part.frozen
    at = words("evidence.handed_in", at=words.moment(frozen.submitted_at, zone))
    named = bold(f"{number}. {part_name(words, frozen)}")
    return joined(" · ", [named, at])


def part_screen(words: Words, work: Work, part: Part, page: int, zone: str) -> Screen:
    """One version: its line of context, what it shows, a page of what it holds."""
    public, frozen = work.assignment.public_id, part.frozen
    shown, pages = paged(
        words,
        frozen.entries,
        page,
        ENTRIES_A_PAGE,
        lambda to: OpenPart(public, part.id, to),
    )
    opening = [
        Button(label(entry_name(words, entry)), OpenEntry(public, part.id, entry.id))
        for entry in shown
        if entry.is_for_others
    ]
    return Screen(
        paragraphs(
            lines(
                bold(part_name(words, frozen)),
                words("evidence.handed_in", at=words.moment(frozen.submitted_at, zone)),
            ),
            _about(words, frozen),
            lines(*(entry_line(words, entry) for entry in shown)),
        ),
        (
            *button_rows(*opening),
            *pages,
            *button_rows(
                _report_button(words, part.piece, 0) if frozen.context else None,
                back_button(words, OpenParts(public)),
                per_row=2,
            ),
        ),
        shows=shown_of(frozen.piece_id),
    )


def _about(words: Words, frozen: Frozen) -> Text:
    context = words.text("evidence.context_line", context=frozen.context)
    outcomes = sorted({outcome_of(tag) for tag in frozen.tags})
    return lines(
        context if frozen.context else _no_context(words, frozen),
        words("evidence.tags_line", tags=", ".join(outcomes[:6])),
        words("evidence.all_confirmed"),
    )


def _no_context(words: Words, frozen: Frozen) -> str:
    held = "evidence.hold.context_held" if frozen.context_held else "evidence.context_none"
    return words(held)


def _report_button(words: Words, public: str, entry: int) -> Button:
    which = "report" if entry else "report_context"
    return Button(words(f"evidence.hold.button.{which}"), places.ReportClientData(public, entry))


def entry_screen(words: Words, work: Work, part: Part, entry: Entry, page: int) -> Screen:
    """The file itself, or the whole text in pages."""
    public = work.assignment.public_id
    (shown,), pages = paged(
        words, pages_in(entry), page, 1, lambda to: OpenEntry(public, part.id, entry.id, to)
    )
    back = back_button(words, OpenPart(public, part.id))
    return Screen(
        paragraphs(lines(bold(work.candidate), entry_line(words, entry)), shown),
        (
            *pages,
            *button_rows(_report_button(words, part.piece, entry.id)),
            (*_criteria(words, work), back),
        ),
        attachment=attachment_of(words, entry),
        shows=shown_of(part.frozen.piece_id),
    )


def _criteria(words: Words, work: Work) -> tuple[Button, ...]:
    """From reading to judging, while that is to be done."""
    if work.assignment.stage is not Stage.OPEN:
        return ()
    position = first_unfinished(work.criteria, work.verdicts) or 0
    return (
        Button(
            words("judging.button.criteria"), OpenCriterion(work.assignment.public_id, position)
        ),
    )
