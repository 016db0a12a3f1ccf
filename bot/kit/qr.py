"""The picture of an invitation: a QR code on a card, with the link and what to do in words."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

import segno

from bot.kit.pictures import render_png

_QUIET_MODULES: Final = 4  # the white edge that readers need


async def invitation_qr(
    link: str, *, title: str, lines: Sequence[str], language: str, alt: str = ""
) -> bytes:
    """A card of 1080 × 1350 pixels as PNG: `title`, the code, the link, up to two `lines` of words.

    Raises ValueError for a link that is too long for a code (some 2,300 letters).
    """
    data = {"title": title, "link": link, "lines": list(lines), "alt": alt or title}
    return await render_png("qr_card", {**data, "code": code_of(link)}, language=language)


def code_of(link: str) -> str:
    """The code as SVG, quiet edge included; a quarter of it may be smudged.

    Raises ValueError for a link that is too long.
    """
    drawn = io.BytesIO()
    code = segno.make_qr(link, error="q", boost_error=False)
    code.save(drawn, kind="svg", border=_QUIET_MODULES, xmldecl=False, dark="#14212e", light="#fff")
    return drawn.getvalue().decode()
