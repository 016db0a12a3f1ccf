"""Sound and moving pictures: Ogg, MP3, and what lies in boxes (MP4, M4A, MOV, 3GP, HEIC)."""

from __future__ import annotations

from typing import Final

from bot.kit.files.boxes import Boxes
from bot.kit.files.filetype import (
    HEIC,
    M4A,
    MOV,
    MP3,
    MP4,
    OGG,
    THREE_GP,
    FileType,
    Look,
    Reason,
    Refused,
)

_HEIC_BRANDS: Final = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs"}
_STILL_BRANDS: Final = {b"mif1", b"msf1"}
_LONGEST_BRANDS: Final = 1024  # a program's or script's first letters would be a larger number
_MOST_TAGS: Final = 16  # one is usual; each could be empty, and so there could be millions


def ogg(look: Look) -> FileType | None:
    """Opus, Vorbis or Speex in Ogg. Raises Refused for Theora and other streams in it."""
    if not look.head.startswith(b"OggS\x00") or len(look.head) < 28:
        return None
    first = look.head[27 + look.head[26] :]
    if b"theora" in look.head[:4096] or not first.startswith(
        (b"OpusHead", b"\x01vorbis", b"Speex   ")
    ):
        raise Refused(Reason.UNSUPPORTED, "Ogg without Opus, Vorbis or Speex")
    return OGG


def mp3(look: Look) -> FileType | None:
    """MP3, with or without ID3 tags before it: two frames must follow one another."""
    start = _behind_tags(look)
    length = _frame_length(look.read(start, 4))
    if not length or not _frame_length(look.read(start + length, 4)):
        return None
    return MP3


def _behind_tags(look: Look) -> int:
    start = 0
    for _ in range(_MOST_TAGS):
        tag = look.read(start, 10)
        if len(tag) < 10 or tag[:3] != b"ID3":
            break
        start += 10 + _seven_bits(tag[6:10])
    return start


def _seven_bits(size: bytes) -> int:
    return sum((byte & 0x7F) << shift for byte, shift in zip(size, (21, 14, 7, 0), strict=True))


_RATES: Final = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_KILOBITS_1: Final = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KILOBITS_2: Final = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)


def _frame_length(header: bytes) -> int:
    """Bytes of the layer III frame that begins so; 0 if none does."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, bitrate, rate = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or bitrate in (0, 15) or rate == 3:
        return 0
    kilobits = (_KILOBITS_1 if version == 3 else _KILOBITS_2)[bitrate - 1]
    samples = 144 if version == 3 else 72
    return samples * kilobits * 1000 // _RATES[version][rate] + (header[2] >> 1 & 1)


def boxes(look: Look) -> FileType | None:
    """What lies in boxes, by its brand and the handlers of its tracks.

    Raises Refused for other brands (AVIF), for tracks without sound or film, and a missing index.
    """
    if look.head[4:8] != b"ftyp":
        return None
    size = int.from_bytes(look.head[:4])
    if not 16 <= size <= _LONGEST_BRANDS:
        raise Refused(Reason.TWO_IN_ONE, "something in the place of a film's first size")
    brand, others = look.head[8:12], look.head[16 : min(size, 256)]
    brands = {brand, *(others[at : at + 4] for at in range(0, len(others), 4))}
    if brand in _HEIC_BRANDS or (brand in _STILL_BRANDS and brands & _HEIC_BRANDS):
        return HEIC
    if brand[:3] in (b"avi", b"3g2", b"crx") or brand in _STILL_BRANDS:
        raise Refused(Reason.UNSUPPORTED, brand.decode("latin-1"))
    return _film_or_sound(brand, _handlers(look))


def _film_or_sound(brand: bytes, handlers: set[bytes]) -> FileType:
    # An M4A or M4B may carry chapter pictures as a track of film; it is sound all the same.
    if b"vide" in handlers and brand not in (b"M4A ", b"M4B "):
        return {b"qt ": MOV, b"3gp": THREE_GP}.get(brand[:3], MP4)
    if b"soun" in handlers:
        return M4A
    raise Refused(Reason.DAMAGED if not handlers else Reason.UNSUPPORTED, "no sound, no film")


def _handlers(look: Look) -> set[bytes]:
    kinds = Boxes(look).below(b"moov", b"trak", b"mdia", b"hdlr")
    return {look.read(handler.start + 8, 4) for handler in kinds}
