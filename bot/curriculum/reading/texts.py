"""The texts of one source file, each under its path, with their translations laid over them.

A path is the way to a text through a translated file, such as `units`, `1`, `title`. Reading the
source asks for each text by path; whatever is left over or missing then is known without a second
description of the format.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import yaml

from bot.curriculum import markup
from bot.curriculum.reading.entries import Entry, is_empty
from bot.curriculum.reading.findings import Findings, Located, Place, Standing
from bot.curriculum.words import LANGUAGES, SOURCE_LANGUAGE, Phrase

Path: TypeAlias = tuple[str, ...]
NOTHING_GIVEN: Final[Mapping[str, Located]] = {}
DEEPEST: Final = 8  # deeper than any format; ends YAML aliases that hold themselves


@dataclass(slots=True)
class Translation:
    """One translated file: its texts by path, and the lines of the mappings that hold them."""

    language: str
    file: str
    translates: Located | None = None
    texts: dict[Path, Located] = field(default_factory=dict[Path, Located])
    groups: dict[Path, Place] = field(default_factory=dict[Path, Place])

    def collect(self, entry: Entry, prefix: Path = ()) -> None:
        """Takes every text of the mapping, however deep."""
        self.groups[prefix] = entry.place
        for key in entry.written_keys():
            if (node := entry.node(key, required=False)) is not None:
                self._take(entry, node, (*prefix, key))

    def _take(self, entry: Entry, node: yaml.Node, path: Path) -> None:
        if isinstance(node, yaml.ScalarNode):
            if not is_empty(node) and (found := entry.scalar(node)) is not None:
                self.texts[path] = found
        elif len(path) < DEEPEST and isinstance(node, yaml.MappingNode):
            self._take_mapping(entry, node, path)
        elif len(path) < DEEPEST and isinstance(node, yaml.SequenceNode):
            self.groups[path] = entry.at(node)
            for index, inner in enumerate(node.value):
                self._take(entry, inner, (*path, str(index)))

    def _take_mapping(self, entry: Entry, node: yaml.MappingNode, path: Path) -> None:
        """Without an entry of its own, of which there would be thousands."""
        self.groups[path] = entry.at(node)
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                entry.report_twice(key)
            else:
                seen.add(name)
                self._take(entry, value, (*path, name))

    def nearest_group(self, path: Path) -> Path:
        """The innermost mapping on the way to a path that is there."""
        while path and path not in self.groups:
            path = path[:-1]
        return path


@dataclass(slots=True)
class SourceTexts:
    """Where the texts of one source file get their translations.

    `complete` files have to be there in full in every language; in others a gap is only noted.
    """

    findings: Findings
    file: str
    version: int
    translations: tuple[Translation, ...]
    complete: bool = False
    _paths: dict[Path, Collection[str]] = field(  # path → languages in which it may be missing
        default_factory=dict[Path, Collection[str]]
    )

    @property
    def root(self) -> Scope:
        return Scope(self, ())

    def phrase(
        self, path: Path, found: Mapping[str, Located], limit: int, marked: bool, spare: bool
    ) -> Phrase:
        """The text by language as the source has it, with the translations laid over it.

        None are demanded of languages that the source has it in, nor of any if it is spare.
        """
        self._paths[path] = LANGUAGES if spare else tuple(found)
        laid_over = {
            translation.language: translation.texts[path]
            for translation in self.translations
            if path in translation.texts
        }
        located = {**found, **laid_over}
        for text in located.values():
            if len(text.value) > limit:
                self._judge_length(text, limit, marked)
        phrase = Phrase({language: text.value for language, text in located.items()}, marked)
        self.findings.phrases.append(Standing(phrase, located))
        return phrase

    def _judge_length(self, found: Located, limit: int, marked: bool) -> None:
        length = len(markup.parse(found.value).words if marked else found.value)
        if length > limit:
            problem = f"{length} characters where {limit} fit"
            self.findings.fault(found.place, problem, f"cut {length - limit}")

    def close(self) -> None:
        """Reports what translations lack, have too much of, or have from another version."""
        for translation in self.translations:
            self._judge_version(translation)
            self._report_unknown(translation)
            self._report_missing(translation)

    def _judge_version(self, translation: Translation) -> None:
        found = translation.translates
        if found is None:
            place = translation.groups.get((), Place(translation.file, 1))
            remedy = f"add `translates: {self.version}`, the version it was made from"
            self.findings.fault(place, "`translates` is missing", remedy)
        elif not found.value.isdecimal() or int(found.value) > self.version:
            problem = f"`translates: {found.value}`, but {self.file} has version {self.version}"
            self.findings.fault(found.place, problem, "write the version it was made from")
        elif int(found.value) < self.version:
            problem = f"stale: made from version {found.value} of {self.version}"
            remedy = f"compare with {self.file}, then write `translates: {self.version}`"
            self.findings.note(found.place, problem, remedy)

    def _report_unknown(self, translation: Translation) -> None:
        for path in translation.texts.keys() - self._paths.keys():
            self.findings.fault(
                translation.texts[path].place,
                f"no text `{'/'.join(path)}` in {self.file}",
                "correct the id or key, or remove it",
            )

    def _report_missing(self, translation: Translation) -> None:
        report = self.findings.fault if self.complete else self.findings.note
        for path in self._gaps(translation):
            place = translation.groups[translation.nearest_group(path)]
            report(place, f"`{'/'.join(path)}` is not translated", f"translate it from {self.file}")

    def _gaps(self, translation: Translation) -> Iterable[Path]:
        """What is missing; where a whole group is, the group once instead of each of its texts."""
        gaps: dict[Path, None] = {}
        for path, spare in self._paths.items():
            if path not in translation.texts and translation.language not in spare:
                gaps[path[: len(translation.nearest_group(path[:-1])) + 1]] = None
        return gaps


@dataclass(frozen=True, slots=True)
class Scope:
    """A place in the source from which paths go on."""

    texts: SourceTexts
    path: Path

    def at(self, *steps: str) -> Scope:
        return Scope(self.texts, (*self.path, *steps))

    def phrase(self, entry: Entry, key: str, limit: int, *, marked: bool = False) -> Phrase:
        """The text under this key, which has to be there."""
        return self.of(entry.text(key), key, limit, marked=marked)

    def of(
        self,
        found: Located | None,
        key: str,
        limit: int,
        *,
        marked: bool = False,
        spare: bool = False,
        given: Mapping[str, Located] = NOTHING_GIVEN,
    ) -> Phrase:
        """A text that has been found already; `spare` ones need no translation.

        `given` are languages other than English that the source itself has it in.
        """
        if found is None:
            return Phrase({SOURCE_LANGUAGE: ""}, marked)
        both = {SOURCE_LANGUAGE: found, **given}
        return self.texts.phrase((*self.path, key), both, limit, marked, spare)
