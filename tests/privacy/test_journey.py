"""People have all their data, and have it erased."""

from __future__ import annotations

import io
import json
from zipfile import ZipFile

from bot.kit.audit.verify import verify
from bot.people.store import save_person
from bot.privacy.addresses import ConfirmErasure, MakeExport, OpenDuties, OpenWhatStays, SendExport
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


async def test_whoever_comes_next_gets_neither_their_number_nor_their_messages(
    stage: Stage, cast: Cast
) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/mydata")
    await amina.presses("Make the ZIP")
    gone = (await cast.person(amina)).id
    await forgets(amina)
    await amina.writes("ERASE")
    await stage.passes(seconds=5)
    bo = await cast.trainee("Bo")
    assert (await cast.person(bo)).id > gone
    await bo.writes("/mydata")
    await bo.presses("Make the ZIP")
    archive = ZipFile(io.BytesIO(await file_of(stage, bo, "everything that is stored")))
    assert b"Amina" not in archive.read("data.json")


async def test_while_it_is_carried_out_everything_is_closed(stage: Stage, cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    async with stage.app.services.database.transaction() as session:
        person = await cast.person(amina)
        await save_person(session, person.id, erasing=True)
    for said in ("/plan", "/mydata", "/start", "hello"):
        await amina.writes(said)
        amina.sees("is being erased right now")
    await amina.presses_old(MakeExport())
    amina.sees("is being erased right now")


async def test_the_only_administrator_has_to_invite_another_first(cast: Cast) -> None:
    ada = await cast.administrator("Ada")
    await forgets(ada)
    ada.sees("First: you are the only administrator")
    await ada.presses_old(ConfirmErasure())
    ada.sees("Something has to be settled first")
    assert (await cast.person(ada)).name == "Ada"


async def test_a_visitor_has_nothing_to_have_or_to_erase(cast: Cast) -> None:
    vera = await cast.visitor("Vera")
    for said in ("/mydata", "/forget"):
        await vera.writes(said)
        vera.sees("job broker")
    for address in (MakeExport(), SendExport(), OpenWhatStays(), OpenDuties(), ConfirmErasure()):
        await vera.presses_old(address)
        vera.sees("job broker")


async def test_one_copy_a_day(stage: Stage, cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(MakeExport(), times=2)
    assert not any("less than a day ago" in m.get("text", "") for m in amina.of_bot())
    await stage.passes(hours=1)
    await amina.presses_old(MakeExport())
    amina.has_seen("less than a day ago")
    await amina.writes("/mydata")
    await amina.presses("Send it again")
    await stage.passes(days=1)
    await amina.writes("/mydata")
    await amina.presses("Make the ZIP")
    assert len([m for m in amina.of_bot() if "document" in m]) == 3
    await stage.passes(days=8)
    assert [key async for key in stage.app.services.objects.list("exports")] == []
