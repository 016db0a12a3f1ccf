"""Answers that tutors have published, by topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot import places
from bot.curriculum.answers import AnswerTopic, PublishedAnswer
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.words import Phrase
from bot.items.screens.parts import sourced
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.pages import blocks_in, pages_of
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, paragraphs
from bot.library.addresses import FindAnswers, OpenAnswer, OpenTopic
from bot.library.screens.parts import (
    Paged,
    head,
    label,
    lesson_button,
    room_under,
    said,
    turn,
    way_back,
)

TOPICS_A_PAGE: Final = 4
QUESTIONS_A_PAGE: Final = 4
LESSONS_SHOWN: Final = 2
FOUND_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Listed:
    """A question to be opened, wherever its answer is from."""

    question: str
    to: Address


def topics_screen(words: Words, topics: Sequence[AnswerTopic], page: int) -> Screen:
    """What others have asked about."""
    shown, turning = paged(words, topics, page, TOPICS_A_PAGE, places.OpenAnswers)
    buttons = [Button(label(said(words, topic.title)), OpenTopic(topic.id)) for topic in shown]
    titles = [topic.title for topic in shown]
    what = words.text("library.answers_what" if topics else "library.no_answers")
    return Screen(
        paragraphs(
            head(words, words.text("library.answers"), *titles), what, words("library.find_how")
        ),
        (
            *button_rows(*buttons),
            *turning,
            way_back(words, places.OpenLibrary()),
        ),
        expects=FindAnswers(),
    )


def find_screen(words: Words) -> Screen:
    """Asks for the words to look up."""
    return Screen(
        paragraphs(bold(words("library.find")), words.text("library.find_how")),
        (way_back(words, places.OpenAnswers()),),
        expects=FindAnswers(),
    )


def found_screen(words: Words, found: Sequence[Listed], written: str) -> Screen:
    """The best of what was found; other words can be written at once."""
    shown = [(n, one) for n, one in enumerate(found[:FOUND_SHOWN], 1)]
    key = "library.answers_found" if shown else "library.answers_not_found"
    return Screen(
        paragraphs(
            words.text(key, written=label(written)),
            *(f"{n}. {one.question}" for n, one in shown),
        ),
        (
            *button_rows(*(Button(label(f"{n}. {one.question}"), one.to) for n, one in shown)),
            (Button(words("tutoring.ask"), places.AskTutor()),),
            way_back(words, places.OpenAnswers()),
        ),
        expects=FindAnswers(),
    )


def topic_screen(
    words: Words,
    topic: AnswerTopic,
    answers: Sequence[PublishedAnswer],
    page: int,
    others: Sequence[Listed] = (),
) -> Screen:
    """The questions of a topic; `answers` are those that may still be given, `others` are not of
    the content.
    """
    own = [Listed(said(words, one.question), OpenAnswer(one.id)) for one in answers]
    phrases: list[Phrase | None] = [one.question for one in answers]
    shown, turning = paged(
        words,
        list(enumerate(zip([*own, *others], [*phrases, *[None] * len(others)], strict=True), 1)),
        page,
        QUESTIONS_A_PAGE,
        lambda to: OpenTopic(topic.id, to),
    )
    questions = [phrase for _, (_, phrase) in shown if phrase is not None]
    listed = [f"{n}. {one.question}" for n, (one, _) in shown]
    buttons = [Button(label(f"{n}. {one.question}"), one.to) for n, (one, _) in shown]
    return Screen(
        paragraphs(
            head(words, topic.title.text(words.language).rich, topic.title, *questions), *listed
        ),
        (*button_rows(*buttons), *turning, way_back(words, places.OpenAnswers())),
    )


def answer_screen(
    words: Words, curriculum: Curriculum, answer: PublishedAnswer, page: int, *, is_trainee: bool
) -> Screen:
    """The answer, where its facts stand, what says more, and whom to ask if it does not help."""
    of = answer_pages(words, answer)
    shown, turning = turn(words, of, page, lambda to: OpenAnswer(answer.id, to))
    reads = [curriculum.lessons[one] for one in answer.reads[:LESSONS_SHOWN]]
    ask = Button(words("lessons.ask_tutor"), places.AskTutor())
    return Screen(
        shown,
        (
            *turning,
            *button_rows(*(lesson_button(words, lesson) for lesson in reads)),
            *button_rows(ask if is_trainee else None),
            way_back(words, OpenTopic(answer.topic)),
        ),
    )


def answer_pages(words: Words, answer: PublishedAnswer) -> Paged:
    question = answer.question.text(words.language).rich
    above = head(words, question, answer.question, answer.answer)
    source = sourced(words, answer.source, answer.valid_as_of)
    blocks = [*blocks_in(answer.answer.text(words.language).rich), source]
    return Paged(above, pages_of(filter(None, blocks), room_under(words, above)))
