"""What is on record beside the rounds: no second assessor and why, conflicts and their lifting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.evidence.rules.entries import excerpt
from bot.judging.addresses import (
    LiftConflict,
    OpenDeclared,
    OpenRoundDesk,
    OpenWaivers,
    ShowDeclared,
    WaiveSecond,
)
from bot.judging.rules.desk import Declared, Waived, Waivers
from bot.judging.rules.rounds import LONGEST_NOTE, Desk
from bot.judging.screens.coordinating import waivers_line
from bot.judging.screens.parts import (
    back_button,
    home_button,
    label,
    outcome_title,
    round_line,
    turning,
)
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs, quote

A_PAGE: Final = 3
REASON: Final = 90


def waive_screen(words: Words, desk: Desk) -> Screen:
    """Takes why one assessor is to do."""
    public = desk.round.public_id
    return Screen(
        paragraphs(
            lines(bold(desk.candidate), outcome_title(words, desk.round.outcome)),
            words("judging.waive_how", n=LONGEST_NOTE),
        ),
        button_rows(back_button(words, OpenRoundDesk(public)), home_button(words)),
        expects=WaiveSecond(public),
    )


def waivers_screen(
    words: Words,
    found: Sequence[Waived],
    page: int,
    zone: str,
    waivers: Waivers,
    declared: int,
    *,
    more: bool,
) -> Screen:
    """The share of a year, and a page of the rounds with the reasons."""
    numbered = list(enumerate(found[:A_PAGE], page * A_PAGE + 1))
    opening = [
        Button(label(f"{n}. {one.candidate}"), OpenRoundDesk(one.round.public_id))
        for n, one in numbered
    ]
    pages = turning(
        words, OpenWaivers(page - 1) if page else None, OpenWaivers(page + 1) if more else None
    )
    conflicts = Button(words("judging.button.declared", n=declared), OpenDeclared())
    return Screen(
        paragraphs(
            bold(words("judging.title_waivers")),
            waivers_line(words, waivers) if waivers.waived else words("judging.no_waivers"),
            lines(*(_waived(words, n, one, zone) for n, one in numbered)),
        ),
        (
            *button_rows(*opening),
            *pages,
            *button_rows(conflicts),
            (back_button(words, places.OpenJudgingDesk()), home_button(words)),
        ),
    )


def _waived(words: Words, number: int, one: Waived, zone: str) -> Text:
    round_ = one.round
    return joined(
        " · ",
        [
            bold(f"{number}. {one.candidate}"),
            round_line(words, round_),
            words.moment(round_.waived_at, zone) if round_.waived_at else "",
            one.by or words("people.left"),
            excerpt(round_.waiver or "", REASON),
        ],
    )


def declared_screen(words: Words, shown: Sequence[Declared], page: int, *, more: bool) -> Screen:
    """A page of who declared a conflict with whom."""
    numbered = list(enumerate(shown, page * A_PAGE + 1))
    rows = [
        joined(" · ", [bold(f"{n}. {one.assessor}"), one.trainee, _kind(words, one)])
        for n, one in numbered
    ]
    opening = [
        Button(label(f"{n}. {one.assessor} · {one.trainee}"), ShowDeclared(one.id))
        for n, one in numbered
    ]
    pages = turning(
        words, OpenDeclared(page - 1) if page else None, OpenDeclared(page + 1) if more else None
    )
    return Screen(
        paragraphs(
            bold(words("judging.title_conflicts")),
            words("judging.declared_how"),
            lines(*rows) or words("judging.none_declared"),
        ),
        (
            *button_rows(*opening),
            *pages,
            (back_button(words, OpenWaivers()), home_button(words)),
        ),
    )


def _kind(words: Words, one: Declared) -> str:
    return words(f"judging.conflict.{one.kind}")


def one_declared_screen(words: Words, one: Declared, zone: str) -> Screen:
    """What was declared, and the way to lift it."""
    return Screen(
        paragraphs(
            lines(
                bold(words("judging.declared_with", assessor=one.assessor, name=one.trainee)),
                joined(" · ", [_kind(words, one), words.moment(one.at, zone)]),
            ),
            quote(one.note) if one.note else "",
        ),
        button_rows(
            Button(words("judging.button.lift"), LiftConflict(one.id)),
            back_button(words, OpenDeclared()),
            home_button(words),
        ),
    )


def lift_screen(words: Words, one: Declared) -> Screen:
    """Takes why it does not hold."""
    return Screen(
        paragraphs(
            bold(words("judging.declared_with", assessor=one.assessor, name=one.trainee)),
            words("judging.lift_how", n=LONGEST_NOTE),
        ),
        button_rows(back_button(words, ShowDeclared(one.id)), home_button(words)),
        expects=LiftConflict(one.id),
    )


def lifted_screen(words: Words, one: Declared) -> Screen:
    """It is done, and the assessor told."""
    return Screen(
        words.text("judging.lifted", assessor=one.assessor, name=one.trainee),
        button_rows(back_button(words, OpenDeclared()), home_button(words)),
    )
