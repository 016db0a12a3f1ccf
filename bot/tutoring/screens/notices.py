"""What people are told about questions while they are elsewhere; nobody's place moves."""

from __future__ import annotations

from typing import Final

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Known, Rows, Screen, button_rows
from bot.kit.text import Part, Text, bold, paragraphs, plain, quote, utf16_length
from bot.tutoring.addresses import (
    ClaimQuestion,
    ReplyTo,
    SayWhetherItHelped,
    SeeQuestion,
    WriteAnswer,
    WriteFollowUp,
)
from bot.tutoring.rules.thread import Entry, Helped, Question, Side
from bot.tutoring.rules.waiting import Step
from bot.tutoring.screens.parts import about_block, home_button

LONGEST: Final = 4096  # what Telegram takes, in UTF-16 units


def asked_notice(words: Words, *, question: Question, name: str) -> Screen:
    """To tutors in scope: somebody has asked."""
    return _to_claim(words, question, words.text("tutoring.notice.asked", name=bold(name)))


def returned_notice(words: Words, *, question: Question, name: str) -> Screen:
    """To the other tutors: it is free again."""
    return _to_claim(words, question, words.text("tutoring.notice.returned", name=bold(name)))


def stand_in_notice(words: Words, *, question: Question, tutor: str, name: str) -> Screen:
    """To whoever stands in for its tutor, who is away."""
    sentence = words.text("tutoring.notice.stand_in", tutor=bold(tutor), name=bold(name))
    return _to_claim(words, question, sentence)


def reopened_notice(words: Words, *, question: Question, name: str) -> Screen:
    """To its tutor, or to all in scope: there is more to ask."""
    sentence = words.text("tutoring.notice.reopened", name=bold(name))
    if question.claimed_by is None:
        return _to_claim(words, question, sentence)
    return _notice(words, question, sentence, _to_answer(words, question))


def overdue_notice(words: Words, *, question: Question, name: str, step: Step) -> Screen:
    """To its tutor or all in scope, and at last to coordinators: the agreed hours are over."""
    sentence = words.text(f"tutoring.notice.step.{int(step)}", name=bold(name))
    if question.claimed_by is None:
        return _to_claim(words, question, sentence)
    if step is Step.REMIND:
        return _notice(words, question, sentence, _to_answer(words, question))
    see = Button(words("tutoring.see_question"), places.OpenQuestion(question.public_id))
    return _notice(words, question, sentence, button_rows(see, home_button(words)))


def _to_claim(words: Words, question: Question, sentence: Text) -> Screen:
    public = question.public_id
    rows = button_rows(
        Button(words("tutoring.claim"), ClaimQuestion(public)),
        Button(words("tutoring.see_question"), places.OpenQuestion(public)),
        Button(words("tutoring.queue"), places.OpenQueue()),
    )
    return _notice(words, question, sentence, rows)


def _to_answer(words: Words, question: Question) -> Rows:
    return button_rows(
        Button(words("tutoring.answer"), WriteAnswer(question.public_id)),
        Button(words("tutoring.see_question"), places.OpenQuestion(question.public_id)),
    )


def _notice(words: Words, question: Question, sentence: Text, rows: Rows) -> Screen:
    asked = question.opening
    return Screen(
        paragraphs(sentence, about_block(words, question.context), quote(asked) if asked else ()),
        rows,
        replies_to=ReplyTo(question.public_id, 0),
    )


def entry_notice(words: Words, question: Question, entry: Entry, name: str) -> Screen:
    """What one side wrote, in a message to the other that stays in the chat."""
    wrote = "asks_back" if entry.asks_back else "answer"
    wrote = "follow_up" if entry.side is Side.ASKER else wrote
    heading = words.text(f"tutoring.notice.wrote.{wrote}", name=bold(name))
    return _of_entry(words, question, entry, heading)


def edit_notice(words: Words, question: Question, entry: Entry, name: str) -> Screen:
    """The new words of a message that the other side has already."""
    return _of_entry(words, question, entry, words.text("tutoring.notice.edited", name=bold(name)))


def _of_entry(words: Words, question: Question, entry: Entry, heading: Text) -> Screen:
    public = question.public_id
    to_asker = entry.side is Side.TUTOR
    label = words("tutoring.write_more" if to_asker else "tutoring.answer")
    takes = WriteFollowUp(public) if to_asker else WriteAnswer(public)
    return Screen(
        _fitting(heading, entry.text),
        button_rows(
            Button(label, takes), Button(words("tutoring.see_question"), SeeQuestion(public))
        ),
        attachment=Known(entry.media.kind, entry.media.file_id) if entry.media else None,
        replies_to=ReplyTo(public, entry.id),
    )


def _fitting(heading: Part, written: Text) -> Text:
    """The heading falls away where both would be longer than a message may be."""
    both = paragraphs(heading, written)
    return both if utf16_length(plain(both)) <= LONGEST else written


def closed_notice(words: Words, *, question: Question, name: str) -> Screen:
    """To the asker: closed; did it help?"""
    public = question.public_id
    asked = question.opening
    return Screen(
        paragraphs(
            words.text("tutoring.notice.closed", name=bold(name)),
            quote(asked) if asked else about_block(words, question.context),
            words.text("tutoring.did_it_help"),
        ),
        button_rows(
            Button(words("kit.yes"), SayWhetherItHelped(public, Helped.YES)),
            Button(words("kit.no"), SayWhetherItHelped(public, Helped.NO)),
            Button(words("tutoring.not_yet"), SayWhetherItHelped(public, Helped.NOT_YET)),
            Button(words("tutoring.see_question"), SeeQuestion(public)),
        ),
        replies_to=WriteFollowUp(public),
    )


def solved_notice(words: Words, *, question: Question, name: str) -> Screen:
    """To its tutor: the asker says it is solved."""
    sentence = words.text("tutoring.notice.solved", name=bold(name))
    see = Button(words("tutoring.see_question"), places.OpenQuestion(question.public_id))
    return _notice(words, question, sentence, button_rows(see, home_button(words)))
