"""A trainee and a tutor while the scanner finds a virus, is away, and is back; over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import AnyUrl

from bot.kit.files.scanning import Patience, Scanner
from tests.evidence.ways import begins, hands_in, written
from tests.kit.files.conftest import clamd_address  # noqa: F401
from tests.kit.files.daemon import MARK, acting, answering
from tests.kit.files.samples import PDF
from tests.people import Cast, Stage


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return written(tmp_path / "report.pdf", PDF)


def scan_at(stage: Stage, address: AnyUrl) -> None:
    scanner = Scanner(address, Patience(connect=0.5, send=5, verdict=5))
    object.__setattr__(stage.app.services, "scanner", scanner)


@pytest.fixture
async def clean_scanner() -> AsyncIterator[AnyUrl]:
    async with acting(answering(b"stream: OK\0")) as address:
        yield address


@pytest.mark.clamav
async def test_an_infected_file_is_refused_and_the_next_one_is_taken(
    cast: Cast,
    stage: Stage,
    tmp_path: Path,
    paper: Path,
    clamd_address: AnyUrl,  # noqa: F811
) -> None:
    scan_at(stage, clamd_address)
    amina = await cast.trainee("Amina")
    await begins(amina)
    await amina.uploads(written(tmp_path / "bad.pdf", PDF + MARK + b"%%EOF"))
    amina.sees("bad.pdf was not kept.")
    amina.sees("found Jobbroker.Mark.UNOFFICIAL in it, so it was deleted")
    await amina.uploads(paper)
    amina.sees("Stored as no. 1. This is your receipt.")


async def test_a_tutor_gets_a_file_only_once_it_is_clean(
    cast: Cast, stage: Stage, paper: Path, clean_scanner: AnyUrl
) -> None:
    scan_at(stage, AnyUrl("tcp://127.0.0.1:9"))
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await begins(amina)
    await amina.uploads(paper)
    amina.sees("Kept as no. 1. This is your receipt.")
    await amina.presses("Open this evidence")
    amina.sees("You can hand in all the same")
    await hands_in(amina)
    amina.sees("Tutors get it once it is clean.")
    await greta.looks()
    await greta.presses("Look at it")
    greta.sees("In it: 1 being checked")
    await greta.presses("Files and texts")
    greta.sees("A file is still being checked for viruses.")
    assert not any(label.startswith("report") for label in greta.labels())
    assert "report.pdf" not in str(greta.of_bot())
    assert not any("document" in message for message in greta.of_bot())
    scan_at(stage, clean_scanner)
    await stage.passes(minutes=5)
    await amina.looks()
    amina.sees("No. 1 has been checked: no virus was found")
    await greta.looks()
    greta.sees("The virus check of Amina’s evidence 1.1 · Case file, version 1, is done.")
    await greta.presses("Look at it")
    await greta.presses("Files and texts")
    await greta.presses("report.pdf")
    assert "photo" in greta.of_bot()[-1]
    await greta.presses("Original file")
    assert "document" in greta.of_bot()[-1]


async def test_the_trainee_sees_where_a_file_stands_and_can_take_it_out(
    cast: Cast, stage: Stage, paper: Path
) -> None:
    scan_at(stage, AnyUrl("tcp://127.0.0.1:9"))
    amina = await cast.trainee("Amina")
    await begins(amina)
    await amina.uploads(paper)
    await amina.presses("Open this evidence")
    await amina.presses("Files and texts")
    amina.sees("waiting for the virus check; nobody but you sees it until then")
    await amina.presses("report.pdf")
    await amina.presses("Take out")
    amina.has_seen("Kept as no. 1")
