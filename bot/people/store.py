"""All SQL of people. `load_person_of_chat` runs with every update: one statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import insert_new, public_id, table_of
from bot.kit.i18n import SOURCE
from bot.kit.telegram.store import load_fact, save_fact
from bot.people.rules import Decision, Grant, Person, Role, ScopeKind, Sector
from bot.people.tables import ConsentRow, GrantRow, PersonRow

people = table_of(PersonRow)
grants = table_of(GrantRow)
consents = table_of(ConsentRow)
_COLUMNS: Any = (
    people.c.id,
    people.c.public_id,
    people.c.telegram_id,
    people.c.name,
    people.c.language,
    people.c.zone,
    people.c.country,
    people.c.sector,
    people.c.study_days,
    people.c.study_time,
    people.c.quiet_from,
    people.c.quiet_to,
    people.c.weekly_budget,
    people.c.new_messages,
    people.c.consent_version,
    people.c.profile_complete,
    people.c.acting_as,
    people.c.blocked_at,
    people.c.last_active_day,
    people.c.profile_step,
    people.c.erasing,
)
_WITH_GRANTS = select(*_COLUMNS, grants.c.role, grants.c.scope_kind, grants.c.scope).select_from(
    people.outerjoin(grants, grants.c.person_id == people.c.id)
)
_OF_TELEGRAM = _WITH_GRANTS.where(people.c.telegram_id == bindparam("of"))
_OF_ID = _WITH_GRANTS.where(people.c.id == bindparam("of"))
# Stands in for whoever was erased where others' rows need somebody: it has no name and no account.
NOBODY: Final = "nobody"
HIGHEST: Final = "people.highest_erased"
NOBODY_ID: Any = select(people.c.id).where(people.c.public_id == NOBODY).scalar_subquery()


class PersonGone(LookupError):
    """No person has that id."""


def _person(rows: Sequence[Any]) -> Person:
    first = rows[0]
    return Person(
        id=first.id,
        public_id=first.public_id,
        telegram_id=first.telegram_id,
        name=first.name,
        language=first.language,
        zone=first.zone,
        country=first.country,
        sector=Sector(first.sector) if first.sector else None,
        study_days=tuple(int(day) for day in first.study_days),
        study_time=first.study_time,
        quiet_from=first.quiet_from,
        quiet_to=first.quiet_to,
        weekly_budget=first.weekly_budget,
        new_messages=first.new_messages,
        consent_version=first.consent_version,
        profile_complete=first.profile_complete,
        acting_as=Role(first.acting_as) if first.acting_as else None,
        blocked_at=first.blocked_at,
        last_active_day=first.last_active_day,
        profile_step=first.profile_step,
        erasing=first.erasing,
        grants=frozenset(
            Grant(Role(row.role), ScopeKind(row.scope_kind), row.scope) for row in rows if row.role
        ),
    )


def _people(rows: Sequence[Any]) -> list[Person]:
    by_id: dict[int, list[Any]] = {}
    for row in rows:
        by_id.setdefault(row.id, []).append(row)
    return [_person(of) for of in by_id.values()]


async def find_person_of_chat(session: AsyncSession, telegram_id: int) -> Person | None:
    """In a private chat the chat's id is the account's."""
    rows = (await session.execute(_OF_TELEGRAM, {"of": telegram_id})).all()
    return _person(rows) if rows else None


async def load_person(session: AsyncSession, person_id: int) -> Person:
    """Raises PersonGone."""
    rows = (await session.execute(_OF_ID, {"of": person_id})).all()
    if not rows:
        raise PersonGone(person_id)
    return _person(rows)


async def find_person_id(session: AsyncSession, public_id: str) -> int | None:
    """None where nobody has that public id."""
    found = select(people.c.id).where(people.c.public_id == public_id)
    return (await session.execute(found)).scalar_one_or_none()


async def load_people(session: AsyncSession, person_ids: Iterable[int]) -> dict[int, Person]:
    """Several at once, by id; those who are gone are left out."""
    chosen = _WITH_GRANTS.where(people.c.id.in_(list(person_ids)))
    return {person.id: person for person in _people((await session.execute(chosen)).all())}


async def find_people_of_chats(session: AsyncSession, chat_ids: Iterable[int]) -> dict[int, Person]:
    """Who is behind private chats, by chat id; visitors' chats are left out."""
    chosen = _WITH_GRANTS.where(people.c.telegram_id.in_(list(chat_ids)))
    found = _people((await session.execute(chosen)).all())
    return {person.telegram_id: person for person in found}


