"""SQL of moving."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts.store import cohorts, members
from bot.joining.moving.rules import Claim, ClaimState, Code, How, Move, new_number
from bot.joining.rules import Guesses
from bot.joining.tables import ClaimRow, CodeRow, MoveRow
from bot.kit.db import insert_new, public_id, table_of
from bot.people.store import people

codes = table_of(CodeRow)
claims = table_of(ClaimRow)
moves = table_of(MoveRow)
_CODE = select(
    codes.c.id, codes.c.person_id, codes.c.code_hash, codes.c.made_at, codes.c.used_at,
    codes.c.replaced_at, codes.c.failures, codes.c.failed_at,
)  # fmt: skip
_CLAIM = select(
    claims.c.id, claims.c.public_id, claims.c.number, claims.c.telegram_id, claims.c.said,
    claims.c.first_name, claims.c.language, claims.c.asked_at, claims.c.state,
)  # fmt: skip
_MOVE = select(
    moves.c.id, moves.c.public_id, moves.c.person_id, moves.c.old_account, moves.c.at,
    moves.c.disputed_at,
)  # fmt: skip


def _code(row: Sequence[Any]) -> Code:
    number, person_id, code_hash, made_at, used_at, replaced_at, failures, failed_at = row
    guesses = Guesses(failures, failed_at) if failed_at else None
    return Code(number, person_id, code_hash, made_at, used_at, replaced_at, guesses)


def _claim(row: Sequence[Any]) -> Claim:
    number, public, told, account, said, first_name, language, asked_at, state = row
    return Claim(
        number, public, told, account, said, first_name, language, asked_at, ClaimState(state)
    )


async def add_code(
    session: AsyncSession, person_id: int, finder: str, code_hash: str, now: datetime
) -> bool:
    """A new code in the place of those before; False where another's begins like it."""
    inserted: Any = await session.execute(
        insert_new(session, CodeRow)
        .values(person_id=person_id, finder=finder, code_hash=code_hash, made_at=now, failures=0)
        .on_conflict_do_nothing(index_elements=["finder"])
    )
    if inserted.rowcount != 1:
        return False
    await replace_codes(session, person_id, now, but=finder)
    return True


async def replace_codes(
    session: AsyncSession, person_id: int, now: datetime, *, but: str = ""
) -> None:
    """No code of somebody's moves them any more, but one."""
    await session.execute(
        update(codes)
        .where(
            codes.c.person_id == person_id,
            codes.c.finder != but,
            codes.c.used_at.is_(None),
            codes.c.replaced_at.is_(None),
        )
        .values(replaced_at=now)
    )


async def find_code(session: AsyncSession, finder: str) -> Code | None:
    row = (await session.execute(_CODE.where(codes.c.finder == finder))).one_or_none()
    return _code(row) if row else None


async def find_code_of(session: AsyncSession, person_id: int) -> Code | None:
    """The newest of somebody's."""
    found = _CODE.where(codes.c.person_id == person_id).order_by(codes.c.id.desc()).limit(1)
    row = (await session.execute(found)).one_or_none()
    return _code(row) if row else None


async def use_code(session: AsyncSession, code_id: int, now: datetime) -> bool:
    """False where it moved somebody meanwhile, or was replaced."""
    used: Any = await session.execute(
        update(codes)
        .where(codes.c.id == code_id, codes.c.used_at.is_(None), codes.c.replaced_at.is_(None))
        .values(used_at=now)
    )
    return used.rowcount == 1


async def count_failure(session: AsyncSession, code_id: int, count: Guesses) -> None:
    failed = update(codes).where(codes.c.id == code_id)
    await session.execute(failed.values(failures=count.failures, failed_at=count.last_at))


async def save_claim(
    session: AsyncSession, account: int, said: str, first_name: str, language: str, now: datetime
) -> Claim:
    """The claim of an account, in the place of one before."""
    await session.execute(delete(claims).where(claims.c.telegram_id == account))
    row = {
        "public_id": public_id(), "number": await _free_number(session), "telegram_id": account,
        "said": said, "first_name": first_name, "language": language, "asked_at": now,
        "state": str(ClaimState.OPEN),
    }  # fmt: skip
    await session.execute(insert(claims).values(**row))
    return _claim((await session.execute(_CLAIM.where(claims.c.telegram_id == account))).one())


