"""The whole phone in one value: who there is, what was said, what waits for the bot."""

import asyncio
import time
from dataclasses import dataclass, replace
from typing import Any

from bot.phone.callbacks import Callbacks
from bot.phone.clock import PhoneClock
from bot.phone.errors import Refusal, bad_request, forbidden, too_many_requests
from bot.phone.events import Events
from bot.phone.files import Files
from bot.phone.history import Entry, History
from bot.phone.json_values import Json
from bot.phone.limits import Limits, Pace
from bot.phone.people import Group, Person, group_from
from bot.phone.profile import Profile
from bot.phone.settings import PhoneSettings
from bot.phone.shapes import as_message
from bot.phone.storage import Storage
from bot.phone.updates import UpdateQueue

# Ids that a killed process may have given since its last flush; they are never given again.
_GAP_AFTER_KILL = 1000
_FIRST_PERSON_ID = 5_000_000_001
_FIRST_GROUP_ID = 4_000_000_001


@dataclass(frozen=True)
class Chat:
    """A chat the bot may name: a person's private chat or a group."""

    id: int
    shown: Json
    person: Person | None = None
    group: Group | None = None

    @property
    def is_group(self) -> bool:
        return self.group is not None


class Phone:
    """State and what can happen to it; the methods of both interfaces are written on top."""

    def __init__(self, settings: PhoneSettings) -> None:
        settings.data.mkdir(parents=True, exist_ok=True)
        self.settings = settings
        self.storage = Storage(settings.data / "phone.sqlite3", settings.flush_seconds)
        self.clock = PhoneClock()
        self.events = Events()
        self.history = History(self.storage)
        self.files = Files(settings.data, self.storage)
        self.profile = Profile(self.storage, settings.bot_name)
        self.updates = UpdateQueue(self.storage, self.clock, settings.limits.keep_updates_hours)
        self.callbacks = Callbacks(self.clock)
        self.limits = settings.limits
        self.pace = Pace(settings.limits)
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self._last_person_id = _FIRST_PERSON_ID - 1
        self.closing = asyncio.Event()
        self._load()

    def _load(self) -> None:
        clean = any(True for _ in self.storage.load("closed"))
        gap = 0 if clean else _GAP_AFTER_KILL
        self.storage.put("closed", "well", None)
        for _, body in self.storage.load("clock"):
            self.clock.offset_seconds = body["offset_seconds"]
        for _, body in self.storage.load("person"):
            self.people[body["id"]] = Person(**body)
        for _, body in self.storage.load("group"):
            self.groups[body["id"]] = group_from(body)
        self.history.load(gap)
        self.files.load()
        self.profile.load()
        self.updates.load(gap)

    async def close(self) -> None:
        self.storage.put("closed", "well", {})
        await self.storage.close()

    def set_limits(self, limits: Limits) -> None:
        """New limits at once; the budgets of sending start full."""
        self.limits = limits
        self.pace = Pace(limits)
        self.updates.keep_hours = limits.keep_updates_hours

    def forward(self, seconds: float) -> None:
        """Moves the clock ahead, for good."""
        self.clock.forward(seconds)
        self.storage.put("clock", "phone", {"offset_seconds": self.clock.offset_seconds})
        self.updates.drop_old()
        self.events.emit("clock", None, [], **self.clock_json())

    def clock_json(self) -> Json:
        return {"offset_seconds": self.clock.offset_seconds, "now": self.clock.now()}

    # Who there is

    def bot_user(self) -> Json:
        return {
            "id": self.settings.bot_id,
            "is_bot": True,
            "first_name": self.profile.text("name", "") or self.settings.bot_name,
            "username": self.settings.bot_username,
        }

    def next_person_id(self) -> int:
        """The next free one; remembered, because looking through 20,000 people takes its time."""
        self._last_person_id += 1
        while self._last_person_id in self.people:
            self._last_person_id += 1
        return self._last_person_id

    def next_group_id(self, is_supergroup: bool) -> int:
        number = _FIRST_GROUP_ID + len(self.groups)
        return -(1_000_000_000_000 + number) if is_supergroup else -number

    def save_person(self, person: Person) -> None:
        self.people[person.id] = person
        self.storage.put("person", person.id, person.as_json())

    def save_group(self, group: Group) -> None:
        self.groups[group.id] = group
        self.storage.put("group", group.id, group.as_json())

    def find_chat(self, chat_id: int) -> Chat | None:
        person = self.people.get(chat_id)
        if person is not None:
            return Chat(chat_id, person.chat(), person=person)
        group = self.groups.get(chat_id)
        return Chat(chat_id, group.chat(), group=group) if group else None

    def audience(self, chat: Chat) -> list[int]:
        """Who sees what happens in a chat."""
        return list(chat.group.members) if chat.group else [chat.id]

    # What the bot may do

    def readable_chat(self, chat_id: int) -> Chat:
        chat = self.find_chat(chat_id)
        if chat is None:
            raise bad_request("Chat not found")
        return chat

    def writable_chat(self, chat_id: int) -> Chat:
        """The chat, or the refusal that Telegram would send: 400 unknown or migrated, 403."""
        chat = self.readable_chat(chat_id)
        if chat.person is not None:
            self._refuse_person(chat.person)
        elif chat.group is not None:
            _refuse_group(chat.group)
        return chat

    def _refuse_person(self, person: Person) -> None:
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")

    def spend(self, chat: Chat, count: int) -> None:
        """Takes `count` messages out of the pace; raises 429 when it is used up."""
        wait = self.pace.take(chat.id, chat.is_group, count, time.monotonic())
        if wait:
            raise too_many_requests(wait)

    # What happens in chats

    def say(
        self, chat: Chat, sender: Json, content: Json, silent: bool = False, **extra: Any
    ) -> Entry:
        """A new message: `content` are the fields of Telegram's Message beyond id, date, chat."""
        place = {"message_id": self.history.next_id(chat.shown), "date": self.clock.date()}
        written = as_message(chat.shown, sender, content | place)
        entry = Entry(written, silent, extra.get("keyboard"))
        self.history.keep(entry)
        self._tell("message", chat, message=entry.shown())
        return entry

    def rewrite(self, chat: Chat, entry: Entry, content: Json, drop: tuple[str, ...] = ()) -> Entry:
        """A new version of a message: `content` replaces fields, `drop` are taken out."""
        sender = entry.message["from"]
        apart = (*drop, "chat", "from")
        kept = {name: value for name, value in entry.message.items() if name not in apart}
        dated = {"edit_date": self.clock.date()}
        changed = replace(entry, message=as_message(chat.shown, sender, kept | content | dated))
        self.history.keep(changed)
        self._tell("edited", chat, message=changed.shown())
        return changed

    def retract(self, chat: Chat, message_ids: list[int]) -> None:
        gone = [one for one in message_ids if self.history.remove(chat.id, one)]
        if gone:
            self._tell("deleted", chat, message_ids=gone)

    def tell(self, kind: str, chat: Chat, **payload: Any) -> None:
        """An event for everybody who sees this chat."""
        self._tell(kind, chat, **payload)

    def _tell(self, kind: str, chat: Chat, **payload: Any) -> None:
        self.events.emit(kind, chat.id, self.audience(chat), **payload)


def _refuse_group(group: Group) -> None:
    if group.migrated_to is not None:
        words = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refusal(400, words, migrate_to_chat_id=group.migrated_to)
    kind = "supergroup" if group.is_supergroup else "group"
    if group.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    if group.bot_status == "left":
        raise forbidden(f"bot is not a member of the {kind} chat")
