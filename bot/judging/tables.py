"""Rows of judgement. Outcomes and criteria are named by their ids in the content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Float, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from bot.kit.db import Instant, Record

_ACTIVE = text("stage IN ('assigned', 'open', 'signed')")
_DUE = text("next_at IS NOT NULL")
_LACKING = text("retry_at IS NOT NULL")


class RoundRow(Record, table=True):
    """An outcome that somebody asked to have judged; `number` counts the rounds of the outcome.

    `criteria` are those to be judged and `carried` those met before, ids with blanks between them;
    `result` is `criterion:mark` with blanks between, empty until it is judged. `dice` was drawn
    when it was asked for (0 to 1), `second` says that two are to judge. `lacks` is the place for
    which nobody was found, 0 for none; `note` says what an assessor who returned it needs.
    `waiver` is why somebody decided that a second one is not needed.
    """

    __tablename__ = "judging_round"
    __table_args__ = (
        UniqueConstraint("person_id", "outcome", "number"),
        Index("ix_judging_round_state", "state", "asked_at"),
        Index(
            "ix_judging_round_retry",
            "retry_at",
            sqlite_where=_LACKING,
            postgresql_where=_LACKING,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    person_id: int = Field(foreign_key="people_person.id")
    outcome: str
    number: int
    state: str
    profile: int
    criteria: str = Field(sa_type=Text)
    carried: str = Field(default="", sa_type=Text)
    result: str = Field(default="", sa_type=Text)
    dice: float = Field(sa_type=Float)
    second: bool = False
    lacks: int = 0
    retry_at: datetime | None = Field(default=None, sa_type=Instant)
    asked_at: datetime = Field(sa_type=Instant)
    opened_at: datetime | None = Field(default=None, sa_type=Instant)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    note: str = Field(default="", sa_type=Text)
    response: str = Field(default="", sa_type=Text)
    responded_at: datetime | None = Field(default=None, sa_type=Instant)
    unread: bool = False
    waiver: str | None = Field(default=None, sa_type=Text)
    waived_at: datetime | None = Field(default=None, sa_type=Instant)
    waived_by: int | None = Field(default=None, foreign_key="people_person.id")


class PieceRow(Record, table=True):
    """A version of a piece of evidence that goes into a round."""

    __tablename__ = "judging_piece"
    __table_args__ = (UniqueConstraint("round_id", "piece_id"),)

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="judging_round.id")
    piece_id: int = Field(foreign_key="evidence_piece.id", index=True)
    version: int


class AssignmentRow(Record, table=True):
    """An assessor's part in a round. `stage`: assigned, open, signed, moved, cancelled.

    `place` is 1, 2 or 3. `declared_at`: they said that they have no conflict of interest. The next
    look at what is not signed is due at `next_at`.
    """

    __tablename__ = "judging_assignment"
    __table_args__ = (
        Index("ix_judging_assignment_assessor", "assessor_id", "stage", "due_at"),
        Index("ix_judging_assignment_round", "round_id", "place"),
        Index(
            "uq_judging_assignment_active",
            "round_id",
            "place",
            unique=True,
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
        Index("ix_judging_assignment_next", "next_at", sqlite_where=_DUE, postgresql_where=_DUE),
    )

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    round_id: int = Field(foreign_key="judging_round.id")
    assessor_id: int | None = Field(default=None, foreign_key="people_person.id")
    place: int
    stage: str
    assigned_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    next_at: datetime | None = Field(default=None, sa_type=Instant)
    step: int = 0
    declared_at: datetime | None = Field(default=None, sa_type=Instant)
    signed_at: datetime | None = Field(default=None, sa_type=Instant)


class VerdictRow(Record, table=True):
    """What an assessor says of a criterion; `mark` is empty while there is a comment alone."""

    __tablename__ = "judging_verdict"
    __table_args__ = (UniqueConstraint("assignment_id", "criterion"),)

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="judging_assignment.id")
    criterion: str
    mark: str = ""
    comment: str = Field(default="", sa_type=Text)
    changed_at: datetime = Field(sa_type=Instant)


class ConflictRow(Record, table=True):
    """Why an assessor does not judge somebody, as they declared it.

    One that was declared by mistake is lifted by a coordinator, who says why, and holds no more.
    """

    __tablename__ = "judging_conflict"
    __table_args__ = (
        UniqueConstraint("assessor_id", "person_id"),
        Index("ix_judging_conflict_person", "person_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    assessor_id: int = Field(foreign_key="people_person.id")
    person_id: int = Field(foreign_key="people_person.id")
    kind: str
    note: str = Field(default="", sa_type=Text)
    declared_at: datetime = Field(sa_type=Instant)
    lifted_at: datetime | None = Field(default=None, sa_type=Instant)
    lifted_by: int | None = Field(default=None, foreign_key="people_person.id")
    lifted_because: str | None = Field(default=None, sa_type=Text)
