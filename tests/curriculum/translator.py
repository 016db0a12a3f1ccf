"""A translator at work: exports, changes a file with the tools of the trade, sends it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import polib
from openpyxl import load_workbook

from bot.curriculum.translations.exchange import Format, Incoming, Wanted
from bot.curriculum.translations.exporting import outgoing, written
from bot.curriculum.translations.importing import Import, prepare, read_translations
from bot.curriculum.translations.sources import read_sources
from bot.curriculum.translations.writing import save

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FORMATS = tuple(Format)


class Translator:
    def __init__(self, folder: Path, desk: Path, language: str = "sv") -> None:
        self.folder, self.desk, self.language = folder, desk, language

    def exports(
        self, kind: Format = Format.PO, only: Wanted | None = None, unit: str | None = None
    ) -> Path:
        texts = outgoing(read_sources(self.folder), self.language, only, unit)
        file = self.desk / f"texts.{kind}"
        file.write_bytes(written(texts, self.language, kind, NOW))
        return file

    def reads(self, file: Path) -> list[Incoming]:
        return read_translations(file, self.language)

    def imports(self, texts: Iterable[Incoming] | Path, *, dry_run: bool = False) -> Import:
        found = self.reads(texts) if isinstance(texts, Path) else texts
        done = prepare(read_sources(self.folder), self.folder, self.language, found)
        if not dry_run:
            save(self.folder, done.files)
        return done

    def changes(self, texts: dict[str, str], kind: Format = Format.PO) -> Import:
        """Exports everything, types these texts over what is there, and imports."""
        file = self.exports(kind)
        (type_into_po if kind is Format.PO else type_into_sheet)(file, texts)
        return self.imports(file)

    def bytes(self) -> dict[str, bytes]:
        own = self.folder / self.language
        files = (path for path in own.rglob("*") if path.is_file())
        return {path.relative_to(own).as_posix(): path.read_bytes() for path in files}


def type_into_po(file: Path, texts: dict[str, str]) -> None:
    """As Poedit does: what is typed is no longer fuzzy."""
    catalog = polib.pofile(str(file), wrapwidth=60)
    for entry in catalog:
        if entry.msgctxt in texts:
            entry.msgstr = texts[entry.msgctxt]
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    catalog.save()


def type_into_sheet(file: Path, texts: dict[str, str], column: str = "translation") -> None:
    change_sheet(file, column, texts.get)


def change_sheet(file: Path, column: str, new: Callable[[str, str], str]) -> None:
    book = load_workbook(file)
    page = book.worksheets[0]
    at = [cell.value for cell in page[1]].index(column)
    for row in page.iter_rows(min_row=2):
        row[at].value = new(str(row[0].value), str(row[at].value or "")) or None
        row[at].data_type = "s" if row[at].value else "n"
    book.save(file)
