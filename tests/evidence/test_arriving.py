"""From a message with a file to a receipt or a refusal, on both databases and both stores."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.evidence import jobs
from bot.evidence.actions.arriving import find_arriving
from bot.kit.files.failures import StoreUnreachable
from bot.kit.files.store import Stored, open_store
from bot.kit.telegram.media import FetchFailed, TooLargeToFetch
from tests.evidence.conftest import NOW, Harbour
from tests.kit.files.samples import JPEG, OPUS, PDF, PROGRAM, TAKEN

MEGABYTE = 1024 * 1024
# Each combination of database and store that says something new.
BOTH = pytest.mark.parametrize(
    ("database", "store"),
    [
        pytest.param("sqlite", "folder"),
        pytest.param("sqlite", "s3", marks=pytest.mark.s3),
        pytest.param("postgresql", "folder", marks=pytest.mark.postgres),
    ],
    indirect=True,
)
FOLDER = pytest.mark.parametrize(
    ("database", "store"), [pytest.param("sqlite", "folder")], indirect=True
)


@BOTH
async def test_a_file_is_stored_read_back_and_answered_with_a_numbered_receipt(
    harbour: Harbour,
) -> None:
    await harbour.sends(PDF, "báo cáo.pdf")
    [before] = await harbour.entries()
    assert (before.state, before.number, await harbour.keys()) == ("arriving", None, set())
    await harbour.settle()
    [entry] = await harbour.entries()
    assert (entry.state, entry.number, entry.size) == ("stored", 1, len(PDF))
    assert (entry.mime, entry.extension) == ("application/pdf", "pdf")
    assert await harbour.keys() == {entry.key} == {before.key}
    [receipt] = await harbour.told("evidence.receipt")
    assert all(part in receipt for part in ("no. 1", "báo cáo.pdf", "1 kB", "1.1 Adapt"))


@BOTH
async def test_a_second_copy_is_said_and_not_kept(harbour: Harbour) -> None:
    await harbour.sends(PDF, "one.pdf")
    await harbour.settle()
    await harbour.sends(PDF, "two.pdf")
    await harbour.settle()
    first, second = await harbour.entries()
    assert (second.state, second.reason, second.twin) == ("refused", "duplicate", first.number)
    assert await harbour.keys() == {first.key}
    [told] = await harbour.told("evidence.refused")
    assert "it is stored as no. 1" in told


@BOTH
async def test_two_copies_at_the_same_time_are_kept_once(harbour: Harbour) -> None:
    for n in range(4):
        await harbour.sends(JPEG, f"{n}.jpg")
    await harbour.settle()
    states = [entry.state for entry in await harbour.entries()]
    assert sorted(states) == ["refused"] * 3 + ["stored"]
    assert len(await harbour.keys()) == 1


@BOTH
async def test_what_is_refused_leaves_no_object_and_the_others_stay(harbour: Harbour) -> None:
    await harbour.sends(PROGRAM, "cv.pdf")
    await harbour.sends(PDF + b"x" * MEGABYTE, "long.pdf")
    await harbour.sends(TooLargeToFetch(), "film.mp4")
    await harbour.sends(OPUS, None)
    await harbour.settle()
    found = [(entry.state, entry.reason) for entry in await harbour.entries()]
    assert found == [
        ("refused", "program"),
        ("refused", "too_large"),
        ("refused", "too_large_for_telegram"),
        ("stored", None),
    ]
    assert len(await harbour.keys()) == 1
    assert len(await harbour.told("evidence.refused")) == 3


@FOLDER
async def test_a_claim_that_is_too_large_is_refused_before_anything_is_fetched(
    harbour: Harbour,
) -> None:
    await harbour.sends(PDF, "film.mp4", size=MEGABYTE + 1)
    [entry] = await harbour.entries()
    assert (entry.state, entry.reason, entry.key) == ("refused", "too_large", "")
    assert await harbour.tasks_in("waiting") == []


@BOTH
async def test_a_crash_between_object_and_row_ends_in_one_object_and_one_receipt(
    harbour: Harbour,
) -> None:
    await harbour.sends(PDF)
    [row] = await harbour.entries()
    async with harbour.services.database.reading() as session:
        entry = await find_arriving(session, row.id)
    assert entry is not None
    await jobs._bring(harbour.services, entry)  # and here the process ends
    await harbour.tasks.recover()
    await harbour.settle()
    [stored] = await harbour.entries()
    assert stored.state == "stored"
    assert await harbour.keys() == {stored.key}
    assert len(await harbour.told("evidence.receipt")) == 1


@BOTH
async def test_two_processes_that_bring_the_same_file_store_it_once(harbour: Harbour) -> None:
    await harbour.sends(PDF)
    await harbour.sends(PROGRAM)
    first, second = (await harbour.tasks._claim())[:2]
    for task in (first, first, second, second):
        await jobs.fetch_file(harbour.services, task)
    await harbour.settle()
    assert [entry.state for entry in await harbour.entries()] == ["stored", "refused"]
    assert len(await harbour.keys()) == 1
    assert len(await harbour.told("evidence.receipt")) == 1
    assert len(await harbour.told("evidence.refused")) == 1


@FOLDER
async def test_a_late_copy_of_a_refused_file_goes_as_well(harbour: Harbour) -> None:
    await harbour.sends(PROGRAM)
    [task] = await harbour.tasks._claim()
    async with harbour.services.database.reading() as session:
        late = await find_arriving(session, task.payload["entry"])
    assert late is not None
    await jobs.fetch_file(harbour.services, task)
    await harbour.settle()
    await harbour.objects.put_stream(late.key, _once(PROGRAM), MEGABYTE)
    await jobs._refuse(harbour.services, late, "program")
    await harbour.settle()
    assert await harbour.keys() == set()


async def _once(body: bytes) -> AsyncIterator[bytes]:
    yield body


@FOLDER
async def test_while_the_store_is_away_one_is_told_once_and_everything_comes_later(
    harbour: Harbour, folder: Path
) -> None:
    (folder / "evidence").write_text("in the way")
    for n in range(3):
        await harbour.sends(JPEG + bytes([n]), f"{n}.jpg")
    await harbour.settle()
    harbour.clock.forward(seconds=10)
    await harbour.settle()
    assert {entry.state for entry in await harbour.entries()} == {"arriving"}
    [told] = await harbour.told("evidence.waiting")
    assert "3 files take longer" in told
    (folder / "evidence").unlink()
    harbour.clock.forward(minutes=1)
    await harbour.settle()
    assert {entry.state for entry in await harbour.entries()} == {"stored"}
    assert len(await harbour.told("evidence.receipt")) == 3


@FOLDER
async def test_when_the_store_stays_away_one_is_told_what_to_do(
    harbour: Harbour, folder: Path
) -> None:
    (folder / "evidence").write_text("in the way")
    await harbour.sends(PDF)
    await harbour.waits_until_given_up()
    [entry] = await harbour.entries()
    assert (entry.state, entry.reason) == ("refused", "store")
    [told] = await harbour.told("evidence.refused")
    assert "send it again in an hour" in told
    (folder / "evidence").unlink()
    assert await harbour.keys() == set()


@FOLDER
async def test_a_store_behind_a_closed_port_is_a_store_that_is_away(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    closed = open_store("s3://bucket?endpoint=http://127.0.0.1:9")
    object.__setattr__(harbour.services, "objects", closed)
    await harbour.sends(PDF)
    await harbour.settle()
    [entry] = await harbour.entries()
    assert entry.state == "arriving"
    assert len(await harbour.told("evidence.waiting")) == 1


@FOLDER
async def test_telegram_that_is_away_is_asked_again(harbour: Harbour) -> None:
    number = await harbour.sends(FetchFailed("reset"))
    await harbour.settle()
    assert len(await harbour.told("evidence.waiting")) == 1
    harbour.files[f"file-{number}"] = PDF
    harbour.clock.forward(seconds=5)
    await harbour.settle()
    [entry] = await harbour.entries()
    assert entry.state == "stored"


@FOLDER
async def test_telegram_that_stays_away_is_said_at_the_end(harbour: Harbour) -> None:
    await harbour.sends(FetchFailed("gone"))
    await harbour.waits_until_given_up()
    [told] = await harbour.told("evidence.refused")
    assert "Telegram did not hand the file over" in told


@FOLDER
async def test_a_file_that_lies_there_otherwise_than_it_was_put_is_not_believed(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = harbour.objects.read_back

    async def bent(key: str) -> Stored:
        return replace(await real(key), sha256="0" * 64)

    monkeypatch.setattr(harbour.objects, "read_back", bent)
    await harbour.sends(PDF)
    await harbour.settle()
    monkeypatch.undo()
    [entry] = await harbour.entries()
    assert (entry.state, entry.number) == ("arriving", None)


@FOLDER
async def test_a_defect_of_ours_is_no_file_that_arrives_for_ever(harbour: Harbour) -> None:
    await harbour.sends(ZeroDivisionError())
    await harbour.waits_until_given_up()
    [entry] = await harbour.entries()
    assert (entry.state, entry.reason) == ("refused", "store")


@FOLDER
@pytest.mark.parametrize("extension", sorted(TAKEN))
async def test_every_type_that_is_taken_gets_a_receipt(harbour: Harbour, extension: str) -> None:
    await harbour.sends(TAKEN[extension], "x")
    await harbour.settle()
    [entry] = await harbour.entries()
    assert (entry.state, entry.extension) == ("stored", extension)


@FOLDER
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("cv\u202efdp.exe", "cvfdp.exe.pdf"),
        ("CON", "CON_.pdf"),
        ("a" * 4000 + ".pdf", "aaaa"),
        ("\n\n<b>x</b>*_.pdf", "b"),
        ("Βιογραφικό.pdf", "Βιογραφικό.pdf"),
    ],
)
async def test_a_hostile_name_is_only_shown_and_never_a_place(
    harbour: Harbour, name: str, shown: str
) -> None:
    await harbour.sends(PDF, name)
    await harbour.settle()
    [entry] = await harbour.entries()
    [receipt] = await harbour.told("evidence.receipt")
    assert shown in receipt
    assert "\u202e" not in receipt
    assert set(entry.key) <= set("evidnc/0123456789abcdf")


@FOLDER
async def test_discarding_is_tried_again_while_the_store_is_away(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_key: str) -> None:
        raise StoreUnreachable("away")

    await harbour.sends(PROGRAM)
    with monkeypatch.context() as patch:
        patch.setattr(harbour.objects, "delete", away)
        await harbour.settle()
    assert await harbour.tasks_in("waiting") == ["evidence.discard"]
    harbour.clock.forward(seconds=(harbour.clock.at - NOW).total_seconds() + 5)
    await harbour.settle()
    assert await harbour.keys() == set()
