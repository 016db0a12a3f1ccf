"""One thing that somebody does, as Hypothesis draws it, and how it reaches the bot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from aiohttp import FormData
from hypothesis import strategies as st

from tests.fuzz_game import PNG, Game, Player
from tests.fuzz_updates import (
    CHANNEL,
    POLL,
    USER,
    Json,
    callback_data,
    codes,
    contents,
    texts,
)

GROUP: Json = {"id": -100123, "type": "supergroup", "title": "Course", "is_forum": False}


@dataclass(frozen=True)
class Say:
    """Anything sent into the chat with the bot, perhaps as a reply."""

    content: Json
    to: Literal["", "bot", "own", "unknown"] = ""

    def updates(self, game: Game, player: Player) -> list[Json]:
        message = player.message(**self.content)
        replied = {"bot": player.message_id, "own": player.sent - 1, "unknown": 999_999_999}
        if self.to:
            message["reply_to_message"] = player.screen(message_id=replied[self.to])
        return [{"message": message}]


@dataclass(frozen=True)
class Command:
    """A command that the bot has."""

    which: int
    arguments: str

    def updates(self, game: Game, player: Player) -> list[Json]:
        names = sorted(game.stage.app.inbox.desk.routes.commands)
        line = f"/{names[self.which % len(names)]} {self.arguments}".strip()
        return [{"message": player.message(text=line[:4096])}]


@dataclass(frozen=True)
class Press:
    """A button of the newest screen, or of any that anybody saw (`old`), or one that never was."""

    which: int = 0
    old: bool = False
    data: str | None = None
    on: Literal["newest", "gone", "inaccessible", "inline", "picture"] = "newest"

    def pressed(self, game: Game, player: Player) -> str:
        seen = game.everything if self.old else player.data
        if self.data is None:
            return seen[self.which % len(seen)] if seen else "home"
        return self.data

    def updates(self, game: Game, player: Player) -> list[Json]:
        message: Json | None = player.screen()
        match self.on:
            case "gone":
                message = player.screen(message_id=888_888_888)
            case "inaccessible":
                message = {"message_id": 777_777_777, "date": 0, "chat": player.chat}
            case "picture":
                message = player.screen(photo=[], caption="x")
                del message["text"]
            case "inline":
                message = None
            case _:
                pass
        return [{"callback_query": player.query(self.pressed(game, player), message)}]


@dataclass(frozen=True)
class Edit:
    """A message of one's own is changed: the newest, or one that the bot does not remember."""

    content: Json
    known: bool

    def updates(self, game: Game, player: Player) -> list[Json]:
        number = player.sent if self.known else 555_555_555
        edited = player.message(**self.content, edit_date=1_800_000_001)
        player.sent -= 1
        return [{"edited_message": {**edited, "message_id": number}}]


@dataclass(frozen=True)
class Elsewhere:
    """What is no conversation with the bot: groups, channels, memberships, kinds of tomorrow."""

    which: int
    content: Json

    def updates(self, game: Game, player: Player) -> list[Json]:
        message = player.message(**self.content)
        in_group = {**message, "chat": GROUP, "message_thread_id": 5}
        nameless = {name: value for name, value in message.items() if name != "from"}
        press = player.query("home", {**player.screen(), "chat": GROUP})
        status = {"user": USER, "status": "kicked", "until_date": 0}
        joined = {"user": USER, "status": "member"}
        change = {"from": player.user, "date": 1}
        kinds: tuple[Json, ...] = (
            {"message": in_group},
            {"edited_message": {**in_group, "edit_date": 1}},
            {"callback_query": press},
            {"message": {**nameless, "chat": {**GROUP}, "sender_chat": GROUP}},
            {"channel_post": {**nameless, "chat": CHANNEL}},
            {"message": {**nameless, "chat": CHANNEL}},
            {"my_chat_member": {
                **change, "chat": player.chat, "old_chat_member": joined, "new_chat_member": status,
            }},
            {"my_chat_member": {
                **change, "chat": GROUP, "old_chat_member": status, "new_chat_member": joined,
            }},
            {"inline_query": {"id": "1", "from": player.user, "query": "x", "offset": ""}},
            {"poll": POLL},
            {"kind_of_tomorrow": {"x": 1}},
            {},
        )  # fmt: skip
        return [kinds[self.which % len(kinds)]]


@dataclass(frozen=True)
class Upload:
    """Real files on the phone, several of them as an album; and the time that storing takes."""

    kind: Literal["document", "photo", "voice", "video"]
    contents: Sequence[bytes]
    caption: str

    async def send(self, game: Game, player: Player) -> None:
        form = FormData({"kind": self.kind, "caption": self.caption})
        for number, content in enumerate(self.contents):
            form.add_field("file", content, filename=f"file{number}.txt")
        path = f"people/{player.id}/chats/{player.id}/upload"
        await game.stage.call("POST", path, data=form)
        await game.stage.settle()


@dataclass(frozen=True)
class Wait:
    """Time goes by, and what is due happens."""

    hours: int


@dataclass(frozen=True)
class Rush:
    """Several presses and messages before the bot has answered the first."""

    steps: Sequence[Say | Command | Press | Edit]


speech = st.builds(Say, contents(), st.sampled_from(["", "", "", "bot", "own", "unknown"]))
starts = st.builds(lambda code: Say({"text": f"/start {code}".strip()}), codes)
commands = st.builds(Command, st.integers(0, 99), st.just("") | texts | codes)
presses = st.builds(
    Press, st.integers(0, 9), on=st.sampled_from(["newest"] * 6 + ["gone", "picture"])
)
old_presses = st.builds(Press, st.integers(0, 199), st.just(True))
odd_presses = st.builds(
    Press,
    data=callback_data(),
    on=st.sampled_from(["newest", "gone", "inaccessible", "inline", "picture"]),
)
edits = st.builds(Edit, contents(), st.booleans())
elsewhere = st.builds(Elsewhere, st.integers(0, 99), contents())
captions = st.just("") | st.text("abc ", max_size=9)
files = st.lists(
    st.sampled_from([b"words", b"%PDF-1.4\n", PNG, b"MZ", b"PK\x03\x04"]), min_size=1, max_size=3
)
uploads = st.builds(
    Upload, st.sampled_from(["document", "voice", "video"]), files, captions
) | st.builds(Upload, st.just("photo"), st.lists(st.just(PNG), min_size=1, max_size=3), captions)
waits = st.builds(Wait, st.sampled_from([1, 12, 24, 24 * 8]))
deeds = st.one_of(
    presses, presses, presses, speech, speech, commands, odd_presses, old_presses, edits
)
rushes = st.builds(Rush, st.lists(deeds, min_size=2, max_size=4))
