"""Answers that tutors have published, by topic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.curriculum.answers import AnswerTopic, PublishedAnswer
from bot.curriculum.curriculum import Curriculum
from bot.items.screens.parts import sourced
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import paragraphs
from bot.library.addresses import OpenAnswer, OpenTopic
from bot.library.rules.pages import blocks_in, pages_of
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


def topics_screen(words: Words, topics: Sequence[AnswerTopic], page: int) -> Screen:
    """What others have asked about."""
    shown, turning = paged(words, topics, page, TOPICS_A_PAGE, places.OpenAnswers)
    buttons = [Button(label(said(words, topic.title)), OpenTopic(topic.id)) for topic in shown]
    titles = [topic.title for topic in shown]
    what = words.text("library.answers_what" if topics else "library.no_answers")
    return Screen(
        paragraphs(head(words, words.text("library.answers"), *titles), what),
        (*button_rows(*buttons), *turning, way_back(words, places.OpenLibrary())),
    )


def topic_screen(
    words: Words, topic: AnswerTopic, answers: Sequence[PublishedAnswer], page: int
) -> Screen:
    """The questions of a topic; `answers` are those that may still be given."""
    shown, turning = paged(
        words,
        list(enumerate(answers, 1)),
        page,
        QUESTIONS_A_PAGE,
        lambda to: OpenTopic(topic.id, to),
    )
    questions = [answer.question for _, answer in shown]
    listed = [f"{n}. {said(words, answer.question)}" for n, answer in shown]
    buttons = [
        Button(label(f"{n}. {said(words, answer.question)}"), OpenAnswer(answer.id))
        for n, answer in shown
    ]
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
