"""Control API: a person's chats, and what they do in them."""

from typing import Any

from bot.phone import acting
from bot.phone.control import Call, Controlled, whole
from bot.phone.errors import ControlRefusal
from bot.phone.intake import read_files
from bot.phone.json_values import Json
from bot.phone.methods_chats import react as replace_reactions
from bot.phone.methods_topics import changed_by_hand, remove_topic
from bot.phone.phone import Chat, Phone
from bot.phone.profile import group_scopes, private_scopes
from bot.phone.sending import without_reply
from bot.phone.sent_files import send_files, send_thing
from bot.phone.shapes import as_telegram

_PAGE = 50
_MOST_PAGE = 500
# python-telegram-bot leaves empty lists out; Telegram does not.
_NO_REACTIONS: Json = {"old_reaction": [], "new_reaction": []}


async def list_chats(call: Call) -> list[Json]:
    """The chat with the bot first, then the groups this person is in."""
    phone, person = call.phone, call.person
    private = acting.chat_of(phone, person, person.id)
    groups = [group for group in phone.groups.values() if person.id in group.members]
    chats = [private, *(Chat(one.id, one.chat(), group=one) for one in groups)]
    return [_summary(phone, chat, person.id) for chat in chats]


def _summary(phone: Phone, chat: Chat, person_id: int) -> Json:
    last = phone.history.last(chat.id)
    shown: Json = chat.group.as_json() if chat.group else dict(chat.shown)
    pinned = [phone.history.find(chat.id, one) for one in phone.history.chat(chat.id).pinned]
    newest = next((one for one in reversed(pinned) if one is not None), None)
    if chat.person is not None:
        shown |= {"title": phone.bot_user()["first_name"], "started": chat.person.started}
    return shown | {
        "unread": phone.history.unread(chat.id, person_id),
        "last_message": last.shown() if last else None,
        "pinned_message": without_reply(newest.message) if newest else None,
    }


async def read_messages(call: Call) -> list[Json]:
    limit = min(max(call.query("limit") or _PAGE, 1), _MOST_PAGE)
    page = call.phone.history.page(call.chat.id, call.query("before"), limit)
    return [entry.shown() for entry in page]


async def mark_read(call: Call) -> Json:
    call.phone.history.mark_read(call.chat.id, call.person.id)
    return {"unread": 0}


async def read_commands(call: Call) -> list[Json]:
    """The menu this person sees, as Telegram picks it by scope and language."""
    phone, person = call.phone, call.person
    chat = acting.chat_of(phone, person, call.query("chat") or person.id)
    if chat.group is None:
        scopes = private_scopes(chat.id)
    else:
        is_admin = chat.group.members[0] == person.id
        scopes = group_scopes(chat.id, person.id, is_admin)
    return phone.profile.seen_commands(scopes, person.language_code[:2])


async def send(call: Call) -> Json:
    """Says a text; a longer one than Telegram takes is cut as clients cut it, and the last part
    is answered.
    """
    wanted = call.body
    parts = acting.text_parts(call.phone, str(wanted.get("text") or ""), wanted.get("entities"))
    said = [acting.say(call.phone, call.person, call.chat, part, wanted) for part in parts]
    return said[-1].message


async def press(call: Call) -> Json:
    return {"callback_query_id": acting.press(call.phone, call.person, call.chat, call.body)}


async def edit(call: Call) -> Json:
    return acting.edit(call.phone, call.person, call.chat, call.body).message


async def delete(call: Call) -> Json:
    """A person deletes messages; bots are never told of that."""
    wanted: list[Any] = call.body.get("message_ids") or [call.body.get("message_id")]
    message_ids = [whole(one, "message_id") for one in wanted]
    call.phone.retract(call.chat, message_ids)
    return {"deleted": message_ids}


async def react(call: Call) -> Json:
    """One emoji, or none to take it back; the bot hears of it if it asked for reactions."""
    phone, chat, person = call.phone, call.chat, call.person
    message_id = whole(call.body.get("message_id"), "message_id")
    emoji = call.body.get("emoji")
    after = [as_telegram("ReactionType", {"type": "emoji", "emoji": emoji})] if emoji else []
    before = replace_reactions(phone, chat, message_id, person.id, after)
    change = {
        "chat": chat.shown,
        "message_id": message_id,
        "user": person.user(),
        "date": phone.clock.date(),
        "old_reaction": before,
        "new_reaction": after,
    }
    written = as_telegram("MessageReactionUpdated", change)
    phone.updates.add("message_reaction", _NO_REACTIONS | written)
    return {"reactions": after}


async def change_topic(call: Call) -> Json:
    """Somebody with the right to it renames, closes or reopens a topic, or deletes it: of that the
    bot is not told.
    """
    group = call.chat.group
    topic = group.topics.get(call.body.get("message_thread_id") or 0) if group else None
    if group is None or topic is None:
        raise ControlRefusal("there is no such topic", 404)
    if call.body.get("deleted"):
        remove_topic(call.phone, call.chat, group, topic)
        return {}
    done = changed_by_hand(topic, call.body)
    call.phone.save_group(group)
    place = {"message_thread_id": topic.id, "is_topic_message": True}
    said = call.phone.say(call.chat, call.person.user(), done | place)
    call.phone.updates.add("message", said.message)
    call.phone.tell("group", call.chat, group=group.as_json())
    return topic.as_telegram()


async def upload(call: Call) -> list[Json]:
    person, chat = call.person, call.chat
    phone = call.phone
    if call.request.content_type != "multipart/form-data":
        raise ControlRefusal("a multipart form with parts named file is needed")
    parameters, files = await read_files(
        call.request, phone.files.incoming, phone.limits.person_upload_bytes
    )
    try:
        return [one.message for one in send_files(phone, person, chat, parameters, files)]
    finally:
        for file in files:
            file.drop()


async def send_other(call: Call) -> Json:
    kind = call.request.match_info["kind"]
    return send_thing(call.phone, call.person, call.chat, kind, call.body).message


_CHAT = "/people/{uid}/chats/{chat}"
ACTIONS: list[tuple[str, str, Controlled]] = [
    ("GET", "/people/{uid}/chats", list_chats),
    ("GET", "/people/{uid}/commands", read_commands),
    ("GET", f"{_CHAT}/messages", read_messages),
    ("POST", f"{_CHAT}/read", mark_read),
    ("POST", f"{_CHAT}/send", send),
    ("POST", f"{_CHAT}/press", press),
    ("POST", f"{_CHAT}/edit", edit),
    ("POST", f"{_CHAT}/delete", delete),
    ("POST", f"{_CHAT}/react", react),
    ("POST", f"{_CHAT}/topic", change_topic),
    ("POST", f"{_CHAT}/upload", upload),
    ("POST", f"{_CHAT}/{{kind}}", send_other),
]
