"""Files of every kind reach the other side, in both directions, over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.people import Cast, Phone
from tests.tutoring.test_journey import question_of

KINDS = ["photo", "voice", "video", "document"]


def arrived(phone: Phone, kind: str, caption: str) -> bool:
    """Whether the bot has brought a file of that kind with those words."""
    return any(kind in one and caption in one.get("caption", "") for one in phone.of_bot())


@pytest.mark.parametrize("kind", KINDS)
async def test_a_question_and_an_answer_can_be_a_file(
    cast: Cast, tmp_path: Path, kind: str
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    file = tmp_path / "αρχείο.bin"
    if kind == "photo":
        Image.new("RGB", (40, 40), "teal").save(file, "PNG")
    else:
        file.write_bytes(b"what was sent" * 9)
    await amina.writes("/ask")
    await amina.uploads(file, kind=kind, caption="What is this?")
    await amina.presses("Send question")
    await greta.looks()
    await greta.presses("Claim")
    await greta.presses("Whole conversation")
    await greta.presses("1. ")
    assert kind in greta.of_bot()[-1]
    await greta.presses_old(f"tutoring.answer:{await question_of(cast, amina)}")
    await greta.uploads(file, kind=kind, caption="Look here")
    await amina.looks()
    assert arrived(amina, kind, "Look here")
    await amina.presses("Write more")
    await amina.uploads(file, kind=kind, caption="And this?")
    await greta.looks()
    assert arrived(greta, kind, "And this?")