async def _free_number(session: AsyncSession) -> str:
    """One of several, of which hardly one is given already."""
    drawn = [new_number() for _ in range(8)]
    taken = select(claims.c.number).where(claims.c.number.in_(drawn))
    given = set((await session.execute(taken)).scalars())
    return next(number for number in drawn if number not in given)


async def find_claim_of(session: AsyncSession, account: int) -> Claim | None:
    row = (await session.execute(_CLAIM.where(claims.c.telegram_id == account))).one_or_none()
    return _claim(row) if row else None


async def find_claim(session: AsyncSession, public: str) -> Claim | None:
    row = (await session.execute(_CLAIM.where(claims.c.public_id == public))).one_or_none()
    return _claim(row) if row else None


async def find_claim_of_number(session: AsyncSession, number: str) -> Claim | None:
    row = (await session.execute(_CLAIM.where(claims.c.number == number))).one_or_none()
    return _claim(row) if row else None


async def end_claim(session: AsyncSession, claim_id: int, state: ClaimState) -> bool:
    """False where it is not open any more."""
    ended: Any = await session.execute(
        update(claims)
        .where(claims.c.id == claim_id, claims.c.state == str(ClaimState.OPEN))
        .values(state=str(state))
    )
    return ended.rowcount == 1


async def delete_claim(session: AsyncSession, account: int) -> None:
    await session.execute(delete(claims).where(claims.c.telegram_id == account))


async def find_ids_by_name(session: AsyncSession, name: str, limit: int) -> list[int]:
    """People of that name first, then those whose name holds it. SQLite knows the case of ASCII
    alone, so that the ways of writing are tried.
    """
    pattern = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    same = people.c.name.in_({name, name.title(), name.upper(), name.lower()})
    inside = people.c.name.ilike(f"%{pattern}%", escape="\\")
    titled = people.c.name.ilike(f"%{pattern.title()}%", escape="\\")
    found = select(people.c.id).where(or_(same, inside, titled), people.c.telegram_id != 0)
    ordered = found.order_by(case((same, 0), else_=1), people.c.name, people.c.id)
    return list((await session.execute(ordered.limit(limit))).scalars())


async def find_countries(session: AsyncSession, cohort_ids: Iterable[int]) -> dict[int, str]:
    """The countries of several cohorts, by id."""
    found = select(cohorts.c.id, cohorts.c.country).where(cohorts.c.id.in_(list(cohort_ids)))
    return {row[0]: row[1] for row in await session.execute(found)}


async def find_memberships(session: AsyncSession, person_ids: Iterable[int]) -> dict[int, set[int]]:
    """The ids of the cohorts of several people, by person."""
    found = select(members.c.person_id, members.c.cohort_id)
    belong: dict[int, set[int]] = {}
    rows = await session.execute(found.where(members.c.person_id.in_(list(person_ids))))
    for person_id, cohort_id in rows:
        belong.setdefault(person_id, set()).add(cohort_id)
    return belong


async def add_move(
    session: AsyncSession, person_id: int, old: int, how: How, by: int, now: datetime
) -> str:
    """What is kept of a move; its public id."""
    public = public_id()
    row = {"public_id": public, "person_id": person_id, "old_account": old, "how": str(how)}
    await session.execute(insert(moves).values(**row, by_id=by, at=now))
    return public


async def find_move_from(session: AsyncSession, account: int) -> Move | None:
    """The latest move away from a chat."""
    found = _MOVE.where(moves.c.old_account == account).order_by(moves.c.id.desc()).limit(1)
    row = (await session.execute(found)).one_or_none()
    return Move(*row) if row else None


async def count_moves(session: AsyncSession, person_id: int) -> int:
    counted = select(func.count()).where(moves.c.person_id == person_id)
    return (await session.execute(counted)).scalar_one()


async def dispute(session: AsyncSession, move_id: int, now: datetime) -> bool:
    """False where that was said before."""
    said: Any = await session.execute(
        update(moves)
        .where(moves.c.id == move_id, moves.c.disputed_at.is_(None))
        .values(disputed_at=now)
    )
    return said.rowcount == 1
