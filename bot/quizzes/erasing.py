"""What quizzes hold about somebody: attempts and answers."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from bot.kit.db import table_of
from bot.kit.personal.holdings import Eraser, Rows
from bot.quizzes.tables import AnswerRow, AttemptRow

_attempts = table_of(AttemptRow)
_answers = table_of(AnswerRow)

ERASER: Final = Eraser(
    "quizzes",
    rows=(
        Rows(
            "answers",
            _answers,
            lambda of: _answers.c.attempt_id.in_(
                select(_attempts.c.id).where(_attempts.c.person_id == of.person_id)
            ),
        ),
        Rows("attempts", _attempts, lambda of: _attempts.c.person_id == of.person_id),
    ),
)
