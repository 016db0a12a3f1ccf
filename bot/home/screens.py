"""Screens of home."""

from __future__ import annotations

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, paragraphs, quote


def home_screen(words: Words, name: str) -> Screen:
    """A greeting; what stands below it comes with the rooms."""
    return Screen(words.text("home.hello", name=name))


def unaddressed_screen(words: Words, draft: Text) -> Screen:
    """What was written belongs nowhere yet: the person says what for; nothing is lost."""
    return Screen(
        paragraphs(words.text("home.what_is_it_for"), quote(draft))
        if draft
        else words.text("home.not_text"),
        button_rows(
            Button(words("home.ask_tutor"), places.AskDraft()) if draft else None,
            Button(words("home.keep_as_evidence"), places.KeepDraftAsEvidence()) if draft else None,
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def unknown_command_screen(words: Words) -> Screen:
    return Screen(
        words.text("home.unknown_command"),
        button_rows(Button(words("kit.home"), places.OpenHome())),
    )
