"""All SQL of witnesses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.evidence.rules.pieces import Piece
from bot.evidence.store.pieces import pieces
from bot.kit.db import public_id, table_of
from bot.witnesses.rules.answers import Answer
from bot.witnesses.rules.requests import MOST_SHOWN, Request, State
from bot.witnesses.tables import RequestRow

requests = table_of(RequestRow)
_COLUMNS: Any = [requests.c[name] for name in Request.__dataclass_fields__]


class RequestGone(LookupError):
    """Nobody, or somebody else, has a request of that id."""


def _request(row: Any) -> Request:
    values: dict[str, Any] = dict(zip(Request.__dataclass_fields__, row, strict=True))
    values |= {"tags": tuple(row.tags.split()), "state": State(row.state)}
    return Request(**values)


async def save_draft(
    session: AsyncSession, piece: Piece, account: str, digest: str, now: datetime
) -> Request:
    """The account that is being written for a piece; an earlier one without a link is replaced."""
    await session.execute(
        delete(requests).where(
            requests.c.piece_id == piece.id, requests.c.state == str(State.DRAFT)
        )
    )
    adding: Any = insert(requests).values(
        public_id=public_id(),
        piece_id=piece.id,
        person_id=piece.person_id,
        outcome=piece.outcome,
        tags=" ".join(piece.tags),
        account=account,
        digest=digest,
        state=str(State.DRAFT),
        language="",
        made_at=now,
        answered_in="",
        answer_digest="",
        **dict.fromkeys(("name", "role", "organisation", "relation", "words"), ""),
    )
    return _request((await session.execute(adding.returning(*_COLUMNS))).one())


async def load_own(session: AsyncSession, person_id: int, public: str) -> Request:
    """Raises RequestGone."""
    found = select(*_COLUMNS).where(
        requests.c.public_id == public, requests.c.person_id == person_id
    )
    row = (await session.execute(found)).one_or_none()
    if row is None:
        raise RequestGone(public)
    return _request(row)


async def load(session: AsyncSession, public: str) -> Request:
    """Whoever has it. Raises RequestGone."""
    row = (
        await session.execute(select(*_COLUMNS).where(requests.c.public_id == public))
    ).one_or_none()
    if row is None:
        raise RequestGone(public)
    return _request(row)


async def find_of_piece(session: AsyncSession, piece_id: int) -> Sequence[Request]:
    """The newest first."""
    found = select(*_COLUMNS).where(requests.c.piece_id == piece_id)
    rows = await session.execute(found.order_by(requests.c.id.desc()).limit(MOST_SHOWN))
    return [_request(row) for row in rows]


async def count_open(session: AsyncSession, piece_id: int, now: datetime) -> int:
    counted = select(func.count()).where(
        requests.c.piece_id == piece_id,
        requests.c.state == str(State.OPEN),
        requests.c.expires_at > now,
    )
    return (await session.execute(counted)).scalar_one()


async def change(
    session: AsyncSession, request: Request, expected: State, **values: object
) -> Request | None:
    """Changed if it is still in that state; nothing where it has moved on."""
    changing: Any = update(requests).where(
        requests.c.id == request.id, requests.c.state == str(expected)
    )
    changed = await session.execute(changing.values(**values).returning(*_COLUMNS))
    row = changed.one_or_none()
    return _request(row) if row else None


async def mark_opened(session: AsyncSession, request: Request, now: datetime) -> None:
    """When its page was first asked for."""
    first = requests.c.id == request.id, requests.c.opened_at.is_(None)
    await session.execute(update(requests).where(*first).values(opened_at=now))


async def save_answer(
    session: AsyncSession, request: Request, answer: Answer, entry_id: int | None, digest: str
) -> None:
    await session.execute(
        update(requests)
        .where(requests.c.id == request.id)
        .values(
            entry_id=entry_id,
            answer_digest=digest,
            name=answer.name,
            role=answer.role,
            organisation=answer.organisation,
            relation=answer.relation,
            words=answer.words,
        )
    )


async def find_open_of_piece(session: AsyncSession, piece: str, person_id: int) -> list[Request]:
    """Links of a piece, by its public id, that are not answered; drafts as well."""
    found = (
        select(*_COLUMNS)
        .join_from(requests, pieces, pieces.c.id == requests.c.piece_id)
        .where(
            pieces.c.public_id == piece,
            requests.c.person_id == person_id,
            requests.c.state.in_([str(State.OPEN), str(State.DRAFT)]),
        )
    )
    return [_request(row) for row in await session.execute(found.limit(MOST_SHOWN * 5))]


async def find_entry(session: AsyncSession, request: Request) -> int | None:
    """The part of the piece that holds the answer."""
    found = select(requests.c.entry_id).where(requests.c.id == request.id)
    return (await session.execute(found)).scalar_one()


async def erase_witness(session: AsyncSession, request: Request, now: datetime) -> None:
    """Nothing that the witness gave is kept; that somebody answered is."""
    given = dict.fromkeys(("name", "role", "organisation", "relation", "words"), "")
    await session.execute(
        update(requests).where(requests.c.id == request.id).values(**given, erased_at=now)
    )


async def find_of_entry(session: AsyncSession, entry_id: int) -> Request | None:
    """What led to a statement that is a part of a piece."""
    found = select(*_COLUMNS).where(requests.c.entry_id == entry_id)
    row = (await session.execute(found)).one_or_none()
    return _request(row) if row else None


async def wipe(session: AsyncSession, request: Request, now: datetime) -> None:
    """Neither what was asked nor what was said is kept; that somebody answered is."""
    await erase_witness(session, request, now)
    nothing = {"account": "", "digest": "", "answer_digest": ""}
    await session.execute(update(requests).where(requests.c.id == request.id).values(**nothing))
