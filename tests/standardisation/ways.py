"""How coordinators and assessors go through an exercise on their phones."""

from __future__ import annotations

from collections.abc import Iterable

from bot.curriculum.verdicts import Verdict
from bot.people.rules import Role, ScopeKind
from tests.people import Cast, Phone

M, P, N = Verdict.MET, Verdict.PARTLY, Verdict.NOT_YET
LABELS = {M: "Met", P: "Partly", N: "Not yet"}
SAMPLE = "A joinery"
REFERENCE = (M, M, P, P, N)


async def assessor(cast: Cast, name: str, language: str = "en", country: str = "") -> Phone:
    """Somebody who judges, in the whole programme or in one country."""
    kind = ScopeKind.COUNTRY if country else ScopeKind.PROGRAMME
    return await cast.member(
        name, Role.ASSESSOR, language=language, scope_kind=kind, scope=country or None
    )


async def prepares(carla: Phone, sample: str = SAMPLE, days: str = "In 3 days") -> None:
    """Up to the last look."""
    await carla.writes("/calibrate")
    await carla.presses("New exercise")
    await carla.presses(sample)
    await carla.presses("Go on")
    await carla.presses(days)


async def opens(carla: Phone, sample: str = SAMPLE) -> None:
    await prepares(carla, sample)
    await carla.presses("Open it")


async def judges(phone: Phone, verdicts: Iterable[Verdict] = REFERENCE) -> None:
    """Each criterion with a comment, from the invitation on."""
    await phone.looks()
    await phone.presses("Begin")
    await phone.presses("Judge the criteria")
    for number, verdict in enumerate(verdicts, 1):
        if number > 1:
            await phone.presses("Next")
        await phone.presses(LABELS[verdict])
        await phone.writes(f"{phone.name} on {number}")


async def signs(phone: Phone, verdicts: Iterable[Verdict] = REFERENCE) -> None:
    await judges(phone, verdicts)
    await phone.presses("Check and sign")
    await phone.presses("Sign")


async def closes(carla: Phone) -> None:
    await carla.presses("Close it")
    await carla.presses("Yes, close it")
