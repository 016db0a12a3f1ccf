"""Places inside published answers. A `reference` is `c.` and an id of the content, or `p.` and a
public id of ten characters.
"""

from __future__ import annotations

from dataclasses import dataclass

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
