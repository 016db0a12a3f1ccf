"""Broadcasts with albums"""

import json

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString()
AS_BEFORE = {"sqlite_autoincrement": True}
BROADCASTS = sa.table(
    "broadcasts_broadcast",
    sa.column("id", sa.Integer()),
    sa.column("media", sa.Text()),
    sa.column("media_kind", sa.String()),
    sa.column("media_file", sa.String()),
)


def upgrade() -> None:
    with op.batch_alter_table("broadcasts_broadcast", schema=None) as batch_op:
        batch_op.add_column(sa.Column("media", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("album", TEXT, nullable=True))
    _change(
        sa.select(BROADCASTS).where(BROADCASTS.c.media_file.is_not(None)),
        lambda row: {"media": json.dumps([[row.media_kind, row.media_file]])},
    )
    with op.batch_alter_table("broadcasts_broadcast", table_kwargs=AS_BEFORE) as batch_op:
        batch_op.drop_column("media_kind")
        batch_op.drop_column("media_file")

    with op.batch_alter_table("delivery_message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("others", TEXT, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("delivery_message", table_kwargs=AS_BEFORE) as batch_op:
        batch_op.drop_column("others")

    with op.batch_alter_table("broadcasts_broadcast", schema=None) as batch_op:
        batch_op.add_column(sa.Column("media_kind", sa.VARCHAR(), nullable=True))
        batch_op.add_column(sa.Column("media_file", sa.VARCHAR(), nullable=True))
    _change(
        sa.select(BROADCASTS).where(BROADCASTS.c.media.is_not(None)),
        lambda row: dict(zip(("media_kind", "media_file"), json.loads(row.media)[0], strict=True)),
    )
    with op.batch_alter_table("broadcasts_broadcast", table_kwargs=AS_BEFORE) as batch_op:
        batch_op.drop_column("album")
        batch_op.drop_column("media")


def _change(found, values) -> None:
    connection = op.get_bind()
    for row in connection.execute(found).all():
        changing = sa.update(BROADCASTS).where(BROADCASTS.c.id == row.id)
        connection.execute(changing.values(**values(row)))
