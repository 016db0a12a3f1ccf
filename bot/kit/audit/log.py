"""Writing the log: deeds are collected during a transaction and written right before it ends.

So the lock on the head is the last that a transaction takes and is held for the commit alone: no
two writers can wait for each other, and a transaction that logs nothing never meets it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.audit import rules, store
from bot.kit.audit.rules import Deed, Row
from bot.kit.db import before_commit

PENDING: Final = "audit.pending"
Names = dict[int | None, str]
log = logging.getLogger(__name__)
_key: bytes | None = None


def use_key(key: SecretStr | None) -> None:
    """The key that seals the head from now on in this process; None: it stays unsealed."""
    global _key
    _key = key_of(key)


def key_of(key: SecretStr | None) -> bytes | None:
    return key.get_secret_value().encode() if key else None


def record(session: AsyncSession, deed: Deed) -> None:
    """Log what somebody does, in this transaction: it is written if and when that commits."""
    _pending(session).add(deed, once=False)


def record_read(session: AsyncSession, deed: Deed) -> None:
    """Log that somebody sees another's data: once per person, object and hour of the clock."""
    if deed.actor != deed.subject:
        _pending(session).add(deed, once=True)


def forget(session: AsyncSession, person_id: int) -> None:
    """Part of erasing somebody: their rows stay, also those of this transaction, and nobody can
    tell any more whose they were.
    """
    _pending(session).forgotten.add(person_id)


@dataclass(slots=True)
class _Pending:
    """What a transaction is going to do at its end."""

    deeds: list[tuple[Deed, bool]] = field(default_factory=list[tuple[Deed, bool]])
    forgotten: set[int] = field(default_factory=set[int])

    def add(self, deed: Deed, *, once: bool) -> None:
        if (deed, once) not in self.deeds:
            self.deeds.append((deed, once))

    @property
    def people(self) -> set[int]:
        named = [one for deed, _ in self.deeds for one in (deed.actor, deed.subject)]
        return {one for one in named if one is not None}


def _pending(session: AsyncSession) -> _Pending:
    pending: _Pending | None = session.info.get(PENDING)
    if pending is None:
        pending = session.info[PENDING] = _Pending()
        before_commit(session, _finish)
    return pending


async def _finish(session: AsyncSession) -> None:
    pending: _Pending = session.info.pop(PENDING)
    names: Names = {**await store.give_pseudonyms(session, pending.people)}
    new = [
        deed
        for deed, once in pending.deeds
        if not once or not await _is_known(session, deed, names)
    ]
    if new:
        await _append(session, new, names)
    for person_id in pending.forgotten:
        await store.delete_pseudonym(session, person_id)


async def _is_known(session: AsyncSession, deed: Deed, names: Names) -> bool:
    since = rules.hour_of(deed.at)
    return await store.has_row(session, names.get(deed.actor), str(deed.action), deed.thing, since)


async def _append(session: AsyncSession, deeds: Sequence[Deed], names: Names) -> None:
    head = await store.lock_head(session)
    if _key is not None and not rules.is_sealed(_key, head):
        log.error("the audit log is not sealed with this key: run `jobbroker audit verify`")
    rows: list[Row] = []
    for deed in deeds:
        rows.append(rules.next_row(head, deed, names.get(deed.actor), names.get(deed.subject)))
        head = rules.next_head(head, rows[-1], _key)
    await store.append(session, rows, head)
