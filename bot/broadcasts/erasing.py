"""What broadcasts hold about somebody: what they composed, approved, did and answered.

What was sent stays as the programme's, by nobody; a draft goes. Who got what stands in the outbox.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.rules.states import State
from bot.broadcasts.tables import (
    AnswerRow,
    AskedRow,
    AudienceRow,
    BroadcastRow,
    ButtonRow,
    ContentRow,
    EventRow,
    PressRow,
    VariantRow,
)
from bot.kit.db import table_of
from bot.kit.personal.holdings import Duty, Erased, Eraser, Kept, Rows
from bot.kit.personal.store import count_rows
from bot.kit.text import plain_from_json
from bot.people.store import NOBODY_ID

_broadcasts = table_of(BroadcastRow)
_variants = table_of(VariantRow)
_contents = table_of(ContentRow)
_buttons = table_of(ButtonRow)
_asked = table_of(AskedRow)
_events = table_of(EventRow)
_audiences = table_of(AudienceRow)
_answers = table_of(AnswerRow)
_presses = table_of(PressRow)
_UNSENT: Final = (str(State.DRAFT), str(State.DISCARDED))
_UNDER_WAY: Final = (
    str(State.PREPARING),
    str(State.APPROVAL),
    str(State.SENDING),
    str(State.PAUSED),
)


def _own(whose: Erased) -> Any:
    return select(_broadcasts.c.id).where(_broadcasts.c.composer_id == whose.person_id)


def _of_drafts(table: Any, whose: Erased) -> ColumnElement[bool]:
    return table.c.broadcast_id.in_(_own(whose).where(_broadcasts.c.state.in_(_UNSENT)))


async def _count_under_way(session: AsyncSession, whose: Erased) -> int:
    own = _broadcasts.c.composer_id == whose.person_id
    return await count_rows(session, _broadcasts, own & _broadcasts.c.state.in_(_UNDER_WAY))


ERASER: Final = Eraser(
    "broadcasts",
    rows=(
        Rows("answers", _answers, lambda of: _answers.c.person_id == of.person_id),
        Rows("pressed", _presses, lambda of: _presses.c.person_id == of.person_id),
        Rows("saved_audiences", _audiences, lambda of: _audiences.c.owner_id == of.person_id),
        Rows(
            "drafts_texts",
            _variants,
            lambda of: _of_drafts(_variants, of),
            reads={"words": plain_from_json, "replacement": plain_from_json},
        ),
        Rows("drafts_contents", _contents, lambda of: _of_drafts(_contents, of), shared=True),
        Rows("drafts_buttons", _buttons, lambda of: _of_drafts(_buttons, of)),
        Rows("drafts_asked", _asked, lambda of: _of_drafts(_asked, of), shared=True),
        Rows("drafts_done", _events, lambda of: _of_drafts(_events, of)),
        Rows(
            "drafts",
            _broadcasts,
            lambda of: (
                (_broadcasts.c.composer_id == of.person_id) & _broadcasts.c.state.in_(_UNSENT)
            ),
            hides=frozenset({"live_chat", "live_message", "media"}),
        ),
        Rows(
            "sent_texts",
            _variants,
            lambda of: _variants.c.broadcast_id.in_(_own(of)) & (_variants.c.message_id != 0),
            become={"message_id": 0},
            reads={"words": plain_from_json, "replacement": plain_from_json},
        ),
        Rows(
            "sent",
            _broadcasts,
            lambda of: _broadcasts.c.composer_id == of.person_id,
            become={"composer_id": NOBODY_ID},
            hides=frozenset({"live_chat", "live_message", "media"}),
        ),
        Rows(
            "progress_shown",
            _broadcasts,
            lambda of: _broadcasts.c.live_chat == of.telegram_id,
            become={"live_chat": None, "live_message": None},
            shared=True,
        ),
        Rows(
            "approved",
            _broadcasts,
            lambda of: _broadcasts.c.approver_id == of.person_id,
            become={"approver_id": NOBODY_ID},
            shared=True,
        ),
        Rows("asked_to_approve", _asked, lambda of: _asked.c.person_id == of.person_id),
        Rows(
            "done",
            _events,
            lambda of: _events.c.person_id == of.person_id,
            become={"person_id": NOBODY_ID},
        ),
    ),
    duties=(Duty("broadcasts", _count_under_way, blocks=True),),
    kept=(Kept("broadcasts_sent", "broadcasts_variant", staff=True),),
)
