"""What is taken, what is refused, and for which reason."""

import io
import tempfile
from collections.abc import AsyncIterator
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.kit.files.failures import ObjectMissing
from bot.kit.files.filetype import RTF, Family, FileType, Reason, Refused
from bot.kit.files.inside import look_inside
from bot.kit.files.keys import new_key
from bot.kit.files.kind import recognise, recognise_object
from bot.kit.files.store import ObjectStore
from tests.kit.files import samples
from tests.kit.files.samples import DOCX, JPEG, MP3, OFFICE, PDF, PNG, PROGRAM, TAKEN, TEXT, ZIP


def kind_of(body: bytes) -> FileType:
    return kind_in(io.BytesIO(body))


def kind_in(file: BinaryIO) -> FileType:
    """As the bot and the process that decodes say together, without the process."""
    kind = recognise(file)
    return look_inside(file) if kind is None or kind is RTF else kind


def reason_of(body: bytes) -> Reason:
    with pytest.raises(Refused) as refused:
        kind_of(body)
    return refused.value.reason


def verdict_of(body: bytes) -> FileType | Reason:
    return verdict_on(io.BytesIO(body))


def verdict_on(file: BinaryIO) -> FileType | Reason:
    try:
        return kind_in(file)
    except Refused as refused:
        return refused.reason


@pytest.mark.parametrize("extension", TAKEN)
def test_every_type_of_the_list_is_taken(extension: str) -> None:
    assert kind_of(TAKEN[extension]).extension == extension


@pytest.mark.parametrize(
    ("extension", "mime", "family"),
    [
        ("jpg", "image/jpeg", Family.PICTURE),
        ("docx", f"{OFFICE}wordprocessingml.document", Family.DOCUMENT),
        ("ogg", "audio/ogg", Family.VOICE),
        ("mov", "video/quicktime", Family.VIDEO),
    ],
)
def test_a_type_says_what_a_person_would_call_it(extension: str, mime: str, family: Family) -> None:
    assert kind_of(TAKEN[extension]) == FileType(mime, extension, family)


OTHER_SHAPES = {
    "mp3 after a tag": (samples.TAGGED_MP3, "mp3"),
    "sound alone in an MP4": (samples.film(b"isom", b"soun"), "m4a"),
    "audio book with chapter pictures": (samples.film(b"M4B ", b"soun", b"vide"), "m4a"),
    "still picture of an iPhone": (samples.film(b"mif1", others=b"mif1heic"), "heic"),
    "text with a byte order mark": (b"\xef\xbb\xbf" + TEXT, "txt"),
    "text in UTF-16": ("Καλημέρα\r\n".encode("utf-16"), "txt"),
    "text of an old Greek Windows": ("Καλημέρα κόσμε\n".encode("cp1253"), "txt"),
    "table with commas and quotes": (b'name,note\nAmina,"one, two"\nEleni,three\n', "csv"),
    "table with tabs": (b"a\tb\tc\n1\t2\t3\n", "csv"),
    "sentences with commas": (b"First, we met.\nThen, she said, we wrote.\nEnd.\n", "txt"),
    "lines of one comma each": (b"First, we met.\nThen, we wrote.\n", "txt"),
    "photo with a film after it": (JPEG + samples.film(b"mp42", b"vide"), "jpg"),
    "text that begins like a GIF": (b"GIF89a=1;alert(1)", "txt"),
    "slide show": (samples.office(f"{OFFICE}presentationml.slideshow"), "pptx"),
}


@pytest.mark.parametrize("name", OTHER_SHAPES)
def test_a_type_is_known_in_its_other_shapes(name: str) -> None:
    body, extension = OTHER_SHAPES[name]
    assert kind_of(body).extension == extension


