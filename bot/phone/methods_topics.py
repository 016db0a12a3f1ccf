"""Bot API: the topics of forums."""

from bot.phone.errors import bad_request
from bot.phone.json_values import Json
from bot.phone.methods import method
from bot.phone.methods_messages import say_service
from bot.phone.parameters import Parameters
from bot.phone.people import TOPIC_COLORS, Group, Topic
from bot.phone.phone import Chat, Phone
from bot.phone.shapes import as_telegram

_NAME_LENGTH = 128


def _forum(phone: Phone, parameters: Parameters, right: str) -> tuple[Chat, Group]:
    chat = phone.writable_chat(parameters.chat_id())
    if chat.group is None or not chat.group.is_forum:
        raise bad_request("the chat is not a forum")
    if not chat.group.bot_is_admin:
        raise bad_request(f"not enough rights to {right} the topic")
    return chat, chat.group


def _topic(group: Group, parameters: Parameters) -> Topic:
    topic = group.topics.get(parameters.integer("message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def _name(parameters: Parameters) -> str:
    name = parameters.text("name").strip()
    if not name:
        raise bad_request("Name must be non-empty")
    return name[:_NAME_LENGTH]


@method("createForumTopic")
def create_forum_topic(phone: Phone, parameters: Parameters) -> Json:
    chat, group = _forum(phone, parameters, "create")
    color = parameters.integer("icon_color") or TOPIC_COLORS[0]
    if color not in TOPIC_COLORS:
        raise bad_request("Invalid icon color specified")
    emoji = parameters.text("icon_custom_emoji_id") or None
    return as_telegram(
        "ForumTopic", open_topic(phone, chat, group, _name(parameters), color, emoji)
    )


def open_topic(
    phone: Phone, chat: Chat, group: Group, name: str, color: int, emoji: str | None = None
) -> Json:
    """A new topic; its id is that of the service message that opens it."""
    created: Json = {"name": name, "icon_color": color}
    if emoji:
        created["icon_custom_emoji_id"] = emoji
    first = say_service(phone, chat, {"forum_topic_created": created}).message
    topic = Topic(first["message_id"], name, color, emoji)
    group.topics[topic.id] = topic
    _announce(phone, chat, group, topic, "created")
    return topic.as_telegram()


@method("editForumTopic")
def edit_forum_topic(phone: Phone, parameters: Parameters) -> bool:
    chat, group = _forum(phone, parameters, "edit")
    topic = _topic(group, parameters)
    edited: Json = {}
    same_name = "name" not in parameters or _name(parameters) == topic.name
    if same_name and "icon_custom_emoji_id" not in parameters:
        raise bad_request("TOPIC_NOT_MODIFIED")
    if "name" in parameters:
        topic.name = edited["name"] = _name(parameters)
    if "icon_custom_emoji_id" in parameters:
        topic.icon_custom_emoji_id = parameters.text("icon_custom_emoji_id") or None
        edited["icon_custom_emoji_id"] = parameters.text("icon_custom_emoji_id")
    _note(phone, chat, topic, {"forum_topic_edited": edited})
    _announce(phone, chat, group, topic, "edited")
    return True


@method("closeForumTopic")
def close_forum_topic(phone: Phone, parameters: Parameters) -> bool:
    return _set_closed(phone, parameters, True)


@method("reopenForumTopic")
def reopen_forum_topic(phone: Phone, parameters: Parameters) -> bool:
    return _set_closed(phone, parameters, False)


def _set_closed(phone: Phone, parameters: Parameters, closed: bool) -> bool:
    chat, group = _forum(phone, parameters, "close or open")
    topic = _topic(group, parameters)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    _note(phone, chat, topic, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})
    _announce(phone, chat, group, topic, "closed" if closed else "reopened")
    return True


@method("deleteForumTopic")
def delete_forum_topic(phone: Phone, parameters: Parameters) -> bool:
    chat, group = _forum(phone, parameters, "delete")
    remove_topic(phone, chat, group, _topic(group, parameters))
    return True


def remove_topic(phone: Phone, chat: Chat, group: Group, topic: Topic) -> None:
    """With everything in it."""
    del group.topics[topic.id]
    messages = [one.message for one in phone.history.page(chat.id, None, 1_000_000)]
    inside = [
        one["message_id"]
        for one in messages
        if topic.id in (one["message_id"], one.get("message_thread_id"))
    ]
    phone.retract(chat, inside)
    _announce(phone, chat, group, topic, "deleted")


def changed_by_hand(topic: Topic, wanted: Json) -> Json:
    """A person renames, closes or reopens a topic: what the service message says."""
    if "name" in wanted:
        topic.name = str(wanted["name"]).strip()[:_NAME_LENGTH] or topic.name
        return {"forum_topic_edited": {"name": topic.name}}
    topic.closed = bool(wanted.get("closed"))
    return {"forum_topic_closed" if topic.closed else "forum_topic_reopened": {}}


@method("unpinAllForumTopicMessages")
def unpin_all_forum_topic_messages(phone: Phone, parameters: Parameters) -> bool:
    chat, group = _forum(phone, parameters, "edit")
    topic = _topic(group, parameters)
    history = phone.history.chat(chat.id)
    inside = [one for one in history.pinned if _is_in(phone, chat, one, topic.id)]
    history.pinned = [one for one in history.pinned if one not in inside]
    phone.history.save_chat(chat.id)
    phone.tell("pinned", chat, message_ids=list(history.pinned))
    return True


def _is_in(phone: Phone, chat: Chat, message_id: int, topic_id: int) -> bool:
    entry = phone.history.find(chat.id, message_id)
    return entry is not None and entry.message.get("message_thread_id") == topic_id


def _note(phone: Phone, chat: Chat, topic: Topic, content: Json) -> None:
    place = {"message_thread_id": topic.id, "is_topic_message": True}
    say_service(phone, chat, content | place)


def _announce(phone: Phone, chat: Chat, group: Group, topic: Topic, change: str) -> None:
    phone.save_group(group)
    shown = topic.as_telegram() | {"closed": topic.closed}
    phone.tell("topic", chat, change=change, topic=shown)
