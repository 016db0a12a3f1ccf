"""The PDF of a portfolio: tagged, in A4, with everything but the files."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from bot.kit.printing import print_pdf
from bot.portfolio.writing.view import View


async def print_view(view: View) -> bytes:
    """Raises PictureFailed."""
    data: dict[str, Any] = {**view, "units": _unformatted(view["units"])}
    made_on = date.fromisoformat(view["made_on"])
    return await print_pdf("portfolio", data, language=view["language"], made_on=made_on)


def _unformatted(value: Any) -> Any:
    """Without formatted texts, which the print does not use; their words stand beside them."""
    if isinstance(value, dict):
        held = cast("dict[str, Any]", value)
        return {name: _unformatted(one) for name, one in held.items() if not isinstance(one, tuple)}
    if isinstance(value, list):
        return [_unformatted(one) for one in cast("list[Any]", value)]
    return value
