"""Doing one thing after the other, and what must hold after each."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from bot.kit.telegram.screen import STAYS
from bot.kit.text import render
from tests import fuzz_steps as deeds
from tests.fuzz_game import TAKES_CONSENT_AWAY, Game, Player
from tests.fuzz_steps import Command, Edit, Elsewhere, Press, Rush, Say, Upload, Wait
from tests.fuzz_updates import FILES, OTHERS, Json

ANSWERS: tuple[Json, ...] = (
    {"text": "A plan for the spring"},
    {"text": "25.12.2026 10:00"},
    {"text": "2026-12-24"},
    {"text": "https://example.org/page"},
    {"text": "Programme https://example.org"},
    {"text": "ö" * 4096},
    {"text": "Europe/Athens"},
    *FILES[:3],
)


@dataclass(frozen=True)
class Wander:
    """Some way through the bot: as somebody curious goes it, the least pressed buttons first, or
    as somebody who wants to get to an end, by what is proposed first; with an answer of some sort
    where one is expected.
    """

    seed: int
    length: int

    async def walk(self, game: Game, player: Player) -> None:
        dice = random.Random(self.seed)
        is_curious = dice.random() < 0.5
        for _ in range(self.length):
            step = await self._next(game, player, dice, is_curious=is_curious)
            await play(game, player, step)

    async def _next(
        self, game: Game, player: Player, dice: random.Random, *, is_curious: bool
    ) -> Say | Press | Command | Edit | Wait:
        if dice.random() < 0.05:
            return Wait(dice.choice((0, 0, 0, 24, 24 * 8)))
        if dice.random() < 0.05:
            return Command(dice.randrange(99), "")
        if dice.random() < 0.04:
            return Edit({"text": "Changed a little"}, known=True)
        if await game.expects(player) and dice.random() < 0.4:
            return Say(dice.choice(ANSWERS) if dice.random() < 0.6 else _number(game, player))
        if not player.data:
            return Say({"text": "/home"})
        return Press(data=_chosen(game, player, dice, is_curious=is_curious))


def _chosen(game: Game, player: Player, dice: random.Random, *, is_curious: bool) -> str:
    if dice.random() < 0.3:
        return dice.choice(player.data)
    if not is_curious:
        onward = [data for data in player.data if data != "home"] or player.data
        return onward[min(len(onward) - 1, dice.choice((0, 0, 0, 1, 2)))]
    fewest = min(game.pressed[prefix_of(data)] for data in player.data)
    return dice.choice([d for d in player.data if game.pressed[prefix_of(d)] == fewest])


def _number(game: Game, player: Player) -> Json:
    """A number that the newest screen tells: what is typed to confirm something."""
    shown = [render(screen.text).text for chat, _, screen in game.answers if chat == player.id]
    numbers = re.findall(r"\d+", shown[-1] if shown else "")
    return {"text": numbers[0] if numbers else "1"}


def prefix_of(data: str) -> str:
    return data.removeprefix(STAYS).partition(":")[0]


Step = Wander | Say | Command | Press | Edit | Elsewhere | Upload | Wait | Rush
wandering = st.builds(Wander, st.integers(0, 2**32), st.integers(2, 20))
steps = st.one_of(
    wandering, wandering, wandering, deeds.deeds, deeds.deeds, deeds.starts, deeds.elsewhere,
    deeds.uploads, deeds.waits, deeds.rushes,
)  # fmt: skip


async def play(game: Game, player: Player, step: Step) -> None:
    """Do it, and look whether everything is as it must be."""
    game.done.append(f"{player.role}: {step}"[:600])
    game.forget()
    had_consent, expected = await game.has_consent(player), await game.expects(player)
    pressed: list[str] = []
    updates: list[Json] = []
    match step:
        case Wander():
            await step.walk(game, player)
            return
        case Wait(hours):
            await game.stage.passes(hours=hours)
        case Upload():
            await step.send(game, player)
        case Rush(several):
            for one in several:
                pressed += _pressed(game, player, one)
                updates += one.updates(game, player)
        case _:
            pressed = _pressed(game, player, step)
            updates = step.updates(game, player)
    if updates:
        await game.receive(*updates)
    game.everything_is_well()
    _is_answered(game, player, step, updates)
    await _keeps(game, player, step, pressed, had_consent=had_consent, expected=expected)


def _pressed(game: Game, player: Player, step: Any) -> list[str]:
    """The button, counted."""
    if not isinstance(step, Press):
        return []
    data = step.pressed(game, player)
    game.pressed[prefix_of(data)] += 1
    return [data]


def _is_answered(game: Game, player: Player, step: Step, updates: Sequence[Json]) -> None:
    """Whatever is done in the chat with the bot is answered there, and what is not is not."""
    if isinstance(step, Elsewhere):
        assert not game.screens
    elif any(_wants_answer(update) for update in updates) or isinstance(step, Upload):
        assert [chat for chat, _, _ in game.answers if chat == player.id], f"no answer to {updates}"


def _wants_answer(update: Json) -> bool:
    """An edit that changes no words and no file needs none, such as a live location on its way."""
    edited = update.get("edited_message")
    return edited is None or "text" in edited or "caption" in edited


async def _keeps(
    game: Game,
    player: Player,
    step: Step,
    pressed: Sequence[str],
    *,
    had_consent: bool,
    expected: str | None,
) -> None:
    """Consent is lost by saying so alone; a sticker does not end what was being written."""
    if not any(data.startswith(TAKES_CONSENT_AWAY) for data in pressed):
        assert await game.has_consent(player) >= had_consent
    if isinstance(step, Say) and not step.to and step.content in OTHERS and had_consent:
        assert await game.expects(player) == expected
