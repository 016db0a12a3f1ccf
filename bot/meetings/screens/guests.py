"""Who is invited and what they said; who came, each with a tap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs
from bot.meetings.addresses import Mark, MarkRest, OpenAttendance, OpenGuests, OpenMeeting
from bot.meetings.rules.meeting import Guest, Meeting, next_mark
from bot.meetings.screens.lists import around

A_PAGE: Final = 10
ON_A_SHEET: Final = 4


def guests_screen(
    words: Words, meeting: Meeting, guests: Sequence[Guest], page: int, *, more: bool
) -> Screen:
    """A page of names with what each said."""
    rows = [
        words(
            "meetings.guest",
            name=_name(words, one),
            what=words(f"meetings.as.{one.reply}" if one.reply else "meetings.as.silent"),
        )
        for one in guests
    ]
    return Screen(
        paragraphs(
            bold(words("meetings.guests_of", title=meeting.title)),
            lines(*rows) or words("meetings.nobody"),
        ),
        (
            *around(words, OpenGuests(meeting.id, page - 1) if page else None,
                    OpenGuests(meeting.id, page + 1) if more else None),
            *button_rows(Button(words("kit.back"), OpenMeeting(meeting.id))),
        ),
    )  # fmt: skip


def attendance_screen(
    words: Words, meeting: Meeting, guests: Sequence[Guest], page: int, *, more: bool, note: str
) -> Screen:
    """A page of the sheet: a button says what its tap notes of whom; a further tap the next."""
    rows = [
        words(
            "meetings.guest",
            name=_name(words, one),
            what=words(f"meetings.as.{one.attendance}" if one.attendance else "meetings.as.open"),
        )
        for one in guests
    ]
    taps = [_tap(words, meeting, one, page) for one in guests]
    return Screen(
        paragraphs(
            note,
            bold(words("meetings.attendance_of", title=meeting.title)),
            lines(*rows) or words("meetings.nobody"),
            words("meetings.attendance_how") if guests else "",
        ),
        (
            *button_rows(*taps),
            *button_rows(
                Button(words("meetings.rest_present"), MarkRest(meeting.id, page))
                if guests
                else None
            ),
            *around(words, OpenAttendance(meeting.id, page - 1) if page else None,
                    OpenAttendance(meeting.id, page + 1) if more else None),
            *button_rows(Button(words("kit.back"), OpenMeeting(meeting.id))),
        ),
    )  # fmt: skip


def _tap(words: Words, meeting: Meeting, guest: Guest, page: int) -> Button:
    mark = next_mark(guest.attendance)
    label = words("meetings.tap", name=_name(words, guest), what=words(f"meetings.as.{mark}"))
    return Button(label, Mark(meeting.id, guest.person_id, mark, page))


def _name(words: Words, guest: Guest) -> str:
    return guest.name or words("people.left")
