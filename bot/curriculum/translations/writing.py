"""Translated files as they are to be written, and writing them all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath

from bot.curriculum.reading.texts import Path
from bot.curriculum.translations.cards import edit_lesson, write_lesson
from bot.curriculum.translations.entries import State, TranslatedFile, is_markdown
from bot.curriculum.translations.mappings import edit_mapping, write_mapping
from bot.curriculum.translations.sources import read_texts

VERSION: Path = ("translates",)


class CannotWrite(Exception):
    """A file that people have written in a way in which only they can change it."""


def new_texts(
    file: TranslatedFile, changes: Mapping[Path, str], checked: set[Path]
) -> dict[Path, str | int]:
    """What is to be put into the file, with its version where that has been reached now."""
    version = file.source.version
    if changes and not file.exists:
        return {VERSION: version, **_ordered(file, changes)}
    if file.is_stale and _is_reached(file, checked):
        return {VERSION: version, **changes}
    return dict(changes)


def _ordered(file: TranslatedFile, changes: Mapping[Path, str]) -> dict[Path, str]:
    return {text.path: changes[text.path] for text in file.source.texts if text.path in changes}


def _is_reached(file: TranslatedFile, checked: set[Path]) -> bool:
    """Everything that has to be there has been compared with the present source."""
    settled = {entry.text.path for entry in file.entries if entry.state is State.TRANSLATED}
    needed = {text.path for text in file.source.texts if not text.spare or text.path in file.texts}
    return needed <= checked | settled


def rewritten(present: str | None, file: TranslatedFile, texts: Mapping[Path, str | int]) -> str:
    """The file with these texts in it. Raises CannotWrite if that would change any other text."""
    order = [VERSION, *(text.path for text in file.source.texts)]
    try:
        written = _written(present, file.source.file, texts, order)
    except ValueError as error:
        raise CannotWrite(str(error)) from error
    expected = {path: text for path, text in texts.items() if isinstance(text, str)}
    version = texts.get(VERSION, file.translates)
    if read_texts(file.source.file, written) != (version, {**file.texts, **expected}):
        raise CannotWrite("it is written in a way that only a person can change")
    return written


def _written(
    present: str | None, file: str, texts: Mapping[Path, str | int], order: Sequence[Path]
) -> str:
    if present is None:
        return write_lesson(texts, order) if is_markdown(file) else write_mapping(texts)
    edit = edit_lesson if is_markdown(file) else edit_mapping
    if "\r\n" not in present:
        return edit(present, texts, order)
    return edit(present.replace("\r\n", "\n"), texts, order).replace("\n", "\r\n")


def read_file(path: FilePath) -> str | None:
    """The file with its own line ends, or None where there is none."""
    return path.read_bytes().decode("utf-8") if path.exists() else None


def save(folder: FilePath, files: Mapping[str, str]) -> None:
    """Writes every file beside its place first, and only then puts all of them there."""
    ready: list[tuple[FilePath, FilePath]] = []
    try:
        for name, written in files.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            beside = place.with_name(f".{place.name}.new")
            ready.append((beside, place))
            beside.write_bytes(written.encode("utf-8"))
        for beside, place in ready:
            beside.replace(place)
    finally:
        for beside, _ in ready:
            beside.unlink(missing_ok=True)
