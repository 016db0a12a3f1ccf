"""Places inside the portfolio. `offered` are the seconds since 1970 at which a button was made:
however often one is pressed, it makes one export.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address
from bot.portfolio.rules.exports import Form, Scope


@dataclass(frozen=True, slots=True)
class OfferExport(Address, prefix="portfolio.offer"):
    """What would be in an export, and how large it is."""

    form: Form


@dataclass(frozen=True, slots=True)
class MakeExport(Address, prefix="portfolio.make"):
    """Make it."""

    form: Form
    scope: Scope
    offered: int


@dataclass(frozen=True, slots=True)
class OpenExport(Address, prefix="portfolio.export"):
    """How an export stands, by its public id."""

    export: str


@dataclass(frozen=True, slots=True)
class StopExport(Address, prefix="portfolio.stop"):
    """Do not make it after all."""

    export: str


@dataclass(frozen=True, slots=True)
class SendExport(Address, prefix="portfolio.send"):
    """Send what was made once more."""

    export: str
