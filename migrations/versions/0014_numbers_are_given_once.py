"""Numbers are given once; what is left of deleting: messages, links that stop, drafts that go."""

import re

import sqlalchemy as sa
import sqlmodel
from alembic import op

import bot.kit.db

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEY = re.compile(r"(?<=\s)id INTEGER NOT NULL")
# The log is never deleted from, and its head is one row.
AS_THEY_ARE = ("audit_head", "audit_row")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("BEGIN IMMEDIATE")  # all or nothing: it may be killed on the way
    instant = bot.kit.db.Instant(timezone=True)
    op.add_column("evidence_piece", sa.Column("told_at", instant, nullable=True))
    op.add_column("evidence_entry", sa.Column("told_at", instant, nullable=True))
    op.add_column("kit_chat", sa.Column("sent", sa.Text(), nullable=True))
    why = sa.Column("why", sqlmodel.sql.sqltypes.AutoString(), nullable=True)
    op.add_column("web_token", why)
    if op.get_bind().dialect.name == "sqlite":
        number_once()


def number_once() -> None:
    """Made anew, the way that SQLite's manual tells: it knows no other to give numbers once.

    Foreign keys are not looked at meanwhile, and keep pointing at the tables by their names.
    """
    connection = op.get_bind()
    made = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%KEY (id)%'"
    for name, sql in connection.execute(sa.text(made)).all():
        if name not in AS_THEY_ARE and KEY.search(sql):
            make_anew(connection, name, sql)
    # Nor those that were given to rows which are gone, and that tasks may name still.
    op.execute("UPDATE sqlite_sequence SET seq = seq + 1000")


def make_anew(connection: sa.Connection, name: str, sql: str) -> None:
    beside = "SELECT sql FROM sqlite_master WHERE tbl_name = :name AND type IN ('index', 'trigger')"
    rows = connection.execute(sa.text(beside), {"name": name}).scalars()
    again = [one for one in rows if one]
    columns = ", ".join(f'"{one["name"]}"' for one in sa.inspect(connection).get_columns(name))
    for statement in (
        renumbered(name, sql),
        f"INSERT INTO made_anew ({columns}) SELECT {columns} FROM {name}",  # noqa: S608 our own names
        f"DROP TABLE {name}",
        f"ALTER TABLE made_anew RENAME TO {name}",
        *again,
    ):
        connection.exec_driver_sql(statement)


def renumbered(name: str, sql: str) -> str:
    """The statement that makes the same table with such a number, under another name."""
    sql = re.sub(rf'^CREATE TABLE "?{name}"?', "CREATE TABLE made_anew", sql)
    sql = KEY.sub("id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", sql, count=1)
    return re.sub(r",\s*(CONSTRAINT \w+ )?PRIMARY KEY \(id\)", "", sql)


def downgrade() -> None:
    # Numbers that are given once do no harm to the version before.
    op.drop_column("web_token", "why")
    op.drop_column("kit_chat", "sent")
    op.drop_column("evidence_entry", "told_at")
    op.drop_column("evidence_piece", "told_at")
