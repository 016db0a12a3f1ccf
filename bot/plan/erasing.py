"""What the plan holds about somebody: lessons put on top of theirs, and of others' by them."""

from __future__ import annotations

from typing import Final

from bot.kit.db import table_of
from bot.kit.personal.holdings import Eraser, Rows
from bot.people.store import NOBODY_ID
from bot.plan.tables import PinRow

_pins = table_of(PinRow)

ERASER: Final = Eraser(
    "plan",
    rows=(
        Rows("put_on_top", _pins, lambda of: _pins.c.person_id == of.person_id),
        Rows(
            "put_on_top_by_me",
            _pins,
            lambda of: _pins.c.tutor_id == of.person_id,
            become={"tutor_id": NOBODY_ID},
        ),
    ),
)
