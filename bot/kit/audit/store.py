"""All SQL of the audit log."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.kit.audit.rules import Head, Reference, Row
from bot.kit.audit.tables import COLUMNS, AuditHead, AuditPseudonym, AuditRow
from bot.kit.db import insert_new, table_of

PAGE: Final = 2_000
rows = table_of(AuditRow)
heads = table_of(AuditHead)
pseudonyms = table_of(AuditPseudonym)
_HEAD: Any = select(heads.c.sequence, heads.c.hash, heads.c.seal).where(heads.c.id == 1)
_READ: Any = select(rows.c.sequence).where(
    rows.c.actor == bindparam("actor"),
    rows.c.kind == bindparam("kind"),
    rows.c.object_id == bindparam("object_id"),
    rows.c.at >= bindparam("since"),
    rows.c.action == bindparam("action"),
)
_PAGE: Any = (
    select(*COLUMNS)
    .where(rows.c.sequence > bindparam("after"))
    .order_by(rows.c.sequence)
    .limit(PAGE)
)
_ABOUT: Any = (
    select(*COLUMNS)
    .where(rows.c.subject == bindparam("subject"), rows.c.sequence > bindparam("after"))
    .order_by(rows.c.sequence)
    .limit(PAGE)
)
BEFORE_ALL: Final = -(2**31)


async def give_pseudonyms(session: AsyncSession, people: Collection[int]) -> dict[int, str]:
    """Pseudonyms by the ids of people; somebody without one gets one."""
    if not people:
        return {}
    known = await _find_pseudonyms(session, people)
    new = [
        {"person_id": person, "pseudonym": secrets.token_hex(8)}
        for person in sorted(set(people) - known.keys())
    ]
    if not new:
        return known
    await session.execute(insert_new(session, AuditPseudonym).values(new).on_conflict_do_nothing())
    return await _find_pseudonyms(session, people)


async def _find_pseudonyms(session: AsyncSession, people: Collection[int]) -> dict[int, str]:
    of = select(pseudonyms.c.person_id, pseudonyms.c.pseudonym).where(
        pseudonyms.c.person_id.in_(list(people))
    )
    return {row.person_id: row.pseudonym for row in await session.execute(of)}


async def find_pseudonym(session: AsyncSession, person_id: int) -> str | None:
    """None for somebody of whom the log says nothing."""
    return (await _find_pseudonyms(session, [person_id])).get(person_id)


async def find_people(session: AsyncSession, names: Collection[str]) -> dict[str, int]:
    """Ids of people by pseudonym; those who were erased are left out."""
    of = select(pseudonyms.c.pseudonym, pseudonyms.c.person_id).where(
        pseudonyms.c.pseudonym.in_(list(names))
    )
    return {row.pseudonym: row.person_id for row in await session.execute(of)}


async def delete_pseudonym(session: AsyncSession, person_id: int) -> None:
    """From now on nobody can tell whose rows they were."""
    await session.execute(delete(pseudonyms).where(pseudonyms.c.person_id == person_id))


async def has_row(
    session: AsyncSession, actor: str | None, action: str, thing: Reference, since: str
) -> bool:
    """Whether somebody did this to that at `since` or later."""
    values = {
        "actor": actor, "action": action, "kind": thing.kind, "object_id": thing.id, "since": since,
    }  # fmt: skip
    return (await session.execute(_READ.limit(1), values)).first() is not None


async def lock_head(session: AsyncSession) -> Head:
    """The end of the log, for this transaction alone until it ends."""
    locking = _HEAD.with_for_update()  # nothing on SQLite, whose writer is alone anyway
    found = (await session.execute(locking)).first()
    if found is None:
        first = {"id": 1, **asdict(Head())}
        await session.execute(insert_new(session, AuditHead).values(first).on_conflict_do_nothing())
        found = (await session.execute(locking)).one()
    return Head(*found)


async def append(session: AsyncSession, new: Sequence[Row], head: Head) -> None:
    """Add rows, of which the last is the head now. Needs the lock."""
    await session.execute(insert(rows), [asdict(row) for row in new])
    await save_head(session, head)


async def save_head(session: AsyncSession, head: Head) -> None:
    await session.execute(update(heads).where(heads.c.id == 1).values(**asdict(head)))


async def find_head(session: AsyncConnection | AsyncSession) -> Head:
    """An empty one where nothing was ever written."""
    found = (await session.execute(_HEAD)).first()
    return Head(*found) if found else Head()


async def pages(connection: AsyncConnection | AsyncSession) -> AsyncIterator[Sequence[Any]]:
    """All rows in their order, a page at a time: tuples of their columns."""
    after = BEFORE_ALL
    while page := (await connection.execute(_PAGE, {"after": after})).all():
        yield page
        after = page[-1][0]


async def pages_about(session: AsyncSession, subject: str) -> AsyncIterator[list[Row]]:
    """The rows about a pseudonym's data in their order, a page at a time."""
    after = BEFORE_ALL
    while page := (await session.execute(_ABOUT, {"subject": subject, "after": after})).all():
        yield [Row(*row) for row in page]
        after = page[-1][0]
