"""Where the buttons of meetings lead."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address
from bot.meetings.rules.meeting import Attendance, Audience, Part, Reply


@dataclass(frozen=True, slots=True)
class OpenMeetings(Address, prefix="meetings"):
    """The meetings one is invited to or leads, a page of them; `past`: those that are over."""

    past: bool = False
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenMeeting(Address, prefix="meetings.open"):
    """One meeting, as somebody invited or as who leads it."""

    meeting: int


@dataclass(frozen=True, slots=True)
class Answer(Address, prefix="meetings.reply"):
    """Coming, perhaps, or not; to the version that was read."""

    meeting: int
    version: int
    reply: Reply


@dataclass(frozen=True, slots=True)
class SendFile(Address, prefix="meetings.file"):
    """The meeting as a calendar file."""

    meeting: int


@dataclass(frozen=True, slots=True)
class ChooseWhose(Address, prefix="meetings.new"):
    """For whom a meeting is called: a page of cohorts, or partners."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ChooseStaff(Address, prefix="meetings.staff"):
    """Which partners, where a coordinator has several scopes; a page of them."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class Begin(Address, prefix="meetings.begin"):
    """Begin to call one. `of` is a cohort's id, a country's code, or empty."""

    audience: Audience
    of: str = ""


@dataclass(frozen=True, slots=True)
class AskPart(Address, prefix="meetings.ask"):
    """A question about the meeting that is being written; where it is expected, the answer."""

    part: Part


@dataclass(frozen=True, slots=True)
class SetLength(Address, prefix="meetings.length"):
    minutes: int


@dataclass(frozen=True, slots=True)
class OpenDraft(Address, prefix="meetings.draft"):
    """What has been written, before anybody is told."""


@dataclass(frozen=True, slots=True)
class Call(Address, prefix="meetings.call"):
    """Invite everybody; the draft by the public id that the meeting will have."""

    public_id: str


@dataclass(frozen=True, slots=True)
class BeginChange(Address, prefix="meetings.change"):
    meeting: int


@dataclass(frozen=True, slots=True)
class SaveChange(Address, prefix="meetings.save"):
    """Change it and tell everybody; `version` is the one that was read."""

    meeting: int
    version: int


@dataclass(frozen=True, slots=True)
class AskToCancel(Address, prefix="meetings.cancel"):
    meeting: int


@dataclass(frozen=True, slots=True)
class Cancel(Address, prefix="meetings.cancel.yes"):
    meeting: int
    version: int


@dataclass(frozen=True, slots=True)
class OpenGuests(Address, prefix="meetings.guests"):
    """Who is invited and what they said, a page of them."""

    meeting: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenAttendance(Address, prefix="meetings.present"):
    """Who came, a page of the people invited."""

    meeting: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Mark(Address, prefix="meetings.mark"):
    meeting: int
    person: int
    attendance: Attendance
    page: int


@dataclass(frozen=True, slots=True)
class MarkRest(Address, prefix="meetings.rest"):
    """Everybody without a mark was present."""

    meeting: int
    page: int
