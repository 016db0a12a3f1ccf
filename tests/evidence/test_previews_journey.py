"""A tutor looks at pages as pictures and gets the original with one press; over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evidence.preview_addresses import ReviewOriginal
from bot.evidence.rules.previews import PREFIX
from tests.evidence.ways import begins, hands_in, written
from tests.kit.files import pictures
from tests.kit.files.samples import DOCX, PDF, pdf
from tests.people import Cast, Phone, Stage


async def handed_in(cast: Cast, *files: Path) -> tuple[Phone, Phone]:
    """Amina has handed in these files; Greta has them before her."""
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await begins(amina)
    await amina.uploads(*files)
    await amina.presses("Open this evidence")
    await hands_in(amina)
    await greta.looks()
    await greta.presses("Look at it")
    await greta.presses("Files and texts")
    return amina, greta


async def test_a_paper_is_turned_page_by_page_and_had_whole(cast: Cast, tmp_path: Path) -> None:
    _, greta = await handed_in(cast, written(tmp_path / "plan.pdf", pdf(pages=12)))
    await greta.presses("plan.pdf")
    greta.sees("plan.pdf (no. 1, document")
    greta.sees("Page 1 of 12")
    greta.sees("the first 10 pages")
    assert "photo" in greta.of_bot()[-1]
    assert greta.labels() == [
        "Next",
        "Original file",
        "Give feedback",
        "Contains client data",
        "Back",
    ]
    await greta.presses("Next")
    greta.sees("Page 2 of 12")
    await greta.presses("Original file")
    assert "document" in greta.of_bot()[-1]
    await greta.presses("Back")
    await greta.presses("plan.pdf")


async def test_a_photo_is_shown_as_one_without_pages(cast: Cast, tmp_path: Path) -> None:
    photo = written(tmp_path / "yard.jpg", pictures.jpeg(position=False))
    _, greta = await handed_in(cast, photo)
    await greta.presses("yard.jpg")
    assert "photo" in greta.of_bot()[-1]
    assert greta.labels() == ["Original file", "Give feedback", "Contains client data", "Back"]


async def test_an_office_document_comes_as_it_is(cast: Cast, tmp_path: Path) -> None:
    _, greta = await handed_in(cast, written(tmp_path / "plan.docx", DOCX))
    await greta.presses("plan.docx")
    greta.sees("There is no preview for this type of file.")
    assert "document" in greta.of_bot()[-1]


async def test_a_picture_that_is_lost_leaves_the_words_and_the_original(
    cast: Cast, stage: Stage, tmp_path: Path
) -> None:
    _, greta = await handed_in(cast, written(tmp_path / "plan.pdf", PDF))
    objects = stage.app.services.objects
    async for key in objects.list(PREFIX):
        await objects.delete(key)
    await greta.presses("plan.pdf")
    greta.sees("The preview cannot be shown right now.")
    await greta.presses("Original file")
    assert "document" in greta.of_bot()[-1]


async def test_a_film_is_played_in_the_chat(cast: Cast, tmp_path: Path) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await begins(amina)
    film = written(tmp_path / "talk.mp4", pictures.recorded(pictures.XYZ))
    await amina.uploads(film, kind="video")
    await amina.presses("Remove the place")
    await amina.presses("Open this evidence")
    await hands_in(amina)
    await greta.looks()
    await greta.presses("Look at it")
    await greta.presses("Files and texts")
    await greta.presses(greta.labels()[0])
    assert "video" in greta.of_bot()[-1]


async def test_nobody_out_of_scope_gets_an_original(cast: Cast, tmp_path: Path) -> None:
    _, greta = await handed_in(cast, written(tmp_path / "plan.pdf", PDF))
    await greta.presses("plan.pdf")
    original = greta.button("Original file")[1]["callback_data"]
    eleni = await cast.trainee("Ελένη", "el")
    await eleni.presses_old(original)
    assert not any("document" in message for message in eleni.of_bot())
    await greta.presses_old(ReviewOriginal("x" * 10, 1, 1))
    assert greta.labels()


@pytest.mark.parametrize("language", ["el", "is"])
async def test_a_tutor_reads_it_in_their_language(
    cast: Cast, tmp_path: Path, language: str
) -> None:
    amina, tutor = await cast.trainee("Amina"), await cast.tutor("Greta", language)
    await begins(amina)
    await amina.uploads(written(tmp_path / "plan.pdf", pdf(pages=2)))
    await amina.presses("Open this evidence")
    await hands_in(amina)
    await tutor.looks()
    await tutor.presses(tutor.labels()[0])
    await tutor.presses(tutor.labels()[0])
    await tutor.presses("plan.pdf")
    tutor.sees({"el": "Σελίδα 1 από 2", "is": "Síða 1 af 2"}[language])
