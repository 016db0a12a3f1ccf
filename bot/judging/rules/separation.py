"""Who may judge whom, and who may decide: tutor, assessor and decider are three people.

Source: ISO/IEC 17024 as secondary sources word it. That decisions on certification are not handed
on (clause 4.2 of the 2012 edition) is confirmed; that the one who decides has neither trained nor
examined the person, and that training by the same body threatens impartiality (5.2, 9.4), is its
content as long understood and *unverified* against the standard's text. Nothing here is a
substitute for the rules of a certification body.

The facts that count as having tutored somebody, for good:
an answer to a question of theirs, a question of theirs taken on, feedback on their evidence.
And for as long as it lasts: being tutor of a cohort of theirs. A tutor of a whole country or the
whole programme is barred by what was done, not by the scope: else whoever tutors anywhere
could judge nowhere.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.people.rules import Person

# The assessors' guide promises a second assessor for these.
FIRST_ROUNDS: Final = 3


class Conflict(StrEnum):
    """What an assessor declares."""

    EMPLOYER = "employer"
    FAMILY = "family"
    TUTORED = "tutored"
    OTHER = "other"


class Bar(StrEnum):
    """Why somebody cannot judge a round."""

    SELF = "self"
    TUTOR = "tutor"
    CONFLICT = "conflict"
    TAKES_PART = "takes_part"


@dataclass(frozen=True, slots=True)
class Facts:
    """Ids of people, about one person who is to be judged and one round.

    `taking_part`: had or have a part in this very round.
    """

    person_id: int
    tutors: frozenset[int] = frozenset()
    conflicted: frozenset[int] = frozenset()
    taking_part: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An assessor who may be given a round: what they have open, and how often they signed."""

    person: Person
    open: int = 0
    signed: int = 0


def bar_of(assessor_id: int, facts: Facts) -> Bar | None:
    """What keeps somebody from judging this round; None for nothing."""
    barred = {
        Bar.SELF: assessor_id == facts.person_id,
        Bar.TUTOR: assessor_id in facts.tutors,
        Bar.CONFLICT: assessor_id in facts.conflicted,
        Bar.TAKES_PART: assessor_id in facts.taking_part,
    }
    return next((bar for bar, holds in barred.items() if holds), None)


def may_decide(
    person_id: int, decider_id: int, *, tutors: Iterable[int], assessors: Iterable[int]
) -> bool:
    """Whether somebody may decide on a certificate of a person: neither themselves, nor one who
    has tutored them, nor one who has judged any of their evidence.
    """
    return decider_id not in {person_id, *tutors, *assessors}


def in_order(candidates: Iterable[Candidate], language: str) -> list[Candidate]:
    """Those who can be reached: who speaks the trainee's language first, then the least open work.

    The id decides between equals, so that the same facts give the same order.
    """
    reached = [one for one in candidates if one.person.blocked_at is None]
    return sorted(
        reached, key=lambda one: (one.person.language != language, one.open, one.person.id)
    )


def is_new(signed: int) -> bool:
    """Whether an assessor's judgements are all looked at by a second one, still."""
    return signed < FIRST_ROUNDS


def draw(public_id: str) -> float:
    """A number from 0 to 1 for a round: random as its id is, and the same whenever it is drawn.

    Whoever has the round can check that nobody chose.
    """
    return random.Random(f"judging:{public_id}").random()


def is_sampled(dice: float, share: float) -> bool:
    """Whether a second assessor judges a round; a share of 0 takes none, one of 1 all."""
    return dice < share
