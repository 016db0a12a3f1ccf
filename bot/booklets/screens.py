"""A booklet: how large it is and in which language, before it is sent; and the message it is in."""

from __future__ import annotations

import math

from bot import places
from bot.booklets.addresses import SendBooklet
from bot.booklets.rules import Edition, Offer, Printed
from bot.curriculum.lessons import Module
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Kept, Rows, Screen, button_rows
from bot.kit.text import Text, bold, italic, lines, paragraphs


def booklet_screen(words: Words, offer: Offer) -> Screen:
    """Pages, size and language with the button that sends it; or that it is being prepared."""
    edition, printed = offer.edition, offer.printed
    title = bold(edition.work.title.text(words.language).rich)
    if printed is None:
        text = paragraphs(title, words.text("booklets.preparing"))
        return Screen(text, _ways_on(words, edition))
    text = paragraphs(
        lines(title, _facts(words, edition, printed)),
        words.text("booklets.offer"),
        _note(words, offer),
    )
    send = Button(words("booklets.send"), SendBooklet(edition.work.id, offer.made_at))
    return Screen(text, (*button_rows(send), *_ways_on(words, edition)))


def _facts(words: Words, edition: Edition, printed: Printed) -> str:
    size = words("booklets.kilobytes", n=math.ceil(printed.size / 1000))
    language = words.language_name(edition.language)
    return words.count("booklets.facts", printed.pages, size=size, language=language)


def _note(words: Words, offer: Offer) -> Text:
    if offer.edition.language != words.language:
        return italic(words.text("booklets.in_english"))
    return () if offer.whole else italic(words.text("booklets.partly_in_english"))


def sent_screen(words: Words, offer: Offer) -> Screen:
    """What the offer becomes; however often its button is pressed it says the same."""
    edition = offer.edition
    again = Button(words("booklets.send_again"), places.OpenBooklet(edition.work.id))
    text = words.text("booklets.sent", name=bold(edition.file_name))
    return Screen(text, (*button_rows(again), *_ways_on(words, edition)))


def booklet_message(words: Words, edition: Edition, printed: Printed) -> Screen:
    """The document itself; its buttons leave it where it is."""
    title = bold(edition.work.title.text(words.language).rich)
    return Screen(
        lines(title, _facts(words, edition, printed)),
        _ways_on(words, edition),
        attachment=Kept(printed.key, edition.file_name),
        stays=True,
    )


def failed_screen(words: Words, edition: Edition) -> Screen:
    """It could not be printed; everything can be read in the chat."""
    title = bold(edition.work.title.text(words.language).rich)
    return Screen(paragraphs(title, words.text("booklets.failed")), _ways_on(words, edition))


def _ways_on(words: Words, edition: Edition) -> Rows:
    back = Button(words("kit.back"), _where_from(edition))
    return button_rows(back, Button(words("kit.home"), places.OpenHome()), per_row=2)


def _where_from(edition: Edition) -> Address:
    if isinstance(edition.work, Module):
        return places.OpenModule(edition.work.id)
    return places.OpenLibrary()
