"""Rounds and what goes into them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.verdicts import Verdict
from bot.evidence.rules.pieces import Frozen, Piece, outcome_of
from bot.evidence.rules.pieces import State as PieceState
from bot.evidence.store.pieces import COLUMNS as PIECE_COLUMNS
from bot.evidence.store.pieces import piece_of, pieces, versions
from bot.evidence.store.reviews import find_versions
from bot.judging.rules.reading import Judged
from bot.judging.rules.rounds import MOST_PIECES, Part, Round, State
from bot.judging.rules.verdicts import packed, unpacked
from bot.judging.tables import PieceRow, RoundRow
from bot.kit.db import insert_new, public_id, table_of

rounds = table_of(RoundRow)
_parts = table_of(PieceRow)
MOST_ROUNDS: Final = 500
COLUMNS: Any = (
    rounds.c.id,
    rounds.c.public_id,
    rounds.c.person_id,
    rounds.c.outcome,
    rounds.c.number,
    rounds.c.profile,
    rounds.c.dice,
    rounds.c.second,
    rounds.c.lacks,
    rounds.c.asked_at,
    rounds.c.opened_at,
    rounds.c.settled_at,
    rounds.c.note,
    rounds.c.response,
    rounds.c.responded_at,
    rounds.c.unread,
    rounds.c.waiver,
    rounds.c.waived_at,
    rounds.c.waived_by,
    rounds.c.state,
    rounds.c.criteria,
    rounds.c.carried,
    rounds.c.result,
)
_PLAIN: Final = 19


class RoundGone(LookupError):
    """Nobody, or somebody else, has a round of that id."""


def round_of(row: Any) -> Round:
    """A round from the columns above, wherever further ones stand."""
    names = [column.name for column in COLUMNS[:_PLAIN]]
    return Round(
        **{name: getattr(row, name) for name in names},
        state=State(row.state),
        criteria=tuple(row.criteria.split()),
        carried=tuple(row.carried.split()),
        result=unpacked(row.result),
    )


async def add_round(
    session: AsyncSession,
    person_id: int,
    outcome: str,
    number: int,
    *,
    profile: int,
    criteria: Iterable[str],
    carried: Iterable[str],
    public: str,
    dice: float,
    second: bool,
    now: datetime,
) -> Round | None:
    """A new round; None where one of that number is there already."""
    adding = (
        insert_new(session, RoundRow)
        .values(
            public_id=public,
            person_id=person_id,
            outcome=outcome,
            number=number,
            state=str(State.WAITING),
            profile=profile,
            criteria=" ".join(criteria),
            carried=" ".join(carried),
            dice=dice,
            second=second,
            lacks=0,
            asked_at=now,
            unread=False,
            **dict.fromkeys(("result", "note", "response"), ""),
        )
        .on_conflict_do_nothing()
        .returning(*COLUMNS)
    )
    row = (await session.execute(adding)).one_or_none()
    return round_of(row) if row else None


async def add_parts(session: AsyncSession, round_id: int, frozen: Iterable[Frozen]) -> None:
    """What goes into a round; it never changes."""
    rows = [
        {"round_id": round_id, "piece_id": one.piece_id, "version": one.version} for one in frozen
    ]
    await session.execute(insert(_parts), rows)


async def find_parts(session: AsyncSession, round_id: int) -> tuple[Part, ...]:
    """What goes into a round, each version as it was handed in; what is gone is left out."""
    found = (
        select(*PIECE_COLUMNS, _parts.c.id.label("part"), _parts.c.version.label("handed_in"))
        .join_from(_parts, pieces, pieces.c.id == _parts.c.piece_id)
        .where(_parts.c.round_id == round_id)
        .order_by(_parts.c.id)
    )
    rows = (await session.execute(found)).all()
    versions_of = await find_versions(session, ((piece_of(row), row.handed_in) for row in rows))
    return tuple(
        Part(row.part, versions_of[row.id], row.public_id) for row in rows if row.id in versions_of
    )


async def find_judged_before(session: AsyncSession, round_: Round) -> dict[int, Judged]:
    """What the newest earlier round that was read had of each piece, by the id of the piece."""
    if round_.number == 1:
        return {}
    found = (
        select(_parts.c.piece_id, _parts.c.version, rounds.c.number)
        .join_from(_parts, rounds, rounds.c.id == _parts.c.round_id)
        .where(
            rounds.c.person_id == round_.person_id,
            rounds.c.outcome == round_.outcome,
            rounds.c.number < round_.number,
            rounds.c.state.in_([str(State.JUDGED), str(State.RETURNED)]),
        )
        .order_by(rounds.c.number)
    )
    rows = await session.execute(found)
    return {row.piece_id: Judged(row.version, row.number) for row in rows}


async def find_handed_in(session: AsyncSession, person_id: int) -> list[Piece]:
    """Somebody's pieces of which a version was handed in, the newest last."""
    found = select(*PIECE_COLUMNS).where(
        pieces.c.person_id == person_id,
        pieces.c.submitted_at.is_not(None),
        pieces.c.state != str(PieceState.WITHDRAWN),
    )
    newest = found.order_by(pieces.c.submitted_at.desc(), pieces.c.id.desc()).limit(MOST_ROUNDS)
    return [piece_of(row) for row in await session.execute(newest)][::-1]


