"""Control API: state, people, groups, clock, limits, files."""

from typing import Any

from aiohttp import web

from bot.phone import acting
from bot.phone.control import Call, Controlled, whole
from bot.phone.errors import ControlRefusal
from bot.phone.groups import (
    add_members,
    found_group,
    migrate,
    set_bot_status,
    turn_topics_on,
)
from bot.phone.json_values import Json, as_list
from bot.phone.people import TOPIC_COLORS, Group, Person
from bot.phone.phone import Chat

_SHOWN_INLINE = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/", "video/")
_CALLBACK_WAIT = 60


async def read_state(call: Call) -> Json:
    phone = call.phone
    about = phone.profile
    bot = phone.bot_user() | {
        "description": about.text("description", ""),
        "short_description": about.text("short_description", ""),
    }
    return {
        "bot": bot,
        "people": [person.as_json() for person in phone.people.values()],
        "groups": [group.as_json() for group in phone.groups.values()],
        "clock": phone.clock_json(),
    }


async def add_people(call: Call) -> Any:
    added = [_add_person(call, wanted).as_json() for wanted in call.bodies]
    return added if call.is_list else added[0]


def _add_person(call: Call, wanted: Json) -> Person:
    phone = call.phone
    name = str(wanted.get("first_name") or "").strip()
    if not name:
        raise ControlRefusal("first_name is needed")
    person_id = whole(wanted.get("id") or phone.next_person_id(), "id")
    if person_id <= 0 or person_id in phone.people or person_id == phone.settings.bot_id:
        raise ControlRefusal(f"the id {person_id} is taken or not above zero", 409)
    person = Person(
        id=person_id,
        first_name=name,
        last_name=wanted.get("last_name"),
        username=wanted.get("username"),
        language_code=str(wanted.get("language_code") or "en"),
        started=bool(wanted.get("started")),
        note=str(wanted.get("note") or ""),
    )
    phone.save_person(person)
    phone.events.emit("person", None, [person.id], person=person.as_json())
    return person


async def add_group(call: Call) -> Json:
    return found_group(call.phone, call.body).as_json()


def _group(call: Call) -> Group:
    group = call.phone.groups.get(call.number("gid"))
    if group is None:
        raise ControlRefusal("there is no such group", 404)
    return group


async def migrate_group(call: Call) -> Json:
    return migrate(call.phone, _group(call)).as_json()


async def turn_on_topics(call: Call) -> Json:
    return turn_topics_on(call.phone, _group(call)).as_json()


async def set_bot(call: Call) -> Json:
    group = _group(call)
    set_bot_status(call.phone, group, str(call.body.get("status")))
    return group.as_json()


async def join_group(call: Call) -> Json:
    group = _group(call)
    given = as_list(call.body.get("ids")) or []
    add_members(call.phone, group, [whole(one, "ids") for one in given])
    return group.as_json()


async def add_topic(call: Call) -> Json:
    from bot.phone.methods_topics import open_topic

    group = _group(call)
    name = str(call.body.get("name") or "").strip()
    if not group.is_forum or not name:
        raise ControlRefusal("a forum and a name are needed")
    chat = Chat(group.id, group.chat(), group=group)
    return open_topic(call.phone, chat, group, name, TOPIC_COLORS[0])


async def block(call: Call) -> Json:
    acting.block(call.phone, call.person)
    return call.person.as_json()


async def unblock(call: Call) -> Json:
    acting.unblock(call.phone, call.person)
    return call.person.as_json()


async def open_private(call: Call) -> Json:
    code = str(call.body.get("start") or "")
    return acting.open_chat(call.phone, call.person, code).message


async def read_clock(call: Call) -> Json:
    return call.phone.clock_json()


async def move_clock(call: Call) -> Json:
    seconds = call.body.get("forward_seconds")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise ControlRefusal("forward_seconds must be a number")
    try:
        call.phone.forward(seconds)
    except ValueError as error:
        raise ControlRefusal(str(error)) from None
    return call.phone.clock_json()


async def read_limits(call: Call) -> Json:
    return call.phone.limits.as_json()


async def read_pace(call: Call) -> Json:
    """How many messages passed and how many calls were refused with 429."""
    return {"passed": call.phone.pace.passed, "refused": call.phone.pace.refused}


async def set_limits(call: Call) -> Json:
    """Replaces the named limits; `multiply` is a factor on the pace, applied first."""
    wanted = dict(call.body)
    factor = wanted.pop("multiply", 1)
    if isinstance(factor, bool) or not isinstance(factor, int | float) or factor <= 0:
        raise ControlRefusal("multiply must be a number above zero")
    try:
        limits = call.phone.limits.multiplied(factor).changed(wanted)
    except ValueError as error:
        raise ControlRefusal(str(error)) from None
    call.phone.set_limits(limits)
    return limits.as_json()


async def read_callback(call: Call) -> Json | None:
    press = call.phone.callbacks.find(call.request.match_info["id"])
    if press is None:
        raise ControlRefusal("there is no such callback query", 404)
    wait = min(max(call.query("wait") or 0, 0), _CALLBACK_WAIT)
    if press.answer is None and wait:
        await press.wait(wait)
    return press.answer


async def read_file(call: Call) -> web.StreamResponse:
    """The bytes; what a browser might run is only offered for saving."""
    found = call.phone.files.find(call.request.match_info["file_id"])
    if found is None:
        raise ControlRefusal("there is no such file", 404)
    kind = found.mime_type or "application/octet-stream"
    headers = {
        "Content-Type": kind,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=86400",
    }
    if not kind.startswith(_SHOWN_INLINE):
        headers |= {"Content-Type": "application/octet-stream", "Content-Disposition": "attachment"}
    return web.FileResponse(call.phone.files.content(found), headers=headers)


ACTIONS: list[tuple[str, str, Controlled]] = [
    ("GET", "/state", read_state),
    ("POST", "/people", add_people),
    ("POST", "/people/{uid}/block", block),
    ("POST", "/people/{uid}/unblock", unblock),
    ("POST", "/people/{uid}/open", open_private),
    ("POST", "/groups", add_group),
    ("POST", "/groups/{gid}/migrate", migrate_group),
    ("POST", "/groups/{gid}/forum", turn_on_topics),
    ("POST", "/groups/{gid}/bot", set_bot),
    ("POST", "/groups/{gid}/members", join_group),
    ("POST", "/groups/{gid}/topics", add_topic),
    ("GET", "/clock", read_clock),
    ("POST", "/clock", move_clock),
    ("GET", "/limits", read_limits),
    ("POST", "/limits", set_limits),
    ("GET", "/pace", read_pace),
    ("GET", "/callbacks/{id}", read_callback),
    ("GET", "/files/{file_id}", read_file),
]
