"""How far each language has come, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bot.curriculum.translations.entries import Entry, State, TranslatedFile, in_state
from bot.curriculum.translations.importing import Import

HEAD: Final = ("", "texts", "words", "translated", "missing", "stale")


def incomplete(files: Sequence[TranslatedFile]) -> bool:
    """Whether anything is missing or stale."""
    return bool(in_state(files, State.MISSING) or in_state(files, State.STALE))


def table(languages: Mapping[str, Sequence[TranslatedFile]]) -> str:
    """A line a language, of texts that need a translation; words are counted in English."""
    rows = [HEAD, *(_row(language, files) for language, files in languages.items())]
    return "\n".join("".join(f"{cell:>12}" for cell in row).rstrip() for row in rows)


def _row(language: str, files: Sequence[TranslatedFile]) -> tuple[str, ...]:
    needed = [entry for file in files for entry in file.entries if not entry.text.spare]
    done = [entry for entry in needed if entry.state is not State.MISSING]
    stale = len(in_state(files, State.STALE))
    words = sum(len(entry.text.source.split()) for entry in needed)
    counts = (len(needed), words, len(done), len(needed) - len(done), stale)
    return (language, *map(str, counts))


def gaps(files: Iterable[TranslatedFile]) -> str:
    """What is missing and stale, by file and entry; a file that is not there at all is one line."""
    return "\n".join(line for file in files for line in _gaps(file))


def _gaps(file: TranslatedFile) -> Iterator[str]:
    missing, stale = in_state([file], State.MISSING), in_state([file], State.STALE)
    version = file.source.version
    if missing and not file.exists:
        yield f"{file.name}: not there, {len(missing)} texts"
    elif missing:
        yield f"{file.name}: {len(missing)} missing"
        yield from _keys(missing)
    if stale:
        made = f"made from version {file.translates or 'unknown'} of {version}"
        yield f"{file.name}: {len(stale)} stale, {made}"
        yield from _keys(stale)


def _keys(entries: Iterable[Entry]) -> Iterator[str]:
    return (f"  {entry.text.key}" for entry in entries)


def told(done: Import, dry_run: bool) -> str:
    """What an import has done or would do; every fault, if there is one."""
    if done.faults:
        count = _number(len(done.faults), "fault")
        return "\n".join([*map(str, done.faults), f"{count}; nothing has been written"])
    would = "would change" if dry_run else "changed"
    lines = [f"{would}: {name}" for name in done.files]
    lines.append(f"{_number(done.texts, 'text')} in {_number(len(done.files), 'file')}")
    if done.files and not dry_run:
        lines.append("now `jobbroker content check` says how they fit the screens")
    if done.confirmed:
        lines.append(f"{_number(done.confirmed, 'file')} no longer stale")
    if done.waiting:
        lines.append(f"{_number(done.waiting, 'text')} still empty or marked as drafts")
    return "\n".join(lines)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