async def find_frozen_for(session: AsyncSession, person_id: int, outcome: str) -> list[Frozen]:
    """The newest handed-in version of each piece that shows the outcome, the newest 40."""
    by_id = {piece.id: piece for piece in await find_handed_in(session, person_id)}
    newest = await _newest_versions(session, person_id)
    shown = [
        (by_id[piece_id], version)
        for piece_id, version, tags in newest
        if piece_id in by_id and outcome in map(outcome_of, tags.split())
    ]
    order = {piece_id: position for position, piece_id in enumerate(by_id)}
    shown.sort(key=lambda one: order[one[0].id])
    return list((await find_versions(session, shown[-MOST_PIECES:])).values())


async def _newest_versions(session: AsyncSession, person_id: int) -> Sequence[Any]:
    """Of each piece: its id, the newest handed-in version and what that one shows.

    A draft may have been tagged anew since.
    """
    newest = (
        select(versions.c.piece_id, func.max(versions.c.version).label("version"))
        .join_from(versions, pieces, pieces.c.id == versions.c.piece_id)
        .where(pieces.c.person_id == person_id)
        .group_by(versions.c.piece_id)
        .subquery()
    )
    same = and_(versions.c.piece_id == newest.c.piece_id, versions.c.version == newest.c.version)
    found = select(versions.c.piece_id, versions.c.version, versions.c.tags).join(newest, same)
    return (await session.execute(found)).all()


async def find_rounds_of(
    session: AsyncSession, person_id: int, outcome: str | None = None
) -> list[Round]:
    """Somebody's rounds, of one outcome if named: the newest first."""
    found = select(*COLUMNS).where(rounds.c.person_id == person_id)
    if outcome is not None:
        found = found.where(rounds.c.outcome == outcome)
    ordered = found.order_by(rounds.c.id.desc()).limit(MOST_ROUNDS)
    return [round_of(row) for row in await session.execute(ordered)]


async def load_own(session: AsyncSession, person_id: int, public: str) -> Round:
    """One's own, by public id. Raises RoundGone."""
    own = (rounds.c.public_id == public, rounds.c.person_id == person_id)
    row = (await session.execute(select(*COLUMNS).where(*own))).one_or_none()
    if row is None:
        raise RoundGone(public)
    return round_of(row)


async def load_round(session: AsyncSession, round_id: int) -> Round:
    """Whoever's it is. Raises RoundGone."""
    row = (await session.execute(select(*COLUMNS).where(rounds.c.id == round_id))).one_or_none()
    if row is None:
        raise RoundGone(round_id)
    return round_of(row)


async def lock_round(session: AsyncSession, round_id: int) -> Round:
    """As it stands now; until the transaction ends nobody else changes who takes part in it."""
    locking: Any = update(rounds).where(rounds.c.id == round_id).values(number=rounds.c.number)
    row = (await session.execute(locking.returning(*COLUMNS))).one_or_none()
    if row is None:
        raise RoundGone(round_id)
    return round_of(row)


async def change_round(
    session: AsyncSession, round_: Round, expected: State, *conditions: Any, **values: object
) -> Round | None:
    """Changed if it is still in that state; nothing where it has moved on."""
    changing: Any = (
        update(rounds)
        .where(rounds.c.id == round_.id, rounds.c.state == str(expected), *conditions)
        .values(**values)
    )
    row = (await session.execute(changing.returning(*COLUMNS))).one_or_none()
    return round_of(row) if row else None


async def withdraw(session: AsyncSession, round_: Round, now: datetime) -> Round | None:
    """Gone, unless an assessor has opened it meanwhile."""
    gone = {"state": str(State.WITHDRAWN), "settled_at": now, "lacks": 0, "retry_at": None}
    unopened = rounds.c.opened_at.is_(None)
    return await change_round(session, round_, State.WAITING, unopened, **gone)


async def settle(
    session: AsyncSession, round_: Round, result: Mapping[str, Verdict], now: datetime
) -> Round | None:
    """The result stands, for good."""
    return await change_round(
        session,
        round_,
        State.WAITING,
        state=str(State.JUDGED),
        result=packed(result),
        settled_at=now,
        lacks=0,
        retry_at=None,
        unread=True,
    )


async def mark_opened(session: AsyncSession, round_: Round, now: datetime) -> bool:
    """An assessor reads the evidence; False where the round is not waiting any more."""
    first = func.coalesce(rounds.c.opened_at, now)
    return await change_round(session, round_, State.WAITING, opened_at=first) is not None


async def mark_read(session: AsyncSession, round_: Round) -> None:
    await session.execute(update(rounds).where(rounds.c.id == round_.id).values(unread=False))


async def respond(session: AsyncSession, round_: Round, words: str, now: datetime) -> Round | None:
    """The trainee's answer, once."""
    unanswered = rounds.c.responded_at.is_(None)
    return await change_round(
        session, round_, State.JUDGED, unanswered, response=words, responded_at=now
    )


def new_public_id() -> str:
    return public_id()
