"""What the handlers of judging have in common."""

from __future__ import annotations

from bot.judging.rules.waiting import Terms
from bot.kit.telegram.visit import Visit
from bot.people.rules import Person


def terms_of(visit: Visit[Person]) -> Terms:
    """The agreed days and the share of second judgements, from the settings."""
    return Terms(visit.settings.judgement_days, visit.settings.second_assessor_share)
