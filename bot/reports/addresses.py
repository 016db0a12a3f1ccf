"""Where the buttons of the reports lead."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class OpenRecruitment(Address, prefix="reports.learners"):
    """Learners against the target, a page of the countries."""

    page: int = 0
