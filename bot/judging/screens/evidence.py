"""The evidence of a round, as an assessor reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot import places
from bot.evidence.rules.entries import Entry, pages_in
from bot.evidence.rules.holds import shown_of
from bot.evidence.rules.pieces import Frozen, outcome_of
from bot.judging.addresses import (
    OpenChanges,
    OpenCriterion,
    OpenEntry,
    OpenPart,
    OpenParts,
    OpenWork,
)
from bot.judging.rules.reading import Judged, Seen, Since
from bot.judging.rules.rounds import Stage, Work
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
ENTRIES_A_PAGE: Final = 3


def parts_screen(
    words: Words, work: Work, before: Mapping[int, Judged], page: int, zone: str
) -> Screen:
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
            lines(
                *(
                    _row(words, n, Seen(work, part, before.get(part.frozen.piece_id)), zone)
                    for n, part in shown
                )
            )
            or words("judging.no_parts"),
        ),
        (
            *button_rows(*opening),
            *pages,
            (*criteria_button(words, work), back_button(words, OpenWork(public))),
        ),
    )


def _row(words: Words, number: int, seen: Seen, zone: str) -> Text:
    frozen = seen.part.frozen
    at = words("evidence.handed_in", at=words.moment(frozen.submitted_at, zone))
    named = bold(f"{number}. {part_name(words, frozen)}")
    return joined(" · ", [named, at, _since(words, seen)])


def _since(words: Words, seen: Seen) -> str:
    """In a further round: whether there is anything to be read anew."""
    if seen.work.round.number == 1:
        return ""
    return words(f"judging.since.{seen.since}", n=seen.before.round if seen.before else 0)


def changes_button(words: Words, seen: Seen) -> Button | None:
    """To what changed since an earlier round, where something did."""
    if seen.since is not Since.CHANGED or seen.before is None:
        return None
    to = OpenChanges(seen.work.assignment.public_id, seen.part.id)
    return Button(label(words("judging.changes.title", n=seen.before.round)), to)


def part_screen(words: Words, seen: Seen, page: int, zone: str) -> Screen:
    """One version: its line of context, what it shows, a page of what it holds."""
    part = seen.part
    public, frozen = seen.work.assignment.public_id, part.frozen
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
    context = report_button(words, part.piece, 0) if frozen.context else None
    return Screen(
        paragraphs(
            _part_heading(words, seen, zone),
            _about(words, frozen),
            lines(*(entry_line(words, entry) for entry in shown)),
        ),
        (
            *button_rows(changes_button(words, seen), *opening),
            *pages,
            *button_rows(context, back_button(words, OpenParts(public)), per_row=2),
        ),
        shows=shown_of(frozen.piece_id),
    )


def _part_heading(words: Words, seen: Seen, zone: str) -> Text:
    frozen = seen.part.frozen
    at = words("evidence.handed_in", at=words.moment(frozen.submitted_at, zone))
    return lines(bold(part_name(words, frozen)), joined(" · ", [at, _since(words, seen)]))


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


def report_button(words: Words, public: str, entry: int) -> Button:
    """Client data in an entry, or in the line of context where that is 0."""
    which = "report" if entry else "report_context"
    return Button(words(f"evidence.hold.button.{which}"), places.ReportClientData(public, entry))


def entry_screen(words: Words, seen: Seen, entry: Entry, page: int) -> Screen:
    """The file itself, or the whole text in pages."""
    work, part = seen.work, seen.part
    public = work.assignment.public_id
    (shown,), pages = paged(
        words, pages_in(entry), page, 1, lambda to: OpenEntry(public, part.id, entry.id, to)
    )
    back = back_button(words, OpenPart(public, part.id))
    return Screen(
        paragraphs(lines(bold(work.candidate), entry_line(words, entry)), shown),
        (
            *pages,
            *button_rows(report_button(words, part.piece, entry.id)),
            (*criteria_button(words, work), back),
        ),
        attachment=attachment_of(words, entry),
        shows=shown_of(part.frozen.piece_id),
    )


def criteria_button(words: Words, work: Work) -> tuple[Button, ...]:
    """From reading to judging, while that is to be done."""
    if work.assignment.stage is not Stage.OPEN:
        return ()
    position = first_unfinished(work.criteria, work.verdicts) or 0
    return (
        Button(
            words("judging.button.criteria"), OpenCriterion(work.assignment.public_id, position)
        ),
    )
