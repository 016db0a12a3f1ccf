"""Reply markups: what Telegram accepts, and what it says of the rest."""

from typing import Any

from bot.phone.errors import bad_request
from bot.phone.links import checked_link
from bot.phone.parameters import Parameters

Json = dict[str, Any]

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
    markup = parameters.structure("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("Object expected as reply markup")
    checked: Json = markup
    if checked.get("inline_keyboard"):
        _check_inline(checked["inline_keyboard"])
        return {"inline_keyboard": [row for row in checked["inline_keyboard"] if row]}
    if checked.get("keyboard"):
        _check_keyboard(checked["keyboard"])
        return checked
    if checked.get("remove_keyboard") or checked.get("force_reply"):
        return checked
    return None


def inline_only(parameters: Parameters) -> Json | None:
    """The markup of an edit, which can only be an inline keyboard."""
    markup = reply_markup(parameters)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("Inline keyboard expected")
    return markup


def _check_inline(rows: Any) -> None:
    if not _is_rows(rows):
        where = 'Field "inline_keyboard" of the InlineKeyboardMarkup'
        raise bad_request(f"{where} must be an Array of Arrays")
    buttons = [button for row in rows for button in row]
    for button in buttons:
        _check_inline_button(button)
    if len(buttons) > _MOST_BUTTONS:
        raise bad_request("reply markup is too long")


def _check_inline_button(button: Any) -> None:
    where = "Can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{where}InlineKeyboardButton must be an Object")
    given: Json = button
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


def _check_keyboard(rows: Any) -> None:
    if not _is_rows(rows):
        raise bad_request('Field "keyboard" must be an Array of Arrays')
    for button in (button for row in rows for button in row):
        text: Any = button.get("text") if isinstance(button, dict) else button
        if not isinstance(text, str):
            words = "KeyboardButton must be a String or an Object"
            raise bad_request(f"Can't parse keyboard button: {words}")
        if not text.strip():
            raise bad_request("Keyboard button text must be non-empty")


def _is_rows(rows: Any) -> bool:
    return isinstance(rows, list) and all(isinstance(row, list) for row in rows)


def buttons_of(message: Json) -> list[Json]:
    """All inline buttons of a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]
