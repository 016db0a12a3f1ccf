"""The PDF of a portfolio: tagged, in A4, with everything but the files."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any, Final, cast

from bot.kit.printing import print_pdf
from bot.portfolio.writing.view import View

IN_ITS_PLACE: Final = "□"
# Where the font has letters and signs; the few that it lacks among them are found while printing.
_DRAWN: Final = (
    range(0x20, 0x250), range(0x2B0, 0x500), range(0x1E00, 0x2000), range(0x2010, 0x2028),
    range(0x2030, 0x205F), range(0x2070, 0x2090), range(0x20A0, 0x20C0), range(0x2116, 0x2123),
)  # fmt: skip


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


def printable(words: str) -> str:
    """As the font can show it: line breaks stay, other control characters go."""
    return "".join(map(_sign, unicodedata.normalize("NFC", words)))


def _sign(sign: str) -> str:
    if sign == "\n" or any(ord(sign) in drawn for drawn in _DRAWN):
        return "" if unicodedata.category(sign) == "Cf" else sign
    return "" if unicodedata.category(sign) in ("Cc", "Cf", "Mn") else IN_ITS_PLACE
