"""Files that somebody sends without having been asked: none of them has to be sent again."""

from __future__ import annotations

from pathlib import Path

from bot import places
from bot.evidence.rules.entries import EntryState
from bot.evidence.store import entries as entry_store
from bot.evidence.store import pieces as store
from tests.evidence.ways import begins, hands_in, written
from tests.kit.files.samples import JPEG, PDF, PROGRAM
from tests.people import Cast, Phone, Stage


async def _held(stage: Stage, cast: Cast, phone: Phone) -> list[list[str | None]]:
    """The names of the files in each piece of a trainee, the newest piece first."""
    person = await cast.person(phone)
    async with stage.app.services.database.transaction() as session:
        pieces = await store.find_pieces(session, person.id, limit=5)
        found = [await entry_store.find_entries(session, piece.id) for piece in pieces]
    assert all(entry.state is EntryState.STORED for entries in found for entry in entries)
    return [[entry.name for entry in entries] for entries in found]


async def test_a_file_sent_from_home_is_kept_until_it_is_said_what_for(
    cast: Cast, stage: Stage, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/home")
    await amina.uploads(written(tmp_path / "visit.pdf", PDF))
    amina.sees("I have kept this file")
    amina.sees("take out names")
    assert amina.labels() == ["Keep as evidence", "Home"]
    await amina.presses("Keep as evidence", times=2)
    for label in ("1 Communication", "1.1 Adapt", "Case file"):
        await amina.presses(label)
    amina.has_seen("1.1 · Case file")
    assert await _held(stage, cast, amina) == [["visit.pdf"]]


async def test_an_album_and_what_follows_it_become_one_piece(
    cast: Cast, stage: Stage, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await amina.uploads(written(tmp_path / "1.pdf", PDF), written(tmp_path / "2.jpg", JPEG))
    amina.sees("I have kept these 2 files")
    await amina.presses("Keep as evidence")
    await amina.uploads(written(tmp_path / "3.pdf", PDF + b"\n%3\n"))
    amina.sees("I have kept these 3 files")
    await amina.presses("Keep as evidence", times=2)
    assert await _held(stage, cast, amina) == [["1.pdf", "2.jpg", "3.pdf"]]


async def test_a_file_of_another_hour_is_not_mixed_with_one_of_now(
    cast: Cast, stage: Stage, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await amina.uploads(written(tmp_path / "old.pdf", PDF))
    await stage.passes(hours=1)
    await amina.uploads(written(tmp_path / "new.jpg", JPEG))
    amina.sees("I have kept this file")
    await amina.presses("Keep as evidence")
    assert await _held(stage, cast, amina) == [["new.jpg"]]


async def test_a_file_that_cannot_be_taken_is_refused_with_its_reason(
    cast: Cast, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await amina.uploads(written(tmp_path / "setup.pdf", PROGRAM))
    await amina.presses("Keep as evidence")
    amina.has_seen("It is a program")
    await amina.presses("Open this evidence")
    await amina.uploads(written(tmp_path / "visit.pdf", PDF))
    [collecting] = [one for one in amina.of_bot() if "1 arriving, 1 not kept" in str(one)]
    assert "It is a program" not in str(collecting)  # said in a message of its own


async def test_words_after_files_are_asked_about_alone(cast: Cast, tmp_path: Path) -> None:
    amina = await cast.trainee("Amina")
    await amina.uploads(written(tmp_path / "visit.pdf", PDF))
    await amina.writes("I met a baker")
    amina.sees("I met a baker")
    assert "Ask a tutor" in amina.labels()


async def test_the_screen_of_a_draft_takes_files_but_no_words(
    cast: Cast, stage: Stage, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    await amina.uploads(written(tmp_path / "1.pdf", PDF))
    await amina.presses("Open this evidence")
    await amina.uploads(written(tmp_path / "2.jpg", JPEG))
    amina.has_seen("1 stored, 1 arriving")
    await amina.presses("Done")
    await amina.presses("Files and texts")
    await amina.uploads(written(tmp_path / "3.jpg", JPEG + b"3"))
    assert await _held(stage, cast, amina) == [["1.pdf", "2.jpg", "3.jpg"]]
    await amina.presses("Done")
    await amina.writes("I met a baker")
    amina.sees("What is it meant for?")


async def test_what_was_handed_in_takes_no_file_by_itself(cast: Cast, tmp_path: Path) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    await amina.uploads(written(tmp_path / "1.pdf", PDF))
    await amina.presses("Done")
    await amina.presses("Line of context")
    await amina.writes("A visit in March")
    await hands_in(amina)
    await amina.uploads(written(tmp_path / "2.jpg", JPEG))
    amina.sees("I have kept this file")


async def test_a_file_means_nothing_to_a_tutor_and_a_visitor(cast: Cast, tmp_path: Path) -> None:
    maria, nobody = await cast.tutor("Maria"), await cast.visitor("Nobody")
    for phone in (maria, nobody):
        await phone.uploads(written(tmp_path / "visit.pdf", PDF))
        phone.sees_no("kept this file")
    await maria.presses_old(places.KeepDraftAsEvidence())
    maria.sees_no("Which unit")
