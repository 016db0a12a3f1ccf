"""Files, texts and links of pieces, and the numbers of their receipts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, and_, bindparam, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.entries import Counts, Entry, EntryState, Form
from bot.evidence.rules.pieces import MOST_ENTRIES, State
from bot.evidence.rules.positions import Position
from bot.evidence.tables import EntryRow, NumberRow, PieceRow, WordingRow
from bot.kit.db import insert_new, table_of
from bot.kit.files.filetype import Family
from bot.kit.text import Text, from_data, to_data

entries = table_of(EntryRow)
wordings = table_of(WordingRow)
_numbers = table_of(NumberRow)
_pieces = table_of(PieceRow)
_COLUMNS: Any = (
    entries.c.id,
    entries.c.piece_id,
    entries.c.person_id,
    entries.c.number,
    entries.c.message_id,
    entries.c.wording,
    entries.c.caption,
    entries.c.key,
    entries.c.media_kind,
    entries.c.file_id,
    entries.c.name,
    entries.c.claimed_size,
    entries.c.size,
    entries.c.sha256,
    entries.c.extension,
    entries.c.reason,
    entries.c.twin,
    entries.c.found,
    entries.c.sent_at,
    entries.c.form,
    entries.c.state,
    entries.c.family,
    entries.c.position,
    entries.c.preview,
    entries.c.pages,
    wordings.c.text,
)
_PLAIN = 19
_NEWEST = and_(wordings.c.entry_id == entries.c.id, wordings.c.version == entries.c.wording)
_WITH_WORDS = select(*_COLUMNS).select_from(entries.outerjoin(wordings, _NEWEST))
# As words in the statement, not as values: only so do both databases see that the index fits.
_KEPT = entries.c.state.in_(
    [
        bindparam(None, str(state), literal_execute=True)
        for state in (EntryState.STORED, EntryState.QUARANTINED, EntryState.WITHHELD)
    ]
)
_OF_PIECE = (
    _WITH_WORDS.where(
        entries.c.piece_id == bindparam("of", type_=Integer()), entries.c.removed_at.is_(None)
    )
    .order_by(entries.c.id)
    .limit(MOST_ENTRIES * 3)
)


class EntryGone(LookupError):
    """No entry has that id."""


def _entry(row: Any) -> Entry:
    names = [column.name for column in _COLUMNS[:_PLAIN]]
    return Entry(
        **dict(zip(names, row[:_PLAIN], strict=True)),
        form=Form(row.form),
        state=EntryState(row.state),
        family=Family(row.family) if row.family else None,
        position=Position(row.position) if row.position else None,
        preview=row.preview,
        pages=row.pages,
        text=from_data(json.loads(row.text)) if row.text else (),
    )


async def find_entries(session: AsyncSession, piece_id: int) -> tuple[Entry, ...]:
    """What a piece holds now, in the order in which it came, with the newest wording of texts."""
    rows = await session.execute(_OF_PIECE, {"of": piece_id})
    return tuple(_entry(row) for row in rows)


async def load_entry(session: AsyncSession, entry_id: int) -> Entry:
    """Raises EntryGone."""
    row = (await session.execute(_WITH_WORDS.where(entries.c.id == entry_id))).one_or_none()
    if row is None:
        raise EntryGone(entry_id)
    return _entry(row)


async def find_frozen(
    session: AsyncSession, content: Iterable[tuple[int, int, str]]
) -> tuple[Entry, ...]:
    """Entries as a version holds them: (entry id, wording, caption) each."""
    held = {entry: (wording, caption) for entry, wording, caption in content}
    own = and_(
        wordings.c.entry_id == entries.c.id,
        wordings.c.version <= entries.c.wording,
    )
    found = select(*_COLUMNS, wordings.c.version).select_from(entries.outerjoin(wordings, own))
    rows = await session.execute(found.where(entries.c.id.in_(held)).order_by(entries.c.id))
    return tuple(
        replace(_entry(row), wording=held[row.id][0], caption=held[row.id][1])
        for row in rows
        if (row.version or 0) == held[row.id][0]
    )


async def count_entries(session: AsyncSession, piece_ids: Iterable[int]) -> Mapping[int, Counts]:
    """How many entries of several pieces stand in which state; empty pieces are left out."""
    counted = (
        select(entries.c.piece_id, entries.c.state, func.count().label("n"))
        .where(entries.c.piece_id.in_(list(piece_ids)), entries.c.removed_at.is_(None))
        .group_by(entries.c.piece_id, entries.c.state)
    )
    found: dict[int, Counts] = {}
    for piece, state, n in await session.execute(counted):
        found[piece] = replace(found.get(piece, Counts()), **{state: n})
    return found


async def add_entry(
    session: AsyncSession, piece_id: int, person_id: int, form: Form, now: datetime, **values: Any
) -> int:
    """A further entry of a piece; its id."""
    row = {"state": str(EntryState.ARRIVING), "wording": 0, "told": False, **values}
    row |= {name: "" for name in ("caption", "key", "media_kind", "file_id") if name not in row}
    stored = await session.execute(
        insert(entries)
        .values(piece_id=piece_id, person_id=person_id, form=str(form), sent_at=now, **row)
        .returning(entries.c.id)
    )
    return stored.scalar_one()


async def add_wording(
    session: AsyncSession, entry_id: int, version: int, written: Text, now: datetime
) -> None:
    """A further version of a text; earlier ones stay."""
    await session.execute(
        insert(wordings).values(
            entry_id=entry_id,
            version=version,
            text=json.dumps(to_data(written), ensure_ascii=False),
            written_at=now,
        )
    )
    await session.execute(update(entries).where(entries.c.id == entry_id).values(wording=version))


async def replace_wording(session: AsyncSession, entry_id: int, written: Text) -> None:
    """Erases what was said, in all its versions."""
    data = json.dumps(to_data(written), ensure_ascii=False)
    await session.execute(update(wordings).where(wordings.c.entry_id == entry_id).values(text=data))


async def save_caption(session: AsyncSession, entry_id: int, caption: str) -> None:
    await session.execute(update(entries).where(entries.c.id == entry_id).values(caption=caption))


async def settle_entry(session: AsyncSession, entry: Entry, **values: object) -> bool:
    """A file goes on from the state in which it was loaded; False where it has done so before."""
    settled: Any = await session.execute(
        update(entries)
        .where(entries.c.id == entry.id, entries.c.state == str(entry.state))
        .values(**values)
    )
    return settled.rowcount == 1


async def take_out(session: AsyncSession, entry_id: int, now: datetime) -> None:
    """Out of the draft, unless it is out already or still arriving."""
    await session.execute(
        update(entries)
        .where(
            entries.c.id == entry_id,
            entries.c.state != str(EntryState.ARRIVING),
            entries.c.removed_at.is_(None),
        )
        .values(removed_at=now)
    )


async def put_back(session: AsyncSession, entry_id: int) -> None:
    await session.execute(update(entries).where(entries.c.id == entry_id).values(removed_at=None))


async def clear_refused(session: AsyncSession, piece_id: int, now: datetime) -> None:
    """What was refused, or deleted for good, has been read about."""
    await session.execute(
        update(entries)
        .where(
            entries.c.piece_id == piece_id,
            entries.c.state.in_([str(EntryState.REFUSED), str(EntryState.PURGED)]),
            entries.c.removed_at.is_(None),
        )
        .values(removed_at=now)
    )


async def mark_told(session: AsyncSession, piece_id: int) -> bool:
    """Whether anybody still has to be told that what arrives in a piece takes longer."""
    told: Any = await session.execute(
        update(entries)
        .where(
            entries.c.piece_id == piece_id,
            entries.c.state == str(EntryState.ARRIVING),
            entries.c.told.is_(False),
        )
        .values(told=True)
    )
    return told.rowcount > 0


async def count_quarantined(session: AsyncSession) -> int:
    """How many files of all people wait for the scanner; read once by hand, so without index."""
    counted = select(func.count()).where(entries.c.state == str(EntryState.QUARANTINED))
    return (await session.execute(counted)).scalar_one()


async def find_twin(session: AsyncSession, person_id: int, sha256: str) -> int | None:
    """The receipt number of the same file of the same person, unless it was withdrawn."""
    found = (
        select(entries.c.number)
        .join_from(entries, _pieces, _pieces.c.id == entries.c.piece_id)
        .where(
            entries.c.person_id == person_id,
            or_(entries.c.sha256 == sha256, entries.c.sent_sha256 == sha256),
            _KEPT,
            entries.c.removed_at.is_(None),
            _pieces.c.state != str(State.WITHDRAWN),
        )
    )
    return (await session.execute(found.order_by(entries.c.id).limit(1))).scalar_one_or_none()


async def open_numbers(session: AsyncSession, person_id: int) -> None:
    """From here on only this transaction gives numbers to, or looks for twins of, this person."""
    counting = insert_new(session, NumberRow).values(person_id=person_id, last=0)
    await session.execute(
        counting.on_conflict_do_update(index_elements=["person_id"], set_={"last": _numbers.c.last})
    )


async def next_number(session: AsyncSession, person_id: int) -> int:
    """The number of the next receipt; `open_numbers` comes before."""
    counting = (
        update(_numbers)
        .where(_numbers.c.person_id == person_id)
        .values(last=_numbers.c.last + 1)
        .returning(_numbers.c.last)
    )
    return (await session.execute(counting)).scalar_one()
