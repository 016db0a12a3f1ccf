"""A broadcast with an album: one send a person, deleted and changed as one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.broadcasts.actions import arranging
from bot.broadcasts.rules.media import files_of, from_json, goes_with, media_of, to_json
from bot.kit.db import Database
from bot.kit.telegram.screen import Album, Known, MediaKind
from bot.kit.telegram.visit import Upload
from tests.broadcasts.composing import begins, confirms, writes_in
from tests.broadcasts.test_journey import seen_by
from tests.broadcasts.world import coordinator, draft, load
from tests.people import MONDAY, Cast, Phone, Stage


def upload(file: str, kind: MediaKind = "photo") -> Upload:
    return Upload(kind, file, file, 10, None, None)


async def test_what_comes_in_one_album_is_kept_together(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        number = (await draft(session, carla)).id
        for file, group in (("a", None), ("b", "1"), ("c", "1"), ("d", "1")):
            await arranging.attach(session, carla, number, upload(file), MONDAY, group)
        media = (await load(session, number)).media
        assert media == Album(tuple(Known("photo", file) for file in "bcd"))
        await arranging.attach(session, carla, number, upload("e"), MONDAY)
        assert (await load(session, number)).media == Known("photo", "e")
        await arranging.detach(session, carla, number, MONDAY)
        assert (await load(session, number)).media is None


async def test_papers_and_photos_do_not_go_together_nor_more_than_ten(database: Database) -> None:
    async with database.transaction() as session:
        carla = await coordinator(session)
        number = (await draft(session, carla)).id
        for n in range(10):
            await arranging.attach(session, carla, number, upload(str(n)), MONDAY, "1")
        for more in (upload("more"), upload("paper", "document")):
            with pytest.raises(arranging.NotTogether):
                await arranging.attach(session, carla, number, more, MONDAY, "1")
        assert len(files_of((await load(session, number)).media)) == 10


def test_media_are_kept_as_they_are_sent() -> None:
    files = [Known("photo", "a"), Known("video", "b")]
    for some in ([], files[:1], files):
        assert from_json(to_json(some)) == media_of(some)
    assert goes_with(files[:1], files[1])
    assert not goes_with(files, Known("document", "c"))


def photos(folder: Path, count: int = 3) -> list[Path]:
    made = [folder / f"photo{n}.jpg" for n in range(count)]
    for n, path in enumerate(made):
        Image.new("RGB", (40, 30), (n, 99, 99)).save(path)
    return made


async def composes(carla: Phone, folder: Path) -> None:
    await begins(carla)
    await writes_in(carla, "English", "Look at this")
    await carla.presses("Attachment, buttons")
    await carla.uploads(*photos(folder), kind="photo")
    carla.sees("Attached: an album of 3 files")


def album_of(phone: Phone) -> list[dict[str, Any]]:
    return [one for one in phone.of_bot() if "media_group_id" in one]


async def test_an_album_with_a_caption_is_one_send_and_is_withdrawn_whole(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    carla, amina = await cast.coordinator("Carla"), await cast.trainee("Amina")
    await composes(carla, tmp_path)
    await carla.presses("To the draft")
    await confirms(carla, 1)
    await stage.passes(seconds=5)
    await amina.looks()
    assert [one.get("caption") for one in album_of(amina)] == ["Look at this", None, None]
    await carla.looks()
    carla.sees("1 of 1 sent")
    await carla.presses("Change the text")
    await carla.presses("English")
    await carla.writes("Look at that")
    await carla.presses("Change it on 1 phone", times=2)
    await stage.passes(seconds=5)
    await amina.looks()
    assert [one.get("caption") for one in album_of(amina)] == ["Look at that", None, None]
    await carla.looks()
    await carla.presses("Open the message")
    await carla.presses("Withdraw")
    await carla.presses("Yes, withdraw it", times=2)
    await stage.passes(seconds=5)
    await amina.looks()
    assert album_of(amina) == []
    await carla.looks()
    carla.sees("Deleted again: 1")


async def test_buttons_of_an_album_follow_with_the_text_and_go_with_it(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    carla, amina = await cast.coordinator("Carla"), await cast.trainee("Αμίνα")
    await composes(carla, tmp_path)
    await carla.presses("Answers to press")
    await carla.presses("Yes · No")
    await carla.presses("To the draft")
    await carla.presses("Preview")
    await stage.settle()
    await carla.looks()
    assert len(album_of(carla)) == 3
    await carla.presses("To the draft")
    await confirms(carla, 1)
    await stage.passes(seconds=5)
    assert await seen_by(amina) == "Look at this"
    assert amina.labels() == ["Yes", "No"]
    assert [one.get("caption") for one in album_of(amina)] == [None] * 3
    await amina.presses("Yes", times=2)
    amina.sees("Your answer: Yes")
    await carla.looks()
    await carla.presses("Withdraw")
    await carla.presses("Yes, withdraw it")
    await stage.passes(seconds=5)
    await amina.looks()
    assert album_of(amina) == []
    with pytest.raises(AssertionError):
        amina.message_with("Look at this")


async def test_another_file_takes_the_place_of_an_album(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    carla = await cast.coordinator("Carla")
    await composes(carla, tmp_path)
    await carla.uploads(*photos(tmp_path, 1), kind="photo")
    carla.sees("Attached: a photo")
    await carla.presses("Remove attachment", times=2)
    carla.sees("Neither yet")
