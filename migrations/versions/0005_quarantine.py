"""A file waits in quarantine while the virus scanner is away, and what was found is named."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STORED = sa.text("state = 'stored' AND removed_at IS NULL")
KEPT = sa.text("state IN ('stored', 'quarantined') AND removed_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("evidence_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("found", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    _index(KEPT, instead_of=STORED)


def downgrade() -> None:
    # The version before knows neither: whoever sent such a file is to send it again.
    op.execute(
        "UPDATE evidence_entry SET state = 'refused', reason = 'store' "
        "WHERE state = 'quarantined' OR reason = 'infected'"
    )
    _index(STORED, instead_of=KEPT)
    with op.batch_alter_table("evidence_entry", schema=None) as batch_op:
        batch_op.drop_column("found")


def _index(where: sa.TextClause, *, instead_of: sa.TextClause) -> None:
    name, table = "ix_evidence_entry_twin", "evidence_entry"
    op.drop_index(name, table, sqlite_where=instead_of, postgresql_where=instead_of)
    op.create_index(
        name, table, ["person_id", "sha256"], sqlite_where=where, postgresql_where=where
    )
