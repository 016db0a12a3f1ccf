"""Completing a draft: the line of context, what it shows, the four statements."""

from __future__ import annotations

from typing import Final

from bot import places
from bot.curriculum.current import current_curriculum
from bot.curriculum.profile import Outcome, Statement
from bot.evidence.addresses import Confirm, OpenTags, OtherOutcomes, SetTag, WriteContext
from bot.evidence.rules.pieces import LONGEST_CONTEXT, Check, Opened, Piece
from bot.evidence.screens.parts import back_button, home_button, label, outcome_title, tags_line
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, quote

OUTCOMES_A_PAGE: Final = 5


def context_screen(words: Words, piece: Piece) -> Screen:
    """Takes the line; what is there stays until the new one is here."""
    back = places.OpenPieceOfEvidence(piece.public_id)
    return Screen(
        paragraphs(
            bold(words("evidence.context_title")),
            words("evidence.context_how", n=LONGEST_CONTEXT),
            quote(piece.context) if piece.context else "",
        ),
        button_rows(back_button(words, back), home_button(words)),
        expects=WriteContext(piece.public_id),
    )


def tags_screen(words: Words, piece: Piece, outcome: Outcome) -> Screen:
    """The three statements of an outcome, each put on or taken off by its button."""
    public = piece.public_id
    own = outcome.id == piece.outcome
    return Screen(
        paragraphs(
            bold(outcome_title(words, outcome.id)),
            words("evidence.tags_how"),
            lines(*(_statement(words, piece, one) for one in outcome.statements)),
            tags_line(words, piece.tags),
        ),
        button_rows(
            None if own else _switch(words, piece, outcome.id, words("evidence.the_outcome")),
            *(
                _switch(words, piece, one.id, words(f"evidence.aspect.{one.aspect}"))
                for one in outcome.statements
            ),
            Button(words("evidence.button.others"), OtherOutcomes(public)),
            Button(words("evidence.button.missing"), places.OpenOutcomeEvidence(outcome.id)),
            back_button(words, places.OpenPieceOfEvidence(public)),
        ),
    )


def _statement(words: Words, piece: Piece, statement: Statement) -> Text:
    said = statement.text.text(words.language).text
    aspect = words(f"evidence.aspect.{statement.aspect}")
    chosen = statement.id in piece.tags
    named = words("evidence.chosen", name=aspect) if chosen else aspect
    return words.text("evidence.statement_line", aspect=bold(named), text=said)


def _switch(words: Words, piece: Piece, tag: str, name: str) -> Button:
    on = tag not in piece.tags
    named = words("evidence.tag_on", name=name) if on else words("evidence.tag_off", name=name)
    return Button(named, SetTag(piece.public_id, tag, on))


def others_screen(words: Words, piece: Piece, page: int) -> Screen:
    """Further outcomes."""
    others = [o for o in current_curriculum().outcomes if o != piece.outcome]
    public = piece.public_id
    shown, navigation = paged(
        words, others, page, OUTCOMES_A_PAGE, lambda to: OtherOutcomes(public, to)
    )
    buttons = [Button(label(outcome_title(words, one)), OpenTags(public, one)) for one in shown]
    return Screen(
        paragraphs(
            bold(words("evidence.others_title")),
            lines(*(outcome_title(words, one) for one in shown)),
            tags_line(words, piece.tags),
        ),
        (*button_rows(*buttons), *navigation, (back_button(words, OpenTags(public)),)),
    )


def check_screen(words: Words, opened: Opened, check: Check) -> Screen:
    """One of the four statements, in plain words."""
    piece = opened.piece
    position = list(Check).index(check) + 1
    stands = words("evidence.check_confirmed") if check in piece.checks else ""
    public = piece.public_id
    return Screen(
        paragraphs(
            words("evidence.check_position", n=position, of=len(Check)),
            lines(bold(words(f"evidence.check.{check}")), words(f"evidence.check_what.{check}")),
            stands,
        ),
        button_rows(
            Button(words("evidence.check_yes"), Confirm(public, check, yes=True)),
            Button(words("evidence.check_no"), Confirm(public, check, yes=False)),
            back_button(words, places.OpenPieceOfEvidence(public)),
        ),
    )
