"""A topic: its name, the message on top, and what was written, in the group's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Known, Rows, Screen, button_rows
from bot.kit.text import Part, Text, bold, joined, lines, paragraphs, plain, quote, utf16_length
from bot.people.rules import Person
from bot.staffrooms.addresses import ClaimHere, CloseHere, HandBackHere, ReopenHere
from bot.staffrooms.rules.marks import NOTE
from bot.staffrooms.rules.topics import Kind, Post, Room
from bot.tutoring.rules.notes import Note
from bot.tutoring.rules.pages import excerpt
from bot.tutoring.rules.thread import About, Context, Entry, Question, Side, State
from bot.tutoring.rules.waiting import standing

LONGEST: Final = 4096
NAME: Final = 128
ABOUT: Final = 200


@dataclass(frozen=True, slots=True)
class View:
    """A question with everything that is shown of it. `names` are those of who wrote, by id."""

    room: Room
    question: Question
    asker: Person
    tutor: Person | None
    entries: Mapping[int, Entry]
    notes: Mapping[int, Note]
    names: Mapping[int, str]


def title_of(words: Words, view: View) -> str:
    """How it stands, with whom, and the question's beginning; no name of who asked."""
    question = view.question
    stands = words(f"staffrooms.title.{standing(question)}")
    tutor = view.tutor if question.state is not State.CLOSED else None
    about = question.opening or _about_title(words, question.context)
    parts = (stands, tutor.name if tutor else "", about or words("tutoring.files_only"))
    return excerpt(" · ".join(part for part in parts if part), NAME)


def card_screen(words: Words, view: View) -> Screen:
    """The first message of a topic: who asks what, how it stands, and how answering works here."""
    question, asker = view.question, view.asker
    known = [words.language_name(question.language)]
    known += [words.country(asker.country)] if asker.country else []
    return Screen(
        paragraphs(
            lines(bold(words("tutoring.question_of", name=_named(words, asker))), _joined(known)),
            _about(words, question.context),
            quote(question.opening) if question.opening else (),
            lines(*_standing(words, view)),
            words("staffrooms.how", mark=NOTE),
        ),
        _rows(words, question),
    )


def _joined(parts: list[str]) -> Text:
    return joined(" · ", parts)


def _named(words: Words, person: Person) -> str:
    return person.name or words("people.left")


def _standing(words: Words, view: View) -> list[Part]:
    question, tutor = view.question, view.tutor
    said: list[Part] = [words(f"tutoring.for_tutor.{standing(question)}")]
    if tutor is not None:
        said.append(words("tutoring.held_by", name=_named(words, tutor)))
    if question.due_at is not None:
        moment = words.moment(question.due_at, view.room.zone)
        said.append(words("staffrooms.due", moment=moment))
    return said


def _about(words: Words, context: Context) -> Text:
    if context.about is About.NONE:
        return ()
    label = bold(words(f"tutoring.about.{context.about}"))
    read = context.excerpt if context.about is not About.EVIDENCE else ""
    shown = lines(excerpt(_about_title(words, context), ABOUT), excerpt(read, ABOUT))
    return lines(label, quote(shown)) if shown else label


def _about_title(words: Words, context: Context) -> str:
    if context.about is not About.EVIDENCE:
        return context.title
    kind = words(f"evidence.kind.{context.title}") if context.title else ""
    return " · ".join(part for part in (context.excerpt, kind) if part)


def _rows(words: Words, question: Question) -> Rows:
    public, version = question.public_id, question.version
    if question.state is State.OPEN:
        return button_rows(Button(words("tutoring.claim"), ClaimHere(public)))
    if question.state is State.CLOSED:
        return button_rows(Button(words("tutoring.reopen"), ReopenHere(public, version)))
    return button_rows(
        Button(words("tutoring.close"), CloseHere(public, version)),
        Button(words("tutoring.to_the_queue"), HandBackHere(public, version)),
    )


def post_screen(words: Words, view: View, post: Post, said: str) -> Screen:
    """A message for an entry, an edit of it, a note, or what became of what was written here."""
    if post.kind is Kind.NOTE:
        note = view.notes[post.ref]
        heading = words.text("staffrooms.note", name=bold(note.author or words("people.left")))
        return Screen(_fitting(heading, (note.text,)))
    if post.kind is Kind.NOTED:
        return Screen(words.text("staffrooms.noted", name=_named(words, view.asker)))
    if post.kind is Kind.RECEIPT:
        return Screen(words.text(f"staffrooms.receipt.{said}", name=_named(words, view.asker)))
    return _entry_screen(words, view, post)


def _entry_screen(words: Words, view: View, post: Post) -> Screen:
    entry = view.entries[post.ref]
    name = bold(view.names.get(entry.author_id) or words("people.left"))
    wrote = "asks_back" if entry.asks_back else "answer"
    wrote = "follow_up" if entry.side is Side.ASKER else wrote
    key = f"staffrooms.wrote.{'edited' if post.kind is Kind.EDIT else wrote}"
    heading = words.text(key, name=name)
    media = entry.media
    return Screen(
        _fitting(heading, entry.text),
        attachment=Known(media.kind, media.file_id) if media else None,
    )


def _fitting(heading: Part, written: Text) -> Text:
    both = paragraphs(heading, written)
    return both if utf16_length(plain(both)) <= LONGEST else written
