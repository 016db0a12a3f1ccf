"""How long the screens of the library become in one language."""

from __future__ import annotations

from collections.abc import Iterator

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lengths import ScreenLength
from bot.curriculum.words import Phrase
from bot.kit.i18n import Words
from bot.kit.text import plain
from bot.library.rules.reading import GuideCard
from bot.library.screens.answers import answer_pages
from bot.library.screens.glossary import term_pages
from bot.library.screens.guides import card_pages
from bot.library.screens.outcomes import outcome_pages
from bot.library.screens.parts import Paged


def library_lengths(words: Words, curriculum: Curriculum) -> Iterator[ScreenLength]:
    """The longest page of every outcome, term, published answer and card of a guide.

    Pages are cut between paragraphs, so that only a paragraph of its own can be too long.
    """
    for outcome in curriculum.outcomes.values():
        of = outcome_pages(words, curriculum, outcome)
        yield _longest(words, f"the outcome `{outcome.id}`", outcome.title, of)
    for term in curriculum.terms.values():
        yield _longest(words, f"the term `{term.id}`", term.term, term_pages(words, term))
    for answer in curriculum.answers.values():
        what = f"the answer `{answer.id}`"
        yield _longest(words, what, answer.question, answer_pages(words, answer))
    for guide in curriculum.guides.values():
        for position, card in enumerate(guide.cards, 1):
            dated = card.review_by is not None
            of = card_pages(words, GuideCard(guide, position), under_review=dated)
            yield _longest(words, f"the card `{card.id}` of a guide", card.heading, of)


def _longest(words: Words, what: str, at: Phrase, of: Paged) -> ScreenLength:
    lengths = (len(plain(of.shown(words, page))) for page in range(len(of.pages)))
    return ScreenLength(what, at, words.language, max(lengths))
