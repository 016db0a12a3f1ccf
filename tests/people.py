"""The named cast: people with phones who press, write and look, against the real bot over real
HTTP.

amina = await cast.trainee("Amina")
await amina.presses("Take the quiz")
amina.sees("Question 1 of 5")
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiohttp import ClientSession, FormData

from bot.kit.address import Address
from bot.people import actions as people_actions
from bot.people import store as people_store
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.program import App

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@dataclass
class FrozenClock:
    """Stands still until a test moves it."""

    at: datetime = MONDAY

    def now(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Stage:
    """The bot and the phones' server; `settle` lets everything happen that is due."""

    app: App
    clock: FrozenClock
    url: str
    http: ClientSession
    offset: int = 0

    async def call(self, method: str, path: str, body: Any = None, **form: Any) -> Any:
        async with self.http.request(
            method, f"{self.url}/phone/{path}", json=body, **form
        ) as answer:
            assert answer.status < 400, f"{path}: {await answer.text()}"
            return await answer.json()

    async def fetch(self) -> list[dict[str, Any]]:
        """New updates, as long polling would bring them; stored before they are acknowledged."""
        wanted = {"offset": self.offset, "timeout": 0, "limit": 100}
        async with self.http.post(self.app.poller.url, json=wanted) as answer:
            updates = (await answer.json())["result"]
        if updates:
            await self.app.inbox.receive(updates)
            self.offset = updates[-1]["update_id"] + 1
        return updates

    async def overlook(self) -> None:
        """Drop what is new: how somebody's phone came to know the bot is not the bot's business."""
        wanted = {"offset": self.offset, "timeout": 0, "limit": 100}
        async with self.http.post(self.app.poller.url, json=wanted) as answer:
            updates = (await answer.json())["result"]
        self.offset = updates[-1]["update_id"] + 1 if updates else self.offset

    async def settle(self) -> None:
        """Until no update, task or message is left that is due now."""
        busy: Any = True
        while busy:
            busy = await self.fetch()
            await self.app.inbox.idle()
            while await self.app.tasks.work_once() or await self.app.outbox.work_once():
                busy = True

    async def passes(self, **span: float) -> None:
        """Time goes by, and what happens with time happens."""
        self.clock.forward(**span)
        await self.app.tick()
        await self.settle()


@dataclass
class Phone:
    """One person's private chat with the bot, as they see it."""

    stage: Stage
    id: int
    name: str
    messages: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    async def _then(self) -> None:
        await self.stage.settle()
        await self.looks()

    async def looks(self) -> None:
        """Read the chat as it stands now."""
        self.messages = await self.stage.call(
            "GET", f"people/{self.id}/chats/{self.id}/messages?limit=200"
        )

    async def opens(self, start: str) -> None:
        """Follow a link t.me/bot?start=…"""
        await self.stage.call("POST", f"people/{self.id}/open", {"start": start})
        await self._then()

    async def writes(self, text: str, **rest: Any) -> None:
        await self.stage.call(
            "POST", f"people/{self.id}/chats/{self.id}/send", {"text": text, **rest}
        )
        await self._then()

    async def replies(self, text: str, to: str) -> None:
        """A Telegram reply to the last message that holds `to`."""
        await self.writes(text, reply_to_message_id=self.message_with(to)["message_id"])

    async def edits(self, old: str, new: str) -> None:
        """Edit an own message."""
        own = [m for m in self.messages if m["from"]["id"] == self.id and old in words_of(m)]
        body = {"message_id": own[-1]["message_id"], "text": new}
        await self.stage.call("POST", f"people/{self.id}/chats/{self.id}/edit", body)
        await self._then()

    async def presses(self, label: str, times: int = 1) -> None:
        """Press the newest button whose label begins so; several times at once if asked."""
        message, button = self.button(label)
        await self.presses_data(button["callback_data"], message["message_id"], times)

    async def presses_old(self, data: str | Address, times: int = 1) -> None:
        """Press a button of long ago: a message that the bot sent once, with this button."""
        packed = data if isinstance(data, str) else data.pack()
        button = InlineKeyboardButton(text="old", callback_data=packed)
        keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
        bot = self.stage.app.services.bot
        sent = await bot.send_message(self.id, "From long ago", reply_markup=keyboard)
        await self.presses_data(packed, sent.message_id, times)

    async def presses_data(self, data: str, message_id: int, times: int = 1) -> None:
        for _ in range(times):
            body = {"message_id": message_id, "data": data}
            await self.stage.call("POST", f"people/{self.id}/chats/{self.id}/press", body)
        await self._then()

    async def uploads(
        self, *files: Path, kind: str = "document", caption: str | None = None
    ) -> None:
        """Send files; several at once are an album."""
        form = FormData()
        form.add_field("kind", kind)
        if caption:
            form.add_field("caption", caption)
        for file in files:
            form.add_field("file", file.read_bytes(), filename=file.name)
        await self.stage.call("POST", f"people/{self.id}/chats/{self.id}/upload", data=form)
        await self._then()

    async def blocks(self) -> None:
        await self.stage.call("POST", f"people/{self.id}/block")
        await self._then()

    async def unblocks(self) -> None:
        await self.stage.call("POST", f"people/{self.id}/unblock")
        await self._then()

    def of_bot(self) -> list[dict[str, Any]]:
        """The bot's messages, oldest first."""
        return [m for m in self.messages if m["from"]["id"] != self.id]

    @property
    def screen(self) -> str:
        """The words of the bot's newest message."""
        return words_of(self.of_bot()[-1]) if self.of_bot() else ""

    def button(self, label: str) -> tuple[dict[str, Any], dict[str, Any]]:
        for message in reversed(self.of_bot()):
            for button in buttons_of(message):
                if button["text"].startswith(label):
                    return message, button
        raise AssertionError(f"no button {label!r}: {self.told()}")

    def labels(self) -> list[str]:
        """The buttons of the newest message."""
        return [button["text"] for button in buttons_of(self.of_bot()[-1])]

    def message_with(self, text: str) -> dict[str, Any]:
        for message in reversed(self.messages):
            if text in words_of(message):
                return message
        raise AssertionError(f"no message holds {text!r}: {self.told()}")

    def sees(self, text: str) -> None:
        """The newest message of the bot holds it."""
        assert text in self.screen, f"{text!r} is not in {self.told()}"

    def has_seen(self, text: str) -> None:
        """Some message of the chat holds it."""
        self.message_with(text)

    def sees_no(self, text: str) -> None:
        assert all(text not in words_of(m) for m in self.of_bot()), f"{text!r} is in {self.told()}"

    def told(self) -> str:
        """The end of the chat, for a failing test."""
        last = [f"{words_of(m)} {[b['text'] for b in buttons_of(m)]}" for m in self.messages[-3:]]
        return json.dumps(last, ensure_ascii=False, indent=1)


