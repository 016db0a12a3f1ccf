"""A trainee collects evidence and hands it in; a tutor gives feedback; over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kit.files.samples import JPEG, PDF, PROGRAM
from tests.people import Cast, Phone


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return written(tmp_path / "report.pdf", PDF)


def written(path: Path, body: bytes) -> Path:
    path.write_bytes(body)
    return path


async def begins(amina: Phone, kind: str = "Case file") -> None:
    await amina.writes("/evidence")
    await amina.presses("Add evidence")
    await amina.presses("1 Communication")
    await amina.presses("1.1 Adapt")
    await amina.presses(kind)


async def test_the_empty_list_says_what_to_do(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/evidence")
    amina.sees("Nothing here yet")
    assert amina.labels() == ["Add evidence", "Home"]


async def test_a_file_gets_a_receipt_with_number_name_size_and_outcome(
    cast: Cast, paper: Path
) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    amina.sees("take out names")
    amina.sees("up to 20 MB")
    await amina.uploads(paper)
    amina.sees("Stored as no. 1. This is your receipt.")
    amina.sees("report.pdf (document, 1 kB)")
    amina.sees("1.1 Adapt messages")
    amina.has_seen("1 arriving")


async def test_an_album_is_kept_but_for_a_wrong_type_and_a_second_copy(
    cast: Cast, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    good = [written(tmp_path / f"page-{n}.jpg", JPEG + bytes([n])) for n in range(8)]
    bad = written(tmp_path / "holiday.jpg", PROGRAM)
    twin = written(tmp_path / "again.jpg", JPEG + bytes([0]))
    await amina.uploads(*good[:4], bad, *good[4:], twin)
    amina.has_seen("10 arriving")
    amina.has_seen("holiday.jpg was not kept.\nIt is a program")
    amina.has_seen("You have sent this same file before; it is stored as no.")
    amina.sees("8 stored, 2 not kept")
