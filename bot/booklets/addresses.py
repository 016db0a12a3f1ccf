"""Places inside booklets."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class SendBooklet(Address, prefix="booklets.send"):
    """Send it. `offered` are the seconds since 1970 at which the button was made.

    However often one button is pressed, it sends one copy.
    """

    id: str
    offered: int
