"""What a piece is for: a unit, then an outcome of it, then a kind."""

from __future__ import annotations

from typing import Final

from bot import places
from bot.curriculum.current import current_curriculum
from bot.curriculum.profile import Unit
from bot.evidence.addresses import BeginPiece, PickKind, PickOutcome, PickUnit
from bot.evidence.rules.entries import shortened
from bot.evidence.rules.pieces import Kind
from bot.evidence.screens.parts import back_button, home_button, kind_name, label, outcome_title
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Part, Text, bold, lines, paragraphs, quote

KINDS_A_PAGE: Final = 4
KEPT: Final = 200
LAST_PAGE: Final = 99  # of an outcome: what evidence it asks for


def unit_screen(words: Words, piece: str, kept: Text = (), files: int = 0) -> Screen:
    """The seven units; `kept` is the text that becomes evidence, or so many `files` do."""
    profile = current_curriculum().profile
    units = [
        Button(label(f"{u.id} {u.short.text(words.language).text}"), PickOutcome(piece, u.id))
        for u in profile.units
    ]
    rows = [f"{u.id} {u.title.text(words.language).text}" for u in profile.units]
    return Screen(
        paragraphs(
            lines(quote(shortened(kept, KEPT)), words("evidence.remove_names")) if kept else "",
            words.count("evidence.kept_as_draft", files) if files else "",
            bold(words("evidence.pick_unit")),
            lines(*rows),
            profile.label.text(words.language).text,
        ),
        (*button_rows(*units, per_row=2), (back_button(words, _origin(piece)),)),
    )


def _origin(piece: str) -> Address:
    return places.OpenPieceOfEvidence(piece) if piece else places.OpenEvidence()


def outcome_screen(words: Words, piece: str, unit: Unit) -> Screen:
    """The outcomes of a unit."""
    outcomes = [
        Button(label(outcome_title(words, outcome.id)), PickKind(piece, outcome.id))
        for outcome in unit.outcomes
    ]
    rows = [outcome_title(words, outcome.id) for outcome in unit.outcomes]
    return Screen(
        paragraphs(
            bold(f"{unit.id} {unit.title.text(words.language).text}"),
            words("evidence.pick_outcome"),
            lines(*rows),
        ),
        button_rows(*outcomes, back_button(words, PickUnit(piece)), home_button(words)),
    )


def kind_screen(words: Words, piece: str, outcome: str, page: int) -> Screen:
    """The kinds of evidence, each with what it is; those that the outcome asks for come first."""
    shown, navigation = paged(
        words, _asked_first(outcome), page, KINDS_A_PAGE, lambda to: PickKind(piece, outcome, to)
    )
    kinds = [Button(kind_name(words, kind), BeginPiece(piece, outcome, kind)) for kind in shown]
    asked = Button(words("evidence.what_is_asked"), places.OpenOutcome(outcome, LAST_PAGE))
    unit = current_curriculum().outcomes[outcome].unit
    back = back_button(words, PickOutcome(piece, unit))
    return Screen(
        paragraphs(
            bold(outcome_title(words, outcome)),
            words("evidence.pick_kind"),
            lines(*(_hint(words, kind) for kind in shown)),
        ),
        (*button_rows(*kinds), *navigation, (asked,), (back,)),
    )


def _asked_first(outcome: str) -> list[Kind]:
    asked = current_curriculum().outcomes[outcome].evidence.kinds
    return sorted(Kind, key=lambda kind: kind not in asked)


def _hint(words: Words, kind: Kind) -> Part:
    hint = words(f"evidence.kind_hint.{kind}")
    return words.text("evidence.kind_line", kind=bold(kind_name(words, kind)), hint=hint)
