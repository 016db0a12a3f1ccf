"""Where the buttons of home lead."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address
from bot.people.rules import Role


@dataclass(frozen=True, slots=True)
class ActAs(Address, prefix="home.as"):
    """Somebody with several roles goes on in this one."""

    role: Role
