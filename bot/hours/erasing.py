"""What is held about somebody's working time: their week, their days away, and whom they stand in
for.
"""

from __future__ import annotations

from typing import Final

from bot.hours.tables import AwayRow, WeekRow
from bot.kit.db import table_of
from bot.kit.personal.holdings import Eraser, Rows

_weeks = table_of(WeekRow)
_aways = table_of(AwayRow)

ERASER: Final = Eraser(
    "hours",
    rows=(
        Rows("week", _weeks, lambda of: _weeks.c.person_id == of.person_id),
        Rows("away", _aways, lambda of: _aways.c.person_id == of.person_id),
        Rows(
            "stands_in",
            _aways,
            lambda of: _aways.c.deputy_id == of.person_id,
            become={"deputy_id": None},
            shared=True,
        ),
    ),
)
