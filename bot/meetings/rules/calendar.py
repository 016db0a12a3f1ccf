"""Calendar files (RFC 5545): one entry's UID never changes, its SEQUENCE grows with each change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from icalendar import Calendar, Event, vCalAddress

from bot.cohorts.rules import Milestone
from bot.meetings.rules.meeting import Meeting

PRODUCT: Final = "-//jobbroker//calendar//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a calendar. Instants in UTC; without an end it is a deadline.

    `source` is whose it is (a group), `url` where one meets.
    """

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime | None = None
    place: str = ""
    url: str | None = None
    source: str = ""
    cancelled: bool = False


def meeting_entry(meeting: Meeting, source: str, bot_name: str) -> Entry:
    """The same UID for good, whoever takes the file along."""
    return Entry(
        uid=f"meeting-{meeting.public_id}@{bot_name}",
        sequence=meeting.version,
        title=meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        url=meeting.link,
        source=source,
        cancelled=meeting.cancelled,
    )


def milestone_entry(milestone: Milestone, source: str, bot_name: str) -> Entry:
    """A deadline: it takes no time of anybody's day."""
    return Entry(
        uid=f"milestone-{milestone.id}@{bot_name}",
        sequence=milestone.version,
        title=milestone.title,
        starts_at=milestone.due_at,
        source=source,
    )


def calendar_file(
    entries: Iterable[Entry], *, name: str, bot_name: str, now: datetime, cancels: bool = False
) -> str:
    """The file's words. `cancels`: it takes its entries out of calendars they are in."""
    calendar: Any = Calendar()  # the library's `add` takes whatever a property may hold
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancels else "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry, bot_name, now))
    return calendar.to_ical().decode()


def _event(entry: Entry, bot_name: str, now: datetime) -> Any:
    event: Any = Event()
    organizer = vCalAddress(f"https://t.me/{bot_name}")
    organizer.params["cn"] = entry.source or bot_name
    values = {
        "uid": entry.uid,
        "sequence": entry.sequence,
        "dtstamp": now,
        "dtstart": entry.starts_at,
        "dtend": entry.ends_at,
        "transp": None if entry.ends_at else "TRANSPARENT",
        "summary": entry.title,
        "status": "CANCELLED" if entry.cancelled else "CONFIRMED",
        "location": entry.place,
        "url": entry.url,
        "description": entry.source,
        "organizer": organizer,
    }
    for name, value in values.items():
        if value not in (None, ""):
            event.add(name, value)
    return event
