"""People have all their data, and have it erased."""

from __future__ import annotations

import io
import json
from zipfile import ZipFile

from bot.kit.audit.verify import verify
from tests.people import Cast, Phone, Stage
from tests.privacy.looking import file_of, rows_of, rows_with


async def forgets(amina: Phone) -> None:
    """Down to the last question."""
    await amina.writes("/forget")
    amina.sees("Erase everything about you?")
    await amina.presses("Next: what stays")
    amina.sees("What stays, and why")
    while "What stays, and why" in amina.screen:
        await amina.presses("Go on")


async def test_whoever_types_the_word_is_a_visitor_afterwards(stage: Stage, cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await forgets(amina)
    amina.sees("write ERASE")
    await amina.writes("erase")
    amina.sees("Done: everything about you was erased")
    await stage.passes(seconds=5)
    assert await rows_with(stage, "Amina", amina.id) == []
    await amina.writes("/start")
    amina.sees("job broker")


async def test_another_word_erases_nothing(stage: Stage, cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await forgets(amina)
    await amina.writes("Erase it, please")
    amina.sees("That was not ERASE")
    await amina.presses("Cancel")
    await amina.writes("erase")
    assert (await cast.person(amina)).name == "Amina"


async def test_the_number_is_all_that_is_left(stage: Stage, cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await forgets(amina)
    await amina.writes("ERASE")
    verdict = await verify(stage.app.services.database, None)
    assert (verdict.rows, list(verdict.faults)) == (1, [])
    (left,) = await rows_of(stage, "privacy_erasure")
    kept = {name for name, value in left.items() if value is not None}
    assert kept == {"id", "number", "reason", "asked_at", "finished_at"}
    amina.sees(left["number"])


async def test_the_copy_holds_a_page_and_the_data(stage: Stage, cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/mydata")
    await amina.presses("Make the ZIP")
    archive = ZipFile(io.BytesIO(await file_of(stage, amina, "everything that is stored")))
    data = json.loads(archive.read("data.json"))
    assert data["slices"]["people"]["profile"][0]["name"] == "Amina"
    assert b"Amina" in archive.read("index.html")
