"""What the cast does again and again with broadcasts."""

from __future__ import annotations

from tests.people import Phone


async def begins(carla: Phone) -> None:
    await carla.writes("/broadcast")
    await carla.presses("New message")


async def writes_in(carla: Phone, language: str, text: str) -> None:
    """From the draft to the draft."""
    await carla.presses("Text")
    await carla.presses(language)
    await carla.writes(text)
    await carla.presses("To the draft")


async def confirms(carla: Phone, number: int) -> None:
    await carla.presses("Confirm and send")
    await carla.writes(str(number))


async def sends(carla: Phone, text: str, number: int) -> None:
    """A message in English to so many trainees."""
    await begins(carla)
    await writes_in(carla, "English", text)
    await confirms(carla, number)
