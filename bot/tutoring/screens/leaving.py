"""What one has in hand before days away, and what whoever stands in is told."""

from __future__ import annotations

from bot import places
from bot.hours.addresses import HandOverAll, OpenHours
from bot.hours.rules.calendar import Away
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, paragraphs
from bot.people.rules import Person
from bot.tutoring.addresses import OpenMine
from bot.tutoring.screens.parts import home_button


def leaving_screen(
    words: Words, away: Away, deputy: Person | None, to_deputy: int, to_queue: int
) -> Screen:
    """How many there are and where each goes; nothing happens before it is confirmed."""
    number = to_deputy + to_queue
    goes = words.count_text("tutoring.leave.deputy", to_deputy, name=deputy.name) if deputy else ()
    return Screen(
        paragraphs(
            bold(words("tutoring.leave.title")),
            words.count_text("tutoring.leave.number", number)
            if number
            else words.text("tutoring.leave.none"),
            goes if to_deputy else (),
            words.count_text("tutoring.leave.queue", to_queue) if to_queue else (),
        ),
        button_rows(
            Button(words("tutoring.leave.do"), HandOverAll(away.id, number)) if number else None,
            Button(words("tutoring.mine"), OpenMine()) if number else None,
            Button(words("tutoring.leave.keep" if number else "kit.back"), OpenHours()),
            home_button(words),
        ),
    )


def left_screen(words: Words, deputy: Person | None, to_deputy: int, to_queue: int) -> Screen:
    """What was done."""
    passed = words.count("tutoring.leave.passed", to_deputy, name=deputy.name) if deputy else ""
    return Screen(
        paragraphs(
            passed if to_deputy else "",
            words.count("tutoring.leave.returned", to_queue) if to_queue else "",
            words("tutoring.leave.none") if not to_deputy + to_queue else "",
        ),
        button_rows(
            Button(words("hours.title"), OpenHours()),
            Button(words("tutoring.queue"), places.OpenQueue()),
            home_button(words),
        ),
    )


def stand_in_all_notice(words: Words, *, tutor: str, number: int, away: Away) -> Screen:
    """To whoever stands in: so many are theirs now."""
    day = words.date(away.last)
    return Screen(
        words.count_text("tutoring.leave.notice", number, tutor=bold(tutor), day=day),
        button_rows(
            Button(words("tutoring.mine"), OpenMine()),
            Button(words("tutoring.queue"), places.OpenQueue()),
        ),
    )
