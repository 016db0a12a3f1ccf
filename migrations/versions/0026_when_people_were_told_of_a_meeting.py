"""Since when people have known of a meeting as it is."""

import sqlalchemy as sa
from alembic import op

import bot.kit.db

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    told_at = sa.Column("told_at", bot.kit.db.Instant(timezone=True), nullable=True)
    op.add_column("meetings_meeting", told_at)


def downgrade() -> None:
    anew = {"sqlite_autoincrement": True}
    with op.batch_alter_table("meetings_meeting", table_kwargs=anew) as made_anew:
        made_anew.drop_column("told_at")
