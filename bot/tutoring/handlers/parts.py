"""What several handlers do alike: read what was sent, show what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.kit.address import Address
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit
from bot.kit.text import paragraphs, quote, text
from bot.people.rules import Person
from bot.tutoring.actions.contexts import seen_by
from bot.tutoring.rules.thread import Media, State, Thread, Written
from bot.tutoring.screens import asking as ask_screens
from bot.tutoring.screens import threads as screens
from bot.tutoring.screens import writing as writing_screens

BOTH: Final = ("text", "upload")
PAGE: Final = 4
STAFF: Final = "tutor|coordinator"


def what_was_written(visit: Visit[Person]) -> Written:
    """What was sent, with what it quotes of the message it replies to ahead of it."""
    message = visit.message
    words = paragraphs(quote(text(message.quote)), message.text) if message.quote else message.text
    upload = message.upload
    media = Media(upload.kind, upload.file_id) if upload else None
    return Written(words, media, message.message_id, message.album)


def shown(visit: Visit[Person], thread: Thread) -> Screen:
    """A question as it stands: unsent with all to confirm it, sent with all that was said."""
    if thread.question.state is State.DRAFT:
        return ask_screens.draft_screen(visit.words, thread)
    seen = seen_by(thread, visit.person)
    return screens.question_screen(visit.words, seen, visit.person, visit.now)


def in_place(visit: Visit[Person], screen: Screen, taken_by: Address) -> Screen:
    """A reply or an edit leaves the chat waiting for what it was waiting for."""
    if visit.expects in (None, taken_by):
        return screen
    goes_to = screen.replies_to or screen.expects
    return replace(screen, expects=visit.expects, replies_to=goes_to)


def receipt(visit: Visit[Person], thread: Thread, address: Address) -> Screen:
    """An album's further files go the same way until *Done*; else nothing more is expected."""
    if thread.question.state is State.DRAFT:
        return in_place(visit, ask_screens.draft_screen(visit.words, thread), address)
    expected = visit.expects == address
    more = address if expected and visit.message.album else None
    return in_place(visit, writing_screens.written_screen(visit.words, thread, more), address)
