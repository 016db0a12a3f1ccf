"""What was sent and belonged nowhere: a text, or files, kept until somebody says what for."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from bot.kit.telegram.visit import Received, Upload
from bot.kit.text import Text, from_data, to_data

JOINED_WITHIN: Final = timedelta(minutes=10)
MOST_FILES: Final = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """`text` or `files`, never both; `at` is when the last file came (UTC)."""

    text: Text = ()
    files: tuple[Received, ...] = ()
    at: datetime | None = None


NOTHING: Final = Draft()


def with_sent(draft: Draft, sent: Received, now: datetime) -> Draft:
    """Words take the place of what is there; a file joins those that came just before it."""
    if sent.upload is None:
        return Draft(text=sent.text) if sent.text else draft
    joins = draft.at is not None and now - draft.at <= JOINED_WITHIN
    before = draft.files if joins else ()
    return Draft(files=(*before, sent)[-MOST_FILES:], at=now)


def pack(draft: Draft) -> str:
    """As the chat's row keeps it: a list for a text, an object for files."""
    if not draft.files:
        return json.dumps(to_data(draft.text))
    files = [
        {"message": one.message_id, "text": to_data(one.text), "upload": asdict(one.upload)}
        for one in draft.files
        if one.upload
    ]
    return json.dumps({"files": files, "at": draft.at.isoformat() if draft.at else None})


def unpack(packed: str | None) -> Draft:
    stored: Any = json.loads(packed) if packed else []
    if not stored:
        return NOTHING
    if "files" not in stored:
        return Draft(text=from_data(stored))
    files = tuple(
        Received(one["message"], from_data(one["text"]), Upload(**one["upload"]))
        for one in stored["files"]
    )
    return Draft(files=files, at=datetime.fromisoformat(stored["at"]))
