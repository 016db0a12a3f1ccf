"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, button_rows

T = TypeVar("T")


def paged(
    words: Words, of: Sequence[T], page: int, size: int, to: Callable[[int], Address]
) -> tuple[Sequence[T], Rows]:
    """What stands on a page, and the row of buttons to its neighbours; a page too far is the
    last.
    """
    last = max(0, len(of) - 1) // size
    page = min(max(page, 0), last)
    navigation = button_rows(
        Button(words("kit.previous"), to(page - 1)) if page else None,
        Button(words("kit.next"), to(page + 1)) if page < last else None,
        per_row=2,
    )
    return of[page * size : (page + 1) * size], navigation
