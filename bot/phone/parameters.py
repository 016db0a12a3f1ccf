"""The parameters of one Bot API call, however they were sent."""

import json
import math
from typing import Any

from bot.phone.errors import bad_request
from bot.phone.files import Upload
from bot.phone.json_values import Json, as_list


class Parameters:
    """Values by name; a form holds texts, a JSON body holds real values: both read alike."""

    def __init__(self, values: Json, uploads: dict[str, Upload] | None = None) -> None:
        self.values = values
        self.uploads = uploads or {}

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; what is not one counts as absent, as Telegram reads it."""
        try:
            return int(self.values.get(name, default))
        except (OverflowError, TypeError, ValueError):
            return default

    def number(self, name: str) -> float | None:
        try:
            number = float(self.values[name])
        except (KeyError, TypeError, ValueError):
            return None
        return number if math.isfinite(number) else None

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in ("true", "yes", "1")

    def structure(self, name: str, called: str) -> Any:
        """An object or a list; None when absent; `called` names it in the error."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"Can't parse {called} JSON object") from None

    def items(self, name: str, called: str) -> list[Any] | None:
        return as_list(self.structure(name, called))

    def chat_id(self, name: str = "chat_id") -> int:
        """The number of a chat; public names (@…) do not exist on this phone."""
        written = self.text(name)
        if not written:
            raise bad_request(f"{name} is empty")
        try:
            return int(written)
        except ValueError:
            raise bad_request("Chat not found") from None

    def message_id(self, name: str = "message_id") -> int:
        number = self.integer(name)
        if number <= 0:
            raise bad_request("Message identifier is not specified")
        return number

    def message_ids(self) -> list[int]:
        """1 to 100 numbers from `message_ids`."""
        value = self.structure("message_ids", "message_ids")
        if not value:
            raise bad_request("Message identifiers are not specified")
        given = as_list(value)
        if given is None:
            raise bad_request("Expected an Array of message identifiers")
        if len(given) > 100:
            raise bad_request("Too many message identifiers specified")
        if not all(isinstance(one, int) and one > 0 for one in given):
            raise bad_request("Invalid message identifier specified")
        return given
