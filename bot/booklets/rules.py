"""What can be had as a booklet, in which languages, by whom, and under which file name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lessons import Guide, Lesson, Module
from bot.curriculum.words import LANGUAGES, SOURCE_LANGUAGE
from bot.kit.files.filetype import PDF
from bot.kit.files.names import safe_name
from bot.people.rules import Person, Role

Work: TypeAlias = Module | Guide


@dataclass(frozen=True, slots=True)
class Edition:
    """A work in one language. `digest` changes with whatever its pages show."""

    work: Work
    language: str
    digest: str

    @property
    def file_name(self) -> str:
        """As it is seen in the chat and saved on the phone."""
        return safe_name(f"{self.work.title.text(self.language).text}.pdf", PDF)


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished booklet in the object store; `size` in bytes."""

    digest: str
    key: str
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class Offer:
    """An edition as it is offered to somebody; not printed yet where `printed` is None.

    `made_at` are seconds since 1970. `whole`: nothing in it has to stand in English instead.
    """

    edition: Edition
    printed: Printed | None
    made_at: int
    whole: bool


def find_work(curriculum: Curriculum, name: str) -> Work | None:
    """The module or guide of this id."""
    return curriculum.modules.get(name) or curriculum.guides.get(name)


def parts_of(curriculum: Curriculum, work: Work) -> tuple[Lesson, ...] | tuple[Guide]:
    """What is translated as a whole: the lessons of a module, or the guide."""
    if isinstance(work, Guide):
        return (work,)
    return tuple(curriculum.lessons[lesson] for lesson in work.lessons)


def languages_of(curriculum: Curriculum, work: Work) -> tuple[str, ...]:
    """Those it exists in: at least one of its parts is translated, English always."""
    parts = parts_of(curriculum, work)
    return tuple(
        language
        for language in LANGUAGES
        if language == SOURCE_LANGUAGE or any(part.is_in(language) for part in parts)
    )


def language_for(curriculum: Curriculum, work: Work, wanted: str) -> str:
    """The wanted language, or English where nothing of the work is translated into it."""
    return wanted if wanted in languages_of(curriculum, work) else SOURCE_LANGUAGE


def is_whole(curriculum: Curriculum, work: Work, language: str) -> bool:
    """Whether no part has to stand in English instead."""
    return all(part.is_in(language) for part in parts_of(curriculum, work))


def may_read(person: Person, work: Work) -> bool:
    """Modules are for everybody; a guide for the roles it names and whoever sets things up."""
    if not isinstance(work, Guide):
        return True
    readers = {Role(reader) for reader in work.readers} | {Role.ADMINISTRATOR}
    return bool(readers & person.roles)
