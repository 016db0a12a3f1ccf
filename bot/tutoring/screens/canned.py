"""Ready-made answers: the list, one as it would go out, and keeping one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, paragraphs, quote
from bot.people.rules import Person
from bot.tutoring.addresses import (
    DropCanned,
    EditCanned,
    KeepCanned,
    OpenCanned,
    SendCanned,
    ShareCanned,
    UseCanned,
    WriteAnswer,
    WriteCanned,
)
from bot.tutoring.rules.canned import LONGEST_NAME, Canned
from bot.tutoring.rules.pages import excerpt
from bot.tutoring.rules.thread import Thread
from bot.tutoring.screens.parts import home_button, named

PAGE: Final = 4
SHOWN: Final = 650  # only many fields with long names in them need more


def canned_screen(
    words: Words, thread: Thread, found: Sequence[Canned], page: int, *, more: bool
) -> Screen:
    """Those in the language of whoever asked."""
    public = thread.question.public_id
    language = words.language_name(thread.question.language)
    how = "tutoring.canned.choose" if found else "tutoring.canned.none"
    return Screen(
        paragraphs(bold(words("tutoring.canned.title")), words.text(how, language=language)),
        (
            *button_rows(*(Button(one.name, UseCanned(public, one.id)) for one in found)),
            *button_rows(
                Button(words("kit.previous"), OpenCanned(public, page - 1)) if page else None,
                Button(words("kit.next"), OpenCanned(public, page + 1)) if more else None,
                per_row=2,
            ),
            (Button(words("tutoring.canned.write"), WriteCanned(public)),),
            (Button(words("kit.back"), WriteAnswer(public)),),
        ),
    )


def preview_screen(
    words: Words, thread: Thread, canned: Canned, filled: str, viewer: Person
) -> Screen:
    """As it would go out; what is written instead goes in its place."""
    public, version = thread.question.public_id, thread.question.version
    own = canned.owner_id == viewer.id
    share = words("tutoring.canned.unshare" if canned.is_shared else "tutoring.canned.share")
    return Screen(
        paragraphs(
            words.text("tutoring.canned.preview", name=bold(named(words, thread.asker))),
            quote(filled if len(filled) <= SHOWN else excerpt(filled, SHOWN)),
        ),
        button_rows(
            Button(words("tutoring.canned.send"), SendCanned(public, canned.id, version)),
            Button(share, ShareCanned(public, canned.id, not canned.is_shared)) if own else None,
            Button(words("tutoring.canned.edit"), EditCanned(public, canned.id)) if own else None,
            Button(words("tutoring.canned.drop"), DropCanned(public, canned.id, sure=False))
            if own
            else None,
            Button(words("kit.back"), OpenCanned(public)),
            home_button(words),
        ),
        expects=WriteAnswer(public),
    )


def drop_screen(words: Words, thread: Thread, canned: Canned) -> Screen:
    """Whether it is to go, in every language."""
    public = thread.question.public_id
    how = "tutoring.canned.drop_shared" if canned.is_shared else "tutoring.canned.drop_own"
    return Screen(
        paragraphs(words.text(how, name=bold(canned.name)), quote(excerpt(canned.text, SHOWN))),
        button_rows(
            Button(words("tutoring.canned.drop"), DropCanned(public, canned.id, sure=True)),
            Button(words("kit.cancel"), UseCanned(public, canned.id)),
        ),
    )


def write_screen(words: Words, thread: Thread) -> Screen:
    """Asks for a name and an answer in one message; says in which language, and which fields."""
    language = words.language_name(thread.question.language)
    public = thread.question.public_id
    return Screen(
        paragraphs(
            bold(words("tutoring.canned.write")),
            words.text("tutoring.canned.write_how", language=language),
            words.text("tutoring.canned.fields", fields="{name}, {tutor}, {lesson}"),
        ),
        button_rows(Button(words("kit.back"), OpenCanned(public))),
        expects=WriteCanned(public),
    )


def edit_screen(words: Words, thread: Thread, canned: Canned) -> Screen:
    """The text as it is, with its fields; asks for the new one."""
    public = thread.question.public_id
    return Screen(
        paragraphs(
            words.text("tutoring.canned.edit_how", name=bold(canned.name)),
            quote(canned.text),
            words.text("tutoring.canned.fields", fields="{name}, {tutor}, {lesson}"),
        ),
        button_rows(Button(words("kit.back"), UseCanned(public, canned.id))),
        expects=EditCanned(public, canned.id),
    )


def keep_screen(words: Words, thread: Thread, entry: int, written: str) -> Screen:
    """The answer with its fields; asks for a name."""
    public = thread.question.public_id
    return Screen(
        paragraphs(words.text("tutoring.canned.name_it", most=LONGEST_NAME), quote(written)),
        button_rows(Button(words("kit.cancel"), WriteAnswer(public)), home_button(words)),
        expects=KeepCanned(public, entry),
        fresh=True,
    )


def kept_screen(words: Words, thread: Thread, canned: Canned, note: str) -> Screen:
    """It is kept; the way to see, share or delete it, and back."""
    public = thread.question.public_id
    return Screen(
        paragraphs(note, quote(canned.text)),
        button_rows(
            Button(words("tutoring.canned.see"), UseCanned(public, canned.id)),
            Button(words("tutoring.see_question"), places.OpenQuestion(public)),
            home_button(words),
        ),
    )
