"""Every program must see the same parts in a ZIP, and the same bytes in each."""

import io
import struct
import tempfile
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.kit.files.filetype import Reason
from tests.kit.files import documents, samples
from tests.kit.files.test_kind import kind_of, reason_of, verdict_on

PLAIN = samples.package(documents.office_parts("docx", **{"word/a.xml": "<a>12345</a>"}))
PACKED = documents.office("docx", **{"word/a.xml": "<a>12345</a>" * 90})
NAME = b"word/a.xml"
AT_NAME = PLAIN.index(NAME)
LOCAL = AT_NAME - 30
END = PLAIN.rindex(b"PK\x05\x06")
DIRECTORY = PLAIN.index(b"PK\x01\x02")
ENTRY = PLAIN.rindex(b"PK\x01\x02")


def put(at: int, new: bytes, body: bytes = PLAIN) -> bytes:
    return body[:at] + new + body[at + len(new) :]


def moved(by: int, body: bytes) -> bytes:
    """The end record says that the directory lies further behind."""
    at = body.rindex(b"PK\x05\x06") + 16
    start = int.from_bytes(body[at : at + 4], "little") + by
    return put(at, start.to_bytes(4, "little"), body)


def with_gap(gap: bytes) -> bytes:
    return moved(len(gap), PLAIN[:DIRECTORY] + gap + PLAIN[DIRECTORY:])


def named(name: str) -> bytes:
    return samples.package(documents.office_parts("docx") | {name: "<a/>"})


def with_other_name() -> bytes:
    """The last entry has a name in Unicode besides its own, that of another part."""
    more = struct.pack("<HHBL", 0x7075, 5 + 4, 1, zlib.crc32(NAME)) + b"evil"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for name, body in documents.office_parts("docx").items():
            zipped.writestr(name, body)
        entry = zipfile.ZipInfo("word/a.xml")
        entry.extra = more
        zipped.writestr(entry, "<a/>")
    return made.getvalue()


