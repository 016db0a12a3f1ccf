"""Whoever is forgotten: what the bot wrote in their chat in the last 48 hours goes from it."""

from __future__ import annotations

import pytest

from bot.kit.telegram.show import NotSent, Shower, Unreachable
from bot.privacy.jobs import erasure
from tests.people import Cast, Phone, Stage, words_of
from tests.privacy.test_journey import forgets


async def forgotten(amina: Phone) -> list[str]:
    """What is left of the bot in the chat."""
    await forgets(amina)
    await amina.writes("ERASE")
    amina.sees("Done: everything about you was erased")
    return [words_of(message) for message in amina.of_bot()]


async def test_only_the_last_message_is_left(stage: Stage, cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    for said in ("/plan", "/evidence", "/mydata"):
        await amina.writes(said)
    await amina.presses("Make the ZIP")  # comes through the outbox
    await stage.passes(hours=47)
    (left,) = await forgotten(amina)
    assert "Done: everything about you" in left


async def test_older_ones_are_left_and_no_fault(stage: Stage, cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/evidence")
    await stage.passes(hours=60)
    await amina.writes("/plan")
    left = await forgotten(amina)
    assert len(left) == 2


async def test_one_that_is_gone_already_stops_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram refuses them together: they go one by one."""
    amina = await cast.trainee("Amina")
    await amina.writes("/plan")
    paced = Shower.paced
    refusals = [1]

    async def refused_once(self: Shower, *of: object) -> object:
        if refusals and "delete_all" in getattr(of[-1], "__qualname__", ""):
            refusals.pop()
            raise NotSent("Bad Request: message can't be deleted")
        return await paced(self, *of)  # type: ignore[arg-type]

    monkeypatch.setattr(Shower, "paced", refused_once)
    assert len(await forgotten(amina)) == 1
    assert refusals == []


async def test_telegram_away_puts_it_off_for_a_while_and_not_for_ever(
    stage: Stage, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = await cast.trainee("Amina")
    tried: list[int] = []

    async def away(_shower: Shower, chat: int, _ids: list[int]) -> None:
        tried.append(chat)
        raise Unreachable("away")

    monkeypatch.setattr(erasure, "delete_all", away)
    await forgets(amina)
    await amina.writes("ERASE")
    assert (await cast.person(amina)).name == "Amina"
    for _ in range(4):
        await stage.passes(minutes=2)
    assert len(tried) == 4
    await amina.looks()
    amina.sees("Done: everything about you was erased")


async def test_others_chats_keep_theirs(stage: Stage, cast: Cast) -> None:
    amina, bo = await cast.trainee("Amina"), await cast.trainee("Bo")
    await bo.writes("/plan")
    before = len(bo.of_bot())
    await forgotten(amina)
    await bo.looks()
    assert len(bo.of_bot()) == before
