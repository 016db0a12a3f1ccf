"""What lessons hold about somebody: how far they read, their notes and answers."""

from __future__ import annotations

from typing import Final

from bot.kit.db import table_of
from bot.kit.personal.holdings import Eraser, Rows
from bot.kit.text import plain_from_json
from bot.lessons.tables import CasePathRow, CheckAnswerRow, NoteRow, ReadingRow

_readings = table_of(ReadingRow)
_notes = table_of(NoteRow)
_paths = table_of(CasePathRow)
_checks = table_of(CheckAnswerRow)

ERASER: Final = Eraser(
    "lessons",
    rows=(
        Rows("readings", _readings, lambda of: _readings.c.person_id == of.person_id),
        Rows(
            "notes",
            _notes,
            lambda of: _notes.c.person_id == of.person_id,
            reads={"text": plain_from_json},
        ),
        Rows("cases_begun", _paths, lambda of: _paths.c.person_id == of.person_id),
        Rows("check_answers", _checks, lambda of: _checks.c.person_id == of.person_id),
    ),
)
