"""Writing the log: deeds are collected during a transaction and written right before it ends.

So the lock on the head is the last that a transaction takes and is held for the commit alone: no
two writers can wait for each other, and a transaction that logs nothing never meets it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.audit import rules, store
from bot.kit.audit.rules import Deed, Row
from bot.kit.db import before_commit

DEEDS: Final = "audit.deeds"
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
    _collect(session, deed, once=False)


def record_read(session: AsyncSession, deed: Deed) -> None:
    """Log that somebody sees another's data: once per person, object and hour of the clock."""
    if deed.actor != deed.subject:
        _collect(session, deed, once=True)


def _collect(session: AsyncSession, deed: Deed, *, once: bool) -> None:
    deeds: list[tuple[Deed, bool]] | None = session.info.get(DEEDS)
    if deeds is None:
        deeds = session.info[DEEDS] = []
        before_commit(session, _write)
    if (deed, once) not in deeds:
        deeds.append((deed, once))


async def forget(session: AsyncSession, person_id: int) -> None:
    """Part of erasing somebody: their rows stay, and nobody can tell any more whose they were."""
    await store.delete_pseudonym(session, person_id)


async def _write(session: AsyncSession) -> None:
    deeds: list[tuple[Deed, bool]] = session.info.pop(DEEDS)
    people = {person for deed, _ in deeds for person in (deed.actor, deed.subject)} - {None}
    names = await store.give_pseudonyms(
        session, [person for person in people if person is not None]
    )
    new = [deed for deed, once in deeds if not once or not await _is_known(session, deed, names)]
    if new:
        await _append(session, new, names)


async def _is_known(session: AsyncSession, deed: Deed, names: dict[int, str]) -> bool:
    actor = names.get(deed.actor or 0)
    since = rules.hour_of(deed.at)
    return await store.has_row(session, actor, str(deed.action), deed.thing, since)


async def _append(session: AsyncSession, deeds: Sequence[Deed], names: dict[int, str]) -> None:
    head = await store.lock_head(session)
    was_broken = _key is not None and head != rules.Head() and not rules.is_sealed(_key, head)
    rows: list[Row] = []
    for deed in deeds:
        rows.append(
            rules.next_row(head, deed, names.get(deed.actor or 0), names.get(deed.subject or 0))
        )
        head = rules.next_head(head, rows[-1], _key)
    if was_broken:
        log.error("the audit log is not sealed with this key: run `jobbroker audit verify`")
    await store.append(session, rows, head)
