"""Who is on the phones: people, groups and the topics of forums."""

from dataclasses import asdict, dataclass, field
from typing import Any

from bot.phone.json_values import Json

TOPIC_COLORS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)


@dataclass
class Person:
    """`started` says that the private chat exists, so that the bot may write first.

    `note` stands beside the name on the page, such as a role; Telegram knows nothing of it.
    """

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "en"
    blocked: bool = False
    started: bool = False
    note: str = ""

    def user(self) -> Json:
        return _without_none(
            id=self.id,
            is_bot=False,
            first_name=self.first_name,
            last_name=self.last_name,
            username=self.username,
            language_code=self.language_code,
        )

    def chat(self) -> Json:
        return _without_none(
            id=self.id,
            type="private",
            first_name=self.first_name,
            last_name=self.last_name,
            username=self.username,
        )

    def as_json(self) -> Json:
        return asdict(self)


@dataclass
class Topic:
    """A topic of a forum; `id` is the message_thread_id."""

    id: int
    name: str
    icon_color: int = TOPIC_COLORS[0]
    icon_custom_emoji_id: str | None = None
    closed: bool = False

    def as_telegram(self) -> Json:
        return _without_none(
            message_thread_id=self.id,
            name=self.name,
            icon_color=self.icon_color,
            icon_custom_emoji_id=self.icon_custom_emoji_id,
        )


@dataclass
class Group:
    """A group with its members; the first is its creator. `migrated_to` names the supergroup
    that it became; `bot_status` is administrator, member, left or kicked.
    """

    id: int
    title: str
    members: list[int]
    is_supergroup: bool = False
    is_forum: bool = False
    bot_status: str = "administrator"
    migrated_to: int | None = None
    topics: dict[int, Topic] = field(default_factory=dict[int, Topic])

    @property
    def bot_is_admin(self) -> bool:
        return self.bot_status == "administrator"

    def chat(self) -> Json:
        shown: Json = {"id": self.id, "title": self.title}
        shown["type"] = "supergroup" if self.is_supergroup else "group"
        if self.is_forum:
            shown["is_forum"] = True
        return shown

    def as_json(self) -> Json:
        """How it is stored and shown to the pages."""
        body = asdict(self)
        body["topics"] = [asdict(topic) for topic in self.topics.values()]
        return body | self.chat() | {"bot_is_admin": self.bot_is_admin}


def group_from(body: Json) -> Group:
    """The reverse of `Group.as_json`."""
    topics = {one["id"]: Topic(**one) for one in body["topics"]}
    names = ("id", "title", "members", "is_supergroup", "is_forum", "bot_status", "migrated_to")
    return Group(**{name: body[name] for name in names}, topics=topics)


def _without_none(**values: Any) -> Json:
    return {name: value for name, value in values.items() if value is not None}
