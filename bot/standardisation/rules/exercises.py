"""An exercise: who takes part, until when, what is still to be judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from bot.cohorts.rules import read_due
from bot.curriculum.profile import Criterion
from bot.curriculum.samples import Sample
from bot.curriculum.verdicts import Verdict
from bot.curriculum.words import Phrase
from bot.kit.clock import in_zone, instant_of
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.standardisation.rules.agreement import FEWEST_JUDGES, Agreement

MANAGING: Final = (Role.COORDINATOR, Role.ADMINISTRATOR)
TAKING_PART: Final = f"{Role.ASSESSOR}|{Role.COORDINATOR}|{Role.ADMINISTRATOR}"
MOST_JUDGES: Final = 60
LONGEST_COMMENT: Final = 500
ENDS_AT: Final = time(18)
OFFERED_DAYS: Final = (3, 7, 14)
LATEST: Final = timedelta(days=92)


class State(StrEnum):
    """draft → open → closed."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Progress(StrEnum):
    """How far a judge is: invited → begun → signed."""

    INVITED = "invited"
    BEGUN = "begun"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Wall time in an IANA zone, that of whoever opens the exercise."""

    day: date
    at: time
    zone: str

    @property
    def instant(self) -> datetime:
        return instant_of(self.day, self.at, self.zone)

    def is_over(self, now: datetime) -> bool:
        return self.instant <= now


@dataclass(frozen=True, slots=True)
class Exercise:
    """`sample` and `hash` name what is judged, as it was when the exercise was opened.

    `scope` is the widest grant of whoever made it: managers whose own scope holds it see it.
    `agreement` is there a moment after closing.
    """

    id: int
    public_id: str
    sample: str
    hash: str
    state: State
    scope: Grant
    made_by: int
    deadline: Deadline | None
    closed_at: datetime | None = None
    agreement: Agreement | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """Somebody who was asked. `letter` (from 0) stands for the name once it is closed.

    `person_id` is None once that person is erased.
    """

    id: int
    exercise_id: int
    person_id: int | None
    progress: Progress
    letter: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What one judge says of one criterion; both parts come in any order."""

    verdict: Verdict | None = None
    comment: str = ""

    @property
    def is_complete(self) -> bool:
        return self.verdict is not None and bool(self.comment)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is judged: a sample, the outcome it is evidence for, and the criteria."""

    sample: Sample
    outcome: Phrase
    criteria: tuple[Criterion, ...]
    sufficient: Phrase

    def is_in(self, language: str) -> bool:
        return self.sample.is_in(language)


def open_positions(paper: Paper, given: Mapping[str, Given]) -> list[int]:
    """The criteria, counted from 1, that lack a verdict or a comment."""
    nothing = Given()
    return [
        position
        for position, criterion in enumerate(paper.criteria, 1)
        if not given.get(criterion.id, nothing).is_complete
    ]


def clean_comment(written: str) -> str | None:
    """A comment as it is kept: 1 to 500 characters, or None."""
    comment = "\n".join(line.rstrip() for line in written.strip().splitlines())
    return comment if 0 < len(comment) <= LONGEST_COMMENT else None


def widest(grants: Iterable[Grant]) -> Grant:
    """Of the grants that let somebody manage: the one that reaches furthest. Raises ValueError."""
    order = list(ScopeKind)
    managing = [grant for grant in grants if grant.role in MANAGING]
    return min(managing, key=lambda grant: (order.index(grant.scope_kind), grant.scope or ""))


def overlap(one: Grant, other: Grant, countries: Mapping[str, str]) -> bool:
    """Whether two scopes share anybody; `countries` are those of cohorts, by the cohort's scope."""
    if ScopeKind.PROGRAMME in (one.scope_kind, other.scope_kind):
        return True
    if one.scope_kind is other.scope_kind:
        return one.scope == other.scope
    cohort, country = (one, other) if one.scope_kind is ScopeKind.COHORT else (other, one)
    return countries.get(cohort.scope or "") == country.scope


def may_judge(manager: Person, assessor: Person, countries: Mapping[str, str]) -> bool:
    """Whether an assessor judges anybody within the manager's scope."""
    return any(
        overlap(mine, theirs, countries)
        for mine in manager.grants
        for theirs in assessor.grants
        if mine.role in MANAGING and theirs.role is Role.ASSESSOR
    )


def is_enough(judges: Sequence[object]) -> bool:
    return FEWEST_JUDGES <= len(judges) <= MOST_JUDGES


def in_days(days: int, now: datetime, zone: str) -> Deadline:
    """Six in the evening, so many days from today in the zone."""
    return Deadline(in_zone(now, zone).date() + timedelta(days=days), ENDS_AT, zone)


def read_deadline(
    written: str, months: Mapping[str, int], now: datetime, zone: str
) -> Deadline | None:
    """A day, or a day and a time, as people write them; a day alone ends at 23:59."""
    due = read_due(written, months, in_zone(now, zone).date())
    return Deadline(*due, zone) if due else None


def fits(deadline: Deadline, now: datetime) -> bool:
    """Still to come, and within three months."""
    return now < deadline.instant <= now + LATEST
