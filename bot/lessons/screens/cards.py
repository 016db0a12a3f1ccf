"""One card of a lesson as a screen, whatever its kind."""

from __future__ import annotations

from typing import Final

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Kind
from bot.curriculum.lessons import Card, CardKind
from bot.curriculum.words import Phrase
from bot.kit.i18n import SOURCE, Words
from bot.kit.telegram.screen import Button, Rows, Screen
from bot.kit.text import Text, bold, italic, joined, lines, paragraphs, plain, quote
from bot.lessons import rules
from bot.lessons.addresses import (
    FinishLesson,
    OpenCard,
    ReadMore,
    ReadNote,
    RewriteNote,
    WriteNote,
)
from bot.lessons.rules import CardInPlace, Note, OpenedCard
from bot.lessons.screens.modules import effort
from bot.lessons.screens.terms import hanging

LONGEST: Final = 900
SHORTEST_EXCERPT: Final = 40
WITH_MORE: Final = (CardKind.TERM, CardKind.FACT)


def card_screen(words: Words, curriculum: Curriculum, opened: OpenedCard) -> Screen:
    """A card to read, or a reflection to answer; check questions are drawn in `checks`."""
    card, lesson = opened.place.card, opened.place.lesson
    shown, is_whole = _shown(words, curriculum, opened)
    if card.kind is not CardKind.REFLECTION:
        return Screen(
            shown, card_rows(words, opened, () if is_whole else (_more_button(words, opened),))
        )
    takes = WriteNote(lesson.id, card.id)
    if opened.note is None:
        asked = paragraphs(shown, italic(words.text("lessons.write_note")))
        return Screen(asked, card_rows(words, opened), expects=takes, replies_to=takes)
    noted, is_whole = _with_note(words, shown, opened.note)
    own = () if is_whole else (Button(words("lessons.my_note"), ReadNote(lesson.id, card.id)),)
    anew = Button(words("lessons.write_anew"), RewriteNote(lesson.id, card.id))
    return Screen(noted, card_rows(words, opened, (*own, anew)), replies_to=takes)


def _with_note(words: Words, shown: Text, note: Note) -> tuple[Text, bool]:
    """The card with as much of the note as fits, and whether that is all of it."""
    label = words("lessons.your_note")
    room = LONGEST - len(plain(shown)) - len(label) - 3
    if room < SHORTEST_EXCERPT:
        return shown, False
    excerpt = rules.excerpt(note.text, room)
    own = lines(label, quote(excerpt, expandable=True))
    return paragraphs(shown, own), excerpt == plain(note.text).strip()


def card_head(words: Words, curriculum: Curriculum, opened: OpenedCard) -> Text:
    """Where one is, of which kind the card is, what is to be known before reading, the heading."""
    place = opened.place
    in_english = words.language != SOURCE and not _is_translated(words, curriculum, place.card)
    effort_shown = effort(words, curriculum, place.lesson.id) if place.position == 1 else ""
    return paragraphs(
        position(words, place, effort_shown),
        italic(words.text("lessons.in_english")) if in_english else "",
        italic(words.text("lessons.under_review")) if opened.under_review else "",
        bold(place.card.heading.text(words.language).rich),
    )


def position(words: Words, place: CardInPlace, effort_shown: str = "") -> Text:
    """Which card of how many, of which kind, and what the lesson takes if it is to be shown."""
    kind, lesson = _kind_named(place.card), place.lesson
    return joined(
        " · ",
        [
            words("lessons.position", n=place.position, of=len(lesson.cards)),
            words(f"lessons.kind.{kind}") if kind is not CardKind.TEXT else "",
            effort_shown,
        ],
    )


def _kind_named(card: Card) -> CardKind:
    """A case to play through is a check, but called a case."""
    return CardKind.CASE if card.item and card.item.kind is Kind.CASE else card.kind


def _is_translated(words: Words, curriculum: Curriculum, card: Card) -> bool:
    phrases: list[Phrase] = [card.heading]
    if card.body is not None:
        phrases.append(card.body)
    if card.term is not None:
        phrases += [curriculum.terms[card.term].term, curriculum.terms[card.term].explanation]
    return all(phrase.is_in(words.language) for phrase in phrases)


def _shown(words: Words, curriculum: Curriculum, opened: OpenedCard) -> tuple[Text, bool]:
    """The card, and whether that is all of it: what hangs below its words may have no room."""
    card = opened.place.card
    body = card.body.text(words.language).rich if card.body else ()
    above = paragraphs(card_head(words, curriculum, opened), body)
    shown = paragraphs(above, hanging(words, curriculum, card))
    if len(plain(shown)) <= LONGEST or card.kind not in WITH_MORE:
        return shown, True
    return paragraphs(above, hanging(words, curriculum, card, whole=False)), False


def _more_button(words: Words, opened: OpenedCard) -> Button:
    card = opened.place.card
    label = words("lessons.sources" if card.kind is CardKind.FACT else "lessons.other_languages")
    return Button(label, ReadMore(opened.place.lesson.id, card.id))


def card_rows(words: Words, opened: OpenedCard, own: tuple[Button, ...] = ()) -> Rows:
    """Its own buttons under *Next*, then back, a question to a tutor, and out of the lesson."""
    place = opened.place
    lesson = place.lesson
    again = Button(words("lessons.from_beginning"), OpenCard(lesson.id, lesson.cards[0].id))
    return (
        (onward_button(words, place),),
        *((button,) for button in own),
        (back_button(words, place), flag_button(words, place)),
        *(((again,),) if opened.resumed else ()),
        leaving_row(words, place),
    )


def onward_button(words: Words, place: CardInPlace) -> Button:
    if place.next is not None:
        return Button(words("kit.next"), OpenCard(place.lesson.id, place.next.id))
    return Button(words("lessons.finish"), FinishLesson(place.lesson.id, place.card.id))


def back_button(words: Words, place: CardInPlace) -> Button:
    """To the card before, from the first one to the lessons of the module."""
    if place.previous is None:
        return Button(words("kit.back"), places.OpenModule(place.lesson.module))
    return Button(words("kit.back"), OpenCard(place.lesson.id, place.previous.id))


def flag_button(words: Words, place: CardInPlace) -> Button:
    """To a question to a tutor about this card."""
    reference = f"{place.lesson.id}.{place.card.id}"
    return Button(words("lessons.ask_tutor"), places.AskTutor(about="card", reference=reference))


def leaving_row(words: Words, place: CardInPlace) -> tuple[Button, Button]:
    return (
        Button(words("lessons.contents"), places.OpenModule(place.lesson.module)),
        Button(words("kit.home"), places.OpenHome()),
    )
