"""All of one's data where it is too large for one message and there is no page to fetch it from."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from PIL import Image

from bot.kit.files.store import ObjectStore
from bot.privacy.actions import exporting
from bot.privacy.jobs import running
from tests.evidence.ways import begins, hands_in, written
from tests.people import Cast, Phone, Stage
from tests.privacy.looking import rows_of
from tests.privacy.test_journey import forgets

LIMIT = 600 * 1000


def picture(seed: int) -> bytes:
    """Some 360 KB that no program makes smaller."""
    side = 350
    noise = Image.frombytes("RGB", (side, side), Random(seed).randbytes(3 * side * side))
    held = io.BytesIO()
    noise.save(held, "PNG")
    return held.getvalue()


PICTURES = [picture(seed) for seed in range(3)]


@pytest.fixture(autouse=True)
def little_is_sent_at_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stage.app.services.settings.public_url is None
    for module in (exporting, running):
        monkeypatch.setattr(module, "largest_sent", lambda _mb: LIMIT)


async def asks(amina: Phone, folder: Path) -> None:
    await begins(amina)
    for number, body in enumerate(PICTURES, 1):
        await amina.uploads(written(folder / f"picture {number}.png", body))
    await amina.writes("I met Mrs Qvist.")
    await amina.presses("Done")
    await hands_in(amina)
    await amina.writes("/mydata")
    await amina.presses("Make the ZIP")


async def parts_of(stage: Stage, amina: Phone) -> list[tuple[str, str, ZipFile]]:
    """Caption, name and what is in it, in the order of their names; fetched over HTTP."""
    found: list[tuple[str, str, ZipFile]] = []
    for message in amina.of_bot():
        document = message.get("document")
        if document and document["file_name"].startswith("my-data"):
            async with stage.http.get(f"{stage.url}/phone/files/{document['file_id']}") as answer:
                body = await answer.read()
            assert len(body) <= LIMIT
            archive = ZipFile(io.BytesIO(body))
            found.append((message["caption"], document["file_name"], archive))
    return sorted(found, key=lambda one: one[1])


async def objects_of(stage: Stage) -> list[str]:
    return [key async for key in stage.app.services.objects.list("exports")]


async def test_it_comes_in_numbered_parts_with_nothing_lost_and_nothing_twice(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await asks(amina, tmp_path)
    parts = await parts_of(stage, amina)
    assert [re.findall(r"Part \d of \d", caption) for caption, _, _ in parts] == [
        [f"Part {n} of 3"] for n in (1, 2, 3)
    ]
    assert [name for _, name, _ in parts] == [f"my-data-0{n}.zip" for n in (1, 2, 3)]
    assert all(archive.testzip() is None for _, _, archive in parts)
    names = [name for _, _, archive in parts for name in archive.namelist()]
    assert len(names) == len(set(names))
    files = [archive.read(n) for _, _, archive in parts for n in archive.namelist()]
    assert all(files.count(body) == 1 for body in PICTURES)


async def test_page_and_data_of_the_first_part_name_the_files_of_all(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await asks(amina, tmp_path)
    parts = await parts_of(stage, amina)
    first = parts[0][2]
    told = json.loads(first.read("data.json"))["slices"]["evidence"]["files"]
    paths = {one["file"] for one in told if "file" in one}
    named = {n for _, _, archive in parts for n in archive.namelist()}
    assert paths == named - {"index.html", "data.json"}
    assert all(f"href='{path}'" in first.read("index.html").decode() for path in paths)


async def test_all_parts_come_again_and_go_after_a_week(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await asks(amina, tmp_path)
    assert len(await objects_of(stage)) == 3
    await stage.passes(minutes=5)
    await amina.writes("/mydata")
    await amina.presses("Send it again")
    assert len(await parts_of(stage, amina)) == 6
    await stage.passes(days=8)
    assert await objects_of(stage) == []
    assert await rows_of(stage, "privacy_volume") == []


async def test_a_new_copy_takes_the_place_of_all_former_parts(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await asks(amina, tmp_path)
    former = await objects_of(stage)
    await stage.passes(days=1, hours=1)
    await amina.writes("/mydata")
    await amina.presses("Make the ZIP")
    assert len(await objects_of(stage)) == 3
    assert not set(former) & set(await objects_of(stage))
    assert len(await parts_of(stage, amina)) == 6


async def test_with_its_owner_every_part_goes(stage: Stage, cast: Cast, tmp_path: Path) -> None:
    amina = await cast.trainee("Amina")
    await asks(amina, tmp_path)
    await forgets(amina)
    await amina.writes("ERASE")
    assert await objects_of(stage) == []
    assert await rows_of(stage, "privacy_volume") == []


async def test_a_try_that_is_interrupted_leaves_no_part_behind(
    stage: Stage, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina, real, seen = await cast.trainee("Amina"), ObjectStore.put_stream, list[str]()

    async def broken(self: ObjectStore, key: str, *rest: object) -> object:
        seen.append(key)
        if key.startswith("exports/") and len([k for k in seen if k.startswith("exports/")]) == 2:
            raise running.StoreUnreachable("away")
        return await real(self, key, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(ObjectStore, "put_stream", broken)
    await asks(amina, tmp_path)
    assert await parts_of(stage, amina) == []
    await stage.passes(hours=1)
    await amina.looks()
    assert len(await parts_of(stage, amina)) == 3
    assert len(await objects_of(stage)) == 3
