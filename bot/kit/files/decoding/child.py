"""The process that decodes: `python -I child.py WHAT`, a file as standard input.

It answers with a line of JSON, and behind it the pictures whose lengths stand in that line. It
imports nothing of ours, so that it starts in a tenth of a second.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

if TYPE_CHECKING:
    from PIL import Image

MEMORY: Final = 1024**3  # a photo of 100 megapixels and what it is made smaller with
SECONDS: Final = 15
EDGE: Final = 1280
MOST_PAGES: Final = 10
MOST_PIXELS: Final = 100_000_000  # of what cannot be read at a smaller size at once, as JPEG can
MOST_OBJECTS: Final = 200_000
MOST_NODES: Final = 2_000_000
NARROWEST: Final = 19  # Telegram shows no photo that is 20 times as long as it is wide
QUALITY: Final = 82

Answer = tuple[dict[str, Any], list[bytes]]
_RUNS: Final = frozenset({"/JavaScript", "/Launch", "/ImportData", "/RichMediaExecute"})
_PLAYS: Final = frozenset({"/RichMedia", "/Movie", "/3D"})
# pypdf's own ways would follow the numbers of other objects.
_get: Final = cast("Callable[[Any, str], Any]", dict.get)
_values: Final = cast("Callable[[Any], Any]", dict.values)
_members: Final = cast("Callable[[Any], Any]", list.__iter__)
_TOKENS: Final = (b"/JavaScript", b"/Launch", b"/RichMedia", b"/XFA", b"/EmbeddedFile")


def confine() -> None:
    """From here on: so much memory and time, no file written, no core left behind."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (limit, limit))


def picture(file: BinaryIO) -> Answer:
    """A picture of at most EDGE pixels, upright, on white, without anything about it."""
    from PIL import Image, ImageOps

    Image.init()  # all formats are known from here on, and those below alone are tried
    Image.MAX_IMAGE_PIXELS = None  # the limit here is another one
    with Image.open(file, formats=("JPEG", "PNG", "WEBP", "GIF")) as opened:
        if opened.format in ("JPEG", "MPO"):
            opened.draft("RGB", (EDGE, EDGE))
        if opened.width * opened.height > MOST_PIXELS:
            return {"fault": "too many pixels"}, []
        opened.seek(0)
        shown = ImageOps.exif_transpose(opened)
        shown.thumbnail((EDGE, EDGE))
        return {"pages": 1}, [_jpeg(_in_plain_colours(shown))]


def _in_plain_colours(shown: Image.Image) -> Image.Image:
    """RGB as every screen shows it; what was seen through is white."""
    from PIL import Image

    if shown.info.get("icc_profile") and shown.mode in ("RGB", "CMYK", "L"):
        shown = _by_profile(shown)
    if "A" in shown.getbands() or "transparency" in shown.info:
        layered = shown.convert("RGBA")
        below = Image.new("RGBA", layered.size, "white")
        shown = Image.alpha_composite(below, layered)
    return shown.convert("RGB")


