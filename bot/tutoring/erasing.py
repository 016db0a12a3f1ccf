"""What tutoring holds about somebody: what they asked, and what they answered.

What somebody wrote goes, on either side; what others wrote stays, without the question. What
colleagues noted for each other is about whoever asked: it is given to them, and goes with them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import exists, not_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import table_of
from bot.kit.personal.holdings import Aged, Duty, Erased, Eraser, Kept, Rows
from bot.kit.personal.store import count_rows
from bot.kit.text import plain_from_json
from bot.people.store import NOBODY_ID
from bot.tutoring.rules.thread import About, State
from bot.tutoring.tables import CannedRow, CannedTextRow, EntryRow, NoteRow, QuestionRow

_questions = table_of(QuestionRow)
_entries = table_of(EntryRow)
_notes = table_of(NoteRow)
_canned = table_of(CannedRow)
_canned_texts = table_of(CannedTextRow)
_HELD: Final = (str(State.CLAIMED), str(State.WAITING_FOR_ASKER))
_ANSWERED: Final = exists().where(_entries.c.question_id == _questions.c.id)
_EMPTIED: Final = {
    "asker_id": NOBODY_ID,
    "about": str(About.NONE),
    "reference": "",
    "title": "",
    "excerpt": "",
    "opening": "",
    "state": str(State.CLOSED),
    "due_at": None,
    "escalates_at": None,
    "unread_asker": False,
    "unread_tutor": False,
}


async def _give_back(session: AsyncSession, whose: Erased, now: datetime) -> int:
    """What they have in hand as a tutor is in the queue again, due as it was promised."""
    returned: Any = await session.execute(
        update(_questions)
        .where(_questions.c.claimed_by == whose.person_id, _questions.c.state.in_(_HELD))
        .values(
            state=str(State.OPEN),
            claimed_by=None,
            version=_questions.c.version + 1,
            due_at=now,
            escalates_at=now,
        )
    )
    return returned.rowcount


async def _count_held(session: AsyncSession, whose: Erased) -> int:
    held = (_questions.c.claimed_by == whose.person_id) & _questions.c.state.in_(_HELD)
    return await count_rows(session, _questions, held)


def _asked_by(of: Erased) -> Any:
    return select(_questions.c.id).where(_questions.c.asker_id == of.person_id)


def _long_closed(at: datetime) -> Any:
    return (_questions.c.state == str(State.CLOSED)) & (_questions.c.closed_at < at)


ERASER: Final = Eraser(
    "tutoring",
    before=(_give_back,),
    rows=(
        Rows(
            "ready_made_texts",
            _canned_texts,
            lambda of: _canned_texts.c.canned_id.in_(
                select(_canned.c.id).where(_canned.c.owner_id == of.person_id)
            ),
        ),
        Rows("ready_made_answers", _canned, lambda of: _canned.c.owner_id == of.person_id),
        Rows("notes", _notes, lambda of: _notes.c.question_id.in_(_asked_by(of))),
        Rows("notes_written", _notes, lambda of: _notes.c.author_id == of.person_id),
        Rows(
            "written",
            _entries,
            lambda of: _entries.c.author_id == of.person_id,
            reads={"text": plain_from_json},
        ),
        Rows(
            "questions",
            _questions,
            lambda of: (_questions.c.asker_id == of.person_id) & not_(_ANSWERED),
        ),
        Rows(
            "questions_answered",
            _questions,
            lambda of: (_questions.c.asker_id == of.person_id) & _ANSWERED,
            become=_EMPTIED,
        ),
        Rows(
            "questions_taken",
            _questions,
            lambda of: _questions.c.claimed_by == of.person_id,
            become={"claimed_by": NOBODY_ID},
            shared=True,
        ),
    ),
    duties=(Duty("questions", _count_held),),
    kept=(Kept("answers_of_others", "tutoring_entry"),),
    aged=(
        Aged(
            "questions",
            _notes,
            lambda at: _notes.c.question_id.in_(select(_questions.c.id).where(_long_closed(at))),
        ),
        Aged(
            "questions",
            _entries,
            lambda at: _entries.c.question_id.in_(select(_questions.c.id).where(_long_closed(at))),
        ),
        Aged("questions", _questions, _long_closed),
    ),
)
