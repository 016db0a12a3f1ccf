"""What a bot says of itself: names and descriptions by language, commands by scope, the menu
button, the webhook.
"""

from typing import Any

from bot.phone.json_values import Json
from bot.phone.storage import Storage


class Profile:
    """Texts, commands, buttons and the webhook, each a row of the storage."""

    def __init__(self, storage: Storage, name: str) -> None:
        self._storage = storage
        self._values: dict[str, Any] = {}
        self._default_name = name

    def load(self) -> None:
        for name, body in self._storage.load("profile"):
            self._values[name] = body["value"]

    def _set(self, name: str, value: Any) -> None:
        if value in (None, "", []):
            self._values.pop(name, None)
            self._storage.put("profile", name, None)
            return
        self._values[name] = value
        self._storage.put("profile", name, {"value": value})

    def text(self, kind: str, language: str) -> str:
        """`kind` is name, description or short_description; no text is the empty one."""
        default = self._default_name if kind == "name" else ""
        found = self._values.get(f"{kind}:{language}") or self._values.get(f"{kind}:")
        return found or default

    def set_text(self, kind: str, language: str, text: str) -> None:
        self._set(f"{kind}:{language}", text)

    def commands(self, scope: Json, language: str) -> list[Json]:
        return self._values.get(f"commands:{scope_key(scope)}:{language}", [])

    def set_commands(self, scope: Json, language: str, commands: list[Json]) -> None:
        self._set(f"commands:{scope_key(scope)}:{language}", commands)

    def seen_commands(self, scopes: list[Json], language: str) -> list[Json]:
        """The menu a person sees: the first scope, then within it the language, that has any."""
        for scope in scopes:
            for spoken in (language, ""):
                found = self.commands(scope, spoken)
                if found:
                    return found
        return []

    def menu_button(self, chat_id: int | None) -> Json:
        found = self._values.get(f"menu:{chat_id or ''}") or self._values.get("menu:")
        return found or {"type": "commands"}

    def set_menu_button(self, chat_id: int | None, button: Json | None) -> None:
        self._set(f"menu:{chat_id or ''}", button)

    def webhook(self) -> Json:
        return self._values.get("webhook", {})

    def set_webhook(self, webhook: Json | None) -> None:
        self._set("webhook", webhook)


def scope_key(scope: Json) -> str:
    return "/".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope)


def private_scopes(chat_id: int) -> list[Json]:
    """The order in which Telegram looks for commands in a private chat."""
    return [
        {"type": "chat", "chat_id": chat_id},
        {"type": "all_private_chats"},
        {"type": "default"},
    ]


def group_scopes(chat_id: int, person_id: int, is_admin: bool) -> list[Json]:
    """The order in which Telegram looks for commands in a group."""
    administrators: list[Json] = [{"type": "chat_administrators", "chat_id": chat_id}]
    all_administrators: list[Json] = [{"type": "all_chat_administrators"}]
    return [
        {"type": "chat_member", "chat_id": chat_id, "user_id": person_id},
        *(administrators if is_admin else []),
        {"type": "chat", "chat_id": chat_id},
        *(all_administrators if is_admin else []),
        {"type": "all_group_chats"},
        {"type": "default"},
    ]
