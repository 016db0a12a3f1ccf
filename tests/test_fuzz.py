"""Any kind of update in any state of any flow: no defect, nothing lost, always an answer."""

from __future__ import annotations

import os
import random
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.app import build_bot
from bot.curriculum.curriculum import Curriculum
from bot.kit.db import Database
from bot.kit.i18n import LANGUAGES
from bot.kit.settings import Settings
from tests.fuzz_game import VISITOR, Game, playing
from tests.fuzz_play import Wander, play, steps
from tests.fuzz_updates import LANGUAGE_CODES
from tests.people import FrozenClock, Stage

# FUZZ_EXAMPLES=1000 looks further, each time elsewhere; without it every run does the same and
# what it finds is made as short as possible.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))
WHO = (VISITOR, "trainee", "tutor", "coordinator")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(max(300, EXAMPLES * 4))]


@pytest.fixture
async def game(
    bot_settings: Settings,
    database: Database,
    clock: FrozenClock,
    content: Curriculum,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Game]:
    monkeypatch.setattr("bot.app.load", lambda _folder: content)
    app = await build_bot(bot_settings, clock, database)
    url = str(bot_settings.bot_api_url).rstrip("/")
    async with ClientSession() as http, playing(Stage(app, clock, url, http)) as game:
        yield game
    await app.close()


deed = st.tuples(st.sampled_from(WHO), steps)


@given(
    deeds=st.lists(deed, min_size=1, max_size=15),
    language=st.sampled_from(LANGUAGES),
    code=st.sampled_from(LANGUAGE_CODES),
)
@settings(
    max_examples=EXAMPLES or 60,
    derandomize=not EXAMPLES,
    database=None,
    phases=[Phase.generate] if EXAMPLES else list(Phase),
    suppress_health_check=list(HealthCheck),
)
async def test_whatever_is_done_is_answered_and_breaks_nothing(
    game: Game, deeds: list[tuple[str, Any]], language: str, code: str | None
) -> None:
    players = {role: await game.join(role, language, code) for role in WHO}
    for role, step in deeds:
        await play(game, players[role], step)
    await game.nothing_is_set_aside()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_that_curious_people_find_is_in_words(game: Game, language: str) -> None:
    players = [await game.join(role, language, language) for role in WHO]
    dice = random.Random(language if not EXAMPLES else None)
    for _ in range(EXAMPLES or 14):
        await play(game, dice.choice(players), Wander(dice.randrange(10**9), 16))
    await game.nothing_is_set_aside()
