"""What a person does on their phone, and what of it the bot hears."""

from typing import Any

from bot.phone.entities import formatted
from bot.phone.errors import ControlRefusal, Refusal
from bot.phone.history import Entry
from bot.phone.json_values import Json
from bot.phone.keyboards import buttons_of
from bot.phone.members import membership_change
from bot.phone.people import Person
from bot.phone.phone import Chat, Phone
from bot.phone.sending import first_of_topic, quote_of, topic_fields, without_reply
from bot.phone.shapes import as_telegram

_START_CODE = 64


def find_person(phone: Phone, person_id: int) -> Person:
    person = phone.people.get(person_id)
    if person is None:
        raise ControlRefusal(f"nobody has the id {person_id}", 404)
    return person


def chat_of(phone: Phone, person: Person, chat_id: int) -> Chat:
    """A chat this person is in: the private one (their own id, or the bot's) or a group."""
    if chat_id == phone.settings.bot_id:
        chat_id = person.id
    chat = phone.find_chat(chat_id)
    if chat is None or (chat.person is not None and chat.person is not person):
        raise ControlRefusal(f"there is no chat {chat_id} on this phone", 404)
    if chat.group is not None and person.id not in chat.group.members:
        raise ControlRefusal(f"{person.first_name} is not in this group", 403)
    return chat


def entry_of(phone: Phone, chat: Chat, message_id: Any) -> Entry:
    found = phone.history.find(chat.id, message_id) if isinstance(message_id, int) else None
    if found is None:
        raise ControlRefusal(f"there is no message {message_id} in this chat", 404)
    return found


def begin_private(phone: Phone, person: Person) -> None:
    """The person has pressed Start or written first: from now on the bot may write."""
    if not person.started:
        person.started = True
        phone.save_person(person)


def say(phone: Phone, person: Person, chat: Chat, content: Json, place: Json) -> Entry:
    """A message by a person. `place` may hold reply_to_message_id, quote, message_thread_id."""
    _refuse_silenced(person, chat)
    if chat.person is not None:
        begin_private(phone, person)
    fields = _place_fields(phone, chat, place) | content
    entry = phone.say(chat, person.user(), fields)
    if _bot_hears(phone, chat, entry.message):
        phone.updates.add("message", entry.message)
    return entry


def _refuse_silenced(person: Person, chat: Chat) -> None:
    if chat.person is not None and person.blocked:
        raise ControlRefusal("the bot is blocked; unblock it first", 409)
    if chat.group is not None and chat.group.migrated_to is not None:
        raise ControlRefusal(f"this group became the supergroup {chat.group.migrated_to}", 409)


def _place_fields(phone: Phone, chat: Chat, place: Json) -> Json:
    fields: Json = {}
    thread_id = place.get("message_thread_id") or 0
    if place.get("reply_to_message_id"):
        answered = entry_of(phone, chat, place["reply_to_message_id"]).message
        fields["reply_to_message"] = without_reply(answered)
        thread_id = thread_id or answered.get("message_thread_id") or 0
        if place.get("quote"):
            fields["quote"] = quote_of(answered, {"quote": place["quote"]})
    if thread_id:
        fields = first_of_topic(phone, chat, thread_id) | fields
    return fields | topic_fields(chat, thread_id)


def _bot_hears(phone: Phone, chat: Chat, message: Json) -> bool:
    """In groups a bot that is no administrator has privacy mode: commands, answers to it and
    mentions of it, and what happens to the group.
    """
    if chat.group is None or chat.group.bot_is_admin:
        return True
    if chat.group.bot_status != "member":
        return False
    text = str(message.get("text") or message.get("caption") or "")
    answered = message.get("reply_to_message", {}).get("from", {}).get("id")
    is_content = "text" in message or "caption" in message
    named = f"@{phone.settings.bot_username}" in text
    return text.startswith("/") or named or answered == phone.settings.bot_id or not is_content


