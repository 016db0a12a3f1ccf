"""How long the screens of all lessons become in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lengths import ScreenLength
from bot.items.screens.lengths import item_lengths
from bot.kit.i18n import Words
from bot.kit.text import plain
from bot.lessons.rules import CardInPlace, OpenedCard
from bot.lessons.screens.cards import card_screen
from bot.lessons.screens.checks import check_screen
from bot.lessons.screens.terms import more_screen

SEED: Final = "lengths"


def lesson_lengths(words: Words, curriculum: Curriculum) -> Iterator[ScreenLength]:
    """Every card, with the notes on it that may come some day."""
    for lesson in curriculum.lessons.values():
        for position in range(1, len(lesson.cards) + 1):
            place = CardInPlace(lesson, position)
            dated = place.card.review_by or (place.card.item and place.card.item.review_by)
            opened = OpenedCard(place, resumed=True, under_review=dated is not None)
            draw = _card if place.card.item is None else _check
            yield from draw(words, curriculum, opened)


def _card(words: Words, curriculum: Curriculum, opened: OpenedCard) -> Iterator[ScreenLength]:
    card, language = opened.place.card, words.language
    shown = card_screen(words, curriculum, opened)
    yield ScreenLength(f"the card `{card.id}`", card.heading, language, len(plain(shown.text)))
    if card.term or card.source:
        more = more_screen(words, curriculum, opened.place)
        what = f"what hangs on the card `{card.id}`"
        yield ScreenLength(what, card.heading, language, len(plain(more.text)))


def _check(words: Words, _: Curriculum, opened: OpenedCard) -> Iterator[ScreenLength]:
    item = opened.place.card.item
    if item is not None:
        yield from item_lengths(
            words,
            item,
            lambda answer: check_screen(words, replace(opened, so_far=answer), SEED),
            lambda answer, page: check_screen(words, replace(opened, given=answer), SEED, page),
        )
