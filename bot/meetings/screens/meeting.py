"""One meeting, as somebody invited and as who leads it; its calendar file; calling it off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen, WrittenFile, button_rows
from bot.kit.text import Text, bold, lines, paragraphs
from bot.meetings.addresses import (
    AskToCancel,
    BeginChange,
    Cancel,
    OpenAttendance,
    OpenGuests,
    OpenMeeting,
    OpenMeetings,
    SendFile,
)
from bot.meetings.rules.calendar import calendar_file, meeting_entry
from bot.meetings.rules.meeting import Attendance, Invited, Meeting, Reply
from bot.meetings.rules.naming import group_name
from bot.meetings.screens.facts import facts, reply_rows, ways_out, when


def meeting_screen(
    words: Words,
    meeting: Meeting,
    own: Invited | None,
    replies: Mapping[Reply | None, int] | None,
    marks: Mapping[Attendance | None, int] | None,
    zone: str,
    now: datetime,
) -> Screen:
    """`replies` and `marks` are None for who does not lead it, `own` for who is not invited."""
    return Screen(
        paragraphs(
            bold(words("meetings.is_cancelled")) if meeting.cancelled else "",
            facts(words, meeting, zone),
            _own(words, own, now) if own else "",
            _replies(words, replies) if replies is not None else "",
            _marks(words, marks) if marks is not None and meeting.has_begun(now) else "",
        ),
        (
            *_invited_rows(words, meeting, own, now, joins=replies is None),
            *(_leading_rows(words, meeting, now) if replies is not None else ways_out(words)),
        ),
    )


def _own(words: Words, own: Invited, now: datetime) -> str:
    if own.attendance is not None:
        return words(f"meetings.own.{own.attendance}")
    if own.meeting.cancelled:
        return ""
    if own.meeting.has_begun(now):
        return words("meetings.own.not_noted")
    return words(f"meetings.said.{own.reply}" if own.reply else "meetings.say")


def _replies(words: Words, replies: Mapping[Reply | None, int]) -> str:
    counts = [words.count(f"meetings.n.{reply}", replies.get(reply, 0)) for reply in Reply]
    silent = words.count("meetings.n.silent", replies.get(None, 0))
    invited = words.count("meetings.n.invited", sum(replies.values()))
    return f"{invited}: {words.listing([*counts, silent])}"


def _marks(words: Words, marks: Mapping[Attendance | None, int]) -> str:
    counts = [words.count(f"meetings.n.{mark}", marks.get(mark, 0)) for mark in Attendance]
    open_ones = words.count("meetings.n.unmarked", marks.get(None, 0))
    return words.listing([*counts, open_ones])


def _invited_rows(
    words: Words, meeting: Meeting, own: Invited | None, now: datetime, *, joins: bool
) -> Rows:
    """`joins`: with a button into the room; who leads has no place for it, the link is in the
    text.
    """
    ahead = not meeting.cancelled and not meeting.has_begun(now)
    link = meeting.link
    joins = joins and not meeting.cancelled and not meeting.is_over(now)
    return (
        *(reply_rows(words, meeting, own) if own and ahead else ()),
        *button_rows(
            Button(words("meetings.join"), link) if joins and link else None,
            Button(words("meetings.file"), SendFile(meeting.id))
            if not meeting.is_over(now)
            else None,
            per_row=2,
        ),
    )


def _leading_rows(words: Words, meeting: Meeting, now: datetime) -> Rows:
    guests = Button(words("meetings.guests"), OpenGuests(meeting.id))
    back = Button(words("meetings.all"), OpenMeetings())
    if meeting.cancelled:
        return button_rows(guests, back)
    if meeting.has_begun(now):
        attendance = Button(words("meetings.attendance"), OpenAttendance(meeting.id))
        return button_rows(attendance, guests, back)
    change = Button(words("meetings.change"), BeginChange(meeting.id))
    cancel = Button(words("meetings.cancel"), AskToCancel(meeting.id))
    return (*button_rows(guests), *button_rows(change, cancel, per_row=2), *button_rows(back))


def file_screen(words: Words, meeting: Meeting, bot_name: str, zone: str, now: datetime) -> Screen:
    """The meeting for the calendar of a phone; of one that is called off, what takes it out."""
    entry = meeting_entry(meeting, group_name(words, meeting.scope), bot_name)
    content = calendar_file(
        [entry], name=meeting.title, bot_name=bot_name, now=now, cancels=meeting.cancelled
    )
    said = words("meetings.file_cancels" if meeting.cancelled else "meetings.file_how")
    return Screen(
        paragraphs(lines(bold(meeting.title), when(words, meeting, zone)), said),
        button_rows(Button(words("meetings.to_meeting"), OpenMeeting(meeting.id))),
        attachment=WrittenFile("meeting.ics", content),
        fresh=True,
        stays=True,
    )


def cancel_screen(words: Words, meeting: Meeting, told: int, zone: str) -> Screen:
    """What follows, before it does."""
    return Screen(
        paragraphs(_short(words, meeting, zone), words.count("meetings.cancel_sure", told)),
        button_rows(
            Button(words("meetings.cancel_no"), OpenMeeting(meeting.id)),
            Button(words("meetings.cancel_yes"), Cancel(meeting.id, meeting.version)),
        ),
    )


def _short(words: Words, meeting: Meeting, zone: str) -> Text:
    return lines(bold(meeting.title), when(words, meeting, zone))
