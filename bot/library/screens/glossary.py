"""The glossary: looking up a word, all terms in order, one term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lessons import GlossaryTerm
from bot.items.screens.parts import sourced
from bot.items.screens.terms import doubt, names_elsewhere
from bot.kit.i18n import Words
from bot.kit.telegram.pages import pages_of, within
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, text
from bot.library.addresses import BrowseTerms, OpenGlossary, OpenTerm
from bot.library.rules.order import LetterGroup, letter_groups
from bot.library.rules.reading import lessons_of_term
from bot.library.rules.search import Found
from bot.library.screens.parts import (
    Paged,
    back_button,
    head,
    label,
    lesson_button,
    room_under,
    said,
    turn,
    way_back,
)

TERMS_A_PAGE: Final = 5
LESSONS_SHOWN: Final = 3
OTHERS_NAMED: Final = 3
QUOTED: Final = 40
NOTE_ROOM: Final = 200  # characters for what a search has to say above a term
TermPage = tuple[LetterGroup, tuple[GlossaryTerm, ...]]


def glossary_screen(words: Words, curriculum: Curriculum) -> Screen:
    """Write a word, or choose an initial."""
    groups = letter_groups(curriculum.terms.values(), words.language)
    pages = _pages(groups)
    initials = [
        Button(group.name, BrowseTerms(next(n for n, (of, _) in enumerate(pages) if of is group)))
        for group in groups
    ]
    return Screen(
        paragraphs(
            bold(words.text("library.glossary")),
            words.count_text("library.terms", len(curriculum.terms)),
            words.text("library.write_a_word"),
            words.text("library.or_choose"),
        ),
        (*button_rows(*initials, per_row=2), way_back(words, places.OpenLibrary())),
        expects=OpenGlossary(),
    )


def _pages(groups: Sequence[LetterGroup]) -> list[TermPage]:
    """Groups in pages; a page never holds terms of two groups."""
    return [
        (group, group.terms[start : start + TERMS_A_PAGE])
        for group in groups
        for start in range(0, len(group.terms), TERMS_A_PAGE)
    ]


def _page_of(words: Words, curriculum: Curriculum, term: GlossaryTerm) -> int:
    pages = _pages(letter_groups(curriculum.terms.values(), words.language))
    return next((n for n, (_, terms) in enumerate(pages) if term in terms), 0)


def browse_screen(words: Words, curriculum: Curriculum, page: int) -> Screen:
    """A page of all terms in order."""
    pages = _pages(letter_groups(curriculum.terms.values(), words.language))
    if not pages:
        return glossary_screen(words, curriculum)
    page = within(page, pages)
    group, terms = pages[page]
    names = [term.term for term in terms]
    listed = lines(*(name.text(words.language).rich for name in names))
    above = head(words, words.text("library.initials", initials=group.name), *names)
    of = Paged(above, [listed if at == page else () for at in range(len(pages))])
    shown, turning = turn(words, of, page, BrowseTerms)
    return Screen(
        shown,
        (
            *button_rows(*(_term_button(words, term) for term in terms)),
            *turning,
            (back_button(words, OpenGlossary()),),
        ),
        expects=OpenGlossary(),
    )


def _term_button(words: Words, term: GlossaryTerm) -> Button:
    return Button(label(said(words, term.term)), OpenTerm(term.id))


def term_screen(
    words: Words,
    curriculum: Curriculum,
    term: GlossaryTerm,
    page: int = 0,
    others: Sequence[GlossaryTerm] = (),
) -> Screen:
    """What it means, what it is called elsewhere, where that stands, and where it is taught.

    `others` fit what was typed as well, if not as closely.
    """
    of = term_pages(words, term)
    told, turning = turn(words, of, page, lambda to: OpenTerm(term.id, to))
    taught = lessons_of_term(curriculum, term)[:LESSONS_SHOWN]
    outcome = next((one for one in term.outcomes if one in curriculum.outcomes), None)
    return Screen(
        paragraphs(_also(words, others), told),
        (
            *turning,
            *button_rows(*(lesson_button(words, lesson) for lesson in taught)),
            *button_rows(_outcome_button(words, outcome)),
            way_back(words, BrowseTerms(_page_of(words, curriculum, term))),
        ),
        expects=OpenGlossary(),
    )


def term_pages(words: Words, term: GlossaryTerm) -> Paged:
    shown = term.term.text(words.language)
    name = text(shown.rich, doubt(words, term, shown.language))
    above = head(words, name, term.term, term.explanation)
    blocks = [
        term.explanation.text(words.language).rich,
        names_elsewhere(words, term),
        sourced(words, term.source, None),
    ]
    room = room_under(words, above) - NOTE_ROOM
    return Paged(above, pages_of(filter(None, blocks), room))


def _outcome_button(words: Words, outcome: str | None) -> Button | None:
    if outcome is None:
        return None
    return Button(words("library.outcome", outcome=outcome), places.OpenOutcome(outcome))


def _also(words: Words, others: Sequence[GlossaryTerm]) -> Text:
    if not others:
        return ()
    named = "; ".join(label(said(words, term.term)) for term in others[:OTHERS_NAMED])
    return words.text("library.also_found", terms=named)


def found_screen(words: Words, curriculum: Curriculum, found: Found, written: str) -> Screen:
    """The one term that is meant, several to choose from, or what to try instead."""
    if found.only is not None:
        return term_screen(words, curriculum, found.only, others=found.terms[1:])
    shown = found.terms[:TERMS_A_PAGE]
    return Screen(
        paragraphs(
            _told_of(words, found, _quoted(written)),
            lines(*(term.term.text(words.language).rich for term in shown)),
            words.text("library.narrow") if len(found.terms) > len(shown) else (),
        ),
        (
            *button_rows(*(_term_button(words, term) for term in shown)),
            way_back(words, OpenGlossary()),
        ),
        expects=OpenGlossary(),
    )


def _told_of(words: Words, found: Found, written: str) -> Text:
    if not found.terms:
        return words.text("library.none_found", written=written)
    if found.alike:
        return words.text("library.alike", written=written)
    return words.count_text("library.several", len(found.terms), written=written)


def _quoted(written: str) -> str:
    line = " ".join(written.split())
    return line if len(line) <= QUOTED else line[: QUOTED - 1].rstrip() + "…"
