"""Items hold nothing about people: only what was asked."""

from __future__ import annotations

from typing import Final

from bot.kit.personal.holdings import Eraser

ERASER: Final = Eraser("items", impersonal=("items_snapshot",))
