"""One outcome: what is asked for, what there is, what is still missing, and the next best action.

`of` is empty for the trainee's own screens, and names a piece of theirs for a tutor's.
"""

from __future__ import annotations

from typing import Final

from bot import places
from bot.curriculum.current import current_curriculum
from bot.evidence.coverage_addresses import (
    OpenUnitCoverage,
    ReviewOutcomeEvidence,
    ReviewUnitCoverage,
)
from bot.evidence.rules.requirements import Considered, NotShown, OutcomeStanding
from bot.evidence.screens.choosing import LAST_PAGE
from bot.evidence.screens.missing import considered_line, missing_lines
from bot.evidence.screens.parts import back_button, kind_name, label, outcome_title
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, quote, text

PIECES_A_PAGE: Final = 2


def outcome_evidence_screen(
    words: Words, standing: OutcomeStanding, page: int, zone: str, *, of: str = ""
) -> Screen:
    """What is to be done next stands first; then the pieces, each opened by its button."""
    numbered = list(enumerate(standing.considered, 1))
    shown, turning = paged(
        words, numbered, page, PIECES_A_PAGE, lambda to: _way(of, standing.outcome, to)
    )
    opening = [
        Button(label(f"{n}. {kind_name(words, one.offer.kind)}"), _piece(one)) for n, one in shown
    ]
    asked = Button(words("evidence.what_is_asked"), places.OpenOutcome(standing.outcome, LAST_PAGE))
    onward = None if of else _onward(words, standing)
    judge = None if of else _judge(words, standing)
    return Screen(
        paragraphs(
            bold(outcome_title(words, standing.outcome)),
            quote(standing.asked.sufficient.text(words.language).text),
            _missing(words, standing, zone, own=not of),
            lines(
                bold(words("evidence.there_is")),
                *(_row(words, n, one, zone) for n, one in shown),
                "" if numbered else words("evidence.there_is_nothing"),
            ),
        ),
        (
            *button_rows(onward, *opening),
            *turning,
            *button_rows(judge, asked, back_button(words, _unit(of, standing.outcome))),
        ),
    )


def _way(of: str, outcome: str, page: int) -> Address:
    if of:
        return ReviewOutcomeEvidence(of, outcome, page)
    return places.OpenOutcomeEvidence(outcome, page)


def _unit(of: str, outcome: str) -> Address:
    unit = current_curriculum().outcomes[outcome].unit
    return ReviewUnitCoverage(of, unit) if of else OpenUnitCoverage(unit)


def _piece(one: Considered) -> Address:
    return places.OpenPieceOfEvidence(one.offer.piece)


def _onward(words: Words, standing: OutcomeStanding) -> Button | None:
    """A draft is finished before a further piece is begun; nothing where there is enough."""
    if standing.is_complete:
        return None
    if standing.drafts:
        return Button(words("evidence.button.finish"), _piece(standing.drafts[0]))
    return Button(words("evidence.add"), places.AddEvidenceFor(standing.outcome))


def _judge(words: Words, standing: OutcomeStanding) -> Button | None:
    """An outcome can be judged as soon as anything is handed in for it."""
    if all(one.offer.submitted_at is None for one in standing.considered):
        return None
    return Button(words("evidence.button.judge"), places.AskForJudgement(standing.outcome))


def _missing(words: Words, standing: OutcomeStanding, zone: str, *, own: bool) -> Text:
    unmarked = any(isinstance(one, NotShown) for one in standing.findings)
    return lines(
        "" if standing.is_enough else bold(words("evidence.lacks.title")),
        *missing_lines(words, standing, zone),
        words("evidence.lacks.mark") if own and unmarked and standing.counting else "",
    )


def _row(words: Words, number: int, one: Considered, zone: str) -> Text:
    named = bold(f"{number}. {kind_name(words, one.offer.kind)}")
    return text(named, ": ", considered_line(words, one, zone))
