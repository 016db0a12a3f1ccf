"""Parts that may hold client data are held back, and messages with them can be taken back."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import bot.kit.db

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

FORMER = sa.text("state IN ('stored', 'quarantined') AND removed_at IS NULL")
KEPT = sa.text("state IN ('stored', 'quarantined', 'withheld') AND removed_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "kit_shown",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shows", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_kit_shown")),
    )
    with op.batch_alter_table("kit_shown", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kit_shown_shows"), ["shows"], unique=False)

    op.create_table(
        "evidence_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reported_at", bot.kit.db.Instant(timezone=True), nullable=False),
        sa.Column("due_at", bot.kit.db.Instant(timezone=True), nullable=False),
        sa.Column("warned", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("ended_at", bot.kit.db.Instant(timezone=True), nullable=True),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["people_person.id"],
            name=op.f("fk_evidence_hold_decided_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_evidence_hold_person_id_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["piece_id"],
            ["evidence_piece.id"],
            name=op.f("fk_evidence_hold_piece_id_evidence_piece"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_hold")),
    )
    with op.batch_alter_table("evidence_hold", schema=None) as batch_op:
        batch_op.create_index("ix_evidence_hold_due", ["state", "due_at"], unique=False)
        batch_op.create_index(
            "ix_evidence_hold_part",
            ["piece_id", "entry_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('reported', 'objected', 'upheld')"),
            postgresql_where=sa.text("state IN ('reported', 'objected', 'upheld')"),
        )
        batch_op.create_index("ix_evidence_hold_person", ["person_id", "id"], unique=False)

    op.create_table(
        "evidence_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hold_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("reported_at", bot.kit.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hold_id"], ["evidence_hold.id"], name=op.f("fk_evidence_report_hold_id_evidence_hold")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_evidence_report_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_report")),
        sa.UniqueConstraint(
            "hold_id", "person_id", name=op.f("uq_evidence_report_hold_id_person_id")
        ),
    )
    with op.batch_alter_table("evidence_report", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_evidence_report_person_id"), ["person_id"], unique=False
        )

    with op.batch_alter_table("evidence_piece", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("context_held", sa.Integer(), nullable=False, server_default="0")
        )
    with op.batch_alter_table("evidence_piece", schema=None) as batch_op:
        batch_op.alter_column("context_held", server_default=None)
    _index(KEPT, instead_of=FORMER)


def downgrade() -> None:
    # The version before would show all of it to everybody: it goes, or waits in quarantine.
    op.execute("UPDATE evidence_entry SET state = 'quarantined' WHERE state = 'withheld'")
    op.execute(
        "UPDATE evidence_entry SET state = 'refused', reason = 'lost' WHERE state = 'purged'"
    )
    op.execute(
        "UPDATE evidence_version SET context = '' WHERE version <= (SELECT p.context_held "
        "FROM evidence_piece AS p WHERE p.id = evidence_version.piece_id)"
    )
    _index(FORMER, instead_of=KEPT)
    with op.batch_alter_table("evidence_piece", schema=None) as batch_op:
        batch_op.drop_column("context_held")

    with op.batch_alter_table("evidence_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_report_person_id"))

    op.drop_table("evidence_report")
    with op.batch_alter_table("evidence_hold", schema=None) as batch_op:
        batch_op.drop_index("ix_evidence_hold_person")
        batch_op.drop_index(
            "ix_evidence_hold_part",
            sqlite_where=sa.text("state IN ('reported', 'objected', 'upheld')"),
            postgresql_where=sa.text("state IN ('reported', 'objected', 'upheld')"),
        )
        batch_op.drop_index("ix_evidence_hold_due")

    op.drop_table("evidence_hold")
    with op.batch_alter_table("kit_shown", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kit_shown_shows"))

    op.drop_table("kit_shown")


def _index(where: sa.TextClause, *, instead_of: sa.TextClause) -> None:
    name, table = "ix_evidence_entry_twin", "evidence_entry"
    op.drop_index(name, table, sqlite_where=instead_of, postgresql_where=instead_of)
    op.create_index(
        name, table, ["person_id", "sha256"], sqlite_where=where, postgresql_where=where
    )
