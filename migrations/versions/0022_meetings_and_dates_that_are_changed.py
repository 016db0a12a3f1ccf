"""Meetings with who is invited; dates of groups and milestones count their changes."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import bot.kit.db

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meetings_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("audience", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("country", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("zone", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", bot.kit.db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohorts_cohort.id"],
            name=op.f("fk_meetings_meeting_cohort_id_cohorts_cohort"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by"],
            ["people_person.id"],
            name=op.f("fk_meetings_meeting_made_by_people_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings_meeting")),
        sa.UniqueConstraint("public_id", name=op.f("uq_meetings_meeting_public_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meetings_meeting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meetings_meeting_cohort_id"), ["cohort_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_meetings_meeting_country"), ["country"], unique=False)
        batch_op.create_index(batch_op.f("ix_meetings_meeting_day"), ["day"], unique=False)
        batch_op.create_index(batch_op.f("ix_meetings_meeting_made_by"), ["made_by"], unique=False)

    op.create_table(
        "meetings_draft",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("audience", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("country", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("zone", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohorts_cohort.id"],
            name=op.f("fk_meetings_draft_cohort_id_cohorts_cohort"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_draft_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_meetings_draft_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_meetings_draft")),
    )
    op.create_table(
        "meetings_invitation",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reply", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("replied_at", bot.kit.db.Instant(timezone=True), nullable=True),
        sa.Column("attendance", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("marked_by", sa.Integer(), nullable=True),
        sa.Column("marked_at", bot.kit.db.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["marked_by"],
            ["people_person.id"],
            name=op.f("fk_meetings_invitation_marked_by_people_person"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings_meeting.id"],
            name=op.f("fk_meetings_invitation_meeting_id_meetings_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people_person.id"],
            name=op.f("fk_meetings_invitation_person_id_people_person"),
        ),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", name=op.f("pk_meetings_invitation")),
    )
    with op.batch_alter_table("meetings_invitation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meetings_invitation_marked_by"), ["marked_by"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_meetings_invitation_person_id"), ["person_id"], unique=False
        )

    for table in ("cohorts_cohort", "cohorts_milestone"):
        version = sa.Column("version", sa.Integer(), server_default="0", nullable=False)
        op.add_column(table, version)


def downgrade() -> None:
    for table in ("cohorts_milestone", "cohorts_cohort"):
        anew = {"sqlite_autoincrement": True}
        with op.batch_alter_table(table, table_kwargs=anew) as made_anew:
            made_anew.drop_column("version")

    with op.batch_alter_table("meetings_invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meetings_invitation_person_id"))
        batch_op.drop_index(batch_op.f("ix_meetings_invitation_marked_by"))

    op.drop_table("meetings_invitation")
    op.drop_table("meetings_draft")
    with op.batch_alter_table("meetings_meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meetings_meeting_made_by"))
        batch_op.drop_index(batch_op.f("ix_meetings_meeting_day"))
        batch_op.drop_index(batch_op.f("ix_meetings_meeting_country"))
        batch_op.drop_index(batch_op.f("ix_meetings_meeting_cohort_id"))

    op.drop_table("meetings_meeting")
