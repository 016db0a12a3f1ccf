"""The process that decodes: `python -I child.py WHAT`, a file as standard input.

It answers with a line of JSON, and behind it the pictures whose lengths stand in that line. So that
it starts in a tenth of a second it imports the files beside it, and what else it needs when asked.
"""

from __future__ import annotations

import importlib.util
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

if TYPE_CHECKING:
    from PIL import Image

MEMORY: Final = 1024**3  # a photo of 100 megapixels and what it is made smaller with
SECONDS: Final = 15
EDGE: Final = 1280
MOST_PAGES: Final = 10
MOST_PIXELS: Final = 100_000_000  # of what cannot be read at a smaller size at once, as JPEG can
NARROWEST: Final = 19  # Telegram shows no photo that is 20 times as long as it is wide
QUALITY: Final = 82

Answer = tuple[dict[str, Any], list[bytes]]


def _beside(name: str) -> Any:
    """Another file of this room: a program that is started by its path knows no package."""
    place = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"decoding_{name}", place)
    if spec is None or spec.loader is None:
        raise ImportError(name)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


check: Final[Callable[[BinaryIO], Answer]] = _beside("papers").check
_shelter: Final[Callable[[], None]] = _beside("limits").shelter


def confine() -> None:
    """From here on: so much memory and time, no file written, nobody spoken to, no core left."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (limit, limit))
    _shelter()


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


def document(file: BinaryIO) -> Answer:
    """Which office document or RTF text a file is, or why it is not taken."""
    from bot.kit.files.filetype import Refused
    from bot.kit.files.inside import look_inside

    try:
        return {"kind": look_inside(file).extension}, []
    except Refused as refused:
        return {"refused": refused.reason.value, "found": refused.found}, []


WAYS: Final[dict[str, Callable[[BinaryIO], Answer]]] = {
    "picture": picture,
    "pages": pages,
    "check": check,
    "document": document,
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
