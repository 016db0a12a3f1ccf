"""What staff get in the morning."""

from __future__ import annotations

from bot.kit.i18n import Words
from bot.kit.telegram.screen import Screen, button_rows
from bot.kit.text import bold, lines, paragraphs
from bot.lists.rules.entries import Counts, List
from bot.lists.screens.parts import list_buttons, lists_button
from bot.people.rules import Person


def morning_screen(words: Words, staff: Person, counts: Counts) -> Screen:
    """How many wait on which list; the lists are a tap away."""
    present = [which for which in List if counts.of(which)]
    return Screen(
        paragraphs(
            words.text("lists.morning", name=bold(staff.name)),
            lines(*(words.count(f"lists.count.{which}", counts.of(which)) for which in present)),
        ),
        (*list_buttons(words, counts), *button_rows(lists_button(words))),
    )
