"""Guides for those who lead trainees: which there are, what one holds, its cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.curriculum.lessons import CardKind, Guide
from bot.items.screens.parts import sourced
from bot.kit.i18n import Words
from bot.kit.telegram.pages import blocks_in, pages_of, within
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, italic, joined, lines, paragraphs
from bot.library.addresses import OpenGuide, OpenGuideCard, OpenGuides
from bot.library.rules.reading import GuideCard
from bot.library.screens.parts import (
    Paged,
    back_button,
    head,
    home_button,
    label,
    room_under,
    said,
    way_back,
)

GUIDES_A_PAGE: Final = 4
CARDS_A_PAGE: Final = 4


def guides_screen(words: Words, guides: Sequence[Guide], page: int) -> Screen:
    """Those for somebody's roles, with how long they take."""
    shown, turning = paged(words, guides, page, GUIDES_A_PAGE, OpenGuides)
    titles = [guide.title for guide in shown]
    listed = [_line(words, guide) for guide in shown] or [words.text("library.no_guides")]
    buttons = [Button(label(said(words, guide.title)), OpenGuide(guide.id)) for guide in shown]
    return Screen(
        paragraphs(head(words, words.text("library.guides"), *titles), *listed),
        (*button_rows(*buttons), *turning, way_back(words, places.OpenLibrary())),
    )


def _line(words: Words, guide: Guide) -> Text:
    minutes = words.count("library.minutes", guide.minutes)
    return lines(guide.title.text(words.language).rich, minutes)


def guide_screen(words: Words, guide: Guide, page: int) -> Screen:
    """Its cards in order, and all of it as a booklet."""
    shown, turning = paged(
        words,
        list(enumerate(guide.cards, 1)),
        page,
        CARDS_A_PAGE,
        lambda to: OpenGuide(guide.id, to),
    )
    headings = [card.heading for _, card in shown]
    listed = [f"{n}. {said(words, card.heading)}" for n, card in shown]
    cards = [
        Button(label(f"{n}. {said(words, card.heading)}"), OpenGuideCard(guide.id, card.id))
        for n, card in shown
    ]
    booklet = Button(words("booklets.as_pdf"), places.OpenBooklet(guide.id))
    return Screen(
        paragraphs(
            head(words, guide.title.text(words.language).rich, guide.title, *headings),
            words.count_text("library.minutes", guide.minutes),
            lines(*listed),
        ),
        (*button_rows(*cards), *turning, (booklet, back_button(words, OpenGuides()))),
    )


def guide_card_screen(words: Words, place: GuideCard, page: int, *, under_review: bool) -> Screen:
    """A card; `under_review`: nobody has checked its facts in time."""
    of = card_pages(words, place, under_review=under_review)
    page = within(page, of.pages)
    contents = Button(words("library.contents"), OpenGuide(place.guide.id))
    turning = _turning(words, place, page, len(of.pages))
    return Screen(of.shown(words, page), (*turning, (contents, home_button(words))))


def card_pages(words: Words, place: GuideCard, *, under_review: bool) -> Paged:
    """What the card says, and where its facts stand."""
    card = place.card
    above = paragraphs(
        _where(words, place),
        italic(words.text("lessons.under_review")) if under_review else "",
        head(
            words,
            card.heading.text(words.language).rich,
            *(phrase for phrase in (card.heading, card.body) if phrase),
        ),
    )
    body = blocks_in(card.body.text(words.language).rich) if card.body else []
    blocks = [*body, sourced(words, card.source, card.valid_as_of)]
    return Paged(above, pages_of(filter(None, blocks), room_under(words, above)))


def _where(words: Words, place: GuideCard) -> Text:
    kind = place.card.kind
    return joined(
        " · ",
        [
            words("lessons.position", n=place.position, of=len(place.guide.cards)),
            words(f"lessons.kind.{kind}") if kind is not CardKind.TEXT else "",
        ],
    )


def _turning(words: Words, place: GuideCard, page: int, pages: int) -> Rows:
    """On through the pages of a card, then to the next one; and the same way back."""
    guide, card = place.guide.id, place.card.id
    if page + 1 < pages:
        onward = OpenGuideCard(guide, card, page + 1)
    else:
        onward = OpenGuideCard(guide, place.next.id) if place.next else None
    if page > 0:
        before = OpenGuideCard(guide, card, page - 1)
    else:
        before = OpenGuideCard(guide, place.previous.id) if place.previous else OpenGuide(guide)
    return button_rows(
        Button(words("kit.next"), onward) if onward else None,
        back_button(words, before),
    )
