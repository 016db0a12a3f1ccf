"""A new phone or account: what people see in the new chat, in the old one, and as staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from bot import places
from bot.joining.addresses import OpenLanguages, OpenPrivacy, ShowVisitor
from bot.joining.moving.addresses import (
    AskNewCode,
    ConfirmMove,
    MakeCode,
    NotMe,
    OpenClaim,
    OpenMoves,
    OpenRecovery,
    OpenReturn,
    PickPerson,
    RefuseClaim,
    SayWho,
    TakeBackClaim,
)
from bot.joining.moving.rules import (
    CLAIM_LASTS,
    DISPUTED_WITHIN,
    GROUP,
    Claim,
    Code,
    Move,
    spaced,
    what_is_wrong_with,
)
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs
from bot.people.rules import Person

SHOWN_NAME: Final = 40
SHOWN_GROUPS: Final = 150


def return_screen(words: Words, *, waiting: bool) -> Screen:
    """At the door: the recovery code, or staff who know the person."""
    ask = "joining.move.asked_already" if waiting else "joining.move.ask_staff"
    return Screen(
        paragraphs(bold(words("joining.move.title")), words("joining.move.text")),
        button_rows(
            Button(words(ask), SayWho()),
            Button(words("joining.language"), OpenLanguages()),
            Button(words("kit.back"), ShowVisitor()),
        ),
        expects=OpenReturn(),
    )


def who_screen(words: Words) -> Screen:
    """Says what becomes of the name before it is asked for."""
    return Screen(
        paragraphs(
            bold(words("joining.move.ask_staff")),
            words("joining.move.who", days=CLAIM_LASTS.days),
        ),
        button_rows(Button(words("kit.back"), OpenReturn())),
        expects=SayWho(),
    )


def number_screen(words: Words, claim: Claim) -> Screen:
    """The number to tell one's tutor, and what they do with it."""
    number = claim.number
    return Screen(
        paragraphs(
            words.text("joining.move.number", number=bold(f"{number[:GROUP]} {number[GROUP:]}")),
            words("joining.move.number_next", name=claim.said, days=CLAIM_LASTS.days),
        ),
        button_rows(
            Button(words("joining.move.take_back"), TakeBackClaim()),
            Button(words("kit.back"), OpenReturn()),
        ),
    )


def back_screen(words: Words, name: str, code: str) -> Screen:
    """In the new chat, right after a move by code."""
    return Screen(
        paragraphs(
            bold(words("joining.move.done", name=name)),
            words("joining.move.done_text"),
            shown_code(words, code),
        ),
        button_rows(Button(words("kit.home"), places.OpenHome())),
    )


def shown_code(words: Words, code: str) -> Text:
    """A recovery code with what to do with it."""
    return paragraphs(
        words("joining.recovery.yours"), bold(spaced(code)), words("joining.recovery.once")
    )


