"""What comes next, where somebody stands in each unit, which commands they have, who was cut
off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.cohorts.rules import Milestone
from bot.curriculum.curriculum import Curriculum
from bot.people.rules import MANAGERS, Person, Role

BAR: Final = 5
WARN_AFTER: Final = timedelta(hours=1)
LOST_AFTER: Final = timedelta(hours=24)  # how long Telegram keeps updates
NOTE_EVERY: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is with one lesson or quiz: done once, begun and open, when last touched."""

    done: bool
    is_open: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What home reads of a trainee, over all slices. `parts` are the units whose part of the latest
    needs analysis is answered; `analysed` None before the first answer, else whether it is whole.
    """

    analysed: bool | None = None
    parts: frozenset[str] = frozenset()
    lessons: Mapping[str, Progress] = field(default_factory=dict[str, Progress])
    quizzes: Mapping[str, Progress] = field(default_factory=dict[str, Progress])
    unread: int = 0
    feedback: int = 0
    judged: int = 0
    milestone: Milestone | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What waits for staff: questions nobody has claimed and own ones, evidence without
    feedback, judgements to sign or, for who runs the programme, ones that are stuck, and parts of
    evidence that are held back.
    """

    questions: int = 0
    evidence: int = 0
    judgements: int = 0
    held: int = 0


class Step(StrEnum):
    """The next best action."""

    PROFILE = "profile"
    START_NEEDS = "start_needs"
    GO_ON_NEEDS = "go_on_needs"
    GO_ON_LESSON = "go_on_lesson"
    GO_ON_QUIZ = "go_on_quiz"
    PLAN = "plan"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Next:
    """The next best action; `of` is the lesson or quiz to go on with."""

    step: Step
    of: str = ""


def next_step(person: Person, facts: Facts, curriculum: Curriculum) -> Next:
    """Profile, needs analysis, what is open (the latest first), the plan, then evidence."""
    if not person.profile_complete:
        return Next(Step.PROFILE)
    if not facts.analysed:
        return Next(Step.START_NEEDS if facts.analysed is None else Step.GO_ON_NEEDS)
    opened = [
        *((p.at, Next(Step.GO_ON_LESSON, one)) for one, p in facts.lessons.items() if p.is_open),
        *((p.at, Next(Step.GO_ON_QUIZ, one)) for one, p in facts.quizzes.items() if p.is_open),
    ]
    if opened:
        return max(opened, key=lambda pair: pair[0])[1]
    taught = [*curriculum.lessons, *curriculum.quizzes]
    done = {one for one, p in (*facts.lessons.items(), *facts.quizzes.items()) if p.done}
    return Next(Step.PLAN if any(one not in done for one in taught) else Step.EVIDENCE)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of a unit's steps are done: its questions, lessons and quizzes."""

    unit: str
    done: int
    total: int

    @property
    def bar(self) -> str:
        """Full only when everything is done, empty only when nothing is."""
        if self.done in (0, self.total):
            full = BAR if self.done else 0
        else:
            full = min(BAR - 1, max(1, self.done * BAR // self.total))
        return "▓" * full + "░" * (BAR - full)


def standings(facts: Facts, curriculum: Curriculum) -> list[Standing]:
    """Where somebody stands in each unit, in the order of the profile."""
    counted: list[Standing] = []
    for unit in curriculum.units:
        modules = [module for module in curriculum.modules.values() if module.unit == unit]
        lessons = [facts.lessons.get(one) for module in modules for one in module.lessons]
        quizzes = [facts.quizzes.get(one) for module in modules for one in module.quizzes]
        steps = [unit in facts.parts, *(p is not None and p.done for p in (*lessons, *quizzes))]
        counted.append(Standing(unit, sum(steps), len(steps)))
    return counted


# Commands in the menu, in the order they stand there, and what each needs.
MENU: Final[Mapping[str, str]] = {
    "home": "member",
    "needs": Role.TRAINEE,
    "plan": Role.TRAINEE,
    "lessons": Role.TRAINEE,
    "quiz": Role.TRAINEE,
    "library": "member",
    "ask": Role.TRAINEE,
    "questions": f"{Role.TRAINEE}|{Role.TUTOR}",
    "evidence": Role.TRAINEE,
    "portfolio": Role.TRAINEE,
    "timeline": Role.TRAINEE,
    "meetings": "member",
    "calendar": "member",
    "review": Role.TUTOR,
    "lists": f"{Role.TUTOR}|{Role.COORDINATOR}",
    "held": f"{Role.TUTOR}|{Role.COORDINATOR}",
    "judge": f"{Role.ASSESSOR}|{MANAGERS}",
    "cohorts": MANAGERS,
    "broadcast": MANAGERS,
    "calibrate": f"{Role.ASSESSOR}|{MANAGERS}",
    "invite": MANAGERS,
    "reminders": "member",
    "profile": "member",
    "language": "anyone",
    "privacy": "member",
    "mydata": "member",
    "forget": "member",
    "help": "anyone",
}
VISITORS_MENU: Final = ("start", "language", "recover", "help")


def commands_of(person: Person) -> list[str]:
    """The commands in the menu of somebody's chat, over all their roles."""
    roles = {str(role) for role in person.roles}
    return [
        command
        for command, needs in MENU.items()
        if needs in ("member", "anyone") or roles & set(needs.split("|"))
    ]


def is_gap(silence: timedelta) -> bool:
    """Whether coordinators are to know that there was no contact."""
    return silence > WARN_AFTER


def is_loss(silence: timedelta) -> bool:
    """Whether Telegram may have thrown away what people sent."""
    return silence > LOST_AFTER


def what_was_cut(expects: str) -> str:
    """The kind of thing a chat was waiting for, from the packed address: a word of the
    catalogue.
    """
    room = expects.partition(":")[0].partition(".")[0]
    return room if room in ("evidence", "joining", "lessons", "tutoring") else "other"
