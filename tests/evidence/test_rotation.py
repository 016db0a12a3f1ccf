"""Everything encrypted anew under the newest key, with an object to read at every moment."""

# ruff: noqa: F401, F811 - a fixture is imported

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.evidence import rotation as rooms
from bot.kit.files.failures import StoreUnreachable
from bot.kit.files.rotation import Holder, Rotation
from bot.kit.files.sealing import key_id
from bot.kit.files.store import ObjectStore, open_store
from tests.evidence.conftest import Harbour
from tests.evidence.test_arriving import FOLDER
from tests.evidence.test_verifying import evidence_of, findings, quay, stored
from tests.kit.files.conftest import KEYS
from tests.kit.files.samples import PDF

HOLDER = rooms.HOLDER


def use(quay: Harbour, objects: ObjectStore) -> None:
    quay.services = replace(quay.services, objects=objects)


async def rotated(quay: Harbour, holder: Holder = HOLDER) -> tuple[int, list[str]]:
    rotation = Rotation(quay.services.database, quay.objects, quay.clock.now())
    faults = [fault async for fault in rotation.run(holder, lambda _n: None)]
    return rotation.turned, faults


async def behind(quay: Harbour) -> dict[str, int]:
    rotation = Rotation(quay.services.database, quay.objects, quay.clock.now())
    return dict(await rotation.behind(HOLDER))


@pytest.fixture
async def mixed(quay: Harbour, folder: Path) -> list[Any]:
    """A plain file, one under the older key, one under the newest; the store has both keys."""
    for n, keys in enumerate(((), KEYS[1:], KEYS)):
        use(quay, open_store(str(folder), keys))
        await stored(quay, PDF + b"\n" * n)
    return await quay.entries()


@FOLDER
async def test_all_lies_under_the_newest_key_and_the_rows_know(
    quay: Harbour,
    mixed: list[Any],
    folder: Path,
) -> None:
    assert await behind(quay) == {"plain": 1, "older": 1, "newest": 1}
    assert await rotated(quay) == (2, [])
    assert await behind(quay) == {"newest": 3}
    use(quay, open_store(str(folder), KEYS[:1]))  # the older key is not needed any more
    assert await findings(quay) == []
    after = await quay.entries()
    assert [one.sha256 for one in after] == [one.sha256 for one in mixed]
    assert after[2].key == mixed[2].key


@FOLDER
async def test_a_second_rotation_has_nothing_to_do(quay: Harbour, mixed: list[Any]) -> None:
    await rotated(quay)
    before = await quay.keys()
    assert await rotated(quay) == (0, [])
    assert await quay.keys() == before


@FOLDER
async def test_former_objects_can_be_read_for_an_hour_and_then_go(
    quay: Harbour,
    mixed: list[Any],
) -> None:
    await rotated(quay)
    await quay.settle()
    assert {one.key for one in mixed} <= await quay.keys()
    quay.clock.forward(hours=2)
    await quay.settle()
    assert await quay.keys() == {one.key for one in await quay.entries()}


async def _killed(*_: Any) -> bool:
    raise asyncio.CancelledError


@FOLDER
async def test_killed_between_object_and_row_it_goes_on_and_leaves_nothing_for_good(
    quay: Harbour,
    mixed: list[Any],
) -> None:
    with pytest.raises(asyncio.CancelledError):
        await rotated(quay, replace(HOLDER, move=_killed))
    assert await findings(quay, days=0) == []
    assert await rotated(quay) == (2, [])
    quay.clock.forward(hours=2)
    await quay.settle()
    [orphan] = await findings(quay)
    await evidence_of(quay).mend(orphan, quay.clock.now())
    assert await quay.keys() == {one.key for one in await quay.entries()}


@FOLDER
async def test_a_row_that_moved_on_meanwhile_keeps_its_object(
    quay: Harbour,
    mixed: list[Any],
) -> None:
    async def beaten(*_: Any) -> bool:
        return False

    before = await quay.keys()
    assert await rotated(quay, replace(HOLDER, move=beaten)) == (0, [])
    assert await quay.keys() == before


@FOLDER
async def test_what_is_damaged_missing_or_locked_is_named_and_left(
    quay: Harbour,
    mixed: list[Any],
    folder: Path,
) -> None:
    plain, older, _ = mixed
    (folder / plain.key).write_bytes(b"bent")
    use(quay, open_store(str(folder), KEYS[:1]))
    turned, faults = await rotated(quay)
    assert (turned, len(faults)) == (0, 2)
    assert plain.key in faults[0]
    assert key_id(KEYS[1]) in faults[1]
    await quay.objects.delete(older.key)
    assert (await rotated(quay))[1][1] == f"{older.key}: there is no object"
    assert [one.key for one in await quay.entries()] == [one.key for one in mixed]


@FOLDER
async def test_a_store_that_is_away_stops_it_with_every_row_as_it_was(
    quay: Harbour,
    mixed: list[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def away(*_: Any, **__: Any) -> None:
        raise StoreUnreachable("no disk left")

    monkeypatch.setattr(ObjectStore, "put_stream", away)
    with pytest.raises(StoreUnreachable):
        await rotated(quay)
    assert [one.key for one in await quay.entries()] == [one.key for one in mixed]
