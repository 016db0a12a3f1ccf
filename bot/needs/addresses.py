"""Places inside the needs analysis. A person takes each phase once, so the phase names it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address
from bot.needs.rules.parts import Phase


@dataclass(frozen=True, slots=True)
class ShowParts(Address, prefix="needs.parts"):
    """All parts, to take one."""

    phase: Phase


@dataclass(frozen=True, slots=True)
class OpenPart(Address, prefix="needs.part"):
    """A part at its first unanswered question, or its summary when it is done."""

    phase: Phase
    unit: str


@dataclass(frozen=True, slots=True)
class ShowQuestion(Address, prefix="needs.question"):
    """One question, with what was answered; a page of what is explained, counted from 0."""

    phase: Phase
    question: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class AnswerQuestion(Address, prefix="needs.answer"):
    """A step or an importance from 1; `was` is what was stored when the button was drawn, or 0."""

    phase: Phase
    question: str
    value: int
    was: int


@dataclass(frozen=True, slots=True)
class AnswerCheck(Address, prefix="needs.check"):
    """Hands in the answer to a knowledge check, packed by `bot.items`.

    `mark` is that of the item when the button was drawn.
    """

    phase: Phase
    item: str
    mark: str
    answer: str


@dataclass(frozen=True, slots=True)
class FinishAnalysis(Address, prefix="needs.finish"):
    """All parts are done: from now on the answers stay."""

    phase: Phase


@dataclass(frozen=True, slots=True)
class ShowResult(Address, prefix="needs.of"):
    """The result of one analysis."""

    phase: Phase


@dataclass(frozen=True, slots=True)
class ShowGaps(Address, prefix="needs.gaps"):
    """The greatest gaps in words."""

    phase: Phase


@dataclass(frozen=True, slots=True)
class ShowUnits(Address, prefix="needs.units"):
    """The units of a result, to look at one closely."""

    phase: Phase


@dataclass(frozen=True, slots=True)
class ShowOutcome(Address, prefix="needs.outcome"):
    """Every answer for one outcome."""

    phase: Phase
    outcome: str


@dataclass(frozen=True, slots=True)
class AskAgain(Address, prefix="needs.again"):
    """Whether to take the analysis again."""


@dataclass(frozen=True, slots=True)
class StartAgain(Address, prefix="needs.start"):
    """Take the analysis again, as this phase."""

    phase: Phase
