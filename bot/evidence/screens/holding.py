"""Client data in a part: reporting it, and what becomes of what is held back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.evidence.addresses import (
    AskStep,
    HoldBack,
    LookAtHeld,
    OpenHold,
    SendMended,
    TakeStep,
)
from bot.evidence.rules.entries import Entry, excerpt, pages_in, pages_of
from bot.evidence.rules.holds import Bearing, HeldPiece, Hold, HoldState, Step, shown_of
from bot.evidence.rules.pieces import Piece
from bot.evidence.screens.parts import (
    attachment_of,
    back_button,
    facts_of,
    home_button,
    label,
    short_title,
    turning,
)
from bot.kit.address import Address
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs, quote

HOLDS_A_PAGE: Final = 5
PLACES_SHOWN: Final = 2
PLACE: Final = 100


def part_title(words: Words, hold: Hold, piece: Piece) -> str:
    """Which piece, and which part of it; nothing of what stands in it."""
    return f"{short_title(words, piece.outcome, piece.kind)} · {_part(words, hold)}"


def _part(words: Words, hold: Hold) -> str:
    if hold.is_of_context:
        return words("evidence.hold.the_context")
    return words("evidence.number", n=hold.number) if hold.number else words("evidence.hold.part")


def report_screen(
    words: Words, piece: Piece, entry: Entry | None, back: Address, *, own: bool
) -> Screen:
    """What one tap does; takes where it stands."""
    number = words("evidence.number", n=entry.number) if entry and entry.number else ""
    part = number if entry else words("evidence.hold.the_context")
    return Screen(
        paragraphs(
            bold(words("evidence.hold.sure")),
            joined(" · ", [short_title(words, piece.outcome, piece.kind), part]),
            words("evidence.hold.what_happens_own" if own else "evidence.hold.what_happens"),
            "" if own else words("evidence.hold.say_where"),
        ),
        button_rows(
            Button(
                words("evidence.hold.button.hold"),
                HoldBack(piece.public_id, entry.id if entry else 0),
            ),
            back_button(words, back),
        ),
        expects=None if own else HoldBack(piece.public_id, entry.id if entry else 0),
    )


def guide(words: Words) -> Text:
    """How to make a part anonymous, in a few lines."""
    return lines(bold(words("evidence.hold.guide_title")), words("evidence.hold.guide"))


def reported_places(words: Words, hold: Hold) -> Text:
    """Where it stands, in the words of those who reported it."""
    if not hold.places:
        return ()
    shown = [quote(excerpt(place, PLACE)) for place in hold.places[:PLACES_SHOWN]]
    return lines(words("evidence.hold.where"), *shown)


def owner_rows(words: Words, hold: Hold, piece: Piece) -> Rows:
    """What a trainee can do with an own part that is held back."""
    opening = Button(words("evidence.button.open"), places.OpenPieceOfEvidence(piece.public_id))
    if not hold.is_open:
        return button_rows(opening)
    objects = hold.state is HoldState.REPORTED
    mend = words(
        "evidence.hold.button.rewrite" if hold.is_of_context else "evidence.hold.button.mend"
    )
    step = Step.LIFT if hold.is_own_report else Step.OBJECT
    return button_rows(
        Button(mend, SendMended(hold.id)),
        Button(words("evidence.hold.button.purge"), AskStep(hold.id, Step.PURGE)),
        Button(words("evidence.hold.button.object"), AskStep(hold.id, step)) if objects else None,
        opening,
    )


def own_case_screen(words: Words, hold: Hold, piece: Piece, zone: str) -> Screen:
    """For the trainee: what was reported, that nobody else sees it, and how to mend it."""
    expires = hold.state in (HoldState.REPORTED, HoldState.UPHELD)
    return Screen(
        paragraphs(
            bold(part_title(words, hold, piece)),
            words(f"evidence.hold.own.{hold.state}"),
            reported_places(words, hold) if hold.is_open else "",
            guide(words) if hold.is_open else "",
            words("evidence.hold.goes_by_itself", day=due_day(words, hold, zone))
            if expires
            else "",
            _left(words, hold),
        ),
        (*owner_rows(words, hold, piece), (home_button(words),)),
    )


def due_day(words: Words, hold: Hold, zone: str) -> str:
    """The day on which it is deleted by itself, on the trainee's calendar."""
    return words.date(in_zone(hold.due_at, zone).date())


