"""Who owes whom a word, and what happens when nobody answers."""

from __future__ import annotations

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


def begins_to_wait(question: Question, due: datetime) -> dict[str, Any]:
    """What changes when somebody owes the asker an answer; a promise made before stands."""
    if question.due_at is not None:
        return {}
    return {"due_at": due, "escalates_at": due, "wait": question.wait + 1, "escalation": 0}


def owes_nothing() -> dict[str, Any]:
    """What changes when the word is with the asker, or with nobody."""
    return {"due_at": None, "escalates_at": None, "escalation": 0}


def is_due(question: Question, now: datetime) -> bool:
    """Whether somebody owes an answer and the next step is to be taken now."""
    owed = question.state in (State.OPEN, State.CLAIMED) and question.due_at is not None
    late = question.escalates_at is not None and now >= question.escalates_at
    return owed and late and question.escalation < Step.COORDINATORS


def next_escalation(
    question: Question, now: datetime, again_at: datetime, *, is_away: bool = False
) -> Escalation | None:
    """One step at a time, never two at once after a long stop; `again_at` is that of the one after.

    Whoever is away is not reminded: their question goes back to the others.
    """
    if not is_due(question, now):
        return None
    step = Step(question.escalation + 1)
    if step is Step.REMIND and is_away:
        step = Step.RETURN
    return Escalation(step, None if step is Step.COORDINATORS else again_at)


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
