"""A trainee collects evidence and hands it in; a tutor gives feedback; over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import FormData
from PIL import Image

from bot import places
from bot.evidence.addresses import (
    AddTo,
    NewVersion,
    OpenContents,
    OpenEntry,
    ReviewContents,
    ReviewEntry,
    SubmitPiece,
    TakeOut,
    WithdrawPiece,
)
from bot.evidence.store import pieces as store
from bot.kit.settings import Settings
from bot.people.rules import ScopeKind
from tests.evidence.ways import begins, written
from tests.kit.files.samples import JPEG, MP3, OPUS, PDF, PROGRAM, TAKEN
from tests.people import Cast, Phone, Stage


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return written(tmp_path / "report.pdf", PDF)


def photo(path: Path) -> Path:
    Image.new("RGB", (40, 30)).save(path)
    return path


async def test_the_empty_list_says_what_to_do(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/evidence")
    amina.sees("Nothing here yet")
    assert amina.labels() == ["Add evidence", "Overview", "Home"]


async def test_a_file_gets_a_receipt_with_number_name_size_and_outcome(
    cast: Cast, paper: Path
) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    amina.sees("take out names")
    amina.sees("up to 20 MB")
    await amina.uploads(paper)
    amina.sees("Stored as no. 1. This is your receipt.")
    amina.sees("report.pdf (document, 1 kB)")
    amina.sees("1.1 Adapt messages")
    amina.has_seen("1 arriving")


async def test_an_album_is_kept_but_for_a_wrong_type_and_a_second_copy(
    cast: Cast, tmp_path: Path
) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    good = [written(tmp_path / f"page-{n}.jpg", JPEG + bytes([n])) for n in range(8)]
    bad = written(tmp_path / "holiday.jpg", PROGRAM)
    twin = written(tmp_path / "again.jpg", JPEG + bytes([0]))
    await amina.uploads(*good[:4], bad, *good[4:], twin)
    amina.has_seen("10 arriving")
    amina.has_seen("holiday.jpg was not kept.\nIt is a program")
    amina.has_seen("You have sent this same file before; it is stored as no.")
    amina.sees("8 stored, 2 not kept")


async def test_every_kind_of_message_is_taken_until_done(cast: Cast, tmp_path: Path) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    await amina.uploads(photo(tmp_path / "a.jpg"), kind="photo", caption="The yard")
    await amina.uploads(written(tmp_path / "b.ogg", OPUS), kind="voice")
    await amina.uploads(written(tmp_path / "c.mp4", TAKEN["mp4"]), kind="video")
    await amina.uploads(written(tmp_path / "d.mp3", MP3), kind="audio")
    await amina.uploads(written(tmp_path / "e.mp4", TAKEN["3gp"]), kind="video_note")
    await amina.writes("I led the talk.")
    await amina.writes("https://example.org/plan")
    amina.sees("7 stored")
    await amina.presses("Done")
    amina.sees("In it: 7 stored")
    await amina.presses("Files and texts")
    amina.sees("Photo (no. 1, picture, 1 kB)\nThe yard")
    await amina.presses("Next")
    amina.sees("I led the talk. (no. 6, text)")


async def test_too_large_is_said_at_once_or_when_it_shows(cast: Cast, tmp_path: Path) -> None:
    amina = await cast.trainee("Amina")
    amina.stage.app.services.settings.upload_limit_mb = 1
    await begins(amina)
    amina.sees("up to 1 MB")
    await amina.uploads(written(tmp_path / "big.pdf", PDF + b" " * 1024 * 1024))
    amina.sees("big.pdf, not kept: It is too large.")
    await amina.uploads(written(tmp_path / "small.pdf", PDF))
    amina.sees("1 stored, 1 not kept")


async def test_a_store_that_is_away_delays_the_receipt_and_loses_nothing(
    cast: Cast, stage: Stage, bot_settings: Settings, paper: Path
) -> None:
    amina = await cast.trainee("Amina")
    in_the_way = Path(bot_settings.store) / "evidence"
    in_the_way.write_text("x")
    await begins(amina)
    await amina.uploads(paper)
    amina.sees("report.pdf takes longer to arrive.")
    await amina.presses("Done")
    amina.has_seen("In it: 1 arriving")
    in_the_way.unlink()
    await stage.passes(minutes=1)
    await amina.looks()
    amina.sees("Stored as no. 1.")
    await amina.presses("Open this evidence")
    amina.sees("In it: 1 stored")


async def test_a_restart_while_a_file_arrives_ends_in_one_receipt(cast: Cast, stage: Stage) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    form = FormData({"kind": "document"})
    form.add_field("file", PDF, filename="report.pdf")
    await stage.call("POST", f"people/{amina.id}/chats/{amina.id}/upload", data=form)
    await stage.fetch()
    await stage.app.inbox.idle()
    await stage.app.tasks._claim()  # running, and here the process ends
    await stage.app.recover()
    await stage.settle()
    await amina.looks()
    amina.sees("Stored as no. 1.")
    assert sum("Stored as" in m.get("text", "") for m in amina.of_bot()) == 1


async def test_what_is_missing_is_named_with_a_way_to_it(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    await amina.presses("Done")
    amina.sees("Nothing in it yet.")
    piece = (await pieces_of(cast, amina))[0]
    await amina.presses_old(SubmitPiece(piece, 1))
    amina.sees("There is nothing in it yet.")
    await amina.presses("Go on")
    await amina.writes("Something")
    await amina.presses_old(SubmitPiece(piece, 1))
    amina.sees("Not all of the four statements are confirmed yet.")
    await amina.presses("Go on")
    amina.sees("Statement 1 of 4")


async def pieces_of(cast: Cast, phone: Phone) -> list[str]:
    person = await cast.person(phone)
    async with cast.stage.app.services.database.reading() as session:
        return [piece.public_id for piece in await store.find_pieces(session, person.id, limit=9)]


async def test_a_draft_is_withdrawn_and_taken_back(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    await amina.writes("A note")
    await amina.presses("Done")
    await amina.presses("Withdraw")
    await amina.presses("Yes, withdraw", times=2)
    amina.sees("Withdrawn: 1.1 · Case file.")
    await amina.presses("Undo", times=2)
    amina.sees("In it: 1 stored")


async def test_another_persons_piece_is_out_of_reach_from_every_button(cast: Cast) -> None:
    amina, bea = await cast.trainee("Amina"), await cast.trainee("Bea")
    tom = await cast.tutor("Tom", scope_kind=ScopeKind.COUNTRY, scope="DE")
    await begins(amina)
    await amina.writes("Amina's secret")
    [piece] = await pieces_of(cast, amina)
    theirs = (
        places.OpenPieceOfEvidence(piece), AddTo(piece), OpenContents(piece), OpenEntry(piece, 1),
        TakeOut(piece, 1), SubmitPiece(piece, 1), WithdrawPiece(piece, 1), NewVersion(piece, 1),
    )  # fmt: skip
    for place in theirs:
        await bea.presses_old(place)
        bea.sees_no("secret")
    for place in (theirs[0], ReviewContents(piece, 1), ReviewEntry(piece, 1, 1)):
        await tom.presses_old(place)
        tom.sees_no("secret")
    await amina.presses("Done")
    amina.sees("In it: 1 stored")


async def test_a_text_that_nobody_expected_becomes_evidence(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("Today I visited an employer.")
    await amina.presses("Keep as evidence", times=2)
    amina.sees("Which unit does it belong to?")
    await amina.presses("1 Communication")
    await amina.presses("1.2")
    await amina.presses("Next")
    await amina.presses("Reflective note")
    await amina.presses("Done")
    amina.sees("1.2 Hold and record structured interviews")
    amina.sees("In it: 1 stored")
    assert len(await pieces_of(cast, amina)) == 1


async def test_an_edited_message_changes_the_text_of_a_draft(cast: Cast) -> None:
    amina = await cast.trainee("Amina", language="el")
    await amina.writes("/evidence")
    await amina.presses("Προσθήκη")
    await amina.presses("1")
    await amina.presses("1.1")
    await amina.presses("Φάκελος")
    await amina.writes("Συνάντησα τν εργοδότη")
    await amina.edits("Συνάντησα τν", "Συνάντησα τον εργοδότη")
    amina.sees("Συνάντησα τον εργοδότη")
    amina.sees_no("δεν γίνεται")


@pytest.mark.parametrize("kind", ["sticker", "location", "contact"])
async def test_nonsense_keeps_the_place(cast: Cast, paper: Path, kind: str) -> None:
    amina = await cast.trainee("Amina")
    await begins(amina)
    await amina.stage.call("POST", f"people/{amina.id}/chats/{amina.id}/{kind}", {})
    await amina.stage.settle()
    await amina.uploads(paper)
    amina.sees("Stored as no. 1.")
