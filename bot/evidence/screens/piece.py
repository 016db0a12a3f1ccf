"""One's own piece: what is in it, what is still missing, what was said about it."""

from __future__ import annotations

from typing import Final

from bot import places
from bot.evidence.addresses import (
    AddTo,
    AskPlace,
    AskToWithdraw,
    NewVersion,
    OpenCheck,
    OpenContents,
    OpenTags,
    PickUnit,
    ReadFeedback,
    SubmitPiece,
    TakeBack,
    WithdrawPiece,
    WriteContext,
)
from bot.evidence.coverage_addresses import OpenChanges
from bot.evidence.rules.entries import count, excerpt
from bot.evidence.rules.holds import shown_of
from bot.evidence.rules.pieces import (
    Check,
    Opened,
    Piece,
    State,
    Step,
    first_open,
    missing,
    next_check,
    next_step,
)
from bot.evidence.screens.parts import (
    back_button,
    counts_line,
    feedback_heading,
    home_button,
    kind_name,
    outcome_title,
    short_title,
    tags_line,
)
from bot.evidence.sending_addresses import SendInto
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs, quote

SAID: Final = 40


def piece_screen(words: Words, opened: Opened, zone: str) -> Screen:
    """How it stands, and the next best action first; `zone` is that of the trainee's clock."""
    piece = opened.piece
    rows = _draft_rows(words, opened) if piece.is_draft else _waiting_rows(words, opened)
    return Screen(
        paragraphs(
            lines(bold(outcome_title(words, piece.outcome)), _stands(words, piece)),
            _when(words, piece, zone),
            _said(words, opened),
            _facts(words, opened),
            words("evidence.remove_names") if piece.is_draft else "",  # a reply adds to it
        ),
        rows,
        expects=SendInto(piece.public_id) if piece.is_draft else None,
        replies_to=AddTo(piece.public_id) if piece.is_draft else None,
        shows=shown_of(piece.id),
    )


def _stands(words: Words, piece: Piece) -> Text:
    version = words("evidence.version", n=piece.version)
    state = words(f"evidence.state.{piece.state}")
    return joined(" · ", [kind_name(words, piece.kind), state, version])


def _when(words: Words, piece: Piece, zone: str) -> str:
    if piece.state is not State.SUBMITTED or piece.submitted_at is None:
        return ""
    return words("evidence.handed_in_at", at=words.moment(piece.submitted_at, zone))


def _said(words: Words, opened: Opened) -> Text:
    if not opened.feedback:
        return ()
    last = opened.feedback[0]
    heard = quote(excerpt(last.text, SAID)) if last.text else words("evidence.said_in_file")
    return lines(feedback_heading(words, last), heard)


def _facts(words: Words, opened: Opened) -> Text:
    piece = opened.piece
    found = count(opened.entries)
    counts = counts_line(words, found)
    context = words.text("evidence.context_line", context=piece.context)
    return lines(
        words.text("evidence.in_it", counts=counts) if counts else words("evidence.nothing_in_it"),
        context if piece.context else words("evidence.no_context"),
        tags_line(words, piece.tags),
        words.count("evidence.checks_line", len(piece.checks)) if piece.is_draft else "",
        _quarantine(words, piece, found.quarantined),
    )


def _quarantine(words: Words, piece: Piece, waiting: int) -> str:
    """That handing in need not wait for the scanner, and what the tutors get until then."""
    if not waiting:
        return ""
    if piece.is_draft:
        return words.count("evidence.being_checked", waiting)
    return words.count("evidence.being_checked_after", waiting)


def _draft_rows(words: Words, opened: Opened) -> Rows:
    """What is to be done next stands first and alone; the other ways to work on it follow."""
    piece = opened.piece
    public, step = piece.public_id, next_step(piece, opened.entries)
    ready = missing(piece, opened.entries) is None
    asked = first_open(opened.entries) is not None
    steps = (Step.SUBMIT,) * ready + (Step.PLACE,) * asked + (Step.CONTEXT, Step.CHECKS)
    withdraw = Button(words("evidence.button.withdraw"), AskToWithdraw(public))
    return (
        (_step_button(words, opened, step),),
        *button_rows(
            None if step is Step.CONTENT else _filling_button(words, opened),
            *(_step_button(words, opened, one) for one in steps if one is not step),
            Button(words("evidence.button.tags"), OpenTags(public)),
            _ask_button(words, piece),
            _changes_button(words, piece) if piece.submitted_at and not asked else None,
            None if piece.submitted_at else withdraw,
            back_button(words, places.OpenEvidence()),
            per_row=2,
        ),
    )


