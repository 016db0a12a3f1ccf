"""People in a staff group: what they write and press in it, and what stands in its topics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.people import Cast, Phone, buttons_of, words_of


@dataclass
class Room:
    """A group with the bot in it. `topic` is the id of the newest topic, if there is one."""

    cast: Cast
    id: int
    carla: Phone
    greta: Phone
    jon: Phone

    @classmethod
    async def found(cls, cast: Cast, **values: Any) -> Room:
        carla = await cast.coordinator("Carla")
        greta, jon = await cast.tutor("Greta"), await cast.tutor("Jon")
        body = {"title": "Tutors", "members": [carla.id, greta.id, jon.id], "is_forum": True}
        group = await cast.stage.call("POST", "groups", body | values)
        await cast.stage.settle()
        return cls(cast, group["id"], carla, greta, jon)

    async def connects(self) -> None:
        await self.writes(self.carla, "/connect")
        await self.presses(self.carla, "Connect: The whole")

    async def _do(self, phone: Phone, what: str, body: dict[str, Any]) -> Any:
        path = f"people/{phone.id}/chats/{self.id}/{what}"
        done = await self.cast.stage.call("POST", path, body)
        await self.cast.stage.settle()
        return done

    async def writes(self, phone: Phone, text: str, topic: int = 0, **rest: Any) -> dict[str, Any]:
        body = {"text": text, "message_thread_id": topic, **rest}
        return await self._do(phone, "send", body if topic else {"text": text, **rest})

    async def sends(self, phone: Phone, kind: str, topic: int) -> None:
        await self._do(phone, kind, {"message_thread_id": topic})

    async def edits(self, phone: Phone, message: dict[str, Any], text: str) -> None:
        await self._do(phone, "edit", {"message_id": message["message_id"], "text": text})

    async def presses(self, phone: Phone, label: str, times: int = 1) -> None:
        message, button = await self.button(label)
        for _ in range(times):
            await self.presses_anyhow(phone, message["message_id"], button["callback_data"])

    async def presses_anyhow(self, phone: Phone, message_id: int, data: str) -> None:
        await self._do(phone, "press", {"message_id": message_id, "data": data, "anyhow": True})

    async def button(self, label: str) -> tuple[dict[str, Any], dict[str, Any]]:
        messages = await self.messages()
        for message in reversed(messages):
            for button in buttons_of(message):
                if button["text"].startswith(label):
                    return message, button
        raise AssertionError(f"no button {label!r} in {[words_of(m) for m in messages][-6:]}")

    async def messages(self, topic: int | None = None) -> list[dict[str, Any]]:
        path = f"people/{self.carla.id}/chats/{self.id}/messages?limit=500"
        found = await self.cast.stage.call("GET", path)
        return [m for m in found if topic is None or m.get("message_thread_id") == topic]

    async def said(self, topic: int | None = None) -> list[str]:
        """The words of what the bot said, oldest first."""
        people = {self.carla.id, self.greta.id, self.jon.id}
        of_bot = [m for m in await self.messages(topic) if m["from"]["id"] not in people]
        return [words_of(m) for m in of_bot if words_of(m)]

    async def sees(self, text: str, topic: int | None = None) -> None:
        said = await self.said(topic)
        assert any(text in one for one in said), f"{text!r} is not in {said[-5:]}"

    async def sees_no(self, text: str) -> None:
        said = await self.said()
        assert all(text not in one for one in said), f"{text!r} is in {said[-5:]}"

    async def topics(self) -> list[dict[str, Any]]:
        """With their names, as they stand."""
        state = await self.cast.stage.call("GET", "state")
        group = next(one for one in state["groups"] if one["id"] == self.id)
        topics = group["topics"]
        return list(topics.values()) if isinstance(topics, dict) else topics

    async def names(self) -> list[str]:
        return [topic["name"] for topic in await self.topics()]

    async def newest(self) -> int:
        """The id of the newest topic."""
        topic = (await self.topics())[-1]
        return topic.get("id") or topic["message_thread_id"]


async def asks(phone: Phone, words: str = "May I call the employer?") -> None:
    await phone.writes("/ask")
    await phone.writes(words)
    await phone.presses("Send question")
