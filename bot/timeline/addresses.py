"""Where the buttons of the timeline lead."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class OpenPart(Address, prefix="timeline"):
    """What is to come, or with `past` what has been, a page of it."""

    past: bool = False
    page: int = 0


@dataclass(frozen=True, slots=True)
class SendCalendar(Address, prefix="timeline.file"):
    """Own deadlines and meetings as a calendar file."""
