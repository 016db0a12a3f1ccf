"""Reply markups: what Telegram accepts, and what it says of the rest."""

import functools
import json
from typing import Any

from bot.phone.errors import bad_request
from bot.phone.json_values import Json, as_list, as_object
from bot.phone.links import checked_link
from bot.phone.parameters import Parameters
from bot.phone.shapes import taken

_MOST_BUTTONS = 100
_DATA_BYTES = 64
_ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
)


def reply_markup(parameters: Parameters) -> Json | None:
    """The markup of a call, checked; None when there is none or it is empty."""
    return _read(parameters.text("reply_markup"))


@functools.lru_cache(maxsize=1024)
def _read(written: str) -> Json | None:
    """Many people are shown the same keyboard, so the last ones are kept; never change them."""
    if not written.strip():
        return None
    try:
        markup = as_object(json.loads(written))
    except ValueError:
        raise bad_request("Can't parse reply keyboard markup JSON object") from None
    if markup is None:
        raise bad_request("Object expected as reply markup")
    if markup.get("inline_keyboard"):
        return _checked_inline(markup["inline_keyboard"])
    if markup.get("keyboard"):
        return markup | {"keyboard": _checked_keyboard(markup["keyboard"])}
    return markup if markup.get("remove_keyboard") or markup.get("force_reply") else None


def inline_only(parameters: Parameters) -> Json | None:
    """The markup of an edit, which can only be an inline keyboard."""
    markup = reply_markup(parameters)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("Inline keyboard expected")
    return markup


def _checked_inline(given: Any) -> Json | None:
    rows = _rows(given, 'Field "inline_keyboard" of the InlineKeyboardMarkup')
    buttons = [button for row in rows for button in row]
    for button in buttons:
        _check_inline_button(button)
    if len(buttons) > _MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    if not buttons:
        return None
    try:
        return taken("InlineKeyboardMarkup", {"inline_keyboard": [row for row in rows if row]})
    except ValueError:
        raise bad_request("Can't parse inline keyboard button") from None


def _check_inline_button(button: Any) -> None:
    where = "Can't parse inline keyboard button: "
    given = as_object(button)
    if given is None:
        raise bad_request(f"{where}InlineKeyboardButton must be an Object")
    if not isinstance(given.get("text"), str):
        raise bad_request(f'{where}Can\'t find field "text"')
    if not any(
        given.get(name) not in (None, "") or name in _may_be_empty(given) for name in _ACTIONS
    ):
        raise bad_request(f"{where}Text buttons are unallowed in the inline keyboard")
    if not given["text"].strip():
        raise bad_request("Inline keyboard button text must be non-empty")
    _check_button_action(given)


def _may_be_empty(button: Json) -> set[str]:
    return {name for name in button if name.startswith("switch_inline_query")}


def _check_button_action(button: Json) -> None:
    url, data = button.get("url"), button.get("callback_data")
    if url and checked_link(str(url)) is None:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if data is not None and not url and not 1 <= len(str(data).encode()) <= _DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    copied = button.get("copy_text")
    if copied and not 1 <= len(str(copied.get("text", ""))) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _checked_keyboard(given: Any) -> list[list[Json]]:
    rows = _rows(given, 'Field "keyboard"')
    return [[_keyboard_button(button) for button in row] for row in rows]


def _keyboard_button(button: Any) -> Json:
    given: Json = {"text": button} if isinstance(button, str) else as_object(button) or {}
    text = given.get("text")
    if not isinstance(text, str):
        words = "KeyboardButton must be a String or an Object"
        raise bad_request(f"Can't parse keyboard button: {words}")
    if not text.strip():
        raise bad_request("Keyboard button text must be non-empty")
    return given


def _rows(given: Any, called: str) -> list[list[Any]]:
    rows = [as_list(row) for row in as_list(given) or [None]]
    whole = [row for row in rows if row is not None]
    if len(whole) < len(rows):
        raise bad_request(f"{called} must be an Array of Arrays")
    return whole


def buttons_of(message: Json) -> list[Json]:
    """All inline buttons of a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]
