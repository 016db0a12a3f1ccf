"""What the needs analysis holds about somebody: each analysis and its answers."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, select

from bot.kit.db import table_of
from bot.kit.personal.holdings import Erased, Eraser, Rows
from bot.needs.tables import AnalysisRow, AnswerRow, PartRow

_analyses = table_of(AnalysisRow)
_answers = table_of(AnswerRow)
_parts = table_of(PartRow)


def _in_own(column: Any, whose: Erased) -> ColumnElement[bool]:
    return column.in_(select(_analyses.c.id).where(_analyses.c.person_id == whose.person_id))


ERASER: Final = Eraser(
    "needs",
    rows=(
        Rows("answers", _answers, lambda of: _in_own(_answers.c.analysis_id, of)),
        Rows("parts_finished", _parts, lambda of: _in_own(_parts.c.analysis_id, of)),
        Rows("analyses", _analyses, lambda of: _analyses.c.person_id == of.person_id),
    ),
)
