"""Names inside a ZIP: safe on every system, and none twice."""

from __future__ import annotations

import unicodedata

from bot.kit.files.filetype import FileType
from bot.kit.files.names import safe_name
from bot.portfolio.rules.portfolio import Part, Piece, Version


class Names:
    """Gives each path once, also where a system does not tell capitals or accents apart."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, folder: str, name: str) -> str:
        """`folder/name`, with a number before the extension where that is taken."""
        stem, dot, extension = name.rpartition(".")
        if not dot:
            stem, extension = name, ""
        path, number = f"{folder}/{name}", 1
        while _folded(path) in self._taken:
            number += 1
            path = f"{folder}/{stem} ({number}){dot}{extension}"
        self._taken.add(_folded(path))
        return path


def _folded(path: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def folder_of(piece: Piece, version: Version) -> str:
    """Where a version lies: outcome, piece, version. Ids of the content, plain letters alone."""
    outcome = safe_name(version.outcome or "none")
    return f"evidence/{outcome}/{version.kind}-{piece.public_id}/v{version.number}"


def name_of(part: Part) -> str:
    """The receipt's number ahead of the name that it was sent under, cleaned; `.txt` for words."""
    number = f"{part.number or 0:04d}"
    if not part.is_file:
        return f"{number}-{part.form}.txt"
    kind = None
    if part.extension and part.family:
        kind = FileType(part.mime or "", part.extension, part.family)
    unnamed = f"file.{part.extension}" if part.extension else "file"
    return f"{number}-{safe_name(part.name, kind, fallback=unnamed)}"
