"""A picture that would fill any memory is refused by what its first bytes say."""

import io
import struct

import pytest

from bot.kit.files.filetype import Reason, Refused
from bot.kit.files.kind import recognise
from tests.kit.files import pictures
from tests.kit.files.samples import GIF, WEBP
from tests.kit.files.test_decoding import large_png

FRAME = b"\x2c" + b"\x00" * 8 + b"\x00" + b"\x02\x02\x44\x01\x00"


def jpeg_of(width: int, height: int) -> bytes:
    body = pictures.saved(pictures.image(), "JPEG")
    at = body.index(b"\xff\xc0") + 5
    return body[:at] + struct.pack(">HH", height, width) + body[at + 4 :]


BOMBS: dict[str, bytes] = {
    "PNG": large_png(50_000),
    "PNG that is small enough but packed like a trap": large_png(8_000),
    "JPEG": jpeg_of(65_000, 65_000),
    "GIF": GIF[:6] + b"\xff\xff\xff\xff" + GIF[10:],
    "GIF with frames without end": GIF[:-4] + FRAME * 6_000 + b"\x3b",
    "WebP": WEBP.replace(b"VP8 ", b"VP8X")[:24] + b"\xff" * 6 + b"\x00" * 20,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        recognise(io.BytesIO(BOMBS[name]))
    assert refused.value.reason is Reason.PIXELS


@pytest.mark.parametrize(
    "body",
    [pictures.jpeg(), pictures.png(), pictures.webp(), large_png(6_000), jpeg_of(6_000, 6_000)],
)
def test_what_phones_and_scanners_make_is_taken(body: bytes) -> None:
    assert recognise(io.BytesIO(body)).family == "picture"
