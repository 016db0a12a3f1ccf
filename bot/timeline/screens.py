"""The timeline of a trainee, and everybody's calendar file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from bot import places
from bot.cohorts.rules import Cohort
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, WrittenFile, button_rows
from bot.kit.text import Text, bold, lines, paragraphs
from bot.meetings.addresses import OpenMeeting, OpenMeetings
from bot.meetings.rules.calendar import Entry, calendar_file
from bot.meetings.rules.meeting import Invited
from bot.timeline.addresses import OpenPart, SendCalendar
from bot.timeline.rules import Dated

A_PAGE: Final = 4
GROUPS: Final = 2
TUTORS: Final = 2
MEETINGS: Final = 2


def timeline_screen(
    words: Words,
    cohorts: Sequence[Cohort],
    tutors: Mapping[int, Sequence[str]],
    dated: Sequence[Dated],
    zone: str,
    now: datetime,
    *,
    past: bool,
    page: int,
) -> Screen:
    """A page of what is to come or has been, in the reader's own time."""
    shown, around = paged(words, dated, page, A_PAGE, lambda n: OpenPart(past, n))
    groups = [_group(words, one, tutors.get(one.id, ())) for one in cohorts[:GROUPS]]
    head = "timeline.past" if past else "timeline.next"
    meetings = [one.invited.meeting for one in shown if one.invited][:MEETINGS]
    return Screen(
        paragraphs(
            bold(words("timeline.title")),
            *(groups or [words("timeline.no_group")]),
            lines(bold(words(head)), *(_row(words, one, zone, now) for one in shown))
            if shown
            else words(_empty(cohorts, past)),
        ),
        (
            *button_rows(*(Button(one.title, OpenMeeting(one.id)) for one in meetings)),
            *around,
            *button_rows(
                Button(words("timeline.to_next" if past else "timeline.to_past"),
                       OpenPart(not past)),
                Button(words("timeline.file"), SendCalendar()),
                per_row=2,
            ),
            *button_rows(Button(words("kit.home"), places.OpenHome())),
        ),
    )  # fmt: skip


def _empty(cohorts: Sequence[Cohort], past: bool) -> str:
    if past:
        return "timeline.nothing_past"
    return "timeline.nothing_next" if cohorts else "timeline.nothing_at_all"


def _group(words: Words, cohort: Cohort, tutors: Sequence[str]) -> Text:
    named = words.listing(tutors[:TUTORS])
    return lines(
        bold(cohort.name),
        words("cohorts.dates", start=cohort.starts_on, end=cohort.ends_on),
        words("cohorts.staff.tutor", names=named) if named else "",
    )


def _row(words: Words, one: Dated, zone: str, now: datetime) -> str:
    row = f"{words.moment(one.at, zone)}: {one.title}"
    what = _meant(words, one.invited, now) if one.invited else words("timeline.deadline")
    return words("timeline.row", row=row, what=what)


def _meant(words: Words, invited: Invited, now: datetime) -> str:
    """That it is a meeting, and what one said of it or what was noted."""
    if invited.attendance is not None:
        return words(f"timeline.was.{invited.attendance}")
    if invited.meeting.has_begun(now):
        return words("timeline.meeting")
    return words(f"timeline.said.{invited.reply}" if invited.reply else "timeline.unanswered")


def calendar_screen(words: Words, entries: Iterable[Entry], bot_name: str, now: datetime) -> Screen:
    """The file, or what to do where there is nothing to put into it."""
    found = list(entries)
    out = button_rows(
        Button(words("meetings.all"), OpenMeetings()),
        Button(words("kit.home"), places.OpenHome()),
        per_row=2,
    )
    if not found:
        return Screen(words.text("timeline.file_empty"), out)
    name = words("timeline.calendar")
    content = calendar_file(found, name=name, bot_name=bot_name, now=now)
    return Screen(
        paragraphs(words.count_text("timeline.file_holds", len(found)), words("timeline.file_how")),
        out,
        attachment=WrittenFile("calendar.ics", content),
        fresh=True,
        stays=True,
    )
