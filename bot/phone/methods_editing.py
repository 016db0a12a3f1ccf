"""Bot API: changing and deleting messages."""

from bot.phone.errors import bad_request
from bot.phone.history import Entry
from bot.phone.json_values import Json
from bot.phone.keyboards import inline_only
from bot.phone.media import KINDS
from bot.phone.methods import method
from bot.phone.methods_media import input_media
from bot.phone.parameters import Parameters
from bot.phone.phone import Chat, Phone
from bot.phone.sending import caption_content, text_content

_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_WITH_CAPTION = ("photo", "document", "video", "audio", "voice", "animation")
_REPLACEABLE = ("photo", "document", "video", "audio", "animation")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


@method("editMessageText")
def edit_message_text(phone: Phone, parameters: Parameters) -> Json:
    content = text_content(phone, parameters)
    chat, entry = _to_edit(phone, parameters)
    if "text" not in entry.message:
        raise bad_request("There is no text in the message to edit")
    return _edit(phone, chat, entry, content, parameters, _TEXT)


@method("editMessageCaption")
def edit_message_caption(phone: Phone, parameters: Parameters) -> Json:
    content = caption_content(phone, parameters)
    chat, entry = _to_edit(phone, parameters)
    if not any(kind in entry.message for kind in _WITH_CAPTION):
        raise bad_request("There is no caption in the message to edit")
    return _edit(phone, chat, entry, content, parameters, _CAPTION)


@method("editMessageMedia")
def edit_message_media(phone: Phone, parameters: Parameters) -> Json:
    item = parameters.structure("media", "input media")
    media, caption = input_media(phone, parameters, item, _REPLACEABLE)
    chat, entry = _to_edit(phone, parameters)
    if not any(kind in entry.message for kind in (*_WITH_CAPTION, "text")):
        raise bad_request("Message media can't be edited")
    markup = inline_only(parameters)
    phone.spend(chat, 1)
    content = media.content(phone) | caption
    dropped = (*KINDS, *_CAPTION, *_TEXT, "has_media_spoiler")
    return _rewritten(phone, chat, entry, content, markup, dropped)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(phone: Phone, parameters: Parameters) -> Json:
    chat, entry = _to_edit(phone, parameters)
    return _edit(phone, chat, entry, {}, parameters, ())


def _to_edit(phone: Phone, parameters: Parameters) -> tuple[Chat, Entry]:
    if "chat_id" not in parameters and "inline_message_id" in parameters:
        raise bad_request("MESSAGE_ID_INVALID")
    chat = phone.writable_chat(parameters.chat_id())
    entry = phone.history.find(chat.id, parameters.message_id())
    if entry is None:
        raise bad_request("message to edit not found")
    ours = entry.message["from"]["id"] == phone.settings.bot_id
    if not ours or "forward_origin" in entry.message or _is_service(entry.message):
        raise bad_request("Message can't be edited")
    return chat, entry


def _is_service(message: Json) -> bool:
    return not any(name in message for name in (*_TEXT, *KINDS, "location", "contact", "dice"))


def _edit(
    phone: Phone,
    chat: Chat,
    entry: Entry,
    content: Json,
    parameters: Parameters,
    replaced: tuple[str, ...],
) -> Json:
    markup = inline_only(parameters)
    old = {name: entry.message.get(name) for name in replaced}
    new = {name: content.get(name) for name in replaced}
    if old == new and entry.message.get("reply_markup") == markup:
        raise bad_request(_NOT_MODIFIED)
    phone.spend(chat, 1)
    return _rewritten(phone, chat, entry, content, markup, replaced)


def _rewritten(
    phone: Phone,
    chat: Chat,
    entry: Entry,
    content: Json,
    markup: Json | None,
    dropped: tuple[str, ...],
) -> Json:
    fields = content | ({"reply_markup": markup} if markup else {})
    return phone.rewrite(chat, entry, fields, drop=(*dropped, "reply_markup")).message


@method("deleteMessage")
def delete_message(phone: Phone, parameters: Parameters) -> bool:
    chat = phone.readable_chat(parameters.chat_id())
    message_id = parameters.message_id()
    entry = phone.history.find(chat.id, message_id)
    if entry is None:
        raise bad_request("message to delete not found")
    if not _deletable(phone, chat, entry.message):
        raise bad_request("Message can't be deleted")
    if _is_too_old(phone, chat, entry.message):
        raise bad_request("Message can't be deleted for everyone")
    phone.retract(chat, [message_id])
    return True


@method("deleteMessages")
def delete_messages(phone: Phone, parameters: Parameters) -> bool:
    chat = phone.readable_chat(parameters.chat_id())
    entries = [phone.history.find(chat.id, one) for one in parameters.message_ids()]
    messages = [entry.message for entry in entries if entry is not None]
    if not all(_deletable(phone, chat, one) for one in messages):
        raise bad_request("Message can't be deleted")
    if any(_is_too_old(phone, chat, one) for one in messages):
        raise bad_request("Message can't be deleted for everyone")
    phone.retract(chat, [one["message_id"] for one in messages])
    return True


def _deletable(phone: Phone, chat: Chat, message: Json) -> bool:
    ours = message["from"]["id"] == phone.settings.bot_id
    return ours or chat.group is None or chat.group.bot_is_admin


def _is_too_old(phone: Phone, chat: Chat, message: Json) -> bool:
    if chat.group is not None and chat.group.bot_is_admin:
        return False
    return phone.clock.now() - message["date"] > phone.limits.delete_hours * 3600
