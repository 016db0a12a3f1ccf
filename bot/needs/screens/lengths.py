"""How long the screens of the training-needs analysis become in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item
from bot.curriculum.lengths import ScreenLength
from bot.items.answers import encode_answer
from bot.items.screens.lengths import item_lengths
from bot.kit.i18n import Words
from bot.kit.text import plain
from bot.needs.rules import parts
from bot.needs.rules.parts import Answer, Asked, Phase, Place, QuestionKind
from bot.needs.screens.checks import check_screen
from bot.needs.screens.questions import question_screen

BEFORE_ALL: Final = date.min  # when no check is withdrawn yet
SEED: Final = "lengths"


def needs_lengths(words: Words, curriculum: Curriculum) -> Iterator[ScreenLength]:
    """Every statement, importance question and knowledge check."""
    for unit in curriculum.units:
        part = parts.part_of(curriculum, unit, BEFORE_ALL)
        if part is not None:
            for position in range(1, len(part.questions) + 1):
                yield from _question(words, curriculum, Place(part, position))


def _question(words: Words, curriculum: Curriculum, place: Place) -> Iterator[ScreenLength]:
    """With a note on the answer just given before it."""
    question, needs = place.question, curriculum.needs
    noted = Answer(place.part.questions[0].id, place.part.unit.id, "4", "")
    asked = Asked(Phase.START, place, noted=noted)
    if question.item is not None:
        yield from _check(words, curriculum, asked, question.item)
        return
    rated = question.kind is QuestionKind.STATEMENT
    of = needs.statements[question.id] if rated else needs.outcomes[question.id]
    shown = question_screen(words, curriculum, asked)
    what = f"the question on `{question.id}`"
    yield ScreenLength(what, of, words.language, len(plain(shown.text)))


def _check(
    words: Words, curriculum: Curriculum, asked: Asked, item: Item
) -> Iterator[ScreenLength]:
    def given(code: str) -> Asked:
        answer = Answer(item.id, asked.place.part.unit.id, code, item.fingerprint)
        return replace(asked, given=answer, noted=None)

    yield from item_lengths(
        words,
        item,
        lambda _: check_screen(words, curriculum, asked, item, SEED),
        lambda answer, page: check_screen(
            words, curriculum, given(encode_answer(item, answer)), item, SEED, page
        ),
    )
