"""Works in languages that the content is not translated into yet, and with words as one fears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lessons import Card, Lesson
from bot.curriculum.words import Phrase

Rewrite = Callable[[Phrase], Phrase]


def in_language(language: str, words: str) -> Rewrite:
    """Every text gets these words in the language."""
    return lambda phrase: Phrase({**phrase.written, language: words}, phrase.marked)


def rewritten(curriculum: Curriculum, lesson: str, rewrite: Rewrite) -> Curriculum:
    """The same curriculum, with the texts of one lesson's cards changed."""
    changed = _lesson(curriculum.lessons[lesson], rewrite)
    return replace(curriculum, lessons={**curriculum.lessons, lesson: changed})


def _lesson(lesson: Lesson, rewrite: Rewrite) -> Lesson:
    cards = tuple(_card(card, rewrite) for card in lesson.cards)
    return replace(lesson, title=rewrite(lesson.title), cards=cards)


def _card(card: Card, rewrite: Rewrite) -> Card:
    body = rewrite(card.body) if card.body else None
    return replace(card, heading=rewrite(card.heading), body=body)
