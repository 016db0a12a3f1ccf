"""What meetings hold about somebody: what they are invited to, called, marked and were writing."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from bot.kit.db import table_of
from bot.kit.personal.holdings import Aged, Eraser, Kept, Rows
from bot.meetings.tables import DraftRow, InvitationRow, MeetingRow
from bot.people.store import NOBODY_ID

_meetings = table_of(MeetingRow)
_invitations = table_of(InvitationRow)
_drafts = table_of(DraftRow)

ERASER: Final = Eraser(
    "meetings",
    rows=(
        Rows("meeting_begun", _drafts, lambda of: _drafts.c.person_id == of.person_id),
        Rows("invited_to", _invitations, lambda of: _invitations.c.person_id == of.person_id),
        Rows(
            "attendance_marked",
            _invitations,
            lambda of: _invitations.c.marked_by == of.person_id,
            become={"marked_by": NOBODY_ID},
            shared=True,
        ),
        Rows(
            "called",
            _meetings,
            lambda of: _meetings.c.made_by == of.person_id,
            become={"made_by": NOBODY_ID},
        ),
    ),
    kept=(Kept("meetings_called", "meetings_meeting", staff=True),),
    aged=(
        Aged(
            "meetings",
            _invitations,
            lambda at: _invitations.c.meeting_id.in_(
                select(_meetings.c.id).where(_meetings.c.day < at.date())
            ),
        ),
    ),
)
