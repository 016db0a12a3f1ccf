"""Which English files there are, with their texts and those of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.faults import Fault, Severity
from bot.curriculum.reading.cards import cut_lesson
from bot.curriculum.reading.content import read_content
from bot.curriculum.reading.entries import open_yaml
from bot.curriculum.reading.findings import Findings
from bot.curriculum.reading.folder import LAST_VERSION, ContentFolder, Folder
from bot.curriculum.reading.texts import Path, Translation
from bot.curriculum.translations import parts
from bot.curriculum.translations.entries import (
    Entry,
    SourceFile,
    SourceText,
    State,
    TranslatedFile,
    is_markdown,
)
from bot.curriculum.words import SOURCE_LANGUAGE


class SourceFaults(Exception):
    """English files that cannot be worked from; holds every fault of theirs."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults in {SOURCE_LANGUAGE}/")


@dataclass(frozen=True, slots=True)
class Sources:
    """A content folder as translators see it."""

    folder: Folder
    taught: Curriculum
    files: tuple[SourceFile, ...]

    def in_language(self, language: str, unit: str | None = None) -> list[TranslatedFile]:
        """Every file that has texts (of the unit, if one is named), as this language has it."""
        present = ContentFolder(Findings(), self.folder)
        files = (_translated(present, one, language) for one in self.files)
        return [found for one in files if (found := _of_unit(one, unit)).entries]


def read_sources(folder: Folder) -> Sources:
    """The English files. Raises SourceFaults; what translations lack is no hindrance."""
    taught, findings = read_content(folder)
    if found := source_faults(findings):
        raise SourceFaults(found)
    return Sources(folder, taught, tuple(_files(folder, taught, findings)))


def source_faults(findings: Findings) -> list[Fault]:
    own = f"{SOURCE_LANGUAGE}/"
    faults = [one for one in findings.faults if one.severity is Severity.FAULT]
    return sorted({one for one in faults if one.file.startswith(own)})


def _files(folder: Folder, taught: Curriculum, findings: Findings) -> Iterator[SourceFile]:
    written = ContentFolder(Findings(), folder)
    profile, needs = taught.profile, taught.needs
    yield _file("profile.yaml", profile.version, parts.profile_parts(profile), "profile")
    yield _file("needs.yaml", needs.version, parts.needs_parts(taught), "needs analysis")
    tables = {"modules.yaml": parts.module_parts, "glossary.yaml": parts.glossary_parts}
    for file, found in tables.items():
        if written.has(file):
            yield _file(file, _version(written, file), found(taught), file.partition(".")[0])
    for quiz in taught.quizzes.values():
        file, where = (
            _path_of(findings, "quiz", quiz.id),
            f"quiz “{quiz.title.written[SOURCE_LANGUAGE]}”",
        )
        yield _file(file, quiz.version, parts.quiz_parts(quiz), where, [quiz.unit])
    for lesson in taught.lessons.values():
        file, where = f"lessons/{lesson.id}.md", f"lesson “{lesson.title.written[SOURCE_LANGUAGE]}”"
        units = [taught.modules[lesson.module].unit]
        yield _file(file, lesson.version, parts.reading_parts(lesson), where, units)
    for topic in taught.topics.values():
        file, where = _path_of(findings, "topic", topic.id), f"answers on “{topic.id}”"
        units = [topic.unit] if topic.unit else []
        yield _file(file, _version(written, file), parts.topic_parts(topic), where, units)
    for guide in taught.guides.values():
        file, where = f"guides/{guide.id}.md", f"guide “{guide.title.written[SOURCE_LANGUAGE]}”"
        yield _file(file, guide.version, parts.reading_parts(guide), where)
    for sample in taught.samples.values():
        file, where = _path_of(findings, "sample", sample.id), f"sample “{sample.id}”"
        units = [taught.outcomes[sample.outcome].unit]
        yield _file(file, sample.version, parts.sample_parts(sample), where, units)


def _file(
    file: str, version: int, found: Iterable[parts.Part], where: str, units: Iterable[str] = ()
) -> SourceFile:
    own = frozenset(units)
    texts = (
        SourceText(
            file=file,
            path=part.path,
            phrase=part.phrase,
            what=part.what,
            where=part.where or where,
            limit=part.limit,
            units=own if part.units is None else part.units,
            spare=part.spare,
        )
        for part in found
    )
    return SourceFile(file, version, tuple(texts))


def _path_of(findings: Findings, kind: str, identity: str) -> str:
    return findings.place_of(kind, identity).file.partition("/")[2]


def _version(written: ContentFolder, file: str) -> int:
    return open_yaml(Findings(), file, written.written(file)).number("version", 1, LAST_VERSION)


def _translated(present: ContentFolder, source: SourceFile, language: str) -> TranslatedFile:
    if language == SOURCE_LANGUAGE:
        own = tuple(_entry(text, language, False) for text in source.texts)
        return TranslatedFile(source, language, source.version, {}, own)
    try:
        written = present.written(source.file, language)
    except KeyError:
        translates, texts = None, dict[Path, str]()
    else:
        translates, texts = read_texts(source.file, written)
    stale = {path for path in texts if (translates or 0) < source.version}
    entries = tuple(_entry(text, language, text.path in stale) for text in source.texts)
    return TranslatedFile(source, language, translates, texts, entries)


def _entry(text: SourceText, language: str, stale: bool) -> Entry:
    if not text.phrase.is_in(language):
        return Entry(text, "", State.OPTIONAL if text.spare else State.MISSING)
    state = State.STALE if stale else State.TRANSLATED
    return Entry(text, text.phrase.written[language], state)


def read_texts(file: str, written: str) -> tuple[int | None, dict[Path, str]]:
    """What a translated file holds: the version it was made from, and its texts by path."""
    findings, found = Findings(), Translation("", file)
    if is_markdown(file):
        entry, cards = cut_lesson(findings, file, written)
        for card in cards:
            found.collect(card.block, ("cards", card.id))
            found.texts["cards", card.id, "heading"] = card.heading
            if card.body is not None:
                found.texts["cards", card.id, "body"] = card.body
    else:
        entry = open_yaml(findings, file, written)
    found.collect(entry)
    made_from = found.texts.pop(("translates",), None)
    if is_markdown(file):
        found.texts.pop(("id",), None)
    number = int(made_from.value) if made_from and made_from.value.isdecimal() else None
    return number, {path: text.value for path, text in found.texts.items()}


def _of_unit(file: TranslatedFile, unit: str | None) -> TranslatedFile:
    if unit is None:
        return file
    entries = tuple(entry for entry in file.entries if unit in entry.text.units)
    return TranslatedFile(file.source, file.language, file.translates, file.texts, entries)
