"""What was deleted for good is in no copy of somebody's data that still lies in the store."""

from __future__ import annotations

from tests.evidence.ways import begins, hands_in
from tests.people import Cast, Phone, Stage
from tests.privacy.looking import rows_of


async def hands_in_a_text(amina: Phone) -> None:
    await begins(amina)
    await amina.writes("I met Mrs Qvist.")
    await amina.presses("Done")
    await hands_in(amina)


async def copies(stage: Stage) -> list[str]:
    objects = stage.app.services.objects
    return [key async for key in objects.list("exports")]


async def test_the_copy_goes_and_a_new_one_can_be_asked_for(stage: Stage, cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await hands_in_a_text(amina)
    await amina.writes("/mydata")
    await amina.presses(amina.labels()[0])
    assert len(await copies(stage)) == 1
    await amina.writes("/evidence")
    for label in ("1. ", "Files and texts", "I met", "Contains client data", "Yes"):
        await amina.presses(label)
    assert len(await copies(stage)) == 1  # it is the owner's, who sees the part still
    await amina.presses("Delete it for good")
    await amina.presses("Yes")
    assert await copies(stage) == []
    (row,) = await rows_of(stage, "privacy_export")
    assert (row["state"], row["key"]) == ("failed", "")
