"""Copies of somebody's data may come in several parts."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import bot.kit.db

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "privacy_volume",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", bot.kit.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_privacy_volume_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_volume")),
        sa.UniqueConstraint("key", name=op.f("uq_privacy_volume_key")),
        sa.UniqueConstraint("person_id", "number", name=op.f("uq_privacy_volume_person_id_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("privacy_volume", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_privacy_volume_asked_at"), ["asked_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("privacy_volume", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_privacy_volume_asked_at"))

    op.drop_table("privacy_volume")
