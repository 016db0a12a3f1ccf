"""What witnesses hold about somebody: what they asked, and what was answered."""

from __future__ import annotations

from typing import Final

from bot.evidence.store.going import of_withdrawn
from bot.kit.db import table_of
from bot.kit.personal.holdings import Aged, Eraser, Rows
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
    aged=(Aged("withdrawn", _requests, lambda at: of_withdrawn(_requests.c.piece_id, at)),),
)
