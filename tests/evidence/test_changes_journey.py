"""What changed between two versions, for the trainee and the tutor, over HTTP."""

from __future__ import annotations

from bot.evidence.coverage_addresses import OpenChanges, OpenVersion, OpenVersionEntry
from bot.kit.address import unpack
from tests.evidence.ways import begins, hands_in
from tests.people import Cast, Phone

FIRST = "I met her in the shop. She wanted a part-time worker."


async def hands_in_twice(amina: Phone, greta: Phone) -> None:
    await begins(amina)
    await amina.writes(FIRST)
    await amina.presses("Done")
    await hands_in(amina)
    await greta.writes("/review")
    await greta.presses("1. Amina")
    await greta.presses("Give feedback")
    await greta.writes("Say how it ended.")
    await amina.looks()
    await amina.presses("Open this evidence")
    await amina.presses("New version")
    await amina.presses("Files and texts")
    await amina.presses("Send files")
    await amina.edits("part-time", FIRST.replace("part-time", "full-time") + " It went well.")
    await amina.presses("Back")


async def test_both_see_what_changed_and_the_earlier_version_stays(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await hands_in_twice(amina, greta)
    await amina.presses("What has changed")
    amina.sees("[−part-time] [+full-time] worker[+. It went well].")
    await amina.presses("Version 1")
    await amina.presses("I met her")
    amina.sees("part-time")
    await amina.presses("Back")
    await amina.presses("Back")
    await hands_in(amina)
    await greta.writes("/review")
    await greta.presses("1. Amina")
    assert greta.labels()[0] == "What has changed since version 1"
    await greta.presses("What has changed")
    greta.sees("[−part-time] [+full-time] worker[+. It went well].")
    struck = [e["type"] for e in greta.of_bot()[-1]["entities"]]
    assert {"strikethrough", "underline", "bold"} <= set(struck)
    await greta.presses("Version 1")
    await greta.presses("I met her")
    greta.sees("part-time")


async def test_a_first_version_and_somebody_elses_piece_have_no_changes_to_see(cast: Cast) -> None:
    amina, bo = await cast.trainee("Amina"), await cast.trainee("Bo")
    await begins(amina)
    await amina.writes(FIRST)
    await amina.presses("Done")
    await hands_in(amina)
    assert "What has changed" not in amina.labels()
    await amina.writes("/evidence")
    opening = unpack(amina.button("1. 1.1")[1]["callback_data"])
    public = opening.piece  # type: ignore[attr-defined]
    for address in (OpenChanges(public, 1), OpenVersion(public, 9), OpenVersionEntry(public, 1, 9)):
        await amina.presses_old(address)
        amina.sees("handed in · version 1")
        await bo.presses_old(address)
        assert "part-time" not in bo.screen


async def test_in_greek_it_is_greek(cast: Cast) -> None:
    eleni, greta = await cast.trainee("Ελένη", language="el"), await cast.tutor("Greta")
    await eleni.writes("/evidence")
    await eleni.presses("Προσθήκη")
    await eleni.presses("1 ")
    await eleni.presses("1.1")
    await eleni.presses("Μαρτυρία")
    await eleni.writes("Την είδα χθες το πρωί στο μαγαζί.")
    await eleni.presses("Τέλος")
    await eleni.presses("Τέσσερις")
    for _ in range(4):
        await eleni.presses("Ναι")
    await eleni.presses("Υποβολή")
    await greta.writes("/review")
    await greta.presses("1. Ελένη")
    await greta.presses("Give feedback")
    await greta.writes("Good.")
    await eleni.looks()
    await eleni.presses("Άνοιγμα")
    await eleni.presses("Νέα έκδοση")
    await eleni.edits("χθες", "Την είδα σήμερα το πρωί στο μαγαζί.")
    await eleni.presses("Πίσω")
    await eleni.presses("Τι άλλαξε")
    eleni.sees("[+…] είναι νέο, [−…] αφαιρέθηκε.")
    eleni.sees("Την είδα [−χθες] [+σήμερα] το πρωί")
