"""Where buttons under a sent broadcast lead, and where its sender sees who pressed them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.broadcasts.rules.buttons import Pair
from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class Answer(Address, prefix="broadcasts.answer"):
    """A recipient's answer; the button says which broadcast it is about."""

    button: int


@dataclass(frozen=True, slots=True)
class GoTo(Address, prefix="broadcasts.go"):
    """A recipient goes to a place in the bot."""

    button: int


@dataclass(frozen=True, slots=True)
class OpenPlaces(Address, prefix="broadcasts.places"):
    """Which place in the bot a new button leads to."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class WriteAnswers(Address, prefix="broadcasts.answers"):
    """The answers to choose from; where it is expected, own ones, one a line."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class AddPair(Address, prefix="broadcasts.answers.add"):
    """Two answers that are there in every language."""

    broadcast: int
    pair: Pair


@dataclass(frozen=True, slots=True)
class OpenLabels(Address, prefix="broadcasts.labels"):
    """In which languages the buttons are labelled."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class WriteLabels(Address, prefix="broadcasts.label"):
    """The labels in a language; where it is expected, one a line."""

    broadcast: int
    language: str


@dataclass(frozen=True, slots=True)
class OpenFigures(Address, prefix="broadcasts.figures"):
    """How many answered what, and how many pressed which button."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class OpenAnswered(Address, prefix="broadcasts.answered"):
    """Who gave an answer, a page of them."""

    broadcast: int
    button: int
    page: int = 0
