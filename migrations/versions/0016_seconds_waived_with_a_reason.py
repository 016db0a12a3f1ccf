"""A second assessor is waived with a reason, and a conflict declared by mistake is lifted."""

import sqlalchemy as sa
from alembic import op

import bot.kit.db

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NEW = {
    "judging_conflict": ("lifted_at", "lifted_by", "lifted_because"),
    "judging_round": ("waived_at", "waived_by", "waiver"),
}


def upgrade() -> None:
    for table, (at, by, why) in NEW.items():
        op.add_column(table, sa.Column(at, bot.kit.db.Instant(timezone=True), nullable=True))
        op.add_column(table, sa.Column(why, sa.Text(), nullable=True))
        refer_to_people(table, by)


def refer_to_people(table: str, column: str) -> None:
    """A table of SQLite is not made anew for it."""
    name = f"fk_{table}_{column}_people_person"
    if op.get_bind().dialect.name == "sqlite":
        refers = f"CONSTRAINT {name} REFERENCES people_person (id)"
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER {refers}")
        return
    op.add_column(table, sa.Column(column, sa.Integer(), nullable=True))
    op.create_foreign_key(name, table, "people_person", [column], ["id"])


def downgrade() -> None:
    for table, columns in NEW.items():
        with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as made_anew:
            for column in columns:  # what refers to people by one goes with it
                made_anew.drop_column(column)
