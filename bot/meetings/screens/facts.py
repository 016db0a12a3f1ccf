"""What is said of a meeting wherever it is shown."""

from __future__ import annotations

from datetime import datetime

from bot import places
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, button_rows
from bot.kit.text import Text, bold, lines
from bot.meetings.addresses import Answer, OpenMeetings
from bot.meetings.rules.meeting import Invited, Meeting, Reply
from bot.meetings.rules.naming import group_name


def when(words: Words, meeting: Meeting, zone: str) -> str:
    """The day and the time on the reader's own clock."""
    weekday = words.weekday(in_zone(meeting.starts_at, zone).weekday())
    return words("meetings.when", weekday=weekday, at=words.moment(meeting.starts_at, zone))


def there(words: Words, meeting: Meeting, zone: str) -> str:
    """What the clock shows where one meets, if that is another time; else nothing."""
    here = in_zone(meeting.starts_at, zone).replace(tzinfo=None)
    if here == in_zone(meeting.starts_at, meeting.zone).replace(tzinfo=None):
        return ""
    at, city = words.moment(meeting.starts_at, meeting.zone), words.city(meeting.zone)
    return words("meetings.there", at=at, city=city)


def facts(words: Words, meeting: Meeting, zone: str) -> Text:
    """Title, whose, when, how long, where."""
    return lines(
        bold(meeting.title),
        group_name(words, meeting.scope),
        when(words, meeting, zone),
        there(words, meeting, zone),
        words.count("meetings.minutes", meeting.minutes),
        words("meetings.place", place=meeting.place),
    )


def row(words: Words, meeting: Meeting, zone: str, now: datetime | None = None) -> str:
    """One line of a list; with `now` it says that it is over."""
    said = f"{words.moment(meeting.starts_at, zone)}: {meeting.title}"
    if meeting.cancelled:
        return words("meetings.row_cancelled", row=said)
    return words("cohorts.over", at=said) if now and meeting.is_over(now) else said


def reply_rows(words: Words, meeting: Meeting, own: Invited | None) -> Rows:
    """The replies in one row; the one that was given says so in words."""
    given = own.reply if own else None
    buttons = [
        Button(
            words(f"meetings.chosen.{reply}" if reply is given else f"meetings.reply.{reply}"),
            Answer(meeting.id, meeting.version, reply),
        )
        for reply in Reply
    ]
    return button_rows(*buttons, per_row=3)


def ways_out(words: Words) -> Rows:
    return button_rows(
        Button(words("meetings.all"), OpenMeetings()),
        Button(words("kit.home"), places.OpenHome()),
        per_row=2,
    )
