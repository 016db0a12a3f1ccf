"""Bot API: chats and their members, pins and reactions."""

from typing import Any

from bot.phone.errors import bad_request
from bot.phone.json_values import Json, as_object
from bot.phone.members import bot_member, member
from bot.phone.methods import method
from bot.phone.methods_messages import say_service
from bot.phone.parameters import Parameters
from bot.phone.people import Group
from bot.phone.phone import Chat, Phone
from bot.phone.sending import without_reply
from bot.phone.shapes import as_telegram, taken

_NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


@method("getChat")
def get_chat(phone: Phone, parameters: Parameters) -> Json:
    chat = phone.readable_chat(parameters.chat_id())
    fields = chat.shown | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": _NO_GIFTS,
    }
    pinned = phone.history.chat(chat.id).pinned
    last = phone.history.find(chat.id, pinned[-1]) if pinned else None
    if last is not None:
        fields["pinned_message"] = without_reply(last.message)
    return as_telegram("ChatFullInfo", fields)


def _group(chat: Chat) -> Group:
    if chat.group is None:
        raise bad_request("there are no administrators in the private chat")
    return chat.group


@method("getChatMember")
def get_chat_member(phone: Phone, parameters: Parameters) -> Json:
    chat = phone.readable_chat(parameters.chat_id())
    user_id = parameters.integer("user_id")
    if user_id <= 0:
        raise bad_request("Invalid user_id specified")
    if user_id == phone.settings.bot_id:
        return bot_member(phone, chat)
    person = phone.people.get(user_id)
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return member(chat, person)


@method("getChatAdministrators")
def get_chat_administrators(phone: Phone, parameters: Parameters) -> list[Json]:
    chat = phone.readable_chat(parameters.chat_id())
    group = _group(chat)
    creator = [phone.people[one] for one in group.members[:1]]
    ours = [bot_member(phone, chat)] if group.bot_is_admin else []
    return [member(chat, one) for one in creator] + ours


@method("getChatMemberCount")
def get_chat_member_count(phone: Phone, parameters: Parameters) -> int:
    chat = phone.readable_chat(parameters.chat_id())
    if chat.group is None:
        return 2
    return len(chat.group.members) + (chat.group.bot_status in ("administrator", "member"))


@method("leaveChat")
def leave_chat(phone: Phone, parameters: Parameters) -> bool:
    chat = phone.writable_chat(parameters.chat_id())
    if chat.group is None:
        raise bad_request("chat member status can't be changed in private chats")
    chat.group.bot_status = "left"
    phone.save_group(chat.group)
    phone.tell("group", chat, group=chat.group.as_json())
    return True


@method("getUserProfilePhotos")
def get_user_profile_photos(phone: Phone, parameters: Parameters) -> Json:
    if parameters.integer("user_id") not in phone.people:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}


@method("pinChatMessage")
def pin_chat_message(phone: Phone, parameters: Parameters) -> bool:
    chat = phone.writable_chat(parameters.chat_id())
    entry = phone.history.find(chat.id, parameters.message_id())
    if entry is None:
        raise bad_request("message to pin not found")
    _refuse_without_rights(chat)
    pinned = phone.history.chat(chat.id).pinned
    message_id = entry.message["message_id"]
    if message_id not in pinned:
        pinned.append(message_id)
        phone.history.save_chat(chat.id)
        say_service(phone, chat, {"pinned_message": without_reply(entry.message)})
        phone.tell("pinned", chat, message_ids=list(pinned))
    return True


@method("unpinChatMessage")
def unpin_chat_message(phone: Phone, parameters: Parameters) -> bool:
    chat = phone.writable_chat(parameters.chat_id())
    _refuse_without_rights(chat)
    pinned = phone.history.chat(chat.id).pinned
    if "message_id" in parameters:
        if parameters.message_id() not in pinned:
            raise bad_request("message to unpin not found")
        _unpin(phone, chat, [parameters.message_id()])
    else:
        _unpin(phone, chat, pinned[-1:])
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(phone: Phone, parameters: Parameters) -> bool:
    chat = phone.writable_chat(parameters.chat_id())
    _refuse_without_rights(chat)
    _unpin(phone, chat, list(phone.history.chat(chat.id).pinned))
    return True


def _unpin(phone: Phone, chat: Chat, message_ids: list[int]) -> None:
    history = phone.history.chat(chat.id)
    history.pinned = [one for one in history.pinned if one not in message_ids]
    phone.history.save_chat(chat.id)
    phone.tell("pinned", chat, message_ids=list(history.pinned))


def _refuse_without_rights(chat: Chat) -> None:
    if chat.group is not None and not chat.group.bot_is_admin:
        raise bad_request("not enough rights to manage pinned messages in the chat")


@method("setMessageReaction")
def set_message_reaction(phone: Phone, parameters: Parameters) -> bool:
    chat = phone.writable_chat(parameters.chat_id())
    entry = phone.history.find(chat.id, parameters.message_id())
    if entry is None:
        raise bad_request("message to react not found")
    given = parameters.items("reaction", "reaction types") or []
    if len(given) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    react(phone, chat, parameters.message_id(), phone.settings.bot_id, _reactions(given))
    return True


def _reactions(given: list[Any]) -> list[Json]:
    reactions = [as_object(one) or {} for one in given]
    if any(one.get("type") not in ("emoji", "custom_emoji") for one in reactions):
        raise bad_request("can't parse ReactionType: invalid reaction type specified")
    try:
        return [taken("ReactionType", one) for one in reactions]
    except ValueError:
        raise bad_request("can't parse ReactionType") from None


def react(phone: Phone, chat: Chat, message_id: int, who: int, given: list[Json]) -> list[Json]:
    """Replaces one's reactions to a message; answers what they were before."""
    entry = phone.history.find(chat.id, message_id)
    if entry is None:
        raise bad_request("message to react not found")
    before = entry.reactions.pop(str(who), [])
    if given:
        entry.reactions[str(who)] = given
    phone.history.keep(entry)
    phone.tell("reaction", chat, user_id=who, message=entry.shown())
    return before
