"""The bot on its stage with pages at a port of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.people import Cast, Phone, Stage
from tests.witnesses.ways import Browser, has_pages


@pytest.fixture
async def browser(stage: Stage) -> AsyncIterator[Browser]:
    async with has_pages(stage) as browser:
        yield browser


@pytest.fixture
async def amina(cast: Cast, browser: Browser) -> Phone:
    return await cast.trainee("Amina Diallo")