async def find_people_with(session: AsyncSession, *roles: Role) -> list[Person]:
    """Everybody who holds one of the roles, for staff look-ups; ordered by id."""
    holders = select(grants.c.person_id).where(grants.c.role.in_([str(role) for role in roles]))
    chosen = _WITH_GRANTS.where(people.c.id.in_(holders)).order_by(people.c.id)
    return _people((await session.execute(chosen)).all())


async def add_person(
    session: AsyncSession,
    telegram_id: int,
    *,
    name: str,
    language: str,
    zone: str,
    weekly_budget: int,
    consent_version: int,
    now: datetime,
) -> int:
    """A new person, after consent; the id, which nobody has had before."""
    stored = await session.execute(
        insert(people)
        .values(
            **await _number(session),
            public_id=public_id(),
            telegram_id=telegram_id,
            name=name,
            language=language,
            zone=zone,
            weekly_budget=weekly_budget,
            consent_version=consent_version,
            joined_at=now,
            last_active_day=now.date().isoformat(),
        )
        .returning(people.c.id)
    )
    return stored.scalar_one()


async def _number(session: AsyncSession) -> dict[str, int]:
    """SQLite would give the number of the last one again who was erased."""
    erased = await load_fact(session, HIGHEST)
    if erased is None or session.get_bind().dialect.name != "sqlite":
        return {}
    last = (await session.execute(select(func.max(people.c.id)))).scalar_one() or 0
    return {"id": max(last, int(erased)) + 1}


async def keep_number(session: AsyncSession, person_id: int) -> None:
    """Somebody is erased: nobody gets their number again."""
    before = int(await load_fact(session, HIGHEST) or 0)
    await save_fact(session, HIGHEST, str(max(before, person_id)))


async def add_nobody(session: AsyncSession, now: datetime) -> None:
    """See to it that the row of `NOBODY_ID` is there."""
    row = {"public_id": NOBODY, "telegram_id": 0, "name": "", "language": SOURCE, "zone": "UTC"}
    await session.execute(
        insert_new(session, PersonRow)
        .values(**row, joined_at=now, blocked_at=now)
        .on_conflict_do_nothing()
    )


async def save_person(session: AsyncSession, person_id: int, **values: object) -> None:
    """Change some columns of a person."""
    await session.execute(update(people).where(people.c.id == person_id).values(**values))


async def add_grant(session: AsyncSession, person_id: int, grant: Grant, now: datetime) -> None:
    """Give a role; one that is held already in that scope stays as it is."""
    same = select(grants.c.id).where(
        grants.c.person_id == person_id,
        grants.c.role == str(grant.role),
        grants.c.scope_kind == str(grant.scope_kind),
        grants.c.scope.is_(None) if grant.scope is None else grants.c.scope == grant.scope,
    )
    if (await session.execute(same)).first() is None:
        await session.execute(
            insert(grants).values(
                person_id=person_id,
                role=str(grant.role),
                scope_kind=str(grant.scope_kind),
                scope=grant.scope,
                granted_at=now,
            )
        )


async def add_consent(
    session: AsyncSession,
    telegram_id: int,
    *,
    version: int,
    agreed: bool,
    language: str,
    now: datetime,
) -> None:
    """Record a decision, agreed or declined."""
    session.add(
        ConsentRow(
            telegram_id=telegram_id,
            version=version,
            agreed=agreed,
            language=language,
            decided_at=now,
        )
    )
    await session.flush()


async def find_decisions(session: AsyncSession, telegram_id: int, limit: int) -> Sequence[Decision]:
    """What somebody decided about consent, the newest first."""
    columns = consents.c.version, consents.c.agreed, consents.c.decided_at
    found = select(*columns).where(consents.c.telegram_id == telegram_id)
    rows = await session.execute(found.order_by(consents.c.id.desc()).limit(limit))
    return [Decision(row.version, row.agreed, row.decided_at) for row in rows]


async def move_person(session: AsyncSession, person_id: int, old: int, new: int) -> bool:
    """Somebody goes on from another account, with what they agreed to; False where they have moved
    meanwhile or are being erased.
    """
    moved: Any = await session.execute(
        update(people)
        .where(people.c.id == person_id, people.c.telegram_id == old, people.c.erasing.is_(False))
        .values(telegram_id=new, blocked_at=None)
    )
    if moved.rowcount != 1:
        return False
    theirs = update(consents).where(consents.c.telegram_id == old)
    await session.execute(theirs.values(telegram_id=new))
    return True


async def set_blocked(session: AsyncSession, telegram_id: int, at: datetime | None) -> None:
    """Since when somebody has blocked the bot; None when they are back."""
    await session.execute(
        update(people).where(people.c.telegram_id == telegram_id).values(blocked_at=at)
    )
