"""A staff group on the stage, and what people do in it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.kit.settings import Settings
from bot.phone.server import Running
from bot.phone.settings import DEMO_TOKEN
from tests.staffrooms.groups import Room


@pytest.fixture
def bot_settings(phones: Running, tmp_path: Any) -> Settings:
    """With a pace of groups that stands in nobody's way."""
    values: dict[str, Any] = {
        "token": DEMO_TOKEN,
        "bot_api_url": phones.url,
        "data": tmp_path / "data",
        "messages_per_second": 1000,
        "chat_messages_per_second": 100,
        "group_messages_per_minute": 6000,
    }
    return Settings(_env_file=None, **values)  # type: ignore[call-arg]


@pytest.fixture
async def room(cast: Any) -> Room:
    """Carla coordinates; Greta and Jon are tutors, and all are in a forum that is not connected."""
    return await Room.found(cast)
