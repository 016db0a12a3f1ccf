"""What the kit itself holds about somebody: updates, their chat, the outbox, a pseudonym."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, literal, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.audit.tables import AuditPseudonym
from bot.kit.db import table_of
from bot.kit.delivery import outbox
from bot.kit.delivery.tables import Content, Message
from bot.kit.personal.holdings import Aged, Erased, Eraser, Kept, Rows
from bot.kit.personal.store import PAGE
from bot.kit.tasks.tables import Task
from bot.kit.telegram.tables import Chat, ChatMessage, ShownMessage, StoredUpdate
from bot.kit.web.tables import GuessRow, ObjectRow, TokenRow

_updates = table_of(StoredUpdate)
_chats = table_of(Chat)
_places = table_of(ChatMessage)
_shown = table_of(ShownMessage)
_messages = table_of(Message)
_contents = table_of(Content)
_tasks = table_of(Task)
_pseudonyms = table_of(AuditPseudonym)
_links = table_of(TokenRow)
_linked = table_of(ObjectRow)
_wrong = table_of(GuessRow)
OVER: Final = ("sent", "blocked", "failed", "uncertain", "withdrawn", "expired", "deleted", "kept")
_OWN_CONTENT: Final = _messages.c.content_id == _contents.c.id


def _messages_to(whose: Erased) -> ColumnElement[bool]:
    return or_(_messages.c.person_id == whose.person_id, _messages.c.chat_id == whose.telegram_id)


async def _delete_notices(session: AsyncSession, whose: Erased, _now: datetime) -> int:
    return await outbox.delete_notices(session, whose.person_id, whose.telegram_id, PAGE)


def _long_over(at: datetime) -> ColumnElement[bool]:
    return and_(
        _messages.c.batch_id.is_(None),
        _messages.c.state.in_(OVER),
        _messages.c.not_before < at,
    )


_TO_NOBODY: Final[dict[str, Any]] = {
    "person_id": 0,
    "chat_id": 0,
    "message_id": None,
    "error": None,
    "dedupe_key": literal("erased.") + cast(_messages.c.id, String),
}

ERASER: Final = Eraser(
    "kit",
    before=(_delete_notices,),
    rows=(
        Rows(
            "files_behind_links",
            _linked,
            lambda of: _linked.c.token_id.in_(
                select(_links.c.id).where(_links.c.owner_id == of.person_id)
            ),
            file="key",
            shared=True,
        ),
        Rows(
            "links",
            _links,
            lambda of: _links.c.owner_id == of.person_id,
            hides=frozenset({"token_hash", "subject", "owner_id"}),
        ),
        Rows(
            "updates",
            _updates,
            lambda of: _updates.c.chat_id == of.telegram_id,
            hides=frozenset({"payload", "update_id", "attempts", "error"}),
        ),
        Rows("chat", _chats, lambda of: _chats.c.chat_id == of.telegram_id, shared=True),
        Rows("shown", _shown, lambda of: _shown.c.chat_id == of.telegram_id, shared=True),
        Rows("places", _places, lambda of: _places.c.chat_id == of.telegram_id, shared=True),
        Rows(
            "messages",
            _messages,
            _messages_to,
            become=_TO_NOBODY,
            hides=frozenset({"reply_to", "person_id", "urgency", "error", "twice_is_harmless"}),
        ),
        Rows(
            "pseudonym",
            _pseudonyms,
            lambda of: _pseudonyms.c.person_id == of.person_id,
            shared=True,
        ),
    ),
    kept=(Kept("audit_log", "audit_row"), Kept("counts_of_batches", "delivery_message")),
    aged=(
        Aged(
            "updates",
            _updates,
            lambda at: (_updates.c.state == "handled") & (_updates.c.handled_at < at),
        ),
        Aged(
            "updates_set_aside",
            _updates,
            lambda at: (
                (_updates.c.state == "set_aside")
                & (_updates.c.handled_at < at)
                & (_updates.c.payload != "")
            ),
            become={"payload": ""},
        ),
        Aged(
            "messages",
            _contents,
            lambda at: (
                (_contents.c.screen != outbox.EMPTY) & exists().where(_OWN_CONTENT, _long_over(at))
            ),
            become={"screen": outbox.EMPTY},
        ),
        Aged("messages", _messages, _long_over),
        Aged(
            "messages",
            _contents,
            # The last one stays: its number is not to be given again, see `outbox`.
            lambda _at: (
                (_contents.c.screen == outbox.EMPTY)
                & not_(exists().where(_OWN_CONTENT))
                & (_contents.c.id < select(func.max(_contents.c.id)).scalar_subquery())
            ),
        ),
        Aged(
            "ledger",
            _messages,
            lambda at: (
                _messages.c.batch_id.is_not(None)
                & (_messages.c.person_id != 0)
                & _messages.c.state.in_(OVER)
                & (_messages.c.not_before < at)
            ),
            become=_TO_NOBODY,
        ),
        Aged(
            "links",
            _links,
            lambda at: (
                (_links.c.expires_at < at) & not_(exists().where(_linked.c.token_id == _links.c.id))
            ),
        ),
        Aged("guesses", _wrong, lambda at: _wrong.c.last_at < at),
        Aged(
            "tasks",
            _tasks,
            lambda at: _tasks.c.state.in_(("done", "set_aside")) & (_tasks.c.run_after < at),
        ),
    ),
    impersonal=(
        "audit_head",
        "audit_row",
        "delivery_batch",
        "delivery_pace",
        "delivery_content",
        "kit_fact",
        "kit_process",
        "kit_task",
        "web_guess",
    ),
)
