"""Texts and buttons as the Bot API takes them in JSON."""

from __future__ import annotations

from typing import Any, Final

from bot.kit.telegram.screen import STAYS, Button, Rows
from bot.kit.text import Rendered

NO_PREVIEW: Final = {"is_disabled": True}


def keyboard(rows: Rows, *, stays: bool = False) -> dict[str, Any] | None:
    """Rows of buttons as Telegram takes them."""
    if not rows:
        return None
    ahead = STAYS if stays else ""
    return {"inline_keyboard": [[_button(button, ahead) for button in row] for row in rows]}


def _button(button: Button, ahead: str) -> dict[str, str]:
    if isinstance(button.to, str):
        return {"text": button.label, "url": button.to}
    return {"text": button.label, "callback_data": ahead + button.to.pack()}


def text_of(rendered: Rendered) -> dict[str, Any]:
    """A text's words and entities, without a preview of its links."""
    return {
        "text": rendered.text,
        "entities": rendered.entities or None,
        "link_preview_options": NO_PREVIEW,
    }
