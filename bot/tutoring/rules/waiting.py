"""Who owes whom a word, and what happens when nobody answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Any, Final

from bot.kit.clock import in_zone
from bot.people.rules import Person, Role
from bot.tutoring.rules.thread import Question, Standing, State

ANSWERING: Final = frozenset({Role.TUTOR, Role.COORDINATOR})
REOPENED_WITHIN: Final = timedelta(days=30)
AWAY_AFTER: Final = timedelta(days=3)


class Step(IntEnum):
    """What is done, one after the other, about a question that is not answered."""

    REMIND = 1
    RETURN = 2
    COORDINATORS = 3


@dataclass(frozen=True, slots=True)
class Escalation:
    """The step to take now, and the instant of the one after it; None after the last."""

    step: Step
    again_at: datetime | None


def may_answer(person: Person) -> bool:
    """Whether somebody is there to answer questions; whose, their scope says."""
    return not ANSWERING.isdisjoint(person.roles)


def standing(question: Question) -> Standing:
    if question.state is State.CLAIMED:
        return Standing.IN_HAND if question.due_at else Standing.ANSWERED
    return {
        State.DRAFT: Standing.NOT_SENT,
        State.OPEN: Standing.WAITING,
        State.WAITING_FOR_ASKER: Standing.ASKED_BACK,
        State.CLOSED: Standing.CLOSED,
    }[question.state]


def begins_to_wait(question: Question, now: datetime, hours: int) -> dict[str, Any]:
    """What changes when somebody owes the asker an answer; a promise made before stands."""
    if question.due_at is not None:
        return {}
    due = now + timedelta(hours=hours)
    return {"due_at": due, "escalates_at": due, "wait": question.wait + 1, "escalation": 0}


def owes_nothing() -> dict[str, Any]:
    """What changes when the word is with the asker, or with nobody."""
    return {"due_at": None, "escalates_at": None, "escalation": 0}


def next_escalation(question: Question, now: datetime, hours: int) -> Escalation | None:
    """One step for each span of `hours` without an answer, never two at once after a long stop."""
    owed = question.state in (State.OPEN, State.CLAIMED) and question.due_at is not None
    if not owed or question.escalates_at is None or now < question.escalates_at:
        return None
    if question.escalation >= Step.COORDINATORS:
        return None
    step = Step(question.escalation + 1)
    return Escalation(step, None if step is Step.COORDINATORS else now + timedelta(hours=hours))


def may_reopen(question: Question, now: datetime) -> bool:
    """A question closed long ago is asked anew instead."""
    closed = question.closed_at
    return closed is not None and now - closed <= REOPENED_WITHIN


def is_away(tutor: Person, now: datetime) -> bool:
    """Somebody who has blocked the bot, or has not been here for days, gets nothing back."""
    if tutor.blocked_at is not None or tutor.last_active_day is None:
        return True
    last = date.fromisoformat(tutor.last_active_day)
    return in_zone(now, tutor.zone).date() - last > AWAY_AFTER


def in_order(tutors: Iterable[Person], language: str) -> list[Person]:
    """Those who can be reached, the ones who speak the asker's language first."""
    reached = [tutor for tutor in tutors if tutor.blocked_at is None]
    return sorted(reached, key=lambda tutor: (tutor.language != language, tutor.id))
