"""People who do anything at all with the bot, and what must hold after each thing they do."""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from aiohttp import FormData
from PIL import Image
from sqlalchemy import select

import bot
from bot.cohorts import store as cohorts
from bot.kit.address import unpack
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.store import load_chat
from bot.kit.telegram.tables import StoredUpdate
from bot.kit.text import render
from bot.people import store as people
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Role
from tests.broadcasts.composing import sends
from tests.fuzz_updates import MEDIA, Json
from tests.people import Cast, Stage

VISITOR = "visitor"
TAKES_CONSENT_AWAY = ("joining.withdraw.yes", "joining.decline")
ROOMS = {path.parent.name for path in Path(bot.__file__).parent.glob("*/__init__.py")}
PLACE = re.compile(r"\{[a-z_]+\}")
KEY = re.compile(r"[a-z]+\.[a-z_.]+")


def _picture() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (20, 20)).save(drawn, "PNG")
    return drawn.getvalue()


PNG = _picture()


@dataclass
class Player:
    """Somebody with an account; `data` are the buttons of the newest screen, `sent` is the number
    of their newest message.
    """

    id: int
    role: str
    language_code: str | None
    message_id: int = 1
    data: list[str] = field(default_factory=list[str])
    sent: int = 1_000_000
    files: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def user(self) -> Json:
        name = {"first_name": "Ø" * 64, "last_name": "מ" * 64, "username": "someone"}
        coded = {} if self.language_code is None else {"language_code": self.language_code}
        return {"id": self.id, "is_bot": False, **name, **coded}

    @property
    def chat(self) -> Json:
        return {"id": self.id, "type": "private", "first_name": "Ø" * 64}

    def message(self, **content: Any) -> Json:
        """A message of theirs; its file is one that the phones have."""
        self.sent += 1
        for kind in self.files.keys() & content.keys():
            known = {"file_id": self.files[kind]}
            of = content[kind]
            several = isinstance(of, list)
            content[kind] = [{**one, **known} for one in of] if several else {**of, **known}
        return {
            "message_id": self.sent, "date": 1_800_000_000, "from": self.user, "chat": self.chat,
            **content,
        }  # fmt: skip

    def query(self, data: str, message: Json | None) -> Json:
        shown = {} if message is None else {"message": message}
        return {"id": "1", "from": self.user, "chat_instance": "1", "data": data, **shown}

    def screen(self, **rest: Any) -> Json:
        """The message of the bot that they look at."""
        sender = {"id": 4200000042, "is_bot": True, "first_name": "Bot"}
        return {
            "message_id": self.message_id, "date": 1_800_000_000, "from": sender,
            "chat": self.chat, "text": "earlier", **rest,
        }  # fmt: skip


