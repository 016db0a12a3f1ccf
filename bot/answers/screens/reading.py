"""An answer as readers have it, and what comes of it before a question is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.answers.addresses import OpenPublished, RateAnswer, ReadFitting, SayItHelped, SendAfterAll
from bot.answers.rules.published import Read
from bot.items.screens.parts import sourced
from bot.kit.i18n import Words
from bot.kit.telegram.pages import blocks_in, pages_of, within
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, italic, paragraphs
from bot.people.rules import Person, Role
from bot.tutoring.rules.thread import Thread

ROOM: Final = 620  # under the question, beside the notes and what is asked below
LONGEST_QUESTION: Final = 160


def home_button(words: Words) -> Button:
    return Button(words("kit.home"), places.OpenHome())


def read_pages(words: Words, read: Read) -> tuple[Text, Sequence[Text]]:
    """What stands above each page, and the pages of the answer with where its facts stand."""
    elsewhere = read.language != words.language
    other = words.text("answers.in_other", language=words.language_name(read.language))
    above = paragraphs(
        bold(read.question),
        italic(other) if elsewhere else (),
        italic(words.text("answers.being_reviewed")) if read.is_late else (),
    )
    day = read.valid_as_of
    checked = words.text("answers.as_of", day=day) if day and not read.source else ()
    said = [*blocks_in(read.answer), sourced(words, read.source, day), checked]
    return above, pages_of(filter(None, said), ROOM)


def fitting_screen(words: Words, question: str, version: int, read: Read, page: int) -> Screen:
    """Before the question is sent: did this help?"""
    above, of = read_pages(words, read)
    page = within(page, of)
    reference = read.reference

    def to(page: int) -> ReadFitting:
        return ReadFitting(question, version, reference, page)

    return Screen(
        paragraphs(above, of[page], words.text("answers.did_this_help")),
        (
            *button_rows(
                Button(words("kit.previous"), to(page - 1)) if page else None,
                Button(words("kit.next"), to(page + 1)) if page + 1 < len(of) else None,
                per_row=2,
            ),
            (Button(words("answers.yes"), SayItHelped(question, version, reference)),),
            (Button(words("answers.no"), SendAfterAll(question, version, reference)),),
            (Button(words("answers.back_to_mine"), places.OpenQuestion(question)),),
            (home_button(words),),
        ),
    )


def published_screen(words: Words, person: Person, public: str, read: Read, page: int) -> Screen:
    """One that staff have published, and whether it helped."""
    above, of = read_pages(words, read)
    page = within(page, of)
    more = [
        Button(words("kit.previous"), OpenPublished(public, page - 1)) if page else None,
        Button(words("kit.next"), OpenPublished(public, page + 1)) if page + 1 < len(of) else None,
    ]
    rates = [
        Button(words("kit.yes"), RateAnswer(public, helped=True)),
        Button(words("kit.no"), RateAnswer(public, helped=False)),
    ]
    ask = Button(words("lessons.ask_tutor"), places.AskTutor())
    return Screen(
        paragraphs(above, of[page], words.text("answers.did_this_help")),
        (
            *button_rows(*more, per_row=2),
            *button_rows(*rates, per_row=2),
            *button_rows(ask if person.has(Role.TRAINEE) else None),
            (Button(words("kit.back"), places.OpenAnswers()), home_button(words)),
        ),
    )


def helped_screen(words: Words) -> Screen:
    """The question went without being sent."""
    return Screen(
        words.text("answers.helped"),
        button_rows(
            Button(words("tutoring.ask"), places.AskTutor()),
            Button(words("tutoring.common"), places.OpenAnswers()),
            home_button(words),
        ),
    )


def sent_screen(words: Words, thread: Thread, person: Person) -> Screen:
    """The receipt for a question that went out after all."""
    question = thread.question
    due = words.moment(question.due_at, person.zone) if question.due_at else ""
    expected = words.text("tutoring.sent_expect", due=due) if due else ()
    return Screen(
        paragraphs(bold(words("tutoring.sent_title")), expected, words.text("tutoring.sent_more")),
        button_rows(
            Button(words("tutoring.see_question"), places.OpenQuestion(question.public_id)),
            home_button(words),
        ),
    )
