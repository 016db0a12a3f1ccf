"""A phone server of its own for each test, a client for the people, two libraries for the bot."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.phone.limits import Limits
from bot.phone.server import Running, serve
from bot.phone.settings import PhoneSettings
from tests.phone.libraries import LIBRARIES, Library
from tests.phone_client import Phone


@pytest.fixture
def limits() -> Limits:
    return Limits()


@pytest.fixture
async def server(tmp_path: Path, limits: Limits) -> AsyncIterator[Running]:
    running = await serve(PhoneSettings(tmp_path / "phone", limits=limits))
    yield running
    await running.close()


@pytest.fixture
async def phone(server: Running) -> AsyncIterator[Phone]:
    async with Phone(server.url) as client:
        yield client


@pytest.fixture(params=LIBRARIES, ids=lambda library: library.__name__)
async def bot(request: pytest.FixtureRequest, server: Running) -> AsyncIterator[Library]:
    """The bot's side, once as python-telegram-bot and once as aiogram."""
    library: Library = request.param(server.url, server.phone.settings.token)
    async with library:
        yield library


@pytest.fixture
async def amina(phone: Phone) -> int:
    """Somebody who has opened the bot and whose /start the bot has taken."""
    person = await phone.person("Amina", language_code="sv")
    await phone.open(person)
    return person


@pytest.fixture
async def forum(phone: Phone, amina: int) -> int:
    """A group with topics, where the bot is an administrator."""
    return await phone.group("Cohort 7", [amina], is_forum=True)


PIXELS = (640, 480)


@pytest.fixture
def picture() -> bytes:
    """A PNG of 640 by 480."""
    return png(*PIXELS)


def png(width: int, height: int, padding: int = 0) -> bytes:
    """The head of a PNG, which is all that the phone reads, and as many bytes as wanted."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    return head + width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes(padding)
