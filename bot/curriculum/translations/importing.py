"""From what a translator sent back to files of a language, all of it or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.curriculum.reading.content import read_content
from bot.curriculum.reading.texts import Path as Text
from bot.curriculum.translations import po, sheet
from bot.curriculum.translations.entries import TranslatedFile
from bot.curriculum.translations.exchange import MOST_BYTES, Incoming, NotReadable
from bot.curriculum.translations.judging import ImportFault, Judged, judge
from bot.curriculum.translations.sources import Sources, source_faults
from bot.curriculum.translations.writing import (
    VERSION,
    CannotWrite,
    new_texts,
    read_file,
    rewritten,
    save,
)

ZIP: Final = b"PK"


@dataclass(frozen=True, slots=True)
class Import:
    """What an import would do: `files` as they would be written, by `language/path`, or `faults`.

    `texts` counts the translations that change, `confirmed` the files that are no longer stale,
    `waiting` the texts that are still empty or drafts.
    """

    faults: tuple[ImportFault, ...]
    files: Mapping[str, str]
    texts: int
    confirmed: int
    waiting: int


def read_translations(path: Path, language: str) -> list[Incoming]:
    """The texts of a PO file or a workbook. Raises NotReadable."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotReadable(f"{path.name}: larger than {MOST_BYTES // 1_000_000} MB")
        written = path.read_bytes()
    except OSError as error:
        raise NotReadable(f"{path}: cannot be read: {error.strerror}") from error
    found = (sheet if written.startswith(ZIP) else po).read(written, path.name, language)
    if not found:
        raise NotReadable(f"{path.name}: there is no text in it")
    return found


def prepare(sources: Sources, folder: Path, language: str, texts: Iterable[Incoming]) -> Import:
    """Judges every text; there are files only where there is no fault."""
    translated = sources.in_language(language)
    judged = judge(translated, texts)
    files, faults = dict[str, str](), judged.faults
    confirmed = 0
    for file in translated if not faults else ():
        new = _new_texts(file, judged)
        if not new:
            continue
        confirmed += file.is_stale and VERSION in new
        try:
            files[file.name] = rewritten(read_file(folder / file.name), file, new)
        except CannotWrite as why:
            faults.append(ImportFault(file.name, "", str(why), "put these texts in by hand"))
    faults += _together(folder, files) if files and not faults else []
    count = sum(map(len, judged.changes.values()))
    return Import(tuple(faults), {} if faults else files, count, confirmed, judged.waiting)


def _new_texts(file: TranslatedFile, judged: Judged) -> dict[Text, str | int]:
    name = file.source.file
    return new_texts(file, judged.changes.get(name, {}), judged.checked.get(name, set()))


def _together(folder: Path, files: Mapping[str, str]) -> list[ImportFault]:
    """Faults of texts that are right one by one, such as a scene with its choices: too long."""
    with TemporaryDirectory() as beside:
        copy = Path(beside) / "content"
        shutil.copytree(folder, copy)
        save(copy, files)
        _, findings = read_content(copy)
    return [
        ImportFault(f"{fault.file}:{fault.line}", "", fault.problem, fault.remedy)
        for fault in source_faults(findings)
    ]
