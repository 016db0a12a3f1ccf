"""What the portfolio holds about somebody: exports they asked for, and the files of those."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from bot.kit.db import table_of
from bot.kit.personal.holdings import Eraser, Rows
from bot.portfolio.tables import ExportRow, VolumeRow

_exports = table_of(ExportRow)
_volumes = table_of(VolumeRow)

ERASER: Final = Eraser(
    "portfolio",
    rows=(
        Rows(
            "files_of_exports",
            _volumes,
            lambda of: _volumes.c.export_id.in_(
                select(_exports.c.id).where(_exports.c.person_id == of.person_id)
            ),
            file="key",
            shared=True,  # what is in them stands in `/mydata` itself
        ),
        Rows(
            "exports",
            _exports,
            lambda of: _exports.c.person_id == of.person_id,
            hides=frozenset({"offered", "told", "live_message"}),
        ),
    ),
)
