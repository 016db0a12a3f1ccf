"""Buttons under broadcasts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.rules.buttons import Kind, MessageButton
from bot.broadcasts.tables import ButtonRow
from bot.kit.db import table_of

buttons = table_of(ButtonRow)


def _button(row: Any) -> MessageButton:
    labels: Mapping[str, str] = json.loads(row.labels)
    return MessageButton(Kind(row.kind), row.target, row.label, labels, row.id, row.through)


async def load_buttons(session: AsyncSession, broadcast_id: int) -> list[MessageButton]:
    """In the order in which they were added."""
    found = select(buttons).where(buttons.c.broadcast_id == broadcast_id)
    return [_button(row) for row in await session.execute(found.order_by(buttons.c.id))]


async def find_button(session: AsyncSession, number: int) -> tuple[int, MessageButton] | None:
    """Its broadcast, and the button; None for one that was removed."""
    row = (await session.execute(select(buttons).where(buttons.c.id == number))).one_or_none()
    return (row.broadcast_id, _button(row)) if row else None


async def add_button(
    session: AsyncSession, broadcast_id: int, button: MessageButton, token: str | None = None
) -> None:
    adding = insert(buttons).values(
        broadcast_id=broadcast_id, kind=str(button.kind), target=button.target, label=button.label,
        labels=json.dumps(button.labels), token=token, through=button.through, opened=0,
    )  # fmt: skip
    await session.execute(adding)


async def save_labels(session: AsyncSession, button: MessageButton) -> None:
    labels = json.dumps(button.labels, ensure_ascii=False)
    await session.execute(update(buttons).where(buttons.c.id == button.id).values(labels=labels))


async def delete_buttons(session: AsyncSession, broadcast_id: int) -> None:
    await session.execute(delete(buttons).where(buttons.c.broadcast_id == broadcast_id))


async def find_target(session: AsyncSession, token: str) -> tuple[int, str] | None:
    """The broadcast of a link of ours, and the address that it leads to."""
    found = select(buttons.c.broadcast_id, buttons.c.target).where(buttons.c.token == token)
    row = (await session.execute(found)).one_or_none()
    return (row.broadcast_id, row.target) if row else None


async def count_opening(session: AsyncSession, token: str) -> None:
    """Counted by the database, so that two at once are two."""
    counting = update(buttons).where(buttons.c.token == token)
    await session.execute(counting.values(opened=buttons.c.opened + 1))
