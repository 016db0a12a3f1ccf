"""Small files of every type, honest and hostile, made of their bytes."""

import io
import struct
import zipfile
from collections.abc import Mapping

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00" + bytes(range(128, 250)) * 8 + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x00\x00\x01" * 4 + b"\x00\x00\x00\x00IEND"
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00\x2c\x00\x00\x3b"
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\x00" * 24
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\x10\x00\x00\x00" + b"\x00" * 20


def pdf(*more: bytes, catalog: bytes = b"", pages: int = 1, page: bytes = b"") -> bytes:
    """A PDF of empty pages; `catalog` and `page` go into their dictionaries, `more` are objects."""
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    shown = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] " + page + b">>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b">>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages,
        *(shown,) * pages,
        *more,
    )
    made, places = b"%PDF-1.7\n", list[int]()
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    index = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    index += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return made + index + end % (len(objects) + 1, len(made))


PDF = pdf()
RTF = b"{\\rtf1\\ansi Dear Amina}"
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\x00" * 40
MATROSKA = WEBM.replace(b"\x84webm", b"\x88matroska")
OPUS = b"OggS\x00\x02" + b"\x00" * 20 + b"\x01\x13OpusHead" + b"\x01" * 11
THEORA = b"OggS\x00\x02" + b"\x00" * 20 + b"\x01\x2a\x80theora" + b"\x01" * 35
FRAME = b"\xff\xfb\x90\x64" + b"\x55" * 413  # 128 kbit/s at 44.1 kHz: 417 bytes
MP3 = FRAME * 3
TAGGED_MP3 = b"ID3\x04\x00\x00\x00\x00\x01\x00" + b"\x00" * 128 + MP3
TEXT = "Þórdís met an employer.\nShe wrote it down, for Ελένη.\n".encode()
TABLE = b"name;hours\nAmina;3\nEleni;4\n"
PROGRAM = (
    b"MZ\x90\x00" + b"\x00" * 60 + b"This program cannot be run in DOS mode.\r\r\n$" + b"\x00" * 64
)
OLD_WORD = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 22 + b"\x09\x00" + b"\x00" * 16
    + b"\x00\x00\x00\x00" + b"\x00" * 460 + "WordDocument".encode("utf-16-le") + b"\x00" * 488
)  # fmt: skip
LOCKED_WORD = OLD_WORD.replace(
    "WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
)


def package(parts: Mapping[str, str | bytes], *, packed: bool = False) -> bytes:
    """A ZIP of these parts, in this order."""
    made = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(made, "w", how) as zipped:
        for name, body in parts.items():
            zipped.writestr(name, body)
    return made.getvalue()


def office(part: str, **more: str | bytes) -> bytes:
    """An office document whose main part has this content type; `more` are further entries."""
    named = {name.replace("__", "/"): body for name, body in more.items()}
    types = f'<Types><Override ContentType="{part}.main+xml"/></Types>'
    return package({"[Content_Types].xml": types, "_rels/.rels": "<r/>", **named})


def open_document(kind: str, **more: str) -> bytes:
    named = {name.replace("__", "/"): body for name, body in more.items()}
    return package({"mimetype": OPEN + kind, "content.xml": "<c/>", **named})


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def film(brand: bytes, *handlers: bytes, others: bytes = b"") -> bytes:
    """Boxes of this brand with one track for each handler, the index after the data."""
    tracks = [
        box(b"trak", box(b"mdia", box(b"hdlr", b"\x00" * 8 + handler + b"\x00" * 12)))
        for handler in handlers
    ]
    begin = box(b"ftyp", brand + b"\x00\x00\x02\x00" + others)
    index = box(b"moov", box(b"mvhd", b"\x00" * 100) + b"".join(tracks)) if tracks else b""
    return begin + box(b"mdat", b"\x00" * 500) + index


DOCX = office(f"{OFFICE}wordprocessingml.document", word__document_xml="<w/>")
ZIP = package({"photo.jpg": JPEG})

TAKEN: dict[str, bytes] = {
    "jpg": JPEG,
    "png": PNG,
    "gif": GIF,
    "webp": WEBP,
    "heic": film(b"heic", others=b"mif1heic"),
    "pdf": PDF,
    "docx": DOCX,
    "xlsx": office(f"{OFFICE}spreadsheetml.sheet"),
    "pptx": office(f"{OFFICE}presentationml.presentation"),
    "odt": open_document("text"),
    "ods": open_document("spreadsheet"),
    "odp": open_document("presentation"),
    "rtf": RTF,
    "txt": TEXT,
    "csv": TABLE,
    "ogg": OPUS,
    "mp3": MP3,
    "m4a": film(b"M4A ", b"soun"),
    "wav": WAV,
    "mp4": film(b"isom", b"vide", b"soun"),
    "mov": film(b"qt  ", b"vide"),
    "webm": WEBM,
    "3gp": film(b"3gp5", b"vide", b"soun"),
}
