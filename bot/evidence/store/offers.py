"""All pieces of one person as requirements look at them, in one statement."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from sqlalchemy import and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.entries import EntryState
from bot.evidence.rules.pieces import Kind, State
from bot.evidence.rules.requirements import Offer
from bot.evidence.store.entries import entries
from bot.evidence.store.pieces import MOST_PIECES, pieces, versions
from bot.evidence.tables import FeedbackRow, VersionRow
from bot.kit.db import table_of

_feedback = table_of(FeedbackRow)
_any_version = table_of(VersionRow).alias("any_version")
_newest: Final = (
    select(func.max(_any_version.c.version))
    .where(_any_version.c.piece_id == pieces.c.id)
    .scalar_subquery()
)
_heard: Final = exists().where(
    _feedback.c.piece_id == pieces.c.id, _feedback.c.version == versions.c.version
)
# Of entries only those that are not stored are fetched: few, and the version names all that it has.
_OFFERS: Final = (
    select(
        pieces.c.public_id,
        pieces.c.state,
        pieces.c.kind,
        pieces.c.tags,
        pieces.c.version,
        versions.c.kind.label("handed_in_kind"),
        versions.c.tags.label("handed_in_tags"),
        versions.c.version.label("handed_in_version"),
        versions.c.content,
        versions.c.submitted_at.label("handed_in_at"),
        _heard.label("has_feedback"),
        entries.c.id.label("entry"),
        entries.c.state.label("entry_state"),
    )
    .select_from(
        pieces.outerjoin(
            versions, and_(versions.c.piece_id == pieces.c.id, versions.c.version == _newest)
        ).outerjoin(
            entries,
            and_(entries.c.piece_id == pieces.c.id, entries.c.state != str(EntryState.STORED)),
        )
    )
    .where(pieces.c.state != str(State.WITHDRAWN))
    .order_by(pieces.c.changed_at.desc(), pieces.c.id.desc())
    .limit(MOST_PIECES)
)


async def find_offers(session: AsyncSession, person_id: int) -> list[Offer]:
    """Everything that was not withdrawn, what changed last first."""
    rows = await session.execute(_OFFERS.where(pieces.c.person_id == person_id))
    return list(_offers(rows))


def _offers(rows: Any) -> Iterator[Offer]:
    for _, of_piece in groupby(rows, key=lambda row: row.public_id):
        found = list(of_piece)
        unstored = {row.entry: row.entry_state for row in found if row.entry is not None}
        yield _offer(found[0], unstored)


def _offer(row: Any, unstored: dict[int, str]) -> Offer:
    state = State(row.state)
    if row.content is None:
        kind = Kind(row.kind) if row.kind else None
        return Offer(row.public_id, state, kind, tuple(row.tags.split()), row.version, None)
    held = [entry for entry, _, _ in json.loads(row.content)]
    waits = (EntryState.QUARANTINED, EntryState.WITHHELD)
    checking = any(unstored.get(entry) in waits for entry in held)
    return Offer(
        row.public_id,
        state,
        Kind(row.handed_in_kind),
        tuple(row.handed_in_tags.split()),
        row.handed_in_version,
        row.handed_in_at,
        has_feedback=bool(row.has_feedback),
        is_withheld=checking or all(entry in unstored for entry in held),
    )
