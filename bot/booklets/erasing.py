"""Booklets hold nothing about people: whoever asks for one gets the same file."""

from __future__ import annotations

from typing import Final

from bot.kit.personal.holdings import Eraser

ERASER: Final = Eraser("booklets", impersonal=("booklets_printed",))
