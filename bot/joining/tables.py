"""Rows of joining."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Column
from sqlmodel import Field

from bot.kit.db import Instant, Record


class InvitationRow(Record, table=True):
    """A link that lets people in. Its code is known to whoever holds the link; here is its SHA-256
    alone.

    `public_id` is drawn before the last press that makes it, so that a second press makes no second
    one. `kind` is personal (`quota` 1) or cohort; `made_by` is None for one made on the command
    line.
    """

    __tablename__ = "joining_invitation"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    code_hash: str = Field(unique=True)
    kind: str
    role: str
    scope_kind: str
    scope: str | None = None
    cohort_id: int | None = Field(default=None, foreign_key="cohorts_cohort.id", index=True)
    quota: int = 1
    expires_at: datetime | None = Field(default=None, sa_type=Instant)
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
    made_by: int | None = Field(default=None, foreign_key="people_person.id", index=True)
    made_at: datetime = Field(sa_type=Instant)
    opened: int = 0
    joined: int = 0
    renewed: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class UseRow(Record, table=True):
    """Who joined through which invitation."""

    __tablename__ = "joining_use"

    invitation_id: int = Field(foreign_key="joining_invitation.id", primary_key=True)
    person_id: int = Field(foreign_key="people_person.id", primary_key=True, index=True)
    used_at: datetime = Field(sa_type=Instant)


class EntryRow(Record, table=True):
    """Somebody at the door: all that is stored before consent."""

    __tablename__ = "joining_entry"

    telegram_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    invitation_id: int | None = Field(default=None, foreign_key="joining_invitation.id")
    language: str | None = None
    declined: bool = False
    opened_at: datetime = Field(sa_type=Instant)


class GuessRow(Record, table=True):
    """Wrong codes of one Telegram account."""

    __tablename__ = "joining_guess"

    telegram_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    failures: int
    last_at: datetime = Field(sa_type=Instant)


class InterestRow(Record, table=True):
    """A visitor who agreed to be told when there is a place."""

    __tablename__ = "joining_interest"

    telegram_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    first_name: str
    language: str
    left_at: datetime = Field(sa_type=Instant, index=True)


class ListRow(Record, table=True):
    """A list of people to invite. `made_at` is None until its invitations are made; `faults` are
    its wrong lines as JSON, forgotten with the making.
    """

    __tablename__ = "joining_list"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    made_by: int = Field(foreign_key="people_person.id", index=True)
    sent_at: datetime = Field(sa_type=Instant, index=True)
    made_at: datetime | None = Field(default=None, sa_type=Instant)
    renewed: int = 0
    faults: str = "[]"


class InviteeRow(Record, table=True):
    """Somebody on a list. `name` goes when they join or their invitation is revoked.

    `public_id` is that of their invitation, drawn before it is made.
    """

    __tablename__ = "joining_invitee"

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="joining_list.id", index=True)
    line: int
    name: str | None = None
    language: str
    role: str
    scope_kind: str
    scope: str | None = None
    public_id: str = Field(unique=True)


class CodeRow(Record, table=True):
    """A recovery code. `finder` is how it begins, by which it is found; of the whole there is its
    SHA-256 alone. `failures` are wrong ones that begin like it.
    """

    __tablename__ = "joining_code"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people_person.id", index=True)
    finder: str = Field(unique=True)
    code_hash: str
    made_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)
    replaced_at: datetime | None = Field(default=None, sa_type=Instant)
    failures: int = 0
    failed_at: datetime | None = Field(default=None, sa_type=Instant)


class ClaimRow(Record, table=True):
    """A new account that says who it is; `number` is what its owner tells staff."""

    __tablename__ = "joining_claim"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    number: str = Field(unique=True)
    telegram_id: int = Field(sa_type=BigInteger, unique=True)
    said: str
    first_name: str
    language: str
    asked_at: datetime = Field(sa_type=Instant, index=True)
    state: str


class MoveRow(Record, table=True):
    """Somebody moved away from a chat, by their code or by staff (`by_id`); `disputed_at`: when
    that chat said that it was not them.
    """

    __tablename__ = "joining_move"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    person_id: int = Field(foreign_key="people_person.id", index=True)
    old_account: int = Field(sa_type=BigInteger, index=True)
    how: str
    by_id: int | None = Field(default=None, foreign_key="people_person.id", index=True)
    at: datetime = Field(sa_type=Instant)
    disputed_at: datetime | None = Field(default=None, sa_type=Instant)
