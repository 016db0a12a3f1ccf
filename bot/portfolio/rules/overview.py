"""What the screens of the portfolio show, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.portfolio.rules.exports import Export, Form, Scope
from bot.portfolio.rules.portfolio import Portfolio, Standing


@dataclass(frozen=True, slots=True)
class Overview:
    """What there is, what was exported last, and what is being made now."""

    portfolio: Portfolio
    standings: tuple[Standing, ...]
    latest: Export | None
    making: Export | None
    zone: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What would be in an export; `sizes` and `limit` (of one message) in bytes, about. There is
    one for all versions where there are earlier ones.

    `by_link`, `in_volumes`: how it comes where it is larger than that. `offered` are the seconds
    since 1970.
    """

    form: Form
    portfolio: Portfolio
    sizes: Mapping[Scope, int]
    limit: int
    offered: int
    by_link: bool = False
    in_volumes: bool = False
