"""Wrong tokens are counted by whence they come, so that nobody tries many of them.

What is stored is a hash of the address with a salt of the day: enough to count, too little to find
anybody by. The count lies in the database, so that it holds for every process.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.db import insert_new, table_of
from bot.kit.telegram import store as facts
from bot.kit.web.tables import GuessRow

FREE_GUESSES: Final = 20  # a whole office may come from one address
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=1)
FORGET_AFTER: Final = timedelta(days=1)
SALT: Final = "web.salt"
_guesses = table_of(GuessRow)


@dataclass(frozen=True, slots=True)
class Guesses:
    """Wrong tokens from one place, and when the last came."""

    failures: int
    last_at: datetime


def pause_until(guesses: Guesses | None) -> datetime | None:
    """Until when nothing from there is looked up; the pause doubles with each wrong token."""
    if guesses is None or guesses.failures < FREE_GUESSES:
        return None
    doublings = min(guesses.failures - FREE_GUESSES, 20)
    return guesses.last_at + min(LONGEST_PAUSE, FIRST_PAUSE * 2**doublings)


def client_of(peer: str | None, forwarded: list[str], proxies: int) -> str:
    """The address that a request comes from: the connection's, or, with so many proxies of our
    own before us, the one that the outermost of them has written down.

    A network that gives a subscriber many IPv6 addresses counts as one.
    """
    hops = [hop.strip() for line in forwarded for hop in line.split(",")]
    written = hops[-proxies] if proxies and len(hops) >= proxies else peer or ""
    try:
        address = ip_address(written.strip("[]").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or IPv6Address(int(address) >> 64 << 64))
    return str(address)


async def find_guesses(session: AsyncSession, client: str, now: datetime) -> Guesses | None:
    salt = await _salt(session, now)
    if salt is None:
        return None
    found = select(_guesses.c.failures, _guesses.c.last_at)
    row = (await session.execute(found.where(_guesses.c.client == _hash(salt, client)))).first()
    return Guesses(*row) if row else None


async def count_wrong(session: AsyncSession, client: str, now: datetime) -> None:
    """One more; the first one of a day makes the day's salt."""
    salt = await _salt(session, now)
    if salt is None:
        salt = secrets.token_hex(16)
        await facts.save_fact(session, SALT, f"{now.date().isoformat()} {salt}")
    new = insert_new(session, GuessRow).values(client=_hash(salt, client), failures=1, last_at=now)
    more = {"failures": _guesses.c.failures + 1, "last_at": now}
    await session.execute(new.on_conflict_do_update(index_elements=["client"], set_=more))


async def _salt(session: AsyncSession, now: datetime) -> str | None:
    day, _, salt = (await facts.load_fact(session, SALT) or "").partition(" ")
    return salt if day == now.date().isoformat() else None


def _hash(salt: str, client: str) -> str:
    return sha256(f"{salt} {client}".encode()).hexdigest()