def _step_button(words: Words, opened: Opened, step: Step) -> Button:
    piece = opened.piece
    public = piece.public_id
    asked = first_open(opened.entries)
    ways: dict[Step, Address] = {
        Step.OUTCOME: PickUnit(public),
        Step.CONTENT: AddTo(public),
        Step.CONTEXT: WriteContext(public),
        Step.CHECKS: OpenCheck(public, next_check(piece.checks) or Check.VALID),
        Step.PLACE: AskPlace(public, asked.id if asked else 0),
        Step.WAIT: places.OpenPieceOfEvidence(public),
        Step.SUBMIT: SubmitPiece(public, piece.version),
    }
    return Button(words(f"evidence.step.{step}"), ways[step])


def _filling_button(words: Words, opened: Opened) -> Button:
    """What is in it, from where more can be sent; or the way to send the first."""
    if not opened.entries:
        return _step_button(words, opened, Step.CONTENT)
    return Button(words("evidence.button.contents"), OpenContents(opened.piece.public_id))


def _ask_button(words: Words, piece: Piece) -> Button:
    return Button(words("evidence.button.ask"), places.AskTutor("evidence", piece.public_id))


def _changes_button(words: Words, piece: Piece) -> Button:
    """What is different from the version before; there is one."""
    return Button(words("evidence.button.changes"), OpenChanges(piece.public_id, piece.version))


def _missing_button(words: Words, piece: Piece) -> Button:
    """To its outcome: what there is for it, what is missing, and adding more."""
    return Button(words("evidence.button.missing"), places.OpenOutcomeEvidence(piece.outcome))


def _waiting_rows(words: Words, opened: Opened) -> Rows:
    piece = opened.piece
    public, is_back = piece.public_id, piece.state is State.FEEDBACK_GIVEN
    anew = Button(words("evidence.button.new_version"), NewVersion(public, piece.version))
    read = Button(words("evidence.button.read"), ReadFeedback(public))
    ways = (
        read if opened.feedback else None,
        anew if is_back else None,
        Button(words("evidence.button.contents"), OpenContents(public)),
        _changes_button(words, piece) if piece.version > 1 else None,
        _ask_button(words, piece),
        _missing_button(words, piece),
        _data_button(words, piece),
        back_button(words, places.OpenEvidence()),
    )
    # With all of them there is no room for the way home, which the list has as well.
    return button_rows(*ways, home_button(words) if None in ways else None)


def _data_button(words: Words, piece: Piece) -> Button | None:
    """The way to report the own line of context, or to what can be done while it is held back."""
    if not piece.context:
        return None
    which = "now" if piece.context_held >= piece.version else "report_context"
    to = places.ReportClientData(piece.public_id)
    return Button(words(f"evidence.hold.button.{which}"), to)


def sure_screen(words: Words, piece: Piece) -> Screen:
    """Whether a draft is really to go."""
    return Screen(
        paragraphs(
            bold(short_title(words, piece.outcome, piece.kind)), words("evidence.withdraw_sure")
        ),
        button_rows(
            Button(
                words("evidence.button.withdraw_yes"), WithdrawPiece(piece.public_id, piece.version)
            ),
            back_button(words, places.OpenPieceOfEvidence(piece.public_id)),
        ),
    )


def withdrawn_screen(words: Words, piece: Piece, days: int) -> Screen:
    """It is gone, and can still be had back for so many days."""
    title = bold(short_title(words, piece.outcome, piece.kind))
    return Screen(
        paragraphs(
            words.text("evidence.withdrawn", title=title),
            words.count("evidence.withdrawn_kept", days),
        ),
        button_rows(
            Button(words("evidence.button.undo"), TakeBack(piece.public_id)),
            back_button(words, places.OpenEvidence()),
            home_button(words),
        ),
    )
