"""A person's own note on a reflection card."""

from __future__ import annotations

from typing import Final

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, italic, lines, paragraphs, quote
from bot.lessons import rules
from bot.lessons.addresses import OpenCard, ReadNote, RewriteNote, WriteNote
from bot.lessons.rules import CardInPlace, Note
from bot.lessons.screens.cards import leaving_row, onward_button

SHOWN_AGAIN: Final = 300


def note_kept_screen(words: Words, place: CardInPlace, note: Note) -> Screen:
    """After a note was written: that it is kept and whose it is, and how it begins."""
    lesson, card = place.lesson.id, place.card.id
    kept = words("lessons.note_kept" if note.version == 1 else "lessons.note_renewed")
    return Screen(
        paragraphs(kept, quote(rules.excerpt(note.text, SHOWN_AGAIN))),
        (
            (onward_button(words, place),),
            (Button(words("lessons.write_anew"), RewriteNote(lesson, card)),),
            (Button(words("kit.back"), OpenCard(lesson, card)),),
            leaving_row(words, place),
        ),
        replies_to=WriteNote(lesson, card),
    )


def rewrite_screen(words: Words, place: CardInPlace) -> Screen:
    """The question again; until the new note is here the earlier one stays."""
    takes = WriteNote(place.lesson.id, place.card.id)
    prompt = place.card.body.text(words.language).rich if place.card.body else ()
    back = Button(words("kit.back"), OpenCard(place.lesson.id, place.card.id))
    return Screen(
        paragraphs(
            bold(place.card.heading.text(words.language).rich),
            prompt,
            italic(words.text("lessons.rewrite_note")),
        ),
        button_rows(back, Button(words("kit.home"), places.OpenHome())),
        expects=takes,
        replies_to=takes,
    )


def note_screen(words: Words, place: CardInPlace, note: Note, zone: str, page: int = 0) -> Screen:
    """The whole note, in pages; `zone` is that of the wall clock which says when it was written."""
    lesson, card = place.lesson.id, place.card.id
    pages = rules.note_pages(note.text)
    page = min(max(page, 0), len(pages) - 1)
    written = words.text("lessons.written_at", moment=words.moment(note.written_at, zone))
    heading = lines(bold(words.text("lessons.your_note")), written)
    turning = button_rows(
        Button(words("kit.previous"), ReadNote(lesson, card, page - 1)) if page else None,
        Button(words("kit.next"), ReadNote(lesson, card, page + 1))
        if page + 1 < len(pages)
        else None,
        per_row=2,
    )
    anew = Button(words("lessons.write_anew"), RewriteNote(lesson, card))
    back = Button(words("kit.back"), OpenCard(lesson, card))
    return Screen(
        paragraphs(heading, pages[page]),
        (*turning, (anew,), (back,)),
        replies_to=WriteNote(lesson, card),
    )
