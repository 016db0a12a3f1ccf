"""A question that was sent: how it stands, what was written, and what one can do with it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot import places
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Known, Rows, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs, quote, text
from bot.people.rules import Person
from bot.tutoring.addresses import (
    AddNote,
    AskBack,
    ClaimQuestion,
    CloseQuestion,
    OpenMine,
    OpenNotes,
    PassOn,
    PublishAnswer,
    ReadThread,
    ReopenQuestion,
    ReplyTo,
    SayWhetherItHelped,
    ShowFile,
    WriteAnswer,
    WriteFollowUp,
)
from bot.tutoring.rules.notes import Note
from bot.tutoring.rules.pages import Piece, excerpt, thread_pages
from bot.tutoring.rules.thread import Entry, Helped, Side, Standing, State, Thread
from bot.tutoring.rules.waiting import may_reopen, standing
from bot.tutoring.screens.noting import note_block
from bot.tutoring.screens.parts import (
    about_block,
    delivery_of,
    files_line,
    home_button,
    named,
    span_of,
)

SHOWN: Final = 140


def question_screen(words: Words, thread: Thread, viewer: Person, now: datetime) -> Screen:
    """A sent question, from the side on which the viewer stands."""
    draw = _for_asker if thread.side is Side.ASKER else _for_tutor
    return draw(words, thread, viewer, now)


def _for_asker(words: Words, thread: Thread, viewer: Person, now: datetime) -> Screen:
    question = thread.question
    stands = words.text(f"tutoring.standing.{standing(question)}")
    tutor = _held_by(words, thread.tutor)
    due = ()
    if question.due_at is not None:
        moment = words.moment(question.due_at, viewer.zone)
        late = question.due_at <= now
        due = words.text(
            "tutoring.was_expected_by" if late else "tutoring.expected_by", moment=moment
        )
    return Screen(
        paragraphs(
            bold(words("tutoring.your_question")),
            about_block(words, question.context),
            lines(stands, tutor, due),
            _newest(words, thread, viewer),
        ),
        _rows_of_asker(words, thread, now),
        replies_to=WriteFollowUp(question.public_id),
    )


def _rows_of_asker(words: Words, thread: Thread, now: datetime) -> Rows:
    question = thread.question
    public, closed = question.public_id, question.state is State.CLOSED
    answered = standing(question) is Standing.ANSWERED
    again = closed and may_reopen(question, now)
    return button_rows(
        None if closed else Button(words("tutoring.write_more"), WriteFollowUp(public)),
        Button(words("tutoring.solved"), SayWhetherItHelped(public, Helped.YES))
        if answered
        else None,
        Button(words("tutoring.reopen"), ReopenQuestion(public, question.version))
        if again
        else None,
        Button(words("tutoring.whole_thread"), ReadThread(public, 0)),
        None
        if closed or answered
        else Button(words("tutoring.close_own"), CloseQuestion(public, question.version)),
        Button(words("tutoring.my_questions"), places.OpenQuestions()),
        home_button(words),
    )


def _for_tutor(words: Words, thread: Thread, viewer: Person, now: datetime) -> Screen:
    question = thread.question
    stands = words.text(f"tutoring.for_tutor.{standing(question)}")
    other = thread.tutor if not thread.is_with(viewer) else None
    holder = _held_by(words, other)
    due = ()
    if question.due_at is not None:
        late = now - question.due_at
        is_late = late > timedelta()
        span = span_of(words, abs(late))
        due = words.text("tutoring.overdue_since" if is_late else "tutoring.due_in", span=span)
    return Screen(
        paragraphs(
            lines(
                bold(words("tutoring.question_of", name=named(words, thread.asker))),
                _who(words, thread),
            ),
            about_block(words, question.context),
            _asked(words, thread),
            lines(stands, holder, due, _helped(words, thread)),
            _newest(words, thread, viewer),
        ),
        _rows_of_tutor(words, thread, viewer, now),
        replies_to=_reply_of_tutor(thread),
    )


def _reply_of_tutor(thread: Thread) -> Address:
    asked = [entry.id for entry in thread.entries if entry.side is Side.ASKER]
    return ReplyTo(thread.question.public_id, asked[-1] if asked else 0)


def _who(words: Words, thread: Thread) -> Text:
    """The language, country and sector of whoever asked."""
    asker = thread.asker
    known = [words.language_name(thread.question.language)]
    known += [words.country(asker.country)] if asker.country else []
    known += [words(f"people.sector.{asker.sector}")] if asker.sector else []
    return joined(" · ", known)


def _asked(words: Words, thread: Thread) -> Text:
    """The beginning of the question itself."""
    asked = thread.question.opening
    first = [entry for entry in thread.entries if entry.dedupe_key is None]
    return lines(quote(asked) if asked else (), files_line(words, first))


def _helped(words: Words, thread: Thread) -> Text:
    helped = thread.question.helped
    return words.text(f"tutoring.rated.{helped}") if helped else ()


def _newest(words: Words, thread: Thread, viewer: Person) -> Text:
    """The last message of the thread, unless it is the question itself."""
    entry = thread.newest
    if entry is None or (entry.dedupe_key is None and thread.side is Side.TUTOR):
        return ()
    shown = quote(excerpt(entry.text, SHOWN)) if entry.text else ()
    return lines(_heading(words, thread, entry, viewer), shown, files_line(words, [entry]))


def _held_by(words: Words, tutor: Person | None) -> Text:
    return words.text("tutoring.held_by", name=named(words, tutor)) if tutor else ()


def _heading(words: Words, thread: Thread, entry: Entry, viewer: Person) -> Text:
    """Who wrote when, and what became of it on its way."""
    if thread.side is Side.TUTOR:
        other = named(words, thread.asker)
        mine = entry.author_id == viewer.id
    else:
        other = named(words, thread.tutor) if thread.tutor else words("tutoring.a_tutor")
        mine = entry.side is Side.ASKER
    name = words("tutoring.you") if mine else other
    if thread.side is Side.TUTOR and entry.side is Side.TUTOR and not mine:
        name = words("tutoring.another_tutor")
    parts = [
        bold(name),
        words.moment(entry.written_at, viewer.zone),
        words("tutoring.edited") if entry.edits else "",
        delivery_of(words, thread.delivered.get(entry.id)),
    ]
    return joined(" · ", parts)


def _rows_of_tutor(words: Words, thread: Thread, viewer: Person, now: datetime) -> Rows:
    question = thread.question
    public, version = question.public_id, question.version
    mine = thread.is_with(viewer)
    held = mine and question.state in (State.CLAIMED, State.WAITING_FOR_ASKER)
    free = question.claimed_by is None or mine
    again = question.state is State.CLOSED and free and may_reopen(question, now)
    queue = OpenMine() if mine else places.OpenQueue()
    return button_rows(
        Button(words("tutoring.claim"), ClaimQuestion(public))
        if question.state is State.OPEN
        else None,
        Button(words("tutoring.answer"), WriteAnswer(public)) if held else None,
        Button(words("tutoring.ask_back"), AskBack(public)) if held else None,
        Button(words("tutoring.close"), CloseQuestion(public, version)) if held else None,
        Button(words("tutoring.pass_on"), PassOn(public)) if held else None,
        Button(words("tutoring.reopen"), ReopenQuestion(public, version)) if again else None,
        Button(words("tutoring.publish"), PublishAnswer(public))
        if mine and question.state is State.CLOSED
        else None,
        Button(words("tutoring.whole_thread"), ReadThread(public, 0)),
        Button(_notes(words, thread), OpenNotes(public) if thread.notes else AddNote(public)),
        Button(words("tutoring.queue"), queue),
        home_button(words),
    )


def _notes(words: Words, thread: Thread) -> str:
    number = len(thread.notes)
    return f"{words('tutoring.notes')} ({number})" if number else words("tutoring.write_note")


def thread_screen(words: Words, thread: Thread, viewer: Person, page: int) -> Screen:
    """A page of everything that was written, oldest first, with a button for each file."""
    pages = thread_pages(thread.entries, thread.notes)
    page = min(max(page, 0), len(pages) - 1)
    public = thread.question.public_id
    turning = button_rows(
        Button(words("kit.previous"), ReadThread(public, page - 1)) if page else None,
        Button(words("kit.next"), ReadThread(public, page + 1)) if page + 1 < len(pages) else None,
        per_row=2,
    )
    back = Button(words("kit.back"), places.OpenQuestion(public))
    return Screen(
        paragraphs(*(_piece(words, thread, piece, viewer) for piece in pages[page])),
        (
            *_file_rows(words, thread, pages[page], page),
            *turning,
            *button_rows(
                Button(words("tutoring.publish"), PublishAnswer(public))
                if _has_answered(thread, viewer)
                else None
            ),
            (back,),
        ),
        replies_to=ReplyTo(public, thread.newest.id if thread.newest else 0),
    )


def _has_answered(thread: Thread, viewer: Person) -> bool:
    """Whether something stands there that can be made a published answer."""
    return thread.side is Side.TUTOR and any(
        entry.author_id == viewer.id and entry.text and not entry.asks_back
        for entry in thread.entries
    )


def _piece(words: Words, thread: Thread, piece: Piece, viewer: Person) -> Text:
    if not piece.is_first:
        return text(piece.text)
    if isinstance(piece.entry, Note):
        return note_block(words, piece.entry, viewer)
    heading = _heading(words, thread, piece.entry, viewer)
    return lines(heading, files_line(words, [piece.entry]), piece.text)


def _file_rows(words: Words, thread: Thread, pieces: tuple[Piece, ...], page: int) -> Rows:
    """A button for each file of the page, numbered, since several may be of one kind."""
    public = thread.question.public_id
    first = [piece.entry for piece in pieces if piece.is_first]
    with_files = [one for one in first if isinstance(one, Entry) and one.media]
    return tuple(
        (Button(f"{n}. {_kind(words, entry)}", ShowFile(public, entry.id, page)),)
        for n, entry in enumerate(with_files, 1)
    )


def _kind(words: Words, entry: Entry) -> str:
    return words(f"tutoring.media.{entry.media.kind}") if entry.media else ""


def file_screen(words: Words, question: str, entry: Entry, page: int) -> Screen:
    """One file of a thread, with the words that came with it."""
    media = entry.media
    return Screen(
        paragraphs(bold(_kind(words, entry)), excerpt(entry.text, SHOWN)),
        button_rows(Button(words("kit.back"), ReadThread(question, page))),
        attachment=Known(media.kind, media.file_id) if media else None,
        replies_to=ReplyTo(question, entry.id),
    )
