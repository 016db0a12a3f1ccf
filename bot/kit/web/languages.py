"""In which of the six languages a page is shown."""

from __future__ import annotations

from typing import Final

from bot.kit.i18n import LANGUAGES, SOURCE

_MOST: Final = 20


def language_of(asked: str | None, accepted: str) -> str:
    """What was asked for (`?l=`), else the best of Accept-Language that there is, else English."""
    if asked in LANGUAGES:
        return asked
    weighed = [_weighed(one) for one in accepted.split(",")[:_MOST]]
    wanted = sorted(((q, -i, code) for i, (q, code) in enumerate(weighed) if q > 0), reverse=True)
    return next((code for _, _, code in wanted if code in LANGUAGES), SOURCE)


def _weighed(one: str) -> tuple[float, str]:
    """`sv-SE;q=0.8` is 0.8 of `sv`; what cannot be read weighs nothing."""
    code, _, weight = one.partition(";")
    try:
        share = float(weight.partition("=")[2]) if weight.strip() else 1.0
    except ValueError:
        share = 0.0
    return share, code.strip().split("-")[0].lower()
