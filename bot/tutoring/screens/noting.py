"""Notes among colleagues: reading them, and writing one."""

from __future__ import annotations

from typing import Final

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs, quote
from bot.people.rules import Person
from bot.tutoring.addresses import AddNote, OpenNotes, TakeNoteBack
from bot.tutoring.rules.notes import Note, newest_of, note_pages
from bot.tutoring.rules.pages import excerpt
from bot.tutoring.rules.thread import Question, Thread
from bot.tutoring.screens.parts import about_block, named

LABEL: Final = 30


def notes_screen(words: Words, thread: Thread, viewer: Person, page: int | None = None) -> Screen:
    """A page of the notes, oldest first; without a number the newest page."""
    pages = note_pages(thread.notes)
    last = len(pages) - 1
    page = last if page is None else min(max(page, 0), last)
    public = thread.question.public_id
    own = newest_of(pages[page], viewer.id)
    name = named(words, thread.asker)
    shown = paragraphs(*(note_block(words, note, viewer) for note in pages[page]))
    return Screen(
        paragraphs(
            bold(words("tutoring.notes_on", name=name)), shown or words("tutoring.no_notes")
        ),
        (
            (Button(words("tutoring.write_note"), AddNote(public)),),
            *button_rows(
                Button(words("tutoring.take_note_back"), TakeNoteBack(public, own.id))
                if own
                else None
            ),
            *button_rows(
                Button(words("kit.previous"), OpenNotes(public, page - 1)) if page else None,
                Button(words("kit.next"), OpenNotes(public, page + 1)) if page < last else None,
                per_row=2,
            ),
            (Button(words("kit.back"), places.OpenQuestion(public)),),
        ),
        replies_to=AddNote(public),
    )


def note_block(words: Words, note: Note, viewer: Person) -> Text:
    """A note with who wrote it when."""
    by = words("tutoring.you") if note.author_id == viewer.id else excerpt(note.author, LABEL)
    heading = [bold(words("tutoring.note_by", name=by)), words.moment(note.written_at, viewer.zone)]
    return lines(joined(" · ", heading), quote(note.text))


def write_note_screen(words: Words, thread: Thread) -> Screen:
    """Asks for a note, and says who will be able to read it."""
    public = thread.question.public_id
    opening = thread.question.opening
    name = named(words, thread.asker)
    back = OpenNotes(public) if thread.notes else places.OpenQuestion(public)
    return Screen(
        paragraphs(
            words.text("tutoring.note_how", name=bold(name)), quote(opening) if opening else ()
        ),
        button_rows(Button(words("kit.back"), back)),
        expects=AddNote(public),
        fresh=True,
    )


def noted_notice(words: Words, *, question: Question, tutor: str, name: str) -> Screen:
    """To whoever has the question; what was noted stays where it can be erased."""
    public = question.public_id
    return Screen(
        paragraphs(
            words.text("tutoring.notice.noted", tutor=bold(tutor), name=bold(name)),
            about_block(words, question.context),
            quote(question.opening) if question.opening else (),
        ),
        button_rows(
            Button(words("tutoring.read_notes"), OpenNotes(public)),
            Button(words("tutoring.see_question"), places.OpenQuestion(public)),
        ),
        replies_to=AddNote(public),
    )
