"""A trainee sees what is missing and adds it; a tutor sees the whole; over HTTP."""

from __future__ import annotations

from bot import places
from bot.evidence.coverage_addresses import (
    OpenUnitCoverage,
    ReviewCoverage,
    ReviewOutcomeEvidence,
    ReviewUnitCoverage,
)
from bot.kit.address import unpack
from bot.people.rules import ScopeKind
from tests.evidence.ways import begins, hands_in
from tests.people import Cast, Phone


async def hands_in_a_case(amina: Phone) -> None:
    await begins(amina)
    await amina.writes("They found work.")
    await amina.presses("Done")
    await hands_in(amina)


async def test_from_the_overview_to_an_outcome_to_what_is_missing(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await hands_in_a_case(amina)
    await amina.writes("/evidence")
    await amina.presses("Overview")
    assert "photo" in amina.of_bot()[-1]
    amina.sees("1.1: 1 of 2 · case file (handed in)")
    amina.sees("Nothing yet for: 1.2, 2.1")
    await amina.presses("1 Communication")
    await amina.presses("1.1 Adapt")
    amina.sees("1 more piece, of another kind: recorded role play, observation or witness")
    await amina.presses("Add evidence")
    await amina.presses("Witness statement")
    await amina.writes("She did.")
    await amina.presses("Done")
    await amina.presses("What it shows")
    await amina.presses("What is missing")
    await amina.presses("Go on with the draft")
    await hands_in(amina)
    await amina.presses("What is missing")
    amina.sees("As much as is asked for is there. Whether it convinces, an assessor decides.")
    await amina.presses("1. Witness statement")
    amina.sees("handed in · version 1")


async def test_the_library_leads_to_ones_own_evidence_for_an_outcome(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(places.OpenOutcome("1.1", 99))
    await amina.presses("My evidence for it")
    amina.sees("Nothing yet.")
    await amina.presses("What is asked for it")
    amina.sees("What evidence is asked")


async def test_in_greek_it_is_greek(cast: Cast) -> None:
    eleni = await cast.trainee("Ελένη", language="el")
    await eleni.writes("/evidence")
    await eleni.presses("Επισκόπηση")
    eleni.sees("Αρκούν για 0 από τα 14 μαθησιακά αποτελέσματα.")
    await eleni.presses("5 Δίκτυο")
    await eleni.presses("5.1")
    eleni.sees("2 ακόμη τεκμήρια: φάκελος υπόθεσης, ")


async def test_a_tutor_sees_the_whole_without_drafts(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await hands_in_a_case(amina)
    await begins(amina, "Observation")
    await greta.writes("/review")
    await greta.presses("1. Amina")
    await greta.presses("All their evidence")
    greta.sees("Evidence of Amina at a glance")
    greta.sees("1.1: 1 of 2 · case file (handed in)\n")
    await greta.presses("1 Communication")
    await greta.presses("1.1 Adapt")
    greta.sees("1. Case file: handed in · counts until")
    assert "Add evidence" not in greta.labels()
    await greta.presses("1. Case file")
    greta.sees("Confirmed by the trainee")


async def test_nobody_else_sees_a_trainees_overview(cast: Cast) -> None:
    amina = await cast.trainee("Amina", country="SE")
    tova = await cast.tutor("Tova", scope_kind=ScopeKind.COUNTRY, scope="DE")
    await hands_in_a_case(amina)
    await amina.writes("/evidence")
    opening = unpack(amina.button("1. 1.1")[1]["callback_data"])
    assert isinstance(opening, places.OpenPieceOfEvidence)
    public = opening.piece
    for address in (
        ReviewCoverage(public),
        ReviewUnitCoverage(public, "1"),
        ReviewOutcomeEvidence(public, "1.1"),
    ):
        await tova.presses_old(address)
        tova.sees("Nothing is waiting")


async def test_old_and_wrong_buttons_lead_back_to_the_overview(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    for address in (places.OpenOutcomeEvidence("9.9"), OpenUnitCoverage("99")):
        await amina.presses_old(address, times=2)
        amina.sees("Enough for 0 of 14 outcomes.")
    await amina.presses_old(places.OpenOutcomeEvidence("1.1", 99))
    amina.sees("Nothing yet.")
