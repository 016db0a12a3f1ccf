"""Why an export is not made."""

from __future__ import annotations

from bot.kit.refusals import Refusal


class NothingHandedIn(Refusal):
    """There are only drafts, or nothing at all."""

    words = "portfolio.nothing_to_export"


class TooOften(Refusal):
    """`n` within a day already; `at` is when the next can be made."""

    words = "portfolio.too_often"
