"""Pictures and films as phones make them: with a position in them, and without."""

import io
import struct
from typing import Any

from PIL import ExifTags, Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from tests.kit.files.samples import box, film

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description'
    b' exif:GPSLatitude="59,19.7N" exif:GPSLongitude="18,4.1E"/></rdf:RDF></x:xmpmeta>'
)
TAKEN_AT = "2026:11:20 09:30:00"
MAKER = b"SERIAL-NUMBER-4711 of the camera"


def image(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """Every pixel another colour, so that a loss shows."""
    drawn = Image.effect_mandelbrot((width, height), (-2, -1.5, 1, 1.5), 60)
    return Image.merge("RGB", (drawn, drawn.rotate(90), drawn.rotate(180))).convert(mode)


def exif(*, position: bool = True, orientation: int = 6) -> Image.Exif:
    made = Image.Exif()
    made[ExifTags.Base.Orientation] = orientation
    made[ExifTags.Base.Make] = "Camera"
    made[ExifTags.IFD.Exif] = {
        ExifTags.Base.DateTimeOriginal: TAKEN_AT,
        ExifTags.Base.MakerNote: MAKER,
        ExifTags.Base.BodySerialNumber: "4711",
    }
    if position:
        made[ExifTags.IFD.GPSInfo] = {1: "N", 2: (59.0, 19.0, 45.0), 3: "E", 4: (18.0, 4.0, 7.0)}
    return made


def saved(of: Image.Image, form: str, **how: Any) -> bytes:
    made = io.BytesIO()
    of.save(made, form, **how)
    return made.getvalue()


def jpeg(*, position: bool = True, orientation: int = 6, **how: Any) -> bytes:
    """With a colour profile, Exif and a comment."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told = exif(position=position, orientation=orientation)
    how = {"quality": 80, "icc_profile": profile, "comment": b"from a phone", **how}
    return saved(how.pop("of", None) or image(), "JPEG", exif=told, **how)


def png(*, position: bool = True, **how: Any) -> bytes:
    texts = PngInfo()
    texts.add_text("Software", "drawing program", zip=True)
    return saved(image(), "PNG", exif=exif(position=position), pnginfo=texts, **how)


def webp(*, position: bool = True, **how: Any) -> bytes:
    return saved(image(), "WEBP", exif=exif(position=position), **how)


def heic(told: bytes, *, version: int = 1) -> bytes:
    """The boxes of a HEIC picture that has this Exif (from `II` or `MM` on) behind them."""
    item = b"\x00\x00\x00\x06Exif\x00\x00" + told
    kind = b"\x02\x00\x00\x00" + struct.pack(">HH", 2, 0) + b"Exif\x00"
    index = box(b"iinf", b"\x00\x00\x00\x00" + struct.pack(">H", 1) + box(b"infe", kind))
    begin = box(b"ftyp", b"heic\x00\x00\x00\x00mif1heic")
    inside = struct.pack(">H", 0) if version else b""

    def front(at: int) -> bytes:
        place = struct.pack(">HH", 1, 2) + inside
        place += struct.pack(">HHII", 0, 1, at, len(item))
        body = bytes([version, 0, 0, 0, 0x44, 0x00]) + place
        return begin + box(b"meta", b"\x00\x00\x00\x00" + index + box(b"iloc", body))

    at = len(front(0)) + 8
    return front(at) + box(b"mdat", item + b"pixels" * 20)


def recorded(*titles: bytes, brand: bytes = b"isom") -> bytes:
    """A film whose index holds these boxes as well."""
    made = film(brand, b"vide", b"soun")
    at = made.index(b"moov") - 4
    size = int.from_bytes(made[at : at + 4])
    extra = b"".join(titles)
    return made[:at] + (size + len(extra)).to_bytes(4) + made[at + 4 :] + extra


XYZ = box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7+59.3293+018.0686/"))
APPLE = box(b"meta", box(b"keys", b"com.apple.quicktime.location.ISO6709") + box(b"ilst", b"+59"))