VBA = samples.office("application/vnd.ms-word.document.macroEnabled")
EPUB = {"mimetype": "application/epub+zip", "META-INF/container.xml": "<c/>"}
REFUSED: dict[str, tuple[bytes, Reason]] = {
    "nothing": (b"", Reason.EMPTY),
    "noise": (bytes(range(256)) * 4, Reason.UNKNOWN),
    "TIFF": (b"II*\x00\x08\x00\x00\x00" + b"\x00" * 60, Reason.UNSUPPORTED),
    "AVIF": (samples.film(b"avif"), Reason.UNSUPPORTED),
    "Matroska": (samples.MATROSKA, Reason.UNSUPPORTED),
    "Theora": (samples.THEORA, Reason.UNSUPPORTED),
    "AMR": (b"#!AMR\n" + b"\x3c\x00" * 40, Reason.UNSUPPORTED),
    "template of Word": (
        samples.office(f"{OFFICE}wordprocessingml.template"),
        Reason.UNSUPPORTED,
    ),
    "template of LibreOffice": (samples.open_document("text-template"), Reason.UNSUPPORTED),
    "drawing of LibreOffice": (samples.open_document("graphics"), Reason.UNSUPPORTED),
    "e-book": (samples.package(EPUB), Reason.UNSUPPORTED),
    "old Word": (samples.OLD_WORD, Reason.OLD_OFFICE),
    "locked Word": (samples.LOCKED_WORD, Reason.PASSWORD),
    "locked OpenDocument": (
        samples.open_document("text", **{"META-INF__manifest.xml": "<encryption-data/>"}),
        Reason.PASSWORD,
    ),
    "docm": (VBA, Reason.MACROS),
    "docm with a docx's type": (
        samples.office(f"{OFFICE}wordprocessingml.document", **{"word__vbaProject.bin": b"x"}),
        Reason.MACROS,
    ),
    "OpenDocument with Basic": (
        samples.open_document("text", **{"Basic__Standard__Module1.xml": "<m/>"}),
        Reason.MACROS,
    ),
    "RTF with an object": (b"{\\rtf1 {\\object\\objdata 0105}}", Reason.MACROS),
    "Windows program": (PROGRAM, Reason.PROGRAM),
    "Linux program": (b"\x7fELF\x02\x01\x01" + b"\x00" * 60, Reason.PROGRAM),
    "Java program": (samples.package({"META-INF/MANIFEST.MF": "x"}), Reason.PROGRAM),
    "docx with a program": (
        samples.office(f"{OFFICE}wordprocessingml.document", **{"word__run.EXE": PROGRAM}),
        Reason.PROGRAM,
    ),
    "shell script": (b"#!/bin/sh\nrm -rf ~\n", Reason.SCRIPT),
    "batch file": (b"@echo off\r\ndel *.*\r\n", Reason.SCRIPT),
    "PHP": (b"<?php system($_GET['c']); ?>", Reason.SCRIPT),
    "ZIP": (ZIP, Reason.ARCHIVE),
    "empty ZIP": (samples.package({}), Reason.ARCHIVE),
    "RAR": (b"Rar!\x1a\x07\x01\x00" + b"\x00" * 40, Reason.ARCHIVE),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00\x04" + b"\x00" * 40, Reason.ARCHIVE),
    "gzip": (b"\x1f\x8b\x08\x00" + b"\x00" * 40, Reason.ARCHIVE),
    "HTML": (b"<!DOCTYPE html>\n<html><body>x</body></html>", Reason.MARKUP),
    "HTML after a comment": (b"<!-- hello -->\n<p>x", Reason.MARKUP),
    "HTML in UTF-16": ("<html><script>x</script>".encode("utf-16"), Reason.MARKUP),
    "text with a script in it": (b"Dear all,\n<script>alert(1)</script>\n", Reason.MARKUP),
    "SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Reason.MARKUP),
    "XML": (b"<?xml version='1.0'?><a/>", Reason.MARKUP),
    "photo and ZIP": (JPEG + ZIP, Reason.TWO_IN_ONE),
    "photo, ZIP and rubbish": (JPEG + ZIP + b"rubbish" * 9, Reason.TWO_IN_ONE),
    "photo and RAR": (JPEG + b"Rar!\x1a\x07\x01\x00" + b"\x00" * 40, Reason.TWO_IN_ONE),
    "photo and program": (JPEG + PROGRAM, Reason.TWO_IN_ONE),
    "photo with PHP in it": (JPEG[:20] + b"<?php system('id'); ?>" + JPEG, Reason.TWO_IN_ONE),
    "picture and HTML": (PNG + b"<HTML><SCRIPT >x</SCRIPT>", Reason.TWO_IN_ONE),
    "photo and PDF": (JPEG[:20] + PDF + JPEG, Reason.TWO_IN_ONE),
    "tar that begins like a sound": (MP3[:257] + b"ustar\x00" + MP3[263:], Reason.TWO_IN_ONE),
    "PDF and ZIP": (PDF + ZIP, Reason.TWO_IN_ONE),
    "rubbish before a PDF": (b"\x00\x01\x02" + PDF, Reason.TWO_IN_ONE),
    "text before a PDF": (b"hello\n" + PDF, Reason.TWO_IN_ONE),
    "script before a PDF": (b"#!/bin/sh\necho boo\n" + PDF, Reason.SCRIPT),
    "docx and PDF": (DOCX + PDF, Reason.TWO_IN_ONE),
    "docx and ZIP": (DOCX + ZIP, Reason.TWO_IN_ONE),
    "script before a docx": (b"#!/bin/sh\n" + DOCX, Reason.SCRIPT),
    "cut-off PDF": (PDF[:60], Reason.DAMAGED),
    "cut-off docx": (DOCX[:-30], Reason.DAMAGED),
    "film without an index": (samples.film(b"isom"), Reason.DAMAGED),
    "endless box": (samples.film(b"isom") + b"\x00\x00\x00\x01free" + b"\x00" * 8, Reason.DAMAGED),
}


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused_with_its_reason(name: str) -> None:
    body, reason = REFUSED[name]
    assert reason_of(body) is reason


