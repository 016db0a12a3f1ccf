"""What judges said of one criterion, side by side, without names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from string import ascii_uppercase
from typing import Final

from bot.curriculum.verdicts import Verdict
from bot.standardisation.rules.exercises import Exercise, Given, Judge, Paper

TWO_STEPS: Final = 2
MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """One judge's letter and what they said, by criterion."""

    letter: str
    given: Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class Results:
    """A closed exercise. `own` is the letter of whoever looks, where they signed it."""

    exercise: Exercise
    paper: Paper
    sheets: tuple[Sheet, ...]
    invited: int
    own: str | None = None
    manages: bool = False


def letter_of(number: int) -> str:
    """A, B … Z, AA, AB … for 0, 1 … 25, 26, 27 …"""
    rest, last = divmod(number, len(ascii_uppercase))
    return (letter_of(rest - 1) if rest else "") + ascii_uppercase[last]


def draw_letters(judges: Sequence[Judge], dice: Random) -> dict[int, int]:
    """By judge's id a number of their own, which says nothing about who it is."""
    numbers = list(range(len(judges)))
    dice.shuffle(numbers)
    return {judge.id: number for judge, number in zip(judges, numbers, strict=True)}


def verdicts_on(criterion: str, sheets: Iterable[Sheet]) -> dict[str, Verdict]:
    """By letter, in the order of the sheets."""
    said = ((sheet.letter, sheet.given.get(criterion, Given()).verdict) for sheet in sheets)
    return {letter: verdict for letter, verdict in said if verdict is not None}


def distribution(verdicts: Mapping[str, Verdict]) -> dict[Verdict, list[str]]:
    """Whose letters stand behind each verdict, also behind one that nobody gave."""
    return {
        verdict: [letter for letter, said in verdicts.items() if said is verdict]
        for verdict in Verdict
    }


def apart(verdicts: Mapping[str, Verdict]) -> bool:
    """Whether somebody says met and somebody else not yet."""
    steps = [verdict.step for verdict in verdicts.values()]
    return bool(steps) and max(steps) - min(steps) >= TWO_STEPS


def ratings_of(exercise_id: int, sheets: Iterable[Sheet]) -> list[dict[str, Verdict]]:
    """Each judge's verdicts by unit; a criterion is another unit in each exercise."""
    return [
        {
            f"{exercise_id}:{criterion}": given.verdict
            for criterion, given in sheet.given.items()
            if given.verdict is not None
        }
        for sheet in sheets
    ]
