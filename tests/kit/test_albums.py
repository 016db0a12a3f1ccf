"""An album is several messages that are sent, told and deleted as one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.kit.telegram import albums
from bot.kit.telegram.pace import Closed, Pace, Urgency
from bot.kit.telegram.screen import (
    Album,
    Button,
    Known,
    MediaKind,
    Screen,
    button_rows,
    screen_from_data,
    screen_to_data,
)  # fmt: skip
from bot.kit.telegram.show import NotSent, Uncertain

BUTTONS = button_rows(Button("Programme", "https://example.org"))


def album(kind: MediaKind = "photo", count: int = 3) -> Album:
    return Album(tuple(Known(kind, f"file {n}") for n in range(count)))


def test_an_album_survives_the_outbox() -> None:
    screen = Screen(("Look",), BUTTONS, attachment=album())
    assert screen_from_data(json.loads(json.dumps(screen_to_data(screen)))) == screen


@dataclass
class FakeShower:
    """Notes what was sent; the words may be refused."""

    refuses: bool = False
    bot: Any = None
    sent: list[tuple[str, int, Urgency]] = field(default_factory=list[tuple[str, int, Urgency]])

    async def paced(self, chat_id: int, urgency: Urgency, _call: Any, messages: int = 1) -> Any:
        self.sent.append(("album", messages, urgency))
        return [{"message_id": number} for number in range(11, 11 + messages)]

    async def send(self, screen: Screen, chat_id: int, urgency: Urgency, **_: Any) -> int:
        if self.refuses:
            raise NotSent("no")
        assert screen.attachment is None
        self.sent.append(("words", 1, urgency))
        return 99


async def sends(shower: Any, screen: Screen) -> albums.Sent:
    return await albums.send(shower, screen, 7, Urgency.BULK)


@pytest.mark.parametrize(("kind", "first"), [("photo", 11), ("video", 11), ("document", 13)])
async def test_without_buttons_the_words_are_the_caption(kind: MediaKind, first: int) -> None:
    shower = FakeShower()
    sent = await sends(shower, Screen(("Look",), attachment=album(kind)))
    assert sent.message_id == first
    assert sorted((sent.message_id, *sent.others)) == [11, 12, 13]
    assert shower.sent == [("album", 3, Urgency.BULK)]


async def test_buttons_follow_with_the_words() -> None:
    shower = FakeShower()
    sent = await sends(shower, Screen(("Look",), BUTTONS, attachment=album()))
    assert sent == albums.Sent(99, (11, 12, 13))
    assert shower.sent == [("album", 3, Urgency.BULK), ("words", 1, Urgency.ANSWER)]


async def test_an_album_that_came_without_its_words_is_uncertain() -> None:
    with pytest.raises(Uncertain):
        await sends(FakeShower(refuses=True), Screen(("Look",), BUTTONS, attachment=album()))


async def test_an_album_takes_as_many_turns_as_it_has_messages() -> None:
    pace = Pace(1000, 1000, 20)
    await pace.turn(1, Urgency.BULK, 10)
    assert pace.passed == 10


async def test_nothing_of_an_album_goes_when_the_program_stops() -> None:
    pace = Pace(1000, 1000, 20)
    pace.close()
    with pytest.raises(Closed):
        await pace.turn(1, Urgency.BULK, 10)
    assert pace.passed == 0
