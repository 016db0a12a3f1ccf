"""People who go on pressing, writing and sending files while the bot comes and goes."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256

from bot.evidence.addresses import BeginPiece
from bot.evidence.rules.pieces import Kind
from bot.kit.address import unpack
from bot.lessons.addresses import RewriteNote
from bot.quizzes.addresses import AnswerQuestion, BeginQuiz
from tests.crash_world import PATIENCE_SECONDS
from tests.phone_client import Json, Phone, buttons_of

BROADCAST = "The meeting is on Thursday."


@dataclass
class Screens:
    """What the phones show, kept up to date by their stream of events."""

    phone: Phone
    shown: int = 0
    newest: dict[int, Json] = field(default_factory=dict[int, Json])
    heard: dict[int, int] = field(default_factory=lambda: defaultdict[int, int](int))
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def listen(self) -> None:
        async for event in self.phone.events():
            message = event.get("message", {})
            if event["type"] in ("message", "edited") and message["from"]["is_bot"]:
                await self._hear(event["chat_id"], message)

    async def _hear(self, chat: int, message: Json) -> None:
        async with self._changed:
            self.shown += 1
            if message.get("text") != BROADCAST:
                self.newest[chat] = message
                self.heard[chat] += 1
                self._changed.notify_all()

    async def next(self, chat: int, heard: int) -> None:
        """Until the chat shows more than it did when so many screens had been heard of."""
        async with asyncio.timeout(PATIENCE_SECONDS), self._changed:
            await self._changed.wait_for(lambda: self.heard[chat] > heard)


@dataclass
class Walker:
    """Somebody in a quiz, who notes what they did; `updates` counts what the bot must be told."""

    id: int
    screens: Screens
    dice: random.Random
    updates: int = 0
    handed_in: dict[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    written: list[str] = field(default_factory=list[str])
    files: list[str] = field(default_factory=list[str])

    @property
    def phone(self) -> Phone:
        return self.screens.phone

    async def walk(self, stopped: asyncio.Event) -> None:
        """Take one quiz after the other, with a note in between, until told to stop."""
        while not stopped.is_set():
            await self._write("/home")
            await self._press(BeginQuiz(self.dice.choice(("eures", "esco"))).pack())
            for _ in range(12):
                data = self._chosen()
                if stopped.is_set() or data is None:
                    break
                await self._press(data)
            await self._write_note()
            await self._upload()

    def _chosen(self) -> str | None:
        """A button that goes on: an answer, or the next question."""
        pressable = [b["callback_data"] for b in buttons_of(self.screens.newest[self.id])]
        going_on = [data for data in pressable if data.startswith("quizzes.answer:")]
        return self.dice.choice(going_on) if going_on else None

    async def _press(self, data: str) -> None:
        """Now and then twice: the second time must not count."""
        address = unpack(data)
        if isinstance(address, AnswerQuestion) and address.done:
            self.handed_in.setdefault((address.attempt, address.position), address.answer)
        heard = self.screens.heard[self.id]
        message = self.screens.newest[self.id]["message_id"]
        for _ in range(self.dice.choice((1, 1, 1, 2))):
            await self.phone.press_data(self.id, message, data, anyhow=True)
            self.updates += 1
        await self.screens.next(self.id, heard)

    async def _write_note(self) -> None:
        await self._press(RewriteNote("eures-move", "reflection").pack())
        self.written.append(f"Note {len(self.written)} of {self.id}")
        await self._write(self.written[-1])

    async def _upload(self) -> None:
        """Evidence of its own for each file; `files` are their hashes."""
        await self._press(BeginPiece("", "1.1", Kind.NOTE).pack())
        content = f"What I did on day {len(self.files)}, by {self.id}.".encode() * 50
        self.files.append(sha256(content).hexdigest())
        heard = self.screens.heard[self.id]
        await self.phone.upload(self.id, ("note.txt", content))
        self.updates += 1
        await self.screens.next(self.id, heard)

    async def _write(self, words: str) -> None:
        heard = self.screens.heard[self.id]
        await self.phone.send(self.id, words)
        self.updates += 1
        await self.screens.next(self.id, heard)


async def send_to_all(phone: Phone, coordinator: int, number: int) -> int:
    """Compose the broadcast and confirm it for so many; the number of updates that takes."""
    steps = (
        ("New message", "/broadcast"),
        ("Text", None),
        ("English", None),
        ("To the draft", BROADCAST),
        ("Confirm and send", None),
    )
    for label, words in steps:
        if words is not None:
            await phone.send(coordinator, words)
        await phone.press(coordinator, await _with_button(phone, coordinator, label), label)
    await phone.wait_for(coordinator, containing=str(number), seconds=PATIENCE_SECONDS)
    await phone.send(coordinator, str(number))
    return len(steps) + 3


async def _with_button(phone: Phone, person: int, label: str) -> Json:
    def has(message: Json) -> bool:
        return any(button["text"].startswith(label) for button in buttons_of(message))

    return await phone.wait_for(person, seconds=PATIENCE_SECONDS, where=has)
