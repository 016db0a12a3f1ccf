"""What evidence holds about somebody: pieces, files, texts, versions; and feedback they gave."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, select

from bot.evidence.actions.going import announce_withdrawn
from bot.evidence.rules.entries import EntryState
from bot.evidence.rules.going import DRAFT_AHEAD, FILE_AHEAD
from bot.evidence.rules.pieces import State
from bot.evidence.store.going import of_their_entries, of_withdrawn, unfinished, withdrawn
from bot.evidence.tables import (
    EntryRow,
    FeedbackRow,
    HabitRow,
    HoldRow,
    NumberRow,
    PieceRow,
    PreviewRow,
    ReportRow,
    VersionRow,
    WordingRow,
)
from bot.kit.db import table_of
from bot.kit.personal.holdings import Aged, Erased, Eraser, Kept, Rows
from bot.kit.text import plain_from_json
from bot.people.store import NOBODY_ID

_pieces = table_of(PieceRow)
_entries = table_of(EntryRow)
_wordings = table_of(WordingRow)
_versions = table_of(VersionRow)
_feedback = table_of(FeedbackRow)
_numbers = table_of(NumberRow)
_previews = table_of(PreviewRow)
_habits = table_of(HabitRow)
_holds = table_of(HoldRow)
_reports = table_of(ReportRow)


def _of_own_pieces(column: Any, whose: Erased) -> ColumnElement[bool]:
    return column.in_(select(_pieces.c.id).where(_pieces.c.person_id == whose.person_id))


_AGED: Final = (
    Aged(
        "withdrawn",
        _reports,
        lambda at: _reports.c.hold_id.in_(
            select(_holds.c.id).where(of_withdrawn(_holds.c.piece_id, at))
        ),
    ),
    Aged("withdrawn", _holds, lambda at: of_withdrawn(_holds.c.piece_id, at)),
    Aged("withdrawn", _wordings, lambda at: of_their_entries(_wordings.c.entry_id, at)),
    Aged("withdrawn", _previews, lambda at: of_their_entries(_previews.c.entry_id, at), file="key"),
    Aged("withdrawn", _entries, lambda at: of_withdrawn(_entries.c.piece_id, at), file="key"),
    Aged("withdrawn", _pieces, withdrawn),
    # Withdrawn by itself, it can be had back as any other.
    Aged(
        "drafts",
        _pieces,
        unfinished,
        become={"state": str(State.WITHDRAWN), "changed_at": _pieces.c.told_at},
        told="told_at",
        ahead=DRAFT_AHEAD,
        then=announce_withdrawn,
    ),
    Aged(
        "quarantine",
        _entries,
        lambda at: (_entries.c.state == str(EntryState.QUARANTINED)) & (_entries.c.sent_at < at),
        become={"state": str(EntryState.REFUSED), "reason": "lost", "key": ""},
        file="key",
        told="told_at",
        ahead=FILE_AHEAD,
    ),
)

ERASER: Final = Eraser(
    "evidence",
    aged=_AGED,
    rows=(
        Rows("reports", _reports, lambda of: _reports.c.person_id == of.person_id),
        Rows(
            "reports_on_own",
            _reports,
            lambda of: _reports.c.hold_id.in_(
                select(_holds.c.id).where(_holds.c.person_id == of.person_id)
            ),
            shared=True,  # in the words of others
        ),
        Rows(
            "held_back",
            _holds,
            lambda of: _holds.c.person_id == of.person_id,
            hides=frozenset({"warned", "entry_id"}),
        ),
        Rows(
            "decisions",
            _holds,
            lambda of: _holds.c.decided_by == of.person_id,
            become={"decided_by": NOBODY_ID},
            shared=True,
        ),
        Rows(
            "texts",
            _wordings,
            lambda of: _wordings.c.entry_id.in_(
                select(_entries.c.id).where(_entries.c.person_id == of.person_id)
            ),
            reads={"text": plain_from_json},
        ),
        Rows(
            "handed_in",
            _versions,
            lambda of: _of_own_pieces(_versions.c.piece_id, of),
            hides=frozenset({"content"}),
        ),
        Rows(
            "feedback",
            _feedback,
            lambda of: _of_own_pieces(_feedback.c.piece_id, of),
            reads={"text": plain_from_json},
        ),
        Rows(
            "feedback_given",
            _feedback,
            lambda of: _feedback.c.tutor_id == of.person_id,
            become={"tutor_id": NOBODY_ID},
            reads={"text": plain_from_json},
        ),
        Rows(
            "previews",
            _previews,
            lambda of: _previews.c.entry_id.in_(
                select(_entries.c.id).where(_entries.c.person_id == of.person_id)
            ),
            file="key",
            shared=True,  # smaller pictures of the files that are given whole
        ),
        Rows(
            "files",
            _entries,
            lambda of: _entries.c.person_id == of.person_id,
            file="key",
            file_name="name",
        ),
        Rows("pieces", _pieces, lambda of: _pieces.c.person_id == of.person_id),
        Rows("habits", _habits, lambda of: _habits.c.person_id == of.person_id),
        Rows("receipts", _numbers, lambda of: _numbers.c.person_id == of.person_id),
    ),
    kept=(Kept("feedback_given", "evidence_feedback", staff=True),),
)
