"""What judging holds about somebody: what was judged of theirs, and what they judged.

Of a trainee everything goes: no certificate depends on it. Of an assessor the name goes; what they
signed stays with whom it was said about.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.judging.rules.rounds import UNSIGNED, Stage, State
from bot.judging.rules.waiting import LOOK_AGAIN
from bot.judging.tables import AssignmentRow, ConflictRow, PieceRow, RoundRow, VerdictRow
from bot.kit.db import table_of
from bot.kit.personal.holdings import Erased, Eraser, Kept, Rows
from bot.people.store import NOBODY_ID

_rounds = table_of(RoundRow)
_parts = table_of(PieceRow)
_assignments = table_of(AssignmentRow)
_verdicts = table_of(VerdictRow)
_conflicts = table_of(ConflictRow)


def _own_rounds(whose: Erased) -> Any:
    return select(_rounds.c.id).where(_rounds.c.person_id == whose.person_id)


def _in_rounds(found: Any) -> ColumnElement[bool]:
    """Verdicts given in these rounds."""
    parts = select(_assignments.c.id).where(_assignments.c.round_id.in_(found))
    return _verdicts.c.assignment_id.in_(parts)


async def _hand_on(session: AsyncSession, whose: Erased, now: datetime) -> int:
    """What they have not signed goes to others in an hour, when they are gone altogether."""
    unsigned = (
        _assignments.c.assessor_id == whose.person_id,
        _assignments.c.stage.in_([str(stage) for stage in UNSIGNED]),
    )
    theirs = select(_assignments.c.round_id).where(*unsigned)
    await session.execute(
        update(_rounds)
        .where(_rounds.c.id.in_(theirs), _rounds.c.state == str(State.WAITING))
        .values(retry_at=now + LOOK_AGAIN)
    )
    moved: Any = await session.execute(
        update(_assignments).where(*unsigned).values(stage=str(Stage.MOVED), next_at=None)
    )
    return moved.rowcount


ERASER = Eraser(
    "judging",
    before=(_hand_on,),
    rows=(
        Rows(
            "verdicts",
            _verdicts,
            lambda of: _in_rounds(_own_rounds(of).where(_rounds.c.state == str(State.JUDGED))),
        ),
        Rows(
            "verdicts_on_the_way",
            _verdicts,
            lambda of: _in_rounds(_own_rounds(of)),
            shared=True,  # nobody has signed for them yet
        ),
        Rows("parts", _assignments, lambda of: _assignments.c.round_id.in_(_own_rounds(of))),
        Rows(
            "assigned",
            _assignments,
            lambda of: _assignments.c.assessor_id == of.person_id,
            become={"assessor_id": NOBODY_ID},
        ),
        Rows(
            "waived",
            _rounds,
            lambda of: _rounds.c.waived_by == of.person_id,
            become={"waived_by": NOBODY_ID},
            shared=True,  # the round is somebody else's
        ),
        Rows(
            "lifted",
            _conflicts,
            lambda of: _conflicts.c.lifted_by == of.person_id,
            become={"lifted_by": NOBODY_ID},
            shared=True,  # what somebody else declared
        ),
        Rows("evidence", _parts, lambda of: _parts.c.round_id.in_(_own_rounds(of))),
        Rows("rounds", _rounds, lambda of: _rounds.c.person_id == of.person_id),
        Rows("conflicts", _conflicts, lambda of: _conflicts.c.assessor_id == of.person_id),
        Rows(
            "conflicts_with",
            _conflicts,
            lambda of: _conflicts.c.person_id == of.person_id,
            shared=True,  # what an assessor wrote about themselves and somebody
        ),
    ),
    kept=(Kept("verdicts_given", "judging_verdict", staff=True),),
)
