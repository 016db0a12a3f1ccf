"""Writing to the other side of a thread: what asks for it, and the receipt."""

from __future__ import annotations

from bot import places
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import paragraphs, quote
from bot.tutoring.addresses import (
    AskBack,
    KeepCanned,
    OpenCanned,
    OpenMine,
    ReplyTo,
    WriteAnswer,
    WriteFollowUp,
)
from bot.tutoring.rules.thread import Side, Thread
from bot.tutoring.screens.parts import home_button, named


def write_screen(
    words: Words, thread: Thread, takes: WriteAnswer | AskBack | WriteFollowUp
) -> Screen:
    """Asks for an answer, a question back or a follow-up; says to whom it goes."""
    kinds = {WriteAnswer: "answer", AskBack: "ask_back", WriteFollowUp: "follow_up"}
    tutor = named(words, thread.tutor) if thread.tutor else words("tutoring.the_tutors")
    name = named(words, thread.asker) if thread.side is Side.TUTOR else tutor
    opening = thread.question.opening
    back = places.OpenQuestion(thread.question.public_id)
    return Screen(
        paragraphs(
            words.text(f"tutoring.write.{kinds[type(takes)]}", name=name),
            quote(opening) if opening else (),
        ),
        button_rows(
            Button(words("tutoring.canned.title"), OpenCanned(thread.question.public_id))
            if isinstance(takes, WriteAnswer)
            else None,
            Button(words("kit.back"), back),
            home_button(words),
        ),
        expects=takes,
        fresh=True,
    )


def written_screen(words: Words, thread: Thread, more: Address | None = None) -> Screen:
    """The receipt for what was written; `more`: further files of the same album go there too."""
    public = thread.question.public_id
    newest = thread.newest.id if thread.newest else 0
    tutor = named(words, thread.tutor) if thread.tutor else words("tutoring.the_tutors")
    name = named(words, thread.asker) if thread.side is Side.TUTOR else tutor
    opened = places.OpenQuestion(public)
    done = Button(words("kit.done"), opened) if more else None
    staff = thread.side is Side.TUTOR
    sentence = words.text("tutoring.on_its_way" if staff else "tutoring.passed_on", name=name)
    onward = Button(words("tutoring.queue"), OpenMine()) if staff else None
    own = thread.newest if staff and not more else None
    keep = own is not None and own.side is Side.TUTOR and own.text and not own.asks_back
    return Screen(
        paragraphs(sentence, words.text("tutoring.more_files") if more else ()),
        button_rows(
            done or Button(words("tutoring.see_question"), opened),
            onward,
            _keep(words, public, newest) if keep else None,
            home_button(words),
        ),
        expects=more,
        replies_to=ReplyTo(public, newest),
    )


def _keep(words: Words, question: str, entry: int) -> Button:
    return Button(words("tutoring.canned.keep"), KeepCanned(question, entry))
