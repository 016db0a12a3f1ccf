"""Rows of the audit log, which can be added and nothing else, and the pseudonyms in them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import DDL, Index, Table, event
from sqlmodel import Field

from bot.kit.audit.rules import Row
from bot.kit.db import Record, table_of

REFUSED: Final = "the audit log is append-only"


class AuditRow(Record, table=True):
    """What was done. Its columns are those of `rules.Row`, in their order."""

    __tablename__ = "audit_row"
    __table_args__ = (
        Index("ix_audit_row_read", "actor", "kind", "object_id", "at"),
        Index("ix_audit_row_subject", "subject", "sequence"),
    )

    sequence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: str
    actor: str | None = None
    action: str
    subject: str | None = None
    kind: str
    object_id: str
    digest: str
    previous: str
    hash: str


class AuditHead(Record, table=True):
    """One row, number 1: the end of the log. Whoever writes locks it, so rows have one order."""

    __tablename__ = "audit_head"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    sequence: int
    hash: str
    seal: str


class AuditPseudonym(Record, table=True):
    """Who a pseudonym is. Erasing somebody deletes this row and no other of the log."""

    __tablename__ = "audit_pseudonym"

    person_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    pseudonym: str = Field(unique=True)


_WHEN_THERE: Final = "WHEN EXISTS (SELECT 1 FROM audit_row WHERE sequence = NEW.sequence)"
_WHEN_BACK: Final = "WHEN NEW.sequence < OLD.sequence"
_ALL: Final = "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
_EACH: Final = "FOR EACH ROW WHEN (NEW.sequence < OLD.sequence) EXECUTE FUNCTION audit_refuse()"
_RAISE: Final = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
SQLITE_ROW: Final = (
    f"CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON audit_row {_RAISE}",
    f"CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit_row {_RAISE}",
    # INSERT OR REPLACE deletes without asking the trigger for deletions.
    f"CREATE TRIGGER audit_row_no_replace BEFORE INSERT ON audit_row {_WHEN_THERE} {_RAISE}",
)
SQLITE_HEAD: Final = (
    f"CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head {_RAISE}",
    f"CREATE TRIGGER audit_head_no_way_back BEFORE UPDATE ON audit_head {_WHEN_BACK} {_RAISE}",
)
_BODY: Final = f"BEGIN RAISE EXCEPTION '{REFUSED}'; END"
_FUNCTION: Final = (
    f"CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {_BODY} $$"
)
POSTGRESQL_ROW: Final = (
    _FUNCTION,
    f"CREATE TRIGGER audit_row_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_row {_ALL}",
)
POSTGRESQL_HEAD: Final = (
    _FUNCTION,
    f"CREATE TRIGGER audit_head_no_delete BEFORE DELETE OR TRUNCATE ON audit_head {_ALL}",
    f"CREATE TRIGGER audit_head_no_way_back BEFORE UPDATE ON audit_head {_EACH}",
)


def _after(table: Table, dialect: str, statements: tuple[str, ...]) -> None:
    """Tables that are made from the models have the triggers that the migration makes."""
    for statement in statements:
        event.listen(table, "after_create", DDL(statement).execute_if(dialect=dialect))


_after(table_of(AuditRow), "sqlite", SQLITE_ROW)
_after(table_of(AuditHead), "sqlite", SQLITE_HEAD)
_after(table_of(AuditRow), "postgresql", POSTGRESQL_ROW)
_after(table_of(AuditHead), "postgresql", POSTGRESQL_HEAD)

COLUMNS: Final = tuple(table_of(AuditRow).c[name] for name in Row.__dataclass_fields__)
