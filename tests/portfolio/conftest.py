"""A desk at which exports are made by hand, on both databases and every kind of store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.evidence.actions import adding, handing_in
from bot.evidence.rules.pieces import Check
from bot.evidence.store.entries import entries
from bot.kit.files.store import ObjectStore
from bot.kit.tasks.worker import TRIES, Due, TryLater
from bot.kit.telegram.visit import Received
from bot.kit.text import text
from bot.portfolio.actions import asking
from bot.portfolio.jobs.making import discard_export, make_export
from bot.portfolio.rules.exports import Export, Form, Scope, Volume
from bot.portfolio.store import exports as export_store
from tests.evidence.conftest import (  # noqa: F401
    Harbour,
    bucket_address,
    folder,
    harbour,
    s3_server,
    store,
)
from tests.kit.files.samples import PDF
from tests.portfolio.ways import Opened, opened


@dataclass
class Desk:
    """Amina's piece with what was sent to it, handed in; and her exports."""

    harbour: Harbour
    asked: int = 0

    @property
    def objects(self) -> ObjectStore:
        return self.harbour.objects

    async def hands_in(self, *bodies: bytes) -> None:
        for number, body in enumerate(bodies, 1):
            await self.harbour.sends(body, f"report {number}.pdf")
            await self.harbour.settle()
        now, piece, amina = self.harbour.clock.now(), self.harbour.piece, self.harbour.amina
        async with self.harbour.services.database.transaction() as session:
            sent = Received(99, text("I listened."))
            await adding.receive(session, amina, piece, sent, 20, now)
            for check in Check:
                await handing_in.confirm(session, amina, piece, check, yes=True, now=now)
            await handing_in.submit_piece(session, amina, piece, 1, now)

    async def asks(self, form: Form = Form.ZIP) -> Export:
        now, self.asked = self.harbour.clock.now(), self.asked + 1
        offered = int(now.timestamp()) - self.asked
        async with self.harbour.services.database.transaction() as session:
            return await asking.begin_export(
                session, self.harbour.amina, form, Scope.NEWEST, offered, now
            )

    async def makes(self, export: Export, *, last_try: bool = False) -> Export:
        task = Due(1, "portfolio.make", {"export": export.id}, TRIES - 1 if last_try else 0)
        await make_export(self.harbour.services, task)
        return await self.now(export)

    async def makes_in_vain(self, export: Export) -> Export:
        with pytest.raises(TryLater):
            await self.makes(export)
        return await self.now(export)

    async def discards(self, export: Export) -> None:
        await discard_export(self.harbour.services, Due(2, "", {"export": export.id}, 0))

    async def stops(self, export: Export) -> None:
        now = self.harbour.clock.now()
        async with self.harbour.services.database.transaction() as session:
            await asking.stop_export(session, self.harbour.amina, export.public_id, now)

    async def now(self, export: Export) -> Export:
        async with self.harbour.services.database.reading() as session:
            found = await export_store.find_export(session, export.id)
        assert found
        return found

    async def volumes(self, export: Export) -> list[Volume]:
        async with self.harbour.services.database.reading() as session:
            return await export_store.find_volumes(session, export.id)

    async def unpacked(self, export: Export) -> Opened:
        (volume,) = await self.volumes(export)
        return await opened(self.objects, volume.key)

    async def keys(self) -> set[str]:
        return {key async for key in self.objects.list("portfolio")}

    async def entry(self, number: int) -> Any:
        async with self.harbour.services.database.reading() as session:
            found = select(entries).where(entries.c.number == number)
            return (await session.execute(found)).one()

    async def changes(self, number: int, **values: object) -> None:
        async with self.harbour.services.database.transaction() as session:
            await session.execute(
                update(entries).where(entries.c.number == number).values(**values)
            )


@pytest.fixture
def desk(harbour: Harbour) -> Desk:  # noqa: F811
    return Desk(harbour)


def another(size: int = 0) -> bytes:
    """A further PDF."""
    return PDF + b"%" * size + b"\n%%EOF\n"