def recovery_screen(
    words: Words, person: Person, code: Code | None, now: datetime, *, staff: bool
) -> Screen:
    """What a code is for, whether one is good now, and the way to a new one."""
    good = code is not None and what_is_wrong_with(code, now) is None
    day = words.date(in_zone(code.made_at, person.zone).date()) if code else ""
    state = words("joining.recovery.good", day=day) if good else words("joining.recovery.none")
    make = AskNewCode() if good else MakeCode()
    return Screen(
        paragraphs(bold(words("joining.recovery.title")), words("joining.recovery.text"), state),
        button_rows(
            Button(words("joining.recovery.make"), make),
            Button(words("joining.move.staff_title"), OpenMoves()) if staff else None,
            Button(words("joining.privacy.title"), OpenPrivacy()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def new_code_screen(words: Words) -> Screen:
    """What follows from a new code, before it does."""
    return Screen(
        paragraphs(bold(words("joining.recovery.make")), words("joining.recovery.make_text")),
        button_rows(
            Button(words("joining.recovery.make_yes"), MakeCode()),
            Button(words("kit.back"), OpenRecovery()),
        ),
    )


def code_screen(words: Words, code: str) -> Screen:
    """A new code, seen this once."""
    return Screen(
        paragraphs(bold(words("joining.recovery.title")), shown_code(words, code)),
        button_rows(
            Button(words("joining.recovery.noted"), OpenRecovery()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def left_screen(words: Words, move: Move, now: datetime) -> Screen:
    """In the chat that somebody moved away from, whatever is pressed or sent there."""
    may_object = move.disputed_at is None and now - move.at <= DISPUTED_WITHIN
    return Screen(
        paragraphs(
            bold(words("joining.move.left", day=words.date(move.at.date()))),
            words("joining.move.left_text"),
            words("joining.move.told") if move.disputed_at else "",
            words("joining.move.object") if may_object else "",
        ),
        button_rows(
            Button(words("joining.move.not_me"), NotMe(move.public_id)) if may_object else None,
            Button(words("joining.move.back_here"), OpenReturn()),
            Button(words("joining.language"), OpenLanguages()),
        ),
    )


def old_chat_notice(words: Words, move: str) -> Screen:
    """What the chat before is told."""
    return Screen(
        paragraphs(
            bold(words("joining.move.old_title")),
            words("joining.move.left_text"),
            words("joining.move.object"),
        ),
        button_rows(Button(words("joining.move.not_me"), NotMe(move))),
    )


def new_chat_notice(words: Words, name: str) -> Screen:
    """Staff have confirmed: everything is here."""
    return Screen(
        paragraphs(
            bold(words("joining.move.done", name=name)),
            words("joining.move.done_text"),
            words("joining.move.make_code"),
        ),
        button_rows(
            Button(words("joining.recovery.make"), MakeCode()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def refused_notice(words: Words) -> Screen:
    """Staff did not know whoever asked."""
    return Screen(
        words.text("joining.move.refused"),
        button_rows(Button(words("joining.move.title"), OpenReturn())),
    )


def disputed_notice(words: Words, name: str) -> Screen:
    """The chat before says that it was not them who moved."""
    return Screen(
        words.text("joining.move.disputed", name=bold(name)),
        button_rows(
            Button(words("joining.move.staff_title"), OpenMoves()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def moves_screen(words: Words) -> Screen:
    """For staff: the number that somebody told them."""
    return Screen(
        paragraphs(bold(words("joining.move.staff_title")), words("joining.move.staff_text")),
        button_rows(
            Button(words("joining.recovery.title"), OpenRecovery()),
            Button(words("kit.home"), places.OpenHome()),
        ),
        expects=OpenMoves(),
    )


def _claimed(words: Words, claim: Claim, zone: str) -> Text:
    """What the new account says of itself; nothing of it is known to be true."""
    return lines(
        words("joining.move.said", name=claim.said),
        words(
            "joining.move.telegram",
            name=claim.first_name,
            language=words.language_name(claim.language),
        ),
        words("joining.move.asked_at", at=words.moment(claim.asked_at, zone)),
    )


def claim_screen(words: Words, claim: Claim, found: Sequence[Person], zone: str) -> Screen:
    """Who it could be, of those in the staff's scope."""
    return Screen(
        paragraphs(
            bold(words("joining.move.staff_title")),
            _claimed(words, claim, zone),
            words("joining.move.which" if found else "joining.move.nobody"),
        ),
        button_rows(
            *(Button(one.name[:SHOWN_NAME], PickPerson(claim.public_id, one.id)) for one in found),
            Button(words("joining.move.refuse"), RefuseClaim(claim.public_id)),
            Button(words("kit.back"), OpenMoves()),
        ),
        expects=OpenClaim(claim.public_id),
    )


def confirm_screen(
    words: Words, claim: Claim, person: Person, groups: Sequence[str], zone: str
) -> Screen:
    """What staff know of the person, beside what the new account says; what follows."""
    country = words.country(person.country) if person.country else "–"
    roles = words.listing(words(f"people.role.{role}") for role in sorted(person.roles))
    return Screen(
        paragraphs(
            bold(person.name),
            lines(
                f"{roles} · {country} · {words.language_name(person.language)}",
                ", ".join(groups)[:SHOWN_GROUPS],
                words("joining.move.last_here", day=_day(words, person.last_active_day)),
            ),
            _claimed(words, claim, zone),
            words("joining.move.confirm_text"),
        ),
        button_rows(
            Button(words("joining.move.confirm"), ConfirmMove(claim.public_id, person.id)),
            Button(words("joining.move.refuse"), RefuseClaim(claim.public_id)),
            Button(words("kit.back"), OpenClaim(claim.public_id)),
        ),
    )


def _day(words: Words, day: str | None) -> str:
    return words.date(date.fromisoformat(day)) if day else "–"


def staff_done_screen(words: Words, key: str, **values: str) -> Screen:
    """A claim is over."""
    return Screen(
        words.text(key, **values),
        button_rows(
            Button(words("joining.move.staff_title"), OpenMoves()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def taken_back_screen(words: Words) -> Screen:
    """Nobody is asked any more."""
    return Screen(
        words.text("joining.move.taken_back"), button_rows(Button(words("kit.back"), OpenReturn()))
    )
