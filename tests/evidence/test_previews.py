"""Pictures of files: made after storing, never before a file is clean, gone with their file."""

import io
from typing import Any

import pytest
from PIL import Image
from pydantic import AnyUrl

from bot.evidence import previewing
from bot.evidence.actions import previews
from bot.evidence.actions.positions import settle_place
from bot.evidence.preview_rotation import HOLDER
from bot.evidence.rules.entries import Entry, EntryState, Form
from bot.evidence.rules.previews import PREFIX, gets_preview
from bot.evidence.store import entries as entry_store
from bot.evidence.store import previews as store
from bot.kit.files.failures import ObjectMissing, StoreUnreachable
from bot.kit.files.filetype import Family
from bot.kit.files.keys import new_key
from tests.evidence.conftest import Harbour
from tests.evidence.test_arriving import BOTH, FOLDER
from tests.kit.files import pictures
from tests.kit.files.samples import DOCX, MP3, PDF, pdf
from tests.kit.files.test_position import cut


async def send(harbour: Harbour, body: bytes, name: str = "page.pdf") -> Any:
    await harbour.sends(body, name)
    await harbour.settle()
    return (await harbour.entries())[-1]


async def drawn(harbour: Harbour) -> list[str]:
    return sorted([key async for key in harbour.objects.list(PREFIX)])


async def load(harbour: Harbour, entry: int) -> Entry:
    async with harbour.services.database.reading() as session:
        return await entry_store.load_entry(session, entry)


async def look(harbour: Harbour, entry: int, page: int = 0) -> Any:
    async with harbour.services.database.transaction() as session:
        found = await entry_store.load_entry(session, entry)
        return await previews.look_at_page(session, found, page, harbour.clock.now())


@BOTH
async def test_a_paper_is_drawn_page_by_page(harbour: Harbour) -> None:
    entry = await send(harbour, pdf(pages=3))
    assert (entry.preview, entry.pages, len(await drawn(harbour))) == ("made", 3, 3)
    second = await look(harbour, entry.id, 1)
    body = b"".join([chunk async for chunk in harbour.objects.stream(second.key)])
    assert (len(body), Image.open(io.BytesIO(body)).size) == (second.size, (1280, 640))
    assert (await look(harbour, entry.id, 99)).page == 2


@FOLDER
async def test_a_photo_is_drawn_without_what_it_says(harbour: Harbour) -> None:
    await send(harbour, pictures.jpeg(), "yard.jpg")
    [key] = await drawn(harbour)
    body = b"".join([chunk async for chunk in harbour.objects.stream(key)])
    assert not Image.open(io.BytesIO(body)).getexif()


@FOLDER
async def test_what_needs_no_picture_gets_none(harbour: Harbour) -> None:
    for body in (DOCX, MP3):
        assert (await send(harbour, body)).preview is None
    assert await drawn(harbour) == []


@FOLDER
async def test_a_broken_photo_is_kept_without_a_picture(harbour: Harbour) -> None:
    entry = await send(harbour, pictures.jpeg(position=False)[:300] + b"\xff\xd9", "half.jpg")
    assert (entry.state, entry.preview, await drawn(harbour)) == ("stored", "failed", [])
    assert await look(harbour, entry.id) is None
    assert await harbour.tasks_in("waiting") == []


@BOTH
async def test_nothing_is_drawn_of_a_file_in_quarantine(harbour: Harbour) -> None:
    harbour.scans_at(AnyUrl("tcp://127.0.0.1:9"))
    entry = await send(harbour, PDF)
    assert (entry.state, entry.preview, await drawn(harbour)) == ("quarantined", None, [])
    assert await look(harbour, entry.id) is None
    await harbour.settle()
    assert await drawn(harbour) == []


@FOLDER
async def test_a_picture_outlives_the_removal_of_the_place(harbour: Harbour) -> None:
    entry = await send(harbour, pictures.jpeg(), "yard.jpg")
    before = await drawn(harbour)
    async with harbour.services.database.transaction() as session:
        of = (session, harbour.amina, harbour.piece, entry.id)
        await settle_place(*of, remove=True, now=harbour.clock.now())
    await harbour.settle()
    assert await drawn(harbour) == before
    assert (await look(harbour, entry.id)).key == before[0]


