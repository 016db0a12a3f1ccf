"""Groups on the phones: made, joined, turned into supergroups, with or without the bot."""

from bot.phone.acting import find_person
from bot.phone.errors import ControlRefusal
from bot.phone.json_values import Json, as_list
from bot.phone.members import membership_change
from bot.phone.people import Group, Person
from bot.phone.phone import Chat, Phone

STATUSES = ("administrator", "member", "left", "kicked")


def found_group(phone: Phone, wanted: Json) -> Group:
    """A new group of `members`, the first of whom makes it and adds the bot."""
    members = [find_person(phone, one).id for one in as_list(wanted.get("members")) or []]
    title = str(wanted.get("title") or "").strip()
    if not members or not title:
        raise ControlRefusal("a group needs a title and at least one member")
    forum = bool(wanted.get("is_forum"))
    is_supergroup = forum or bool(wanted.get("is_supergroup"))
    group = Group(phone.next_group_id(is_supergroup), title, members, is_supergroup, forum)
    group.bot_status = "left"
    status = "administrator" if wanted.get("bot_is_admin", True) else "member"
    phone.save_group(group)
    set_bot_status(phone, group, status)
    return group


def _chat(group: Group) -> Chat:
    return Chat(group.id, group.chat(), group=group)


def _creator(phone: Phone, group: Group) -> Person:
    return phone.people[group.members[0]]


def set_bot_status(phone: Phone, group: Group, status: str) -> None:
    """The group's creator adds, promotes, demotes or removes the bot."""
    if status not in STATUSES:
        raise ControlRefusal(f"the status must be one of {', '.join(STATUSES)}")
    before, group.bot_status = group.bot_status, status
    phone.save_group(group)
    chat, creator = _chat(group), _creator(phone, group)
    phone.tell("group", chat, group=group.as_json())
    if before == status:
        return
    change = membership_change(phone, chat, creator, before, status)
    phone.updates.add("my_chat_member", change)
    if before in ("left", "kicked") and status in ("administrator", "member"):
        joined = {"new_chat_members": [phone.bot_user()]}
        phone.updates.add("message", phone.say(chat, creator.user(), joined).message)


def add_members(phone: Phone, group: Group, person_ids: list[int]) -> None:
    """People join; the bot hears of each."""
    for one in person_ids:
        person = find_person(phone, one)
        if person.id in group.members:
            continue
        group.members.append(person.id)
        phone.save_group(group)
        chat = _chat(group)
        phone.tell("group", chat, group=group.as_json())
        joined = phone.say(chat, person.user(), {"new_chat_members": [person.user()]})
        phone.updates.add("message", joined.message)


def turn_topics_on(phone: Phone, group: Group) -> Group:
    """As clients do it: a basic group becomes a supergroup first."""
    forum = group if group.is_supergroup else migrate(phone, group)
    forum.is_forum = True
    phone.save_group(forum)
    phone.tell("group", _chat(forum), group=forum.as_json())
    return forum


def migrate(phone: Phone, group: Group) -> Group:
    """The group becomes a supergroup with a new id; the old id answers with a pointer to it."""
    if group.is_supergroup or group.migrated_to is not None:
        raise ControlRefusal("this group has been a supergroup before", 409)
    new = Group(phone.next_group_id(True), group.title, list(group.members), True)
    new.bot_status = group.bot_status
    phone.save_group(new)
    creator = _creator(phone, group).user()
    left = phone.say(_chat(group), creator, {"migrate_to_chat_id": new.id})
    came = phone.say(_chat(new), creator, {"migrate_from_chat_id": group.id})
    group.migrated_to = new.id
    phone.save_group(group)
    phone.updates.add("message", left.message)
    phone.updates.add("message", came.message)
    phone.tell("group", _chat(group), group=group.as_json())
    phone.tell("group", _chat(new), group=new.as_json())
    return new
