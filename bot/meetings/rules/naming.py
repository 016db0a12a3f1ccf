"""What a meeting's circle is called."""

from __future__ import annotations

from bot.kit.i18n import Words
from bot.meetings.rules.meeting import Audience, Scope


def group_name(words: Words, scope: Scope) -> str:
    """Whose meeting it is, on screens and in calendar files."""
    if scope.audience is Audience.COHORT:
        return scope.group
    if scope.cohort_id is not None:
        return words("meetings.staff_of", group=scope.group)
    if scope.country is not None:
        return words("meetings.staff_of", group=words.country(scope.country))
    return words("meetings.staff_of_all")
