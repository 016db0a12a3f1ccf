"""Long polling: what could not be stored is fetched again."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.kit.telegram import poll
from tests.people import Cast, Stage


class Stored(Exception):
    """Ends the poller, which never ends by itself."""


async def test_updates_that_could_not_be_stored_come_again(
    stage: Stage, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = await cast.visitor("Amina")
    await stage.call("POST", f"people/{amina.id}/open", {"start": "x"})
    monkeypatch.setattr(poll, "LONGEST_PAUSE", 0)
    batches: list[list[int]] = []

    async def receive(updates: list[dict[str, Any]]) -> None:
        batches.append([update["update_id"] for update in updates])
        if len(batches) == 1:
            raise OperationalError("locked", None, Exception())
        raise Stored

    monkeypatch.setattr(stage.app.poller, "receive", receive)
    with pytest.raises(Stored):
        await stage.app.poller.run()
    assert batches[0] == batches[1] != []
