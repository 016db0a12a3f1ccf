"""What witnesses hold about somebody: what they asked, and what was answered."""

from __future__ import annotations

from typing import Final

from bot.kit.db import table_of
from bot.kit.personal.holdings import Eraser, Rows
from bot.witnesses.tables import RequestRow

_requests = table_of(RequestRow)

ERASER: Final = Eraser(
    "witnesses",
    rows=(
        Rows(
            "requests",
            _requests,
            lambda of: _requests.c.person_id == of.person_id,
            hides=frozenset({"token_id"}),
        ),
    ),
)
