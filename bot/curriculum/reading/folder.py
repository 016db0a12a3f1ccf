"""Finding files of a content folder, and the translations that belong to a source file."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from string import ascii_uppercase
from typing import Final, TypeAlias

from bot.curriculum.reading.cards import cut_lesson
from bot.curriculum.reading.entries import Entry, open_yaml
from bot.curriculum.reading.findings import Findings, Place
from bot.curriculum.reading.texts import Scope, SourceTexts, Translation
from bot.curriculum.words import LANGUAGES, SOURCE_LANGUAGE

Folder: TypeAlias = Traversable | Path

SINGLE_FILES: Final = ("profile.yaml", "needs.yaml", "modules.yaml", "glossary.yaml")
FOLDERS: Final = {
    "quizzes": "NAME.yaml",
    "lessons": "ID.md",
    "answers": "NAME.yaml",
    "guides": "ID.md",
    "samples": "NAME.yaml",
}
COMPLETE: Final = ("profile.yaml", "needs.yaml")  # have to be there in every language
LAST_VERSION: Final = 9999


class ContentFolder:
    """All files of a content folder by `language/path`, read once."""

    def __init__(self, findings: Findings, folder: Folder) -> None:
        self.findings = findings
        self._files: dict[str, str] = {}
        for language in _sorted(folder):
            if language.name in LANGUAGES:
                self._walk(language, f"{language.name}/")
            elif not language.name.startswith("."):
                remedy = f"languages are {', '.join(LANGUAGES)}"
                findings.fault(Place(language.name, 1), "no language has this name", remedy)

    def _walk(self, folder: Folder, prefix: str) -> None:
        for found in _sorted(folder):
            if found.is_dir():
                self._walk(found, f"{prefix}{found.name}/")
            elif not found.name.startswith("."):
                self._take(found, prefix + found.name)

    def _take(self, found: Folder, file: str) -> None:
        path = file.split("/", 1)[1]
        if not _is_known(path):
            known = [*SINGLE_FILES, *(f"{folder}/{name}" for folder, name in FOLDERS.items())]
            remedy = f"files are {', '.join(known)}"
            self.findings.fault(Place(file, 1), "nothing reads this file", remedy)
            return
        try:
            self._files[file] = found.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            self.findings.fault(Place(file, 1), "this is no UTF-8 text", "save it as UTF-8")

    def has(self, path: str) -> bool:
        return f"{SOURCE_LANGUAGE}/{path}" in self._files

    def sources(self, folder: str) -> list[str]:
        """The paths of the English files in a folder."""
        start = f"{SOURCE_LANGUAGE}/{folder}/"
        return [file.split("/", 1)[1] for file in self._files if file.startswith(start)]

    def written(self, path: str, language: str = SOURCE_LANGUAGE) -> str:
        return self._files[f"{language}/{path}"]

    def yaml(self, path: str) -> tuple[Entry, Scope]:
        """An English YAML file, and where its texts have their translations."""
        file = f"{SOURCE_LANGUAGE}/{path}"
        if self.has(path):
            entry = open_yaml(self.findings, file, self.written(path))
            return entry, self.texts(path, entry)
        if path in COMPLETE:
            self.findings.fault(Place(file, 1), "not there", "write it, see docs/content.md")
        empty = Entry(self.findings, file, None, 0)
        return empty, SourceTexts(self.findings, file, 1, ()).root

    def texts(self, path: str, entry: Entry) -> Scope:
        """The texts of an English file whose version stands in this entry."""
        version = entry.number("version", 1, LAST_VERSION)
        translations = tuple(self._translations(path))
        complete = path in COMPLETE
        return SourceTexts(self.findings, entry.file, version, translations, complete).root

    def _translations(self, path: str) -> Iterator[Translation]:
        for language in LANGUAGES:
            if language == SOURCE_LANGUAGE:
                continue
            file = f"{language}/{path}"
            if file in self._files:
                yield self._translation(language, file, path)
                continue
            report = self.findings.fault if path in COMPLETE else self.findings.note
            report(Place(file, 1), "not there", f"translate {SOURCE_LANGUAGE}/{path}")

    def _translation(self, language: str, file: str, path: str) -> Translation:
        translation, written = Translation(language, file), self.written(path, language)
        if not path.endswith(".md"):
            entry = open_yaml(self.findings, file, written)
        else:
            entry, cards = cut_lesson(self.findings, file, written)
            for card in cards:
                translation.collect(card.block, ("cards", card.id))
                translation.texts["cards", card.id, "heading"] = card.heading
                if card.body is not None:
                    translation.texts["cards", card.id, "body"] = card.body
        translation.translates = entry.text("translates", required=False)
        translation.collect(entry)
        translation.texts.pop(("translates",), None)
        if path.endswith(f"/{entry.word('id', required=False)}.md"):
            translation.texts.pop(("id",))  # a lesson or guide may say again which one it is
        return translation

    def report_orphans(self) -> None:
        """Translations of files that the source does not have."""
        for file in self._files:
            path = file.split("/", 1)[1]
            if not self.has(path):
                problem = f"{SOURCE_LANGUAGE}/{path} is not there"
                self.findings.fault(Place(file, 1), problem, "remove it, or correct its name")


def _sorted(folder: Folder) -> list[Folder]:
    return sorted(folder.iterdir(), key=lambda found: found.name)


def _is_known(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    ending = FOLDERS.get(folder, "").lstrip(ascii_uppercase)
    return path in SINGLE_FILES or (ending != "" and name.endswith(ending))
