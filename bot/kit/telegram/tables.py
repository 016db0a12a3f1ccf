"""Rows of the inbox and of chats."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, Text, text
from sqlmodel import Field

from bot.kit.db import Instant, Record


class StoredUpdate(Record, table=True):
    """An update as Telegram sent it; `state` is waiting, handled or set_aside. The payload goes
    with handling.
    """

    __tablename__ = "kit_update"
    __table_args__ = (
        Index(
            "ix_kit_update_waiting",
            "chat_id",
            "update_id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_kit_update_handled_at", "handled_at"),
    )

    update_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    chat_id: int = Field(sa_type=BigInteger)
    received_at: datetime = Field(sa_type=Instant)
    state: str = "waiting"
    payload: str = Field(default="", sa_type=Text)
    attempts: int = 0
    error: str | None = None
    handled_at: datetime | None = Field(default=None, sa_type=Instant)


class Chat(Record, table=True):
    """A private chat: what it expects, an unaddressed draft, and the screen it is owed after a
    commit. `sent` are the newest messages of ours in it, as `sent.noted` writes them.
    """

    __tablename__ = "kit_chat"

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    expects: str | None = None
    draft: str | None = Field(default=None, sa_type=Text)
    owed: str | None = Field(default=None, sa_type=Text)
    owed_by: int | None = Field(default=None, sa_type=BigInteger)
    handled_at: datetime | None = Field(default=None, sa_type=Instant)
    sent: str | None = Field(default=None, sa_type=Text)


class ChatMessage(Record, table=True):
    """A message in a chat, ours or theirs, and the address that a reply to it or an edit of it
    goes to.
    """

    __tablename__ = "kit_message"

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    message_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    address: str


class ShownMessage(Record, table=True):
    """A message of ours that has something on it which may have to be taken back."""

    __tablename__ = "kit_shown"

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    message_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    shows: str = Field(index=True)


class Fact(Record, table=True):
    """One remembered value of the program itself, such as when Telegram was last in contact."""

    __tablename__ = "kit_fact"

    name: str = Field(primary_key=True)
    value: str = Field(sa_type=Text)
