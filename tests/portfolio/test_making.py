"""An export is made on every store and both databases, whatever happens in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot.kit.db import table_of
from bot.kit.files.failures import StoreUnreachable
from bot.kit.files.rotation import Held
from bot.kit.files.store import ObjectStore
from bot.kit.files.zipping import Member, one_chunk
from bot.kit.tasks.tables import Task
from bot.kit.tasks.worker import Due
from bot.kit.web.tables import ObjectRow
from bot.portfolio import building
from bot.portfolio.actions import handing_over
from bot.portfolio.jobs import making, tidying
from bot.portfolio.rotation import HOLDER
from bot.portfolio.rules.exports import BESIDE_FILES, KEPT, Form, State
from tests.kit.files.samples import PDF
from tests.portfolio.conftest import Desk, another
from tests.portfolio.ways import opened


async def test_everything_that_was_handed_in_is_in_it(desk: Desk) -> None:
    await desk.hands_in(PDF, another(3000))
    export = await desk.makes(await desk.asks())
    assert export.state is State.MADE
    held = await desk.unpacked(export)
    held.is_whole()
    assert len(held.evidence) == 3
    assert (export.pieces, export.files, export.left_out) == (1, 2, 0)
    (volume,) = await desk.volumes(export)
    assert await desk.keys() == {volume.key}
    assert (await desk.objects.read_back(volume.key)).sha256 == volume.sha256
    assert len(await desk.harbour.told("portfolio.export")) == 1


async def test_a_missing_object_is_named_and_stops_nothing(desk: Desk) -> None:
    await desk.hands_in(PDF, another(3000))
    await desk.objects.delete((await desk.entry(1)).key)
    export = await desk.makes(await desk.asks())
    held = await desk.unpacked(export)
    held.is_whole()
    assert [one["left_out"] for one in held.entries()] == ["missing", None, None]
    assert "missing: the store no longer has it" in held.page
    assert (export.files, export.left_out) == (1, 1)


async def test_a_file_that_is_not_what_was_stored_is_named(desk: Desk) -> None:
    await desk.hands_in(PDF, another(3000))
    key = (await desk.entry(1)).key
    await desk.objects.put_stream(key, one_chunk(b"something else"), 100)
    held = await desk.unpacked(await desk.makes(await desk.asks()))
    assert [one["damaged"] for one in held.entries()] == [True, False, False]
    assert "this is not the file that the receipt was given for" in held.page
    assert [name.rpartition("/")[2] for name in held.not_as_summed()] == ["0001-report 1.pdf"]


@pytest.mark.parametrize("state", ["quarantined", "refused"])
async def test_what_nobody_may_see_is_left_out_and_named(desk: Desk, state: str) -> None:
    await desk.hands_in(PDF, another(3000))
    await desk.changes(1, state=state, reason="infected" if state == "refused" else None)
    export = await desk.makes(await desk.asks())
    held = await desk.unpacked(export)
    held.is_whole()
    assert [name for name in held.names if "report 1" in name] == []
    assert "report 1" not in held.page
    reason = held.entries()[0]["left_out"]
    assert reason == ("infected" if state == "refused" else "quarantined")
    assert export.left_out == 1


async def test_one_that_is_killed_begins_anew_and_leaves_no_orphan(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.hands_in(PDF)
    asked, real = await desk.asks(), building.zip_to_object

    async def killed(*arguments: Any) -> Any:
        await real(*arguments)
        raise asyncio.CancelledError

    monkeypatch.setattr(building, "zip_to_object", killed)
    with pytest.raises(asyncio.CancelledError):
        await desk.makes(asked)
    before = await desk.keys()
    assert (await desk.now(asked)).state is State.MAKING
    monkeypatch.setattr(building, "zip_to_object", real)
    export = await desk.makes(asked)
    (await desk.unpacked(export)).is_whole()
    assert await desk.keys() == before
    assert len(await desk.harbour.told("portfolio.export")) == 1
    assert await desk.makes(export) == export  # done again, nothing happens


async def test_a_store_that_goes_away_in_the_middle_is_told_once_and_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.hands_in(PDF, another(3000))
    asked, real = await desk.asks(), ObjectStore.stream
    second = (await desk.entry(2)).key

    async def broken(self: ObjectStore, key: str, *rest: Any) -> AsyncIterator[bytes]:
        async for piece in real(self, key, *rest):
            yield piece
            if key == second:
                raise StoreUnreachable("away")

    monkeypatch.setattr(ObjectStore, "stream", broken)
    for _ in range(2):
        assert (await desk.makes_in_vain(asked)).state is State.MAKING
        assert await desk.keys() == set()
    (said,) = await desk.harbour.told("portfolio.export")
    assert "The ZIP takes longer" in said
    monkeypatch.setattr(ObjectStore, "stream", real)
    (await desk.unpacked(await desk.makes(asked))).is_whole()


async def test_after_the_last_try_it_is_given_up_and_a_new_one_can_be_asked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.hands_in(PDF)
    asked, real = await desk.asks(), ObjectStore.put_stream

    async def away(*_: Any) -> None:
        raise StoreUnreachable("away")

    monkeypatch.setattr(ObjectStore, "put_stream", away)
    assert (await desk.makes(asked, last_try=True)).state is State.FAILED
    assert "could not be made" in (await desk.harbour.told("portfolio.export"))[-1]
    monkeypatch.setattr(ObjectStore, "put_stream", real)
    assert (await desk.makes(await desk.asks())).state is State.MADE


async def test_one_that_is_stopped_while_it_is_made_leaves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.hands_in(PDF)
    asked, real = await desk.asks(), building.zip_to_object

    async def stopped_at_the_end(*arguments: Any) -> Any:
        await desk.stops(asked)
        return await real(*arguments)

    monkeypatch.setattr(building, "zip_to_object", stopped_at_the_end)
    await desk.makes(asked)
    assert (await desk.now(asked)).state is State.CANCELLED
    assert await desk.keys() == set()
    assert await desk.harbour.told("portfolio.export") == []


async def test_without_a_page_a_large_one_comes_in_volumes_that_are_whole_together(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.hands_in(another(4000), another(4100), another(4200))
    monkeypatch.setattr(making, "largest_sent", lambda _mb: BESIDE_FILES + 10_000)
    export = await desk.makes(await desk.asks())
    volumes = await desk.volumes(export)
    assert [volume.name for volume in volumes] == [
        "portfolio-2026-11-24-01.zip",
        "portfolio-2026-11-24-02.zip",
    ]
    unpacked = [await opened(desk.objects, volume.key) for volume in volumes]
    assert sum(len(one.evidence) for one in unpacked) == 4
    whole = {entry["path"] for entry in unpacked[-1].entries()}
    assert whole == {name for one in unpacked for name in one.evidence}
    said = await desk.harbour.told("portfolio.export")
    assert [f"Part {n} of 2" in one for n, one in enumerate(said, 1)] == [True, True]


async def test_with_a_page_a_large_one_is_fetched_by_a_link_that_owns_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.hands_in(PDF)
    desk.harbour.services.settings.public_url = "https://jobs.example.org"
    monkeypatch.setattr(handing_over, "largest_sent", lambda _mb: 100)
    export = await desk.makes(await desk.asks())
    assert export.by_link
    assert await desk.volumes(export) == []
    (said,) = await desk.harbour.told("portfolio.export")
    assert "It is too large for Telegram" in said
    async with desk.harbour.services.database.reading() as session:
        linked = (await session.execute(select(table_of(ObjectRow)))).one()
    assert {linked.key} == await desk.keys()


async def test_after_a_week_its_object_goes_and_its_row_says_so(desk: Desk) -> None:
    await desk.hands_in(PDF)
    export = await desk.makes(await desk.asks())
    await desk.discards(export)
    assert (await desk.now(export)).state is State.MADE
    desk.harbour.clock.forward(seconds=KEPT.total_seconds() + 1)
    await desk.discards(export)
    assert await desk.keys() == set()
    assert (await desk.now(export)).state is State.GONE


async def test_a_pdf_is_made_of_the_same(desk: Desk) -> None:
    await desk.hands_in(PDF)
    export = await desk.makes(await desk.asks(Form.PDF))
    (volume,) = await desk.volumes(export)
    assert volume.name.endswith(".pdf")
    assert (await anext(desk.objects.stream(volume.key))).startswith(b"%PDF")


async def test_two_asked_for_at_once_are_one(desk: Desk) -> None:
    await desk.hands_in(PDF)
    first, second = await desk.asks(), await desk.asks()
    assert first.id == second.id
    await desk.makes(first)
    assert (await desk.asks()).id != first.id


async def test_finished_ones_are_among_what_is_encrypted_anew(desk: Desk) -> None:
    await desk.hands_in(PDF)
    export = await desk.makes(await desk.asks())
    async with desk.harbour.services.database.transaction() as session:
        (held,) = await HOLDER.find(session, 0, 10)
        assert HOLDER.move
        now = desk.harbour.clock.now() + timedelta(minutes=1)
        assert await HOLDER.move(session, held, "portfolio/aa/other", now)
        assert not await HOLDER.move(session, Held(held.id, "gone", 1, None), "x", now)
    (volume,) = await desk.volumes(export)
    assert volume.key == "portfolio/aa/other"
    assert "portfolio.replaced" in await desk.harbour.tasks_in("waiting")


async def test_what_is_read_is_passed_on_in_small_pieces(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.hands_in(*(another(900_000 + n) for n in range(3)))
    real, pieces, put = building.zip_to_object, list[int](), ObjectStore.put_stream

    async def watched(objects: Any, key: str, members: Any, limit: int) -> Any:
        return await real(objects, key, counted(members), limit)

    async def counted(members: Any) -> AsyncIterator[Member]:
        async for member in members:
            yield Member(member.path, sized(member.chunks))

    async def sized(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        async for chunk in chunks:
            pieces.append(len(chunk))
            yield chunk

    async def put_sized(self: ObjectStore, key: str, chunks: Any, limit: int) -> Any:
        return await put(self, key, sized(chunks), limit)

    monkeypatch.setattr(building, "zip_to_object", watched)
    monkeypatch.setattr(ObjectStore, "put_stream", put_sized)
    (await desk.unpacked(await desk.makes(await desk.asks()))).is_whole()
    assert sum(pieces) > 2 * 2_700_000
    assert max(pieces) <= 1024 * 1024


async def test_what_a_killed_process_had_begun_in_a_folder_goes(
    desk: Desk, request: pytest.FixtureRequest
) -> None:
    if "s3" in request.node.callspec.id:
        pytest.skip("a bucket clears it by a rule of its own")
    await desk.hands_in(PDF)
    asked = await desk.asks()
    folder: Path = request.getfixturevalue("folder")
    (volume,) = (await desk.volumes(await desk.makes(asked)))[:1]
    begun = folder / f"{volume.key}#1"
    begun.write_bytes(b"half a ZIP")
    desk.harbour.clock.forward(seconds=KEPT.total_seconds() + 1)
    await desk.discards(asked)
    assert not begun.exists()


async def test_one_whose_owner_is_erased_while_it_is_made_leaves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.hands_in(PDF)
    asked, real = await desk.asks(), building.zip_to_object

    async def erased_at_the_end(*arguments: Any) -> Any:
        async with desk.harbour.services.database.transaction() as session:
            await session.execute(delete(making.store.volumes))
            await session.execute(delete(making.store.exports))
        return await real(*arguments)

    monkeypatch.setattr(building, "zip_to_object", erased_at_the_end)
    task = Due(1, "portfolio.make", {"export": asked.id}, 0)
    await making.make_export(desk.harbour.services, task)
    assert await desk.keys() == set()
    assert await desk.harbour.told("portfolio.export") == []


async def test_once_a_day_what_no_row_knows_goes_and_all_else_stays(desk: Desk) -> None:
    await desk.hands_in(PDF)
    export = await desk.makes(await desk.asks())
    (volume,) = await desk.volumes(export)
    await desk.objects.put_stream("portfolio/aa/orphan", one_chunk(b"x"), 10)
    await tidying.tick(desk.harbour.services)
    assert len(await desk.keys()) == 2  # of today: it may be under way
    desk.harbour.clock.at = datetime.now(UTC) + timedelta(days=2)
    await tidying.tick(desk.harbour.services)
    assert await desk.keys() == {volume.key}


async def test_once_a_day_an_export_that_is_over_is_discarded_though_its_task_was_lost(
    desk: Desk,
) -> None:
    await desk.hands_in(PDF)
    await desk.makes(await desk.asks())
    async with desk.harbour.services.database.transaction() as session:
        await session.execute(delete(table_of(Task)))
    desk.harbour.clock.forward(days=9)
    for _ in range(2):
        await tidying.tick(desk.harbour.services)
    assert await desk.harbour.tasks_in("waiting") == ["portfolio.discard"]
