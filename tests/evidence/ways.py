"""Ways through evidence that several journeys share."""

from __future__ import annotations

from pathlib import Path

from tests.kit.files.samples import PDF
from tests.people import Phone


def written(path: Path, body: bytes = PDF) -> Path:
    path.write_bytes(body)
    return path


async def begins(amina: Phone, kind: str = "Case file") -> None:
    await amina.writes("/evidence")
    await amina.presses("Add evidence")
    await amina.presses("1 Communication")
    await amina.presses("1.1 Adapt")
    await amina.presses(kind)


async def hands_in(amina: Phone) -> None:
    await amina.presses("Four statements")
    for _ in range(4):
        await amina.presses("Yes, I confirm")
    await amina.presses("Hand in")
