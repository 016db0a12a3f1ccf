"""Drafts and files go by themselves, and their owners hear of it while they can do something."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import update

from bot.evidence.tables import EntryRow
from bot.kit.db import table_of
from bot.kit.settings import BadSettings, load_settings
from tests.evidence.ways import begins
from tests.people import Cast, Phone, Stage
from tests.privacy.looking import rows_of


async def drafts(amina: Phone, folder: Path) -> None:
    await begins(amina)
    Image.new("RGB", (9, 9), "red").save(folder / "case.png")
    await amina.uploads(folder / "case.png")
    await amina.writes("I met them twice.")


async def kept(stage: Stage) -> tuple[int, int]:
    """How many pieces and how many objects there are."""
    store = stage.app.services.objects
    objects = [key async for key in store.list("evidence")]
    return len(await rows_of(stage, "evidence_piece")), len(objects)


async def test_an_unfinished_draft_is_told_then_withdrawn_then_deleted(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await drafts(amina, tmp_path)
    before = await kept(stage)
    await stage.passes(days=336)
    await amina.looks()
    amina.has_seen("You have not changed this draft for long")
    await stage.passes(days=31)
    ((piece),) = await rows_of(stage, "evidence_piece")
    assert piece["state"] == "withdrawn"
    assert await kept(stage) == before
    await stage.passes(days=70)
    assert await kept(stage) == (0, 0)


async def test_whoever_goes_on_with_a_draft_keeps_it(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await drafts(amina, tmp_path)
    await stage.passes(days=336)
    await amina.looks()
    await amina.presses("Open")
    await amina.presses("Line of context")
    await amina.writes("A visit in May")
    await stage.passes(days=60)
    ((piece),) = await rows_of(stage, "evidence_piece")
    assert piece["state"] == "draft"


async def test_a_file_that_no_scanner_came_for_goes_with_a_word_before(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await drafts(amina, tmp_path)
    entries = table_of(EntryRow)
    async with stage.app.services.database.transaction() as session:
        waits = update(entries).where(entries.c.form == "file")
        await session.execute(waits.values(state="quarantined"))
    await stage.passes(days=54)
    await amina.looks()
    amina.has_seen("could not be checked for viruses until now")
    await stage.passes(days=8)
    (file,) = [row for row in await rows_of(stage, "evidence_entry") if row["form"] == "file"]
    assert (file["state"], file["key"]) == ("refused", "")
    assert (await kept(stage))[1] == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [("withdrawn_days", 6), ("drafts_days", 59), ("quarantine_days", 13), ("drafts_days", "soon")],
)
def test_too_short_a_period_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(BadSettings, match=f"JOBBROKER_{name.upper()}="):
        load_settings(_env_file=None, **{name: value})
