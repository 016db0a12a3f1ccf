"""audit log"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

RAISE = "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
THERE = "WHEN EXISTS (SELECT 1 FROM audit_row WHERE sequence = NEW.sequence)"
BACK = "WHEN NEW.sequence < OLD.sequence"
SQLITE = (
    f"CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON audit_row {RAISE}",
    f"CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit_row {RAISE}",
    f"CREATE TRIGGER audit_row_no_replace BEFORE INSERT ON audit_row {THERE} {RAISE}",
    f"CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head {RAISE}",
    f"CREATE TRIGGER audit_head_no_way_back BEFORE UPDATE ON audit_head {BACK} {RAISE}",
)
BODY = "BEGIN RAISE EXCEPTION 'the audit log is append-only'; END"
ALL = "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
EACH = "FOR EACH ROW WHEN (NEW.sequence < OLD.sequence) EXECUTE FUNCTION audit_refuse()"
POSTGRESQL = (
    f"CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {BODY} $$",
    f"CREATE TRIGGER audit_row_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_row {ALL}",
    f"CREATE TRIGGER audit_head_no_delete BEFORE DELETE OR TRUNCATE ON audit_head {ALL}",
    f"CREATE TRIGGER audit_head_no_way_back BEFORE UPDATE ON audit_head {EACH}",
)


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("hash", text(), nullable=False),
        sa.Column("seal", text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "audit_pseudonym",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("pseudonym", text(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_audit_pseudonym")),
        sa.UniqueConstraint("pseudonym", name=op.f("uq_audit_pseudonym_pseudonym")),
    )
    op.create_table(
        "audit_row",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", text(), nullable=False),
        sa.Column("actor", text(), nullable=True),
        sa.Column("action", text(), nullable=False),
        sa.Column("subject", text(), nullable=True),
        sa.Column("kind", text(), nullable=False),
        sa.Column("object_id", text(), nullable=False),
        sa.Column("digest", text(), nullable=False),
        sa.Column("previous", text(), nullable=False),
        sa.Column("hash", text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_row")),
    )
    op.create_index("ix_audit_row_read", "audit_row", ["actor", "kind", "object_id", "at"])
    op.create_index("ix_audit_row_subject", "audit_row", ["subject", "sequence"])
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    # The triggers go with their tables.
    op.drop_table("audit_row")
    op.drop_table("audit_pseudonym")
    op.drop_table("audit_head")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION audit_refuse()")
