"""Where a picture or a film was made is found and cut out, and nothing else of it changes."""

import io
import re
from collections.abc import AsyncIterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from bot.kit.files.failures import ObjectMissing
from bot.kit.files.keys import new_key
from bot.kit.files.kind import recognise
from bot.kit.files.position.edits import Edit, edited
from bot.kit.files.position.finding import PositionStays, find_traces, put_without, traces_in
from bot.kit.files.store import ObjectStore
from tests.kit.files import pictures, samples
from tests.kit.files.pictures import APPLE, MAKER, TAKEN_AT, XMP, XYZ

GPS_TIFF = pictures.exif().tobytes().removeprefix(b"Exif\x00\x00")
PLAIN_TIFF = pictures.exif(position=False).tobytes().removeprefix(b"Exif\x00\x00")


def says(body: bytes) -> bool:
    file = io.BytesIO(body)
    return traces_in(file, recognise(file).extension).says_where


def without(body: bytes) -> bytes:
    """The same edits as on a stream, made at once."""
    file = io.BytesIO(body)
    made, at = b"", 0
    for edit in traces_in(file, recognise(file).extension).edits:
        made += body[at : edit.start] + edit.new
        at = edit.end
    return made + body[at:]


def pixels(body: bytes) -> list[bytes]:
    """Of every frame, as they are stored."""
    with Image.open(io.BytesIO(body)) as opened:
        frames = getattr(opened, "n_frames", 1)
        return [(opened.seek(n), opened.tobytes())[1] for n in range(frames)]


def frames(count: int) -> dict[str, object]:
    more = [pictures.image().rotate(90 * n) for n in range(1, count)]
    return {"save_all": True, "append_images": more, "duration": 40}


IPTC = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x0e\x1c\x02\x5a\x00\x09Stockholm"
WITH: dict[str, bytes] = {
    "photo": pictures.jpeg(),
    "progressive photo": pictures.jpeg(progressive=True),
    "photo in grey": pictures.jpeg(of=pictures.image(mode="L")),
    "photo for print": pictures.jpeg(of=pictures.image(mode="CMYK")),
    "photo with XMP alone": pictures.jpeg(position=False, xmp=XMP),
    "photo with a city": b"\xff\xd8\xff\xed" + (len(IPTC) + 2).to_bytes(2) + IPTC
    + pictures.jpeg(position=False)[2:],
    "photo whose second picture says it": pictures.jpeg(position=False) + pictures.jpeg(),
    "photo with a short film behind it": pictures.jpeg(position=False) + pictures.recorded(XYZ),
    "photo with restart markers": pictures.jpeg(restart_marker_blocks=2),
    "drawing": pictures.png(),
    "moving drawing": pictures.png(**frames(3)),
    "web picture": pictures.webp(),
    "web picture without loss": pictures.webp(lossless=True),
    "moving web picture": pictures.webp(**frames(3)),
    "web picture with XMP alone": pictures.webp(position=False, xmp=XMP),
}  # fmt: skip
BOXED: dict[str, bytes] = {
    "picture of an iPhone": pictures.heic(GPS_TIFF),
    "picture of an older version": pictures.heic(GPS_TIFF, version=0),
    "film of an Android phone": pictures.recorded(XYZ),
    "film of an iPhone": pictures.recorded(APPLE, brand=b"qt  "),
    "film with a place by name": pictures.recorded(
        samples.box(b"udta", samples.box(b"loci", b"\x00" * 6 + b"Stockholm\x00"))
    ),
}
WITHOUT: dict[str, bytes] = {
    "photo": pictures.jpeg(position=False),
    "drawing": pictures.png(position=False),
    "web picture": pictures.webp(position=False),
    "HEIC": pictures.heic(PLAIN_TIFF),
    "film": pictures.recorded(),
    "bare photo": pictures.saved(pictures.image(), "JPEG"),
    "bare web picture": pictures.saved(pictures.image(), "WEBP"),
    "paper": samples.PDF,
    "sound": samples.MP3,
}


@pytest.mark.parametrize("name", [*WITH, *BOXED])
def test_what_says_where_it_was_made_is_found(name: str) -> None:
    assert says((WITH | BOXED)[name])


@pytest.mark.parametrize("name", WITHOUT)
def test_what_does_not_say_it_is_left_alone(name: str) -> None:
    assert not says(WITHOUT[name])
    assert without(WITHOUT[name]) == WITHOUT[name]


@pytest.mark.parametrize("name", WITH)
def test_every_pixel_and_every_colour_stays(name: str) -> None:
    body = WITH[name]
    after = without(body)
    assert not says(after)
    assert pixels(after) == pixels(body)[: len(pixels(after))]
    with Image.open(io.BytesIO(body)) as old, Image.open(io.BytesIO(after)) as new:
        assert new.info.get("icc_profile") == old.info.get("icc_profile")
        assert (new.mode, new.size) == (old.mode, old.size)


