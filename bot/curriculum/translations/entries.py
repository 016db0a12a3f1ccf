"""What there is to translate, and how far it has come in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.curriculum.reading.texts import Path
from bot.curriculum.words import SOURCE_LANGUAGE, Phrase

GROUPS: Final = ("answers", "items", "modules", "terms")  # their names would tell a key nothing


class State(StrEnum):
    """`optional` texts have no translation and need none; the others are as they are called."""

    TRANSLATED = "translated"
    MISSING = "missing"
    STALE = "stale"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class SourceText:
    """One text of an English file.

    `file` is relative to the folder of a language, `path` the way to the text in a translated
    file. `what` says what kind of text it is, `where` in which lesson or quiz it stands. `limit`
    counts characters, without the marks where the phrase is marked. `units` are ids of the units
    it belongs to; a `spare` text needs no translation.
    """

    file: str
    path: Path
    phrase: Phrase
    what: str
    where: str
    limit: int
    units: frozenset[str] = frozenset()
    spare: bool = False

    @property
    def key(self) -> str:
        """What translators' files know it by: the same as long as its ids are the same."""
        return key_of(self.file, self.path)

    @property
    def source(self) -> str:
        return self.phrase.written[SOURCE_LANGUAGE]

    @property
    def is_in_card(self) -> bool:
        """Whether it stands as Markdown between the cuts of a lesson or guide."""
        return is_markdown(self.file) and self.path[0] == "cards" and len(self.path) == 3

    @property
    def is_listed(self) -> bool:
        """Whether it is one of a list, in which none may be left out."""
        return self.path[-1].isdecimal() and len(self.path) == 2 and self.path[0] not in GROUPS


@dataclass(frozen=True, slots=True)
class SourceFile:
    """An English file: its version, and its texts in the order in which it has them."""

    file: str
    version: int
    texts: tuple[SourceText, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One text and its translation, "" where there is none."""

    text: SourceText
    translation: str
    state: State


@dataclass(frozen=True, slots=True)
class TranslatedFile:
    """One file in one language. `translates` is the version it was made from, `texts` are those
    that the file itself holds; None and nothing where it is not there.
    """

    source: SourceFile
    language: str
    translates: int | None
    texts: dict[Path, str]
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """The file within the content folder."""
        return f"{self.language}/{self.source.file}"

    @property
    def exists(self) -> bool:
        return bool(self.texts) or self.translates is not None

    @property
    def is_stale(self) -> bool:
        return self.exists and (self.translates or 0) < self.source.version


def key_of(file: str, path: Path) -> str:
    """`lessons/job-carving#how`, `quizzes/eures/eures-base-act.options.b.feedback`."""
    name = file.rpartition(".")[0]
    if is_markdown(file) and path[0] == "cards":
        card, rest = path[1], path[2:]
        return f"{name}#{card}" if rest == ("body",) else f"{name}#{card}/{'.'.join(rest)}"
    return f"{name}/{'.'.join(path[1:] if path[0] in GROUPS else path)}"


def is_markdown(file: str) -> bool:
    return file.endswith(".md")


def in_state(files: Sequence[TranslatedFile], state: State) -> list[Entry]:
    return [entry for file in files for entry in file.entries if entry.state is state]
