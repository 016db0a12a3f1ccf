"""What cohorts hold about somebody: which they are in, and what they were about to make."""

from __future__ import annotations

from typing import Final

from bot.cohorts.tables import CohortDraftRow, MemberRow, MilestoneDraftRow
from bot.kit.db import table_of
from bot.kit.personal.holdings import Eraser, Rows

_members = table_of(MemberRow)
_drafts = table_of(CohortDraftRow)
_milestones = table_of(MilestoneDraftRow)

ERASER: Final = Eraser(
    "cohorts",
    rows=(
        Rows("member_of", _members, lambda of: _members.c.person_id == of.person_id),
        Rows("cohort_begun", _drafts, lambda of: _drafts.c.person_id == of.person_id),
        Rows("milestone_begun", _milestones, lambda of: _milestones.c.person_id == of.person_id),
    ),
    impersonal=("cohorts_cohort", "cohorts_milestone"),
)
