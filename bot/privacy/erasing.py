"""What privacy holds about somebody: what they had made and were asked; of an erasure a number."""

from __future__ import annotations

from typing import Final

from bot.kit.db import table_of
from bot.kit.personal.holdings import Aged, Eraser, Rows
from bot.privacy.tables import ErasureRow, ExportRow, InactiveRow, VolumeRow

_erasures = table_of(ErasureRow)
_exports = table_of(ExportRow)
_volumes = table_of(VolumeRow)
_inactive = table_of(InactiveRow)

ERASER: Final = Eraser(
    "privacy",
    rows=(
        Rows(
            "export_volumes",
            _volumes,
            lambda of: _volumes.c.person_id == of.person_id,
            file="key",
            shared=True,  # further parts of what stands among the exports
        ),
        Rows(
            "exports",
            _exports,
            lambda of: _exports.c.person_id == of.person_id,
            file="key",
            hides=frozenset({"key"}),
        ),
        Rows("asked_whether_in_use", _inactive, lambda of: _inactive.c.person_id == of.person_id),
        # An erasure says whose it is until its very end, when it empties itself.
        Rows(
            "erasures",
            _erasures,
            lambda of: (
                (_erasures.c.person_id == of.person_id)
                & (_erasures.c.telegram_id == of.telegram_id)
                & _erasures.c.finished_at.is_not(None)
            ),
            shared=True,
        ),
    ),
    aged=(
        Aged("exports", _volumes, lambda at: _volumes.c.asked_at < at, file="key"),
        Aged("exports", _exports, lambda at: _exports.c.asked_at < at, file="key"),
        Aged("erasures", _erasures, lambda at: _erasures.c.finished_at < at),
    ),
)
