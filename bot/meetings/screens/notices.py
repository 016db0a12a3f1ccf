"""What people invited are told."""

from __future__ import annotations

from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, paragraphs
from bot.meetings.addresses import OpenMeeting, OpenMeetings, SendFile
from bot.meetings.rules.meeting import Meeting
from bot.meetings.rules.telling import News
from bot.meetings.screens.facts import facts, reply_rows


def news_screen(words: Words, meeting: Meeting, news: News, zone: str) -> Screen:
    """It expects nothing, so that it moves nobody's place."""
    file = Button(words("meetings.file"), SendFile(meeting.id))
    if news is News.CANCELLED:
        rows = button_rows(file, Button(words("meetings.all"), OpenMeetings()), per_row=2)
    else:
        more = Button(words("meetings.to_meeting"), OpenMeeting(meeting.id))
        rows = (*reply_rows(words, meeting, None), *button_rows(file, more, per_row=2))
    return Screen(
        paragraphs(
            bold(words(f"meetings.news.{news}")),
            facts(words, meeting, zone),
            words(f"meetings.then.{news}"),
        ),
        rows,
    )