@BOTH
async def test_pictures_go_with_their_file(harbour: Harbour) -> None:
    entry = await load(harbour, (await send(harbour, pdf(pages=2))).id)
    async with harbour.services.database.transaction() as session:
        await entry_store.settle_entry(session, entry, state=str(EntryState.REFUSED))
        await previews.discard_later(session, entry.key, harbour.clock.now())
    await harbour.settle()
    assert (await drawn(harbour), await harbour.keys()) == ([], set())


@FOLDER
async def test_a_file_that_only_moved_keeps_its_pictures(harbour: Harbour) -> None:
    entry = await send(harbour, PDF)
    async with harbour.services.database.transaction() as session:
        await previews.discard_previews_of(session, entry.key, harbour.clock.now())
    await harbour.settle()
    assert len(await drawn(harbour)) == 1


@FOLDER
async def test_an_older_file_is_drawn_when_it_is_looked_at(harbour: Harbour) -> None:
    entry = await send(harbour, PDF)
    async with harbour.services.database.transaction() as session:
        await previews.discard_previews(session, entry.id, harbour.clock.now())
    harbour.clock.forward(hours=1)
    for _ in range(3):
        assert await look(harbour, entry.id) is None
    await harbour.settle()
    assert (await look(harbour, entry.id)).key == (await drawn(harbour))[0]


@BOTH
async def test_a_lost_picture_is_made_again_in_the_night(harbour: Harbour) -> None:
    entry = await send(harbour, pdf(pages=2))
    await harbour.objects.delete((await drawn(harbour))[0])
    harbour.clock.forward(hours=20)
    await previewing.tick(harbour.services)
    await previewing.tick(harbour.services)
    await harbour.settle()
    assert len(await drawn(harbour)) == 2
    assert await look(harbour, entry.id) is not None


@FOLDER
async def test_what_a_crash_left_behind_goes_after_a_day(harbour: Harbour) -> None:
    await send(harbour, PDF)
    kept = await drawn(harbour)
    await harbour.objects.put_stream(new_key(PREFIX), cut(b"x" * 99, 9), 99)
    harbour.clock.forward(days=400)
    await previewing.tick(harbour.services)
    await harbour.settle()
    assert await drawn(harbour) == kept


@FOLDER
async def test_a_store_that_is_away_delays_the_picture_and_leaves_nothing(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise StoreUnreachable("away")

    with monkeypatch.context() as patch:
        patch.setattr(previewing, "draw_pages", away)
        entry = await send(harbour, PDF)
        assert (entry.state, entry.preview) == ("stored", None)
    harbour.clock.forward(minutes=1)
    await harbour.settle()
    assert len(await drawn(harbour)) == 1


@BOTH
async def test_two_processes_draw_a_file_once(harbour: Harbour) -> None:
    entry = await send(harbour, PDF)
    before = await load(harbour, entry.id)
    async with harbour.services.database.transaction() as session:
        assert not await previews.keep_previews(session, before, 1, [])
    assert len(await drawn(harbour)) == 1


@BOTH
async def test_pictures_are_encrypted_anew_with_the_others(harbour: Harbour) -> None:
    await send(harbour, pdf(pages=2))
    async with harbour.services.database.transaction() as session:
        first, *_ = await HOLDER.find(session, HOLDER.first, 10)
        assert HOLDER.move is not None
        key = new_key(PREFIX)
        assert await HOLDER.move(session, first, key, harbour.clock.now())
        assert not await HOLDER.move(session, first, key, harbour.clock.now())
        found = await store.find_previews(session, 0, 10)
    assert found[0].key == key
    harbour.clock.forward(hours=2)
    await harbour.settle()
    with pytest.raises(ObjectMissing):
        await harbour.objects.read_back(first.key)


def test_pictures_and_papers_alone_are_drawn() -> None:
    def of(extension: str, family: Family) -> bool:
        entry = Entry(1, 1, 1, Form.FILE, EntryState.STORED, extension=extension, family=family)
        return gets_preview(entry)

    assert all(of(one, Family.PICTURE) for one in ("jpg", "png", "webp", "gif"))
    assert of("pdf", Family.DOCUMENT)
    assert not any(of(one, Family.DOCUMENT) for one in ("docx", "odt", "txt", "heic", "mp4"))
