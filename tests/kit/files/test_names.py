"""Names as people, phones and pranksters send them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kit.files.filetype import JPEG, PDF
from bot.kit.files.names import LONGEST_BYTES, safe_name


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Þórdís Ægisdóttir – ferilskrá.pdf", "Þórdís Ægisdóttir – ferilskrá.pdf"),
        ("Βιογραφικό.pdf", "Βιογραφικό.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\amina\\plan.docx", "plan.docx"),
        ("cv\u202efdp.exe", "cvfdp.exe"),
        ("a\x00b\nc.txt", "abc.txt"),
        ("CON.txt", "CON_.txt"),
        ('what? "this" <one>|*.pdf', "what this one.pdf"),
        ("...", "file"),
        ("", "file"),
        (None, "file"),
        ("folder/", "folder"),
        ("e\u0301t\u00e9.pdf", "été.pdf"),
        ("zero\u200bwidth.pdf", "zerowidth.pdf"),
        ("note.", "note"),
        (" .hidden", "hidden"),
    ],
)
def test_a_name_is_made_fit_to_show(sent: str | None, shown: str) -> None:
    assert safe_name(sent) == shown


@pytest.mark.parametrize(
    ("sent", "saved"),
    [
        ("cv.pdf", "cv.pdf"),
        ("CV.PDF", "CV.PDF"),
        ("cv.pdf.exe", "cv.pdf.exe.pdf"),
        ("cv", "cv.pdf"),
        ("plan v1.2 final", "plan v1.2 final.pdf"),
    ],
)
def test_the_extension_is_that_of_the_bytes(sent: str, saved: str) -> None:
    assert safe_name(sent, PDF) == saved


def test_another_spelling_of_the_same_type_stays() -> None:
    assert safe_name("IMG_0001.JPEG", JPEG) == "IMG_0001.JPEG"


def test_a_long_name_keeps_its_extension_and_whole_letters() -> None:
    name = safe_name("ά" * 500 + ".pdf", PDF)
    assert name.endswith("ά.pdf")
    assert LONGEST_BYTES - 1 <= len(name.encode()) <= LONGEST_BYTES


@given(st.text(max_size=300))
def test_no_name_escapes_hides_or_grows(sent: str) -> None:
    name = safe_name(sent, PDF)
    assert name.endswith((".pdf", ".PDF", ".Pdf", ".pDf", ".pdF", ".PDf", ".PdF", ".pDF"))
    assert not set(name) & set('/\\:*?"<>|\x00\n\r\t\u202e\u2066\u200b')
    assert not name.startswith(".")
    assert len(name.encode()) <= LONGEST_BYTES


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(sent: str) -> None:
    assert safe_name(safe_name(sent, PDF), PDF) == safe_name(sent, PDF)
