"""What all sending methods share: where a message goes, what it answers, who pays for it."""

from dataclasses import dataclass
from typing import Any

from bot.phone.entities import formatted, quoted
from bot.phone.errors import bad_request
from bot.phone.history import Entry
from bot.phone.json_values import Json, as_list, as_object
from bot.phone.keyboards import reply_markup
from bot.phone.parameters import Parameters
from bot.phone.phone import Chat, Phone
from bot.phone.shapes import taken
from bot.phone.text_units import units

_QUOTE_UNITS = 1024


@dataclass(frozen=True)
class Target:
    """`fields` are those of a Message that say where it stands and what it answers."""

    chat: Chat
    fields: Json
    silent: bool
    keyboard: Json | None


def aim(phone: Phone, parameters: Parameters) -> Target:
    """Reads chat, topic, reply and markup of a call; raises what Telegram would answer."""
    markup = reply_markup(parameters)
    chat = phone.writable_chat(parameters.chat_id())
    reply = _reply_fields(phone, chat, parameters)
    fields = reply | topic_fields(chat, _thread_of(parameters, reply))
    fields |= _options(parameters)
    inline = markup is not None and "inline_keyboard" in markup
    if inline:
        fields["reply_markup"] = markup
    keyboard = None if inline else markup
    return Target(chat, fields, parameters.flag("disable_notification"), keyboard)


def send(phone: Phone, target: Target, contents: list[Json]) -> list[Entry]:
    """Sends one message for each content, once the pace allows them all."""
    phone.spend(target.chat, len(contents))
    return [deliver(phone, target, content) for content in contents]


def deliver(phone: Phone, target: Target, content: Json) -> Entry:
    """Sends one message that has been paid for."""
    fields = target.fields | content
    sender = phone.bot_user()
    return phone.say(target.chat, sender, fields, target.silent, keyboard=target.keyboard)


def _options(parameters: Parameters) -> Json:
    fields: Json = {}
    if parameters.flag("protect_content"):
        fields["has_protected_content"] = True
    if "message_effect_id" in parameters:
        fields["effect_id"] = parameters.text("message_effect_id")
    return fields


def _thread_of(parameters: Parameters, reply: Json) -> int:
    named = parameters.integer("message_thread_id")
    return named or reply.get("reply_to_message", {}).get("message_thread_id", 0)


def topic_fields(chat: Chat, thread_id: int) -> Json:
    """The fields of a message in this topic. Raises 400 for an unknown or closed topic."""
    if not thread_id:
        return {}
    topic = chat.group.topics.get(thread_id) if chat.group else None
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed:
        raise bad_request("TOPIC_CLOSED")
    return {"message_thread_id": thread_id, "is_topic_message": True}


def first_of_topic(phone: Phone, chat: Chat, thread_id: int) -> Json:
    """What a message of a person in a topic answers when it answers nothing else."""
    first = phone.history.find(chat.id, thread_id) if thread_id else None
    return {"reply_to_message": without_reply(first.message)} if first else {}


def _reply_fields(phone: Phone, chat: Chat, parameters: Parameters) -> Json:
    given = parameters.structure("reply_parameters", "reply parameters")
    if given is None and parameters.integer("reply_to_message_id"):
        given = {
            "message_id": parameters.integer("reply_to_message_id"),
            "allow_sending_without_reply": parameters.flag("allow_sending_without_reply"),
        }
    if given is None:
        return {}
    reply = as_object(given)
    if reply is None:
        raise bad_request("Object expected as reply parameters")
    return _answer_to(phone, chat, reply)


def _answer_to(phone: Phone, chat: Chat, reply: Json) -> Json:
    elsewhere = reply.get("chat_id") not in (None, chat.id, str(chat.id))
    found = None if elsewhere else phone.history.find(chat.id, _whole(reply.get("message_id")))
    if found is None:
        if reply.get("allow_sending_without_reply") in (True, "true"):
            return {}
        raise bad_request("message to be replied not found")
    fields: Json = {"reply_to_message": without_reply(found.message)}
    if reply.get("quote"):
        fields["quote"] = quote_of(found.message, reply)
    return fields


def _whole(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def quote_of(message: Json, reply: Json) -> Json:
    """The quote that reply parameters ask for, found in the text; raises 400 when it is not."""
    mode, given = reply.get("quote_parse_mode", ""), reply.get("quote_entities")
    text, _ = formatted(str(reply["quote"]), mode or "", given)
    if len(text) > _QUOTE_UNITS:
        raise bad_request("QUOTE_TEXT_INVALID")
    whole = message.get("text") or message.get("caption") or ""
    entities = as_list(message.get("entities") or message.get("caption_entities")) or []
    quote = quoted(whole, entities, text, _whole(reply.get("quote_position")))
    if quote is None:
        raise bad_request("QUOTE_TEXT_INVALID")
    return quote


def without_reply(message: Json) -> Json:
    """A message as it stands inside another one, which never nests further."""
    return {
        name: value
        for name, value in message.items()
        if name not in ("reply_to_message", "pinned_message", "quote")
    }


def text_content(phone: Phone, parameters: Parameters) -> Json:
    """text, entities and link preview of a call, within the limits."""
    if not parameters.text("text"):
        raise bad_request("Message text is empty")
    text, entities = formatted(
        parameters.text("text"),
        parameters.text("parse_mode"),
        parameters.structure("entities", "entities"),
    )
    refuse_longer(text, phone.limits.text_units, "Message is too long")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    preview = parameters.structure("link_preview_options", "link preview options")
    if preview is None and parameters.flag("disable_web_page_preview"):
        preview = {"is_disabled": True}
    return content | ({"link_preview_options": _preview(preview)} if preview else {})


def _preview(given: Any) -> Json:
    try:
        return taken("LinkPreviewOptions", as_object(given) or {})
    except ValueError:
        raise bad_request("Object expected as link preview options") from None


def caption_content(phone: Phone, parameters: Parameters) -> Json:
    """Caption and entities of a call, within the limits."""
    text, entities = formatted(
        parameters.text("caption"),
        parameters.text("parse_mode"),
        parameters.structure("caption_entities", "caption entities"),
        allow_empty=True,
    )
    refuse_longer(text, phone.limits.caption_units, "Message caption is too long")
    content: Json = {"caption": text} if text else {}
    if entities:
        content["caption_entities"] = entities
    if parameters.flag("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def refuse_longer(text: str, most: int, words: str) -> None:
    if units(text) > most:
        raise bad_request(words)
