"""Conflicts of interest: which one, a line on it, and whom one has declared not to judge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.evidence.rules.entries import excerpt
from bot.judging.addresses import (
    OpenConflicts,
    OpenWork,
    PickConflict,
    PickPerson,
    PickStanding,
    WriteConflict,
    WriteStanding,
)
from bot.judging.rules.rounds import LONGEST_NOTE, Work
from bot.judging.rules.separation import Conflict
from bot.judging.screens.parts import back_button, home_button, label, turning
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, joined, lines, paragraphs
from bot.people.rules import Person

A_PAGE: Final = 5
NOTE: Final = 60


def pick_conflict_screen(words: Words, work: Work) -> Screen:
    """Which conflict there is with whoever is to be judged."""
    public = work.assignment.public_id
    choices = [
        Button(words(f"judging.conflict.{kind}"), WriteConflict(public, kind)) for kind in Conflict
    ]
    return Screen(
        paragraphs(bold(work.candidate), words("judging.which_conflict")),
        button_rows(*choices, back_button(words, OpenWork(public))),
    )


def pick_standing_screen(words: Words, trainee: Person) -> Screen:
    """Which conflict there is with somebody one may be given."""
    public = trainee.public_id
    choices = [
        Button(words(f"judging.conflict.{kind}"), WriteStanding(public, kind)) for kind in Conflict
    ]
    return Screen(
        paragraphs(bold(trainee.name), words("judging.which_conflict")),
        button_rows(*choices, back_button(words, PickPerson())),
    )


def because_screen(
    words: Words, name: str, kind: Conflict, takes: WriteConflict | WriteStanding
) -> Screen:
    """Takes a line on it."""
    back: Address = (
        PickConflict(takes.work) if isinstance(takes, WriteConflict) else PickStanding(takes.person)
    )
    return Screen(
        paragraphs(
            lines(bold(name), words(f"judging.conflict.{kind}")),
            words("judging.because_how", n=LONGEST_NOTE),
        ),
        button_rows(back_button(words, back), home_button(words)),
        expects=takes,
    )


def conflicts_screen(
    words: Words, shown: Sequence[tuple[str, str, str]], page: int, *, more: bool
) -> Screen:
    """A page of whom one does not judge, and why."""
    rows = [
        joined(" · ", [bold(name), words(f"judging.conflict.{kind}"), excerpt(note, NOTE)])
        for name, kind, note in shown
    ]
    pages = turning(
        words,
        OpenConflicts(page - 1) if page else None,
        OpenConflicts(page + 1) if more else None,
    )
    return Screen(
        paragraphs(
            bold(words("judging.title_conflicts")),
            words("judging.conflicts_how"),
            lines(*rows) or words("judging.no_conflicts"),
        ),
        (
            *button_rows(Button(words("judging.button.declare_other"), PickPerson())),
            *pages,
            *button_rows(
                back_button(words, places.OpenAssessments()), home_button(words), per_row=2
            ),
        ),
    )


def people_screen(words: Words, shown: Sequence[Person], page: int, *, more: bool) -> Screen:
    """A page of the trainees in one's scope: their names and nothing else."""
    choices = [Button(label(one.name), PickStanding(one.public_id)) for one in shown]
    pages = turning(
        words, PickPerson(page - 1) if page else None, PickPerson(page + 1) if more else None
    )
    return Screen(
        words.text("judging.about_whom" if shown else "judging.nobody"),
        (*button_rows(*choices), *pages, (back_button(words, OpenConflicts()),)),
    )
