"""What goes along with a broadcast: a file, or several as an album."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final, TypeAlias

from bot.kit.telegram.screen import Album, Known

KINDS: Final = ("photo", "document", "video")
MOST_FILES: Final = 10
Media: TypeAlias = Known | Album | None


def files_of(media: Media) -> tuple[Known, ...]:
    """One by one, in their order."""
    if media is None:
        return ()
    return media.files if isinstance(media, Album) else (media,)


def media_of(files: Sequence[Known]) -> Media:
    """Nothing, a file alone, or an album."""
    if len(files) > 1:
        return Album(tuple(files))
    return files[0] if files else None


def goes_with(files: Sequence[Known], file: Known) -> bool:
    """Whether Telegram shows them together: papers among themselves, pictures with videos."""
    papers = {one.kind == "document" for one in (*files, file)}
    return len(files) < MOST_FILES and len(papers) == 1


def to_json(files: Sequence[Known]) -> str | None:
    return json.dumps([[one.kind, one.file_id] for one in files]) if files else None


def from_json(packed: str | None) -> Media:
    """The inverse of `to_json`, as it is sent."""
    return media_of([Known(kind, file) for kind, file in json.loads(packed or "[]")])
