"""A check question in a lesson: asked, or explained once it has been answered."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot import places
from bot.curriculum.items import Item
from bot.items.answers import empty_answer
from bot.items.paths import Path
from bot.items.screens.asking import item_screen
from bot.items.screens.feedback import feedback_screen
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, italic, paragraphs, plain
from bot.lessons.addresses import AnswerCheck, ReadFeedback
from bot.lessons.rules import OpenedCard
from bot.lessons.screens.cards import (
    LONGEST,
    back_button,
    card_rows,
    flag_button,
    onward_button,
    position,
)

MOST_BUTTONS: Final = 8


def check_screen(words: Words, opened: OpenedCard, seed: str, page: int = 0) -> Screen:
    """The question as far as it is answered, or what was right, a page of it.

    `seed` is the person's own. Raises ValueError for a card that asks nothing.
    """
    item = opened.place.card.item
    if item is None:
        raise ValueError(f"{opened.place.card.id} asks nothing")
    if opened.given is None:
        return _asked(words, opened, item, seed)
    mark = item.mark
    return feedback_screen(
        words,
        item,
        opened.given,
        seed=seed,
        rows=card_rows(words, opened),
        more=lambda page: ReadFeedback(item.id, mark, page),
        page=page,
        header=position(words, opened.place),
    )


def _asked(words: Words, opened: OpenedCard, item: Item, seed: str) -> Screen:
    """With as much above the question as leaves it room."""
    mark = item.mark
    drafts = (
        item_screen(
            words,
            item,
            opened.so_far or empty_answer(item),
            seed=seed,
            to=lambda code, done: AnswerCheck(item.id, mark, code, done),
            header=header,
        )
        for header in _headers(words, opened)
    )
    screen = next(drafts)
    while len(plain(screen.text)) > LONGEST and (shorter := next(drafts, None)) is not None:
        screen = shorter
    return replace(screen, rows=(*screen.rows, *_ways_on(words, opened, screen)))


def _headers(words: Words, opened: OpenedCard) -> list[Text]:
    """From the whole card down to its place in the lesson; no card above a case under way."""
    card, place = opened.place.card, position(words, opened.place)
    review = italic(words.text("lessons.under_review")) if opened.under_review else ""
    heading = bold(card.heading.text(words.language).rich)
    body = card.body.text(words.language).rich if card.body else ""
    if isinstance(opened.so_far, Path) and opened.so_far.chosen:
        return [place]
    return [
        paragraphs(place, review, heading, body),
        paragraphs(place, review, heading),
        paragraphs(place, review),
        place,
    ]


def _ways_on(words: Words, opened: OpenedCard, asked: Screen) -> Rows:
    """Back and a question to a tutor always; more as far as the item's own buttons leave room."""
    taken = sum(len(row) for row in asked.rows)
    ways = (
        back_button(words, opened.place),
        flag_button(words, opened.place),
        onward_button(words, opened.place),
        Button(words("kit.home"), places.OpenHome()),
    )
    return button_rows(*ways[: MOST_BUTTONS - taken], per_row=2)
