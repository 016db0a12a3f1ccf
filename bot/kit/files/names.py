"""Names of files as people sent them, made fit to be shown and to be saved under."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import Final

from pathvalidate import sanitize_filename

from bot.kit.files.filetype import FileType

LONGEST_BYTES: Final = 120
_UNSEEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_SAME: Final = {
    "jpeg": "jpg",
    "jpe": "jpg",
    "heif": "heic",
    "oga": "ogg",
    "opus": "ogg",
    "m4b": "m4a",
    "wave": "wav",
    "m4v": "mp4",
    "qt": "mov",
    "3gpp": "3gp",
    "text": "txt",
}


def safe_name(name: str | None, kind: FileType | None = None, *, fallback: str = "file") -> str:
    """A name without folders, control and direction characters, or names that Windows reserves.

    At most 120 bytes of UTF-8, the extension kept. With `kind` the extension is that type's,
    whatever the name claims: `cv.exe` that is a PDF becomes `cv.exe.pdf`. `fallback` stands in
    for a name of which nothing is left.
    """
    visible = _visible(name or "").replace("\\", "/").rstrip("/").rpartition("/")[2]
    cleaned = sanitize_filename(visible, platform="universal", max_len=255).strip(" .")
    stem, extension = _split(cleaned or fallback)
    if kind is not None and _SAME.get(extension.lower(), extension.lower()) != kind.extension:
        stem, extension = (cleaned or fallback), kind.extension
    ending = f".{extension}" if extension else ""
    return _cut(stem, LONGEST_BYTES - len(ending.encode())) + ending


def _visible(name: str) -> str:
    """Letters, marks, digits, signs and plain blanks; composed, so that equal names look equal."""
    composed = unicodedata.normalize("NFC", name)
    spaced = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in composed)
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in _UNSEEN)


def _split(name: str) -> tuple[str, str]:
    path = PurePosixPath(name)
    extension = path.suffix[1:]
    plain = extension.isascii() and extension.isalnum() and len(extension) <= 8
    return (path.stem, extension) if plain else (name, "")


def _cut(text: str, limit: int) -> str:
    return text.encode()[:limit].decode(errors="ignore").rstrip(" .") or "file"