def _left(words: Words, hold: Hold) -> str:
    """What Telegram did not let the bot take back is said, not passed over."""
    return words.count("evidence.hold.left", hold.left) if hold.left else ""


def case_screen(
    words: Words,
    hold: Hold,
    piece: Piece,
    trainee: str,
    can: tuple[frozenset[Bearing], frozenset[Step], bool],
) -> Screen:
    """For staff and reporters: how it stands; `can`: bearings, steps, whether they may look."""
    bearings, takes, looks = can
    rows = button_rows(
        Button(words("evidence.hold.button.look"), LookAtHeld(hold.id)) if looks else None,
        *(
            Button(words(f"evidence.hold.button.{step}"), AskStep(hold.id, step))
            for step in (Step.LIFT, Step.UPHOLD, Step.PURGE)
            if step in takes
        ),
        Button(words("evidence.button.open"), places.OpenPieceOfEvidence(piece.public_id))
        if Bearing.TUTOR in bearings
        else None,
        Button(words("evidence.hold.button.all"), places.OpenHolds()) if bearings else None,
        home_button(words),
    )
    return Screen(
        paragraphs(
            lines(bold(trainee), part_title(words, hold, piece)),
            words(f"evidence.hold.state.{hold.state}"),
            reported_places(words, hold) if hold.is_open else "",
            words("evidence.hold.breach") if Bearing.COORDINATOR in bearings else "",
            _left(words, hold),
        ),
        rows,
    )


def sure_screen(words: Words, hold: Hold, piece: Piece, step: Step) -> Screen:
    """What a step does, before it is taken."""
    return Screen(
        paragraphs(bold(part_title(words, hold, piece)), words(f"evidence.hold.sure_{step}")),
        button_rows(
            Button(words(f"evidence.hold.yes.{step}"), TakeStep(hold.id, step)),
            back_button(words, OpenHold(hold.id)),
        ),
    )


def look_screen(
    words: Words, hold: Hold, piece: Piece, entry: Entry | None, context: str, page: int
) -> Screen:
    """What is held back, for who is to decide."""
    pages = pages_in(entry) if entry else pages_of(context)
    (shown,), navigation = paged(words, pages, page, 1, lambda to: LookAtHeld(hold.id, to))
    facts = facts_of(words, entry) if entry else ""
    return Screen(
        paragraphs(lines(bold(part_title(words, hold, piece)), facts), shown),
        (*navigation, (back_button(words, OpenHold(hold.id)),)),
        attachment=attachment_of(words, entry) if entry else None,
        shows=shown_of(piece.id),
    )


def holds_screen(words: Words, shown: Sequence[HeldPiece], page: int, *, more: bool) -> Screen:
    """A page of what is held back in somebody's scope."""
    numbered = list(enumerate(shown, page * HOLDS_A_PAGE + 1))
    rows = [_row(words, n, one) for n, one in numbered]
    pages = turning(
        words,
        places.OpenHolds(page - 1) if page else None,
        places.OpenHolds(page + 1) if more else None,
    )
    opening = [Button(label(f"{n}. {one.trainee}"), OpenHold(one.hold)) for n, one in numbered]
    return Screen(
        paragraphs(
            bold(words("evidence.hold.all_title")), lines(*rows) or words("evidence.hold.all_none")
        ),
        (*button_rows(*opening), *pages, (home_button(words),)),
    )


def _row(words: Words, number: int, one: HeldPiece) -> Text:
    piece = one.piece
    receipt = words("evidence.number", n=one.number) if one.number else ""
    named = bold(f"{number}. {one.trainee}")
    return joined(" · ", [named, short_title(words, piece.outcome, piece.kind), receipt])
