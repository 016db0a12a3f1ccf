"""What people are told about a part that is held back while they are elsewhere."""

from __future__ import annotations

from bot.evidence.addresses import OpenHold
from bot.evidence.rules.holds import Hold
from bot.evidence.rules.pieces import Piece
from bot.evidence.screens.holding import (
    due_day,
    guide,
    owner_rows,
    part_title,
    reported_places,
)
from bot.evidence.screens.parts import home_button
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, paragraphs


def for_trainee(
    words: Words, hold: Hold, piece: Piece, what: str, zone: str, *, links: bool = False
) -> Screen:
    """What was reported and how to mend it, or how it ended; `what` and `links` as `tell_trainee`
    has them.
    """
    told = "" if what == "links" else _told(words, hold, what, zone)
    open_still = hold.is_open
    return Screen(
        paragraphs(
            bold(part_title(words, hold, piece)),
            told,
            words("evidence.hold_notice.links") if links else "",
            reported_places(words, hold) if open_still else "",
            guide(words) if open_still else "",
        ),
        owner_rows(words, hold, piece),
        stays=True,
    )


def _told(words: Words, hold: Hold, what: str, zone: str) -> str:
    return words(f"evidence.hold_notice.{what}", day=due_day(words, hold, zone))


def for_coordinators(words: Words, hold: Hold, piece: Piece, trainee: str) -> Screen:
    """That there may be a breach to report is theirs to know at once."""
    return _for_staff(words, hold, piece, "held", trainee)


def for_deciders(words: Words, hold: Hold, piece: Piece, trainee: str) -> Screen:
    """The trainee objects: somebody has to decide."""
    return _for_staff(words, hold, piece, "objected", trainee)


def _for_staff(words: Words, hold: Hold, piece: Piece, what: str, trainee: str) -> Screen:
    return Screen(
        paragraphs(
            bold(part_title(words, hold, piece)),
            words.text(f"evidence.hold_staff.{what}", name=bold(trainee)),
        ),
        button_rows(Button(words("evidence.hold.button.open"), OpenHold(hold.id))),
        stays=True,
    )


def for_reporter(words: Words, hold: Hold, piece: Piece) -> Screen:
    """How it went with what they reported."""
    return Screen(
        paragraphs(
            bold(part_title(words, hold, piece)),
            words("evidence.hold.you_reported"),
            words(f"evidence.hold.state.{hold.state}"),
        ),
        button_rows(Button(words("evidence.hold.button.open"), OpenHold(hold.id))),
        stays=True,
    )


def taken_back_screen(words: Words) -> Screen:
    """In place of what was on a message."""
    return Screen(
        words.text("evidence.hold.taken_back"),
        button_rows(home_button(words)),
    )
