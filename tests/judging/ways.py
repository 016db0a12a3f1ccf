"""Ways through judging that several journeys share."""

from __future__ import annotations

from tests.evidence.ways import begins, hands_in
from tests.people import Phone

REASON = "Page 2 shows the letter; what the client said is missing."


async def hands_in_a_note(amina: Phone, words: str = "I explained the letter twice.") -> None:
    await begins(amina)
    await amina.writes(words)
    await amina.presses("Done")
    await hands_in(amina)


async def asks(amina: Phone) -> None:
    """Have outcome 1.1 judged, from the list of one's own judgements."""
    await amina.writes("/evidence")
    await amina.presses("Judgements")
    await amina.presses("Have something judged")
    await amina.presses("1.1 Adapt")
    await amina.presses("I declare this and ask")


async def opens(assessor: Phone) -> None:
    await assessor.writes("/judge")
    await assessor.presses("1. ")
    await assessor.presses("I have none")


async def judges(assessor: Phone, *marks: str) -> None:
    """All criteria, from the first on: one mark for each, a reason where one is needed."""
    await assessor.presses("Criteria")
    for position, mark in enumerate(marks, 1):
        await assessor.presses(mark)
        if mark != "Met":
            await assessor.writes(REASON)
        if position < len(marks):
            await assessor.presses("Next")
    await assessor.presses("Summary")


async def signs(assessor: Phone) -> None:
    await assessor.presses("Sign")
    await assessor.presses("Yes, sign")


ALL_MET = ("Met",) * 5
MIXED = ("Met", "Partly", "Met", "Not yet", "Met")