def text_parts(phone: Phone, text: str, entities: Any) -> list[Json]:
    """The content of one message, or of several where clients would cut a long text."""
    most = phone.limits.text_units
    parts = [text] if len(text) * 2 <= most else list(_cut(text, most))
    if len(parts) > 1:
        entities = None
    return [_text_fields(part, entities) for part in parts]


def _cut(text: str, most: int) -> list[str]:
    parts: list[str] = []
    begin = used = 0
    for index, letter in enumerate(text):
        width = 2 if ord(letter) > 0xFFFF else 1
        if used + width > most:
            parts.append(text[begin:index])
            begin, used = index, 0
        used += width
    return [part for part in (*parts, text[begin:]) if part.strip()] or [text]


def _text_fields(text: str, entities: Any) -> Json:
    clean, found = formatted(text, "", entities)
    return {"text": clean} | ({"entities": found} if found else {})


def open_chat(phone: Phone, person: Person, code: str) -> Entry:
    """Presses Start, with the code of a link if there is one."""
    if len(code) > _START_CODE:
        raise ControlRefusal(f"a start code has at most {_START_CODE} characters")
    if person.blocked:
        unblock(phone, person)
    chat = chat_of(phone, person, person.id)
    content = text_parts(phone, f"/start {code}".strip(), None)[0]
    return say(phone, person, chat, content, {})


def press(phone: Phone, person: Person, chat: Chat, wanted: Json) -> str:
    """Presses a button and answers the query's id. The button must be on the message, unless
    `anyhow`: then it is what a forged client sends.
    """
    entry = entry_of(phone, chat, wanted.get("message_id"))
    _refuse_silenced(person, chat)
    data = str(wanted.get("data") or "")
    there = any(button.get("callback_data") == data for button in buttons_of(entry.message))
    if not there and not wanted.get("anyhow"):
        raise ControlRefusal(f"no button of this message carries {data!r}")
    pressed = phone.callbacks.press(person.id, chat.id, entry.message["message_id"])
    query = {
        "id": pressed.id,
        "from": person.user(),
        "chat_instance": str(chat.id * 7919),
        "data": data,
    }
    written = as_telegram("CallbackQuery", query)
    phone.updates.add("callback_query", written | {"message": entry.message})
    return pressed.id


def edit(phone: Phone, person: Person, chat: Chat, wanted: Json) -> Entry:
    """Changes the text or the caption of one's own message."""
    entry = entry_of(phone, chat, wanted.get("message_id"))
    if entry.message["from"]["id"] != person.id:
        raise ControlRefusal("only one's own messages can be edited", 403)
    _refuse_silenced(person, chat)
    field = "text" if "text" in entry.message else "caption"
    text, entities = formatted(str(wanted.get("text") or ""), "", wanted.get("entities"))
    marks = "entities" if field == "text" else "caption_entities"
    content = {field: text} | ({marks: entities} if entities else {})
    changed = phone.rewrite(chat, entry, content, drop=(field, marks))
    if _bot_hears(phone, chat, changed.message):
        phone.updates.add("edited_message", changed.message)
    return changed


def block(phone: Phone, person: Person) -> None:
    if not person.blocked:
        _set_blocked(phone, person, True)


def unblock(phone: Phone, person: Person) -> None:
    if person.blocked:
        _set_blocked(phone, person, False)


def _set_blocked(phone: Phone, person: Person, blocked: bool) -> None:
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    person.blocked = blocked
    phone.save_person(person)
    chat = chat_of(phone, person, person.id)
    phone.updates.add("my_chat_member", membership_change(phone, chat, person, before, after))
    phone.events.emit("blocked", person.id, [person.id], blocked=blocked)


def in_control_words(refusal: Refusal) -> ControlRefusal:
    """What Telegram would refuse, as a refusal of the control API."""
    return ControlRefusal(refusal.description, refusal.code)
