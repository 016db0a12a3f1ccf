"""An open exercise, for whoever runs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs
from bot.standardisation.addresses import (
    AskToClose,
    CloseExercise,
    OpenExercise,
    OpenRun,
    ReadPiece,
    RemindJudges,
)
from bot.standardisation.rules.exercises import Exercise, Paper, Progress
from bot.standardisation.screens.parts import back, heading, named, outcome_line, title_of, until

ROOM: Final = 120  # for the names of each group


def run_screen(
    words: Words,
    exercise: Exercise,
    paper: Paper,
    judges: dict[Progress, Sequence[str]],
    zone: str,
    *,
    judges_too: bool,
    note: str = "",
) -> Screen:
    """Who has signed, and who has not; never what they say."""
    public = exercise.public_id
    waiting = len(judges[Progress.INVITED]) + len(judges[Progress.BEGUN])
    remind = Button(words("standardisation.button.remind"), RemindJudges(public))
    own = Button(words("standardisation.button.my_part"), OpenExercise(public))
    return Screen(
        paragraphs(
            note,
            heading(title_of(words, paper)),
            lines(
                outcome_line(words, paper),
                words("standardisation.ends", at=until(words, exercise.deadline, zone)),
            ),
            *(_group(words, progress, judges[progress]) for progress in reversed(Progress)),
            words("standardisation.blind_manager"),
        ),
        button_rows(
            remind if waiting else None,
            Button(words("standardisation.button.close"), AskToClose(public)),
            Button(words("standardisation.button.read"), ReadPiece(public, 1)),
            own if judges_too else None,
            back(words, places.OpenStandardisation()),
        ),
    )


def _group(words: Words, progress: Progress, names: Sequence[str]) -> Text:
    """How many are so far, and who."""
    if not names:
        return ()
    counted = words.count(f"standardisation.progress.{progress}", len(names))
    return lines(bold(counted), named(words, names, ROOM))


def close_screen(words: Words, exercise: Exercise, paper: Paper, signed: int, all_: int) -> Screen:
    """What follows from closing, before it does."""
    public = exercise.public_id
    return Screen(
        paragraphs(
            heading(title_of(words, paper)),
            words("standardisation.close_sure", signed=signed, invited=all_),
        ),
        button_rows(
            Button(words("standardisation.button.close_yes"), CloseExercise(public)),
            Button(words("standardisation.button.close_no"), OpenRun(public)),
        ),
    )
