"""Bot API: text messages, copies, forwards, places, contacts; chat actions and answers."""

import random

from bot.phone.errors import bad_request
from bot.phone.history import Entry
from bot.phone.json_values import Json
from bot.phone.methods import method
from bot.phone.parameters import Parameters
from bot.phone.phone import Chat, Phone
from bot.phone.sending import Target, aim, caption_content, deliver, send, text_content
from bot.phone.text_units import units

_ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "record_audio",
    "upload_audio",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
    "cancel",
)
# What a copy takes along; everything else belongs to the message that was copied.
CONTENT = (
    "text",
    "entities",
    "link_preview_options",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "photo",
    "document",
    "video",
    "audio",
    "voice",
    "animation",
    "sticker",
    "video_note",
    "location",
    "venue",
    "contact",
    "dice",
)
_TOAST_UNITS = 200


@method("sendMessage")
def send_message(phone: Phone, parameters: Parameters) -> Json:
    content = text_content(phone, parameters)
    return send(phone, aim(phone, parameters), [content])[0].message


@method("sendLocation")
def send_location(phone: Phone, parameters: Parameters) -> Json:
    content = {"location": _location(parameters)}
    return send(phone, aim(phone, parameters), [content])[0].message


@method("sendVenue")
def send_venue(phone: Phone, parameters: Parameters) -> Json:
    venue: Json = {"location": _location(parameters)}
    venue |= {"title": parameters.text("title"), "address": parameters.text("address")}
    content = {"venue": venue, "location": venue["location"]}
    return send(phone, aim(phone, parameters), [content])[0].message


@method("sendContact")
def send_contact(phone: Phone, parameters: Parameters) -> Json:
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: parameters.text(name) for name in names if name in parameters}
    for name in ("phone_number", "first_name"):
        if not contact.get(name):
            raise bad_request(f"{name} is empty")
    return send(phone, aim(phone, parameters), [{"contact": contact}])[0].message


@method("sendDice")
def send_dice(phone: Phone, parameters: Parameters) -> Json:
    emoji = parameters.text("emoji") or "🎲"
    content = {"dice": {"emoji": emoji, "value": random.randint(1, 5)}}
    return send(phone, aim(phone, parameters), [content])[0].message


@method("sendChatAction")
def send_chat_action(phone: Phone, parameters: Parameters) -> bool:
    action = parameters.text("action")
    if action not in _ACTIONS:
        raise bad_request("Wrong parameter action in request")
    chat = phone.writable_chat(parameters.chat_id())
    phone.tell("chat_action", chat, action=action)
    return True


@method("copyMessage")
def copy_message(phone: Phone, parameters: Parameters) -> Json:
    source = _source(phone, parameters, parameters.message_id(), "copy")
    content = copied(source.message)
    if "caption" in parameters:
        kept = {name: value for name, value in content.items() if "caption" not in name}
        content = kept | caption_content(phone, parameters)
    sent = send(phone, aim(phone, parameters), [content])[0]
    return {"message_id": sent.message["message_id"]}


@method("copyMessages")
def copy_messages(phone: Phone, parameters: Parameters) -> list[Json]:
    contents = [copied(one.message) for one in _sources(phone, parameters, "copy")]
    sent = send(phone, aim(phone, parameters), contents)
    return [{"message_id": one.message["message_id"]} for one in sent]


@method("forwardMessage")
def forward_message(phone: Phone, parameters: Parameters) -> Json:
    source = _source(phone, parameters, parameters.message_id(), "forward")
    return send(phone, aim(phone, parameters), [_forwarded(source.message)])[0].message


@method("forwardMessages")
def forward_messages(phone: Phone, parameters: Parameters) -> list[Json]:
    contents = [_forwarded(one.message) for one in _sources(phone, parameters, "forward")]
    sent = send(phone, aim(phone, parameters), contents)
    return [{"message_id": one.message["message_id"]} for one in sent]


@method("answerCallbackQuery")
def answer_callback_query(phone: Phone, parameters: Parameters) -> bool:
    text = parameters.text("text")
    if units(text) > _TOAST_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    answer: Json = {"text": text, "show_alert": parameters.flag("show_alert")}
    answer["url"] = parameters.text("url") or None
    query_id = parameters.text("callback_query_id")
    press = phone.callbacks.answer(query_id, answer, phone.limits.callback_seconds)
    about = {"callback_query_id": query_id, "message_id": press.message_id} | answer
    phone.events.emit("callback_answer", press.chat_id, [press.person_id], **about)
    return True


def copied(message: Json) -> Json:
    """The content of a message without who, when and where."""
    return {name: message[name] for name in CONTENT if name in message}


def _forwarded(message: Json) -> Json:
    origin = message.get("forward_origin") or {
        "type": "user",
        "sender_user": message["from"],
        "date": message["date"],
    }
    return copied(message) | {"forward_origin": origin}


def _source(phone: Phone, parameters: Parameters, message_id: int, verb: str) -> Entry:
    chat = phone.readable_chat(parameters.chat_id("from_chat_id"))
    found = phone.history.find(chat.id, message_id)
    if found is None:
        raise bad_request(f"message to {verb} not found")
    if not copied(found.message):
        raise bad_request(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return found


def _sources(phone: Phone, parameters: Parameters, verb: str) -> list[Entry]:
    chat = phone.readable_chat(parameters.chat_id("from_chat_id"))
    found = [phone.history.find(chat.id, one) for one in parameters.message_ids()]
    usable = [one for one in found if one is not None and copied(one.message)]
    if not usable:
        raise bad_request(f"there are no messages to {verb}")
    return usable


def _location(parameters: Parameters) -> Json:
    latitude, longitude = parameters.number("latitude"), parameters.number("longitude")
    if latitude is None:
        raise bad_request("latitude is empty")
    if longitude is None:
        raise bad_request("longitude is empty")
    return {"latitude": latitude, "longitude": longitude}


def say_service(phone: Phone, chat: Chat, content: Json) -> Entry:
    """A service message by the bot, such as a pin or a new topic; it costs no pace."""
    return deliver(phone, Target(chat, {}, False, None), content)
