"""Rows of meetings."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlmodel import Field

from bot.kit.db import Instant, Record


class MeetingRow(Record, table=True):
    """A meeting: wall time in `zone`. `audience` is cohort or staff; without cohort and country
    it is the whole programme's.
    """

    __tablename__ = "meetings_meeting"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    audience: str
    cohort_id: int | None = Field(default=None, foreign_key="cohorts_cohort.id", index=True)
    country: str | None = Field(default=None, index=True)
    title: str
    day: date = Field(index=True)
    at: time
    minutes: int
    place: str
    zone: str
    version: int = 0
    cancelled: bool = False
    made_by: int = Field(foreign_key="people_person.id", index=True)
    made_at: datetime = Field(sa_type=Instant)
    told_at: datetime | None = Field(default=None, sa_type=Instant)


class InvitationRow(Record, table=True):
    """Somebody invited: what they said about coming, and whether they came."""

    __tablename__ = "meetings_invitation"

    meeting_id: int = Field(foreign_key="meetings_meeting.id", primary_key=True)
    person_id: int = Field(foreign_key="people_person.id", primary_key=True, index=True)
    reply: str | None = None
    replied_at: datetime | None = Field(default=None, sa_type=Instant)
    attendance: str | None = None
    marked_by: int | None = Field(default=None, foreign_key="people_person.id", index=True)
    marked_at: datetime | None = Field(default=None, sa_type=Instant)


class DraftRow(Record, table=True):
    """A meeting that somebody is about to call or to change: what they have answered so far."""

    __tablename__ = "meetings_draft"

    person_id: int = Field(foreign_key="people_person.id", primary_key=True)
    public_id: str
    audience: str
    cohort_id: int | None = Field(default=None, foreign_key="cohorts_cohort.id")
    country: str | None = None
    zone: str
    title: str | None = None
    day: date | None = None
    at: time | None = None
    minutes: int | None = None
    place: str | None = None
    meeting_id: int | None = Field(default=None, foreign_key="meetings_meeting.id")
    version: int = 0