def words_of(message: dict[str, Any]) -> str:
    return message.get("text") or message.get("caption") or ""


def buttons_of(message: dict[str, Any]) -> list[dict[str, Any]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


@dataclass
class Cast:
    """Makes people; ones who have joined already come in through the same tables as everybody."""

    stage: Stage

    async def visitor(self, name: str, language: str = "en") -> Phone:
        """Somebody with a phone who has not joined."""
        body = {"first_name": name, "language_code": language}
        person = await self.stage.call("POST", "people", body)
        return Phone(self.stage, person["id"], name)

    async def trainee(self, name: str, language: str = "en", **values: Any) -> Phone:
        return await self.member(name, Role.TRAINEE, language=language, **values)

    async def tutor(self, name: str, language: str = "en", **values: Any) -> Phone:
        return await self.member(name, Role.TUTOR, language=language, **values)

    async def coordinator(self, name: str, language: str = "en", **values: Any) -> Phone:
        return await self.member(name, Role.COORDINATOR, language=language, **values)

    async def administrator(self, name: str, language: str = "en", **values: Any) -> Phone:
        return await self.member(name, Role.ADMINISTRATOR, language=language, **values)

    async def member(
        self,
        name: str,
        *roles: Role,
        language: str = "en",
        zone: str = "Europe/Stockholm",
        scope_kind: ScopeKind = ScopeKind.PROGRAMME,
        scope: str | None = None,
        **values: Any,
    ) -> Phone:
        """Somebody who has joined and filled in the profile."""
        phone = await self.visitor(name, language)
        await self.stage.call("POST", f"people/{phone.id}/open", {"start": "cast"})
        await self.stage.overlook()
        async with self.stage.app.services.database.transaction() as session:
            number = await people_store.add_person(
                session,
                phone.id,
                name=name,
                language=language,
                zone=zone,
                weekly_budget=5,
                consent_version=people_actions.CONSENT_VERSION,
                now=self.stage.clock.now(),
            )
            profile = {"profile_complete": True, "country": "SE", "sector": "public", **values}
            await people_store.save_person(session, number, **profile)
            for role in roles:
                grant = Grant(role, scope_kind, scope)
                await people_store.add_grant(session, number, grant, self.stage.clock.now())
        await self.stage.settle()
        await phone.looks()
        return phone

    async def person(self, phone: Phone) -> Person:
        """What the bot knows of somebody."""
        async with self.stage.app.services.database.reading() as session:
            found = await people_store.find_person_of_chat(session, phone.id)
        assert found is not None
        return found
