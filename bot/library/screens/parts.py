"""What several screens of the library have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot import places
from bot.curriculum.lessons import Lesson
from bot.curriculum.words import Phrase
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.pages import within
from bot.kit.telegram.screen import Button, Rows, button_rows
from bot.kit.text import Text, bold, italic, paragraphs, plain

LONGEST: Final = 900
LABEL: Final = 40
BETWEEN: Final = 4  # the empty lines around what a page holds


def home_button(words: Words) -> Button:
    return Button(words("kit.home"), places.OpenHome())


def back_button(words: Words, to: Address) -> Button:
    return Button(words("kit.back"), to)


def way_back(words: Words, to: Address) -> tuple[Button, Button]:
    return (back_button(words, to), home_button(words))


def label(of: str) -> str:
    """As much as a button holds, cut at a word."""
    if len(of) <= LABEL:
        return of
    return of[: LABEL - 1].rsplit(" ", 1)[0].rstrip(" ,:;–") + " …"


def said(words: Words, phrase: Phrase) -> str:
    """The words alone, in the reader's language if there are any."""
    return phrase.text(words.language).text


def head(words: Words, title: Text, *phrases: Phrase) -> Text:
    """The title, and the note that the text is in English where one of the phrases is."""
    is_there = all(phrase.is_in(words.language) for phrase in phrases)
    note = () if is_there else italic(words.text("lessons.in_english"))
    return paragraphs(bold(title), note)


def position(words: Words, page: int, of: int) -> Text:
    """Which page of how many; nothing where there is only one."""
    return words.text("library.page", n=page + 1, of=of) if of > 1 else ()


def room_under(words: Words, above: Text) -> int:
    """How many characters of a page have room under what stands above them."""
    return LONGEST - len(plain(above)) - len(plain(position(words, 98, 99))) - BETWEEN


@dataclass(frozen=True, slots=True)
class Paged:
    """What stands above all pages of something, and what is on each of them; at least one."""

    above: Text
    pages: Sequence[Text]

    def shown(self, words: Words, page: int) -> Text:
        return paragraphs(self.above, self.pages[page], position(words, page, len(self.pages)))


def turn(words: Words, of: Paged, page: int, to: Callable[[int], Address]) -> tuple[Text, Rows]:
    """A page, the nearest one if it is not there, and the buttons to its neighbours."""
    page = within(page, of.pages)
    return of.shown(words, page), button_rows(
        Button(words("kit.previous"), to(page - 1)) if page else None,
        Button(words("kit.next"), to(page + 1)) if page + 1 < len(of.pages) else None,
        per_row=2,
    )


def lesson_button(words: Words, lesson: Lesson) -> Button:
    named = words("library.lesson", title=said(words, lesson.title))
    return Button(label(named), places.OpenLesson(lesson.id))
