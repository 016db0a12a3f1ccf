"""What an assessor sees of files, and of what changed since they were judged; over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.judging.addresses import OpenChanges, OpenEntry, OpenOriginal, OpenPart
from bot.kit.address import unpack
from bot.people.rules import Role
from tests.evidence.ways import begins, hands_in, written
from tests.judging.ways import asks, judges, opens, signs
from tests.kit.files import pictures
from tests.kit.files.samples import DOCX, OPUS, film, pdf
from tests.people import Cast, Phone, Stage


@pytest.fixture(autouse=True)
def one_assessor(stage: Stage) -> None:
    stage.app.services.settings.second_assessor_share = 0


async def handed_in(cast: Cast, *files: Path, **sent: str) -> tuple[Phone, Phone]:
    """Amina has these files judged; Ingrid has them open."""
    amina = await cast.trainee("Amina")
    ingrid = await cast.member("Ingrid", Role.ASSESSOR)
    await begins(amina)
    await amina.uploads(*files, **sent)
    await amina.presses("Open this evidence")
    await hands_in(amina)
    await asks(amina)
    await opens(ingrid)
    await ingrid.presses("Evidence")
    await ingrid.presses("1. Case file")
    return amina, ingrid


async def test_a_paper_is_turned_page_by_page_and_had_whole(cast: Cast, tmp_path: Path) -> None:
    _, ingrid = await handed_in(cast, written(tmp_path / "plan.pdf", pdf(pages=12)))
    await ingrid.presses("plan.pdf", times=2)
    ingrid.sees("Page 1 of 12")
    ingrid.sees("the first 10 pages")
    assert "photo" in ingrid.of_bot()[-1]
    assert ingrid.labels() == [
        "Next",
        "Original file",
        "Contains client data",
        "Criteria",
        "Back",
    ]
    await ingrid.presses("Next")
    ingrid.sees("Page 2 of 12")
    await ingrid.presses("Previous")
    await ingrid.presses("Original file", times=2)
    assert "document" in ingrid.of_bot()[-1]
    await ingrid.presses("Back")
    ingrid.sees("plan.pdf")


async def test_a_photo_is_a_picture_and_an_office_document_comes_as_it_is(
    cast: Cast, tmp_path: Path
) -> None:
    photo = written(tmp_path / "yard.jpg", pictures.jpeg(position=False))
    _, ingrid = await handed_in(cast, photo, written(tmp_path / "plan.docx", DOCX))
    await ingrid.presses("yard.jpg")
    assert "photo" in ingrid.of_bot()[-1]
    await ingrid.presses("Back")
    await ingrid.presses("plan.docx")
    ingrid.sees("There is no preview for this type of file.")
    assert "document" in ingrid.of_bot()[-1]


async def logged(stage: Stage, action: str) -> list[tuple[str, str]]:
    async with stage.app.services.database.reading() as session:
        found = await session.execute(
            text("SELECT kind, object_id FROM audit_row WHERE action = :a ORDER BY sequence"),
            {"a": action},
        )
        return [(row.kind, row.object_id) for row in found]


async def test_the_version_that_went_in_is_read_whatever_came_after_and_each_look_is_logged(
    cast: Cast, stage: Stage, tmp_path: Path
) -> None:
    amina, ingrid = await handed_in(cast, written(tmp_path / "plan.pdf", pdf(pages=2)))
    here = ingrid.button("plan.pdf")[1]["callback_data"]
    await hands_in_another(cast, amina, written(tmp_path / "later.pdf", pdf(pages=5)))
    await ingrid.presses("plan.pdf")
    ingrid.sees("Page 1 of 2")
    await ingrid.presses("Back")
    ingrid.sees_no("later.pdf")
    opening = unpack(here)
    assert isinstance(opening, OpenEntry)
    for other in (OpenEntry, OpenOriginal):
        await ingrid.presses_old(other(opening.work, opening.part, opening.entry + 1))
        ingrid.sees_no("later.pdf")
    assert await logged(stage, "evidence.part_read") == [("evidence_entry", str(opening.entry))]
    assert len(await logged(stage, "evidence.read")) == 2  # the tutor's and the assessor's


async def hands_in_another(cast: Cast, amina: Phone, file: Path) -> None:
    """A version more, with that file."""
    greta = await cast.tutor("Greta")
    await greta.writes("/review")
    await greta.presses("1. Amina")
    await greta.presses("Give feedback")
    await greta.writes("Say how it ended.")
    await amina.writes("/evidence")
    await amina.presses("1. 1.1")
    await amina.presses("New version")
    await amina.presses("Files and texts")
    await amina.presses("Send files")
    await amina.uploads(file)
    await amina.presses("Open this evidence")
    await hands_in(amina)


async def test_nobody_else_and_nobody_before_the_declaration_looks_at_a_page(
    cast: Cast, tmp_path: Path
) -> None:
    _, ingrid = await handed_in(cast, written(tmp_path / "plan.pdf", pdf(pages=2)))
    opening = unpack(ingrid.button("plan.pdf")[1]["callback_data"])
    assert isinstance(opening, OpenEntry)
    work, part, entry = opening.work, opening.part, opening.entry
    jon = await cast.member("Jon", Role.ASSESSOR)
    places = (
        opening,
        OpenOriginal(work, part, entry),
        OpenPart(work, part),
        OpenChanges(work, part),
    )
    for address in places:
        await jon.presses_old(address)
        jon.sees_no("plan.pdf")
    await ingrid.presses_old(OpenChanges(work, part))
    ingrid.sees("That button is from earlier")
    ingrid.sees("plan.pdf")


async def test_a_file_that_is_held_back_has_no_page_to_look_at(cast: Cast, tmp_path: Path) -> None:
    _, ingrid = await handed_in(cast, written(tmp_path / "plan.pdf", pdf(pages=2)))
    opening = unpack(ingrid.button("plan.pdf")[1]["callback_data"])
    assert isinstance(opening, OpenEntry)
    await ingrid.presses("plan.pdf")
    await ingrid.presses("Contains client data")
    await ingrid.presses("Yes, hold it back now")
    original = OpenOriginal(opening.work, opening.part, opening.entry)
    for address in (opening, original):
        await ingrid.presses_old(address)
        ingrid.sees("is held back")
        ingrid.sees_no("plan.pdf")
        assert not {"photo", "document"} & set(ingrid.of_bot()[-1])


@pytest.mark.parametrize(("kind", "name"), [("voice", "said.ogg"), ("video", "walk.mp4")])
async def test_voice_and_film_play_in_the_chat(
    cast: Cast, tmp_path: Path, kind: str, name: str
) -> None:
    bytes_of = {"voice": OPUS, "video": film(b"isom", b"vide")}[kind]
    _, ingrid = await handed_in(cast, written(tmp_path / name, bytes_of), kind=kind)
    label = next(one for one in ingrid.labels() if one not in ("Contains client data", "Back"))
    await ingrid.presses(label)
    assert kind in ingrid.of_bot()[-1]


async def test_in_a_further_round_what_changed_since_the_one_before_is_marked(cast: Cast) -> None:
    amina, ingrid = await cast.trainee("Amina"), await cast.member("Ingrid", Role.ASSESSOR)
    await begins(amina)
    await amina.writes("I met her in the shop. She wanted a part-time worker.")
    await amina.presses("Done")
    await hands_in(amina)
    await asks(amina)
    await opens(ingrid)
    await judges(ingrid, "Met", "Partly", "Met", "Met", "Met")
    await signs(ingrid)
    await asks_again_with_changes(cast, amina)
    await opens(ingrid)
    await ingrid.presses("Evidence")
    ingrid.sees("version 2 · handed in")
    ingrid.sees("changed since round 1")
    ingrid.sees("new in this round")
    await ingrid.presses("1. Case file")
    await ingrid.presses("What has changed since round 1", times=2)
    ingrid.sees("From version 1, which was read then, to version 2")
    ingrid.sees("[−part-time] [+full-time] worker")
    await ingrid.presses("Back")
    ingrid.sees("changed since round 1")
    await ingrid.presses("Back")
    await ingrid.presses("2. Case file")
    assert "What has changed since round 1" not in ingrid.labels()


async def asks_again_with_changes(cast: Cast, amina: Phone) -> None:
    """The first piece is written anew, a second one comes, and both are to be judged."""
    greta = await cast.tutor("Greta")
    await greta.writes("/review")
    await greta.presses("1. Amina")
    await greta.presses("Give feedback")
    await greta.writes("Say how it ended.")
    await amina.looks()
    await amina.presses("Open this evidence")
    await amina.presses("New version")
    await amina.edits("part-time", "I met her in the shop. She wanted a full-time worker.")
    await amina.writes("/evidence")
    await amina.presses("1. 1.1")
    await hands_in(amina)
    await begins(amina)
    await amina.writes("A second conversation.")
    await amina.presses("Done")
    await hands_in(amina)
    await asks(amina)
