"""The cards of a lesson or a guide as sections of running text, each by its kind."""

from __future__ import annotations

from datetime import date
from typing import Final, TypedDict

from bot.booklets.writing.exercises import Answered, Asked, Exercise
from bot.booklets.writing.flow import Named, Said, named, said
from bot.booklets.writing.sources import Sources
from bot.booklets.writing.terms import Term, term_shown
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item
from bot.curriculum.lessons import Card, CardKind
from bot.kit.i18n import Words

LINES_TO_WRITE_ON: Final = 9


class Section(TypedDict):
    """A card; `lines` are ruled for a written answer."""

    kind: str
    heading: Named
    body: Said | None
    checked: str
    sources: list[int]
    term: Term | None
    exercise: Exercise | None
    lines: int


class Writer:
    """Writes cards in reading order, and remembers what belongs at the end of the booklet."""

    def __init__(self, curriculum: Curriculum, words: Words) -> None:
        self._curriculum = curriculum
        self._words = words
        self.sources = Sources()
        self.asked: list[Item] = []
        self.terms: set[str] = set()

    def section(self, card: Card) -> Section:
        return {
            "kind": card.kind,
            "heading": named(card.heading, self._words.language, self.sources),
            "body": said(card.body, self._words.language, self.sources) if card.body else None,
            "checked": self._checked(card.valid_as_of, card.review_by),
            "sources": self.sources.cite(card.source),
            "term": self._term(card.term),
            "exercise": self._exercise(card.item),
            "lines": LINES_TO_WRITE_ON if card.kind is CardKind.REFLECTION else 0,
        }

    def answers(self) -> list[Answered]:
        """What there is to say about the exercises so far, in their order."""
        return [
            self._asked(item, n).answer(self._checked(item.valid_as_of, item.review_by))
            for n, item in enumerate(self.asked, 1)
        ]

    def _checked(self, day: date | None, until: date | None) -> str:
        if day is None:
            return ""
        if until is None:
            return self._words("booklets.checked", day=day)
        return self._words("booklets.checked_until", day=day, until=until)

    def _term(self, term: str | None) -> Term | None:
        if term is None:
            return None
        self.terms.add(term)
        return term_shown(self._words, self.sources, self._curriculum.terms[term])

    def _exercise(self, item: Item | None) -> Exercise | None:
        if item is None:
            return None
        self.asked.append(item)
        return self._asked(item, len(self.asked)).exercise()

    def _asked(self, item: Item, number: int) -> Asked:
        return Asked(self._words, self.sources, item, number)
