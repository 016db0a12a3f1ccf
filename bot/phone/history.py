"""What was said: the messages of every chat, in memory, written behind to the storage."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.phone.json_values import Json
from bot.phone.storage import Storage


@dataclass(slots=True)
class Entry:
    """A message as Telegram writes it, and what only clients see: a reply keyboard, whether it
    came silently, and the reactions, by who reacted.
    """

    message: Json
    silent: bool = False
    keyboard: Json | None = None
    reactions: dict[str, list[Any]] = field(default_factory=dict[str, list[Any]])

    def shown(self) -> Json:
        """The message as a client shows it, with those extras."""
        shown = dict(self.message)
        if self.keyboard is not None:
            shown["reply_markup"] = self.keyboard
        if self.silent:
            shown["silent"] = True
        if self.reactions:
            shown["reactions"] = [one for given in self.reactions.values() for one in given]
        return shown

    def row(self) -> Json:
        return {
            "message": self.message,
            "silent": self.silent,
            "keyboard": self.keyboard,
            "reactions": dict(self.reactions),
        }


@dataclass(slots=True)
class ChatHistory:
    """One chat: messages by id in the order of their ids, what is pinned, who has read how far."""

    entries: dict[int, Entry] = field(default_factory=dict[int, Entry])
    pinned: list[int] = field(default_factory=list[int])
    read: dict[int, int] = field(default_factory=dict[int, int])
    last_id: int = 0


class History:
    """Message ids are one series for all private chats and basic groups, as in a bot's account,
    and a series of its own for each supergroup: two chats may hold the same id.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._chats: dict[int, ChatHistory] = {}
        self._shared_last_id = 0

    def load(self, gap: int) -> None:
        """Takes up what was stored, leaving a gap of ids that a killed process may have given."""
        for _, body in self._storage.load("chat"):
            chat = self.chat(body["id"])
            chat.pinned = body["pinned"]
            chat.read = {int(person): message for person, message in body["read"].items()}
            chat.last_id = body["last_id"] + gap
        for _, body in self._storage.load("ids"):
            self._shared_last_id = body["last_id"] + gap
        rows = ((body["message"]["message_id"], body) for _, body in self._storage.load("message"))
        for message_id, body in sorted(rows, key=lambda row: row[0]):
            self.chat(body["message"]["chat"]["id"]).entries[message_id] = Entry(**body)

    def chat(self, chat_id: int) -> ChatHistory:
        if chat_id not in self._chats:
            self._chats[chat_id] = ChatHistory()
        return self._chats[chat_id]

    def knows(self, chat_id: int) -> bool:
        return chat_id in self._chats

    def next_id(self, chat: Json) -> int:
        """A new message id for this chat."""
        if chat["type"] == "supergroup":
            history = self.chat(chat["id"])
            history.last_id += 1
            self.save_chat(chat["id"])
            return history.last_id
        self._shared_last_id += 1
        self._storage.put("ids", "shared", {"last_id": self._shared_last_id})
        return self._shared_last_id

    def next_album(self) -> int:
        """A number for an album, never given before."""
        self._shared_last_id += 1
        self._storage.put("ids", "shared", {"last_id": self._shared_last_id})
        return self._shared_last_id

    def keep(self, entry: Entry) -> None:
        """Adds a message, or replaces it by its new version."""
        chat_id, message_id = entry.message["chat"]["id"], entry.message["message_id"]
        self.chat(chat_id).entries[message_id] = entry
        self._storage.put("message", f"{chat_id}/{message_id}", entry.row())

    def find(self, chat_id: int, message_id: int) -> Entry | None:
        history = self._chats.get(chat_id)
        return history.entries.get(message_id) if history else None

    def remove(self, chat_id: int, message_id: int) -> bool:
        """Whether the message was there."""
        history = self.chat(chat_id)
        gone = history.entries.pop(message_id, None)
        self._storage.put("message", f"{chat_id}/{message_id}", None)
        if message_id in history.pinned:
            history.pinned.remove(message_id)
            self.save_chat(chat_id)
        return gone is not None

    def page(self, chat_id: int, before: int | None, limit: int) -> list[Entry]:
        """The last `limit` messages with an id below `before`, oldest first."""
        found: list[Entry] = []
        for entry in self._newest_first(chat_id):
            if before is None or entry.message["message_id"] < before:
                found.append(entry)
            if len(found) >= limit:
                break
        return found[::-1]

    def last(self, chat_id: int) -> Entry | None:
        return next(self._newest_first(chat_id), None)

    def unread(self, chat_id: int, person_id: int) -> int:
        """How many messages of others came since this person last read."""
        history = self._chats.get(chat_id)
        if history is None:
            return 0
        read, count = history.read.get(person_id, 0), 0
        for entry in self._newest_first(chat_id):
            if entry.message["message_id"] <= read:
                break
            count += entry.message["from"]["id"] != person_id
        return count

    def mark_read(self, chat_id: int, person_id: int) -> None:
        newest = self.last(chat_id)
        if newest is not None:
            self.chat(chat_id).read[person_id] = newest.message["message_id"]
            self.save_chat(chat_id)

    def save_chat(self, chat_id: int) -> None:
        history = self.chat(chat_id)
        body = {
            "id": chat_id,
            "pinned": list(history.pinned),
            "read": {str(person): message for person, message in history.read.items()},
            "last_id": history.last_id,
        }
        self._storage.put("chat", chat_id, body)

    def _newest_first(self, chat_id: int) -> Iterator[Entry]:
        history = self._chats.get(chat_id)
        return reversed(history.entries.values()) if history else iter(())
