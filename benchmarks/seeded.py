"""A data folder with people who have joined, as a running programme has it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine
from sqlmodel import Session

from bot.kit.migrate import upgrade
from bot.people.actions import CONSENT_VERSION
from bot.people.tables import GrantRow, PersonRow


def seed_people(data: Path, telegram_ids: list[int], role: str = "trainee") -> str:
    """Make the database with these people as members of the whole programme; its address."""
    address = f"sqlite:///{data / 'jobbroker.sqlite'}"
    upgrade(address)
    now = datetime.now(UTC)
    engine = create_engine(address)
    with Session(engine) as session:
        for number, telegram_id in enumerate(telegram_ids, start=1):
            session.add(_person(number, telegram_id, now))
        session.flush()
        for number in range(1, len(telegram_ids) + 1):
            session.add(
                GrantRow(person_id=number, role=role, scope_kind="programme", granted_at=now)
            )
        session.commit()
    engine.dispose()
    return address


def _person(number: int, telegram_id: int, now: datetime) -> PersonRow:
    return PersonRow(
        id=number,
        public_id=f"bench{number}",
        telegram_id=telegram_id,
        name=f"Person {number}",
        language="en",
        zone="Europe/Stockholm",
        consent_version=CONSENT_VERSION,
        profile_complete=True,
        joined_at=now,
    )
