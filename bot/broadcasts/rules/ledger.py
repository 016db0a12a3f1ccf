"""The ledger: one row a recipient, and its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one recipient's message. `name` and `public_id` are None of somebody who was
    erased; `at` is when it was sent or tried; `reason` is Telegram's word; `answer` is a button.
    """

    id: int
    name: str | None
    public_id: str | None
    language: str | None
    state: str
    at: datetime | None
    reason: str | None
    answer: int | None = None
    answered_at: datetime | None = None
    presses: int = 0


def cells(
    row: Row,
    state: Callable[[str], str],
    moment: Callable[[datetime], str],
    answers: Mapping[int, str],
) -> list[str]:
    """The columns: name, public id, language, state in words, time, reason, answer by its label,
    when it was given, how often a button to a place was pressed.
    """
    return [
        row.name or "",
        row.public_id or "",
        row.language or "",
        state(row.state),
        moment(row.at) if row.at else "",
        row.reason or "",
        answers.get(row.answer or 0, ""),
        moment(row.answered_at) if row.answered_at else "",
        str(row.presses),
    ]
