"""What belongs to an outcome, a term or a guide, and who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.booklets.rules import may_read
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lessons import Card, GlossaryTerm, Guide, Lesson, Quiz
from bot.people.rules import Person, Role

# Who may read guides at all; which of them, the guide itself says.
GUIDED: Final = (Role.TUTOR, Role.ASSESSOR, Role.COORDINATOR, Role.ADMINISTRATOR)


def lessons_of_outcome(curriculum: Curriculum, outcome: str) -> tuple[Lesson, ...]:
    """In the order to take them."""
    return tuple(lesson for lesson in curriculum.lessons.values() if outcome in lesson.outcomes)


def quizzes_of_outcome(curriculum: Curriculum, outcome: str) -> tuple[Quiz, ...]:
    """Those that ask about it, the one that asks most first."""
    asked = {
        quiz.id: sum(outcome in item.outcomes for item in quiz.items)
        for quiz in curriculum.quizzes.values()
    }
    found = [quiz for quiz in curriculum.quizzes.values() if asked[quiz.id]]
    return tuple(sorted(found, key=lambda quiz: -asked[quiz.id]))


def lessons_of_term(curriculum: Curriculum, term: GlossaryTerm) -> tuple[Lesson, ...]:
    """Those with a card that explains it."""
    lessons = curriculum.lessons.values()
    return tuple(one for one in lessons if any(card.term == term.id for card in one.cards))


def guides_for(curriculum: Curriculum, person: Person) -> tuple[Guide, ...]:
    return tuple(guide for guide in curriculum.guides.values() if may_read(person, guide))


@dataclass(frozen=True, slots=True)
class GuideCard:
    """A card within its guide; `position` counts from 1."""

    guide: Guide
    position: int

    @property
    def card(self) -> Card:
        return self.guide.cards[self.position - 1]

    @property
    def previous(self) -> Card | None:
        return self.guide.cards[self.position - 2] if self.position > 1 else None

    @property
    def next(self) -> Card | None:
        is_last = self.position == len(self.guide.cards)
        return None if is_last else self.guide.cards[self.position]


def find_guide_card(guide: Guide, card: str) -> GuideCard | None:
    """Nothing where the guide no longer has such a card."""
    positions = (n for n, known in enumerate(guide.cards, 1) if known.id == card)
    position = next(positions, None)
    return GuideCard(guide, position) if position else None
