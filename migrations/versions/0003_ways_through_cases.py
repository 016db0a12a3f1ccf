"""The way through a case is kept before it ends."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lessons_case_path",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("item", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("fingerprint", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("path", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_lessons_case_path_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint(
            "person_id", "item", "fingerprint", name=op.f("pk_lessons_case_path")
        ),
    )
    with op.batch_alter_table("quizzes_attempt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("begun", sqlmodel.sql.sqltypes.AutoString(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("quizzes_attempt", schema=None) as batch_op:
        batch_op.drop_column("begun")
    op.drop_table("lessons_case_path")
