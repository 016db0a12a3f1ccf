"""What reminders hold about somebody: how they want them, and what became of each."""

from __future__ import annotations

from typing import Final

from bot.kit.db import table_of
from bot.kit.personal.holdings import Aged, Eraser, Rows
from bot.reminders.tables import DueRow, LogRow, PreferenceRow

_due = table_of(DueRow)
_preferences = table_of(PreferenceRow)
_log = table_of(LogRow)

ERASER: Final = Eraser(
    "reminders",
    rows=(
        Rows("looked_at", _due, lambda of: _due.c.person_id == of.person_id),
        Rows("wishes", _preferences, lambda of: _preferences.c.person_id == of.person_id),
        Rows("reminders", _log, lambda of: _log.c.person_id == of.person_id),
    ),
    aged=(Aged("reminders", _log, lambda at: _log.c.at < at),),
)
