"""What a trainee gets from the staff, and what the staff see while they write it."""

from __future__ import annotations

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, paragraphs
from bot.lists.addresses import OpenEntry, OpenList, WriteTo
from bot.lists.rules.entries import LONGEST_LETTER, Why
from bot.lists.screens.parts import home_button, lists_button
from bot.people.rules import Person


def nudge_screen(words: Words, trainee: Person, staff: Person, why: Why) -> Screen:
    """A friendly word, and the way back in."""
    return Screen(
        paragraphs(
            words.text("lists.nudge.hello", name=bold(trainee.name)),
            words(f"lists.nudge.{why}", staff=staff.name),
        ),
        button_rows(
            Button(words("lists.nudge.go"), places.OpenHome()),
            Button(words("lists.nudge.ask"), places.AskTutor()),
        ),
        replies_to=places.AskTutor(),
    )


def letter_screen(words: Words, staff: Person, written: Text) -> Screen:
    """What somebody of the staff wrote; an answer becomes a question to the tutors."""
    return Screen(
        paragraphs(words.text("lists.letter", staff=bold(staff.name)), written),
        button_rows(
            Button(words("lists.letter_answer"), places.AskTutor()),
            home_button(words),
        ),
        replies_to=places.AskTutor(),
    )


def write_screen(words: Words, trainee: Person, to: WriteTo) -> Screen:
    """What is written next goes to them."""
    back = OpenEntry(to.why, to.person, "", to.page)
    whole = OpenList(to.why.list, to.page)
    return Screen(
        words.text("lists.write", name=bold(trainee.name), most=LONGEST_LETTER),
        button_rows(
            Button(words("kit.cancel"), back if to.why in (Why.NEVER, Why.STALLED) else whole),
            lists_button(words),
        ),
        expects=to,
    )
