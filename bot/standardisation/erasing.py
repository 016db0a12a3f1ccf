"""What standardisation holds about somebody: exercises they opened, and what they judged.

A signed verdict stays, by nobody and without its comment: others' agreement rests on it.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, select

from bot.kit.db import table_of
from bot.kit.personal.holdings import Erased, Eraser, Kept, Rows
from bot.people.store import NOBODY_ID
from bot.standardisation.rules.exercises import Progress, State
from bot.standardisation.tables import ExerciseRow, JudgeRow, VerdictRow

_exercises = table_of(ExerciseRow)
_judges = table_of(JudgeRow)
_verdicts = table_of(VerdictRow)
_SIGNED: Final = str(Progress.SIGNED)


def _drafts(whose: Erased) -> Any:
    own = _exercises.c.made_by == whose.person_id
    return select(_exercises.c.id).where(own, _exercises.c.state == str(State.DRAFT))


def _judged(whose: Erased, *, signed: bool) -> ColumnElement[bool]:
    progress = _judges.c.progress == _SIGNED if signed else _judges.c.progress != _SIGNED
    own = select(_judges.c.id).where(_judges.c.person_id == whose.person_id, progress)
    return _verdicts.c.judge_id.in_(own)


ERASER: Final = Eraser(
    "standardisation",
    rows=(
        Rows("verdicts_begun", _verdicts, lambda of: _judged(of, signed=False)),
        Rows(
            "verdicts_signed",
            _verdicts,
            lambda of: _judged(of, signed=True) & (_verdicts.c.comment != ""),
            become={"comment": ""},
        ),
        Rows(
            "judging",
            _judges,
            lambda of: (_judges.c.person_id == of.person_id) & (_judges.c.progress != _SIGNED),
        ),
        Rows(
            "judged",
            _judges,
            lambda of: _judges.c.person_id == of.person_id,
            become={"person_id": None},
        ),
        Rows(
            "asked_in_drafts",
            _judges,
            lambda of: _judges.c.exercise_id.in_(_drafts(of)),
            shared=True,
        ),
        Rows(
            "exercises_drafted",
            _exercises,
            lambda of: (
                (_exercises.c.made_by == of.person_id) & (_exercises.c.state == str(State.DRAFT))
            ),
        ),
        Rows(
            "exercises_opened",
            _exercises,
            lambda of: _exercises.c.made_by == of.person_id,
            become={"made_by": NOBODY_ID},
        ),
    ),
    kept=(Kept("standardisation_verdicts", "standardisation_verdict", staff=True),),
    impersonal=("standardisation_paper",),
)
