"""A new link takes the place of an invitation's old one."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    renewed = sa.Column("renewed", sa.Integer(), server_default="0", nullable=False)
    op.add_column("joining_invitation", renewed)


def downgrade() -> None:
    with op.batch_alter_table(
        "joining_invitation", table_kwargs={"sqlite_autoincrement": True}
    ) as made_anew:
        made_anew.drop_column("renewed")
