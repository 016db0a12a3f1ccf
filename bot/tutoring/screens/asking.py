"""Writing a question, and one's own questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, quote
from bot.tutoring.addresses import AddToQuestion, DropQuestion, SendQuestion, WriteAnew
from bot.tutoring.rules.pages import excerpt
from bot.tutoring.rules.thread import Context, Question, State, Thread
from bot.tutoring.rules.waiting import standing
from bot.tutoring.screens.parts import about_block, files_line, home_button, origin_of, topic_of

SHOWN: Final = 400
SHOWN_BESIDE_ANSWERS: Final = 240
SUGGESTED: Final = 3
TITLE: Final = 70
LABEL: Final = 28


def ask_screen(words: Words, context: Context, hours: int, back_at: str = "") -> Screen:
    """What the question will carry, and what may be sent; it takes the next text or file.

    `back_at` says when somebody is at work again, while nobody is.
    """
    takes = places.AskTutor(context.about, context.reference)
    origin = origin_of(context)
    return Screen(
        paragraphs(
            bold(words("tutoring.ask_title")),
            about_block(words, context),
            words.text("tutoring.ask_how"),
            words.text("tutoring.ask_closed", moment=back_at)
            if back_at
            else words.count_text("tutoring.ask_expect", hours),
        ),
        button_rows(
            Button(words("tutoring.common"), places.OpenAnswers()),
            Button(words("tutoring.my_questions"), places.OpenQuestions()),
            Button(words("kit.back"), origin) if origin else None,
            home_button(words),
        ),
        expects=takes,
    )


def draft_screen(words: Words, thread: Thread) -> Screen:
    """The question as it will be sent; more can be added until then."""
    question = thread.question
    public = question.public_id
    return Screen(
        paragraphs(
            bold(words("tutoring.draft_title")),
            about_block(words, question.context),
            _written(thread),
            files_line(words, thread.entries),
            _fitting(words, thread),
            words.text("tutoring.draft_how"),
        ),
        button_rows(
            *(
                Button(f"{n}. {excerpt(one.title, LABEL)}", one.to)
                for n, one in enumerate(thread.fitting[:SUGGESTED], 1)
            ),
            Button(words("tutoring.send"), SendQuestion(public, question.version)),
            Button(words("tutoring.write_anew"), WriteAnew(public)),
            Button(words("tutoring.drop"), DropQuestion(public)),
            home_button(words),
        ),
        expects=AddToQuestion(public),
    )


def _written(thread: Thread) -> Text:
    written = lines(*(entry.text for entry in thread.entries))
    shown = SHOWN_BESIDE_ANSWERS if thread.fitting else SHOWN
    return quote(excerpt(written, shown)) if written else ()


def _fitting(words: Words, thread: Thread) -> Text:
    """What was asked before and may be the same; the question can be sent all the same."""
    titles = [excerpt(one.title, TITLE) for one in thread.fitting[:SUGGESTED]]
    if not titles:
        return ()
    listed = (f"{n}. {title}" for n, title in enumerate(titles, 1))
    return lines(bold(words("tutoring.fitting")), *listed)


def anew_screen(words: Words, question: Question) -> Screen:
    """The earlier words stay until the new ones are here."""
    back = places.OpenQuestion(question.public_id)
    return Screen(
        paragraphs(words.text("tutoring.anew_how"), about_block(words, question.context)),
        button_rows(Button(words("kit.back"), back), home_button(words)),
        expects=WriteAnew(question.public_id),
    )


def dropped_screen(words: Words, context: Context) -> Screen:
    origin = origin_of(context)
    return Screen(
        words.text("tutoring.dropped"),
        button_rows(
            Button(words("kit.back"), origin) if origin else None,
            Button(words("tutoring.ask"), places.AskTutor()),
            Button(words("tutoring.my_questions"), places.OpenQuestions()),
            home_button(words),
        ),
    )


def sent_screen(words: Words, thread: Thread, back_at: str = "") -> Screen:
    """The receipt: what happens now, and until when."""
    question = thread.question
    due = words.moment(question.due_at, thread.asker.zone) if question.due_at else ""
    origin = origin_of(question.context)
    return Screen(
        paragraphs(
            bold(words("tutoring.sent_title")),
            words.text("tutoring.sent_closed", moment=back_at) if back_at else (),
            words.text("tutoring.sent_expect", due=due),
            words.text("tutoring.sent_more"),
        ),
        button_rows(
            Button(words("kit.back"), origin) if origin else None,
            Button(words("tutoring.see_question"), places.OpenQuestion(question.public_id)),
            home_button(words),
        ),
        replies_to=AddToQuestion(question.public_id),
    )


def own_screen(words: Words, own: Sequence[Question], page: int, *, more: bool) -> Screen:
    """A page of somebody's questions with how each stands, in words."""
    title = bold(words("tutoring.my_questions"))
    if not own and not page:
        listed = words.text("tutoring.none_yet")
    else:
        listed = paragraphs(*(_line(words, n, q) for n, q in enumerate(own, 1)))
    turning = [
        Button(words("kit.previous"), places.OpenQuestions(page - 1)) if page else None,
        Button(words("kit.next"), places.OpenQuestions(page + 1)) if more else None,
    ]
    opening = [
        Button(f"{n}. {excerpt(topic_of(words, q), LABEL)}", places.OpenQuestion(q.public_id))
        for n, q in enumerate(own, 1)
    ]
    return Screen(
        paragraphs(title, listed),
        (
            *button_rows(Button(words("tutoring.ask"), places.AskTutor()), *opening),
            *button_rows(*turning, per_row=2),
            (home_button(words),),
        ),
    )


def _line(words: Words, number: int, question: Question) -> Text:
    news = bold(words("tutoring.unread")) if question.unread_asker else ()
    stands = words.text(f"tutoring.standing.{standing(question)}")
    name = f"{number}. {topic_of(words, question)}"
    return lines(name, news, stands) if question.state is not State.CLOSED else lines(name, stands)
