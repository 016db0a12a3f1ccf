"""The curriculum in use: loaded once by `app`, read by every room above."""

from __future__ import annotations

from bot.curriculum.curriculum import Curriculum

_in_use: list[Curriculum] = []


def use_curriculum(curriculum: Curriculum) -> None:
    """From now on this is what is taught."""
    _in_use[:] = [curriculum]


def current_curriculum() -> Curriculum:
    """What is taught. Raises LookupError before the program has loaded any."""
    if not _in_use:
        raise LookupError("no curriculum is loaded")
    return _in_use[0]
