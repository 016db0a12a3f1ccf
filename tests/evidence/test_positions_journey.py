"""A photo that says where it was taken, from the trainee's phone to the tutor's; over HTTP."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from bot.evidence.addresses import AskPlace, SettlePlace, SubmitPiece
from tests.evidence.ways import begins, hands_in, written
from tests.kit.files import pictures
from tests.people import Cast, Phone, Stage


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return written(tmp_path / "yard.jpg", pictures.jpeg())


async def received(stage: Stage, phone: Phone, of: str) -> bytes:
    """The file that a message of the bot carries, as a phone would open it."""
    message = phone.message_with(of)
    if "document" in message:
        file = message["document"]["file_id"]
    else:
        file = message["photo"][-1]["file_id"]
    async with stage.http.get(f"{stage.url}/phone/files/{file}") as answer:
        assert answer.status == 200
        return await answer.read()


async def test_removing_the_place_before_anybody_sees_the_photo(
    cast: Cast, stage: Stage, photo: Path
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await begins(amina)
    await amina.uploads(photo)
    amina.sees("Stored as no. 1. This is your receipt.")
    amina.sees("This file says where it was made. Remove that?")
    await amina.presses("Remove the place")
    amina.has_seen("The place goes out of yard.jpg (no. 1).")
    amina.sees("The place where it was made is out of yard.jpg (no. 1).")
    await amina.presses("Open this evidence")
    await hands_in(amina)
    await greta.looks()
    await greta.presses("Look at it")
    await greta.presses("Files and texts")
    await greta.presses("yard.jpg")
    if "Original file" in greta.labels():
        await greta.presses("Original file")
    body = await received(stage, greta, "yard.jpg")
    with Image.open(io.BytesIO(body)) as opened:
        assert ExifTags.IFD.GPSInfo not in opened.getexif()
        assert opened.tobytes() == _pixels(pictures.jpeg())


def _pixels(body: bytes) -> bytes:
    with Image.open(io.BytesIO(body)) as opened:
        return opened.tobytes()


async def test_handing_in_asks_first_and_goes_on_after_one_tap(cast: Cast, photo: Path) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    await amina.uploads(photo)
    await amina.presses("Open this evidence")
    await amina.presses("Place in a file")
    amina.sees("Until you choose, nobody else gets this file.")
    await amina.presses("Open this evidence")
    await amina.presses("Four statements")
    for _ in range(4):
        await amina.presses("Yes, I confirm")
    assert "Hand in" not in amina.labels()
    piece = amina.button("Open this evidence")[1]["callback_data"].split(":")[1]
    await amina.presses_old(SubmitPiece(piece, 1))
    amina.sees("Say whether that stays, then hand in.")
    await amina.presses("Go on")
    amina.sees("Remove that?")
    await amina.presses("Keep it")
    amina.sees("yard.jpg (no. 1) keeps the place")
    await amina.presses("Open this evidence")
    await amina.presses("Hand in")
    amina.sees("Handed in")


async def test_old_and_foreign_presses_lead_on_in_greek(cast: Cast, photo: Path) -> None:
    eleni, amina = await cast.trainee("Ελένη", "el"), await cast.trainee("Amina")
    await begins(amina)
    await amina.uploads(photo)
    remove = amina.button("Remove the place")[1]["callback_data"].removeprefix("+")
    await eleni.presses_old(remove)
    eleni.sees("Τα τεκμήριά μου")
    await amina.presses("Remove the place", times=2)
    amina.has_seen("The place goes out of")
    await amina.presses_old(AskPlace(remove.split(":")[1], 999))
    amina.sees("1.1 Adapt")
    await amina.presses_old(SettlePlace("x" * 10, 1, remove=True))
    amina.sees("evidence")


async def test_always_is_remembered_and_can_be_taken_back(
    cast: Cast, photo: Path, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    await amina.uploads(photo)
    await amina.presses("Always remove it")
    amina.has_seen("From now on the place is removed from every file you send")
    await amina.uploads(written(tmp_path / "gate.jpg", pictures.jpeg(quality=40)))
    amina.has_seen("That is removed, as you asked.")
    await amina.presses("Ask me again")
    amina.has_seen("You will be asked again")
    await amina.uploads(written(tmp_path / "door.jpg", pictures.jpeg(quality=30)))
    amina.sees("This file says where it was made. Remove that?")


async def test_the_question_stands_where_the_file_stands(cast: Cast, photo: Path) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    await amina.uploads(photo)
    await amina.presses("Open this evidence")
    await amina.presses("Files and texts")
    amina.sees("yard.jpg (no. 1, picture, 3 kB)\nThis file says where it was made.")
    await amina.presses("yard.jpg")
    amina.sees("This file says where it was made.")
    assert amina.labels()[:3] == ["Remove the place", "Keep it", "Always remove it"]
