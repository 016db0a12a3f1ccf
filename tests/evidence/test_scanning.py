"""What becomes of a file when it is infected, and when nobody can tell yet."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from pydantic import AnyUrl

from bot.evidence.actions import handing_in
from bot.evidence.actions.reviewing import open_part, open_review
from bot.evidence.rules.entries import LONGEST_PAUSE, Entry, EntryState, pause_before
from bot.evidence.store.entries import count_quarantined
from bot.evidence.store.reviews import find_version
from bot.kit.files.failures import StoreUnreachable
from bot.people.rules import Grant, Person, Role
from tests.evidence.conftest import Crew, Harbour
from tests.evidence.test_arriving import BOTH, FOLDER
from tests.kit.files.daemon import MARK, acting, answering
from tests.kit.files.samples import JPEG, PDF, PROGRAM

NOBODY = AnyUrl("tcp://127.0.0.1:9")
OK = answering(b"stream: OK\0")
BAD = answering(b"stream: Bad.Thing FOUND\0")


async def hands_in(harbour: Harbour) -> Person:
    """The draft as it stands; the tutor whose scope it is in."""
    async with harbour.services.database.transaction() as session:
        crew = Crew(session, count(100))
        tutor = await crew.join("Greta", Grant(Role.TUTOR))
        await crew.confirm_all(harbour.amina, harbour.piece)
        now = harbour.clock.now()
        await handing_in.submit_piece(session, harbour.amina, harbour.piece, 1, now)
    return tutor


async def seen_by(harbour: Harbour, tutor: Person) -> tuple[Entry, ...]:
    async with harbour.services.database.transaction() as session:
        now = harbour.clock.now()
        return (await open_review(session, tutor, harbour.piece, now=now)).frozen.entries


async def comes_back(harbour: Harbour, act: Any) -> None:
    """The scanner is there again, and the longest pause goes by."""
    async with acting(act) as address:
        harbour.scans_at(address)
        harbour.clock.forward(hours=1, seconds=1)
        await harbour.settle()


async def states(harbour: Harbour) -> list[str]:
    return [entry.state for entry in await harbour.entries()]


@pytest.mark.clamav
@BOTH
async def test_an_infected_file_is_refused_by_name_and_leaves_no_object(
    harbour: Harbour, clamd_address: AnyUrl
) -> None:
    harbour.scans_at(clamd_address)
    await harbour.sends(PDF + MARK + b"%%EOF", "cv.pdf")
    await harbour.sends(JPEG, "visit.jpg")
    await harbour.settle()
    bad, good = await harbour.entries()
    assert (bad.state, bad.reason, bad.found) == (
        "refused", "infected", "Jobbroker.Mark.UNOFFICIAL",
    )  # fmt: skip
    assert (good.state, good.number) == ("stored", 1)
    assert await harbour.keys() == {good.key}
    [told] = await harbour.told("evidence.refused")
    assert "The virus check found Jobbroker.Mark.UNOFFICIAL in it, so it was deleted." in told


@BOTH
async def test_while_the_scanner_is_away_a_file_is_kept_and_stored_once_it_is_clean(
    harbour: Harbour,
) -> None:
    harbour.scans_at(NOBODY)
    await harbour.sends(PDF, "report.pdf")
    await harbour.settle()
    [entry] = await harbour.entries()
    assert (entry.state, entry.number, entry.stored_at) == ("quarantined", 1, None)
    [receipt] = await harbour.told("evidence.receipt")
    assert "Kept as no. 1. This is your receipt." in receipt
    assert "Until then nobody but you sees that it is there." in receipt
    assert "1 being checked" in receipt
    await comes_back(harbour, OK)
    [entry] = await harbour.entries()
    assert (entry.state, entry.number) == ("stored", 1)
    assert entry.stored_at == harbour.clock.now()
    [told] = await harbour.told("evidence.checked")
    assert "No. 1 has been checked: no virus was found" in told
    assert await harbour.tasks_in("waiting") == []


@BOTH
async def test_what_turns_out_to_be_infected_goes_and_its_trainee_is_told(
    harbour: Harbour,
) -> None:
    harbour.scans_at(NOBODY)
    await harbour.sends(PDF, "report.pdf")
    await harbour.settle()
    await comes_back(harbour, BAD)
    [entry] = await harbour.entries()
    assert (entry.state, entry.reason, entry.found) == ("refused", "infected", "Bad.Thing")
    assert await harbour.keys() == set()
    [told] = await harbour.told("evidence.refused")
    assert "found Bad.Thing in it" in told
    assert await harbour.told("evidence.checked") == []


@FOLDER
async def test_the_scanner_may_stay_away_for_days(harbour: Harbour) -> None:
    harbour.scans_at(NOBODY)
    await harbour.sends(PDF)
    for _ in range(60):
        await harbour.settle()
        harbour.clock.forward(hours=2)
    assert await states(harbour) == ["quarantined"]
    assert len(await harbour.tasks_in("waiting")) == 1
    assert await harbour.tasks_in("set_aside") == []
    await comes_back(harbour, OK)
    assert await states(harbour) == ["stored"]


def test_pauses_grow_to_an_hour() -> None:
    pauses = [pause_before(tries) for tries in range(100)]
    assert [pause.total_seconds() for pause in pauses[:4]] == [30, 60, 120, 240]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


@FOLDER
async def test_quarantine_lasts_where_no_scanner_is_set_any_more(harbour: Harbour) -> None:
    harbour.scans_at(NOBODY)
    await harbour.sends(PDF)
    await harbour.settle()
    harbour.scans_at(None)
    harbour.clock.forward(hours=3)
    await harbour.settle()
    await harbour.sends(JPEG)
    await harbour.settle()
    assert await states(harbour) == ["quarantined", "stored"]
    async with harbour.services.database.reading() as session:
        assert await count_quarantined(session) == 1


@FOLDER
async def test_a_store_that_is_away_when_the_scanner_is_back_puts_it_off(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_key: str) -> None:
        raise StoreUnreachable("away")

    harbour.scans_at(NOBODY)
    await harbour.sends(PDF)
    await harbour.settle()
    with monkeypatch.context() as patch:
        patch.setattr(harbour.objects, "stream", away)
        await comes_back(harbour, OK)
    assert await states(harbour) == ["quarantined"]
    await comes_back(harbour, OK)
    assert await states(harbour) == ["stored"]


@FOLDER
async def test_a_defect_of_ours_does_not_end_the_waiting(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    def defect(_key: str) -> None:
        raise ZeroDivisionError

    harbour.scans_at(NOBODY)
    await harbour.sends(PDF)
    await harbour.settle()
    with monkeypatch.context() as patch:
        patch.setattr(harbour.objects, "stream", defect)
        for _ in range(9):
            await comes_back(harbour, OK)
    await comes_back(harbour, OK)
    assert await states(harbour) == ["stored"]


@BOTH
async def test_a_copy_of_a_file_in_quarantine_is_a_copy(harbour: Harbour) -> None:
    harbour.scans_at(NOBODY)
    await harbour.sends(PDF)
    await harbour.settle()
    await harbour.sends(PDF)
    await harbour.settle()
    first, second = await harbour.entries()
    assert (first.state, second.reason, second.twin) == ("quarantined", "duplicate", 1)
    assert await harbour.keys() == {first.key}


@BOTH
async def test_a_tutor_sees_no_more_than_that_a_file_is_being_checked(harbour: Harbour) -> None:
    harbour.scans_at(NOBODY)
    await harbour.sends(PDF, "name of a client.pdf")
    await harbour.settle()
    tutor = await hands_in(harbour)
    [seen] = await seen_by(harbour, tutor)
    assert seen.state is EntryState.QUARANTINED
    assert (seen.name, seen.caption, seen.key, seen.file_id) == (None, "", "", "")
    assert (seen.size, seen.sha256, seen.extension) == (None, None, None)
    await comes_back(harbour, OK)
    [seen] = await seen_by(harbour, tutor)
    assert (seen.state, seen.name) == (EntryState.STORED, "name of a client.pdf")
    [told] = await harbour.told("evidence.all_checked")
    assert "The virus check of Amina’s evidence 1.1" in told


@FOLDER
async def test_a_handed_in_file_that_was_infected_is_shown_to_no_tutor(harbour: Harbour) -> None:
    harbour.scans_at(NOBODY)
    await harbour.sends(PDF, "report.pdf")
    await harbour.settle()
    tutor = await hands_in(harbour)
    await comes_back(harbour, BAD)
    [seen] = await seen_by(harbour, tutor)
    assert (seen.state, seen.name, seen.file_id) == (EntryState.REFUSED, None, "")
    assert len(await harbour.told("evidence.all_checked")) == 1
    async with harbour.services.database.transaction() as session:
        _, part = await open_part(
            session, tutor, harbour.piece, 1, seen.id, now=harbour.clock.now()
        )
    assert part == seen


@FOLDER
async def test_tutors_hear_once_and_only_after_the_last_file(harbour: Harbour) -> None:
    harbour.scans_at(NOBODY)
    await harbour.sends(PDF)
    await harbour.settle()
    harbour.clock.forward(seconds=20)
    await harbour.sends(JPEG)
    await harbour.settle()
    await hands_in(harbour)
    async with acting(OK) as address:
        harbour.scans_at(address)
        harbour.clock.forward(seconds=15)
        await harbour.settle()
        assert sorted(await states(harbour)) == ["quarantined", "stored"]
        assert await harbour.told("evidence.all_checked") == []
        harbour.clock.forward(hours=2)
        await harbour.settle()
    assert len(await harbour.told("evidence.all_checked")) == 1


@FOLDER
async def test_two_processes_that_scan_the_same_file_release_it_once(harbour: Harbour) -> None:
    harbour.scans_at(NOBODY)
    await harbour.sends(PDF)
    await harbour.settle()
    harbour.clock.forward(hours=1)
    [task] = await harbour.tasks._claim()
    async with acting(OK) as address:
        harbour.scans_at(address)
        for _ in range(2):
            await harbour.tasks._do(task)
    assert len(await harbour.told("evidence.checked")) == 1


@FOLDER
async def test_what_is_refused_by_its_bytes_is_not_scanned(harbour: Harbour) -> None:
    harbour.scans_at(NOBODY)
    await harbour.sends(PROGRAM, "cv.pdf")
    await harbour.settle()
    [entry] = await harbour.entries()
    assert (entry.state, entry.reason) == ("refused", "program")


@FOLDER
async def test_a_version_names_every_file_that_was_kept(harbour: Harbour) -> None:
    harbour.scans_at(NOBODY)
    await harbour.sends(PDF)
    await harbour.sends(PROGRAM)
    await harbour.settle()
    await hands_in(harbour)
    async with harbour.services.database.transaction() as session:
        opened = await handing_in.load_own(session, harbour.amina, harbour.piece)
        frozen = await find_version(session, opened, 1)
    assert frozen is not None
    found = [(entry.number, entry.state) for entry in frozen.entries]
    assert found == [(1, EntryState.QUARANTINED)]
