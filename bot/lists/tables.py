"""Rows of the daily lists."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from bot.kit.db import Instant, Record


class StandingRow(Record, table=True):
    """Where a trainee stands: `state` is never, begun or finished.

    `since` is when they joined while they have done nothing, else when they last did something.
    """

    __tablename__ = "lists_standing"
    __table_args__ = (Index("ix_lists_standing_state", "state", "since", "person_id"),)

    person_id: int = Field(foreign_key="people_person.id", primary_key=True)
    state: str
    since: datetime = Field(sa_type=Instant)


class AsideRow(Record, table=True):
    """An entry that somebody of the staff does not want to see before that instant.

    `reference` is the public id of what is waited with, empty for who waits with nothing.
    """

    __tablename__ = "lists_aside"

    staff_id: int = Field(foreign_key="people_person.id", primary_key=True)
    person_id: int = Field(foreign_key="people_person.id", primary_key=True, index=True)
    why: str = Field(primary_key=True)
    reference: str = Field(primary_key=True)
    until: datetime = Field(sa_type=Instant)


class ContactRow(Record, table=True):
    """Who of the staff wrote to a trainee, or nudged them, last."""

    __tablename__ = "lists_contact"

    person_id: int = Field(foreign_key="people_person.id", primary_key=True)
    staff_id: int = Field(foreign_key="people_person.id", index=True)
    at: datetime = Field(sa_type=Instant)


class MorningRow(Record, table=True):
    """When somebody of the staff is to be told of their lists next, if they want to be."""

    __tablename__ = "lists_morning"

    person_id: int = Field(foreign_key="people_person.id", primary_key=True)
    due_at: datetime = Field(sa_type=Instant, index=True)
    wanted: bool = True