def test_each_reason_is_reached() -> None:
    elsewhere = {Reason.OVERPACKED, Reason.PIXELS, Reason.ACTIVE, Reason.COMPLEX, Reason.LOADS}
    assert {reason for _, reason in REFUSED.values()} == set(Reason) - elsewhere


def test_a_document_that_unpacks_without_end_is_refused() -> None:
    bomb = samples.package({"[Content_Types].xml": b" " * 60_000_000}, packed=True)
    assert reason_of(bomb) is Reason.OVERPACKED


def test_a_directory_of_too_many_entries_is_not_even_read() -> None:
    many = DOCX[:-10] + (3 * 1024 * 1024).to_bytes(4, "little") + DOCX[-6:]
    assert reason_of(many) is Reason.OVERPACKED


def test_a_locked_entry_is_refused_as_locked() -> None:
    locked = bytearray(DOCX)
    locked[DOCX.find(b"PK\x01\x02") + 8] |= 1
    assert reason_of(bytes(locked)) is Reason.PASSWORD


def test_two_entries_of_one_name_are_two_files_in_one() -> None:
    twice = samples.office(f"{OFFICE}wordprocessingml.document", aaaa="1", bbbb="2")
    assert reason_of(twice.replace(b"bbbb", b"aaaa")) is Reason.TWO_IN_ONE


@pytest.mark.parametrize("extension", TAKEN)
def test_a_cut_off_file_is_judged_without_a_crash(extension: str) -> None:
    body = TAKEN[extension]
    verdicts = [verdict_of(body[:end]) for end in range(0, len(body), max(1, len(body) // 40))]
    assert verdicts[0] is Reason.EMPTY


@given(st.sampled_from(sorted(TAKEN)), st.data())
@settings(max_examples=400)
def test_no_damage_makes_it_crash(extension: str, data: st.DataObject) -> None:
    body = bytearray(TAKEN[extension])
    spots = st.integers(0, len(body) - 1)
    for spot, byte in data.draw(st.lists(st.tuples(spots, st.integers(0, 255)), max_size=8)):
        body[spot] = byte
    with tempfile.TemporaryFile() as file:
        file.write(body)
        assert verdict_on(file)


@given(st.binary(max_size=3000))
def test_no_bytes_make_it_crash(body: bytes) -> None:
    assert verdict_of(body)


async def one_piece(body: bytes) -> AsyncIterator[bytes]:
    yield body


@pytest.mark.parametrize("extension", ["jpg", "docx", "mp4", "txt"])
async def test_a_stored_object_is_recognised_by_range(store: ObjectStore, extension: str) -> None:
    body = TAKEN[extension]
    key = (await store.put_stream(new_key("evidence"), one_piece(body), len(body))).key
    assert (await recognise_object(store, key)).extension == extension


async def test_a_missing_object_is_no_refusal(store: ObjectStore) -> None:
    with pytest.raises(ObjectMissing):
        await recognise_object(store, new_key("evidence"))
