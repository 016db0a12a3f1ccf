"""What the process of its own says and draws, and that nothing hurts more than itself."""

import asyncio
import io
import os
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from bot.kit.files.decoding import child, shelter
from bot.kit.files.decoding.asking import Parent
from bot.kit.files.decoding.shelter import Decoded, NotDecoded, What, decode
from bot.kit.files.filetype import Reason, Refused
from bot.kit.files.keys import new_key
from bot.kit.files.store import ObjectStore
from tests.kit.files import pictures
from tests.kit.files.samples import PDF, pdf
from tests.kit.files.test_position import cut


def ask(body: bytes, what: What, seconds: float = 30) -> Decoded:
    with tempfile.TemporaryFile() as file:
        file.write(body)
        return asyncio.run(decode(file, what, seconds))


def drawn(body: bytes, what: What = "picture") -> list[Image.Image]:
    return [Image.open(io.BytesIO(one)) for one in ask(body, what).pictures]


def test_a_large_photo_becomes_small_upright_and_bare() -> None:
    large = pictures.image(3000, 2000)
    [shown] = drawn(pictures.jpeg(of=large, orientation=6))
    assert (shown.format, shown.size) == ("JPEG", (853, 1280))
    assert not shown.getexif()
    assert not {"comment", "icc_profile", "exif", "photoshop"} & set(shown.info)


@pytest.mark.parametrize("body", [pictures.png(), pictures.webp(), pictures.jpeg()])
def test_every_kind_of_picture_is_drawn(body: bytes) -> None:
    [shown] = drawn(body)
    assert shown.size == (48, 64)


def test_what_is_seen_through_is_white() -> None:
    [shown] = drawn(pictures.saved(Image.new("RGBA", (40, 30), (0, 0, 0, 0)), "PNG"))
    assert shown.getpixel((5, 5)) == (255, 255, 255)


def test_a_moving_picture_shows_its_first_frame() -> None:
    first, second = Image.new("RGB", (40, 30), "red"), Image.new("RGB", (40, 30), "blue")
    [shown] = drawn(pictures.saved(first, "GIF", save_all=True, append_images=[second]))
    red, _, blue = shown.getpixel((5, 5))  # type: ignore[misc]
    assert (red > 200, blue < 50) == (True, True)


def test_other_colours_are_shown_as_they_are_meant() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (lab, b"no profile at all"):
        [shown] = drawn(pictures.saved(pictures.image(), "JPEG", icc_profile=profile))
        assert shown.mode == "RGB"


def test_a_very_long_strip_fits_into_a_photo_of_telegram() -> None:
    [shown] = drawn(pictures.saved(Image.new("RGB", (4000, 20)), "PNG"))
    assert max(shown.size) / min(shown.size) < 20


def test_a_paper_shows_its_first_ten_pages() -> None:
    found = ask(pdf(pages=23), "pages")
    assert (found.told["pages"], len(found.pictures)) == (23, 10)
    assert Image.open(io.BytesIO(found.pictures[9])).size == (1280, 640)


