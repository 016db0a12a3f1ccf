"""A client of the phone's control API: what people do on their phones, for tests of whole flows.

async with Phone(url) as phone:
    amina = await phone.person("Amina", language_code="sv")
    await phone.open(amina, "CODE")
    question = await phone.wait_for(amina, containing="Question 1")
    await phone.press(amina, question, "Yes")
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, Self

from aiohttp import ClientSession, ClientTimeout, FormData

Json = dict[str, Any]


class Refused(Exception):
    """The phone said no; the words are its own."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(f"{status}: {words}")
        self.status = status
        self.words = words


class Phone:
    """All phones of one server. A person is named by id; their private chat has the same id."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http: ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._http = ClientSession(timeout=ClientTimeout(total=60))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._http is not None:
            await self._http.close()

    async def call(self, method: str, path: str, **request: Any) -> Any:
        """One control request; raises Refused for 4xx."""
        assert self._http is not None, "use the phone in `async with`"
        async with self._http.request(method, f"{self.url}/phone{path}", **request) as answer:
            body = await answer.json()
            if answer.status >= 400:
                raise Refused(answer.status, body["error"])
            return body

    async def post(self, path: str, body: Any = None) -> Any:
        return await self.call("POST", path, json={} if body is None else body)

    async def get(self, path: str) -> Any:
        return await self.call("GET", path)

    # Who there is

    async def person(self, first_name: str, **fields: Any) -> int:
        """Adds a person and answers their id; `started=True` lets the bot write first."""
        added = await self.post("/people", {"first_name": first_name, **fields})
        return added["id"]

    async def people(self, count: int, **fields: Any) -> list[int]:
        """Adds many at once."""
        wanted = [{"first_name": f"Person {number}", **fields} for number in range(count)]
        return [person["id"] for person in await self.post("/people", wanted)]

    async def group(self, title: str, members: Sequence[int], **fields: Any) -> int:
        added = await self.post("/groups", {"title": title, "members": list(members), **fields})
        return added["id"]

    # What they do

    async def open(self, person: int, start: str = "") -> Json:
        return await self.post(f"/people/{person}/open", {"start": start})

    async def send(self, person: int, text: str, chat: int | None = None, **rest: Any) -> Json:
        return await self.post(f"{_chat(person, chat)}/send", {"text": text, **rest})

    async def send_thing(
        self, person: int, kind: str, chat: int | None = None, **fields: Any
    ) -> Json:
        """A sticker, location, venue, contact, dice or poll."""
        return await self.post(f"{_chat(person, chat)}/{kind}", fields)

    async def edit(self, person: int, message_id: int, text: str, chat: int | None = None) -> Json:
        body = {"message_id": message_id, "text": text}
        return await self.post(f"{_chat(person, chat)}/edit", body)

    async def press(self, person: int, message: Json, label: str) -> str:
        """Presses the button whose label begins so; answers the id of the callback query."""
        for button in buttons_of(message):
            if button["text"].startswith(label):
                chat, number = message["chat"]["id"], message["message_id"]
                return await self.press_data(person, number, button["callback_data"], chat)
        labels = [button["text"] for button in buttons_of(message)]
        raise AssertionError(f"no button {label!r} among {labels}")

    async def press_data(
        self, person: int, message_id: int, data: str, chat: int | None = None, **rest: Any
    ) -> str:
        """`anyhow=True` presses a button that the message does not have."""
        body = {"message_id": message_id, "data": data, **rest}
        return (await self.post(f"{_chat(person, chat)}/press", body))["callback_query_id"]

    async def answer_to(self, query_id: str, wait: int = 5) -> Json | None:
        """What the bot answered to a press, waiting for it; None when it has not."""
        return await self.get(f"/callbacks/{query_id}?wait={wait}")

    async def upload(
        self,
        person: int,
        *files: tuple[str, bytes],
        kind: str = "document",
        chat: int | None = None,
        **fields: Any,
    ) -> list[Json]:
        """Sends files, each a name and its bytes; several are an album."""
        form = FormData({"kind": kind, **{name: str(value) for name, value in fields.items()}})
        for name, content in files:
            form.add_field("file", content, filename=name)
        return await self.call("POST", f"{_chat(person, chat)}/upload", data=form)

    async def block(self, person: int) -> None:
        await self.post(f"/people/{person}/block")

    async def unblock(self, person: int) -> None:
        await self.post(f"/people/{person}/unblock")

    async def forward(self, seconds: float) -> Json:
        """Moves the clock of all phones ahead."""
        return await self.post("/clock", {"forward_seconds": seconds})

    async def set_limits(self, **limits: Any) -> Json:
        return await self.post("/limits", limits)

    # What they see

    async def messages(
        self, person: int, chat: int | None = None, limit: int = 50, before: int | None = None
    ) -> list[Json]:
        """The end of a chat, oldest first."""
        older = "" if before is None else f"&before={before}"
        return await self.get(f"{_chat(person, chat)}/messages?limit={limit}{older}")

    async def chats(self, person: int) -> list[Json]:
        return await self.get(f"/people/{person}/chats")

    async def commands(self, person: int, chat: int | None = None) -> list[str]:
        """The names in the menu that this person sees."""
        menu = await self.get(f"/people/{person}/commands?chat={chat or person}")
        return [command["command"] for command in menu]

    async def wait_for(
        self,
        person: int,
        containing: str = "",
        chat: int | None = None,
        seconds: float = 10,
        where: Callable[[Json], bool] | None = None,
    ) -> Json:
        """The bot's newest message that holds the words and fits `where`, once it is there."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for message in reversed(await self.messages(person, chat)):
                if _fits(message, containing) and (where is None or where(message)):
                    return message
            await asyncio.sleep(0.02)
        shown = [words_of(message) for message in await self.messages(person, chat, 5)]
        raise AssertionError(f"{containing!r} did not come within {seconds} s; last were {shown}")

    async def events(self, after: int | None = None) -> AsyncIterator[Json]:
        """The stream of server-sent events, from now on or after an id."""
        assert self._http is not None, "use the phone in `async with`"
        headers = {} if after is None else {"Last-Event-ID": str(after)}
        endless = ClientTimeout(total=None)
        address = f"{self.url}/phone/events"
        async with self._http.get(address, headers=headers, timeout=endless) as stream:
            async for line in stream.content:
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])


def _chat(person: int, chat: int | None) -> str:
    return f"/people/{person}/chats/{chat or person}"


def _fits(message: Json, containing: str) -> bool:
    return message["from"]["is_bot"] and containing in words_of(message)


def words_of(message: Json) -> str:
    return message.get("text") or message.get("caption") or ""


def buttons_of(message: Json) -> list[Json]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]
