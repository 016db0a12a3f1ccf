"""What another program, or the same one in another mood, would run, unpack or mount is refused."""

import random
import tempfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.kit.files import rtf as reading
from bot.kit.files.filetype import Reason
from tests.kit.files import documents, pictures
from tests.kit.files.samples import GIF, JPEG, PDF, RTF, TAKEN, film
from tests.kit.files.test_kind import kind_of, reason_of, verdict_on

WEB = b"http://example.org/x"


def rtf(body: bytes) -> bytes:
    return b"{\\rtf1\\ansi " + body + b"}"


def field(code: bytes) -> bytes:
    return rtf(b"{\\field{\\*\\fldinst " + code + b"}{\\fldrslt 1}}")


ACTIVE: dict[str, tuple[bytes, Reason]] = {
    "object": (rtf(b"{\\object\\objemb{\\*\\objdata 0105}}"), Reason.MACROS),
    "object in other letters": (rtf(b"{\\OBJDATA0 0105}"), Reason.MACROS),
    "object behind bytes that are passed over": (
        rtf(b"{\\bin4 }}}}\\objupdate}"),
        Reason.MACROS,
    ),
    "object at the border of two pieces": (
        rtf(b"x" * (1024 * 1024 - 15) + b"{\\objdata 0105}"),
        Reason.MACROS,
    ),
    "object in what begins badly": (b"{\\rt{\\object\\objdata 0105}}", Reason.MACROS),
    "template from the web": (rtf(b"{\\*\\template " + WEB + b"}"), Reason.LOADS),
    "template from a network": (rtf(b"{\\*\\template \\\\\\\\server\\\\a.dot}"), Reason.LOADS),
    "template by the numbers of its letters": (
        rtf(b"{\\*\\template \\'68\\u116?\\u116?p://example.org}"),
        Reason.LOADS,
    ),
    "template over two lines": (rtf(b"{\\*\\template ht\r\ntp://example.org}"), Reason.LOADS),
    "question to a program": (field(b"DDEAUTO c:\\\\x"), Reason.MACROS),
    "question to a program in pieces": (field(b"{\\b D}{\\i DE}AUTO x"), Reason.MACROS),
    "question to a program in numbers": (field(b"\\'44\\u68 ?E x"), Reason.MACROS),
    "text from elsewhere": (field(b'INCLUDETEXT "' + WEB + b'"'), Reason.LOADS),
    "groups without end": (rtf(b"{" * 20_000), Reason.COMPLEX),
    "field that is never closed": (b"{\\rtf1 {\\*\\fldinst DDE x", Reason.MACROS),
}


@pytest.mark.parametrize("name", ACTIVE)
def test_an_rtf_text_that_does_more_than_show_is_refused(name: str) -> None:
    body, reason = ACTIVE[name]
    assert reason_of(body) is reason


QUIET: dict[str, bytes] = {
    "nothing special": RTF,
    "template of one's own": rtf(b"{\\*\\template C:\\\\Users\\\\Amina\\\\Normal.dotm}"),
    "link": field(b'HYPERLINK "' + WEB + b'"'),
    "page number": field(b" PAGE "),
    "picture": rtf(b"{\\pict\\pngblip " + b"89504e47" * 50_000 + b"}"),
    "picture in bytes": rtf(b"{\\pict\\bin9 \\objdata }"),
    "Word's own store": rtf(b"{\\*\\datastore 0105000002000000}"),
    "Greek": rtf(b"\\u917?\\u955? \\'e1"),
}


@pytest.mark.parametrize("name", QUIET)
def test_an_ordinary_rtf_text_is_taken(name: str) -> None:
    assert kind_of(QUIET[name]).extension == "rtf"


@given(st.sampled_from([one for one, _ in ACTIVE.values() if len(one) < 999]), st.data())
@settings(max_examples=200)
def test_no_damage_to_an_rtf_text_makes_it_crash(body: bytes, data: st.DataObject) -> None:
    changed = bytearray(body)
    for byte in data.draw(st.binary(max_size=6)):
        changed[data.draw(st.integers(0, len(body) - 1))] = byte
    with tempfile.TemporaryFile() as file:
        file.write(changed)
        assert verdict_on(file)


def long(body: bytes) -> bytes:
    """With so much behind it that a disk's marks would fit."""
    return body + bytes(40_000)


def at(body: bytes, place: int, mark: bytes) -> bytes:
    return body[:place] + mark + body[place + len(mark) :]


def with_trailer(body: bytes) -> bytes:
    return body + b"koly\0\0\0\x04\0\0\x02\0" + bytes(500)


DOCX = documents.office("docx", **{"a.bin": random.Random(3).randbytes(40_000)})
TWO: dict[str, bytes] = {
    "photo and CD": at(long(JPEG), 0x8001, b"CD001"),
    "film and CD": at(film(b"isom", b"vide", others=b"") + bytes(40_000), 0x8001, b"CD001"),
    "paper and DVD": at(PDF + b" " * 40_000 + b"%%EOF", 0x8801, b"NSR02"),
    "photo and disk of a Mac": with_trailer(JPEG),
    "paper and disk of a Mac": with_trailer(PDF),
    "photo that is a script": at(JPEG, 4, b"/*") + b"*/=alert(1)",
    "moving picture that is a script": at(GIF, 6, b"/*") + b"*/=1;alert(1)",
    "program that is a film": b"MZ\x90\x00" + film(b"isom", b"vide")[4:],
    "script that is a picture": b"#!/b" + TAKEN["heic"][4:],
    "photo and program of a Mac": JPEG + b"\xcf\xfa\xed\xfe\x07\x00\x00\x01" + bytes(60),
    "photo and cabinet": JPEG + b"MSCF\0\0\0\0" + bytes(60),
    "document and CD": at(DOCX, 0x8001, b"CD001"),
}


@pytest.mark.parametrize("name", TWO)
def test_a_second_file_in_a_file_is_refused(name: str) -> None:
    assert reason_of(TWO[name]) in {Reason.TWO_IN_ONE, Reason.DAMAGED}


def test_what_cameras_make_is_no_second_file() -> None:
    large = pictures.image(900, 700)
    for body in (pictures.jpeg(of=large), pictures.png(), pictures.webp(), long(JPEG)):
        assert kind_of(body).family == "picture"
    assert kind_of(film(b"isom", b"vide") + bytes(100)).extension == "mp4"


@pytest.mark.parametrize("seed", range(20))
def test_noise_behind_a_photo_is_no_second_file(seed: int) -> None:
    assert kind_of(JPEG + random.Random(seed).randbytes(200_000)).extension == "jpg"


def test_an_rtf_text_of_control_words_without_end_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "_MOST_TOKENS", 1000)
    assert reason_of(rtf(b"\\b x" * 1000)) is Reason.COMPLEX
