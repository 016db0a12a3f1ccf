"""The exercises that somebody judges or runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs
from bot.standardisation.addresses import ChooseSample, OpenExercise, SendReport
from bot.standardisation.rules.exercises import Exercise, Judge, Progress, State
from bot.standardisation.screens.parts import home, label, turning, until

A_PAGE: Final = 3


@dataclass(frozen=True, slots=True)
class Row:
    """An exercise in the list. `own` is one's own part in it; the counts are of all judges."""

    exercise: Exercise
    title: str
    own: Judge | None
    counts: Mapping[Progress, int]


def exercises_screen(
    words: Words, rows: Sequence[Row], page: int, zone: str, *, more: bool, manages: bool
) -> Screen:
    """A page of them, what is open first."""
    numbered = list(enumerate(rows, page * A_PAGE + 1))
    opening = [
        Button(label(f"{number}. {row.title}"), OpenExercise(row.exercise.public_id))
        for number, row in numbered
    ]
    before = places.OpenStandardisation(page - 1) if page else None
    after = places.OpenStandardisation(page + 1) if more else None
    empty = words("standardisation.none_manage" if manages else "standardisation.none")
    return Screen(
        paragraphs(
            bold(words("standardisation.title")),
            words("standardisation.what") if not rows else "",
            *([_row(words, n, row, zone) for n, row in numbered] or [empty]),
        ),
        (
            *button_rows(*opening),
            *turning(words, before, after),
            *_manager_rows(words, manages=manages),
            (home(words),),
        ),
    )


def _manager_rows(words: Words, *, manages: bool) -> tuple[tuple[Button, ...], ...]:
    if not manages:
        return ()
    return button_rows(
        Button(words("standardisation.button.new"), ChooseSample()),
        Button(words("standardisation.button.report"), SendReport()),
        per_row=2,
    )


def _row(words: Words, number: int, row: Row, zone: str) -> Text:
    return lines(bold(f"{number}. {row.title}"), _state(words, row, zone), _own(words, row))


def _state(words: Words, row: Row, zone: str) -> str:
    exercise = row.exercise
    if exercise.state is State.DRAFT:
        return words("standardisation.is_draft")
    if exercise.state is State.CLOSED:
        at = words.moment(exercise.closed_at, zone) if exercise.closed_at else ""
        return words("standardisation.closed_at", at=at)
    signed, invited = row.counts.get(Progress.SIGNED, 0), sum(row.counts.values())
    return words(
        "standardisation.open_until",
        at=until(words, exercise.deadline, zone),
        signed=signed,
        invited=invited,
    )


def _own(words: Words, row: Row) -> str:
    if row.own is None or row.exercise.state is State.DRAFT:
        return ""
    if row.exercise.state is State.CLOSED and row.own.progress is not Progress.SIGNED:
        return words("standardisation.own.missed")
    return words(f"standardisation.own.{row.own.progress}")


def report_comes_screen(words: Words) -> Screen:
    """The figures come as a message of their own."""
    return Screen(
        words.text("standardisation.report_comes"),
        button_rows(Button(words("kit.back"), places.OpenStandardisation()), home(words)),
    )
