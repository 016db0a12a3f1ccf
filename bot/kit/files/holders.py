"""The holders of this process: `app` names them, whoever compares the store with its rows asks."""

from __future__ import annotations

from collections.abc import Iterable

from bot.kit.files.rotation import Holder

_holders: tuple[Holder, ...] = ()


def use_holders(holders: Iterable[Holder]) -> None:
    """All tables whose rows name objects: what none of them knows is taken for an orphan."""
    global _holders
    _holders = tuple(holders)


def current_holders() -> tuple[Holder, ...]:
    return _holders
