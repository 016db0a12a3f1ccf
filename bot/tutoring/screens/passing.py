"""To which colleague a question goes, and what that one is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot import places
from bot.hours.rules.calendar import Away
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, paragraphs, quote
from bot.people.rules import Person
from bot.tutoring.addresses import HandBack, PassOn, PassTo, ReplyTo, WriteAnswer
from bot.tutoring.rules.pages import excerpt
from bot.tutoring.rules.thread import Question, Thread
from bot.tutoring.screens.parts import about_block, named

LABEL: Final = 30
PAGE: Final = 4


def passing_screen(
    words: Words,
    thread: Thread,
    colleagues: Sequence[Person],
    away: Mapping[int, Away],
    page: int = 0,
) -> Screen:
    """A button for each colleague who may answer the asker, and one for the queue of all."""
    question = thread.question
    public, version = question.public_id, question.version
    page = min(max(page, 0), max(len(colleagues) - 1, 0) // PAGE)
    shown = colleagues[page * PAGE : (page + 1) * PAGE]
    more = len(colleagues) > (page + 1) * PAGE
    key = "tutoring.pass_on_how" if colleagues else "tutoring.no_colleague"
    name = named(words, thread.asker)
    return Screen(
        paragraphs(
            bold(words("tutoring.question_of", name=name)),
            quote(question.opening) if question.opening else (),
            words.text(key),
        ),
        (
            *button_rows(
                *(
                    Button(
                        _label(words, one, away.get(one.id)), PassTo(public, version, one.public_id)
                    )
                    for one in shown
                )
            ),
            *button_rows(
                Button(words("kit.previous"), PassOn(public, page - 1)) if page else None,
                Button(words("kit.next"), PassOn(public, page + 1)) if more else None,
                per_row=2,
            ),
            (Button(words("tutoring.to_the_queue"), HandBack(public, version)),),
            (Button(words("kit.back"), places.OpenQuestion(public)),),
        ),
    )


def _label(words: Words, colleague: Person, away: Away | None) -> str:
    name = excerpt(colleague.name, LABEL)
    if away is not None:
        return words("tutoring.away_until", name=name, day=words.short_date(away.last))
    return f"{name} · {words.language_name(colleague.language)}"


def passed_notice(words: Words, *, question: Question, tutor: Person, name: str) -> Screen:
    """To the colleague: it is theirs now, and can go back with one press."""
    public = question.public_id
    giver = excerpt(tutor.name, LABEL)
    return Screen(
        paragraphs(
            words.text("tutoring.notice.passed_on", tutor=bold(tutor.name), name=bold(name)),
            about_block(words, question.context),
            quote(question.opening) if question.opening else (),
        ),
        button_rows(
            Button(words("tutoring.answer"), WriteAnswer(public)),
            Button(words("tutoring.see_question"), places.OpenQuestion(public)),
            Button(
                words("tutoring.give_back_to", name=giver),
                PassTo(public, question.version, tutor.public_id),
            ),
        ),
        replies_to=ReplyTo(public, 0),
    )
