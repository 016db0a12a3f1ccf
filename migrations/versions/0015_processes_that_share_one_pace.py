"""Processes that share one database know what each has in hand, and keep one pace."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import bot.kit.db

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delivery_pace",
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("given_until", bot.kit.db.Instant(timezone=True), nullable=False),
        sa.Column("paused_until", bot.kit.db.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_delivery_pace")),
    )
    op.create_table(
        "kit_process",
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("seen_at", bot.kit.db.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_kit_process")),
    )
    with op.batch_alter_table("delivery_message", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("claimed_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True)
        )

    with op.batch_alter_table("kit_task", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("claimed_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True)
        )


def downgrade() -> None:
    with op.batch_alter_table("kit_task", schema=None) as batch_op:
        batch_op.drop_column("claimed_by")

    with op.batch_alter_table("delivery_message", schema=None) as batch_op:
        batch_op.drop_column("claimed_by")

    op.drop_table("kit_process")
    op.drop_table("delivery_pace")
