"""Places inside the library. Ids of the content have at most 24 characters, so all fit."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class OpenUnits(Address, prefix="library.units"):
    """The units of the profile."""


@dataclass(frozen=True, slots=True)
class OpenUnit(Address, prefix="library.unit"):
    """A unit and its outcomes."""

    unit: str


@dataclass(frozen=True, slots=True)
class LessonsOfOutcome(Address, prefix="library.lessons"):
    """What there is to read for an outcome, a page of it."""

    outcome: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenGlossary(Address, prefix="library.glossary"):
    """The glossary; takes a word to look up."""


@dataclass(frozen=True, slots=True)
class BrowseTerms(Address, prefix="library.terms"):
    """A page of all terms in the order of the reader's alphabet."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenTerm(Address, prefix="library.term"):
    """One term, a page of what there is to say."""

    term: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenTopic(Address, prefix="library.topic"):
    """The questions of a topic, a page of them."""

    topic: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenAnswer(Address, prefix="library.answer"):
    """One published answer, a page of it."""

    answer: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class FindAnswers(Address, prefix="library.find"):
    """Takes words that are looked up among the published answers."""


@dataclass(frozen=True, slots=True)
class OpenGuides(Address, prefix="library.guides"):
    """The guides for one's roles, a page of them."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenGuide(Address, prefix="library.guide"):
    """What a guide holds, a page of its cards."""

    guide: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenGuideCard(Address, prefix="library.card"):
    """One card of a guide, a page of it: less than ten."""

    guide: str
    card: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenCoverage(Address, prefix="library.coverage"):
    """What is taught where, a unit after the other."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class SendCoverage(Address, prefix="library.sheet"):
    """The same as a spreadsheet."""