@pytest.mark.parametrize("name", WITH)
def test_camera_thumbnail_and_comments_go_with_it(name: str) -> None:
    after = without(WITH[name])
    assert not any(word in after for word in (MAKER, b"4711", b"Camera", b"from a phone", b"GPS"))


@pytest.mark.parametrize("name", ["photo", "drawing", "web picture"])
def test_which_way_up_and_when_stay(name: str) -> None:
    with Image.open(io.BytesIO(without(WITH[name]))) as opened:
        told = opened.getexif()
        assert told[ExifTags.Base.Orientation] == 6
        assert dict(told.get_ifd(ExifTags.IFD.Exif)) == {ExifTags.Base.DateTimeOriginal: TAKEN_AT}
        assert set(told) == {ExifTags.Base.Orientation, ExifTags.IFD.Exif}


def test_the_scans_of_a_photo_are_the_same_bytes() -> None:
    body = pictures.jpeg(progressive=True)
    scans = body[body.index(b"\xff\xdb") :]
    assert without(body).endswith(scans)


@pytest.mark.parametrize("name", BOXED)
def test_in_boxes_nothing_moves(name: str) -> None:
    body = BOXED[name]
    after = without(body)
    assert not says(after)
    assert len(after) == len(body)
    assert recognise(io.BytesIO(after)) == recognise(io.BytesIO(body))
    assert not re.search(rb"59\.3293|Stockholm|ISO6709", after)


@pytest.mark.parametrize("form", ["Raw profile type exif", "XML:com.adobe.xmp", "Comment"])
def test_a_drawing_may_say_it_in_packed_letters(form: str) -> None:
    texts = pictures.PngInfo()
    told = b"Exif\x00\x00" + GPS_TIFF
    raw = f"\nexif\n{len(told)}\n{told.hex()}\n"
    texts.add_text(form, raw if form.startswith("Raw") else XMP.decode(), zip=True)
    if form.startswith("XML"):
        texts.add_itxt(form, XMP.decode(), zip=True)
    assert says(pictures.saved(pictures.image(), "PNG", pnginfo=texts))


def test_a_text_that_unpacks_without_end_is_read_to_a_limit() -> None:
    texts = pictures.PngInfo()
    texts.add_text("Comment", " " * 50_000_000, zip=True)
    assert says(pictures.saved(pictures.image(), "PNG", pnginfo=texts))


def cut(body: bytes, size: int) -> AsyncIterator[bytes]:
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), size):
            yield body[start : start + size]

    return pieces()


@given(
    st.binary(max_size=60),
    st.integers(1, 9),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9), st.binary(max_size=4)), max_size=5),
)
async def test_a_stream_is_edited_however_it_is_cut(
    body: bytes, size: int, wanted: list[tuple[int, int, bytes]]
) -> None:
    edits: list[Edit] = []
    for start, length, new in sorted(wanted):
        if start <= len(body) and (not edits or start > edits[-1].end):
            edits.append(Edit(start, min(start + length, len(body)), new))
    expected, at = b"", 0
    for edit in edits:
        expected += body[at : edit.start] + edit.new
        at = edit.end
    got = b"".join([piece async for piece in edited(cut(body, size), edits)])
    assert got == expected + body[at:]


@given(st.sampled_from(sorted(WITH | BOXED)), st.data())
@settings(max_examples=300)
def test_no_damage_makes_it_crash(name: str, data: st.DataObject) -> None:
    body = bytearray((WITH | BOXED)[name])
    spots = st.integers(12, len(body) - 1)
    for spot, byte in data.draw(st.lists(st.tuples(spots, st.integers(0, 255)), max_size=8)):
        body[spot] = byte
    for extension in ("jpg", "png", "webp", "heic", "mp4"):
        traces = traces_in(io.BytesIO(body), extension)
        assert traces.says_where or not traces.edits


async def put(store: ObjectStore, body: bytes) -> str:
    return (await store.put_stream(new_key("evidence"), cut(body, 5000), len(body))).key


@pytest.mark.parametrize("name", ["photo", "film of an Android phone"])
async def test_a_stored_object_gets_a_twin_without_it(store: ObjectStore, name: str) -> None:
    body = (WITH | BOXED)[name]
    extension = "jpg" if name == "photo" else "mp4"
    key, new = await put(store, body), new_key("evidence")
    stored = await put_without(store, key, extension, new, len(body))
    assert b"".join([piece async for piece in store.stream(new)]) == without(body)
    assert stored.size == len(without(body))
    assert await store.exists(key)
    assert not (await find_traces(store, new, extension)).says_where


async def test_a_form_that_is_not_known_is_no_success(
    store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, new = await put(store, pictures.jpeg()), new_key("evidence")
    monkeypatch.setattr("bot.kit.files.position.finding.edited", lambda chunks, _edits: chunks)
    with pytest.raises(PositionStays):
        await put_without(store, key, "jpg", new, 1_000_000)
    assert not await store.exists(new)


async def test_an_object_that_is_gone_is_missing(store: ObjectStore) -> None:
    with pytest.raises(ObjectMissing):
        await find_traces(store, new_key("evidence"), "jpg")
