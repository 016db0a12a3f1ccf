"""Rows of cohorts."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlmodel import Field

from bot.kit.db import Instant, Record


class CohortRow(Record, table=True):
    """A group that learns together; `zone` is the IANA zone of its milestones.

    `version` counts changes of its dates.
    """

    __tablename__ = "cohorts_cohort"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    name: str
    country: str = Field(index=True)
    sector: str | None = None
    zone: str
    starts_on: date
    ends_on: date
    version: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    made_at: datetime = Field(sa_type=Instant)


class MemberRow(Record, table=True):
    """A trainee of a cohort."""

    __tablename__ = "cohorts_member"

    person_id: int = Field(foreign_key="people_person.id", primary_key=True)
    cohort_id: int = Field(foreign_key="cohorts_cohort.id", primary_key=True, index=True)
    joined_at: datetime = Field(sa_type=Instant)


class MilestoneRow(Record, table=True):
    """A deadline of a cohort: wall time in the cohort's zone."""

    __tablename__ = "cohorts_milestone"

    id: int | None = Field(default=None, primary_key=True)
    cohort_id: int = Field(foreign_key="cohorts_cohort.id", index=True)
    title: str
    due_on: date = Field(index=True)
    due_time: time
    version: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class CohortDraftRow(Record, table=True):
    """A cohort that somebody is about to make: what they have answered so far."""

    __tablename__ = "cohorts_draft"

    person_id: int = Field(foreign_key="people_person.id", primary_key=True)
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    starts_on: date | None = None


class MilestoneDraftRow(Record, table=True):
    """A milestone that somebody is about to add, once it has a title."""

    __tablename__ = "cohorts_milestone_draft"

    person_id: int = Field(foreign_key="people_person.id", primary_key=True)
    cohort_id: int = Field(foreign_key="cohorts_cohort.id")
    title: str