HOSTILE: dict[str, tuple[bytes, Reason]] = {
    "other name than in the directory": (put(AT_NAME, b"word/b.xml"), Reason.TWO_IN_ONE),
    "other way of packing": (put(LOCAL + 8, b"\x08\x00"), Reason.TWO_IN_ONE),
    "other size": (put(LOCAL + 22, b"\x05\x00\x00\x00"), Reason.TWO_IN_ONE),
    "other packed size": (put(LOCAL + 18, b"\x05\x00\x00\x00"), Reason.TWO_IN_ONE),
    "other CRC": (put(LOCAL + 14, b"\x05\x00\x00\x00"), Reason.TWO_IN_ONE),
    "locked there alone": (put(LOCAL + 6, b"\x01\x00"), Reason.TWO_IN_ONE),
    "sizes that should stand behind and do not": (
        put(LOCAL + 6, b"\x08\x00" + PLAIN[LOCAL + 8 : LOCAL + 14] + b"\x00" * 12),
        Reason.TWO_IN_ONE,
    ),
    "entries that overlap": (put(ENTRY + 42, b"\x00" * 4), Reason.TWO_IN_ONE),
    "entry that is not there": (put(ENTRY + 42, b"\xff\xff\x00\x00"), Reason.TWO_IN_ONE),
    "something before the directory": (with_gap(b"x" * 30), Reason.TWO_IN_ONE),
    "an entry that the directory does not name": (
        with_gap(PLAIN[LOCAL:DIRECTORY].replace(NAME, b"word/z.xml")),
        Reason.TWO_IN_ONE,
    ),
    "something between directory and end": (PLAIN[:END] + b"x" + PLAIN[END:], Reason.TWO_IN_ONE),
    "two ends": (PLAIN + PLAIN[END:], Reason.TWO_IN_ONE),
    "a comment": (PLAIN[:-2] + b"\x04\x00evil", Reason.TWO_IN_ONE),
    "a comment that is not there": (PLAIN[:-2] + b"\x04\x00", Reason.TWO_IN_ONE),
    "two disks": (put(END + 4, b"\x01\x00"), Reason.TWO_IN_ONE),
    "fewer entries than the end says": (put(END + 10, b"\x07\x00"), Reason.TWO_IN_ONE),
    "ZIP64": (put(END + 16, b"\xff" * 4), Reason.TWO_IN_ONE),
    "way out": (named("word/../../evil.xml"), Reason.TWO_IN_ONE),
    "absolute name": (named("/etc/evil.xml"), Reason.TWO_IN_ONE),
    "name with a drive": (named("c:evil.xml"), Reason.TWO_IN_ONE),
    "name of Windows": (named("word\\evil.xml"), Reason.TWO_IN_ONE),
    "name in other letters twice": (named("WORD/document.xml"), Reason.TWO_IN_ONE),
    "name written otherwise twice": (named("word/d%6fcument.xml"), Reason.TWO_IN_ONE),
    "name for some programs alone": (with_other_name(), Reason.TWO_IN_ONE),
    "way of packing that office programs do not take": (
        put(ENTRY + 10, b"\x0c\x00", put(LOCAL + 8, b"\x0c\x00")),
        Reason.TWO_IN_ONE,
    ),
    "other bytes than were packed": (put(AT_NAME + 12, b"x"), Reason.DAMAGED),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_programs_would_read_differently_is_refused(name: str) -> None:
    body, reason = HOSTILE[name]
    assert reason_of(body) is reason


def sized(size: int) -> bytes:
    """The last part says so of its unpacked size in both places."""
    at, entry = PACKED.index(NAME) - 30, PACKED.rindex(b"PK\x01\x02")
    told = size.to_bytes(4, "little")
    return put(entry + 24, told, put(at + 22, told, PACKED))


def test_a_part_that_unpacks_to_more_than_it_says_is_refused() -> None:
    assert reason_of(sized(100)) is Reason.OVERPACKED


def test_a_part_that_unpacks_to_less_than_it_says_is_refused() -> None:
    assert reason_of(sized(5000)) is Reason.DAMAGED


def test_something_behind_what_a_part_unpacks_to_is_refused() -> None:
    at, entry = PACKED.index(NAME) - 30, PACKED.rindex(b"PK\x01\x02")
    size = int.from_bytes(PACKED[at + 18 : at + 22], "little")
    told = (size + 4).to_bytes(4, "little")
    body = put(entry + 20, told, put(at + 18, told, PACKED))
    start = at + 30 + len(NAME) + size
    assert reason_of(moved(4, body[:start] + b"evil" + body[start:])) is Reason.TWO_IN_ONE


class Pipe(io.RawIOBase):
    """Cannot be sought in, so that sizes stand behind the entries."""

    def __init__(self) -> None:
        self.body = b""

    def writable(self) -> bool:
        return True

    def write(self, more: bytes, /) -> int:  # type: ignore[override]
        self.body += bytes(more)
        return len(more)


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_document_written_in_one_go_is_taken(how: int) -> None:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", how) as zipped:
        for name, body in documents.office_parts("docx").items():
            zipped.writestr(name, body)
    assert kind_of(pipe.body).extension == "docx"


def test_a_document_with_folders_and_greek_names_is_taken() -> None:
    more = {"Pictures/": "", "Pictures/Ελένη.png": samples.PNG}
    body = samples.package(documents.open_parts("text") | more)
    assert kind_of(body).extension == "odt"


def test_a_document_with_sizes_for_large_files_is_taken() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for name, body in documents.office_parts("docx").items():
            with zipped.open(name, "w", force_zip64=True) as part:
                part.write(body.encode() if isinstance(body, str) else body)
    assert kind_of(made.getvalue()).extension == "docx"


ORDINARY = (
    PACKED,
    PLAIN,
    documents.office("docx", documents.field("PAGE")),
    documents.open_document("text", '<text:a xlink:href="https://example.org">x</text:a>'),
)


@given(st.sampled_from(ORDINARY), st.data())
@settings(max_examples=300)
def test_no_damage_to_a_document_makes_it_crash(body: bytes, data: st.DataObject) -> None:
    changed = bytearray(body)
    spots = st.integers(0, len(body) - 1)
    for spot, byte in data.draw(st.lists(st.tuples(spots, st.integers(0, 255)), max_size=6)):
        changed[spot] = byte
    with tempfile.TemporaryFile() as file:
        file.write(changed)
        assert verdict_on(file)


@given(st.sampled_from(["docx", "xlsx", "odt"]), st.data())
@settings(max_examples=200)
def test_no_damage_to_the_words_of_a_document_makes_it_crash(
    kind: str, data: st.DataObject
) -> None:
    parts = documents.office_parts("docx", documents.field("PAGE"))
    if kind == "odt":
        parts = documents.open_parts("text", '<text:a xlink:href="https://a">x</text:a>')
    name = data.draw(st.sampled_from(sorted(parts)))
    body = parts[name]
    changed = bytearray(body if isinstance(body, bytes) else body.encode())
    for byte in data.draw(st.binary(max_size=6)) if changed else b"":
        changed[data.draw(st.integers(0, len(changed) - 1))] = byte
    assert verdict_on(io.BytesIO(samples.package(parts | {name: bytes(changed)})))
