"""The erasers of this process: `app` lists them, the privacy slice works them off."""

from __future__ import annotations

from collections.abc import Iterable

from bot.kit.personal.holdings import Eraser

_erasers: tuple[Eraser, ...] = ()


def use_erasers(erasers: Iterable[Eraser]) -> None:
    """In the order in which they erase: whoever points at others' rows first."""
    global _erasers
    _erasers = tuple(erasers)


def current_erasers() -> tuple[Eraser, ...]:
    return _erasers
