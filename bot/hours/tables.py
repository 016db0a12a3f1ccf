"""Rows of working hours and absence."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from bot.kit.db import Instant, Record


class WeekRow(Record, table=True):
    """Somebody's week in wall time of `zone`, packed; empty while they have set no hours.

    `country` is that whose public holidays they are free on. `languages` are those in which they
    answer besides that of their screens, with spaces between.
    """

    __tablename__ = "hours_week"

    person_id: int = Field(foreign_key="people_person.id", primary_key=True)
    zone: str
    week: str = ""
    country: str | None = None
    languages: str = ""


class AwayRow(Record, table=True):
    """Days on which somebody is away, first and last included, and who stands in for them."""

    __tablename__ = "hours_away"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people_person.id", index=True)
    first_day: date
    last_day: date
    deputy_id: int | None = Field(default=None, foreign_key="people_person.id", index=True)
    made_at: datetime = Field(sa_type=Instant)
