"""A tutor looks at what was handed in and gives feedback; the trainee goes on; over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.ways import begins, hands_in, written
from tests.kit.files.samples import OPUS
from tests.people import Cast


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return written(tmp_path / "report.pdf")


async def test_from_the_first_file_to_feedback_and_a_second_version(
    cast: Cast, paper: Path
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await begins(amina)
    await amina.uploads(paper)
    await amina.presses("Done")
    await amina.presses("Line of context")
    await amina.writes("My visit in May")
    amina.sees("Context: My visit in May")
    await amina.presses("What it shows")
    await amina.presses("Choose: knowledge")
    amina.sees("knowledge, chosen:")
    await amina.presses("Back")
    await hands_in(amina)
    amina.sees("handed in · version 1")
    await greta.looks()
    greta.sees("Amina has handed in evidence: 1.1 · Case file, version 1.")
    await greta.presses("Look at it")
    greta.sees("Confirmed by the trainee: valid, authentic, current, sufficient.")
    greta.sees("Shows: 1.1 (knowledge)")
    await greta.presses("Files and texts")
    await greta.presses("report.pdf")
    assert "photo" in greta.of_bot()[-1]
    await greta.presses("Original file")
    assert "document" in greta.of_bot()[-1]
    await greta.presses("Give feedback")
    await greta.writes("Good. Say what the employer wanted.")
    greta.sees("goes to Amina")
    await greta.presses("Was it delivered?")
    greta.sees("delivered")
    await amina.looks()
    amina.sees("Greta has given feedback on your evidence 1.1 · Case file, version 1.")
    amina.sees("Say what the employer wanted.")
    await amina.presses("Open this evidence")
    amina.has_seen("Greta has given feedback")
    amina.sees("feedback received · version 1")
    await amina.presses("New version")
    amina.sees("draft · version 2")
    amina.sees("0 of 4 statements confirmed")
    await amina.presses("Files and texts")
    await amina.presses("Send files")
    await amina.writes("The employer wanted a part-time worker.")
    await amina.presses("Done")
    await amina.presses("Four statements")
    for _ in range(4):
        await amina.presses("Yes, I confirm")
    await amina.presses("Hand in", times=2)
    amina.sees("handed in · version 2")
    await greta.looks()
    assert len([m for m in greta.of_bot() if "version 2." in m.get("text", "")]) == 1
    await amina.presses("What has changed")
    amina.sees("New: The employer wanted")
    await amina.presses("Version 1")
    amina.sees("Context: My visit in May")
    await amina.presses("report.pdf")
    assert "document" in amina.of_bot()[-1]
    await greta.presses("Look at it")
    await greta.presses("What has changed since version 1", times=2)
    greta.sees("New: The employer wanted")
    await greta.presses("Version 1")
    greta.sees("report.pdf")


async def test_a_voice_message_of_the_tutor_is_heard_by_the_trainee(
    cast: Cast, tmp_path: Path
) -> None:
    amina, greta = await cast.trainee("Amina", language="sv"), await cast.tutor("Greta")
    await amina.writes("/evidence")
    await amina.presses("Lägg till underlag")
    await amina.presses("7")
    await amina.presses("7.2")
    await amina.presses("Handlingsplan")
    await amina.writes("En plan")
    await amina.presses("Klar")
    await amina.presses("Fyra påståenden")
    for _ in range(4):
        await amina.presses("Ja, jag bekräftar")
    await amina.presses("Lämna in")
    await greta.writes("/review")
    await greta.presses("1. Amina")
    await greta.presses("Give feedback")
    await greta.uploads(written(tmp_path / "said.ogg", OPUS), kind="voice")
    await amina.looks()
    assert "voice" in amina.of_bot()[-1]
    amina.sees("Greta har gett återkoppling")
    await greta.presses("Next evidence")
    greta.sees("Nothing is waiting")


async def test_a_reply_to_feedback_asks_the_tutors_about_this_evidence(
    cast: Cast, paper: Path
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await begins(amina)
    await amina.uploads(paper)
    await amina.presses("Done")
    await hands_in(amina)
    await greta.writes("/review")
    await greta.presses("1. Amina")
    await greta.presses("Give feedback")
    await greta.writes("Good.")
    await amina.looks()
    await amina.replies("What is missing?", to="Greta has given feedback")
    await amina.presses("Send")
    await greta.looks()
    greta.sees("Amina has a question.")
    greta.sees("What is missing?")
