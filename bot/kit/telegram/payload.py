"""What the inbox reads in a raw update before anything else does."""

from __future__ import annotations

from typing import Any, Final

KEPT: Final = ("message_id", "date", "chat", "message_thread_id", "is_topic_message")


def slim(update: dict[str, Any]) -> dict[str, Any]:
    """Without the words and buttons of the message that was pressed: they are our own."""
    query: dict[str, Any] = update.get("callback_query") or {}
    message: dict[str, Any] = query.get("message") or {}
    if not message:
        return update
    kept = {name: message[name] for name in KEPT if name in message}
    if "text" in message:
        kept["text"] = ""
    return {**update, "callback_query": {**query, "message": kept}}


def chat_of(update: dict[str, Any]) -> int:
    """The chat an update belongs to: its place in the order of things. 0 where there is none."""
    for body in bodies(update):
        message: dict[str, Any] = body.get("message") or body
        chat: dict[str, Any] | None = message.get("chat") or body.get("from")
        if chat:
            return chat["id"]
    return 0


def language_of(update: dict[str, Any]) -> str | None:
    """The language of the client that caused an update, as it says itself."""
    for body in bodies(update):
        if "from" in body:
            return body["from"].get("language_code")
    return None


def press_of(update: dict[str, Any]) -> tuple[int, str] | None:
    """The message that was pressed, and the data of its button."""
    query: dict[str, Any] = update.get("callback_query") or {}
    message: dict[str, Any] = query.get("message") or {}
    if "message_id" not in message or "data" not in query:
        return None
    return message["message_id"], query["data"]


def bodies(update: dict[str, Any]) -> list[dict[str, Any]]:
    """What an update carries besides its number; there is one, unless Telegram changes its mind."""
    return [body for body in update.values() if isinstance(body, dict)]
