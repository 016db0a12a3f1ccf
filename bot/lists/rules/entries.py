"""The three lists: who stands on which, why, and since when.

* Never started: joined three days ago or earlier, and has done nothing since.
* Stalled: has begun and is not finished, and has done nothing for seven days.
* Waiting for us: has a question to which an answer is owed, evidence handed in without feedback,
  or, for coordinators, a judgement that nobody is there to make or that is over its time.

*Done something* is what somebody does to learn: an answer in the needs analysis, a card read, a
question of a quiz, something added to evidence or handed in, a question to a tutor. To look around
is not. *Finished* is who has answered the analysis, read every lesson, passed every quiz and handed
in evidence for every outcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.kit.clock import in_zone, instant_of
from bot.people.rules import Person, Role

NEVER_STARTED_AFTER: Final = timedelta(days=3)
STALLED_AFTER: Final = timedelta(days=7)
KEEPERS: Final = (Role.TUTOR, Role.COORDINATOR)  # whose lists these are
LONGEST_LETTER: Final = 700


class List(StrEnum):
    """One of the three."""

    NEVER = "never"
    STALLED = "stalled"
    WAITING = "waiting"


class Why(StrEnum):
    """Why somebody stands on a list."""

    NEVER = "never"
    STALLED = "stalled"
    QUESTION = "question"
    EVIDENCE = "evidence"
    JUDGEMENT = "judgement"

    @property
    def list(self) -> List:
        known = {Why.NEVER: List.NEVER, Why.STALLED: List.STALLED}
        return known.get(self, List.WAITING)


class State(StrEnum):
    """How far a trainee is, as far as the lists are concerned."""

    NEVER = "never"
    BEGUN = "begun"
    FINISHED = "finished"


class Pause(StrEnum):
    """For how long an entry is put aside."""

    TOMORROW = "tomorrow"
    WEEK = "week"
    MONTH = "month"


DAYS: Final = {Pause.TOMORROW: 1, Pause.WEEK: 7, Pause.MONTH: 30}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a trainee stands; see `tables.StandingRow`."""

    state: State
    since: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody on a list. `reference` is the public id of what they wait with, if anything.

    `contacted_at`: when somebody of the staff last wrote to them or nudged them. `blocked`: the
    bot cannot reach them.
    """

    person_id: int
    public_id: str
    name: str
    why: Why
    since: datetime
    reference: str = ""
    contacted_at: datetime | None = None
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries each list has, for one of the staff."""

    never: int = 0
    stalled: int = 0
    waiting: int = 0

    @property
    def any(self) -> bool:
        return bool(self.never or self.stalled or self.waiting)

    def of(self, which: List) -> int:
        return {
            List.NEVER: self.never, List.STALLED: self.stalled, List.WAITING: self.waiting,
        }[which]  # fmt: skip


def stand(joined_at: datetime, done_at: datetime | None, *, busy: bool) -> Standing:
    """`done_at`: when they last did something; `busy`: there is something left to do."""
    if done_at is None:
        return Standing(State.NEVER, joined_at)
    return Standing(State.BEGUN if busy else State.FINISHED, done_at)


def limit_of(state: State, now: datetime) -> datetime:
    """Who stands there since then, or longer, is on the list."""
    return now - (NEVER_STARTED_AFTER if state is State.NEVER else STALLED_AFTER)


def days_since(since: datetime, now: datetime) -> int:
    """Whole days; the first one counts when it is over."""
    return max(0, (now - since).days)


def aside_until(pause: Pause, staff: Person, now: datetime) -> datetime:
    """The beginning of that day on the wall clock of whoever puts it aside."""
    today = in_zone(now, staff.zone).date()
    midnight = datetime.min.time()
    return instant_of(today + timedelta(days=DAYS[pause]), midnight, staff.zone)