def _by_profile(shown: Image.Image) -> Image.Image:
    """With a broken profile the colours are near enough as they are."""
    import io

    from PIL import ImageCms

    cms: Any = ImageCms
    try:
        theirs = cms.ImageCmsProfile(io.BytesIO(shown.info["icc_profile"]))
        return cms.profileToProfile(shown, theirs, cms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return shown


def _jpeg(shown: Image.Image) -> bytes:
    import io

    from PIL import Image

    width, height = shown.size
    wide, high = max(width, -(-height // NARROWEST)), max(height, -(-width // NARROWEST))
    page = Image.new("RGB", (wide, high), "white")  # a new one, so that it has nothing of the old
    page.paste(shown, ((wide - width) // 2, (high - height) // 2))
    made = io.BytesIO()
    page.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()


def pages(file: BinaryIO) -> Answer:
    """The first pages of a PDF as such pictures, and how many there are in all."""
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    count = len(document)
    drawn: list[bytes] = []
    for number in range(min(count, MOST_PAGES)):
        page: Any = document[number]
        width, height = page.get_size()
        if not (0 < width < 1e6 and 0 < height < 1e6):
            break
        bitmap = page.render(scale=EDGE / max(width, height), may_draw_forms=False)
        drawn.append(_jpeg(bitmap.to_pil().convert("RGB")))
        page.close()
    return {"pages": count}, drawn


def check(file: BinaryIO) -> Answer:
    """Whether a PDF only shows: `shows`, `active`, `attached`, `password`, `damaged`, `complex`."""
    return {"verdict": _verdict(file)}, []


def _verdict(file: BinaryIO) -> str:
    from pypdf.errors import PyPdfError

    try:
        reader = _reader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            return "password"
        if "/Pages" not in reader.root_object:
            return "damaged"
        return _walked(reader, file)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError):
        return "damaged"
    except (RecursionError, MemoryError):
        return "complex"


def _reader(file: BinaryIO) -> Any:
    """What stands behind a file's end does not keep programs from opening it."""
    import io

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return PdfReader(file, strict=False)
    except PyPdfError:
        file.seek(0)
        content = file.read()
        end = content.find(b"%%EOF", max(0, content.rfind(b"startxref")))
        return PdfReader(io.BytesIO(content[: max(0, end)] + b"%%EOF\n"), strict=False)


def _walked(reader: Any, file: BinaryIO) -> str:
    """All objects of the file, not only those that pages lead to: somebody else's reader may."""
    numbers, packed = _numbers(reader), frozenset(reader.xref_objStm)
    unread = nodes = 0
    if len(numbers) > MOST_OBJECTS:
        return "complex"
    for number, generation in numbers:
        found = _object(reader, number, generation)
        if found is None and number in packed:
            return "complex"  # no word of it stands in the file, and other programs may read it
        unread += found is None
        for node in _nodes(found):
            nodes += 1
            if nodes > MOST_NODES:
                return "complex"
            if told := _told(node):
                return told
    if unread or not numbers:
        return _by_words(file)
    return _told(reader.trailer) or "shows"


def _numbers(reader: Any) -> list[tuple[int, int]]:
    plain = {(n, generation) for generation, of in reader.xref.items() for n in of}
    return sorted(plain | {(n, 0) for n in reader.xref_objStm})


def _object(reader: Any, number: int, generation: int) -> Any:
    from pypdf.errors import PyPdfError
    from pypdf.generic import IndirectObject

    try:
        return reader.get_object(IndirectObject(number, generation, reader))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError):
        return None


def _nodes(root: Any) -> Iterator[dict[Any, Any]]:
    """The dictionaries in an object, those that it names by number left out."""
    waiting: list[Any] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield cast("dict[Any, Any]", one)
            waiting.extend(_values(one))
        elif isinstance(one, list):
            waiting.extend(_members(one))


def _told(node: dict[Any, Any]) -> str:
    """What a dictionary makes of the file; empty for one that does nothing."""

    def of(key: str) -> str:
        value = _get(node, key)
        return value if isinstance(value, str) else ""

    if of("/Type") == "/EmbeddedFile" or "/EmbeddedFiles" in node or "/EF" in node:
        return "attached"
    runs = of("/S") in _RUNS or of("/Subtype") in _PLAYS
    return "active" if runs or "/JS" in node or "/XFA" in node else ""


def _by_words(file: BinaryIO) -> str:
    """Where objects cannot be read, the words alone count."""
    file.seek(0)
    before = b""
    while piece := file.read(1024 * 1024):
        if any(token in before + piece for token in _TOKENS):
            return "active"
        before = piece[-16:]
    return "shows"


WAYS: Final[dict[str, Callable[[BinaryIO], Answer]]] = {
    "picture": picture,
    "pages": pages,
    "check": check,
}


def main(what: str) -> None:
    confine()
    try:
        told, drawn = WAYS[what](sys.stdin.buffer)
    except Exception as fault:  # noqa: BLE001 - the parent is told of every fault in one form
        told, drawn = {"fault": type(fault).__name__}, []
    line = json.dumps({**told, "lengths": [len(one) for one in drawn]})
    sys.stdout.buffer.write(b"".join((line.encode(), b"\n", *drawn)))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
