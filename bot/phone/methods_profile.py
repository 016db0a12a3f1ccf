"""Bot API: who the bot is: names, descriptions, commands, the menu button."""

import re
from typing import Any

from bot.phone.errors import bad_request
from bot.phone.json_values import Json, as_object
from bot.phone.methods import METHODS, Method, method
from bot.phone.parameters import Parameters
from bot.phone.phone import Phone
from bot.phone.shapes import as_telegram, taken

_SCOPES: dict[str, tuple[str, ...]] = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
# The field that each text has in Telegram's answer, and how long it may be.
_TEXTS = {
    "name": ("Name", "BotName", 64),
    "description": ("Description", "BotDescription", 512),
    "short_description": ("ShortDescription", "BotShortDescription", 120),
}


@method("getMe")
def get_me(phone: Phone, _: Parameters) -> Json:
    fields = phone.bot_user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return as_telegram("User", fields)


def _language(parameters: Parameters) -> str:
    language = parameters.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("Invalid language code specified")
    return language


def _setter(kind: str, most: int) -> Method:
    def set_text(phone: Phone, parameters: Parameters) -> bool:
        text = parameters.text(kind)
        if len(text) > most:
            raise bad_request(f"BOT_{kind.upper()}_TOO_LONG")
        phone.profile.set_text(kind, _language(parameters), text)
        return True

    return set_text


def _getter(kind: str, shape: str) -> Method:
    def get_text(phone: Phone, parameters: Parameters) -> Json:
        text = phone.profile.text(kind, _language(parameters))
        return as_telegram(shape, {kind: text})

    return get_text


for _kind, (_name, _shape, _most) in _TEXTS.items():
    METHODS[f"setMy{_name}".lower()] = _setter(_kind, _most)
    METHODS[f"getMy{_name}".lower()] = _getter(_kind, _shape)


def _scope(phone: Phone, parameters: Parameters) -> Json:
    given = as_object(parameters.structure("scope", "BotCommandScope") or {"type": "default"})
    if given is None:
        raise bad_request("Can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = str(given.get("type"))
    if kind not in _SCOPES:
        raise bad_request("Can't parse BotCommandScope: Unsupported type specified")
    checked: Json = {"type": kind}
    for name in _SCOPES[kind]:
        checked[name] = _number(given.get(name), name)
    if "chat_id" in checked:
        phone.readable_chat(checked["chat_id"])
    return checked


def _number(value: Any, name: str) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        words = "Empty chat_id specified" if name == "chat_id" else "Invalid user_id specified"
        raise bad_request(f"Can't parse BotCommandScope: {words}") from None


@method("setMyCommands")
def set_my_commands(phone: Phone, parameters: Parameters) -> bool:
    given = parameters.items("commands", "commands")
    if given is None:
        raise bad_request("Expected an Array of BotCommand")
    if len(given) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(item) for item in given]
    phone.profile.set_commands(_scope(phone, parameters), _language(parameters), commands)
    phone.events.emit("commands", None, list(phone.people))
    return True


def _command(item: Any) -> Json:
    given = as_object(item)
    if given is None:
        raise bad_request("Can't parse BotCommand: expected an Object")
    name = str(given.get("command", "")).removeprefix("/")
    words = str(given.get("description", "")).strip()
    if not name:
        raise bad_request("Command must be non-empty")
    if len(name) > 32:
        raise bad_request("Command length must not exceed 32")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not words:
        raise bad_request("Command description must be non-empty")
    if len(words) > 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return as_telegram("BotCommand", {"command": name, "description": words})


@method("getMyCommands")
def get_my_commands(phone: Phone, parameters: Parameters) -> list[Json]:
    return phone.profile.commands(_scope(phone, parameters), _language(parameters))


@method("deleteMyCommands")
def delete_my_commands(phone: Phone, parameters: Parameters) -> bool:
    phone.profile.set_commands(_scope(phone, parameters), _language(parameters), [])
    phone.events.emit("commands", None, list(phone.people))
    return True


@method("setChatMenuButton")
def set_chat_menu_button(phone: Phone, parameters: Parameters) -> bool:
    button = as_object(parameters.structure("menu_button", "menu button") or {"type": "default"})
    if button is None or button.get("type") not in ("commands", "default", "web_app"):
        raise bad_request("Can't parse menu button: MenuButton has unsupported type")
    try:
        button = taken("MenuButton", button)
    except ValueError:
        raise bad_request("Can't parse menu button") from None
    chat_id = parameters.chat_id() if "chat_id" in parameters else None
    phone.profile.set_menu_button(chat_id, None if button["type"] == "default" else button)
    return True


@method("getChatMenuButton")
def get_chat_menu_button(phone: Phone, parameters: Parameters) -> Json:
    chat_id = parameters.chat_id() if "chat_id" in parameters else None
    return as_telegram("MenuButton", phone.profile.menu_button(chat_id))
