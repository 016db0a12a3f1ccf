"""The portfolio on a phone, over HTTP: told before it is made, made once, and all that is in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bot import places
from bot.kit.files.failures import StoreUnreachable
from bot.kit.files.zipping import Member
from bot.portfolio import building
from bot.portfolio.actions import asking
from bot.portfolio.addresses import MakeExport, OfferExport, OpenExport, SendExport, StopExport
from bot.portfolio.jobs import progress
from bot.portfolio.rules.exports import Form, Scope
from bot.portfolio.store import exports as export_store
from tests.people import Cast, Phone, Stage
from tests.portfolio.ways import PORTFOLIO, documents, fetched, hands_in_a_case, zipped


async def makes_a_zip(amina: Phone) -> None:
    await amina.presses_old(PORTFOLIO)
    await amina.presses("ZIP with all files")
    await amina.presses("Make it")


async def test_without_evidence_there_is_nothing_to_take_along(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/portfolio")
    amina.sees("Nothing has been handed in yet")
    await amina.presses_old(OfferExport(Form.ZIP))
    amina.sees("there is nothing to take along")


async def test_the_list_of_evidence_leads_there_and_back(cast: Cast, tmp_path: Path) -> None:
    amina = await cast.trainee("Amina")
    await hands_in_a_case(amina, tmp_path)
    await amina.writes("/evidence")
    await amina.presses("Portfolio")
    amina.sees("1 piece of evidence handed in · 1 file")
    amina.sees("1 Communication: 1 of 2 · 1 piece")
    await amina.presses("My evidence")
    amina.sees("Handed in for: 1.1")


async def test_the_size_is_told_and_the_zip_comes_into_the_chat(cast: Cast, tmp_path: Path) -> None:
    amina = await cast.trainee("Amina")
    await hands_in_a_case(amina, tmp_path)
    await amina.writes("/portfolio")
    await amina.presses("ZIP with all files")
    amina.sees("Newest version of each piece: about")
    assert documents(amina) == []
    await amina.presses("Make it")
    amina.has_seen("It comes into this chat as a message of its own")
    (document,) = documents(amina)
    assert document["file_name"] == "portfolio-2026-11-23.zip"
    held = await zipped(cast, amina)
    held.is_whole()
    text, report = sorted(held.evidence, key=lambda name: name.endswith("pdf"))
    assert report.startswith("evidence/1.1/case_file-")
    assert report.endswith("/v1/0001-report.pdf")
    assert b"*twice* & <b>listened</b>" in held.archive.read(text)
    assert "What we agreed" in held.page
    assert "&lt;b&gt;listened&lt;/b&gt;" in held.page
    assert held.data["owner"]["name"] == "Amina"


async def test_the_pdf_comes_into_the_chat(cast: Cast, tmp_path: Path) -> None:
    amina = await cast.trainee("Amina")
    await hands_in_a_case(amina, tmp_path)
    await amina.presses_old(PORTFOLIO)
    await amina.presses("PDF overview")
    amina.sees("Size: about")
    await amina.presses("Make it")
    assert documents(amina)[0]["mime_type"] == "application/pdf"
    (tmp_path / "got.pdf").write_bytes(await fetched(cast, amina))
    words = "".join(page.extract_text() for page in PdfReader(tmp_path / "got.pdf").pages)
    assert "Portfolio: Amina" in words
    assert "report.pdf" in words


async def test_pressed_three_times_it_is_made_once(cast: Cast, tmp_path: Path) -> None:
    amina = await cast.trainee("Amina")
    await hands_in_a_case(amina, tmp_path)
    await amina.presses_old(OfferExport(Form.ZIP))
    await amina.presses("Make it", times=3)
    assert len(documents(amina)) == 1


async def test_a_year_old_button_offers_anew_and_makes_nothing(cast: Cast, tmp_path: Path) -> None:
    amina = await cast.trainee("Amina")
    await hands_in_a_case(amina, tmp_path)
    await amina.presses_old(MakeExport(Form.ZIP, Scope.NEWEST, 1_700_000_000))
    amina.sees("My portfolio")
    assert documents(amina) == []


async def test_somebody_elses_export_is_not_to_be_had(cast: Cast, tmp_path: Path) -> None:
    amina, bo = await cast.trainee("Amina"), await cast.trainee("Bo")
    await hands_in_a_case(amina, tmp_path)
    await makes_a_zip(amina)
    await amina.presses_old(PORTFOLIO)
    _, button = amina.button("Last export")
    export = button["callback_data"].partition(":")[2]
    for address in (OpenExport(export), SendExport(export), StopExport(export)):
        await bo.presses_old(address)
        bo.sees("Nothing has been handed in yet")
    assert documents(bo) == []


async def test_tutors_have_no_portfolio(cast: Cast) -> None:
    greta = await cast.tutor("Greta")
    for address in (PORTFOLIO, OfferExport(Form.ZIP), MakeExport(Form.PDF, Scope.NEWEST, 1)):
        await greta.presses_old(address)
        greta.sees_no("My portfolio")


async def test_a_sixth_within_a_day_has_to_wait(cast: Cast, tmp_path: Path) -> None:
    amina = await cast.trainee("Amina")
    await hands_in_a_case(amina, tmp_path)
    for _ in range(6):
        cast.stage.clock.forward(minutes=1)
        await makes_a_zip(amina)
    amina.sees("That was the 5th export within a day")
    assert len(documents(amina)) == 5
    cast.stage.clock.forward(days=1)
    await makes_a_zip(amina)
    assert len(documents(amina)) == 6


async def test_it_can_be_sent_again_for_a_week_and_is_then_deleted(
    cast: Cast, tmp_path: Path
) -> None:
    amina, objects = await cast.trainee("Amina"), cast.stage.app.services.objects
    await hands_in_a_case(amina, tmp_path)
    await makes_a_zip(amina)
    await amina.presses_old(PORTFOLIO)
    await amina.presses("Last export")
    await amina.presses("Send it again")
    assert len(documents(amina)) == 2
    assert [key async for key in objects.list("portfolio")] != []
    await cast.stage.passes(days=8)
    assert [key async for key in objects.list("portfolio")] == []
    await amina.presses_old(PORTFOLIO)
    await amina.presses("Last export")
    amina.sees("It was deleted here after a week")


async def test_with_all_versions_the_earlier_ones_are_in_it(cast: Cast, tmp_path: Path) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await hands_in_a_case(amina, tmp_path)
    await greta.looks()
    await greta.presses("Look at it")
    await greta.presses("Give feedback")
    await greta.writes("Say what came of it.")
    await amina.looks()
    await amina.presses("Open")
    await amina.presses("New version")
    await amina.presses("Files and texts")
    await amina.presses("Send files")
    await amina.writes("They found work.")
    await amina.presses("Done")
    await amina.presses("Four statements")
    for _ in range(4):
        await amina.presses("Yes, I confirm")
    await amina.presses("Hand in")
    await makes_a_zip(amina)
    newest = await zipped(cast, amina)
    assert [one["number"] for one in newest.data["pieces"][0]["versions"]] == [2]
    cast.stage.clock.forward(minutes=1)
    await amina.presses_old(OfferExport(Form.ZIP))
    await amina.presses("With all versions")
    whole = await zipped(cast, amina)
    whole.is_whole()
    assert [one["number"] for one in whole.data["pieces"][0]["versions"]] == [1, 2]
    assert len([name for name in whole.evidence if name.endswith("report.pdf")]) == 1
    assert whole.data["pieces"][0]["feedback"][0]["text"] == "Say what came of it."
    assert "Say what came of it." in whole.page


async def test_eleni_gets_it_in_greek(cast: Cast, tmp_path: Path) -> None:
    eleni = await cast.trainee("Ελένη Παπαδοπούλου", language="el")
    amina = await cast.trainee("Amina")
    await hands_in_a_case(amina, tmp_path)
    await eleni.presses_old(places.AddEvidenceFor("1.1"))
    await eleni.presses("Φάκελος")
    await eleni.writes("Συνάντησα τον εργοδότη.")
    await eleni.presses("Τέλος")
    await eleni.presses("Τέσσερις")
    for _ in range(4):
        await eleni.presses("Ναι")
    await eleni.presses("Υποβολή")
    await eleni.presses_old(PORTFOLIO)
    eleni.sees("υποβλήθηκε 1 τεκμήριο")
    await eleni.presses("ZIP με όλα τα αρχεία")
    await eleni.presses("Δημιουργία")
    held = await zipped(cast, eleni)
    held.is_whole()
    assert '<html lang="el">' in held.page
    assert "Συνάντησα τον εργοδότη." in held.page
    assert held.data["language"] == "el"


async def test_a_store_out_of_reach_is_told_once_and_tried_again(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina, objects = await cast.trainee("Amina"), cast.stage.app.services.objects
    await hands_in_a_case(amina, tmp_path)
    real = type(objects).put_stream

    async def unreachable(*_: object) -> None:
        raise StoreUnreachable("no store")

    monkeypatch.setattr(type(objects), "put_stream", unreachable)
    await makes_a_zip(amina)
    amina.sees("The ZIP takes longer")
    await cast.stage.passes(minutes=1)
    monkeypatch.setattr(type(objects), "put_stream", real)
    await cast.stage.passes(minutes=5)
    await amina.looks()
    assert len(documents(amina)) == 1
    longer = [m for m in amina.of_bot() if "takes longer" in str(m.get("text"))]
    assert len(longer) == 1


async def test_a_store_that_stays_away_is_given_up_and_can_be_tried_again(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina, objects = await cast.trainee("Amina"), cast.stage.app.services.objects
    await hands_in_a_case(amina, tmp_path)
    real = type(objects).put_stream

    async def unreachable(*_: object) -> None:
        raise StoreUnreachable("no store")

    monkeypatch.setattr(type(objects), "put_stream", unreachable)
    await makes_a_zip(amina)
    for _ in range(9):
        await cast.stage.passes(hours=2)
    await amina.looks()
    amina.sees("The ZIP could not be made")
    monkeypatch.setattr(type(objects), "put_stream", real)
    await amina.presses("Try again")
    await amina.presses("Make it")
    assert len(documents(amina)) == 1


async def test_one_that_is_stopped_leaves_nothing(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina, objects = await cast.trainee("Amina"), cast.stage.app.services.objects
    await hands_in_a_case(amina, tmp_path)
    monkeypatch.setattr(
        "bot.portfolio.jobs.making.build_zip", lambda *_: asyncio.sleep(0, _raise())
    )
    await makes_a_zip(amina)
    await amina.presses("Stop it", times=2)
    amina.sees("Stopped. Nothing was made")
    await cast.stage.passes(minutes=5)
    assert documents(amina) == []
    assert [key async for key in objects.list("portfolio")] == []


def _raise() -> None:
    raise StoreUnreachable("no store")


async def test_what_takes_longer_tells_how_far_it_is_in_one_message(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = await cast.trainee("Amina")
    await hands_in_a_case(amina, tmp_path)
    real = building.zip_to_object

    async def slow(*arguments: Any) -> Any:
        stored = await real(*arguments)
        await asyncio.sleep(0.3)
        return stored

    monkeypatch.setattr(building, "zip_to_object", slow)
    monkeypatch.setattr(progress, "LOOK_SECONDS", 0.05)
    await makes_a_zip(amina)
    (told,) = [one for one in amina.of_bot() if one.get("text") == "ZIP: finished"]
    assert told["message_id"] < documents_of(amina)[0]["message_id"]
    assert len(documents(amina)) == 1


async def test_stopped_while_it_is_being_written_nothing_of_it_stays(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina, objects = await cast.trainee("Amina"), cast.stage.app.services.objects
    await hands_in_a_case(amina, tmp_path)
    real, begun = building.zip_to_object, asyncio.Event()

    async def endless(objects: Any, key: str, members: Any, limit: int) -> Any:
        return await real(objects, key, ticking(members), limit)

    async def ticking(members: Any) -> AsyncIterator[Member]:
        async for member in members:
            yield member
            begun.set()
            while member.path == "index.html":
                await asyncio.sleep(0.02)
                watched[0].note(0)

    watched = list[progress.Progress]()
    shown = progress.Progress.shown

    def watching(self: progress.Progress) -> Any:
        watched.append(self)
        return shown(self)

    monkeypatch.setattr(progress.Progress, "shown", watching)
    monkeypatch.setattr(building, "zip_to_object", endless)
    monkeypatch.setattr(progress, "LOOK_SECONDS", 0.05)
    stopping = asyncio.create_task(stops_when(begun, cast, amina))
    await makes_a_zip(amina)
    await stopping
    await cast.stage.settle()
    await amina.looks()
    await amina.presses_old(PORTFOLIO)
    amina.sees_no("is being made now")
    assert documents(amina) == []
    assert [key async for key in objects.list("portfolio")] == []


async def stops_when(begun: asyncio.Event, cast: Cast, amina: Phone) -> None:
    """From another hand, while the first is still waiting for what it asked for."""
    await begun.wait()
    person = await cast.person(amina)
    async with cast.stage.app.services.database.transaction() as session:
        making = await export_store.find_making(session, person.id)
        assert making
        await asking.stop_export(session, person, making.public_id, cast.stage.clock.now())


def documents_of(amina: Phone) -> list[dict[str, Any]]:
    return [message for message in amina.of_bot() if "document" in message]


async def test_what_is_deleted_for_good_is_in_no_export_that_was_made_before(
    cast: Cast, stage: Stage, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await hands_in_a_case(amina, tmp_path)
    await makes_a_zip(amina)
    await amina.writes("/mydata")
    await amina.presses("Make the ZIP")
    made = [k async for k in stage.app.services.objects.list("portfolio")]
    made += [k async for k in stage.app.services.objects.list("exports")]
    assert len(made) == 2
    await amina.writes("/evidence")
    for label in ("1. 1.1", "Files and texts", "report.pdf", "Contains client data"):
        await amina.presses(label)
    await amina.presses("Yes, hold it back now")
    await amina.presses("Delete it for good")
    await amina.presses("Yes, delete it for good")
    await stage.passes(hours=3)
    left = [k async for k in stage.app.services.objects.list("portfolio")]
    assert left + [k async for k in stage.app.services.objects.list("exports")] == []
