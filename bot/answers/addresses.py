"""Places inside published answers. A `reference` is `c.` and an id of the content, or `p.` and a
public id of ten characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class ReadFitting(Address, prefix="answers.fits"):
    """An answer that may make an unsent question needless, a page of it; `version` is that of the
    question that was on the screen.
    """

    question: str
    version: int
    reference: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenPublished(Address, prefix="answers.open"):
    """An answer that staff have published, by its public id, a page of it."""

    answer: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class RateAnswer(Address, prefix="answers.rate"):
    """Whether a published answer helped, by its public id."""

    answer: str
    helped: bool


@dataclass(frozen=True, slots=True)
class SayItHelped(Address, prefix="answers.yes"):
    """It answers the question, which goes."""

    question: str
    version: int
    reference: str


@dataclass(frozen=True, slots=True)
class SendAfterAll(Address, prefix="answers.no"):
    """It does not; the question goes to the tutors."""

    question: str
    version: int
    reference: str


@dataclass(frozen=True, slots=True)
class MakeFrom(Address, prefix="answers.make"):
    """Begin to make one of an answer of one's own."""

    question: str
    entry: int


@dataclass(frozen=True, slots=True)
class OpenMaking(Address, prefix="answers.edit"):
    """An answer as those see it who look after it."""

    answer: str


@dataclass(frozen=True, slots=True)
class CheckNames(Address, prefix="answers.names"):
    """The next place that may say who somebody is."""

    answer: str


@dataclass(frozen=True, slots=True)
class DecideSpot(Address, prefix="answers.spot"):
    """That place goes, or names nobody; `version` is that of the screen."""

    answer: str
    version: int
    goes: bool


@dataclass(frozen=True, slots=True)
class OpenTexts(Address, prefix="answers.langs"):
    """In which languages it is, and in which it is missing."""

    answer: str


@dataclass(frozen=True, slots=True)
class OpenText(Address, prefix="answers.text"):
    """Question and answer in one language."""

    answer: str
    language: str


@dataclass(frozen=True, slots=True)
class WriteText(Address, prefix="answers.write"):
    """Write the question or the answer in one language anew; takes its text."""

    answer: str
    language: str
    is_answer: bool


@dataclass(frozen=True, slots=True)
class ChooseTopic(Address, prefix="answers.topics"):
    """Topics, a page of them."""

    answer: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class SetTopic(Address, prefix="answers.topic"):
    """It belongs to this topic."""

    answer: str
    topic: str


@dataclass(frozen=True, slots=True)
class ChooseCountry(Address, prefix="answers.lands"):
    """For whom it holds, a page of the countries."""

    answer: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class SetCountry(Address, prefix="answers.land"):
    """For one country, or with none for all."""

    answer: str
    country: str


class Step(StrEnum):
    """What is done with an answer as a whole."""

    PUBLISH = "publish"
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class AskStep(Address, prefix="answers.sure"):
    """What will happen, and a last question."""

    answer: str
    step: Step


@dataclass(frozen=True, slots=True)
class TakeStep(Address, prefix="answers.do"):
    """It happens, from the version that was on the screen."""

    answer: str
    step: Step
    version: int


@dataclass(frozen=True, slots=True)
class OpenLookedAfter(Address, prefix="answers"):
    """What one looks after: what is to be looked at again first; a page of it."""

    page: int = 0
