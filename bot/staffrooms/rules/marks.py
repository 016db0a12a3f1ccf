"""How somebody in a topic says that what they write is for colleagues alone."""

from __future__ import annotations

from typing import Final

from bot.kit.text import Text, plain

NOTE: Final = "//"


def is_note(written: Text) -> bool:
    return plain(written).lstrip().startswith(NOTE)


def words_of_note(written: Text) -> str:
    """Without the mark; edited later, it may be missing and is a note all the same."""
    return plain(written).strip().removeprefix(NOTE).strip()
