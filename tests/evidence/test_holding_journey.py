"""Client data is reported, held back, mended, decided on and deleted; over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import places
from bot.evidence.addresses import AskStep, HoldBack, OpenHold, ReviewEntry, SendMended, TakeStep
from bot.evidence.rules.holds import Step
from tests.evidence.ways import begins, hands_in, written
from tests.kit.files.samples import JPEG, PDF, PROGRAM
from tests.people import Cast, Phone, Stage

MARKER = "Qvistmarkör"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return written(tmp_path / f"{MARKER}.pdf", PDF + MARKER.encode())


async def sends_in(amina: Phone, paper: Path | None = None) -> None:
    """A text, a file if there is one, a line of context; handed in."""
    await begins(amina)
    await amina.writes(f"I met {MARKER} in May.")
    if paper:
        await amina.uploads(paper, caption=f"Minutes with {MARKER}")
    await amina.presses("Done")
    await amina.presses("Line of context")
    await amina.writes(f"Written for {MARKER}")
    await hands_in(amina)


async def opens_part(greta: Phone, part: str = "I met") -> None:
    await greta.writes("/review")
    await greta.presses("1. Amina")
    await greta.presses("Files and texts")
    await greta.presses(part)


async def reports(greta: Phone) -> None:
    await opens_part(greta)
    await greta.presses("Contains client data")
    await greta.presses("Yes, hold it back now")


async def test_a_report_holds_the_part_back_at_once_and_tells_the_trainee_how_to_mend_it(
    cast: Cast,
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await sends_in(amina)
    await opens_part(greta)
    await greta.presses("Contains client data")
    greta.sees("nobody but the trainee can open it any more")
    greta.sees("Never repeat the data itself")
    await greta.writes("second line, a name")
    greta.sees("Held back: nobody but the trainee sees it now.")
    assert greta.labels() == ["Open this evidence", "All that is held back", "Home"]
    await amina.looks()
    amina.sees("may show who a client is. It is held back at once")
    amina.sees("second line, a name")
    amina.sees("Black out names, dates of birth")
    assert amina.labels() == [
        "Send a mended one",
        "Delete it for good",
        "It holds no client data",
        "Open this evidence",
    ]
    await greta.writes("/review")
    greta.sees("a part is held back")
    await greta.presses("1. Amina")
    await greta.presses("Files and texts")
    greta.sees("A part (no. 1) is held back")
    assert "I met" not in str(greta.labels())


async def test_what_stood_in_another_tutors_chat_is_taken_back(
    cast: Cast, stage: Stage, paper: Path
) -> None:
    amina, greta, tom = (
        await cast.trainee("Amina"),
        await cast.tutor("Greta"),
        await cast.tutor("Tom"),
    )
    await sends_in(amina, paper)
    await opens_part(tom)
    tom.sees(MARKER)
    await reports(greta)
    await tom.looks()
    tom.sees_no(MARKER)
    tom.has_seen("What stood here was taken back")
    await stage.passes(minutes=3)
    greta.sees_no(MARKER)


async def test_what_is_being_mended_is_not_said_to_have_feedback(cast: Cast, paper: Path) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await sends_in(amina, paper)
    await reports(greta)
    await amina.looks()
    await amina.presses("Send a mended one")
    await amina.presses_old(TakeStep(1, Step.PURGE))
    await amina.writes("/evidence")
    await amina.presses("Overview")
    amina.sees("case file (handed in)")


async def test_deleting_a_part_for_good_leaves_the_receipts_of_the_others(
    cast: Cast, stage: Stage, paper: Path
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await begins(amina)
    await amina.uploads(paper)
    await amina.uploads(written(paper.with_name("other.jpg"), JPEG))
    await amina.presses("Done")
    await amina.presses("Line of context")
    await amina.writes("A visit")
    await hands_in(amina)
    await opens_part(greta, "Qvist")
    await greta.presses("Contains client data")
    await greta.presses("Yes, hold it back now")
    await amina.looks()
    await amina.presses_old(TakeStep(1, Step.PURGE))
    await stage.passes(minutes=3)
    told = [str(message) for message in amina.of_bot()]
    assert not [one for one in told if "Stored as no. 1." in one]
    assert [one for one in told if "Stored as no. 2." in one]


async def test_sending_a_mended_part_says_so_and_nothing_of_what_was_refused_long_ago(
    cast: Cast, tmp_path: Path
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await begins(amina)
    await amina.writes("I met a woman in May.")
    await amina.uploads(written(tmp_path / "setup.pdf", PROGRAM))
    await amina.presses("Open this evidence")
    await amina.presses("Line of context")
    await amina.writes("A visit")
    await hands_in(amina)
    amina.sees("In it: 1 stored\n")
    await reports(greta)
    await amina.looks()
    await amina.presses("Send a mended one")
    amina.sees("Send the mended part now. No. 1 is no longer in this draft.")
    assert "setup.pdf" not in amina.screen


async def test_a_mended_version_goes_on_without_the_part(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await sends_in(amina)
    await reports(greta)
    await amina.looks()
    await amina.presses("Send a mended one", times=2)
    amina.sees("take out names")
    await amina.writes("I met a woman of about fifty.")
    await amina.presses("Done")
    amina.sees("draft · version 2")
    await hands_in(amina)
    amina.sees("handed in · version 2")
    await opens_part(greta, "I met a woman")
    greta.sees("I met a woman of about fifty.")


async def test_an_objection_is_decided_by_a_coordinator_who_alone_may_look(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    carla = await cast.coordinator("Carla")
    await sends_in(amina)
    await reports(greta)
    await carla.looks()
    carla.sees("data protection officer")
    await carla.presses("Open it")
    assert "Look at the part" not in carla.labels()
    await amina.looks()
    await amina.presses("It holds no client data")
    await amina.presses("Ask for a decision", times=2)
    amina.sees("Somebody will look at it and decide")
    await carla.looks()
    carla.sees("Amina says that this part holds no client data")
    await carla.presses("Open it")
    await carla.presses("Look at the part")
    carla.sees(MARKER)
    await carla.presses("Back")
    await carla.presses("No client data: show it")
    await carla.presses("Yes, show it again")
    await amina.looks()
    amina.sees("this part holds no client data")
    await greta.looks()
    greta.sees("It can be seen again")
    await opens_part(greta)
    greta.sees(MARKER)


async def test_upheld_in_greek_and_deleted_by_the_coordinator(cast: Cast) -> None:
    eleni, greta = await cast.trainee("Ελένη", language="el"), await cast.tutor("Greta")
    carla = await cast.coordinator("Carla")
    await eleni.writes("/evidence")
    for label in ("Προσθήκη", "1", "1.1", "Φάκελος"):
        await eleni.presses(label)
    await eleni.writes("Συνάντησα την κυρία Παπαδοπούλου.")
    await eleni.presses(eleni.labels()[0])
    await eleni.presses("Τέσσερις")
    for _ in range(4):
        await eleni.presses("Ναι")
    await eleni.presses("Υποβολή")
    await greta.writes("/review")
    await greta.presses("1. Ελένη")
    await greta.presses("Files and texts")
    await greta.presses("Συνάντησα")
    await greta.presses("Contains client data")
    await greta.presses("Yes")
    await eleni.looks()
    eleni.sees("Κάποιος που το βλέπει ανέφερε")
    await eleni.presses("Δεν έχει τέτοια στοιχεία")
    await eleni.presses("Ζητήστε απόφαση")
    await carla.looks()
    await carla.presses("Open it")
    await carla.presses("Client data: keep it back")
    await carla.presses("Yes, keep it back")
    await eleni.looks()
    eleni.sees("Αποφασίστηκε")
    await carla.presses("Delete it for good")
    await carla.presses("Yes, delete it for good", times=2)
    carla.sees("Deleted for good")
    await eleni.looks()
    eleni.sees("διαγράφηκε οριστικά")


async def test_a_trainee_deletes_an_own_part_after_handing_in(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await sends_in(amina)
    await amina.presses("Files and texts")
    await amina.presses("I met")
    await amina.presses("Contains client data")
    amina.sees("nobody but you can open it any more")
    await amina.presses("Yes, hold it back now")
    await amina.presses("Delete it for good")
    amina.sees("This cannot be undone")
    await amina.presses("Yes, delete it for good")
    amina.sees("Deleted for good, from all versions and from the store.")
    amina.sees("press and hold it")
    await amina.presses("Open this evidence")
    amina.sees("1 deleted for good")
    await greta.writes("/review")
    await greta.presses("1. Amina")
    await greta.presses("Files and texts")
    greta.sees("A part (no. 1) was deleted for good")


async def test_the_line_of_context_is_held_back_and_written_anew(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await sends_in(amina)
    await greta.writes("/review")
    await greta.presses("1. Amina")
    greta.sees(f"Written for {MARKER}")
    await greta.presses("Client data in the context")
    await greta.presses("Yes, hold it back now")
    await greta.writes("/review")
    await greta.presses("1. Amina")
    greta.sees("The line of context is held back")
    greta.sees_no(f"Written for {MARKER}")
    await amina.looks()
    await amina.presses("Write another line")
    await amina.writes("Written for a placement")
    await hands_in(amina)
    await greta.writes("/review")
    await greta.presses("1. Amina")
    greta.sees("Written for a placement")


async def test_old_buttons_and_others_ids_lead_nowhere_they_should_not(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    bea = await cast.trainee("Bea")
    await sends_in(amina)
    await reports(greta)
    await amina.looks()
    public = piece_of(amina)
    for phone in (bea, greta):
        for step in Step:
            await phone.presses_old(AskStep(1, step))
            await phone.presses_old(TakeStep(1, step))
        await phone.presses_old(SendMended(1))
    await bea.presses_old(OpenHold(1))
    await bea.presses_old(places.ReportClientData(public, 1))
    await bea.presses_old(HoldBack(public, 1))
    bea.sees_no("Held back")
    bea.sees_no(MARKER)
    await greta.presses_old(ReviewEntry(public, 1, 1))
    greta.sees("A part (no. 1) is held back")
    assert MARKER not in greta.screen
    await amina.presses_old(OpenHold(1))
    amina.sees("Nobody but you sees it now.")


def piece_of(amina: Phone) -> str:
    """The public id, as a button of the trainee says it."""
    _, button = amina.button("Open this evidence")
    return button["callback_data"].rpartition(":")[2]


async def test_before_every_way_of_adding_names_are_asked_to_be_taken_out(
    cast: Cast, paper: Path
) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("A text out of nowhere.")
    amina.sees("take out names")  # it may become evidence from here
    await amina.presses("Keep as evidence")
    amina.sees("take out names")
    await begins(amina)
    amina.sees("take out names")  # file, album, text, link, voice
    await amina.uploads(paper)
    assert "take out names" in amina.message_with("This is your receipt").get("text", "")
    await amina.presses("Open this evidence")
    amina.sees("take out names")  # a reply to it adds, too
    await amina.presses("Files and texts")
    await amina.presses("Send files")
    amina.sees("take out names")
