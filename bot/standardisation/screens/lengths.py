"""How long the screens of samples become in one language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Final

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lengths import ScreenLength
from bot.curriculum.verdicts import Verdict
from bot.curriculum.words import Phrase
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Screen
from bot.kit.text import plain
from bot.people.rules import Grant, Role
from bot.standardisation.papers import paper_of
from bot.standardisation.rules.exercises import Deadline, Exercise, Given, Paper, State
from bot.standardisation.rules.results import Results, Sheet
from bot.standardisation.screens.judging import overview_screen, piece_screen
from bot.standardisation.screens.results import result_screen

ZONE: Final = "Europe/Stockholm"
EXERCISE: Final = Exercise(
    id=1,
    public_id="2345678923",
    sample="",
    hash="",
    state=State.OPEN,
    scope=Grant(Role.COORDINATOR),
    made_by=0,
    deadline=Deadline(date(2026, 9, 30), time(18), ZONE),
)


def standardisation_lengths(words: Words, curriculum: Curriculum) -> Iterator[ScreenLength]:
    """What is asked, each piece, and each criterion with nine judges' verdicts and the reason."""
    for sample in curriculum.samples.values():
        paper = paper_of(curriculum, sample)
        what = f"the sample `{sample.id}`"
        overview = overview_screen(words, EXERCISE, paper, [1], ZONE, signed=False, manages=False)
        yield _length(words, what, sample.candidate, overview)
        for position, piece in enumerate(sample.pieces, 1):
            of = piece_screen(words, EXERCISE.public_id, paper, position, judges=True)
            yield _length(words, f"the piece `{piece.id}` of {what}", piece.text, of)
        results = drawn_results(paper)
        for position, said in enumerate(sample.references, 1):
            of = result_screen(words, results, position)
            yield _length(words, f"the verdict on `{said.criterion}`", said.reason, of)


def drawn_results(paper: Paper) -> Results:
    """As three judges of each opinion would have brought about."""
    sheets = tuple(
        Sheet(letter, {one.id: Given(verdict, "…") for one in paper.criteria})
        for letter, verdict in zip("ABCDEFGHI", (*Verdict, *Verdict, *Verdict), strict=True)
    )
    return Results(EXERCISE, paper, sheets, len(sheets), own="A")


def _length(words: Words, what: str, at: Phrase, of: Screen) -> ScreenLength:
    return ScreenLength(what, at, words.language, len(plain(of.text)))
