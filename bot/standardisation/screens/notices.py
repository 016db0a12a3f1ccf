"""What is sent to people about an exercise."""

from __future__ import annotations

from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, paragraphs
from bot.standardisation.addresses import OpenExercise, OpenRun
from bot.standardisation.rules.exercises import Exercise, Paper
from bot.standardisation.screens.parts import home, in_english, outcome_line, title_of, until


def invitation_notice(words: Words, exercise: Exercise, paper: Paper, zone: str) -> Screen:
    """Please judge."""
    return Screen(
        paragraphs(
            words.text("standardisation.notice.invited", title=bold(title_of(words, paper))),
            outcome_line(words, paper),
            words("standardisation.notice.how", at=until(words, exercise.deadline, zone)),
            in_english(words, paper),
        ),
        _open(words, exercise, "standardisation.button.begin"),
    )


def reminder_notice(words: Words, exercise: Exercise, paper: Paper, zone: str) -> Screen:
    """You have not signed yet."""
    return Screen(
        words.text(
            "standardisation.notice.reminded",
            title=bold(title_of(words, paper)),
            at=until(words, exercise.deadline, zone),
        ),
        _open(words, exercise, "standardisation.button.go_on"),
    )


def all_signed_notice(words: Words, exercise: Exercise, paper: Paper, zone: str) -> Screen:
    """For whoever runs it: it can be closed before its deadline."""
    return Screen(
        words.text(
            "standardisation.notice.all_signed",
            title=bold(title_of(words, paper)),
            at=until(words, exercise.deadline, zone),
        ),
        button_rows(
            Button(words("standardisation.button.run"), OpenRun(exercise.public_id)), home(words)
        ),
    )


def closed_notice(words: Words, exercise: Exercise, paper: Paper) -> Screen:
    """The results are there."""
    return Screen(
        words.text("standardisation.notice.closed", title=bold(title_of(words, paper))),
        _open(words, exercise, "standardisation.button.results"),
    )


def _open(words: Words, exercise: Exercise, key: str) -> tuple[tuple[Button, ...], ...]:
    return button_rows(Button(words(key), OpenExercise(exercise.public_id)), home(words))
