"""Where the buttons of reminders lead."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address
from bot.reminders.rules.facts import Frequency, Kind
from bot.reminders.rules.moments import Snooze


@dataclass(frozen=True, slots=True)
class OpenKind(Address, prefix="reminders.kind"):
    """How often one kind comes."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class SetFrequency(Address, prefix="reminders.set"):
    """Choose it among the settings."""

    kind: Kind
    frequency: Frequency


@dataclass(frozen=True, slots=True)
class AskBudget(Address, prefix="reminders.week"):
    """How many messages a week."""


@dataclass(frozen=True, slots=True)
class SetBudget(Address, prefix="reminders.week.set"):
    most: int


@dataclass(frozen=True, slots=True)
class RemindAgain(Address, prefix="reminders.again"):
    """Under a reminder: later today, or tomorrow."""

    kind: Kind
    when: Snooze


@dataclass(frozen=True, slots=True)
class TakeBackAgain(Address, prefix="reminders.again.undo"):
    """Do not remind once more after all."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Turn(Address, prefix="reminders.turn"):
    """Under a reminder: fewer of these, or none."""

    kind: Kind
    frequency: Frequency


@dataclass(frozen=True, slots=True)
class TurnBack(Address, prefix="reminders.turn.undo"):
    """As it was before."""

    kind: Kind
    frequency: Frequency
