"""Pictures, files and albums, both ways, as two independent libraries send and read them."""

from typing import Any

import pytest

from bot.phone.limits import MEBIBYTE
from tests.phone.conftest import PIXELS, png
from tests.phone.libraries import Library
from tests.phone_client import Phone

KINDS = ["document", "video", "audio", "voice", "animation", "video_note"]


async def test_a_picture_with_its_caption(bot: Library, amina: int, picture: bytes) -> None:
    sent = await bot.call(
        "send_photo",
        chat_id=amina,
        photo=bot.file(picture, "radar.png"),
        caption="<b>Radar</b>",
        parse_mode="HTML",
    )
    assert (sent.photo[-1].width, sent.photo[-1].height) == PIXELS
    assert len(sent.photo) >= 2
    assert (sent.caption, sent.caption_entities[0].type) == ("Radar", "bold")
    assert await bot.download(sent.photo[-1].file_id) == picture


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_file(bot: Library, amina: int, kind: str) -> None:
    file = bot.file(b"some bytes", "name.bin")
    sent = await bot.call(f"send_{kind}", chat_id=amina, **{kind: file})
    shown = getattr(sent, kind)
    assert shown.file_size == 10
    again = await bot.call(f"send_{kind}", chat_id=amina, **{kind: shown.file_id})
    assert getattr(again, kind).file_unique_id == shown.file_unique_id
    assert await bot.download(shown.file_id) == b"some bytes"


async def test_a_document_keeps_name_and_type(bot: Library, amina: int) -> None:
    sent = await bot.call("send_document", chat_id=amina, document=bot.file(b"%PDF-", "Plan.pdf"))
    assert (sent.document.file_name, sent.document.mime_type) == ("Plan.pdf", "application/pdf")


async def test_an_id_of_another_kind_is_refused(bot: Library, amina: int, picture: bytes) -> None:
    sent = await bot.call("send_photo", chat_id=amina, photo=bot.file(picture, "a.png"))
    async with bot.refused(400, "can't use file of type Photo as Document"):
        await bot.call("send_document", chat_id=amina, document=sent.photo[0].file_id)
    async with bot.refused(400, "wrong file identifier/HTTP URL specified"):
        await bot.call("send_photo", chat_id=amina, photo="nonsense")


async def test_what_is_no_photo(bot: Library, amina: int) -> None:
    for content, words in (
        (b"text", "IMAGE_PROCESS_FAILED"),
        (png(9000, 2000), "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (b"", "file must be non-empty"),
        (png(10, 10, 10 * MEBIBYTE), "is too big for a photo"),
    ):
        async with bot.refused(400, words):
            await bot.call("send_photo", chat_id=amina, photo=bot.file(content, "x.png"))


async def test_1024_units_of_caption_fit(bot: Library, amina: int, picture: bytes) -> None:
    wanted = {"chat_id": amina, "photo": bot.file(picture, "a.png")}
    sent = await bot.call("send_photo", caption="<i>" + "a" * 1024 + "</i>", **wanted, **HTML)
    assert len(sent.caption) == 1024
    async with bot.refused(400, "message caption is too long"):
        await bot.call("send_photo", caption="👍" * 513, **wanted)


HTML: dict[str, Any] = {"parse_mode": "HTML"}


async def test_an_album_of_a_bot(bot: Library, phone: Phone, amina: int, picture: bytes) -> None:
    items = [
        bot.make("InputMediaPhoto", media=bot.file(picture, f"{number}.png"), caption=f"{number}")
        for number in range(3)
    ]
    sent = await bot.call("send_media_group", chat_id=amina, media=items)
    assert [one.caption for one in sent] == ["0", "1", "2"]
    assert len({one.media_group_id for one in sent}) == 1
    assert len({one.message_id for one in sent}) == 3


@pytest.mark.parametrize("count", [1, 11])
async def test_2_to_10_make_an_album(bot: Library, amina: int, picture: bytes, count: int) -> None:
    sent = await bot.call("send_photo", chat_id=amina, photo=bot.file(picture, "a.png"))
    item = bot.make("InputMediaPhoto", media=sent.photo[-1].file_id)
    async with bot.refused(400, "messages to send as an album"):
        await bot.call("send_media_group", chat_id=amina, media=[item] * count)


async def test_an_album_of_a_person_is_several_updates(
    bot: Library, phone: Phone, amina: int, picture: bytes
) -> None:
    await bot.updates()
    files = [(f"{number}.png", picture) for number in range(10)]
    await phone.upload(amina, *files, kind="photo", caption="My evidence")
    updates = await bot.updates()
    assert [one.message.caption for one in updates] == ["My evidence"] + [None] * 9
    assert len({one.message.media_group_id for one in updates}) == 1
    assert await bot.download(updates[9].message.photo[-1].file_id) == picture


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_a_person(bot: Library, phone: Phone, amina: int, kind: str) -> None:
    await bot.updates()
    await phone.upload(amina, ("a.ogg", b"bytes"), kind=kind, duration=7)
    (update,) = await bot.updates()
    file = getattr(update.message, kind)
    assert file.file_size == 5
    assert await bot.download(file.file_id) == b"bytes"


async def test_20_megabytes_can_be_fetched(bot: Library, phone: Phone, amina: int) -> None:
    fits, large = await phone.upload(
        amina, ("fits.zip", bytes(20 * MEBIBYTE)), ("large.zip", bytes(20 * MEBIBYTE + 1))
    )
    assert len(await bot.download(fits["document"]["file_id"])) == 20 * MEBIBYTE
    async with bot.refused(400, "file is too big"):
        await bot.call("get_file", file_id=large["document"]["file_id"])
    async with bot.refused(400, "wrong file_id or the file is temporarily unavailable"):
        await bot.call("get_file", file_id="nonsense")


async def test_50_megabytes_can_be_sent(bot: Library, amina: int) -> None:
    async with bot.refused(413, "Request Entity Too Large"):
        content = bytes(50 * MEBIBYTE + 1)
        await bot.call("send_document", chat_id=amina, document=bot.file(content, "big.bin"))


async def test_media_and_caption_are_edited(bot: Library, amina: int, picture: bytes) -> None:
    photo = bot.file(picture, "a.png")
    sent = await bot.call("send_photo", chat_id=amina, photo=photo, caption="Before")
    place = {"chat_id": amina, "message_id": sent.message_id}
    edited = await bot.call("edit_message_caption", caption="After", **place)
    assert (edited.caption, edited.photo[-1].file_id) == ("After", sent.photo[-1].file_id)
    item = bot.make("InputMediaDocument", media=bot.file(b"text", "a.txt"), caption="A file")
    edited = await bot.call("edit_message_media", media=item, **place)
    assert (edited.caption, edited.document.file_name) == ("A file", "a.txt")
    assert not edited.photo
    async with bot.refused(400, "there is no text in the message to edit"):
        await bot.call("edit_message_text", text="x", **place)


async def test_places_contacts_and_stickers(bot: Library, phone: Phone, amina: int) -> None:
    await bot.updates()
    kinds = ["sticker", "location", "venue", "contact", "dice", "poll"]
    for kind in kinds:
        await phone.send_thing(amina, kind)
    updates = await bot.updates()
    for update, kind in zip(updates, kinds, strict=True):
        assert getattr(update.message, kind) is not None
    sticker = updates[0].message.sticker.file_id
    assert (await bot.call("send_sticker", chat_id=amina, sticker=sticker)).sticker
    sent = await bot.call("send_location", chat_id=amina, latitude=59.3, longitude=18.1)
    assert sent.location.latitude == 59.3
