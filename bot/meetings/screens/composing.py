"""The questions about a meeting, and what it will be before anybody is told."""

from __future__ import annotations

from datetime import date

from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs
from bot.meetings.addresses import (
    AskPart,
    Call,
    ChooseWhose,
    OpenDraft,
    OpenMeeting,
    SaveChange,
    SetLength,
)
from bot.meetings.rules.meeting import LENGTHS, Draft, Meeting, Part, asks_anew
from bot.meetings.rules.naming import group_name
from bot.meetings.screens.facts import facts, there, when


def part_screen(words: Words, part: Part, draft: Draft, today: date) -> Screen:
    """A question; what it is taken for stands in `expects`."""
    number = tuple(Part).index(part) + 1
    is_new = draft.meeting_id is None and draft.missing is not None
    back = OpenDraft() if draft.missing is None else ChooseWhose()
    return Screen(
        paragraphs(
            words("meetings.progress", n=number, total=len(Part)) if is_new else "",
            lines(bold(words(f"meetings.question.{part}")), group_name(words, draft.scope)),
            words(f"meetings.hint.{part}", example=today, city=words.city(draft.zone)),
        ),
        (*_lengths(words, part), *button_rows(Button(words("kit.back"), back))),
        expects=AskPart(part),
    )


def _lengths(words: Words, part: Part) -> Rows:
    if part is not Part.LENGTH:
        return ()
    choices = [Button(words.count("meetings.minutes", n), SetLength(n)) for n in LENGTHS]
    return button_rows(*choices, per_row=2)


def call_screen(words: Words, draft: Draft, invited: int, zone: str) -> Screen:
    """What is about to be sent, and to how many."""
    return Screen(
        paragraphs(
            facts(words, draft.meeting, zone),
            words.count("meetings.call_sure", invited),
        ),
        (
            *button_rows(Button(words("meetings.call"), Call(draft.public_id))),
            *_parts(words),
            *button_rows(Button(words("kit.back"), ChooseWhose())),
        ),
    )


def _parts(words: Words) -> Rows:
    buttons = [Button(words(f"meetings.part.{part}"), AskPart(part)) for part in Part]
    return button_rows(*buttons, per_row=2)


def change_screen(
    words: Words, before: Meeting, after: Meeting, told: int, zone: str, *, differs: bool
) -> Screen:
    """What is about to change, who is told, and what happens to what they said."""
    said = words("meetings.change_what")
    if differs:
        asked = words("meetings.asked_anew") if asks_anew(before, after) else ""
        said = f"{words.count('meetings.change_sure', told)} {asked}".strip()
    save = Button(words("meetings.save"), SaveChange(before.id, before.version))
    return Screen(
        paragraphs(bold(before.title), lines(*_changes(words, before, after, zone)), said),
        (
            *button_rows(save if differs else None),
            *_parts(words),
            *button_rows(Button(words("meetings.leave"), OpenMeeting(before.id))),
        ),
    )


def _changes(words: Words, before: Meeting, after: Meeting, zone: str) -> list[Text | str]:
    pairs = [
        (before.title, after.title),
        (_time(words, before, zone), _time(words, after, zone)),
        (
            words.count("meetings.minutes", before.minutes),
            words.count("meetings.minutes", after.minutes),
        ),
        (before.place, after.place),
    ]
    return [words("meetings.becomes", old=old, new=new) for old, new in pairs if old != new]


def _time(words: Words, meeting: Meeting, zone: str) -> str:
    return " ".join(filter(None, (when(words, meeting, zone), there(words, meeting, zone))))
