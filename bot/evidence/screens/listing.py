"""One's pieces with how each stands, and what there is for which outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot import places
from bot.curriculum.current import current_curriculum
from bot.evidence.rules.entries import Counts
from bot.evidence.rules.pieces import Coverage, Piece, Summary
from bot.evidence.screens.parts import counts_line, home_button, label, short_title, turning
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs, text

# The first page has ways to everything else that there is to see.
FIRST_PAGE: Final = 2
PIECES_A_PAGE: Final = 4


def span_of(page: int) -> tuple[int, int]:
    """How many pieces stand before a page, and how many on it."""
    if page == 0:
        return 0, FIRST_PAGE
    return FIRST_PAGE + (page - 1) * PIECES_A_PAGE, PIECES_A_PAGE


def list_screen(
    words: Words,
    shown: Sequence[Piece],
    counts: Mapping[int, Counts],
    summary: Summary,
    page: int,
    *,
    more: bool,
) -> Screen:
    """A page of pieces; *Add* stands first."""
    if not shown and not page:
        return _empty_screen(words)
    numbered = list(enumerate(shown, span_of(page)[0] + 1))
    rows = [_row(words, n, piece, counts.get(piece.id, Counts())) for n, piece in numbered]
    pages = turning(
        words,
        places.OpenEvidence(page - 1) if page else None,
        places.OpenEvidence(page + 1) if more else None,
    )
    add = Button(words("evidence.add"), places.AddEvidence())
    opening = (_opening(words, n, piece) for n, piece in numbered)
    return Screen(
        paragraphs(bold(words("evidence.title")), lines(*rows), _coverage(words, summary.outcomes)),
        (*button_rows(add, *opening), *pages, *button_rows(*_ways_on(words, page), per_row=2)),
    )


def _ways_on(words: Words, page: int) -> list[Button]:
    """What else there is to see of one's evidence, from the first page."""
    overview = Button(words("evidence.button.coverage"), places.OpenEvidenceCoverage())
    judgements = Button(words("evidence.button.judgements"), places.OpenJudgements())
    whole = Button(words("portfolio.button.open"), places.OpenPortfolio())
    return [*([] if page else [overview, judgements, whole]), home_button(words)]


def _opening(words: Words, number: int, piece: Piece) -> Button:
    named = label(f"{number}. {short_title(words, piece.outcome, piece.kind)}")
    return Button(named, places.OpenPieceOfEvidence(piece.public_id))


def _empty_screen(words: Words) -> Screen:
    return Screen(
        paragraphs(bold(words("evidence.title")), words("evidence.empty")),
        button_rows(
            Button(words("evidence.add"), places.AddEvidence()),
            Button(words("evidence.button.coverage"), places.OpenEvidenceCoverage()),
            home_button(words),
        ),
    )


def _row(words: Words, number: int, piece: Piece, counts: Counts) -> Text:
    named = bold(f"{number}. {short_title(words, piece.outcome, piece.kind)}")
    stands = [
        words("evidence.news") if piece.unread else "",
        words(f"evidence.state.{piece.state}"),
        words("evidence.version", n=piece.version) if piece.version > 1 else "",
        counts_line(words, counts),
    ]
    return text(named, ": ", joined(" · ", stands))


def _coverage(words: Words, found: Mapping[str, Coverage]) -> Text:
    """In words, over all outcomes of the profile."""
    outcomes = list(current_curriculum().outcomes)
    handed_in = [o for o in outcomes if o in found and found[o].handed_in]
    drafts = [o for o in outcomes if o in found and not found[o].handed_in]
    without = [o for o in outcomes if o not in found]
    counted = ", ".join(_counted(o, found[o].handed_in) for o in handed_in)
    return lines(
        words.text("evidence.coverage.handed_in", outcomes=counted) if handed_in else "",
        words.text("evidence.coverage.drafts", outcomes=", ".join(drafts)) if drafts else "",
        words.text("evidence.coverage.without", outcomes=", ".join(without))
        if without
        else words("evidence.coverage.all"),
    )


def _counted(outcome: str, n: int) -> str:
    return f"{outcome} ({n})" if n > 1 else outcome
