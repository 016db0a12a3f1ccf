"""Members of chats as Telegram shows them."""

from bot.phone.json_values import Json
from bot.phone.people import Person
from bot.phone.phone import Chat, Phone
from bot.phone.shapes import as_telegram

_RIGHTS = {
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_pin_messages": True,
}
# Bot API 10.3, which aiogram insists on and python-telegram-bot does not know yet.
_NEWER_RIGHTS = {"can_send_welcome_messages": False}


def member(chat: Chat, person: Person) -> Json:
    """The first member of a group is its creator; who is not in it has left."""
    if chat.group is None:
        known = person.id == chat.id
        return _shaped(person.user(), "member" if known else "left", forum=False)
    if person.id not in chat.group.members:
        return _shaped(person.user(), "left", forum=False)
    is_creator = person.id == chat.group.members[0]
    return _shaped(person.user(), "creator" if is_creator else "member", chat.group.is_forum)


def bot_member(phone: Phone, chat: Chat) -> Json:
    """The bot itself in this chat; kicked from a private chat means blocked."""
    if chat.group is not None:
        return _shaped(phone.bot_user(), chat.group.bot_status, chat.group.is_forum)
    blocked = chat.person is not None and chat.person.blocked
    return _shaped(phone.bot_user(), "kicked" if blocked else "member", forum=False)


def membership_change(phone: Phone, chat: Chat, by: Person, before: str, after: str) -> Json:
    """A my_chat_member update: the bot's status went from `before` to `after`."""
    forum = chat.group.is_forum if chat.group else False
    change = {
        "chat": chat.shown,
        "from": by.user(),
        "date": phone.clock.date(),
        "old_chat_member": _fields(phone.bot_user(), before, forum),
        "new_chat_member": _fields(phone.bot_user(), after, forum),
    }
    written = as_telegram("ChatMemberUpdated", change)
    for name in ("old_chat_member", "new_chat_member"):
        written[name] = _with_newer(written[name])
    return written


def _shaped(user: Json, status: str, forum: bool) -> Json:
    return _with_newer(as_telegram("ChatMember", _fields(user, status, forum)))


def _with_newer(written: Json) -> Json:
    return written | (_NEWER_RIGHTS if written["status"] == "administrator" else {})


def _fields(user: Json, status: str, forum: bool) -> Json:
    fields: Json = {"status": status, "user": user}
    if status == "administrator":
        fields |= _RIGHTS | ({"can_manage_topics": True} if forum else {})
    elif status == "creator":
        fields["is_anonymous"] = False
    elif status == "kicked":
        fields["until_date"] = 0
    return fields