BOMBS: dict[str, tuple[bytes, What]] = {
    "noise": (os.urandom(5000), "picture"),
    "half a photo": (pictures.jpeg()[:200], "picture"),
    "nothing": (b"", "pages"),
    "page without end": (PDF.replace(b"[0 0 200 100]", b"[0 0 9e9 9e9]"), "pages"),
    "page without width": (PDF.replace(b"[0 0 200 100]", b"[0 0 000 100]"), "pages"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_cannot_be_drawn_is_no_picture(name: str) -> None:
    found = ask(*BOMBS[name])
    assert found.pictures == () or max(map(len, found.pictures)) < 1_000_000


def large_png(edge: int) -> bytes:
    """A picture of so many pixels each way, in a few kilobytes."""
    head = edge.to_bytes(4) * 2 + b"\x01\x00\x00\x00\x00"
    packer, rows = zlib.compressobj(9), b"\x00" * (edge // 8 + 1)
    body = b"".join(packer.compress(rows) for _ in range(edge)) + packer.flush()

    def chunk(name: bytes, of: bytes) -> bytes:
        return len(of).to_bytes(4) + name + of + zlib.crc32(name + of).to_bytes(4)

    parts = chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def test_a_pixel_bomb_is_not_opened() -> None:
    assert ask(large_png(20_000), "picture").told["fault"] == "too many pixels"


@pytest.fixture(params=["forked", "started anew"])
def greedy(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A program in the place of the decoder, in a process of either kind."""
    program = tmp_path / "greedy.py"
    monkeypatch.setattr(child, "__file__", str(program))
    parent = Parent(program)
    monkeypatch.setattr(shelter, "_PARENT", parent if request.param == "forked" else None)
    yield program
    parent.end()


CONFINED = f"""
import runpy, sys
runpy.run_path({str(Path(child.__file__))!r}, run_name="there")["confine"]()
"""


def test_more_memory_than_there_is_ends_the_process_alone(greedy: Path) -> None:
    greedy.write_text(CONFINED + "held = bytearray(3 * 1024**3)\nprint('{}')")
    with pytest.raises(NotDecoded):
        ask(b"x", "picture")


def test_a_decoder_that_hangs_is_ended(greedy: Path) -> None:
    greedy.write_text("import time\ntime.sleep(60)")
    begun = time.monotonic()
    with pytest.raises(NotDecoded):
        ask(b"x", "picture", seconds=0.5)
    assert time.monotonic() - begun < 10


def test_a_decoder_that_never_stops_talking_is_cut_off(
    greedy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelter, "LONGEST_ANSWER", 100_000)
    greedy.write_text("while True: print('{}' * 1000)")
    with pytest.raises(NotDecoded):
        ask(b"x", "picture")


def test_it_can_write_no_file_and_knows_no_secret(
    greedy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBBROKER_TOKEN", "1:secret")
    greedy.write_text(
        CONFINED + "import json, os, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"name = {str(tmp_path / 'out')!r}\n"
        "try: os.write(os.open(name, os.O_CREAT | os.O_WRONLY), b'x' * 10); told = 'wrote'\n"
        "except OSError: told = 'could not'\n"
        "print(json.dumps({'told': told, 'env': sorted(os.environ), 'lengths': []}))\n"
    )
    told = ask(b"x", "picture").told
    assert told["told"] == "could not"
    assert not any(name.startswith("JOBBROKER") for name in told["env"])


@pytest.mark.parametrize("said", ["", "[]\n", "{}\n", '{"lengths": [9]}\nx', '{"lengths": [-1]}\n'])
def test_nonsense_is_no_answer(greedy: Path, said: str) -> None:
    greedy.write_text(f"print({said!r}, end='')")
    with pytest.raises(NotDecoded):
        ask(b"x", "picture")


SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
FORM = b"/AcroForm << /Fields [] /XFA (x) >> "
FILE = b"<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>"
ACTIVE: dict[str, tuple[bytes, str]] = {
    "script when it opens": (pdf(catalog=b"/OpenAction " + SCRIPT), "active"),
    "script in other letters": (
        pdf(catalog=b"/OpenAction << /S /#4aavaScr#69pt /J#53 (x) >>"),
        "active",
    ),
    "script by number": (pdf(SCRIPT, catalog=b"/OpenAction 4 0 R "), "active"),
    "script by name": (pdf(SCRIPT, catalog=b"/Names << /JavaScript << >> >> "), "active"),
    "script when a page is left": (pdf(page=b"/AA << /C " + SCRIPT + b" >> "), "active"),
    "script under a link": (pdf(page=b"/Annots [ << /A " + SCRIPT + b" >> ] "), "active"),
    "script that nothing names yet": (pdf(SCRIPT), "active"),
    "script as the second step": (
        pdf(catalog=b"/OpenAction << /S /URI /URI (x) /Next [ " + SCRIPT + b" ] >>"),
        "active",
    ),
    "program to be started": (pdf(catalog=b"/OpenAction << /S /Launch /F (cmd) >>"), "active"),
    "form that is a program": (pdf(catalog=FORM), "active"),
    "film player": (pdf(b"<< /Type /Annot /Subtype /RichMedia >>"), "active"),
    "file in it": (pdf(FILE, b"<< /Type /EmbeddedFile >>"), "attached"),
    "list of files": (pdf(catalog=b"/Names << /EmbeddedFiles << /Names [] >> >> "), "attached"),
    "only a link": (
        pdf(page=b"/Annots [ << /A << /S /URI /URI (https://example.org) >> >> ] "),
        "shows",
    ),
    "a form to fill in": (pdf(catalog=b"/AcroForm << /Fields [] >> "), "shows"),
    "the word alone": (pdf(b"(a /Launch of a boat with /JavaScript)"), "shows"),
    "no catalogue": (PDF.replace(b"/Pages 2 0 R", b"/Other 2 0 R"), "damaged"),
    "no PDF at all": (b"%PDF-1.7\nhello\n%%EOF\n", "damaged"),
    "lists without end": (pdf(b"[" * 50_000 + b"]" * 50_000), "complex"),
}


def packed_pdf(packed: bytes) -> bytes:
    """What its catalogue does on opening, object 5, lies in a stream of objects in hexadecimal."""
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Type /ObjStm /N 1 /First 4 /Filter /ASCIIHexDecode /Length %d >>\n"
        b"stream\n%s\nendstream" % (len(packed), packed),
    )
    out, rows = b"%PDF-1.7\n", b"\x00\x00\x00\x00\xff"
    for number, body in enumerate(bodies, 1):
        rows += b"\x01" + len(out).to_bytes(3, "big") + b"\x00"
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows += b"\x02\x00\x00\x04\x00" + b"\x01" + len(out).to_bytes(3, "big") + b"\x00"
    table = b"<< /Type /XRef /Size 7 /W [1 3 1] /Root 1 0 R /Length %d >>" % len(rows)
    end = b"endstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"6 0 obj\n" + table + b"\nstream\n" + rows + b"\n" + end


@pytest.mark.parametrize(
    ("packed", "verdict"),
    [
        (b"5 0 " + SCRIPT, "active"),
        (b"5 0 << /S /GoTo /D [ 3 0 R /Fit ] >>", "shows"),
    ],
)
def test_what_is_packed_is_looked_through(packed: bytes, verdict: str) -> None:
    assert ask(packed_pdf(packed.hex().encode() + b">"), "check").told["verdict"] == verdict


def test_what_is_packed_so_that_others_alone_can_read_it_is_refused() -> None:
    packed = (b"5 0 " + SCRIPT).hex().encode() + b"g>"
    assert ask(packed_pdf(packed), "check").told["verdict"] == "complex"


@pytest.mark.parametrize("name", ACTIVE)
def test_a_paper_that_does_more_than_show_is_known(name: str) -> None:
    body, verdict = ACTIVE[name]
    assert ask(body, "check").told["verdict"] == verdict


async def put(store: ObjectStore, body: bytes) -> str:
    return (await store.put_stream(new_key("evidence"), cut(body, 9000), len(body))).key


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("script when it opens", Reason.ACTIVE),
        ("file in it", Reason.TWO_IN_ONE),
        ("no PDF at all", Reason.DAMAGED),
        ("lists without end", Reason.COMPLEX),
    ],
)
async def test_a_stored_paper_is_refused_with_its_reason(
    store: ObjectStore, name: str, reason: Reason
) -> None:
    with pytest.raises(Refused) as refused:
        await shelter.refuse_active_pdf(store, await put(store, ACTIVE[name][0]))
    assert refused.value.reason is reason


async def test_a_stored_paper_that_shows_is_taken_and_drawn(store: ObjectStore) -> None:
    key = await put(store, PDF + b"something behind it %%EOF")
    await shelter.refuse_active_pdf(store, key)
    assert len((await shelter.draw_pages(store, key, is_pdf=True)).pictures) == 1


async def test_a_file_too_large_to_be_decoded_is_said(
    store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelter, "LONGEST_FILE", 100)
    key = await put(store, PDF)
    with pytest.raises(NotDecoded):
        await shelter.draw_pages(store, key, is_pdf=True)
    with pytest.raises(Refused) as refused:
        await shelter.refuse_active_pdf(store, key)
    assert refused.value.reason is Reason.COMPLEX