class Faults(logging.Handler):
    """Everything that is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(logging.Formatter().format(record))


@dataclass
class Game:
    """The bot on a stage, with what it shows and what goes wrong written down."""

    stage: Stage
    cast: Cast
    faults: Faults = field(default_factory=Faults)
    answers: list[tuple[int, int, Screen]] = field(default_factory=list[tuple[int, int, Screen]])
    screens: list[Screen] = field(default_factory=list[Screen])
    players: dict[int, Player] = field(default_factory=dict[int, Player])
    files: dict[str, str] = field(default_factory=dict[str, str])
    everything: list[str] = field(default_factory=list[str])
    pressed: Counter[str] = field(default_factory=Counter[str])
    done: list[str] = field(default_factory=list[str])
    updates: int = 10**8

    def watch(self) -> None:
        shower = self.stage.app.services.shower
        show, send = shower.show, shower.send

        async def showing(screen: Screen, place: Any) -> int:
            self.screens.append(screen)
            message_id = await show(screen, place)
            self.answers.append((place.chat_id, message_id, screen))
            self._look(place.chat_id, message_id, screen)
            return message_id

        async def sending(screen: Screen, chat_id: int, *rest: Any, **more: Any) -> int:
            self.screens.append(screen)
            return await send(screen, chat_id, *rest, **more)

        shower.show, shower.send = showing, sending  # type: ignore[method-assign]

    def _look(self, chat_id: int, message_id: int, screen: Screen) -> None:
        buttons = [button.to for row in screen.rows for button in row]
        data = [to.pack() for to in buttons if not isinstance(to, str)]
        assert all(unpack(one) for one in data)
        self.everything = [*self.everything, *data][-200:]
        if player := self.players.get(chat_id):
            player.message_id, player.data = message_id, data

    async def collect_files(self) -> None:
        """One file of each kind on the phones."""
        body = {"first_name": "Z", "started": True}
        number = (await self.stage.call("POST", "people", body))["id"]
        for kind in MEDIA:
            form = FormData({"kind": kind})
            form.add_field("file", PNG if kind == "photo" else b"words", filename="file.txt")
            path = f"people/{number}/chats/{number}/upload"
            of = (await self.stage.call("POST", path, data=form))[0][kind]
            self.files[kind] = (of[-1] if isinstance(of, list) else of)["file_id"]
        await self.stage.overlook()

    async def found_cohort(self) -> None:
        """A group, so that coordinators have something to look after."""
        now = self.stage.clock.now()
        today = now.date()
        async with self.stage.app.services.database.transaction() as session:
            await cohorts.add_cohort(
                session, name="Spring", country="SE", sector=None, zone="Europe/Stockholm",
                starts_on=today, ends_on=today + timedelta(days=100), now=now,
            )  # fmt: skip

    async def send_broadcast(self) -> None:
        """A message that has been sent, so that there is one to look after."""
        await self.cast.trainee("Amina")
        await sends(await self.cast.coordinator("Carla"), "The meeting is on Thursday.", 1)

    async def join(self, role: str, language: str, language_code: str | None) -> Player:
        if role == VISITOR:
            body = {"first_name": "X", "language_code": language_code or "", "started": True}
            number = (await self.stage.call("POST", "people", body))["id"]
        else:
            number = (await self.cast.member("X", Role(role), language=language)).id
        self.players[number] = Player(number, role, language_code, files=self.files)
        return self.players[number]

    async def receive(self, *updates: Json) -> None:
        """Updates as Telegram brings them, worked off to the end."""
        self.updates += len(updates)
        numbered = [
            {"update_id": self.updates - len(updates) + at, **update}
            for at, update in enumerate(updates)
        ]
        await self.stage.app.inbox.receive(json.loads(json.dumps(numbered)))
        await self.stage.app.inbox.idle()

    async def has_consent(self, player: Player) -> bool:
        async with self.stage.app.services.database.reading() as session:
            found = await people.find_person_of_chat(session, player.id)
        return found is not None and found.consent_version == CONSENT_VERSION

    async def expects(self, player: Player) -> str | None:
        async with self.stage.app.services.database.reading() as session:
            return (await load_chat(session, player.id)).expects

    async def nothing_is_set_aside(self) -> None:
        async with self.stage.app.services.database.reading() as session:
            found = select(StoredUpdate.error).where(StoredUpdate.state == "set_aside")  # type: ignore[arg-type]
            assert list((await session.execute(found)).scalars()) == []

    def everything_is_well(self) -> None:
        """No defect was logged, and every screen shown reads as a person wrote it."""
        assert not self.faults.told, "\n".join(self.faults.told)
        for screen in self.screens:
            words_are_filled_in(screen)
        for _, _, screen in self.answers:
            assert screen.rows or screen.expects, f"no way on from {render(screen.text).text}"

    def forget(self) -> None:
        self.answers.clear()
        self.screens.clear()


def words_are_filled_in(screen: Screen) -> None:
    labels = [button.label for row in screen.rows for button in row]
    for words in (*render(screen.text).text.splitlines(), *labels):
        assert not PLACE.search(words), f"a place is left empty: {words!r}"
        is_key = KEY.fullmatch(words) and words.split(".")[0] in ROOMS
        assert not is_key, f"a key without words: {words!r}"


@asynccontextmanager
async def playing(stage: Stage) -> AsyncIterator[Game]:
    """A game whose faults are those of the whole program."""
    game = Game(stage, Cast(stage))
    game.watch()
    await game.collect_files()
    await game.found_cohort()
    await game.send_broadcast()
    loggers: Iterable[logging.Logger] = (logging.getLogger("bot"), logging.getLogger("asyncio"))
    for logger in loggers:
        logger.addHandler(game.faults)
    yield game
    for logger in loggers:
        logger.removeHandler(game.faults)
