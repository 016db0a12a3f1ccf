"""The PDF of a portfolio: tagged, in A4, with everything but the files."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from bot.kit.printing import print_pdf, printable
from bot.portfolio.writing.view import View


async def print_view(view: View) -> bytes:
    """Signs of scripts that the font lacks become □. Raises PictureFailed."""
    data: dict[str, Any] = _for_print(view)
    made_on = date.fromisoformat(view["made_on"])
    return await print_pdf("portfolio", data, language=view["language"], made_on=made_on)


def _for_print(value: Any) -> Any:
    """Without formatted texts, which the print does not use; their words stand beside them."""
    if isinstance(value, dict):
        held = cast("dict[str, Any]", value)
        return {name: _for_print(one) for name, one in held.items() if not isinstance(one, tuple)}
    if isinstance(value, list):
        return [_for_print(one) for one in cast("list[Any]", value)]
    return printable(value) if isinstance(value, str) else value
